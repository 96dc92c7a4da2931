"""What holds for any text at all, hostile ones included."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.text import (
    LANGUAGES,
    Aspect,
    NumberProblem,
    ParsedNumber,
    fold,
    format_number,
    like,
    lookalikes,
    parse_number,
    same,
    say,
    to_cyrillic,
    to_latin,
)
from courseware.text.folding import LIMIT
from courseware.text.letters import APOSTROPHES, runs
from courseware.text.numbers import LONGEST

ASPECTS: tuple[Aspect, ...] = ("case", "space", "apostrophes", "script", "punctuation", "yo")
aspects = st.frozensets(st.sampled_from(ASPECTS))

# Letters, apostrophes, spaces and signs that meet in real answers, and then anything at all.
REAL = (
    "abcoOgGhsSyYeExXqQ аеёоОсСхХуУъьцЦшғқҳўЎ"
    + "".join(sorted(APOSTROPHES))
    + ' .,-*–«»"\u0306\u0308'
)
texts = st.one_of(st.text(REAL, max_size=30), st.text(max_size=60))

NUMERIC = "0123456789.,  \u00a0\u202f+-−/⁄eExх·×*^½⁰³⁻%km°$;:±()"
numerals = st.one_of(st.text(NUMERIC, max_size=20), st.text(max_size=250))

fractions = st.fractions(max_denominator=10**9) | st.builds(
    lambda digits, exponent: Fraction(digits) * Fraction(10) ** exponent,
    st.integers(-(10**12), 10**12),
    st.integers(-40, 40),
)


@given(texts, aspects)
def test_folding_twice_changes_nothing(text: str, ignore: frozenset[Aspect]) -> None:
    once = fold(text, ignore)
    assert fold(once, ignore) == once


@given(texts, aspects)
def test_a_text_is_itself(text: str, ignore: frozenset[Aspect]) -> None:
    assert same(text, text, ignore)
    assert like(text, "*", ignore)
    assert like(text, text.replace("*", "."), ignore) or "*" in text


@given(texts, texts, aspects)
def test_being_the_same_has_no_direction(one: str, other: str, ignore: frozenset[Aspect]) -> None:
    assert same(one, other, ignore) == same(other, one, ignore)


@given(texts)
def test_runs_lose_nothing(text: str) -> None:
    assert "".join(runs(text)) == text


@given(texts)
def test_transliteration_never_fails(text: str) -> None:
    to_cyrillic(text)
    assert to_latin(to_latin(text)) == to_latin(text)


@given(st.text("абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ", max_size=9))
def test_russian_words_stay_apart(word: str) -> None:
    """Folding may only take the case from a Russian word, and the dots from ё."""
    assert fold(word) == word.lower().replace("ё", "е")


@given(texts)
def test_lookalikes_tell_where_they_are(text: str) -> None:
    for found in lookalikes(text):
        assert text[found.position] == found.typed
        assert found.typed != found.meant


@given(numerals)
def test_any_text_is_a_number_or_a_problem_that_can_be_said(raw: str) -> None:
    read = parse_number(raw)
    if isinstance(read, ParsedNumber):
        assert read.figures[0] <= read.figures[1]
        return
    assert isinstance(read, NumberProblem)
    for language in LANGUAGES:
        assert say(f"number.{read.code}", language, **read.params)


@given(fractions, st.sampled_from(LANGUAGES))
def test_a_written_number_is_read_again(value: Fraction, language: str) -> None:
    read = parse_number(format_number(value, language))
    assert isinstance(read, ParsedNumber)
    assert abs(read.value - value) <= abs(value) / 10**11


@given(st.integers(-(10**14), 10**14), st.sampled_from(LANGUAGES))
def test_integers_are_written_exactly(value: int, language: str) -> None:
    read = parse_number(format_number(value, language))
    assert isinstance(read, ParsedNumber)
    assert read.value == value
    assert read.form == "integer"
    assert not read.ambiguous


@given(st.floats(allow_nan=True, allow_infinity=True), st.none() | st.integers(0, 12))
def test_any_float_can_be_written(value: float, decimals: int | None) -> None:
    assert format_number(value, "ru", decimals)


@pytest.mark.parametrize(
    "hostile",
    [
        "'" * 10**6,
        "аa" * 10**6,
        "a*" * 10**6,
        "\ufdfa" * 10**6,
        " \u0301" * 10**6,
        "9" * 10**6,
        "9 " * 10**6,
        "-" * 10**6,
        "1," * 10**6,
        "((((" * 10**6,
        "10^" * 10**6,
        "\u202e5" * 10**6,
    ],
    ids=lambda text: ascii(text[:4]),
)
def test_long_texts_are_cut_or_refused(hostile: str) -> None:
    assert len(fold(hostile)) <= 2 * LIMIT
    assert not same(hostile, "x")
    assert not like(hostile, hostile[:100] + "z")
    assert parse_number(hostile) == NumberProblem("too_long", {"count": LONGEST})


def test_patterns_of_many_stars_take_no_time() -> None:
    assert not like("a" * LIMIT, "a*" * 1000 + "b")
    assert like("a" * LIMIT, "a*" * 1000)
