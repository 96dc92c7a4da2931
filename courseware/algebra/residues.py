"""Exact comparison: formulas computed modulo a large prime, where nothing is rounded.

A rational function that differs at one point differs; two that agree at several random points of
a field of 2^61 elements are the same but for a chance of about degree / 2^61 (Schwartz 1980,
Zippel 1979). What is not rational, sin x or a^b, becomes a new unknown that depends on its
arguments alone: agreement then still proves equality, difference proves nothing.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final, Literal

from courseware.algebra.tree import Node
from courseware.errors import AlgebraError

PRIME: Final = 2305843009213693921
"""The greatest prime below 2^61 of which -1 is a square."""
ROOT_OF_MINUS_ONE: Final = 583529827753931384
WIDEST: Final = 4096
"""Bits of an exact number."""
LARGEST_EXPONENT: Final = 1_000_000
LARGEST_FACTORIAL: Final = 400
POINTS: Final = 3


class Pole(Exception):
    """A division by zero."""


def exact(node: Node) -> Fraction | None:
    """Return a formula of numbers alone as a fraction; None where it has no exact value.

    Raises `AlgebraError` for a number that is too large, `Pole` for a division by zero.
    """
    if node.head == "number":
        return _bounded(Fraction(node.leaf))
    if node.head not in _EXACT:
        return None
    values = []
    for branch in node.branches:
        value = exact(branch)
        if value is None:
            return None
        values.append(value)
    return _combined(node.head, values)


_EXACT: Final = frozenset({"+", "-", "*", "/", "^", "negate", "call:factorial"})


def _combined(head: str, values: list[Fraction]) -> Fraction | None:
    first, last = values[0], values[-1]
    match head:
        case "+":
            return _bounded(first + last)
        case "-":
            return _bounded(first - last)
        case "*":
            return _bounded(first * last)
        case "/":
            if not last:
                raise Pole
            return _bounded(first / last)
        case "negate":
            return -first
        case "call:factorial":
            return _factorial(first)
    return _power(first, last)


def _factorial(value: Fraction) -> Fraction | None:
    if value.denominator != 1 or not 0 <= value <= LARGEST_FACTORIAL:
        return None
    product = 1
    for each in range(2, value.numerator + 1):
        product *= each
    return Fraction(product)


def _power(base: Fraction, exponent: Fraction) -> Fraction | None:
    if exponent.denominator != 1:
        return None
    if abs(exponent) > LARGEST_EXPONENT:
        raise AlgebraError("exponent", count=LARGEST_EXPONENT)
    size = max(base.numerator.bit_length(), base.denominator.bit_length())
    if size * abs(exponent.numerator) > WIDEST and base not in {0, 1, -1}:
        return None
    if not base and exponent < 0:
        raise Pole
    return Fraction(base**exponent.numerator)


def _bounded(value: Fraction) -> Fraction:
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > WIDEST:
        raise AlgebraError("too_large")
    return value


def power_of(factor: Node) -> tuple[Node, int]:
    """Return the base of a factor and its whole exponent, 1 where there is none."""
    if factor.head == "^":
        power = exact(factor.branches[1])
        if power is not None and power.denominator == 1:
            return factor.branches[0], power.numerator
    return factor, 1


class Field:
    """One random point: every name has a value in the field, and so has what is not rational."""

    def __init__(self, point: int) -> None:
        self.point = point
        self.rational = True

    def value(self, node: Node) -> int:
        """Return the residue of a formula; raises `Pole`."""
        match node.head:
            case "number":
                return residue(_bounded(Fraction(node.leaf)))
            case "name":
                return mixed(f"name {node.leaf}", self.point)
            case "constant":
                return self._constant(node.leaf)
            case "^":
                return self._raised(*node.branches)
            case "call:factorial":
                whole = exact(node)
                if whole is not None:
                    return residue(whole)
        values = [self.value(branch) for branch in node.branches]
        return self._applied(node.head, values)

    def _constant(self, name: str) -> int:
        if name == "i":
            return ROOT_OF_MINUS_ONE
        return self._unknown(f"constant {name}")

    def _unknown(self, name: str, *arguments: int) -> int:
        self.rational = False
        return mixed(name, *arguments)

    def _raised(self, base: Node, exponent: Node) -> int:
        power = exact(exponent)
        below = self.value(base)
        if power is not None and power.denominator == 1:
            if abs(power) > LARGEST_EXPONENT:
                raise AlgebraError("exponent", count=LARGEST_EXPONENT)
            if power < 0 and not below:
                raise Pole
            return pow(below, power.numerator, PRIME)
        return self._unknown("^", below, self.value(exponent))

    def _applied(self, head: str, values: list[int]) -> int:
        match head, values:
            case "+", [left, right]:
                return (left + right) % PRIME
            case "-", [left, right]:
                return (left - right) % PRIME
            case "*", [left, right]:
                return left * right % PRIME
            case "/", [left, right]:
                return left * inverse(right) % PRIME
            case "negate", [value]:
                return -value % PRIME
        return self._called(head, values)

    def _called(self, head: str, values: list[int]) -> int:
        match head, values:
            case "call:sqrt", [value]:
                return self._unknown("^", value, residue(Fraction(1, 2)))
            case "call:cbrt", [value]:
                return self._unknown("^", value, residue(Fraction(1, 3)))
            case "call:root", [value, index]:
                return self._unknown("^", value, inverse(index))
            case "call:tan", [value]:
                return self._sine(value) * inverse(self._cosine(value)) % PRIME
            case "call:cot", [value]:
                return self._cosine(value) * inverse(self._sine(value)) % PRIME
            case "call:sec", [value]:
                return inverse(self._cosine(value))
            case "call:csc", [value]:
                return inverse(self._sine(value))
        return self._unknown(head, *values)

    def _sine(self, value: int) -> int:
        return self._unknown("call:sin", value)

    def _cosine(self, value: int) -> int:
        return self._unknown("call:cos", value)


def residue(value: Fraction) -> int:
    """Return a fraction in the field."""
    return value.numerator * inverse(value.denominator % PRIME) % PRIME


def inverse(value: int) -> int:
    """Return 1 / value; raises `Pole`."""
    if value % PRIME == 0:
        raise Pole
    return pow(value, PRIME - 2, PRIME)


def mixed(text: str, *values: int) -> int:
    """Return a residue that depends on a text and on residues, as good as at random."""
    found = 7
    for letter in text:
        found = (found * 1_000_003 + ord(letter)) % PRIME
    for value in values:
        found = (found * 6364136223846793005 + value + 1442695040888963407) % PRIME
        found = found * found % PRIME * found % PRIME
    return found * found % PRIME * found % PRIME


Found = Literal["same", "different", "open"]


def compared(first: Node, second: Node) -> Found:
    """Compare two formulas exactly; "open" where this cannot tell."""
    proved = 0
    for point in range(4 * POINTS):
        field = Field(point)
        try:
            equal = field.value(first) == field.value(second)
        except Pole:
            continue
        if not equal:
            return "different" if field.rational else "open"
        proved += 1
        if proved == POINTS:
            return "same"
    return "open"
