"""Matchings: credit that is fair to guessing, and what an author is told."""

from __future__ import annotations

import itertools
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware import kinds, library, marking
from courseware.decoding import document
from courseware.errors import InvalidDocument
from courseware.kinds import match
from courseware.kinds.match.fields import MatchExercise, MatchKey, MatchPart
from courseware.mark import Verdict
from courseware.variants import Variant

ITEMS = ("one", "two", "three", "four")
TARGETS = ("a", "b", "c")
ANSWERS = st.dictionaries(st.sampled_from(ITEMS), st.sampled_from(TARGETS))


def exercise_of(**fields: Any) -> MatchExercise:
    return MatchExercise(
        items=tuple(MatchPart(id=id_, text=id_) for id_ in ITEMS),
        targets=tuple(MatchPart(id=id_, text=id_) for id_ in TARGETS),
        **fields,
    )


GROUPS = exercise_of(mode="groups", spare=True)


def credit(exercise: MatchExercise, key: MatchKey, answer: dict[str, str]) -> Fraction:
    verdict = match.mark(exercise, key, Variant(), answer)
    assert isinstance(verdict, Verdict)
    return verdict.credit


@given(ANSWERS, ANSWERS, st.sampled_from(["per_item", "less_guessing", "all_or_nothing"]))
def test_credit_is_a_share_and_whole_for_the_right_pairs_alone(
    right: dict[str, str], given_: dict[str, str], rule: Any
) -> None:
    if not right:
        right = {"one": "a"}
    share = credit(GROUPS, MatchKey(answers=dict(right), credit=rule), given_)
    assert 0 <= share <= 1
    assert (share == 1) == (given_ == right)


@given(ANSWERS, ANSWERS, st.permutations(TARGETS))
def test_names_of_targets_do_not_matter(
    right: dict[str, str], given_: dict[str, str], names: list[str]
) -> None:
    if not right:
        return
    called = dict(zip(TARGETS, names, strict=True))
    key = MatchKey(answers=dict(right), credit="less_guessing")
    other = MatchKey(
        answers={item: called[to] for item, to in right.items()}, credit="less_guessing"
    )
    renamed = {item: called[to] for item, to in given_.items()}
    assert credit(GROUPS, key, given_) == credit(GROUPS, other, renamed)


def test_blind_guessing_earns_nothing_on_average() -> None:
    """Before what is below nothing is cut off: one item, guessed in every way there is."""
    exercise = exercise_of(mode="groups")
    key = MatchKey(
        answers={"one": "a", "two": "b", "three": "c", "four": "a"}, credit="less_guessing"
    )
    sure = {"two": "b", "three": "c", "four": "a"}
    guesses = [credit(exercise, key, {**sure, "one": to}) for to in TARGETS]
    assert sum(guesses) / 3 == credit(exercise, key, sure) == Fraction(3, 4)


def test_every_pairing_of_pairs_is_marked_by_its_right_pairs() -> None:
    exercise = exercise_of(mode="groups")
    key = MatchKey(answers={"one": "a", "two": "b", "three": ("b", "c"), "four": "a"})
    for targets in itertools.product(TARGETS, repeat=4):
        given_ = dict(zip(ITEMS, targets, strict=True))
        right = [
            given_["one"] == "a",
            given_["two"] == "b",
            given_["three"] != "a",
            given_["four"] == "a",
        ]
        assert credit(exercise, key, given_) == Fraction(sum(right), 4)


@given(st.binary(min_size=4, max_size=8))
def test_groups_stand_as_they_were_written(seed: bytes) -> None:
    order = marking.redraw(GROUPS, seed.hex()).order
    assert sorted(order[:4]) == sorted(ITEMS)
    assert order[4:] == TARGETS


MATCHING = """
kind = "match"
{top}
[[items]]
id = "whale"
text = "whale"
[[items]]
id = "carp"
text = "carp"
[[items]]
id = "bat"
text = "bat"
[[targets]]
id = "fish"
text = "Fish"
[[targets]]
id = "mammal"
text = "Mammals"
[[targets]]
id = "bird"
text = "Birds"
[key]
feedback = {{ whale = "-", carp = "-", bat = "-" }}
{key}
"""
ANSWER = 'answers = { whale = "mammal", carp = "fish", bat = "mammal" }'
FEWER = 'answers = { whale = "mammal", carp = "fish" }'
SORTED = 'answers = { whale = "fish", carp = "mammal", bat = "bird" }'
GROUPED = 'mode = "groups"'


def found(top: str = GROUPED, key: str = ANSWER) -> list[str]:
    text = MATCHING.format(top=top, key=key)
    try:
        entry = library.read_exercise(document(text, "x.toml"), "x", "l/x")
    except InvalidDocument as error:
        return [violation.code for violation in error.violations]
    return [finding.code for finding in kinds.of(entry.exercise).check(entry.exercise, entry.key)]


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, []),
        ({"top": ""}, ["match_target_twice"]),
        ({"top": "reuse = true"}, []),
        ({"top": f"{GROUPED}\nreuse = true"}, ["match_reuse_groups"]),
        ({"top": f"{GROUPED}\nspare = true"}, ["match_none_spare"]),
        ({"key": ""}, ["key_needs"]),
        ({"key": FEWER}, ["match_item_aside"]),
        (
            {
                "key": 'answers = { whale = "mammal", carp = "fish" }',
                "top": f"{GROUPED}\nspare = true",
            },
            [],
        ),
        ({"key": ANSWER.replace("}", ', cow = "mammal" }')}, ["match_key_unknown"]),
        ({"key": ANSWER.replace('"fish"', '"fishes"')}, ["match_key_unknown"]),
        (
            {"key": f'{ANSWER}\n[[key.confusions]]\nitem = "bat"\ntarget = "mammal"'},
            ["match_confusion_right"],
        ),
        ({"top": f"{GROUPED}\ngraded = true"}, []),
        (
            {
                "top": f"{GROUPED}\ngraded = true",
                "key": SORTED,
            },
            ["match_given_away"],
        ),
    ],
)
def test_an_author_is_told_what_does_not_fit(changes: dict[str, str], codes: list[str]) -> None:
    assert found(**changes) == codes


def test_an_answer_is_shown_as_pairs() -> None:
    text = MATCHING.format(top=GROUPED, key=ANSWER)
    entry = library.read_exercise(document(text, "x.toml"), "x", "l/x")
    variant = marking.redraw(entry.exercise, "00")
    kind = kinds.of(entry.exercise)
    shown = kind.shown(entry.exercise, variant, {"bat": "bird", "whale": "fish"}, "en")
    assert shown.texts == ("whale → Fish", "bat → Birds")
    assert kind.shown(entry.exercise, variant, ["<b>"], "en").texts == ("<b>",)
    pairs = kind.describe(exercise_of(), Variant(), "en").plain
    assert pairs.splitlines()[0] == "____________ 1. one"
    assert pairs.splitlines()[-1] == "c) c"
