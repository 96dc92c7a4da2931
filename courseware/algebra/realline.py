"""Statements about one real number, compared as sets on the real line.

The line is cut where a comparison may change: at the roots and poles of the differences. Between
the cuts and on them the truth of both statements is computed.
"""

from __future__ import annotations

import itertools
import math
from typing import Final

from courseware.algebra.equal import Opinion
from courseware.algebra.points import Effort, Evaluator
from courseware.algebra.polynomials import (
    HIGHEST,
    Line,
    Polynomial,
    TooHigh,
    common,
    derivative,
    divided,
    primitive,
    variable_of,
)
from courseware.algebra.residues import Pole
from courseware.algebra.tree import RELATIONS, Node, walk
from courseware.algebra.values import Unclear, Undefined

NEAR: Final = 1e-9
"""Cuts nearer than this share of their size are one."""
_GRID: Final = tuple(
    sign * scale * step / 16 for scale in (1, 10, 100) for step in range(1, 161) for sign in (1, -1)
)
HIGHEST_ROOTS: Final = 24


class Cuts:
    """The places where the comparisons of a statement may change."""

    def __init__(self, name: str, statement: Node) -> None:
        self.name = name
        self.roots: dict[Node, list[float]] = {}
        self.sampled = False
        self.effort = Effort()
        for node in walk(statement):
            if node.head in RELATIONS and not _has_infinity(node):
                difference = Node("-", branches=node.branches)
                self.roots[difference] = self._found(difference)

    def _found(self, difference: Node) -> list[float]:
        written = _written(difference)
        if written:
            above, below = written
            return [*real_roots(above), *real_roots(below)]
        self.sampled = True
        return self._by_sampling(difference)

    def value(self, formula: Node, at: float) -> float | None:
        """Return the value of a formula, None where it has none, nan where nobody can tell."""
        try:
            evaluator = Evaluator({self.name: (at, 0.0, 0.0)}, real=True, effort=self.effort)
            return evaluator.value(formula)[0]
        except Undefined:
            return None
        except Unclear:
            return math.nan

    def _by_sampling(self, formula: Node) -> list[float]:
        places = sorted({0.0, *_GRID})
        known = [(place, self.value(formula, place)) for place in places]
        found = [place for place, value in known if value == 0]
        for (left, low), (right, high) in itertools.pairwise(known):
            if (low is None) != (high is None):
                found.append(self._edge(formula, left, right, defined=low is not None))
            elif low and high and low * high < 0:
                found.append(self._crossing(formula, left, right, rising=low < 0))
        return found

    def _crossing(self, formula: Node, left: float, right: float, *, rising: bool) -> float:
        for _ in range(60):
            middle = (left + right) / 2
            value = self.value(formula, middle)
            if not value or math.isnan(value):
                return middle
            left, right = (middle, right) if (value < 0) == rising else (left, middle)
        return (left + right) / 2

    def _edge(self, formula: Node, left: float, right: float, *, defined: bool) -> float:
        for _ in range(60):
            middle = (left + right) / 2
            here = self.value(formula, middle) is not None
            left, right = (middle, right) if here == defined else (left, middle)
        return plain((left + right) / 2)


def plain(place: float) -> float:
    """Return the short number that a place is near to: 0 or 2, not 1.9999999999999998."""
    return 0.0 if abs(place) < 1e-12 else float(f"{place:.12g}")


def same_on_line(first: Node, second: Node) -> Opinion:
    """Compare two statements about one number; "undecided" where there are more names."""
    name = variable_of(first, second)
    if name is None:
        return "undecided"
    both = Node("and", branches=(first, second))
    if any(
        node.head == "letter" or (node.head == "name" and node.leaf != name) for node in walk(both)
    ):
        return "undecided"
    try:
        cuts = Cuts(name, both)
    except TooHigh:
        return "undecided"
    for place in places(cuts):
        left, right = _truth(first, place, cuts), _truth(second, place, cuts)
        if left is None or right is None:
            return "undecided"
        if left != right:
            return "different"
    return "same"


def places(cuts: Cuts) -> list[float]:
    """Return the cuts, and a place between each two, below and above all."""
    found: list[float] = []
    for root in sorted({0.0}.union(*map(set, cuts.roots.values()))):
        if not found or not is_near(root, found[-1]):
            found.append(root)
    between = [(left + right) / 2 for left, right in itertools.pairwise(found)]
    return [found[0] - 1 - abs(found[0]), *found, *between, found[-1] + 1 + abs(found[-1])]


