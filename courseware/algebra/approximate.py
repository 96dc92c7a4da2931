"""Values that need only be near: tolerances, significant figures, decimal places."""

from __future__ import annotations

import math
import re
from fractions import Fraction
from typing import Final

from courseware.algebra import values as v
from courseware.algebra.equal import Opinion, Point, Setting, tried
from courseware.algebra.points import Evaluator
from courseware.algebra.residues import Pole, exact
from courseware.algebra.tree import Node, terms, walk
from courseware.algebra.values import Unclear, Undefined

_DIGITS: Final = re.compile(r"(\d+)(?:\.(\d*))?(?:e[+-]?\d+)?")


def number_of(node: Node) -> Fraction | None:
    """Return the real number that a formula is, as exactly as can be; None for no number."""
    try:
        known = exact(node)
        if known is not None:
            return known
        value = Evaluator({}, real=True).value(node)
    except (Undefined, Unclear, Pole, KeyError):
        return None
    return Fraction(repr(value[0]))


def rounded(value: Fraction, unit: Fraction) -> Fraction:
    """Round half away from zero to a multiple of a unit, as schools do."""
    whole = math.floor(abs(value) / unit + Fraction(1, 2))
    return (whole if value >= 0 else -whole) * unit


def unit_of(value: Fraction, figures: int) -> Fraction:
    """Return the unit of the last of so many significant figures of a number that is not zero."""
    size = 0
    while abs(value) >= Fraction(10) ** (size + 1):
        size += 1
    while abs(value) < Fraction(10) ** size:
        size -= 1
    return Fraction(10) ** (size - figures + 1)


def near_rounded(answer: Fraction, target: Fraction, figures: int | None, places: int) -> bool:
    """Whether an answer is the target rounded to so many figures, else to so many places."""
    if figures is None:
        unit = Fraction(1, 10**places)
    elif not target:
        return not answer
    else:
        unit = unit_of(target, figures)
        unit = unit_of(rounded(target, unit), figures)
    return abs(answer - rounded(target, unit)) < unit / 2


def near(
    answer: Node, key: Node, setting: Setting, *, absolute: float = 0.0, relative: float = 0.0
) -> Opinion:
    """Compare values that may differ a little: by an amount, or by a share of the key's terms."""

    def compare(at: Evaluator) -> Point:
        a, b = at.value(answer), at.value(key)
        size = sum(v.size(at.value(term)) for _, term in terms(key))
        margin = max(absolute, relative * size) * (1 + 1e-12)
        apart = v.size((a[0] - b[0], a[1] - b[1], 0.0))
        return "agrees" if apart <= margin else "differs"

    return tried([answer, key], setting.domains, compare)


def decimals(node: Node) -> list[str]:
    """Return the decimals of a formula as typed; of a number alone its digits, point or not."""
    alone = _mantissa(node)
    if alone is not None:
        return [alone]
    return [each.leaf for each in walk(node) if each.head == "number" and "." in each.leaf]


def _mantissa(node: Node) -> str | None:
    """Return the digits of a number that stands alone, perhaps before a power of ten."""
    while node.head == "negate":
        node = node.branches[0]
    if node.head == "*" and _is_power_of_ten(node.branches[1]):
        node = node.branches[0]
    while node.head == "negate":
        node = node.branches[0]
    return node.leaf if node.head == "number" else None


def _is_power_of_ten(node: Node) -> bool:
    return node.head == "^" and node.branches[0] == Node("number", "10")


def figures_of(text: str) -> tuple[int, int]:
    """Return the least and the greatest number of significant figures that a number can have."""
    found = _DIGITS.fullmatch(text)
    whole, part = (found[1], found[2]) if found else (text, None)
    digits = (whole + (part or "")).lstrip("0")
    if not digits:
        return 1 if not part else len(part), max(1, len(part or ""))
    if part is None and "e" not in text:
        return len(digits.rstrip("0")), len(digits)
    return len(digits), len(digits)


def places_of(text: str) -> int:
    """Return the number of digits after the point."""
    found = _DIGITS.fullmatch(text)
    return len(found[2] or "") if found else 0
