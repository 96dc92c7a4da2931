"""What a number's forms say to authors, to readers, and to those who would harm."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courseware import marking
from courseware.kinds import number
from courseware.kinds.number import NumberExercise, NumberKey
from courseware.kinds.number.regions import Piece, complement, intersection, union
from tests.fuzz.number import answers

PARTS: dict[str, Any] = {
    "parts": [{"id": "v", "text": "v", "units": "required"}, {"id": "w", "text": "w"}]
}
PARTS_KEY: dict[str, Any] = {"parts": {"v": {"answer": 5, "unit": "m/s"}, "w": {"answer": "2 * v"}}}
FORMS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"units": "required"}, {"answer": "5 km/h"}),
    ({"units": "optional"}, {"answer": 20, "unit": "°C"}),
    ({"shape": "set"}, {"answer": [1, 2, 3]}),
    ({"shape": "interval"}, {"answer": "(-∞; 3] ∪ (5; 7)"}),
    ({"shape": "vector", "rows": 2}, {"answer": [1, 2]}),
    ({"shape": "matrix"}, {"answer": [[1, 2], [3, 4]]}),
    (PARTS, PARTS_KEY),
]


def made(exercise: dict[str, Any], key: dict[str, Any]) -> tuple[NumberExercise, NumberKey]:
    return (
        msgspec.convert({"kind": "number", **exercise}, NumberExercise),
        msgspec.convert(key, NumberKey),
    )


@pytest.mark.parametrize(
    ("exercise", "key", "codes"),
    [
        ({}, {}, ["key_needs"]),
        ({}, {"answer": [1, 2]}, ["number_needed"]),
        ({}, {"answer": 5, "unit": "km/h"}, ["number_unit_unasked"]),
        ({"units": "required"}, {"answer": 5}, ["key_needs"]),
        ({"units": "required"}, {"answer": "5 km/h", "unit": "m/s"}, ["number_unit_twice"]),
        ({"units": "required"}, {"answer": 5, "unit": "xyz"}, ["number_unit_unknown"]),
        ({"units": "required"}, {"answer": "5 xyz"}, ["key_needs", "expression_unexpected"]),
        ({"shape": "set", "units": "required"}, {"answer": [1]}, ["number_not_together"]),
        ({"shape": "set", "rows": 2}, {"answer": [1]}, ["number_not_together"]),
        ({"shape": "set"}, {"answer": "{1; a}"}, ["expression_unknown_name"]),
        ({"shape": "interval"}, {"answer": "(3; 1)"}, ["number_shape"]),
        ({"shape": "interval"}, {"answer": [1, 2]}, ["number_shape"]),
        ({"shape": "matrix"}, {"answer": [[1, 2], [3]]}, ["number_shape"]),
        ({"shape": "vector", "rows": 2}, {"answer": [1, 2, 3]}, ["number_size"]),
        (PARTS, {"parts": {"v": {"answer": 5, "unit": "m/s"}}}, ["key_needs"]),
        (PARTS, {"answer": 5, **PARTS_KEY}, ["key_unwanted"]),
        ({}, {"answer": 5, **PARTS_KEY}, ["number_part_unknown", "number_part_unknown"]),
        (
            {"parts": [{"id": "v"}]},
            {"parts": {"v": {"answer": 5, "explanation": "nobody reads it here"}}},
            ["key_unwanted"],
        ),
        (
            {"parts": [{"id": "v"}, {"id": "v"}]},
            {"parts": {"v": {"answer": "w"}}},
            ["number_same_id", "expression_unknown_name", "expression_unknown_name"],
        ),
    ],
)
def test_an_author_is_told(exercise: dict[str, Any], key: dict[str, Any], codes: list[str]) -> None:
    found = list(number.check(*made(exercise, key)))
    assert [finding.code for finding in found if not finding.warning] == codes


@pytest.mark.parametrize(("exercise", "key"), FORMS)
def test_a_sound_file_has_no_fault_and_its_samples_hold(
    exercise: dict[str, Any], key: dict[str, Any]
) -> None:
    spec, scheme = made(exercise, key)
    assert [f.code for f in number.check(spec, scheme) if not f.warning] == []
    variant = marking.redraw(spec, "00")
    for sample in number.samples(spec, scheme, variant):
        mark = marking.mark(spec, scheme, variant, sample.value)
        assert mark.state == sample.state, sample
        assert number.shown(spec, variant, sample.value, "ru").texts
    place = number.describe(spec, variant, "uz")
    assert "____" in place.plain
    assert place.html.startswith(("<p>", "<table>"))


@pytest.mark.parametrize(
    ("exercise", "names"), [({}, ()), *((exercise, ("quantities",)) for exercise, _ in FORMS)]
)
def test_only_the_rarer_forms_need_a_chunk(
    exercise: dict[str, Any], names: tuple[str, ...]
) -> None:
    spec, _ = made(exercise, {})
    assert number.modules(spec) == names


def test_a_part_whose_key_uses_another_as_a_name_is_described_line_by_line() -> None:
    spec, _ = made(PARTS, PARTS_KEY)
    variant = marking.redraw(spec, "00")
    assert number.describe(spec, variant, "en").plain.splitlines() == [
        "1) v: ________",
        "2) w: ________",
    ]
    assert number.shown(spec, variant, {"w": "10"}, "en").texts == ("2) 10",)


def piece(low: Fraction | None, high: Fraction | None, has_low: bool, has_high: bool) -> Piece:  # noqa: FBT001
    return Piece(low, high, has_low and low is not None, has_high and high is not None)


ends = st.none() | st.integers(-5, 5).map(Fraction)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.builds(piece, ends, ends, st.booleans(), st.booleans()), max_size=5))
def test_parts_of_the_line_are_their_complements_complement(pieces: list[Piece]) -> None:
    region = union(pieces)
    assert complement(complement(region)) == region
    assert intersection(region, complement(region)) == ()
    assert union([*region, *complement(region)]) == (Piece(None, None),)


@pytest.mark.parametrize(("exercise", "key"), FORMS)
def test_no_answer_makes_marking_fail(exercise: dict[str, Any], key: dict[str, Any]) -> None:
    spec, scheme = made(exercise, key)
    variant = marking.redraw(spec, "00")
    rng = random.Random("quick")
    for _ in range(10):
        for value in answers(rng, spec, scheme, variant):
            assert marking.mark(spec, scheme, variant, value).state != "failed", value