def is_near(first: float, second: float) -> bool:
    """Whether two places are one but for rounding."""
    return abs(first - second) <= NEAR * (1 + max(abs(first), abs(second)))


def _truth(node: Node, place: float, cuts: Cuts) -> bool | None:
    if node.head in RELATIONS:
        return _holds(node, place, cuts)
    if node.head in {"true", "false"}:
        return node.head == "true"
    parts = [_truth(branch, place, cuts) for branch in node.branches]
    if None in parts:
        return None
    match node.head:
        case "and":
            return all(parts)
        case "or":
            return any(parts)
        case "not":
            return not parts[0]
        case "implies":
            return not parts[0] or bool(parts[1])
        case "xor":
            return parts[0] != parts[1]
        case "xnor":
            return parts[0] == parts[1]
    return None


def _holds(node: Node, place: float, cuts: Cuts) -> bool | None:
    if _has_infinity(node):
        return _against_infinity(node)
    difference = Node("-", branches=node.branches)
    value = cuts.value(difference, place)
    near = next((root for root in cuts.roots[difference] if is_near(root, place)), None)
    if near is not None:
        value = cuts.value(difference, near)
        exactly = value is not None and abs(value) < 1e-6 * (1 + abs(near)) ** 2
        value = 0.0 if exactly else value
    if value is None:
        return False
    if math.isnan(value):
        return None
    return {
        "=": value == 0,
        "≠": value != 0,
        "<": value < 0,
        "≤": value <= 0,
        ">": value > 0,
        "≥": value >= 0,
    }[node.head]


def _has_infinity(node: Node) -> bool:
    return any(_infinite(branch) for branch in node.branches)


def _infinite(node: Node) -> int:
    if node.head == "negate":
        return -_infinite(node.branches[0])
    return int(node == Node("constant", "inf"))


def _against_infinity(node: Node) -> bool:
    left, right = (_infinite(branch) for branch in node.branches)
    if node.head in {"<", "≤"}:
        return left < right
    if node.head in {">", "≥"}:
        return left > right
    return node.head == "≠"


def _written(difference: Node) -> tuple[Polynomial, Polynomial] | None:
    """Return numerator and denominator as polynomials of the one name, None for other formulas."""
    line = _Axis()
    try:
        above, below = line.value(difference)
    except (TooHigh, Pole):
        return None
    if not line.rational or max(len(above), len(below)) > HIGHEST_ROOTS:
        return None
    return above, below


class _Axis(Line):
    """The line on which the one name is t itself."""

    def __init__(self) -> None:
        super().__init__(0, modulus=0)

    def _moving(self, node: Node) -> Polynomial:
        if node.head != "name":
            self.rational = False
        return 0, 1


def real_roots(a: Polynomial) -> list[float]:
    """Return the real roots of a polynomial with whole coefficients, each once."""
    if len(a) < 2:
        return []
    if len(a) > HIGHEST:
        raise TooHigh
    shared = common(a, derivative(a, 0), 0)
    simple = divided(a, shared, 0) if len(shared) > 1 else primitive(a, 0)
    return [root.real for root in roots(simple or a) if abs(root.imag) <= 1e-8 * (1 + abs(root))]


def roots(a: Polynomial) -> list[complex]:
    """Return all roots of a polynomial with simple ones (Durand and Kerner, polished by Newton)."""
    degree = len(a) - 1
    if degree < 1:
        return []
    try:
        return _approached([each / a[-1] for each in a])
    except (OverflowError, ZeroDivisionError):
        raise TooHigh from None


def _approached(scaled: list[float]) -> list[complex]:
    degree = len(scaled) - 1
    bound = 1 + max(abs(each) for each in scaled[:-1])
    radius = max(min(bound, abs(scaled[0]) ** (1 / degree) or 1.0), 0.1)
    found = [radius * complex(0.4, 0.9) ** place for place in range(degree)]
    for _ in range(400):
        step = 0.0
        for place in range(degree):
            below = complex(1.0)
            for other in range(degree):
                if other != place:
                    below *= found[place] - found[other]
            if below == 0:
                below = complex(1e-12)
            change = _at(scaled, found[place]) / below
            found[place] -= change
            step = max(step, abs(change) / (1 + abs(found[place])))
        if step < 1e-15:
            break
    return found


def _at(coefficients: list[float], place: complex) -> complex:
    found = complex(0.0)
    for each in reversed(coefficients):
        found = found * place + each
    return found
