"""A number as it is asked for: what a key means, how far is near, what a miss looks like."""

from __future__ import annotations

import re
from fractions import Fraction

from courseware import expressions
from courseware.errors import ExpressionError
from courseware.mark import Note
from courseware.spec import Number
from courseware.text import ParsedNumber, Texts, format_number, magnitude, parse_number
from courseware.variants import Variant, computable

_PLAIN_FRACTION = re.compile(r"[-+−]?[0-9\s/]+")


def quantity(written: Number | Texts, variant: Variant) -> Fraction:
    """Return the number that a key gives: a number, `3,5`, or an expression."""
    if not isinstance(written, str):
        return expressions.exact(written)  # type: ignore[arg-type]
    try:
        return expressions.number_of(written, computable(variant.values))
    except ExpressionError:
        read = parse_number(written)
        if isinstance(read, ParsedNumber):
            return read.value
        raise


def widest_margin(
    target: Fraction, tolerance: Number = 0, relative: Number = 0, figures: int | None = None
) -> Fraction:
    """Return how far from the target is still right, in the answer's unit: the widest counts.

    `relative` is a share of the target; `figures` allow half a unit of the last one.
    """
    if not tolerance and not relative and figures is None:
        return Fraction(0)
    return max(
        expressions.exact(tolerance),
        expressions.exact(relative) * abs(target),
        Fraction(0) if figures is None else unit_of_figure(target, figures) / 2,
    )


def unit_of_figure(value: Fraction, figures: int) -> Fraction:
    """Return the unit of the last of so many significant figures; 0 for zero."""
    return Fraction(10) ** (magnitude(value) - figures + 1) if value else Fraction(0)


def near_miss(target: Fraction, answer: ParsedNumber) -> tuple[Note, ...]:
    """Say what a teacher would see at a glance: the sign, the decimal point, the rounding."""
    if not target or not answer.value:
        return ()
    if answer.value == -target:
        return (Note("marking.sign"),)
    if any(answer.value == target * Fraction(10) ** shift for shift in (-3, -2, -1, 1, 2, 3)):
        return (Note("marking.power_of_ten"),)
    figures = answer.figures[0]
    if figures >= 2 and abs(answer.value - target) <= unit_of_figure(target, figures):
        return (Note("marking.close"),)
    return ()


def echo(answer: ParsedNumber, value: object, language: str) -> str:
    """Write the number as the language does; a plain fraction needs no second reading."""
    typed = str(value).strip()
    if answer.form in {"fraction", "mixed"}:
        return "" if _PLAIN_FRACTION.fullmatch(typed) else over(answer.value)
    read = format_number(answer.value, language, figures=15)
    return "" if read == typed and not answer.ambiguous else read


def over(value: Fraction) -> str:
    """Write a number as a fraction, whole numbers too: `7/1`."""
    return f"{value.numerator}/{value.denominator}"
