"""Proving that a release gives no key away: a second look, at the files alone.

Sealing and nbgrader's own steps should have left every key behind. Whether they
did is not asked of them: every value of every key of a graded exercise is
looked for in everything that learners would receive.

A value that learners may see anyway proves nothing: an option's id, a word of
the lesson. So a value is looked for unless the public half of the exercises
says it too; a short one, that a lesson could say by chance, unless the lesson
as the teacher wrote it does. Numbers of three digits and fewer are not looked
for at all: they stand everywhere.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from courseware.library import COURSE_FILE, EXERCISES

LONG = 20
"""Characters from which on a text stands nowhere by chance."""
SHORT = 4
"""Characters below which a value is not looked for."""
TOO_LARGE = 50_000_000


class Leak(msgspec.Struct, frozen=True, kw_only=True):
    """A value of a key in a file that learners would receive."""

    exercise: str
    field: str
    file: str
    value: str

    def __str__(self) -> str:
        return f"{self.file}: holds {self.field} of the key of {self.exercise} ({self.value!r})"


def leaks(release: Path, source: Path, keys: Path) -> list[Leak]:
    """Return every value of the lesson's keys that stands in its release.

    Args:
        release: the folder that learners would receive.
        source: the authored folder, `notebooks/<course>/<lesson>`.
        keys: the folder of the lesson's keys, `graders/<course>/keys/<lesson>`.
    """
    exercises = [_flat(text) for text in _texts(source / EXERCISES)]
    exercises += [_flat(text) for text in _texts(source.parent / COURSE_FILE)]
    lesson = [_flat(text) for text in _texts(source)]
    wanted = [
        (path.stem, field, value)
        for path in sorted(keys.glob("*.toml"))
        for field, value in _values(tomllib.loads(path.read_text("utf-8")), "")
        if not _is_public(value, exercises, lesson)
    ]
    found = []
    for path in sorted(path for path in release.rglob("*") if path.is_file()):
        texts = [_flat(text) for text in _texts(path)]
        file = path.relative_to(release).as_posix()
        found += [
            Leak(exercise=f"{source.name}/{name}", field=field, file=file, value=value)
            for name, field, value in wanted
            if _is_in(value, texts)
        ]
    return found


def exposed_tables(release: Path) -> Iterator[Leak]:
    """Yield graded exercises of a release that have a `[key]`, whatever stands in it."""
    for path in sorted((release / EXERCISES).glob("*.toml")):
        data = tomllib.loads(path.read_text("utf-8"))
        if data.get("graded") and "key" in data:
            file = path.relative_to(release).as_posix()
            yield Leak(exercise=f"{release.name}/{path.stem}", field="[key]", file=file, value="")


def _values(thing: object, field: str) -> Iterator[tuple[str, str]]:
    """Yield what a key says, leaf by leaf, as text."""
    if isinstance(thing, dict):
        for name, value in thing.items():
            yield from _values(value, f"{field}.{name}".lstrip("."))
    elif isinstance(thing, list):
        for index, value in enumerate(thing):
            yield from _values(value, f"{field}[{index}]")
    elif not isinstance(thing, bool):
        text = _flat(str(thing))
        if len(text) >= SHORT and not re.fullmatch(r"[-+.\d]{1,3}", text):
            yield field, text


def _is_public(value: str, exercises: list[str], lesson: list[str]) -> bool:
    return _is_in(value, exercises) or (len(value) < LONG and _is_in(value, lesson))


def _is_in(value: str, texts: Iterable[str]) -> bool:
    """Look for a long value anywhere, for a short one as a word of its own."""
    if len(value) >= LONG:
        return any(value in text for text in texts)
    word = re.compile(rf"(?<!\w){re.escape(value)}(?!\w)")
    return any(value in text and word.search(text) for text in texts)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _texts(place: Path) -> Iterator[str]:
    """Yield the texts of a file, or of every file below a folder."""
    paths = sorted(place.rglob("*")) if place.is_dir() else [place]
    for path in paths:
        if not path.is_file() or path.stat().st_size > TOO_LARGE:
            continue
        content = path.read_bytes()
        text = content.decode("utf-8", "replace")
        yield text
        if path.suffix in {".ipynb", ".json"}:
            yield from _strings_of_json(text)
        elif path.suffix == ".toml":
            yield from _strings_of_toml(text)


def _strings_of_json(text: str) -> Iterator[str]:
    """JSON escapes what it holds: yield each string, and each list of lines as one text."""
    try:
        yield from _strings(json.loads(text))
    except (ValueError, RecursionError):
        return


def _strings_of_toml(text: str) -> Iterator[str]:
    try:
        yield from _strings(tomllib.loads(text))
    except tomllib.TOMLDecodeError:
        return


def _strings(thing: object) -> Iterator[str]:
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, dict):
        for name, value in thing.items():
            yield name
            yield from _strings(value)
    elif isinstance(thing, list):
        if thing and all(isinstance(item, str) for item in thing):
            yield "".join(thing)
        for item in thing:
            yield from _strings(item)
