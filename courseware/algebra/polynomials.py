"""Polynomials with whole coefficients, lowest power first, and rational functions along a line.

Every name of a formula moves along a line, a + b t: a rational function of many names becomes one
of t, which has as many factors as before but for unlucky lines. Computed modulo the prime of
`residues`, or with whole numbers (`modulus` 0), where only ratios are kept.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Final

from courseware.algebra.residues import PRIME, Field, Pole, exact, mixed
from courseware.algebra.tree import Node, names

Polynomial = tuple[int, ...]

HIGHEST: Final = 120
"""The degree up to which polynomials are written out."""


class TooHigh(Exception):
    """The degree is too high to write the polynomial out."""


ONE: Final[Polynomial] = (1,)


def reduced(a: list[int] | Polynomial, modulus: int) -> Polynomial:
    """Return the polynomial with its coefficients reduced and no zeros at the end."""
    kept = [each % modulus for each in a] if modulus else list(a)
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept)


def added(a: Polynomial, b: Polynomial, modulus: int) -> Polynomial:
    """Return a + b."""
    longer, shorter = (a, b) if len(a) >= len(b) else (b, a)
    both = [x + y for x, y in zip(longer, shorter, strict=False)]
    return reduced([*both, *longer[len(shorter) :]], modulus)


def multiplied(a: Polynomial, b: Polynomial, modulus: int) -> Polynomial:
    """Return a b; raises `TooHigh`."""
    if len(a) + len(b) > HIGHEST:
        raise TooHigh
    found = [0] * (len(a) + len(b) - 1 if a and b else 0)
    for place, x in enumerate(a):
        for other, y in enumerate(b):
            found[place + other] += x * y
    return reduced(found, modulus)


def primitive(a: Polynomial, modulus: int) -> Polynomial:
    """Return the polynomial divided by its content, its first coefficient positive (or 1)."""
    if not a:
        return a
    if modulus:
        factor = pow(a[-1], modulus - 2, modulus)
        return tuple(each * factor % modulus for each in a)
    content = math.gcd(*a) * (-1 if a[-1] < 0 else 1)
    return tuple(each // content for each in a)


def remainder(a: Polynomial, b: Polynomial, modulus: int) -> Polynomial:
    """Return the pseudo-remainder of a by b."""
    while len(a) >= len(b):
        shift = (0,) * (len(a) - len(b))
        scaled = [each * b[-1] for each in a]
        taken = (*shift, *(each * a[-1] for each in b))
        a = primitive(
            reduced([x - y for x, y in zip(scaled, taken, strict=True)], modulus), modulus
        )
    return a


def common(a: Polynomial, b: Polynomial, modulus: int) -> Polynomial:
    """Return the greatest common divisor, primitive."""
    while b:
        a, b = b, remainder(a, b, modulus)
    return primitive(a, modulus)


def divided(a: Polynomial, b: Polynomial, modulus: int) -> Polynomial | None:
    """Return the primitive quotient of a by b, None where there is a remainder."""
    quotient: list[int] = []
    while len(a) >= len(b):
        factor = a[-1]
        shift = (0,) * (len(a) - len(b))
        quotient = [each * b[-1] for each in quotient] + [factor]
        taken = (*shift, *(each * factor for each in b))
        a = tuple(each * b[-1] - other for each, other in zip(a, taken, strict=True))[:-1]
        a = tuple(each % modulus for each in a) if modulus else a
    return None if any(a) else primitive(reduced(quotient[::-1], modulus), modulus)


def derivative(a: Polynomial, modulus: int) -> Polynomial:
    """Return the derivative."""
    return reduced([place * each for place, each in enumerate(a)][1:], modulus)


class Line:
    """Computes formulas along a line; what is not rational moves as a name of its own."""

    def __init__(self, number: int, modulus: int = PRIME) -> None:
        self.number = number
        self.modulus = modulus
        self.field = Field(number)
        self.rational = True

    def value(self, node: Node) -> tuple[Polynomial, Polynomial]:
        """Return numerator and denominator; raises `TooHigh`, `Pole`."""
        known = exact(node)
        if known is not None:
            return self._constant(known)
        if node.head in {"+", "-"}:
            (a, b), (c, d) = (self.value(branch) for branch in node.branches)
            sign = 1 if node.head == "+" else -1
            if b == d:
                return self._plus(a, c, sign), b
            return self._plus(self._times(a, d), self._times(c, b), sign), self._times(b, d)
        if node.head == "*":
            (a, b), (c, d) = (self.value(branch) for branch in node.branches)
            return self._times(a, c), self._times(b, d)
        if node.head == "/":
            (a, b), (c, d) = (self.value(branch) for branch in node.branches)
            if not c:
                raise Pole
            return self._times(a, d), self._times(b, c)
        if node.head == "negate":
            above, below = self.value(node.branches[0])
            return self._plus((), above, -1), below
        if node.head == "^":
            power = exact(node.branches[1])
            if power is not None and power.denominator == 1:
                return self._raised(self.value(node.branches[0]), power.numerator)
        return self._moving(node), ONE

    def lowest(self, node: Node) -> tuple[Polynomial, Polynomial]:
        """Return numerator and denominator without common factors, each primitive."""
        above, below = self.value(node)
        shared = common(above, below, self.modulus)
        if len(shared) > 1:
            above = divided(above, shared, self.modulus) or above
            below = divided(below, shared, self.modulus) or below
        return primitive(above, self.modulus), primitive(below, self.modulus)

    def _constant(self, value: Fraction) -> tuple[Polynomial, Polynomial]:
        return reduced([value.numerator], self.modulus), reduced([value.denominator], self.modulus)

    def _plus(self, a: Polynomial, b: Polynomial, sign: int) -> Polynomial:
        return added(a, tuple(sign * each for each in b), self.modulus)

    def _times(self, a: Polynomial, b: Polynomial) -> Polynomial:
        return multiplied(a, b, self.modulus)

    def _raised(
        self, base: tuple[Polynomial, Polynomial], exponent: int
    ) -> tuple[Polynomial, Polynomial]:
        above, below = base if exponent >= 0 else base[::-1]
        if not below:
            raise Pole
        if abs(exponent) > HIGHEST:
            raise TooHigh
        found: tuple[Polynomial, Polynomial] = (ONE, ONE)
        for _ in range(abs(exponent)):
            found = self._times(found[0], above), self._times(found[1], below)
        return found

    def _moving(self, node: Node) -> Polynomial:
        """Return a + b t for a name, or for what only its own value knows."""
        if node.head != "name":
            self.rational = False
        bits = self.field.value(node)
        if self.modulus:
            return bits, mixed("slope", bits)
        return 1 + bits % 97, 1 + mixed("slope", bits) % 89


def along_line(node: Node, number: int = 0) -> tuple[Polynomial, Polynomial, bool] | None:
    """Return the lowest terms of a formula along a line modulo the prime, and if it is rational."""
    line = Line(number)
    try:
        above, below = line.lowest(node)
    except (TooHigh, Pole):
        return None
    return above, below, line.rational


def polynomial_of(node: Node, number: int = 0) -> Polynomial | None:
    """Return a formula along a line with whole coefficients; None where it is no polynomial."""
    line = Line(number, modulus=0)
    try:
        above, below = line.value(node)
    except (TooHigh, Pole):
        return None
    return above if len(below) == 1 else None


def variable_of(*formulas: Node) -> str | None:
    """Return the one name of some formulas, None where there are several or none."""
    known = frozenset().union(*(names(formula) for formula in formulas))
    return next(iter(known)) if len(known) == 1 else None
