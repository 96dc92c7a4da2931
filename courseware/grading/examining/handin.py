"""A submission in memory: bounded, regular files only, nothing of it believed."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec

from courseware import journal
from courseware.grading.gather import NOTEBOOK_BYTES, Gathered, gather, read_bounded
from courseware.grading.intake import CELLS, FILES, TIMESTAMP
from courseware.session import FOLDER

FILE_BYTES = 50_000_000
"""Of all files that are no notebooks."""
FOLDERS = 16
"""Levels of folders."""
NOTES = 50
"""Lines about what was left out."""
PICTURES = frozenset({"image/png", "image/jpeg", "image/gif"})
"""Attachments that a human who marks an answer gets to see."""


class HandIn(msgspec.Struct, frozen=True, kw_only=True):
    """What one learner handed in.

    Attributes:
        student: as the transport names them; nothing inside is asked.
        notebooks: the bytes of each notebook, by name without `.ipynb`.
        files: the bytes of all other files, by relative path with `/`.
        refused: why it cannot be graded at all, "" where it can.
        gathered: the answers to our own exercises.
        notes: what was left out, a bounded line each.
    """

    student: str
    notebooks: dict[str, bytes] = {}
    files: dict[str, bytes] = {}
    refused: str = ""
    gathered: Gathered = Gathered()
    notes: tuple[str, ...] = ()


class LearnerCell(msgspec.Struct, frozen=True, kw_only=True):
    """All that is taken of a learner's cell: its text, and which cell it claims to be."""

    cell_type: Literal["code", "markdown", "raw"]
    source: str
    claims: str = ""
    id: str = ""
    attachments: dict[str, dict[str, str]] = {}


class Unreadable(Exception):
    """A notebook that cannot be graded; says why."""


class _Cell(msgspec.Struct):
    cell_type: Literal["code", "markdown", "raw"]
    source: str | list[str]
    metadata: Any = None
    id: Any = None
    attachments: Any = None


class _Notebook(msgspec.Struct):
    nbformat: int
    cells: list[_Cell]


def read(folder: Path, student: str, reading: journal.Reading | None = None) -> HandIn:
    """Read a collected hand-in, but for its journal if that is given; never raises for its sake."""
    notes: list[str] = []
    notebooks: dict[str, bytes] = {}
    files: dict[str, bytes] = {}
    left, opened = FILE_BYTES, ""
    try:
        for path, name in _regular(folder, notes):
            opened = name
            if "/" not in name and name.endswith(".ipynb"):
                notebooks[name.removesuffix(".ipynb")] = read_bounded(path, NOTEBOOK_BYTES)
            elif name != TIMESTAMP:
                files[name] = read_bounded(path, left)
                left -= len(files[name])
            opened = ""
    except OSError as error:
        why = f"{_shown(opened)}: {error.strerror or error}" if opened else str(error)
        # What was answered to our own exercises counts all the same.
        return HandIn(
            student=student, refused=why[:500], gathered=gather(folder, reading), notes=tuple(notes)
        )
    except Unreadable as error:
        return HandIn(student=student, refused=str(error), notes=tuple(notes))
    return HandIn(
        student=student,
        notebooks=notebooks,
        files=files,
        gathered=gather(
            folder, reading, {f"{name}.ipynb": content for name, content in notebooks.items()}
        ),
        notes=tuple(notes[:NOTES]),
    )


def cells_of(content: bytes) -> list[LearnerCell]:
    """Return the cells of a learner's notebook.

    Raises:
        Unreadable: it is no notebook of version 4, or too large a one.
    """
    if len(content) > NOTEBOOK_BYTES:
        raise Unreadable(f"is larger than {NOTEBOOK_BYTES:,} bytes")
    found = _decoded(content)
    if found.nbformat != 4:
        raise Unreadable(f"is a notebook of format {found.nbformat}")
    if len(found.cells) > CELLS:
        raise Unreadable(f"has more than {CELLS} cells")
    return [_learners(cell) for cell in found.cells]


def _decoded(content: bytes) -> _Notebook:
    try:
        return msgspec.json.decode(content, type=_Notebook)
    except (ValueError, RecursionError):
        pass  # plots leave NaN in notebooks, which is no JSON but what Jupyter reads and writes
    try:
        return msgspec.convert(json.loads(content), _Notebook)
    except (ValueError, RecursionError, MemoryError) as error:
        raise Unreadable(f"is not a notebook ({str(error)[:200]})") from None


def _learners(cell: _Cell) -> LearnerCell:
    source = cell.source if isinstance(cell.source, str) else "".join(cell.source)
    claim = cell.metadata.get("nbgrader") if isinstance(cell.metadata, dict) else None
    id_ = claim.get("grade_id") if isinstance(claim, dict) else None
    return LearnerCell(
        cell_type=cell.cell_type,
        source=source.encode("utf-8", "replace").decode(),
        claims=id_ if isinstance(id_, str) else "",
        id=cell.id if isinstance(cell.id, str) else "",
        attachments=dict(_pictures(cell.attachments)),
    )


def _pictures(attachments: Any) -> Iterator[tuple[str, dict[str, str]]]:
    for name, bundle in attachments.items() if isinstance(attachments, dict) else ():
        if isinstance(bundle, dict):
            kept = {
                kind: data
                for kind, data in bundle.items()
                if kind in PICTURES and isinstance(data, str) and data.isascii()
            }
            if kept and _is_text(name):
                yield name, kept


def _regular(folder: Path, notes: list[str]) -> Iterator[tuple[Path, str]]:
    """Yield regular files and their relative names; links and the like are noted."""
    count = 0
    waiting = [(folder, "", 0)]
    while waiting:
        here, prefix, depth = waiting.pop()
        for entry in sorted(os.scandir(here), key=lambda each: each.name):
            count += 1
            if count > FILES:
                raise Unreadable(f"more than {FILES} files")
            name = f"{prefix}{entry.name}"
            mode = entry.stat(follow_symlinks=False).st_mode
            if stat.S_ISDIR(mode):
                if depth >= FOLDERS:
                    raise Unreadable(f"folders more than {FOLDERS} levels deep")
                if name != FOLDER:
                    waiting.append((Path(entry), f"{name}/", depth + 1))
            elif not stat.S_ISREG(mode):
                notes.append(f"{_shown(name)}: no regular file, left out")
            elif not _is_text(name):
                notes.append(f"{_shown(name)}: its name is no text, left out")
            else:
                yield Path(entry), name


def _is_text(name: str) -> bool:
    """Tell whether a name is Unicode; a file system may hold any bytes."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _shown(name: str) -> str:
    text = name.encode("utf-8", "backslashreplace").decode()
    return "".join(letter if letter.isprintable() else "?" for letter in text)[:200]
