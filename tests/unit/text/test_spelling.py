"""Slips of spelling: counted in letters of the alphabet, bounded, the same from both sides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.text import fold, to_latin
from courseware.text.spelling import forgiven, letters, slips

WORDS = st.text("oʻgʼshcnaidbеқўғшчнгъ", min_size=8, max_size=14).map(fold)
TEXTS = st.text("oʻgshcn 1-ab", max_size=12) | st.text(max_size=30)


def test_the_alphabet_s_letters_are_one_letter_each() -> None:
    assert letters("oʻngchagʻsh") == ["oʻ", "ng", "ch", "a", "gʻ", "sh"]
    assert letters("нгўғшч") == ["нг", "ў", "ғ", "ш", "ч"]
    assert letters("toʻngʻiz") == ["t", "oʻ", "ng", "ʻ", "i", "z"]


@pytest.mark.parametrize(
    ("given_", "wanted", "expected"),
    [
        ("choy", "choy", 0),
        ("soy", "choy", None),  # three letters in Uzbek: too short for a slip
        ("soylar", "choylar", 1),
        ("bogcha", "bogʻcha", 1),
        ("боғча", "боғча", 0),
        ("богча", "боғча", 1),
        ("ktiob", "kitob", 1),
        ("kitbo", "kitob", 1),
        ("kto", "kitob", None),
        ("1991-yil", "1992-yil", None),
        ("1991 yil", "1991-yil", None),
        ("1991 yilda", "1991-yilda", 1),
        ("", "kitob", None),
        ("kitob", "", None),
    ],
)
def test_slips(given_: str, wanted: str, expected: int | None) -> None:
    assert slips(given_, wanted) == expected


@given(WORDS, st.data())
def test_one_letter_left_out_or_changed_over_is_one_slip(word: str, data: st.DataObject) -> None:
    if forgiven(word) < 1:
        return
    signs = list(word)
    place = data.draw(st.integers(0, len(signs) - 1))
    less = "".join(signs[:place] + signs[place + 1 :])
    assert slips(less, word) == (0 if less == word else 1)
    turned = signs[:place] + signs[place : place + 2][::-1] + signs[place + 2 :]
    assert slips("".join(turned), word) in (0, 1)


@given(TEXTS, TEXTS)
def test_slips_are_few_and_of_letters_alone(one: str, other: str) -> None:
    found = slips(one, other)
    if found is None:
        assert one != other
        return
    assert (found == 0) == (one == other)
    assert found <= forgiven(other) <= 2
    digits = [[sign for sign in text if sign.isdigit()] for text in (one, other)]
    assert digits[0] == digits[1]


@given(st.text("абвгдежзийклмнопрстуфхчшғқўҳ", min_size=4, max_size=10))
def test_both_scripts_count_the_letters_alike(word: str) -> None:
    assert forgiven(to_latin(word)) >= forgiven(word)


@pytest.mark.parametrize("hostile", ["a" * 5000, "oʻ" * 2500, "ng" * 2500, "\u0301" * 5000])
def test_long_texts_are_compared_in_a_narrow_band(hostile: str) -> None:
    assert slips(hostile, hostile + "b") in (1, None)
    assert slips(hostile, "kitob") is None
