"""What must stay with the instructor: every text and expression of every graded exercise's key."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator

from tests.hub.support.environment import ROOT
from tests.hub.support.hub import COURSE, LESSON

KEYS = ROOT / "graders" / COURSE / "keys" / LESSON
EXERCISES = ROOT / "notebooks" / COURSE / LESSON / "exercises"
LONG = 25
"""Characters from which on a text stands nowhere by chance."""


def graded() -> list[str]:
    """Return the explanations and feedback of the graded exercises, in every language."""
    found = {text for key in _keys() for text in _long(key)}
    assert len(found) > 50, "the demo's keys hold many more texts than these"
    return sorted(found)


def worked() -> list[str]:
    """Return the right answers that are worked out from drawn numbers, as the author wrote them."""
    answers = [key.get("answer") for key in _keys()]
    found = [each for each in answers if isinstance(each, str) and " " in each]
    assert found, "the demo has graded exercises with drawn numbers"
    return sorted(found)


def practice() -> list[str]:
    """Return texts of practice keys, which are the learners' to read: what a search must find."""
    return sorted({text for each in _practised().values() for text in _long(each["key"])})


def practice_files() -> set[str]:
    """Return the names of the files that hold a key and may."""
    return set(_practised())


def in_files(texts: list[str]) -> list[bytes]:
    """Return the ways that texts can stand in files: as they are, and escaped as in JSON."""
    forms = {form for text in texts for form in (text, _escaped(text, ascii_=True), _escaped(text))}
    return sorted({form.encode(code) for form in forms for code in ("utf-8", "utf-16-le")})


def in_memory(texts: list[str]) -> list[bytes]:
    """Return the ways that texts can stand in a Python process, for those in plain ASCII.

    A key is read with all its languages, so the English texts stand for the others.
    """
    return [text.encode() for text in texts if text.isascii()]


def _keys() -> Iterator[dict[str, object]]:
    for path in sorted(KEYS.glob("*.toml")):
        yield tomllib.loads(path.read_text("utf-8"))


def _practised() -> dict[str, dict[str, object]]:
    read = {path.name: tomllib.loads(path.read_text("utf-8")) for path in EXERCISES.glob("*.toml")}
    return {name: exercise for name, exercise in read.items() if not exercise.get("graded")}


def _escaped(text: str, *, ascii_: bool = False) -> str:
    return json.dumps(text, ensure_ascii=ascii_)[1:-1]


def _long(value: object) -> Iterator[str]:
    if isinstance(value, str) and len(value) >= LONG:
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _long(each)
    elif isinstance(value, list):
        for each in value:
            yield from _long(each)
