"""Rules that hold for every kind, and the arithmetic of certainty."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware import kinds, marking
from courseware.library import Entry
from courseware.mark import State
from courseware.text import LANGUAGES
from tests.unit.core import golden

CASES = golden.names("key")
FREE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@pytest.fixture(params=CASES)
def entry(request: pytest.FixtureRequest) -> Entry:
    return golden.entry(golden.case(request.param))


def test_a_kinds_own_samples_get_what_they_say(entry: Entry) -> None:
    assert entry.key is not None
    seen: set[State] = set()
    for number in range(1, 20):
        variant = marking.draw(entry.exercise, "salt", "learner-1", number)
        for sample in kinds.of(entry.exercise).samples(entry.exercise, entry.key, variant):
            mark = marking.mark(entry.exercise, entry.key, variant, sample.value)
            full = mark.state == "right"
            assert full == (sample.state == "right"), (sample, mark)
            assert (mark.score is None) == (sample.state == "unmarked"), (sample, mark)
            seen.add(sample.state)
    by_hand = getattr(kinds.of(entry.exercise), "BY_HAND", False)
    assert {"wrong" if by_hand else "right", "unmarked"} <= seen


@pytest.mark.parametrize("language", LANGUAGES)
def test_descriptions_escape_and_speak(entry: Entry, language: str) -> None:
    variant = marking.draw(entry.exercise, "salt", "learner-1")
    description = kinds.of(entry.exercise).describe(entry.exercise, variant, language)
    assert description.plain
    assert "<script" not in description.html


@given(FREE, st.sampled_from(CASES))
def test_any_value_at_all_is_marked(value: object, name: str) -> None:
    entry = golden.entry(golden.case(name))
    assert entry.key is not None
    variant = marking.redraw(entry.exercise, "00")
    mark = marking.mark(entry.exercise, entry.key, variant, value)
    assert mark.state != "failed"
    assert mark.feedback
    assert (mark.score is None) == (mark.state == "unmarked")


def test_a_marker_that_breaks_is_neither_zero_nor_full() -> None:
    case = golden.case("number-exact")
    case["key"] = {"answer": "no_such_name + 1"}
    entry = golden.entry(case)
    assert entry.key is not None
    mark = marking.mark(entry.exercise, entry.key, marking.redraw(entry.exercise, "00"), "1")
    assert (mark.state, mark.score, mark.out_of) == ("failed", None, 1.0)


@given(st.integers(0, 100))
def test_honest_certainty_scores_best(percent: int) -> None:
    """Gardner-Medwin's thresholds: 1 below 2/3, 2 up to 4/5, 3 above."""
    sure = Fraction(percent, 100)
    expected = {
        level: sure * marking.certain(Fraction(1), level)
        + (1 - sure) * marking.certain(Fraction(0), level)
        for level in (1, 2, 3)
    }
    honest = 1 if sure <= Fraction(2, 3) else 2 if sure <= Fraction(4, 5) else 3
    assert expected[honest] == max(expected.values())
