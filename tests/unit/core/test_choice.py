"""Pools drawn without the key, matrices, and what authors are told of them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware import kinds, library, marking
from courseware.decoding import Document
from courseware.kinds.choice import ChoiceExercise, ChoiceKey, matrix, right_ids
from courseware.kinds.choice.drawing import draw
from courseware.kinds.choice.model import ChoiceColumn, ChoiceRow, Option, right_shown
from courseware.library import Entry
from courseware.toml_places import Places
from courseware.variants import Generator

SEEDS = st.binary(min_size=4, max_size=4).map(bytes.hex)
COLUMNS = ("x", "y", "z")
CELLS = st.frozensets(st.sampled_from(COLUMNS))


def entry(**fields: Any) -> Entry:
    document = Document("x.toml", {"kind": "choice", **fields}, Places(""))
    return library.read_exercise(document, "x", "l/x")


def found(**fields: Any) -> set[str]:
    read = entry(**fields)
    codes = {each.code for each in kinds.of(read.exercise).check(read.exercise, read.key)}
    return codes - {"choice_no_feedback", "choice_no_cell_feedback"}


def grouped(*sizes: int) -> ChoiceExercise:
    """A pool of groups so large; the options are called a0, a1, b0 ..."""
    options = tuple(
        Option(id=f"{name}{place}", text="-", group=name)
        for name, size in zip("abcdefgh", sizes, strict=False)
        for place in range(size)
    )
    return ChoiceExercise(options=options, draw=len(sizes))


SIZES = st.lists(st.integers(1, 4), min_size=2, max_size=6)


@given(SIZES, SEEDS)
def test_one_of_each_group_is_drawn(sizes: list[int], seed: str) -> None:
    order = draw(grouped(*sizes), Generator(seed))
    assert sorted(id_[0] for id_ in order) == list("abcdefgh")[: len(sizes)]


@given(SIZES, SEEDS, st.integers(0, 5))
def test_the_right_one_is_always_among_them(sizes: list[int], seed: str, place: int) -> None:
    exercise = grouped(*sizes)
    group = "abcdefgh"[place % len(sizes)]
    answers = tuple(option.id for option in exercise.options if option.group == group)
    order = draw(exercise, Generator(seed))
    assert len(right_shown(exercise, ChoiceKey(answers=answers), order)) == 1


def test_nothing_in_the_draws_tells_which_group_is_right() -> None:
    """Whoever draws the public half a thousand times sees every option of a group alike often."""
    exercise = grouped(3, 3, 3)
    drawn = [draw(exercise, Generator(f"{n:08x}")) for n in range(3000)]
    counts = {option.id: sum(option.id in order for order in drawn) for option in exercise.options}
    assert all(850 < count < 1150 for count in counts.values()), counts
    firsts = [sum(order[0][0] == group for order in drawn) for group in "abc"]
    assert all(850 < count < 1150 for count in firsts), firsts


@given(SEEDS, st.integers(2, 4))
def test_where_the_right_one_is_not_drawn_none_of_these_is_right(seed: str, wanted: int) -> None:
    options = tuple(Option(id=id_, text="-") for id_ in "abcde")
    exercise = ChoiceExercise(
        options=(*options, Option(id="none", text="-", none=True)), draw=wanted
    )
    order = draw(exercise, Generator(seed))
    assert len(order) == wanted + 1
    assert order[-1] == "none"
    right = right_shown(exercise, ChoiceKey(answer="a"), order)
    assert right == ({"a"} if "a" in order else {"none"})


MATRIX = ChoiceExercise(
    select="matrix",
    several=True,
    rows=tuple(ChoiceRow(id=id_, text="-") for id_ in ("r", "s")),
    columns=tuple(ChoiceColumn(id=id_, text="-") for id_ in COLUMNS),
)
RULES = ("right_minus_wrong", "per_option", "all_or_nothing")


@pytest.mark.parametrize("rule", RULES)
@given(right=st.tuples(CELLS, CELLS), chosen=st.tuples(CELLS, CELLS))
def test_a_matrix_earns_a_share_and_all_of_it_for_the_right_cells_alone(
    rule: Any, right: tuple[frozenset[str], ...], chosen: tuple[frozenset[str], ...]
) -> None:
    answers: Any = {row: tuple(sorted(cells)) for row, cells in zip("rs", right, strict=True)}
    grid = {row: cells for row, cells in zip("rs", chosen, strict=True) if cells}
    credit = matrix.mark(MATRIX, ChoiceKey(answers=answers, credit=rule), grid).credit
    assert 0 <= credit <= 1
    assert (credit == 1) == (chosen == right)
    if rule != "all_or_nothing" and chosen[0] == right[0]:
        assert credit >= Fraction(1, 2)


def options(*ids: str, **more: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"id": id_, "text": id_, **more.get(id_, {})} for id_ in ids]


def two_groups(a: str, b: str, c: str) -> list[dict[str, Any]]:
    return options("a", "b", "c", a={"group": a}, b={"group": b}, c={"group": c})


GRID = {"select": "matrix", "rows": options("r", "s"), "columns": options("x", "y")}
NONE = {"none": True}


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({"options": options("a", "b", "c"), "draw": 2}, {"choice_draw_groups"}),
        ({"options": options("a", "b"), "draw": 3}, {"choice_draw_few"}),
        ({"options": options("a", "b", "c", c=NONE), "draw": 2, "key": {"answer": "a"}}, set()),
        (
            {"options": two_groups("p", "p", "q"), "draw": 2, "key": {"answer": "a"}},
            {"choice_group_mixed"},
        ),
        ({"options": two_groups("p", "p", "q"), "draw": 2, "key": {"answers": ["a", "b"]}}, set()),
        (
            {"options": two_groups("p", "q", "q"), "draw": 2, "key": {"answers": ["a", "b", "c"]}},
            {"choice_draw_several_right"},
        ),
        ({"options": options("a", "b", a=NONE, b=NONE)}, {"choice_one_none"}),
        (
            {
                "select": "many",
                "options": options("a", "b", b=NONE),
                "key": {"answers": ["a", "b"]},
            },
            {"choice_none_and_right"},
        ),
        (
            {"select": "many", "display": "dropdown", "options": options("a", "b")},
            {"choice_dropdown_many"},
        ),
        (
            {"display": "dropdown", "options": options("a", "b", b={"text": "$b$"})},
            {"choice_dropdown_words"},
        ),
        ({"options": options("a", "b"), "rows": options("r")}, {"choice_no_matrix"}),
        ({**GRID, "options": options("a", "b")}, {"choice_matrix_options"}),
        ({**GRID, "columns": options("x")}, {"choice_matrix_small"}),
        ({**GRID, "rows": options("r", "r")}, {"choice_same_id"}),
        ({**GRID, "key": {"answers": ["x"]}}, {"choice_matrix_key"}),
        ({**GRID, "key": {"answers": {"r": "x"}}}, {"choice_matrix_row"}),
        ({**GRID, "key": {"answers": {"r": "x", "s": "z"}}}, {"choice_key_unknown"}),
        (
            {**GRID, "key": {"answers": {"r": "x", "s": "y"}, "cells": {"t": {"x": "-"}}}},
            {"choice_key_unknown"},
        ),
        ({**GRID, "key": {"answers": {"r": "x", "s": ["x", "y"]}}}, {"choice_matrix_row"}),
        ({**GRID, "several": True, "key": {"answers": {"r": "x", "s": ["x", "y"]}}}, set()),
    ],
)
def test_authors_are_told(fields: dict[str, Any], codes: set[str]) -> None:
    assert found(**fields) == codes


def test_a_graded_pool_must_not_show_the_right_one_alone_in_every_draw() -> None:
    pool = options("a", "b", "c", b={"group": "q"}, c={"group": "q"})
    exercise = entry(options=pool, draw=2, graded=True).exercise
    check = kinds.of(exercise).check
    key = ChoiceKey(answer="a")
    assert "choice_draw_tells" in {each.code for each in check(exercise, key)}
    key = ChoiceKey(answers=("b", "c"))
    assert "choice_draw_tells" not in {each.code for each in check(exercise, key)}


def test_formulas_and_pictures_are_said_without_widgets() -> None:
    pool = [
        {"id": "half", "text": r"$\frac{1}{2}$"},
        {"id": "pie", "text": {"en": "![A <half> pie](pie.svg)", "uz": "![Yarim](pie.svg)"}},
    ]
    read = entry(options=pool, shuffle=False)
    variant = marking.redraw(read.exercise, "00")
    told = kinds.of(read.exercise).describe(read.exercise, variant, "en")
    assert told.plain == "○ 1/2\n○ A <half> pie"
    assert "<mfrac>" in told.html
    assert "A &lt;half&gt; pie" in told.html
    shown = kinds.of(read.exercise).shown(read.exercise, variant, "pie", "uz")
    assert (shown.texts, shown.authored) == (("![Yarim](pie.svg)",), True)


def test_a_matrix_is_a_table_without_widgets() -> None:
    read = entry(**GRID, shuffle=False)
    variant = marking.redraw(read.exercise, "00")
    told = kinds.of(read.exercise).describe(read.exercise, variant, "en")
    assert told.plain == "r:   ○ x   ○ y\ns:   ○ x   ○ y"
    assert told.html.count("<td>○</td>") == 4
    shown = kinds.of(read.exercise).shown
    assert shown(read.exercise, variant, {"s": "x"}, "en").texts == ("r: —", "s: x")


def test_the_rarer_forms_come_with_a_chunk() -> None:
    plain = {"options": options("a", "b")}
    assert kinds.modules(entry(**plain).exercise) == ()
    for more in (
        {"display": "dropdown"},
        {"draw": 2},
        {"options": options("a", "b", b=NONE)},
        GRID,
    ):
        assert kinds.modules(entry(**{**plain, **more}).exercise) == ("choices",)
    assert right_ids(ChoiceKey(answer=True)) == {"true"}
