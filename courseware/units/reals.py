"""Numbers that schools write with a root or π: √2, 2√3/3, π/6, (1+√5)/2.

What is a number in digits stays exact. What has √ or π in it is computed by the
authors' arithmetic (`courseware.expressions`), which is bounded and through
doubles, so it is only near: `is_approximate` asks for a hair of tolerance.
Mirrored in `widgets/src/units/reals.ts`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from courseware import expressions
from courseware.errors import ExpressionError
from courseware.text import NumberProblem, ParsedNumber, parse_number
from courseware.text.numbers import plain

HAIR: Final = Fraction(1, 10**9)
"""The share of a value by which a double may be off, with much to spare."""


@dataclass(frozen=True, slots=True)
class Real:
    """A number, and whether a root or π in it makes it a near one."""

    number: ParsedNumber
    is_approximate: bool = False


def read_real(raw: str) -> Real | NumberProblem:
    """Read a number in digits, or one with √ or π. Never raises."""
    read = parse_number(raw)
    if isinstance(read, ParsedNumber):
        return Real(read)
    if read.code == "too_long" or not re.search("√|π|sqrt|pi", raw):
        return read
    value = _computed(plain(raw))
    if value is None:
        return read
    return Real(ParsedNumber(value, "decimal", (0, 0)), is_approximate=True)


def _computed(text: str) -> Fraction | None:
    """Compute an expression of digits, + - * /, brackets, roots and π; None for any other."""
    text = text.replace("π", "pi")
    text = re.sub(r"√ ?([0-9]+(?:[.,][0-9]+)?)", r"sqrt(\1)", text)
    text = re.sub(r"√ ?\(", "sqrt(", text)
    text = re.sub(r"([0-9]),([0-9])", r"\1.\2", text)
    text = re.sub(r"([0-9)]) ?(sqrt|pi|\()", r"\1*\2", text)
    if re.search(r"[^0-9. +*/()-]|\*\*", re.sub("sqrt|pi", "", text)):
        return None
    try:
        return expressions.number_of(text, {})
    except ExpressionError:
        return None
