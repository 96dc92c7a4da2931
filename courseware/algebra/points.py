"""Formulas computed at points: which points, and what every function means there.

The points are a pure function of the names and the number of the trial, so that Python and
TypeScript (`widgets/src/kinds/formula/points.ts`) try the same ones.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Final, Literal

from courseware.algebra import values as v
from courseware.algebra.operations import OPERATIONS
from courseware.algebra.residues import LARGEST_EXPONENT, Pole, exact
from courseware.algebra.tree import Node, walk
from courseware.algebra.values import Unclear, Undefined, Value

Domain = Literal["real", "positive", "integer", "natural", "complex"] | tuple[float, float]
"""What a variable may be; a pair bounds a real one."""

TRIALS: Final = 24
"""Points that are tried at first; twice as many where too few of them tell anything."""
GRID: Final = 48
"""From this trial on, 64 points of a grid, for powers such as (a^b)^c."""
LONGEST_SERIES: Final = 200
"""Terms of a sum or a product."""
NOTHING: Final = 2.0**-56
"""A share of a sum that rounding swallows."""
ENOUGH_SMALL: Final = 6
DIVERGED: Final = 1e12
"""A term of a sum without an end that says there is no sum."""
EFFORT: Final = 40_000
"""Nodes that may be computed as terms of sums, at all points together."""
GAUSS: Final = (
    (0.14887433898163122, 0.29552422471475287),
    (0.4333953941292472, 0.26926671930999635),
    (0.6794095682990244, 0.21908636251598204),
    (0.8650633666889845, 0.1494513491505806),
    (0.9739065285171717, 0.06667134430868814),
)
"""Gauss' rule with ten points: the positive ones and their weights (Abramowitz, Stegun 25.4)."""
INFINITY: Final = Node("constant", "inf")
_GRID = (-2.0, 2.0, 0.5, 3.0, -1.5, -3.0, 1.5, -0.5)
"""Small numbers: a name has all of them where it is alone, else the first four."""


def _hashed(name: str, trial: int) -> int:
    """Return 32 bits that depend on a name and a number (FNV-1a, mixed as in MurmurHash3)."""
    found = 0x811C9DC5
    for letter in f"{name}:{trial}":
        found = ((found ^ ord(letter)) * 0x01000193) & 0xFFFFFFFF
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35), (16, 1)):
        found = ((found ^ (found >> shift)) * factor) & 0xFFFFFFFF
    return found


def point(names: list[str], trial: int, domains: Mapping[str, Domain]) -> dict[str, Value]:
    """Return the values of a trial; doubles that are exact."""
    return {
        name: _drawn(name, place, trial, domains.get(name, "real"), len(names))
        for place, name in enumerate(names)
    }


def _drawn(name: str, place: int, trial: int, domain: Domain, count: int) -> Value:
    bits = _hashed(name, trial)
    share = (2 * (bits >> 22) + 1) / 2048  # strictly between 0 and 1
    negative = bool(bits & 1)
    if isinstance(domain, tuple):
        low, high = domain
        return low + (high - low) * share, 0.0, 0.0
    if domain in {"integer", "natural"}:
        whole = 1.0 + (bits >> 8) % (6 if trial < TRIALS else 30)
        return -whole if negative and domain == "integer" else whole, 0.0, 0.0
    if domain == "complex":
        other = (2 * ((bits >> 10) & 0x3FF) + 1) / 2048
        return 3 * share - 1.5, 3 * other - 1.5, 0.0
    real = _real(trial, share, negative=negative)
    if 16 <= trial < TRIALS or trial >= GRID:  # a grid of small numbers of either sign
        start = 16 if trial < TRIALS else GRID
        step = (trial - start) // 4**place if count <= 3 else bits >> 5
        real = _GRID[step % (8 if count == 1 else 4)]
    return abs(real) if domain == "positive" else real, 0.0, 0.0


def _real(trial: int, share: float, *, negative: bool) -> float:
    if trial < 8:
        return 3 * share
    spread = 3.0 if trial < TRIALS else (30.0, 1000.0, 0.125)[trial % 3]
    return -spread * share if negative else spread * share


class Effort:
    """What computing sums at some points may cost."""

    def __init__(self) -> None:
        self.left = EFFORT

    def spend(self, term: Node) -> None:
        """Pay for one term; raises `Unclear` where nothing is left."""
        self.left -= sum(1 for _ in walk(term))
        if self.left < 0:
            raise Unclear


