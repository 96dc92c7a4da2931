"""SymPy in a process of its own: `python -m courseware.algebra.helper`.

A line of JSON in, `[first, second, positive names]`; "same", "different" or "undecided" out. The
trees are ours, read by our own grammar: they become SymPy's objects by its constructors, no text
is ever parsed by it. Whoever asks kills this process when it takes too long.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import threading
from collections.abc import Callable
from typing import Any, Final

MEMORY: Final = 1_500_000_000
SECONDS: Final = 5.0
"""For one question, should whoever asked be gone."""


def main() -> None:
    """Answer questions until there are no more."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    import sympy  # noqa: PLC0415 - a second, and only here

    _say("ready")
    for line in sys.stdin:
        late = threading.Timer(SECONDS, os._exit, (1,))
        late.daemon = True
        late.start()
        try:
            answer = compared(sympy, *json.loads(line))
        except Exception:  # noqa: BLE001 - whatever SymPy stumbles over, it has no opinion then
            answer = "undecided"
        late.cancel()
        _say(answer)


def _say(word: str) -> None:
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


def compared(sympy: Any, first: Any, second: Any, positive: list[str]) -> str:
    """Compare two trees: computed and simplified, then at points."""
    maker = Maker(sympy, frozenset(positive))
    difference = (maker.made(first) - maker.made(second)).doit()
    if difference == 0 or sympy.expand(difference) == 0:
        return "same"
    if _differs(sympy, difference):
        return "different"
    return "same" if sympy.simplify(difference) == 0 else "undecided"


def _differs(sympy: Any, difference: Any) -> bool:
    """Whether a difference is another number than zero at several points."""
    known = sorted(difference.free_symbols, key=str)
    if difference.has(sympy.Derivative, sympy.Integral, sympy.Sum, sympy.Product, sympy.Limit):
        return False
    if difference.atoms(sympy.core.function.AppliedUndef):
        return False
    seen = 0
    for trial in range(3):
        at = {
            name: sympy.Rational(7 + 5 * place + 3 * trial, 11 + 2 * trial)
            for place, name in enumerate(known)
        }
        value = difference.subs(at).evalf(30)
        seen += bool(value.is_number and value.is_finite and abs(value) > 1e-15)
    return seen == 3


class Maker:
    """Builds SymPy's objects from our trees."""

    def __init__(self, sympy: Any, positive: frozenset[str]) -> None:
        self.sympy = sympy
        self.positive = positive

    def made(self, node: Any) -> Any:
        """Return SymPy's object; raises KeyError where there is none, as for 1/0 and 0^0."""
        found = self._made(*node)
        if found.has(self.sympy.zoo, self.sympy.nan):
            raise KeyError(found)
        return found

    def _made(self, head: str, leaf: str, branches: list[Any]) -> Any:
        sympy = self.sympy
        if head == "number":
            return sympy.Rational(leaf)
        if head == "name":
            return sympy.Symbol(leaf, real=True, positive=True if leaf in self.positive else None)
        if head == "constant":
            return {"pi": sympy.pi, "e": sympy.E, "i": sympy.I, "inf": sympy.oo}[leaf]
        parts = [self.made(branch) for branch in branches]
        if head in {"call:diff", "call:int", "call:sum", "call:product", "call:limit"}:
            return self._bound(head, parts)
        table = self._table()
        if head in table:
            return table[head](*parts)
        if head in {"call:f", "call:g", "call:h", "call:y", "call:q"}:
            return sympy.Function(head.removeprefix("call:"))(*parts)
        raise KeyError(head)

    def _bound(self, head: str, parts: list[Any]) -> Any:
        sympy = self.sympy
        match head, parts:
            case "call:diff", [inner, name, *rest]:
                return sympy.Derivative(inner, name, *rest)
            case "call:int", [inner, name]:
                return sympy.Integral(inner, name)
            case "call:int", [inner, name, low, high]:
                return sympy.Integral(inner, (name, low, high))
            case "call:sum", [inner, name, low, high]:
                return sympy.Sum(inner, (name, low, high))
            case "call:product", [inner, name, low, high]:
                return sympy.Product(inner, (name, low, high))
            case "call:limit", [inner, name, place]:
                return sympy.Limit(inner, name, place)
        raise KeyError(head)

    def _table(self) -> dict[str, Callable[..., Any]]:
        sympy = self.sympy
        same = """
            sin cos tan cot sec csc asin acos atan sinh cosh tanh coth sech csch asinh acosh
            atanh acoth factorial gamma binomial sqrt cbrt sign re im floor
        """.split()  # noqa: SIM905 - a list to read
        return {
            **{f"call:{name}": getattr(sympy, name) for name in same},
            "+": lambda a, b: a + b,
            "-": lambda a, b: a - b,
            "*": lambda a, b: a * b,
            "/": lambda a, b: a / b,
            "^": lambda a, b: sympy.nan if a == b == 0 else a**b,
            "negate": lambda a: -a,
            "°": lambda a: a * sympy.pi / 180,
            "call:root": lambda a, n: a ** (1 / n),
            "call:abs": sympy.Abs,
            "call:conj": sympy.conjugate,
            "call:arg": sympy.arg,
            "call:ceil": sympy.ceiling,
            "call:max": sympy.Max,
            "call:min": sympy.Min,
            "call:ln": sympy.log,
            "call:lg": lambda a: sympy.log(a, 10),
            "call:lb": lambda a: sympy.log(a, 2),
            "call:log": sympy.log,
        }


if __name__ == "__main__":
    main()
