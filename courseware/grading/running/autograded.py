"""The folder of a graded submission, as nbgrader's autograde leaves it: whole, or the old one."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from fnmatch import translate
from pathlib import Path

import msgspec

from courseware.grading.cleaning import clean
from courseware.grading.examining.assignment import Assignment
from courseware.grading.examining.handin import FILE_BYTES, HandIn
from courseware.grading.examining.locked import is_teachers
from courseware.grading.examining.result import Json, Result
from courseware.grading.gather import read_bounded
from courseware.grading.intake import TIMESTAMP
from courseware.grading.places import Places
from courseware.grading.settings import Autograde
from courseware.session import FOLDER

JOURNALS = 1_000
"""Files of one learner's journal that are carried."""


class Autograded:
    """Writes the folders of one assignment.

    Args:
        places: where the assignment lies.
        assignment: whose files go over the learner's of the same path.
        autograde: nbgrader's settings of it, as the course has configured them.
    """

    def __init__(self, places: Places, assignment: Assignment, autograde: Autograde) -> None:
        self._places, self._teachers = places, assignment.files
        self._texts = {
            name: {
                cell.id
                for cell in task.master.cells.values()
                if cell.cell_type != "code" and is_teachers(cell)
            }
            for name, task in assignment.tasks.items()
        }
        self._exercises = {
            name: frozenset(task.master.exercises) for name, task in assignment.tasks.items()
        }
        ignored = "|".join(translate(pattern) for pattern in places.coursedir.ignore)
        self._is_ignored = re.compile(ignored or r"(?!)").match
        self._mode = int(str(autograde.permissions), 8)
        self._shared = bool(places.coursedir.groupshared)

    def stands(self, result: Result) -> bool:
        """Tell whether the notebooks of a result stand there."""
        folder = self._places.autograded(result.student)
        return all(
            (folder / f"{name}.ipynb").is_file()
            for name, book in result.notebooks.items()
            if book.executed is not None
        )

    def write(self, result: Result, handin: HandIn, submitted: Path) -> None:
        """Put a submission's folder in the place of an older one."""
        folder = self._places.autograded(result.student)
        new, old = (folder.with_name(f".{folder.name}.{which}") for which in ("new", "old"))
        for each in (new, old):
            _remove(each)
        try:
            new.mkdir(parents=True)
            made = {""}
            for name, content in self._content(result, handin, submitted):
                within, _, _ = name.rpartition("/")
                if within not in made:
                    (new / within).mkdir(parents=True, exist_ok=True)
                    made.add(within)
                _write(f"{new}/{name}", content, self._mode)
            if self._shared:
                _share(new)
            if folder.exists():
                folder.replace(old)
            new.replace(folder)
        except BaseException:
            _remove(new)
            raise
        _remove(old)

    def _content(
        self, result: Result, handin: HandIn, submitted: Path
    ) -> Iterator[tuple[str, bytes]]:
        """Yield the files: each name once, the teacher's over the learner's."""
        journal = _journal(submitted)
        extras = {**handin.files, **journal, **self._teachers}
        for name, content in extras.items():
            if name in self._teachers or not any(map(self._is_ignored, name.split("/"))):
                yield name, content
        with contextlib.suppress(OSError):
            yield TIMESTAMP, read_bounded(submitted / TIMESTAMP, 1_000)
        for name, book in result.notebooks.items():
            if book.executed is not None and name in self._texts:
                yield f"{name}.ipynb", as_text(self._shown(name, book.executed))

    def _shown(self, name: str, executed: Json) -> Json:
        """Return a notebook fit to be shown within the teacher's own page, as formgrader does.

        What we wrote ourselves under an exercise holds nothing but escaped text.
        """
        ours = {
            at: cell["outputs"]
            for at, cell in enumerate(executed["cells"])
            if cell["metadata"].get("nbgrader", {}).get("grade_id") in self._exercises[name]
            and "outputs" in cell
        }
        bare = [
            {**cell, "outputs": []} if at in ours else cell
            for at, cell in enumerate(executed["cells"])
        ]
        shown = clean({**executed, "cells": bare}, self._texts[name])
        for at, outputs in ours.items():
            shown["cells"][at]["outputs"] = outputs
        return shown


def as_text(notebook: Json) -> bytes:
    """Return a notebook as nbformat writes it, but for the order of its keys."""
    return msgspec.json.format(msgspec.json.encode(notebook, order="sorted"), indent=1) + b"\n"


def _journal(submitted: Path) -> dict[str, bytes]:
    """Return the files of a journal: regular ones alone, no folder in it, all of them bounded."""
    found: dict[str, bytes] = {}
    folder, left = submitted / FOLDER, FILE_BYTES
    if folder.is_symlink() or not folder.is_dir():
        return found
    for path in _first(folder.iterdir()):
        with contextlib.suppress(OSError, UnicodeError):
            path.name.encode()
            found[f"{FOLDER}/{path.name}"] = content = read_bounded(path, left)
            left -= len(content)
    return found


def _first(paths: Iterable[Path]) -> list[Path]:
    return sorted(path for path, _ in zip(paths, range(JOURNALS), strict=False))


def _write(path: str, content: bytes, mode: int) -> None:
    """Write a file by the system's own calls: there are many of them, and little in each."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o666)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(handle, left) :]
        os.fchmod(handle, mode)
    finally:
        os.close(handle)


def _remove(folder: Path) -> None:
    if not os.path.lexists(folder):
        return
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    else:
        shutil.rmtree(folder)


def _share(top: Path) -> None:
    """Let the group of graders write there, as nbgrader's `groupshared` does."""
    for here, _, _ in os.walk(top):
        folder = Path(here)
        folder.chmod((folder.stat().st_mode | 0o2770) & 0o2777)
