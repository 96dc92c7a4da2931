"""Whether a sum can be factored further over the rational numbers.

A factor of a polynomial is one of its restriction to a line as well, and by Hilbert's theorem an
irreducible polynomial stays irreducible on most lines. On a line factors are sought among the
products of the complex roots, and each found is proved by dividing.
"""

from __future__ import annotations

import itertools
import math
from typing import Final

from courseware.algebra.polynomials import (
    Line,
    Polynomial,
    TooHigh,
    common,
    derivative,
    divided,
    primitive,
)
from courseware.algebra.realline import roots
from courseware.algebra.residues import Pole, mixed
from courseware.algebra.tree import Node

LINES: Final = 8
TRIED: Final = 4
"""Lines on which factors are sought: of those that keep the polynomial's degree."""
HIGHEST: Final = 10
"""The degree up to which factors are sought; what is higher counts as factored."""


class _SmallLine(Line):
    """A line with small whole numbers; a formula of one unknown is left as it is."""

    def __init__(self, number: int) -> None:
        super().__init__(number, modulus=0)
        self.moving: set[int] = set()

    def _moving(self, node: Node) -> Polynomial:
        bits = self.field.value(node)
        self.moving.add(bits)
        if self.number < 0:
            return 0, 1
        return 1 + bits % 7, 1 + mixed("slope", bits) % 5


def restrictions(node: Node) -> list[tuple[Polynomial, bool]] | None:
    """Return a polynomial on lines, and if its coefficients are whole; None for no polynomial."""
    try:
        alone = _SmallLine(-1)
        above, below = alone.value(node)
        if len(below) > 1:
            return None
        if len(alone.moving) == 1:
            return [(above, below == (1,))]
        found = []
        for number in range(LINES):
            above, below = _SmallLine(number).value(node)
            found.append((above, below == (1,)))
    except (TooHigh, Pole):
        return None
    return found


def factors_further(node: Node) -> str:
    """Return "factored" where a sum can be factored, "content" where a number can be taken out."""
    lines = restrictions(node)
    if lines is None:
        return "factored"
    if (
        all(whole for _, whole in lines)
        and math.gcd(*(each for line, _ in lines for each in line)) > 1
    ):
        return "content"
    return "factored" if _splits_everywhere(lines) else ""


def is_reducible(node: Node) -> bool:
    """Whether a sum has factors that are no numbers."""
    lines = restrictions(node)
    return lines is None or _splits_everywhere(lines)


def _splits_everywhere(lines: list[tuple[Polynomial, bool]]) -> bool:
    """Whether a polynomial has factors on all lines where its degree is what it is."""
    longest = max(len(line) for line, _ in lines)
    kept = [line for line, _ in lines if len(line) == longest][:TRIED]
    return all(splits(primitive(line, 0)) for line in kept)


def splits(a: Polynomial) -> bool:
    """Whether a polynomial with whole coefficients has a factor of lower degree."""
    degree = len(a) - 1
    if degree < 2 or degree > HIGHEST:
        return False
    if not a[0] or len(common(a, derivative(a, 0), 0)) > 1:
        return True
    found = roots(a)
    for size in range(1, degree // 2 + 1):
        for chosen in itertools.combinations(found, size):
            candidate = _rounded(a[-1], chosen)
            if candidate and divided(a, candidate, 0) is not None:
                return True
    return False


def _rounded(lead: int, chosen: tuple[complex, ...]) -> Polynomial | None:
    """Return the polynomial with these roots where its coefficients are whole, else None."""
    coefficients = [complex(lead)]
    for root in chosen:
        shifted = [complex(0), *coefficients]
        coefficients = [
            high - root * low
            for high, low in zip(shifted, [*coefficients, complex(0)], strict=True)
        ]
    whole = [round(each.real) for each in coefficients]
    largest = max(abs(each) for each in coefficients)
    if any(
        abs(each - near) > 1e-6 * max(1.0, min(largest, 1e6))
        for each, near in zip(coefficients, whole, strict=True)
    ):
        return None
    return primitive(tuple(whole), 0)
