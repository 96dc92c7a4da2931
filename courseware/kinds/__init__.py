"""The kinds of exercise, found by their modules: `kinds/<kind>.py` is the kind `<kind>`.

A new kind is a new module here with `EXERCISE`, `KEY` and the functions of
`courseware.kinds.base.Kind`; nothing else has to be told of it.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from typing import Any

from courseware.decoding import Document, Path, convert, expected, not_among
from courseware.errors import InvalidDocument
from courseware.kinds.base import Kind
from courseware.scheme import Key
from courseware.spec import Exercise

NAMES = tuple(sorted(m.name for m in pkgutil.iter_modules(__path__) if m.name != "base"))
"""The kinds there are."""

FIRST_LOAD = ("choice", "number", "text")
"""Kinds whose browser half every page has; the others come with their first exercise."""

LACKING = "key_needs"
"""The code of a finding without whose cure no answer can be marked."""


@functools.cache
def kind(name: str) -> Any:
    """Return the module of a kind; raise KeyError for an unknown name."""
    if name not in NAMES:
        raise KeyError(name)
    return importlib.import_module(f"{__name__}.{name}")


def of(exercise: Exercise) -> Kind[Any, Any]:
    """Return the functions of an exercise's kind."""
    module: Kind[Any, Any] = kind(name_of(exercise))
    return module


def modules(exercise: Exercise) -> tuple[str, ...]:
    """Return the modules beyond the first load that a page needs to show an exercise.

    A kind may choose them by the exercise; else a kind of the first load needs
    none, and any other the one of its own name.
    """
    name = name_of(exercise)
    choose = getattr(kind(name), "modules", None)
    if choose is not None:
        chosen: tuple[str, ...] = choose(exercise)
        return chosen
    return () if name in FIRST_LOAD else (name,)


def name_of(exercise: Exercise) -> str:
    """Return the name of an exercise's kind, as its file writes it."""
    return str(exercise.__struct_config__.tag)


def decode_exercise(source: Document) -> Exercise:
    """Return the public half that a document holds; its `[key]` is left aside.

    Raises `InvalidDocument` with every violation.
    """
    data = {name: value for name, value in source.data.items() if name != "key"}
    exercise: Exercise = convert(source, _module_for(source).EXERCISE, data)
    return exercise


def decode_key(source: Document, exercise: Exercise, path: Path = ()) -> Key:
    """Return the key in a document, at the top or, with `path`, in its table.

    Raises `InvalidDocument`, also where it lacks what the exercise cannot be marked without.
    """
    data: Any = source.data
    for part in path:
        data = data[part]
    module = kind(name_of(exercise))
    key: Key = convert(source, module.KEY, data, path)
    lacking = [
        source.violation(finding.code, (*path, *finding.path[1:]), **finding.parameters)
        for finding in module.check(exercise, key)
        if finding.code == LACKING
    ]
    if lacking:
        raise InvalidDocument(lacking)
    return key


def _module_for(source: Document) -> Any:
    name = source.data.get("kind")
    if name is None:
        missing = source.violation("missing", ("kind",), expected=expected(str))
        raise InvalidDocument([missing])
    if name not in NAMES:
        raise InvalidDocument([not_among(source, ("kind",), name, NAMES)])
    return kind(name)
