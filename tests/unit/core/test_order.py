"""Orders: the nearest right one, the credit for it, and what an author is told."""

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
from courseware.kinds.order.fields import OrderExercise, OrderItem, OrderKey
from courseware.kinds.order.judging import judge
from courseware.rules import orders

LETTERS = "abcdef"
LINES = st.tuples(st.sampled_from(LETTERS), st.integers(0, 2))
CREDITS = ("longest_common_subsequence", "edit_distance", "position", "all_or_nothing")


@st.composite
def plans(draw: st.DrawFn) -> orders.Plan:
    """A few items, each needing some of those before it."""
    items = LETTERS[: draw(st.integers(1, 6))]
    needs = {
        item: draw(st.sets(st.sampled_from(LETTERS))) & set(items[:at])
        for at, item in enumerate(items)
    }
    return orders.respecting(items, needs)


def right_ones(plan: orders.Plan) -> list[tuple[str, ...]]:
    return [
        order
        for order in itertools.permutations(plan.items)
        if all(plan.before[item] <= set(order[:at]) for at, item in enumerate(order))
    ]


@given(plans(), st.permutations(LETTERS), st.sets(st.sampled_from(LETTERS)), st.integers(0, 5))
def test_the_most_that_can_stay_is_found_without_trying_every_order(
    plan: orders.Plan, mixed: list[str], light: set[str], length: int
) -> None:
    answer = [item for item in mixed if item in plan.items][:length]
    weight = {item: 1 if item in light else 2 for item in answer}
    every = right_ones(plan)
    lasting = {
        some
        for right in every
        for size in range(len(answer) + 1)
        for some in itertools.combinations(answer, size)
        if tuple(item for item in right if item in some) == some
    }
    kept = orders.lasting(answer, plan, frozenset(light & set(answer)))
    assert tuple(item for item in answer if item in kept) in lasting
    best = max(sum(weight[item] for item in some) for some in lasting)
    assert sum(weight[item] for item in kept) == best
    begun = orders.begun(answer, plan)
    assert begun == max(same_start(answer, right) for right in every)


def same_start(answer: list[str], right: tuple[str, ...]) -> int:
    pairs = zip(answer, right, strict=False)
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))


def test_a_chain_leaves_the_longest_common_subsequence() -> None:
    plan = orders.only("abcdef")
    assert orders.lasting("bcdefa", plan) == frozenset("bcdef")
    assert len(orders.lasting("fedcba", plan)) == 1
    assert orders.lasting("", plan) == frozenset()


def exercise_of(count: int, **fields: Any) -> OrderExercise:
    return OrderExercise(
        items=tuple(OrderItem(id=id_, text=id_) for id_ in LETTERS[:count]), **fields
    )


@given(
    st.permutations(LETTERS),
    st.lists(
        st.tuples(st.sampled_from(LETTERS), st.integers(0, 2)), unique_by=lambda line: line[0]
    ),
    st.integers(1, 6),
    st.sampled_from(CREDITS),
    st.sampled_from(["sequence", "pick", "lines"]),
)
def test_credit_is_a_share_and_whole_for_the_right_order_alone(
    right: list[str], answer: list[tuple[str, int]], wanted: int, credit: Any, mode: Any
) -> None:
    exercise = exercise_of(6, mode=mode, indent=mode == "lines")
    key = OrderKey(answer=tuple(right[:wanted]), indent={"a": 1, "b": 2}, credit=credit)
    share = judge(exercise, key, tuple(answer)).credit
    assert 0 <= share <= 1
    told = all(depth == key.indent.get(id_, 0) for id_, depth in answer)
    is_right = [id_ for id_, _ in answer] == right[:wanted] and (told or mode != "lines")
    assert (share == 1) == is_right
    best = tuple((id_, key.indent.get(id_, 0)) for id_ in right[:wanted])
    assert judge(exercise, key, best).credit == 1


@given(st.permutations(LETTERS), st.permutations(LETTERS), st.sampled_from(CREDITS))
def test_names_do_not_matter(right: list[str], mixed: list[str], credit: Any) -> None:
    """The same order under other names earns the same."""
    names = dict(zip(right, LETTERS, strict=True))
    exercise = exercise_of(6)
    answer = tuple((id_, 0) for id_ in mixed)
    renamed = tuple((names[id_], 0) for id_ in mixed)
    one = judge(exercise, OrderKey(answer=tuple(right), credit=credit), answer)
    other = judge(exercise, OrderKey(answer=tuple(LETTERS), credit=credit), renamed)
    assert (one.credit, one.begun) == (other.credit, other.begun)


