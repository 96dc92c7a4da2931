"""Answers with the marks they must get, agreed by Python and TypeScript."""

from __future__ import annotations

from typing import Any

import pytest

from courseware import marking
from tests.unit.core import golden

ANSWERS = [
    pytest.param(golden.case(name), answer, id=f"{name}-{index}")
    for name in golden.names("answers")
    for index, answer in enumerate(golden.case(name)["answers"])
]
DRAWS = [
    pytest.param(golden.case(name), draw, id=f"{name}-{index}")
    for name in golden.names("draws")
    for index, draw in enumerate(golden.case(name)["draws"])
]


@pytest.mark.parametrize(("case", "answer"), ANSWERS)
def test_an_answer_gets_its_mark(case: dict[str, Any], answer: dict[str, Any]) -> None:
    entry = golden.entry(case)
    assert entry.key is not None
    variant = marking.redraw(entry.exercise, case.get("seed", "00"))
    mark = marking.mark(
        entry.exercise,
        entry.key,
        variant,
        answer["value"],
        answer["lang"],
        answer.get("confidence"),
    )
    assert (mark.state, mark.score) == (answer["state"], answer["score"]), mark
    assert mark.feedback
    if "understood" in answer:
        assert mark.understood == answer["understood"]
    if "feedback" in answer:
        assert list(mark.feedback) == answer["feedback"]


@pytest.mark.parametrize(("case", "draw"), DRAWS)
def test_a_seed_draws_its_variant(case: dict[str, Any], draw: dict[str, Any]) -> None:
    entry = golden.entry(case)
    wire = marking.redraw(entry.exercise, draw["seed"]).on_the_wire()
    assert wire["values"] == draw["values"]
    assert wire["order"] == draw["order"]
