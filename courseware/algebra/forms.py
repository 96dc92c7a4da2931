"""The form of a formula, judged on what was written: nothing is computed that changes it.

Each check returns a word for what is not as it was asked: the catalogue says it as
`formula.form_<word>`; "" where the form is right.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Final, Literal

from courseware.algebra.factoring import factors_further
from courseware.algebra.fraction_forms import (
    cancelled,
    lowest_terms,
    partial_fractions,
    rationalised,
    single_fraction,
)
from courseware.algebra.order import ordered
from courseware.algebra.residues import PRIME, Field, Pole, exact, power_of, residue
from courseware.algebra.tree import (
    BRACKETS,
    RELATIONS,
    WORDS,
    Node,
    factors,
    is_sum,
    names,
    terms,
    walk,
)

Form = Literal[
    "any",
    "expanded",
    "factored",
    "simplified",
    "single_fraction",
    "lowest_terms",
    "cancelled",
    "rationalised",
    "partial_fractions",
    "completed_square",
    "as_key",
]

_WHOLE = frozenset(BRACKETS | RELATIONS | WORDS)


def fault(form: Form, node: Node, key: Node) -> str:
    """Return what is wrong with the form of an answer, "" for nothing."""
    if form == "any":
        return ""
    if form == "as_key":
        return "" if ordered(node) == ordered(key) else "as_key"
    check = _CHECKS[form]
    return next(filter(None, map(check, _values(node))), "")


def _values(node: Node) -> Iterator[Node]:
    """Yield the values that an equation, a set or a list is made of."""
    if node.head in _WHOLE:
        for branch in node.branches:
            yield from _values(branch)
    else:
        yield node


# What terms and factors are alike


def split(term: Node) -> tuple[Fraction, int | None]:
    """Return the number in front of a term, and a fingerprint of the rest; None for no value."""
    number = Fraction(1)
    try:
        for exponent, factor in factors(term):
            value = exact(factor)
            if value is not None:
                number *= value**exponent
        whole = Field(0).value(term)
        return number, whole * pow(residue(number), PRIME - 2, PRIME) % PRIME
    except (Pole, ZeroDivisionError):
        return Fraction(0), None


def has_like_terms(node: Node) -> bool:
    """Whether a sum has two terms that differ by a number, or one that is nothing."""
    seen = set()
    parts = list(terms(node))
    for _, term in parts:
        number, rest = split(term)
        if (not number and len(parts) > 1) or rest in seen:
            return len(parts) > 1
        seen.add(rest)
    return False


def expanded(node: Node) -> str:
    """Check that no brackets are left to multiply out, and that like terms are collected."""
    for _, term in terms(node):
        if _has_product(term):
            return "expanded"
    return "like_terms" if has_like_terms(node) else ""


def _has_product(term: Node) -> bool:
    """Whether a term has a sum as a factor, or a power of more than one thing."""
    for exponent, factor in factors(term):
        base, power = power_of(factor)
        inner = {"+", "-", "*", "/", "negate"} if power != 1 else {"+", "-"}
        if exponent * power > 0 and base.head in inner and exact(factor) is None:
            return True
    return False


def factored(node: Node) -> str:
    """Check that a formula is a product whose factors cannot be factored further."""
    for _, factor in factors(node):
        base, _ = power_of(factor)
        if exact(base) is not None:
            continue
        if base.head in {"*", "/", "negate"}:
            found = factored(base)
            if found:
                return found
        elif is_sum(base) and (found := factors_further(base)):
            return found
    return ""


def simplified(node: Node) -> str:
    """Check that nothing is left to collect, to multiply or to cancel."""
    for each in walk(node):
        if is_sum(each) and has_like_terms(each):
            return "like_terms"
        if each.head in {"*", "/"} and (found := _unsimplified_product(each)):
            return found
        if each.head == "^" and _unsimplified_power(each):
            return "powers"
        if each.head == "negate" and each.branches[0].head == "negate":
            return "signs"
        if each.head == "call:sqrt" and _has_square(each.branches[0]):
            return "root"
    return lowest_terms(node) or cancelled(node)


def _unsimplified_product(node: Node) -> str:
    numbers: dict[int, list[Fraction]] = {1: [], -1: []}
    bases = set()
    for exponent, factor in factors(node):
        value = exact(factor)
        if value is not None:
            if value != -1:
                numbers[exponent].append(value)
            continue
        try:
            base = Field(0).value(power_of(factor)[0])
        except Pole:
            continue
        if base in bases:
            return "powers"
        bases.add(base)
    above, below = numbers[1], numbers[-1]
    if len(above) > 1 or len(below) > 1 or 1 in below or (1 in above and (bases and not below)):
        return "numbers"
    return ""


def _unsimplified_power(node: Node) -> bool:
    base, power = node.branches[0], exact(node.branches[1])
    if power in {0, 1}:
        return True
    value = exact(base)
    if value is not None and power is not None and power.denominator == 1:
        return True
    return base.head == "^" and power is not None


def _has_square(node: Node) -> bool:
    value = exact(node)
    if value is None or value < 0:
        return False
    return any(
        part % (each * each) == 0
        for part in (value.numerator, value.denominator)
        for each in range(2, math.isqrt(min(part, 10**8)) + 1)
    )


def completed_square(node: Node) -> str:
    """Check that some variable stands in one term alone, a number times a square."""
    variables = names(node)
    if not variables or any(_is_completed(node, name) for name in variables):
        return ""
    return "completed_square"


def _is_completed(node: Node, name: str) -> bool:
    with_it = [term for _, term in terms(node) if name in names(term)]
    if len(with_it) != 1:
        return False
    for exponent, factor in factors(with_it[0]):
        if name not in names(factor):
            continue
        base, power = power_of(factor)
        degree = sum(name in names(term) for _, term in terms(base))
        if exponent < 0 or power not in {1, 2} or degree != 1:
            return False
        if power == 1 and factor.head in {"+", "-"}:
            return False
    return True


_CHECKS: Final[dict[str, Callable[[Node], str]]] = {
    "expanded": expanded,
    "factored": factored,
    "simplified": simplified,
    "single_fraction": single_fraction,
    "lowest_terms": lowest_terms,
    "cancelled": cancelled,
    "rationalised": rationalised,
    "partial_fractions": partial_fractions,
    "completed_square": completed_square,
}