@given(st.permutations(LETTERS), st.integers(0, 5), st.integers(0, 5))
def test_one_item_moved_costs_one_step(right: list[str], at: int, to: int) -> None:
    moved = right[:at] + right[at + 1 :]
    moved.insert(to, right[at])
    key = OrderKey(answer=tuple(right), credit="edit_distance")
    share = judge(exercise_of(6), key, tuple((id_, 0) for id_ in moved)).credit
    assert share == (1 if moved == right else Fraction(4, 5))


def test_forty_items_upside_down_are_judged_at_once() -> None:
    ids = [f"i{number}" for number in range(40)]
    plan = orders.only(ids)
    assert len(orders.lasting(ids[::-1], plan, frozenset(ids[::2]))) == 1


@given(st.integers(2, 6), st.binary(min_size=4, max_size=8))
def test_the_authors_order_is_never_shown(count: int, seed: bytes) -> None:
    exercise = exercise_of(count)
    drawn = marking.redraw(exercise, seed.hex()).order
    assert sorted(drawn) == list(LETTERS[:count])
    assert drawn != tuple(LETTERS[:count])


PARSONS = """
kind = "order"
mode = "lines"
indent = true
{top}
[[items]]
id = "print"
code = "print(n)"
[[items]]
id = "loop"
code = "while n < 9:"
[[items]]
id = "grow"
code = "n = n + 1"
[[items]]
id = "start"
code = "n = 0"
[[items]]
id = "spare"
code = "{spare}"
[key]
feedback.spare = "-"
{key}
"""
ANSWER = 'answer = ["start", "loop", "grow", "print"]\nindent = { grow = 1 }'


def found(top: str = "", key: str = ANSWER, spare: str = "n = 1") -> list[str]:
    text = PARSONS.format(top=top, key=key, spare=spare)
    try:
        entry = library.read_exercise(document(text, "x.toml"), "x", "l/x")
    except InvalidDocument as error:
        return [violation.code for violation in error.violations]
    return [finding.code for finding in kinds.of(entry.exercise).check(entry.exercise, entry.key)]


FREE = f'{ANSWER}\nafter = {{ loop = ["start"], print = ["grow"] }}'


@pytest.mark.parametrize(
    "changes",
    [{}, {"key": FREE}, {"top": "graded = true"}, {"key": f'{ANSWER}\ncredit = "position"'}],
)
def test_what_fits_is_passed(changes: dict[str, str]) -> None:
    assert found(**changes) == []


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("order_not_lines", {"top": 'layout = "row"'}),
        ("order_code_indented", {"spare": "  n = 1"}),
        ("order_text_or_code", {"spare": " "}),
        ("key_needs", {"key": ""}),
        ("key_unwanted", {"key": f'{ANSWER}\nanswers = [["start", "loop"]]'}),
        ("order_key_unknown", {"key": 'answers = [["start", "no"]]'}),
        ("order_key_twice", {"key": 'answer = ["start", "start"]'}),
        ("order_many_orders", {"key": f"answers = {[['start', 'loop']] * 13}"}),
        ("order_answer_breaks", {"key": f'{ANSWER}\nafter = {{ start = ["print"] }}'}),
        ("order_block_torn", {"key": f'{ANSWER}\nafter = {{ loop = ["start"] }}'}),
        ("order_position_after", {"key": f'{FREE}\ncredit = "position"'}),
        ("order_given_away", {"key": 'answer = ["print", "start"]', "top": "graded = true"}),
    ],
)
def test_an_author_is_told_what_does_not_fit(code: str, changes: dict[str, str]) -> None:
    assert code in found(**changes)


def test_ids_that_tell_and_distractors_without_a_word_are_warned_of() -> None:
    items = "".join(f'[[items]]\nid = "{id_}"\ntext = "{id_}"\n' for id_ in "bca")
    text = f'kind = "order"\ngraded = true\n{items}[key]\nanswer = ["a", "b", "c"]\n'
    entry = library.read_exercise(document(text, "x.toml"), "x", "l/x")
    findings = list(kinds.of(entry.exercise).check(entry.exercise, entry.key))
    assert [finding.code for finding in findings] == ["order_ids_tell", "order_no_feedback"]
    assert all(finding.warning for finding in findings)


def test_an_answer_is_shown_as_a_program() -> None:
    entry = library.read_exercise(
        document(PARSONS.format(top="", key=ANSWER, spare="n = 1"), "x.toml"), "x", "l/x"
    )
    variant = marking.redraw(entry.exercise, "00")
    shown = kinds.of(entry.exercise).shown(entry.exercise, variant, ["loop:0", "grow:1"], "en")
    assert shown.texts == ("while n < 9:", "    n = n + 1")
    assert not shown.authored
    described = kinds.of(entry.exercise).describe(entry.exercise, variant, "en")
    assert described.plain.count("____") >= 5
    assert "&lt; 9:" in described.html
