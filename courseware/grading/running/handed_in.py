"""Finding what was handed in, and when."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Collection, Iterator
from datetime import datetime
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import parse_utc

from courseware.grading.gather import read_bounded
from courseware.grading.intake import TIMESTAMP

_USUAL = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{6})? UTC", re.ASCII)
_MARK = "\0"
"""Stands where a learner's name goes; no path holds it."""


class Place(NamedTuple):
    """A learner's hand-in; the name is the transport's."""

    student: str
    folder: Path


def places(
    coursedir: CourseDirectory, assignment: str, students: Collection[str] | None = None
) -> list[Place]:
    """Return all hand-ins of an assignment, by student.

    The configured `directory_structure` says where; `student_id` and
    `student_id_exclude` are heeded. No link is followed.
    """
    path = os.path.normpath(coursedir.format_path(coursedir.submitted_directory, _MARK, assignment))
    before, _, after = path.partition(_MARK)
    folder, head = os.path.split(before)
    tail, _, below = after.partition(os.sep)
    excluded = {name for name in coursedir.student_id_exclude.split(",") if name}
    found = []
    for name in _names(Path(folder)):
        student = name[len(head) : len(name) - len(tail)]
        if not (name.startswith(head) and name.endswith(tail) and student):
            continue
        wanted = (
            fnmatchcase(student, coursedir.student_id)
            if students is None
            else (student in students)
        )
        place = Path(folder, name, below)
        if wanted and student not in excluded and os.path.lexists(place):
            found.append(Place(student, place))
    return sorted(found)


def _names(folder: Path) -> Iterator[str]:
    try:
        yield from (entry.name for entry in os.scandir(folder) if not entry.name.startswith("."))
    except (FileNotFoundError, NotADirectoryError):
        return


def time_of(folder: Path) -> tuple[str, datetime | None, str]:
    """Return when something was handed in: as it is written, in UTC, and what is wrong with it."""
    try:
        text = read_bounded(folder / TIMESTAMP, 1_000).decode().strip()
    except FileNotFoundError:
        return "", None, ""
    except (OSError, ValueError):
        return "", None, f"{TIMESTAMP}: cannot be read"
    try:
        return text, _parsed(text) if text else None, ""
    except (ValueError, OverflowError):
        return "", None, f"{TIMESTAMP}: is not a time, passed over"


def _parsed(text: str) -> datetime | None:
    """Read a time as nbgrader does; as it writes times itself, that is quicker done here."""
    if _USUAL.fullmatch(text):
        with contextlib.suppress(ValueError):
            return datetime.fromisoformat(text.removesuffix(" UTC"))
    found: datetime | None = parse_utc(text)
    return found
