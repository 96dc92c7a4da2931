"""Number: one number, or something made of numbers.

Each form has a module of its own with the functions of a kind: `plain` numbers,
`measured` ones with a unit, `intervals`, `sets`, `grids` (vectors and matrices), and
`parts`, several numbers in one exercise. The exercise says which.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from courseware.kinds.base import Description, Finding, Sample, Shown
from courseware.kinds.number import grids, intervals, measured, parts, plain, sets
from courseware.kinds.number.checks import check_key
from courseware.kinds.number.plain import tolerance
from courseware.kinds.number.structs import NumberExercise, NumberKey, NumberPart, NumberPartKey
from courseware.mark import Misread, Verdict
from courseware.variants import Generator, Variant

__all__ = [
    "EXERCISE",
    "KEY",
    "NumberExercise",
    "NumberKey",
    "NumberPart",
    "NumberPartKey",
    "check",
    "describe",
    "draw",
    "echo",
    "mark",
    "modules",
    "parse",
    "samples",
    "shown",
    "tolerance",
]

EXERCISE = NumberExercise
KEY = NumberKey

_SHAPES: dict[str, Any] = {
    "interval": intervals,
    "set": sets,
    "vector": grids,
    "matrix": grids,
}


def _form(exercise: NumberExercise) -> Any:
    """Return the module with the functions for this exercise."""
    if exercise.parts:
        return parts
    if exercise.shape != "number":
        return _SHAPES[exercise.shape]
    return plain if exercise.units == "none" else measured


def modules(exercise: NumberExercise) -> tuple[str, ...]:
    """Plain numbers are in the first load; the other forms come with a chunk."""
    return () if _form(exercise) is plain else ("quantities",)


def draw(exercise: NumberExercise, generator: Generator) -> tuple[str, ...]:
    """Nothing to order."""
    return ()


def parse(exercise: NumberExercise, value: object) -> object | Misread | None:
    """Read what was typed, in any of the languages."""
    answer: object | Misread | None = _form(exercise).parse(exercise, value)
    return answer


def mark(
    exercise: NumberExercise, key: NumberKey, variant: Variant, answer: object
) -> Verdict | Misread:
    """Judge the value, the form and the unit, each for itself."""
    verdict: Verdict | Misread = _form(exercise).mark(exercise, key, variant, answer)
    return verdict


def echo(answer: object, value: object, language: str) -> str:
    """Write the answer as the language does, "" where it was typed so."""
    for form in (measured, intervals, sets, grids, parts):
        if isinstance(answer, form.ANSWER):
            text: str = form.echo(answer, value, language)
            return text
    return plain.echo(answer, value, language)  # type: ignore[arg-type]


def describe(exercise: NumberExercise, variant: Variant, language: str) -> Description:
    """Leave lines to write on."""
    place: Description = _form(exercise).describe(exercise, variant, language)
    return place


def shown(exercise: NumberExercise, variant: Variant, value: object, language: str) -> Shown:
    """Return what was typed."""
    texts: Shown = _form(exercise).shown(exercise, variant, value, language)
    return texts


def samples(exercise: NumberExercise, key: NumberKey, variant: Variant) -> Iterator[Sample]:
    """Yield right, wrong and unreadable answers."""
    yield from _form(exercise).samples(exercise, key, variant)


def check(exercise: NumberExercise, key: NumberKey | None) -> Iterator[Finding]:
    """Find answers that cannot be computed or met, and mistakes that nobody explains."""
    yield from check_key(exercise, key)
