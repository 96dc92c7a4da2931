"""Draws: fair, independent of one another, the same for ever."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware import marking, variants
from courseware.errors import DrawError
from courseware.kinds.number import NumberExercise
from courseware.spec import Variable
from courseware.variants import Generator, fill, seed_of

SEED = "5e" * 32
HALF = Fraction(1, 2)


@given(st.integers(1, 2**32), st.binary(min_size=1, max_size=40))
def test_below_stays_below(limit: int, seed: bytes) -> None:
    assert 0 <= Generator(seed.hex()).below(limit) < limit


def test_below_is_uniform() -> None:
    """Chi-squared with 5 degrees of freedom; 20.5 is the 0.1 % point, the seed is fixed."""
    generator = Generator(SEED)
    counts = Counter(generator.below(6) for _ in range(12_000))
    assert sum((counts[face] - 2000) ** 2 / 2000 for face in range(6)) < 20.5


def test_shuffling_reaches_every_order_alike() -> None:
    generator = Generator(SEED)
    counts = Counter(tuple(generator.shuffled("abc")) for _ in range(6000))
    assert len(counts) == 6
    assert sum((count - 1000) ** 2 / 1000 for count in counts.values()) < 20.5


def test_every_part_of_the_seed_counts() -> None:
    number = NumberExercise(id="l/x")
    base = seed_of("salt", number, "learner-1", 1)
    others = {
        seed_of("pepper", number, "learner-1", 1),
        seed_of("salt", NumberExercise(id="l/y"), "learner-1", 1),
        seed_of("salt", NumberExercise(id="l/x", version=2), "learner-1", 1),
        seed_of("salt", number, "learner-2", 1),
        seed_of("salt", number, "learner-1", 2),
    }
    assert len(others | {base}) == 6
    assert base == seed_of("salt", number, "learner-1", 1)


def test_a_range_includes_both_ends_and_keeps_its_step() -> None:
    exercise = NumberExercise(variables={"b": Variable(decimal=(0.5, 2.0), step=0.25)})
    drawn = {
        marking.draw(exercise, "", "learner-1", number).values["b"] for number in range(1, 200)
    }
    assert drawn == {HALF + Fraction(step, 4) for step in range(7)}


def test_conditions_are_respected() -> None:
    exercise = NumberExercise(
        variables={"a": Variable(integer=(1, 6)), "b": Variable(integer=(1, 6))},
        reject=("a == b", "a + b > 9"),
    )
    for number in range(1, 200):
        values = marking.draw(exercise, "", "learner-1", number).values
        assert values["a"] != values["b"]
        assert values["a"] + values["b"] <= 9  # type: ignore[operator]


def test_an_empty_range_is_an_error() -> None:
    exercise = NumberExercise(variables={"a": Variable(integer=(9, 2))})
    with pytest.raises(DrawError):
        marking.draw(exercise, "", "learner-1")


def test_impossible_conditions_are_an_error() -> None:
    exercise = NumberExercise(variables={"a": Variable(integer=(1, 6))}, reject=("a > 0",))
    with pytest.raises(DrawError):
        marking.draw(exercise, "", "learner-1")


@pytest.mark.parametrize(
    ("text", "language", "filled"),
    [
        ("{{a}} va {{ a * 3 }}", "uz", "2,5 va 7,5"),
        ("{{ a | 2 }}", "en", "2.50"),
        ("{{ a | 0 }}", "en", "3"),
        ("{{ c }}", "ru", "красный"),
        ("{{ c }}", "en", "red"),
        ("\\frac{{{a}}}{2}", "en", "\\frac{2.5}{2}"),
        ("{ a } {x}", "en", "{ a } {x}"),
    ],
)
def test_slots_are_written_as_the_language_writes(text: str, language: str, filled: str) -> None:
    values: dict[str, variants.Value] = {
        "a": Fraction(5, 2),
        "c": {"en": "red", "ru": "красный", "uz": "qizil"},
    }
    assert fill(text, values, language) == filled
