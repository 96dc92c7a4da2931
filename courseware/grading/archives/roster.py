"""Who is who: what a learning management system calls a learner, and what the gradebook does.

A roster is a CSV file that every system exports: Moodle's grading worksheet,
Canvas' and Blackboard's gradebook, or one that a teacher writes with the columns
`lms_user_id` and `student_id`.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path

import msgspec

from courseware.errors import CoursewareError
from courseware.grading.tables import Table, column, read_table

KEYS = ("lms_user_id", "lms id", "identifier", "id", "user id", "username", "login")
"""Columns that hold the system's number or user name, the best first."""
STUDENTS = (
    *("student_id", "gradebook id", "username", "sis login id", "login", "id number"),
    *("sis user id", "email address", "email"),
)
"""Columns that may hold the id in the gradebook, the best first."""
TIMES = ("last modified (submission)", "submitted_at", "submitted at", "timestamp")

_NUMBER = re.compile(r"(?:\D*\D)?(\d{1,20})")
_TIME_FORMATS = ("%A, %d %B %Y, %I:%M %p", "%A, %B %d, %Y, %I:%M %p", "%d %B %Y, %I:%M %p")


class RosterUnusable(CoursewareError):
    """The roster lacks a column, or names somebody twice; the message says which."""


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a roster; `time` is when the system took the hand-in, naive or not."""

    student: str
    time: datetime | None = None


def load(path: Path, known: Callable[[str], bool], id_column: str = "") -> Mapping[str, Person]:
    """Return the people of a roster by what the system calls them.

    Args:
        path: the CSV file.
        known: tells whether an id stands in the gradebook.
        id_column: the column of the gradebook's ids; by default the first of `STUDENTS` whose
            ids the gradebook knows, or that is there.

    Raises:
        RosterUnusable: a column is missing, or one number stands for two students.
        OSError: there is no such file.
    """
    table = read_table(path)
    keys = column(table, KEYS)
    if keys is None:
        raise RosterUnusable(f"{path.name}: none of the columns {', '.join(KEYS)}")
    ids = _id_column(table, known, id_column, path)
    times = column(table, TIMES)
    found: dict[str, Person] = {}
    for row in table.rows:
        key, student = key_of(row[keys]), row[ids].strip()
        if not key or not student:
            continue
        if found.get(key, Person(student=student)).student != student:
            raise RosterUnusable(f"{path.name}: {key} stands for two students")
        time = read_time(row[times]) if times is not None else None
        found[key] = Person(student=student, time=time)
    return found


def key_of(text: str) -> str:
    """Return the number of `Participant 12345` in any language, or a user name as it is."""
    plain = text.strip()
    number = _NUMBER.fullmatch(plain)
    return number[1] if number and (" " in plain or plain.isdigit()) else plain


def read_time(text: str) -> datetime | None:
    """Return a time as ISO 8601 or as Moodle writes it in English; None for anything else."""
    plain = " ".join(text.split())
    with contextlib.suppress(ValueError):
        return datetime.fromisoformat(plain)
    for form in _TIME_FORMATS:
        with contextlib.suppress(ValueError):
            return datetime.strptime(plain, form)  # noqa: DTZ007 - the system's own clock
    return None


def _id_column(table: Table, known: Callable[[str], bool], wanted: str, path: Path) -> int:
    if wanted:
        at = column(table, (wanted,))
        if at is None:
            raise RosterUnusable(f"{path.name}: no column {wanted!r}")
        return at
    there = [at for name in STUDENTS if (at := column(table, (name,))) is not None]
    if not there:
        raise RosterUnusable(f"{path.name}: none of the columns {', '.join(STUDENTS)}")
    return next((at for at in there if _any_known(table, at, known)), there[0])


def _any_known(table: Table, at: int, known: Callable[[str], bool]) -> bool:
    values: Iterable[str] = (row[at].strip() for row in table.rows)
    return any(value and known(value) for value in values)
