"""What is wrong with the file of a number beyond its form."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from courseware import expressions
from courseware.decoding import Path
from courseware.errors import ExpressionError
from courseware.kinds.base import Finding
from courseware.kinds.number import grids, intervals, lists, sets
from courseware.kinds.number.structs import (
    Measured,
    NumberExercise,
    NumberKey,
    Shape,
    Units,
)
from courseware.text import NumberProblem, ParsedNumber, parse_number
from courseware.text.numbers import plain
from courseware.units import Quantity, Real, UnitProblem, read_quantity, read_real, read_unit


def check_key(exercise: NumberExercise, key: NumberKey | None) -> Iterator[Finding]:
    """Find parts, shapes and units that do not go together, and what a key cannot give."""
    yield from _check_exercise(exercise)
    if key is None:
        return
    if exercise.parts:
        yield from _check_parts(exercise, key)
        return
    for name in key.parts:
        yield Finding("number_part_unknown", ("key", "parts", name), {"id": name})
    yield from _check_measured(
        exercise.shape, exercise.units, key, ("key",), set(exercise.variables)
    )
    yield from _check_size(exercise, key)


def _check_exercise(exercise: NumberExercise) -> Iterator[Finding]:
    ids = [part.id for part in exercise.parts]
    for index, id_ in enumerate(ids):
        if id_ in ids[:index] or id_ in exercise.variables:
            yield Finding("number_same_id", ("parts", index, "id"), {"id": id_})
    if exercise.shape != "number" and (exercise.units != "none" or exercise.parts):
        field = "parts" if exercise.parts else "units"
        yield Finding("number_not_together", (field,), {"field": field, "shape": exercise.shape})
    for side in ("rows", "columns"):
        if getattr(exercise, side) and exercise.shape not in {"vector", "matrix"}:
            yield Finding("number_not_together", (side,), {"field": side, "shape": exercise.shape})


def _check_parts(exercise: NumberExercise, key: NumberKey) -> Iterator[Finding]:
    known = set(exercise.variables)
    if key.answer is not None:
        wanted: dict[str, str | int] = {"field": "answer", "wanted": "parts"}
        yield Finding("key_unwanted", ("key", "answer"), wanted)
    for part in exercise.parts:
        path: Path = ("key", "parts", part.id)
        if part.id in key.parts:
            if key.parts[part.id].explanation:
                unread: dict[str, str | int] = {
                    "field": "explanation",
                    "wanted": "[key] explanation",
                }
                yield Finding("key_unwanted", (*path, "explanation"), unread)
            yield from _check_measured("number", part.units, key.parts[part.id], path, known)
        else:
            yield Finding("key_needs", path, {"field": f"parts.{part.id}"})
        known.add(part.id)
    for name in key.parts:
        if name not in {part.id for part in exercise.parts}:
            yield Finding("number_part_unknown", ("key", "parts", name), {"id": name})


def _check_measured(
    shape: Shape, units: Units, key: Measured, path: Path, known: set[str]
) -> Iterator[Finding]:
    if key.answer is None:
        yield Finding("key_needs", (*path, "answer"), {"field": "answer"})
        return
    yield from _check_unit(shape, units, key, path)
    answers: list[tuple[Any, Path]] = [(key.answer, (*path, "answer"))]
    for index, mistake in enumerate(key.mistakes):
        answers.append((mistake.answer, (*path, "mistakes", index, "answer")))
    for answer, place in answers:
        if isinstance(answer, dict) or (shape == "number" and isinstance(answer, tuple)):
            yield Finding("number_needed", place)
        elif shape == "number":
            yield from _check_quantity(answer, place, known, with_unit=units != "none")
        else:
            yield from _check_shape(shape, answer, place, known)
    if not key.mistakes:
        yield Finding("no_mistakes", (*path, "mistakes"), warning=True)


def _check_unit(shape: Shape, units: Units, key: Measured, path: Path) -> Iterator[Finding]:
    if key.unit and isinstance(read_unit(plain(key.unit)), UnitProblem):
        yield Finding("number_unit_unknown", (*path, "unit"), {"unit": key.unit})
    if units == "none":
        if key.unit:
            yield Finding("number_unit_unasked", (*path, "unit"), {"unit": key.unit})
        return
    found = read_quantity(key.answer) if isinstance(key.answer, str) else None
    has_own = isinstance(found, Quantity) and bool(found.units)
    if has_own and key.unit:
        yield Finding("number_unit_twice", (*path, "unit"), {"unit": key.unit})
    if not has_own and not key.unit and shape == "number":
        yield Finding("key_needs", (*path, "unit"), {"field": "unit"})


def _check_quantity(
    written: object, path: Path, known: set[str], *, with_unit: bool = False
) -> Iterator[Finding]:
    if not isinstance(written, str) or isinstance(parse_number(written), ParsedNumber):
        return
    if with_unit and isinstance(read_quantity(written), Quantity):
        return
    try:
        missing = expressions.names(expressions.parse(written)) - known - {"pi", "e"}
    except ExpressionError as error:
        yield Finding(f"expression_{error.code}", path, {"detail": error.detail})
        return
    for name in sorted(missing):
        yield Finding("expression_unknown_name", path, {"detail": name})


def _check_shape(shape: Shape, answer: Any, path: Path, known: set[str]) -> Iterator[Finding]:
    """Read a key's interval, set, vector or matrix; names stand for some number."""
    names = _Names(path, known)
    try:
        if shape == "interval":
            intervals.region_of(answer, names.read)
        elif shape == "set":
            sets.values_of(answer, names.read)
        else:
            grids.rows_of(answer, names.read)
    except ExpressionError as error:
        if not names.found and not names.count:
            yield Finding("number_shape", path, {"shape": shape, "detail": error.detail})
    yield from names.found


class _Names:
    """Reads an author's numbers without a draw: each expression stands for some number."""

    def __init__(self, path: Path, known: set[str]) -> None:
        self.path, self.known = path, known
        self.count = 0
        self.found: list[Finding] = []

    def read(self, text: str) -> Real | NumberProblem:
        real = read_real(text)
        if isinstance(real, Real):
            return real
        self.found += _check_quantity(text, self.path, self.known)
        self.count += 1
        return lists.of_value(Fraction(10**9 + self.count))


def _check_size(exercise: NumberExercise, key: NumberKey) -> Iterator[Finding]:
    size = grids.size_of(exercise)
    if exercise.shape not in {"vector", "matrix"} or size is None or key.answer is None:
        return
    try:
        rows = grids.rows_of(key.answer, _Names((), set()).read)
    except ExpressionError:
        return
    if (len(rows), len(rows[0])) != size:
        parameters: dict[str, str | int] = {"rows": size[0], "columns": size[1]}
        yield Finding("number_size", ("key", "answer"), parameters)
