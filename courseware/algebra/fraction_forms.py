"""The forms of fractions: one, in lowest terms, cancelled, rationalised, partial."""

from __future__ import annotations

import math
from fractions import Fraction

from courseware.algebra.factoring import is_reducible
from courseware.algebra.polynomials import Line, TooHigh, common
from courseware.algebra.residues import Field, Pole, exact, power_of
from courseware.algebra.tree import Node, factors, is_sum, names, terms, walk


def single_fraction(node: Node) -> str:
    """Check that there is one fraction at most, with no fraction in its parts."""
    while node.head == "negate":
        node = node.branches[0]
    parts = node.branches if node.head == "/" else (node,)
    return "single_fraction" if any(map(_has_fraction, parts)) else ""


def _has_fraction(node: Node) -> bool:
    if node.head == "/":
        return True
    if node.head.startswith("call:"):
        return False
    if node.head == "^":
        power = exact(node.branches[1])
        return (power is not None and power < 0) or _has_fraction(node.branches[0])
    return any(map(_has_fraction, node.branches))


def lowest_terms(node: Node) -> str:
    """Check that fractions of numbers are in lowest terms, with no roots below the line."""
    if rationalised(node):
        return "rationalised"
    return "lowest_terms" if _has_common_number(node, signs=0) else ""


def _has_common_number(node: Node, signs: int) -> bool:
    """Look for 2/4, 2x/4 and -1/-3; `signs` counts the minus signs that stand before."""
    if node.head == "/":
        below = exact(node.branches[1])
        if below is not None and below.denominator == 1 and below:
            above = _number_in(node.branches[0])
            if above.denominator == 1 and math.gcd(above.numerator, below.numerator) > 1:
                return True
            if below == 1 or signs + (above < 0) + (below < 0) > 1:
                return True
    for place, branch in enumerate(node.branches):
        before = 1 if node.head == "negate" or (node.head == "-" and place) else 0
        kept = signs if node.head in {"*", "/"} and not place else 0
        if _has_common_number(branch, before + kept):
            return True
    return False


def _number_in(node: Node) -> Fraction:
    """Return the product of the numbers among a numerator's factors."""
    found = Fraction(1)
    for exponent, factor in factors(node):
        value = exact(factor)
        if value:
            found *= value**exponent
    return found


def cancelled(node: Node) -> str:
    """Check that numerator and denominator of a fraction have no common factor."""
    for each in walk(node):
        if each.head != "/":
            continue
        line = Line(0, modulus=0)
        try:
            above, over = line.value(each.branches[0])
            below, under = line.value(each.branches[1])
        except (TooHigh, Pole):
            continue
        if len(common(above, below, 0)) > 1:
            return "cancelled"
        is_whole = over == under == (1,)
        if is_whole and len(below) > 1 and _content(each.branches) > 1:
            return "cancelled"
    return ""


def _content(parts: tuple[Node, ...]) -> int:
    """Return the greatest number that divides every coefficient of some polynomials."""
    found = 0
    for number in range(3):
        for part in parts:
            found = math.gcd(found, *Line(number, modulus=0).value(part)[0])
    return found


def rationalised(node: Node) -> str:
    """Check that no root of a number and no i stand below a line."""
    for each in walk(node):
        below = each.branches[1] if each.head == "/" else None
        if each.head == "^" and (power := exact(each.branches[1])) is not None and power < 0:
            below = each.branches[0] if power.denominator == 1 else each
        if below is not None and any(map(_is_irrational, walk(below))):
            return "rationalised"
    return ""


def _is_irrational(node: Node) -> bool:
    if node.head in {"call:sqrt", "call:root", "call:cbrt"}:
        return exact(node.branches[0]) is not None
    if node.head == "^":
        power = exact(node.branches[1])
        fractional = power is not None and power.denominator > 1
        return fractional and exact(node.branches[0]) is not None
    return node == Node("constant", "i")


def partial_fractions(node: Node) -> str:
    """Check that a formula is a sum of a polynomial and fractions that cannot be split further."""
    seen = set()
    for _, term in terms(_without_number(node)):
        below = [factor for exponent, factor in factors(term) if exponent < 0]
        below = [factor for factor in below if names(factor)]
        if not below:
            if any(map(_has_fraction, (f for _, f in factors(term) if exact(f) is None))):
                return "partial_fractions"
            continue
        base, power = power_of(below[0])
        if len(below) > 1 or power < 1 or is_reducible(base):
            return "partial_fractions"
        if not _is_proper(term, base) or (residue_of(base), power) in seen:
            return "partial_fractions"
        seen.add((residue_of(base), power))
    return ""


def _without_number(node: Node) -> Node:
    """Return a sum without a number that stands before its brackets."""
    parts = [factor for exponent, factor in factors(node) if exact(factor) is None]
    only_numbers = all(
        exponent > 0 or exact(factor) is not None for exponent, factor in factors(node)
    )
    return parts[0] if len(parts) == 1 and only_numbers and is_sum(parts[0]) else node


def residue_of(node: Node) -> int:
    """Return a fingerprint of a value, 0 where it has none."""
    try:
        return Field(0).value(node)
    except Pole:
        return 0


def _is_proper(term: Node, base: Node) -> bool:
    """Whether the numerator's degree is below that of the factor in the denominator."""
    above = [factor for exponent, factor in factors(term) if exponent > 0]
    try:
        degree = sum(len(Line(0, 0).value(factor)[0]) - 1 for factor in above)
        return degree < len(Line(0, 0).value(base)[0]) - 1
    except (TooHigh, Pole):
        return False
