"""Which numbers, and in which order, one learner meets an exercise.

A variant is a pure function of the course's seed, the exercise, its version,
the learner and the number of the draw: SHA-256 over them seeds a generator of
its own, so that the marker redraws it and never trusts what a notebook says.
`widgets/src/variants.ts` draws the same.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

import msgspec

from courseware import expressions
from courseware.errors import DrawError, ExpressionError
from courseware.spec import Exercise, Variable
from courseware.text import Texts, choose, format_number

Item = TypeVar("Item")
Value = Fraction | Texts
"""A drawn value: an exact number, or a text."""

MOST_DRAWS = 1000
"""Draws thrown away by the author's conditions before the exercise is called impossible."""

SLOT = re.compile(r"\{\{\s*([^{}|]+?)\s*(?:\|\s*(\d{1,2})\s*)?\}\}")
"""`{{expression}}` or `{{expression | decimals}}` in an author's text."""


class Variant(msgspec.Struct, frozen=True):
    """One draw. `order` is the kind's own: the ids of its options as they stand."""

    number: int = 1
    seed: str = ""
    values: dict[str, Value] = {}
    order: tuple[str, ...] = ()

    def on_the_wire(self) -> dict[str, object]:
        """Return plain data; a number is written `"7/2"`, a text `{"text": ...}`."""
        values = {name: _wire(value) for name, value in self.values.items()}
        return {
            "number": self.number,
            "seed": self.seed,
            "values": values,
            "order": list(self.order),
        }


class Generator:
    """Uniform integers from a seed, the same in every language and release.

    The stream is SHA-256(seed || counter) for counter 0, 1, 2 ..., as 32-bit
    big-endian words.
    """

    def __init__(self, seed: str) -> None:
        self._seed = bytes.fromhex(seed)
        self._counter = 0
        self._words: list[int] = []

    def below(self, limit: int) -> int:
        """Return an integer from 0 to limit - 1, every one as likely (rejection sampling)."""
        if not 0 < limit <= 2**32:
            raise ValueError(limit)
        fair = 2**32 - 2**32 % limit
        while (word := self._next()) >= fair:
            pass
        return word % limit

    def shuffled(self, items: Sequence[Item]) -> list[Item]:
        """Return the items in a random order (Fisher and Yates, from the end)."""
        mixed = list(items)
        for last in range(len(mixed) - 1, 0, -1):
            other = self.below(last + 1)
            mixed[last], mixed[other] = mixed[other], mixed[last]
        return mixed

    def _next(self) -> int:
        if not self._words:
            block = hashlib.sha256(self._seed + self._counter.to_bytes(4, "big")).digest()
            self._words = [int.from_bytes(block[at : at + 4], "big") for at in range(28, -1, -4)]
            self._counter += 1
        return self._words.pop()


def seed_of(course_seed: str, exercise: Exercise, learner: str, number: int) -> str:
    """Return the seed of a draw, 64 hexadecimal digits."""
    parts = ("courseware variant 1", course_seed, exercise.id, str(exercise.version), learner)
    return hashlib.sha256("\x1f".join((*parts, str(number))).encode()).hexdigest()


def draw_values(exercise: Exercise, generator: Generator) -> dict[str, Value]:
    """Draw the variables until no condition of `reject` holds.

    Raises `DrawError` after `MOST_DRAWS` vain draws, `ExpressionError` where
    an expression cannot be computed.
    """
    if not exercise.variables:
        return {}
    conditions = [expressions.parse(condition) for condition in exercise.reject]
    for _ in range(MOST_DRAWS):
        values: dict[str, Value] = {}
        for name, variable in exercise.variables.items():
            values[name] = _draw(variable, values, generator)
        known = computable(values)
        if not any(expressions.evaluate(condition, known) is True for condition in conditions):
            return values
    raise DrawError(exercise.id)


def computable(values: Mapping[str, Value]) -> dict[str, expressions.Value]:
    """Return the drawn values that expressions may use: numbers and plain texts."""
    return {
        name: value if isinstance(value, Fraction | str) else choose(value, "en")
        for name, value in values.items()
    }


def fill(text: str, values: Mapping[str, Value], language: str) -> str:
    """Put the drawn values into `{{...}}`, written as the language writes numbers."""
    return SLOT.sub(lambda slot: slot_text(slot[1], slot[2], values, language), text)


def slot_text(
    expression: str, decimals: str | int | None, values: Mapping[str, Value], language: str
) -> str:
    """Return what stands in one slot: a number or a text in the given language."""
    if expression in values and not isinstance(values[expression], Fraction):
        return choose(values[expression], language)  # type: ignore[arg-type]
    value = expressions.evaluate(expression, computable(values))
    if isinstance(value, Fraction):
        places = None if decimals is None else int(decimals)
        return format_number(value, language, decimals=places)
    if isinstance(value, str):
        return value
    raise ExpressionError("not_a_number", expression)


def _draw(variable: Variable, values: Mapping[str, Value], generator: Generator) -> Value:
    if variable.expression is not None:
        return expressions.number_of(variable.expression, computable(values))
    if variable.choices is not None:
        choice = variable.choices[generator.below(len(variable.choices))]
        return expressions.exact(choice) if isinstance(choice, int | float) else choice
    low, high, step = bounds(variable)
    if high < low:
        raise DrawError(f"nothing between {low} and {high}")
    return low + step * generator.below(math.floor((high - low) / step) + 1)


def bounds(variable: Variable) -> tuple[Fraction, Fraction, Fraction]:
    """Return low, high and step of a range; raise `DrawError` where there is none."""
    ends = variable.integer or variable.decimal
    if ends is None:
        raise DrawError
    step = variable.step or (1 if variable.integer else 0.1)
    return expressions.exact(ends[0]), expressions.exact(ends[1]), expressions.exact(step)


def _wire(value: Value) -> object:
    if isinstance(value, Fraction):
        return str(value)
    return {"text": value}
