"""Numbers written for the reader's language; what `courseware.text.numbers` reads again."""

from __future__ import annotations

from fractions import Fraction
from math import isfinite
from typing import Final

_RAISED: Final = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_UNGROUPED: Final = 4
_LARGEST_EXACT: Final = 15
_SMALLEST: Final = -6
_TOO_WIDE: Final = 21


def format_number(
    value: Fraction | float,
    language: str,
    decimals: int | None = None,
    figures: int = 12,
) -> str:
    """Write a number for a reader of `language`.

    Rounds half away from zero: to `decimals` places, all of them written, or to
    `figures` significant figures (integers are never rounded) without trailing
    zeros. A float counts as the decimal that it prints as. Digits are grouped by
    U+202F from five on. Beyond 15 digits or below 10^-6 a power of ten is used.
    """
    if isinstance(value, int):
        value = Fraction(value)
    if isinstance(value, float):
        if not isfinite(value):
            return "—" if value != value else "∞" if value > 0 else "−∞"  # noqa: PLR0124
        value = Fraction(repr(value))
    mark, times = (".", "×") if language == "en" else (",", "·")
    exponent = magnitude(value)
    if exponent >= (_LARGEST_EXACT if decimals is None else _TOO_WIDE) or (
        decimals is None and exponent < _SMALLEST
    ):
        mantissa, exponent = _mantissa(value, exponent, figures)
        raised = str(exponent).translate(_RAISED)
        return f"{_signed(value)}{mantissa.replace('.', mark)}{times}10{raised}"
    places = max(0, figures - 1 - exponent) if decimals is None else max(0, decimals)
    whole, _, part = _rounded(abs(value), places).partition(".")
    if decimals is None:
        part = part.rstrip("0")
    sign = _signed(value) if whole.strip("0") or part.strip("0") else ""
    return sign + _grouped(whole) + (mark + part if part else "")


def magnitude(value: Fraction) -> int:
    """Return the exponent of the first significant digit: 2 for 345, -2 for 0.05, 0 for zero."""
    if not value:
        return 0
    value = abs(value)
    guess = len(str(value.numerator)) - len(str(value.denominator))
    return guess if value >= Fraction(10) ** guess else guess - 1


def _mantissa(value: Fraction, exponent: int, figures: int) -> tuple[str, int]:
    written = _rounded(abs(value) / Fraction(10) ** exponent, max(0, figures - 1))
    if written.startswith("10"):
        return "1", exponent + 1
    return (written.rstrip("0").rstrip(".") if "." in written else written), exponent


def _rounded(value: Fraction, places: int) -> str:
    """Write a value from 0 upwards with so many decimal places, half away from zero."""
    scaled = value * 10**places
    digits = str((2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator))
    if not places:
        return digits
    digits = digits.rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}"


def _signed(value: Fraction) -> str:
    return "\u2212" if value < 0 else ""


def _grouped(whole: str) -> str:
    if len(whole) <= _UNGROUPED:
        return whole
    first = len(whole) % 3
    groups = [whole[:first]] * bool(first)
    groups += [whole[place : place + 3] for place in range(first, len(whole), 3)]
    return "\u202f".join(groups)
