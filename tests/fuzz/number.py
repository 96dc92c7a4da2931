"""Answers to a number: near the right one and far from it, written in every way."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from courseware.kinds.number import NumberExercise, NumberKey, tolerance
from courseware.rules.numbers import quantity
from courseware.text import LANGUAGES, format_number
from courseware.variants import Variant
from tests.unit.text.test_differential import numeral


def answers(
    rng: random.Random, exercise: NumberExercise, key: NumberKey, variant: Variant
) -> Iterator[Any]:
    """Yield one answer of every sort."""
    target = quantity(key.answer, variant)
    near = target + tolerance(key, target) * Fraction(rng.randrange(-40, 41), 20)
    yield f"{near.numerator}/{near.denominator}"
    yield format_number(near, rng.choice(LANGUAGES), rng.choice((None, *range(6))))
    yield format_number(near * 10 ** rng.randrange(-3, 4), "en", figures=rng.randrange(1, 15))
    yield str(-target)
    yield numeral(rng)
    yield round(near)
