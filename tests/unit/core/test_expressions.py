"""The arithmetic of authors: golden values, refusals, and no way to hang or to execute."""

from __future__ import annotations

import string
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware import expressions
from courseware.errors import ExpressionError
from tests.unit.core import golden

CASE = golden.case("expressions")
VALUES: dict[str, expressions.Value] = {
    name: Fraction(value) if isinstance(value, str) else value["text"]
    for name, value in CASE["values"].items()
}


@pytest.mark.parametrize("row", CASE["expressions"], ids=lambda row: row["text"][:30] or "empty")
def test_golden_expressions(row: dict[str, Any]) -> None:
    if "error" in row:
        with pytest.raises(ExpressionError) as refused:
            expressions.evaluate(row["text"], VALUES)
        assert refused.value.code == row["error"]
        return
    value = expressions.evaluate(row["text"], VALUES)
    assert (str(value).lower() if isinstance(value, bool) else str(value)) == row["value"]


@given(st.text(alphabet=string.printable + "½²·×−٣", max_size=120))
def test_any_text_is_computed_or_refused(text: str) -> None:
    try:
        value: expressions.Value = expressions.evaluate(text, VALUES)
    except ExpressionError as error:
        value = error.code
    assert isinstance(value, Fraction | bool | str)


@given(st.fractions(), st.fractions(), st.sampled_from("+-*"))
def test_arithmetic_is_exact(left: Fraction, right: Fraction, sign: str) -> None:
    operations = {"+": left + right, "-": left - right, "*": left * right}
    value = expressions.evaluate(f"a {sign} b", {"a": left, "b": right})
    assert value == operations[sign]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_float_means_the_decimal_that_was_written(number: float) -> None:
    assert float(expressions.exact(number)) == number
    assert expressions.exact(number) == Fraction(repr(number))


def test_names_are_the_variables_needed() -> None:
    assert expressions.names(expressions.parse("round(a * b, 1) + pi > c")) == {
        "a",
        "b",
        "pi",
        "c",
    }
