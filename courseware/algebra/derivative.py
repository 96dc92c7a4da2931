"""Derivatives, written out by the rules of school: other names are constants."""

from __future__ import annotations

import functools
from typing import Final

from courseware.algebra.reader import read
from courseware.algebra.residues import exact
from courseware.algebra.tree import Node, call, is_higher, names, number, replaced, walk

LARGEST: Final = 3000
"""Nodes of a derivative that is still written out."""
HIGHEST: Final = 100
MOST: Final = 6
"""How often one thing may be differentiated."""

RULES: Final = dict(
    line.split(": ")
    for line in """
sin: cos(u)
cos: -sin(u)
tan: 1/cos(u)^2
cot: -1/sin(u)^2
sec: sin(u)/cos(u)^2
csc: -cos(u)/sin(u)^2
asin: 1/sqrt(1-u^2)
acos: -1/sqrt(1-u^2)
atan: 1/(1+u^2)
acot: -1/(1+u^2)
sinh: cosh(u)
cosh: sinh(u)
tanh: 1/cosh(u)^2
coth: -1/sinh(u)^2
asinh: 1/sqrt(u^2+1)
acosh: 1/(sqrt(u-1)*sqrt(u+1))
atanh: 1/(1-u^2)
acoth: 1/(1-u^2)
ln: 1/u
lg: 1/(u*ln(10))
lb: 1/(u*ln(2))
sqrt: 1/(2*sqrt(u))
cbrt: 1/(3*cbrt(u)^2)
abs: u/abs(u)
""".strip().splitlines()
)
"""Function: its derivative."""

_ZERO: Final = number(0)
_ONE: Final = number(1)


class Unwritable(Exception):
    """There is no rule for what stands there, or too much of it."""


def derivative(node: Node, name: str, times: int = 1) -> Node | None:
    """Return a derivative, None where there is no rule or it is too long."""
    found = node
    try:
        for _ in range(times):
            found = _derived(found, name)
            if is_higher(found, HIGHEST) or sum(1 for _ in walk(found)) > LARGEST:
                return None
    except Unwritable:
        return None
    return found


def worked_out(node: Node) -> Node:
    """Return diff(f, x) or diff(f, x, n) written out where that can be, else as it is.

    Where there is one name only, diff(f) says enough.
    """
    inner, *rest = node.branches
    alone = tuple(Node("name", name) for name in names(inner))
    if not rest and len(alone) != 1:
        return node
    name, *often = rest or alone
    times = exact(often[0]) if often else exact(_ONE)
    if name.head != "name" or len(often) > 1 or times is None or times.denominator != 1:
        return node
    found = derivative(inner, name.leaf, times.numerator) if 1 <= times <= MOST else None
    return node if found is None else found


def _derived(node: Node, name: str) -> Node:
    if name not in names(node):
        return _ZERO
    parts = node.branches
    match node.head:
        case "name":
            return _ONE
        case "+" | "-" | "negate" | "°":
            return node._replace(branches=tuple(_derived(part, name) for part in parts))
        case "*":
            return _sum(
                _times(_derived(parts[0], name), parts[1]),
                _times(parts[0], _derived(parts[1], name)),
            )
        case "/":
            above = _minus(
                _times(_derived(parts[0], name), parts[1]),
                _times(parts[0], _derived(parts[1], name)),
            )
            return Node("/", "", (above, _power(parts[1], number(2))))
        case "^":
            return _of_power(parts[0], parts[1], name)
        case "call:log" if len(parts) == 2:
            quotient = Node("/", "", (call("ln", parts[0]), call("ln", parts[1])))
            return _derived(quotient, name)
        case "call:root" if len(parts) == 2:
            return _of_power(parts[0], Node("/", "", (_ONE, parts[1])), name)
    rule = RULES.get(node.head.removeprefix("call:"))
    if rule is None or len(parts) != 1 or not node.head.startswith("call:"):
        raise Unwritable
    return _times(_filled(rule, parts[0]), _derived(parts[0], name))


def _of_power(base: Node, exponent: Node, name: str) -> Node:
    if name not in names(exponent):
        less = _power(base, _minus(exponent, _ONE))
        return _times(_times(exponent, less), _derived(base, name))
    whole = _times(_power(base, exponent), _times(call("ln", base), _derived(exponent, name)))
    if name not in names(base):
        return whole
    rest = _times(_power(base, _minus(exponent, _ONE)), _times(exponent, _derived(base, name)))
    return _sum(whole, rest)


def _filled(rule: str, inner: Node) -> Node:
    return replaced(_rule(rule), lambda each: inner if each == Node("name", "u") else None)


@functools.cache
def _rule(text: str) -> Node:
    return read(text)


def _sum(first: Node, second: Node) -> Node:
    return Node("+", "", (first, second))


def _minus(first: Node, second: Node) -> Node:
    return Node("-", "", (first, second))


def _times(first: Node, second: Node) -> Node:
    return Node("*", "", (first, second))


def _power(base: Node, exponent: Node) -> Node:
    return Node("^", "", (base, exponent))
