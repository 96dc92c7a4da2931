"""Releasing a lesson: nbgrader's release, and the proof that it gives no key away."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec

from courseware import library
from courseware.errors import (
    CourseNotFound,
    CoursewareError,
    InvalidDocument,
    KeyExposed,
    Violation,
)
from courseware.publish.places import graders_folder, keys_folder
from courseware.publish.proof import exposed_tables, leaks
from courseware.session import FOLDER

Command = Callable[[Path, str], object]
"""One of nbgrader's commands: given `graders/<course>` and the lesson."""


class Released(msgspec.Struct, frozen=True, kw_only=True):
    """A lesson's release, proven to hold no key: its folder, its files and their bytes."""

    lesson: str
    folder: Path
    files: tuple[str, ...]
    size: int
    in_exchange: bool


def release(
    course: Path,
    lesson: str,
    graders: Path | None = None,
    *,
    exchange: bool = False,
    generate: Command | None = None,
    release_assignment: Command | None = None,
) -> Released:
    """Release one lesson of a course.

    Args:
        course: `notebooks/<course>`.
        lesson: the lesson's name.
        graders: the private half, by default `graders/<course>` beside `notebooks`.
        exchange: also put the release into nbgrader's exchange, for learners to fetch.
        generate: runs `nbgrader generate_assignment`; by default the command itself is started.
            `courseware.grading.generate` does the same within a process that has nbgrader.
        release_assignment: likewise for `nbgrader release_assignment`.

    Raises:
        CourseNotFound: no such course or lesson, or no configuration of nbgrader.
        InvalidDocument: the lesson must not be released, with every place and cure.
        KeyExposed: the release held a value of a key; it was deleted.
        CoursewareError: nbgrader failed; the message is what it said.
    """
    private = graders or graders_folder(course)
    source = _source(course, lesson)
    (generate or _generate)(private, lesson)
    folder = private / "release" / lesson
    prove(folder, source, keys_folder(course, private) / lesson)
    if exchange:
        (release_assignment or _release_assignment)(private, lesson)
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return Released(
        lesson=lesson,
        folder=folder,
        files=tuple(path.relative_to(folder).as_posix() for path in paths),
        size=sum(path.stat().st_size for path in paths),
        in_exchange=exchange,
    )


def prove(folder: Path, source: Path, keys: Path) -> None:
    """Delete a release that gives a key away, and raise `KeyExposed` with what it gave away."""
    found = [*exposed_tables(folder), *leaks(folder, source, keys)]
    if found:
        shutil.rmtree(folder)
        listed = "\n".join(str(leak) for leak in found)
        raise KeyExposed(f"The release was deleted, because learners could read keys:\n{listed}")


def _source(course: Path, lesson: str) -> Path:
    known = library.load_course(course).lessons
    if lesson not in known:
        raise CourseNotFound(f"There is no lesson {lesson!r}. There are: {', '.join(known)}")
    source = course.resolve() / lesson
    journals = [path for path in sorted(source.rglob(FOLDER)) if path.is_dir()]
    if journals:
        raise InvalidDocument(
            Violation(code="responses_in_source", file=library.shown_path(path))
            for path in journals
        )
    return source


def _generate(graders: Path, lesson: str) -> None:
    _nbgrader(graders, "generate_assignment", lesson, "--force")


def _release_assignment(graders: Path, lesson: str) -> None:
    _nbgrader(graders, "release_assignment", lesson, "--force")


def _nbgrader(graders: Path, *command: str) -> None:
    """Start a command of nbgrader in the course's private half, as a teacher would."""
    programs = os.fspath(Path(sys.executable).parent)  # nbgrader calls `alembic` by name
    path = os.pathsep.join((programs, os.environ.get("PATH", "")))
    done = subprocess.run(  # noqa: S603 - no shell; a lesson's name is checked against the course
        [sys.executable, "-m", "nbgrader", *command],
        cwd=graders,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CoursewareError(f"nbgrader {' '.join(command)} failed:\n{done.stderr.strip()}")
