"""Comparing what a program did with what a case asks for. Pure; nothing is run here."""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator
from typing import Any, Literal

import msgspec

from courseware.kinds.code.spec import CodeCase, CodeFigure
from courseware.text import Texts, same

Outcome = Literal["right", "value", "printed", "raised", "not_raised", "figure", "slow", "ended"]
"""What became of a case; `value`, `printed`, `not_raised` and `figure` tell what was not right."""

SHOWN = 200
"""Characters of a value that are shown."""


class Raised(msgspec.Struct, frozen=True):
    """An error: its built-in type, its own name, its message, the learner's own lines."""

    type: str = ""
    own: str = ""
    message: str = ""
    lines: tuple[int, ...] = ()


class Drawn(msgspec.Struct, frozen=True):
    """One line, set of points or bars of a figure."""

    kind: str
    x: Any
    y: Any


class Axes(msgspec.Struct, frozen=True):
    """What one pair of axes holds."""

    title: str = ""
    xlabel: str = ""
    ylabel: str = ""
    legend: bool = False
    drawn: tuple[Drawn, ...] = ()


class Observed(msgspec.Struct, frozen=True):
    """What one case did; `ended` says that it took too long or that its process ended."""

    id: str
    value: Any = None
    printed: str = ""
    raised: Raised | None = None
    figures: tuple[Axes, ...] = ()
    seconds: float = 0.0
    ended: Literal["", "slow", "ended"] = ""


class Opaque:
    """A value that is no plain data; equal to nothing."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return f"<{self.name}>"


def compared(case: CodeCase, observed: Observed) -> tuple[Outcome, str]:
    """Return what became of a case, and in a few words what came instead."""
    if observed.ended:
        return observed.ended, ""
    if case.raises is not None:
        return _raised(case.raises, observed)
    if observed.raised is not None:
        return "raised", _told(observed.raised)
    if case.returns is not None:
        value = decoded(observed.value)
        if not equal(value, literal(case.returns), float(case.tolerance)):
            return "value", _short(value)
    if case.prints is not None and not _prints(observed.printed, case):
        return "printed", observed.printed.strip()[:SHOWN]
    if case.figure is not None:
        wrong = next(_figure(case.figure, observed.figures, float(case.tolerance)), "")
        if wrong:
            return "figure", wrong
    return "right", ""


def _raised(wanted: str, observed: Observed) -> tuple[Outcome, str]:
    found = observed.raised
    if found is None:
        return "not_raised", _short(decoded(observed.value))
    return ("right", "") if wanted in {found.type, found.own} else ("raised", _told(found))


def _told(raised: Raised) -> str:
    line = raised.lines[-1] if raised.lines else 0
    return f"{raised.type or raised.own}|{line}|{raised.message[:SHOWN]}"


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def literal(text: str) -> object:
    """Return the value of an author's Python literal; `inf` and `nan` are numbers here."""
    special = {"inf": math.inf, "-inf": -math.inf, "nan": math.nan}
    value: object = special.get(text.strip(), ...)
    return ast.literal_eval(text) if value is ... else value


def decoded(tagged: object, depth: int = 0) -> object:
    """Return the value of the process's tagged data; what is none is opaque."""
    if not isinstance(tagged, list) or len(tagged) != 2 or depth > 30:
        return None if tagged is None else Opaque("?")
    kind, content = tagged
    try:
        return _decoded(str(kind), content, depth + 1)
    except (TypeError, ValueError, OverflowError):
        return Opaque("?")


def _decoded(kind: str, content: Any, depth: int) -> object:
    if kind in {"list", "tuple", "set", "frozenset"}:
        items = (decoded(item, depth) for item in content)
        return {"list": list, "tuple": tuple, "set": set, "frozenset": frozenset}[kind](items)
    if kind == "dict":
        return {decoded(a, depth): decoded(b, depth) for a, b in content}
    if kind == "int":
        return int(content, 16)
    if kind == "float":
        return float.fromhex(content)
    if kind == "complex":
        return complex(*map(float.fromhex, content))
    if kind == "array":
        return decoded(content, depth)
    if kind in {"str", "bool", "NoneType"}:
        return content
    return Opaque(str(content)[:80])


def equal(found: object, wanted: object, tolerance: float) -> bool:
    """Compare as a teacher would: numbers within the tolerance, containers of one type."""
    if isinstance(found, bool) or isinstance(wanted, bool):
        return found is wanted
    if isinstance(found, int | float | complex) and isinstance(wanted, int | float | complex):
        return _near(found, wanted, tolerance)
    if type(found) is not type(wanted):
        return False
    if isinstance(wanted, list | tuple) and isinstance(found, list | tuple):
        pairs = zip(found, wanted, strict=False)
        return len(found) == len(wanted) and all(equal(a, b, tolerance) for a, b in pairs)
    if isinstance(wanted, dict) and isinstance(found, dict):
        names = wanted.keys() == found.keys()
        return names and all(equal(found[name], wanted[name], tolerance) for name in wanted)
    return found == wanted


def _near(found: complex, wanted: complex, tolerance: float) -> bool:
    if found == wanted:
        return True
    try:
        if math.isnan(abs(found)) and math.isnan(abs(wanted)):
            return True
        return abs(found - wanted) <= tolerance * max(1.0, abs(wanted))
    except OverflowError:
        return False


def _prints(printed: str, case: CodeCase) -> bool:
    return _lines(printed) == _lines(case.prints or "")


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip("\n").rstrip().split("\n")]


def _figure(wanted: CodeFigure, axes: tuple[Axes, ...], tolerance: float) -> Iterator[str]:
    """Yield what a figure lacks, as the last part of a sentence's key."""
    if not axes:
        yield "missing"
        return
    for name in ("title", "xlabel", "ylabel"):
        texts: Texts = getattr(wanted, name)
        if texts and not any(_says(getattr(axis, name), texts) for axis in axes):
            yield name
    if wanted.legend and not any(axis.legend for axis in axes):
        yield "legend"
    drawn = [each for axis in axes for each in axis.drawn]
    drawn = [each for each in drawn if wanted.kind in {"any", each.kind}]
    if not drawn:
        yield "kind"
    if (wanted.x or wanted.y) and not any(_holds(each, wanted, tolerance) for each in drawn):
        yield "data"


def _says(found: str, texts: Texts) -> bool:
    forms = texts.values() if isinstance(texts, dict) else (texts,)
    return any(same(found, form) for form in forms)


def _holds(drawn: Drawn, wanted: CodeFigure, tolerance: float) -> bool:
    pairs = ((drawn.x, wanted.x), (drawn.y, wanted.y))
    return all(
        equal(decoded(found), [float(item) for item in _numbers(text)], tolerance)
        for found, text in pairs
        if text
    )


def _numbers(text: str) -> list[float]:
    value = literal(text)
    return list(value) if isinstance(value, list | tuple) else []
