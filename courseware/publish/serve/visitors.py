"""Who visits, where their answers lie, and how far they are.

Voilà runs every visitor's kernel in the lesson's own folder, so each visitor
gets a journal elsewhere. A visitor is a random name in a cookie: whoever holds
it may add to those answers, nobody can guess it.
"""

from __future__ import annotations

import re
import secrets
from pathlib import Path

import msgspec

from courseware import session
from courseware.errors import InvalidDocument
from courseware.journal import read
from courseware.library import Lesson

COOKIE = "courseware-visitor"
_NAME = re.compile(r"[0-9a-f]{32}")


class Standing(msgspec.Struct, frozen=True):
    """How many exercises a lesson has, and how many of them a visitor has answered."""

    exercises: int
    answered: int


def new_visitor() -> str:
    """Return a name that nobody can guess (128 bits)."""
    return secrets.token_hex(16)


def known(name: str | None) -> bool:
    """Tell whether a cookie holds a visitor's name; anything else never reaches a path."""
    return name is not None and _NAME.fullmatch(name) is not None


def responses_folder(visitors: Path, visitor: str, lesson: Lesson) -> Path:
    """Return the folder of one visitor's journal for one lesson."""
    if not known(visitor):
        raise ValueError(visitor)
    return visitors / visitor / lesson.course.id / lesson.name / session.FOLDER


def standing(visitors: Path, visitor: str | None, lesson: Lesson) -> Standing:
    """Return how far a visitor is with a lesson, by what is safe on disk."""
    ids = {f"{lesson.name}/{name}" for name in lesson.names()}
    if visitor is None:
        return Standing(len(ids), 0)
    records = read(responses_folder(visitors, visitor, lesson)).records
    return Standing(len(ids), len(ids & set(session.history(records).responses)))


def servable(lesson: Lesson) -> bool:
    """Tell whether a lesson can be opened: it has a notebook and its exercises can be read."""
    try:
        list(lesson.entries())
    except InvalidDocument:
        return False
    return lesson.notebook.is_file()
