"""Formulas computed at the same points with 60 digits, where doubles could not tell.

It needs mpmath, which comes with SymPy in the extra `grader`; without it nothing is said.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Final

from courseware.algebra.equal import ENOUGH, Opinion, is_imaginary
from courseware.algebra.points import BINDING, TRIALS, Domain, point
from courseware.algebra.residues import LARGEST_EXPONENT, Pole, exact
from courseware.algebra.tree import Node, names, walk
from courseware.algebra.values import Undefined

DIGITS: Final = 60
_SAME: Final = -35
"""Powers of ten: values nearer than this share are the same, those further than `_APART` not."""
_APART: Final = -25
_LARGEST: Final = 10_000


def by_digits(first: Node, second: Node, domains: Mapping[str, Domain], until: float) -> Opinion:
    """Compare two values at points until a time (of `time.monotonic`) has come.

    "undecided" also where mpmath is not installed.
    """
    try:
        import mpmath  # noqa: PLC0415 - only graders have it
    except ImportError:
        return "undecided"
    if any(node.head in BINDING for each in (first, second) for node in walk(each)):
        return "undecided"
    known = sorted(names(first) | names(second))
    imaginary = is_imaginary(first) or is_imaginary(second)
    with mpmath.workdps(DIGITS):
        for real in (False,) if imaginary else (True, False):
            agreed = 0
            for trial in range(2 * TRIALS if known else 1):
                if agreed >= ENOUGH and trial >= TRIALS:
                    break
                if time.monotonic() > until:
                    return "undecided"
                at = {
                    name: mpmath.mpf(value[0])
                    for name, value in point(known, trial, domains).items()
                }
                found = _compared(mpmath, first, second, at, real=real)
                if found == "different":
                    return found
                agreed += found == "same"
            if agreed >= (ENOUGH // 2 if known else 1):
                return "same"
    return "undecided"


def _compared(mp: Any, first: Node, second: Node, at: dict[str, Any], *, real: bool) -> Opinion:
    computer = _Computer(mp, at, real=real)
    try:
        a, b = computer.value(first), computer.value(second)
        apart, largest = abs(a - b), max(abs(a), abs(b))
    except (Undefined, ArithmeticError, ValueError, TypeError, mp.libmp.NoConvergence):
        return "undecided"
    if largest > mp.mpf(10) ** _LARGEST:
        return "undecided"
    if apart <= mp.mpf(10) ** _SAME * max(largest, 1):
        return "same"
    return "different" if apart >= mp.mpf(10) ** _APART * largest else "undecided"


class _Computer:
    """Computes formulas at one point with mpmath's numbers."""

    def __init__(self, mp: Any, at: dict[str, Any], *, real: bool) -> None:
        self.mp = mp
        self.at = at
        self.real = real

    def value(self, node: Node) -> Any:
        found = self._tidy(self._computed(node))
        if self.real and self.mp.im(found):
            raise Undefined
        return found

    def _tidy(self, found: Any) -> Any:
        """Drop an imaginary part that is nothing but rounding."""
        mp = self.mp
        if mp.im(found) and abs(mp.im(found)) <= mp.mpf(10) ** (10 - DIGITS) * abs(found):
            return mp.re(found)
        if not mp.isfinite(found) or abs(mp.mag(found)) > 4 * _LARGEST:
            raise Undefined
        return found

    def _computed(self, node: Node) -> Any:
        mp = self.mp
        if node.head == "number":
            value = Fraction(node.leaf)
            return mp.mpf(value.numerator) / value.denominator
        if node.head == "name":
            return self.at[node.leaf]
        if node.head == "constant" and node.leaf in {"pi", "e", "i"}:
            return {"pi": mp.pi(), "e": mp.e(), "i": mp.j}[node.leaf]
        if node.head == "^":
            return self._raised(*node.branches)
        if node.head in {"call:root", "call:cbrt"}:
            index = Node("number", "3") if node.head == "call:cbrt" else node.branches[1]
            return self._raised(node.branches[0], Node("/", branches=(Node("number", "1"), index)))
        operation = _operations(mp).get(node.head)
        if operation is None:
            raise Undefined
        return operation(*(self.value(branch) for branch in node.branches))

    def _raised(self, base: Node, exponent: Node) -> Any:
        try:
            known = exact(exponent)
        except Pole:
            raise Undefined from None
        below = self.value(base)
        above = self.value(exponent)
        if abs(self.mp.re(above)) > LARGEST_EXPONENT:
            raise Undefined
        if known is not None and known.denominator == 1:
            if not below and known < 0:
                raise Undefined
            return below**known.numerator
        if self.real and self.mp.re(below) < 0:
            if known is None or known.denominator % 2 == 0:
                raise Undefined
            found = (-below) ** above
            return -found if known.numerator % 2 else found
        return below**above


_NAMED = """
    sqrt sin cos tan cot sec csc asin acos atan asec acsc sinh cosh tanh coth sech csch asinh
    acosh atanh acoth factorial gamma binomial floor ceil sign re im conj arg
"""


@functools.cache
def _operations(mp: Any) -> dict[str, Callable[..., Any]]:
    named = {f"call:{name}": getattr(mp, name) for name in _NAMED.split()}
    return {
        **named,
        "+": lambda a, b: a + b,
        "-": lambda a, b: a - b,
        "*": lambda a, b: a * b,
        "/": lambda a, b: a / b,
        "negate": lambda a: -a,
        "°": lambda a: a * mp.pi / 180,
        "call:abs": abs,
        "call:ln": mp.log,
        "call:lg": lambda a: mp.log(a) / mp.log(10),
        "call:lb": lambda a: mp.log(a) / mp.log(2),
        "call:log": lambda a, base: mp.log(a) / mp.log(base),
        "call:acot": lambda a: mp.pi / 2 - mp.atan(a),
    }
