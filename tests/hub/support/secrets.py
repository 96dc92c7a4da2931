"""What must stay with the instructor: every text and expression of every graded exercise's key."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.hub.support.environment import ROOT
from tests.hub.support.hub import COURSE, LESSON

KEYS = ROOT / "graders" / COURSE / "keys" / LESSON
EXERCISES = ROOT / "notebooks" / COURSE / LESSON / "exercises"
LONG = 25
"""Characters from which on a text stands nowhere by chance."""


def texts() -> list[str]:
    """Return the explanations and feedback of the graded exercises, in every language."""
    found = {text for path in KEYS.glob("*.toml") for text in _long(_load(path))}
    assert len(found) > 50, "the demo's keys have many more texts than these"
    return sorted(found)


def expressions() -> list[str]:
    """Return the right answers that are worked out, as their authors wrote them."""
    answers = (_load(path).get("answer") for path in KEYS.glob("*.toml"))
    found = [answer for answer in answers if isinstance(answer, str) and "*" in answer + "(*"]
    worked = [answer for answer in found if any(sign in answer for sign in "*/+-")]
    assert worked
    return sorted(worked)


def practice() -> list[str]:
    """Return texts of practice keys, which are the learners' to read: what a search must find."""
    found = (_load(path).get("key") for path in EXERCISES.glob("*.toml"))
    return sorted({text for key in found if key is not None for text in _long(key)})


def written(text: str) -> set[bytes]:
    """Return the ways a text can stand in a file or in a process's memory."""
    forms = {text, json.dumps(text)[1:-1], json.dumps(text, ensure_ascii=False)[1:-1]}
    codes = ("utf-8", "utf-16-le", "utf-32-le")
    return {form.encode(code) for form in forms for code in codes}


def _load(path: Path) -> dict[str, object]:
    return tomllib.loads(path.read_text("utf-8"))


def _long(value: object) -> Iterator[str]:
    if isinstance(value, str) and len(value) >= LONG:
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _long(each)
    elif isinstance(value, list):
        for each in value:
            yield from _long(each)