class Evaluator:
    """Computes formulas at one point; among the reals only where `real`."""

    def __init__(
        self, at: Mapping[str, Value], *, real: bool, effort: Effort | None = None
    ) -> None:
        self.at = at
        self.real = real
        self.effort = effort or Effort()

    def value(self, node: Node) -> Value:
        """Return a value; raises `Undefined` or `Unclear`."""
        found = self._computed(node)
        if self.real and found[1]:
            raise Undefined
        return found

    def _computed(self, node: Node) -> Value:
        match node.head:
            case "number":
                return of_fraction(Fraction(node.leaf))
            case "name":
                if node.leaf not in self.at:  # bound by what cannot be computed
                    raise Undefined
                return self.at[node.leaf]
            case "constant":
                if node.leaf not in _CONSTANTS:  # infinity
                    raise Undefined
                return _CONSTANTS[node.leaf]
            case "^":
                return self._raised(*node.branches)
        if node.head in {"call:root", "call:cbrt"}:
            return self._root(node)
        if node.head in {"call:sum", "call:product"}:
            return self._series(node)
        if node.head == "call:int":
            return self._integral(node)
        return self._applied(node)

    def _applied(self, node: Node) -> Value:
        arguments = [self.value(branch) for branch in node.branches]
        operation = OPERATIONS.get(node.head)
        if operation:
            least, most, compute = operation
            if not least <= len(arguments) <= most:
                raise Undefined
            return compute(*arguments)
        if node.head.startswith("call:") and node.head not in UNCOMPUTED:
            return _unknown(node.head, arguments)
        raise Unclear

    def _raised(self, base: Node, exponent: Node) -> Value:
        try:
            known = exact(exponent)
        except Pole:
            raise Undefined from None
        below = self.value(base)
        if known is None:
            return v.power(below, self.value(exponent))
        if known.denominator == 1:
            if abs(known) > LARGEST_EXPONENT:
                raise Undefined
            return v.to_whole(below, known.numerator)
        if not self.real:
            return v.power(below, of_fraction(known))
        odd, root = known.numerator % 2 == 1, known.denominator % 2 == 1
        return v.real_power(below, of_fraction(known), odd=odd, root=root)

    def _root(self, node: Node) -> Value:
        index = Node("number", "3") if node.head == "call:cbrt" else node.branches[1]
        one = Node("number", "1")
        return self._raised(node.branches[0], Node("/", branches=(one, index)))

    def _series(self, node: Node) -> Value:
        """Compute a sum or a product over whole numbers, a sum perhaps without an end."""
        if len(node.branches) != 4 or node.branches[1].head != "name":
            raise Unclear
        inner, name, start, end = node.branches
        is_sum = node.head == "call:sum"
        low = _whole(self.value(start))
        if end == INFINITY and is_sum:
            return self._endless(inner, name.leaf, low)
        high = _whole(self.value(end))
        if high - low > LONGEST_SERIES:
            raise Unclear
        found = v.ZERO if is_sum else v.ONE
        for each in range(low, high + 1):
            found = (v.add if is_sum else v.multiply)(found, self._term(inner, name.leaf, each))
        return found

    def _integral(self, node: Node) -> Value:
        """Compute a definite integral by Gauss' rule, twice, to know how far off it is."""
        if len(node.branches) != 4 or node.branches[1].head != "name":
            raise Unclear
        inner, name, *ends = node.branches
        low, high = (self._end(end) for end in ends)
        rough, fine = (self._panels(inner, name.leaf, low, high, count) for count in (3, 6))
        apart = v.size(v.subtract(rough, fine))
        return fine[0], fine[1], fine[2] + apart + 1e-13 * v.size(fine)

    def _end(self, node: Node) -> float:
        value = self.value(node)
        if value[1]:
            raise Unclear
        return value[0]

    def _panels(self, inner: Node, name: str, low: float, high: float, count: int) -> Value:
        found = v.ZERO
        half = (high - low) / (2 * count)
        for panel in range(count):
            middle = low + half * (2 * panel + 1)
            for node, weight in GAUSS:
                for place in (middle - half * node, middle + half * node):
                    term = self._term(inner, name, place)
                    found = v.add(found, v.multiply((weight * half, 0.0, 0.0), term))
        return found

    def _term(self, inner: Node, name: str, each: float) -> Value:
        self.effort.spend(inner)
        at = {**self.at, name: (float(each), 0.0, 0.0)}
        within = Evaluator(at, real=self.real, effort=self.effort)
        return within.value(inner)

    def _endless(self, inner: Node, name: str, low: int) -> Value:
        """Add terms until what follows is lost in rounding; `Unclear` where it never is."""
        found, last, small = v.ZERO, math.inf, 0
        for each in range(low, low + LONGEST_SERIES):
            term = self._term(inner, name, each)
            found = v.add(found, term)
            size = v.size(term)
            if size > DIVERGED:
                break
            vanishes = size <= last * 0.875 and size <= v.size(found) * NOTHING
            small = small + 1 if vanishes else 0
            if small == ENOUGH_SMALL:
                return found[0], found[1], found[2] + 16 * size
            last = size
        raise Unclear


def _whole(value: Value) -> int:
    if value[1] or value[2] or value[0] != math.floor(value[0]) or abs(value[0]) > 2**50:
        raise Undefined
    return int(value[0])


def of_fraction(value: Fraction) -> Value:
    """Return the nearest double of a fraction, with its error."""
    try:
        nearest = float(value)
    except OverflowError:
        raise Unclear from None
    if not nearest and value:
        raise Unclear
    is_exact = value.denominator & (value.denominator - 1) == 0 and (
        max(abs(value.numerator), value.denominator) < 2**20
    )
    return nearest, 0.0, 0.0 if is_exact else v.UNIT * abs(nearest)


_CONSTANTS: Final[dict[str, Value]] = {
    "pi": (math.pi, 0.0, v.UNIT),
    "e": (math.e, 0.0, v.UNIT),
    "i": v.IMAGINARY,
}


def _unknown(head: str, arguments: list[Value]) -> Value:
    """Compute a function that nobody knows: some smooth one that depends on its name."""
    inner: Value = (_hashed(head, 0) / 2**32, 0.0, 0.0)
    for place, argument in enumerate(arguments):
        weight = 0.25 + _hashed(head, place + 1) / 2**32
        inner = v.add(inner, v.multiply((weight, 0.0, 0.0), argument))
    return v.add((2.0, 0.0, 0.0), v.sin(inner))


UNCOMPUTED: Final = frozenset(
    f"call:{name}" for name in ("diff", "int", "limit", "union", "intersection")
)
"""What points cannot tell: derivatives, integrals, limits, unions of sets."""
BINDING: Final = UNCOMPUTED | {"call:sum", "call:product"}
"""What has names or ends of its own: 2 ∞ is infinite, a sum up to ∞ may not be."""
