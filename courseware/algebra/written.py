"""A formula written again from its tree, on one line: how it was understood."""

from __future__ import annotations

from typing import Final

from courseware.algebra.tree import RELATIONS, WORDS, Node

_RELATION, _SUM, _PRODUCT, _SIGN, _POWER, _ATOM = range(1, 7)
_LEVELS: Final = {
    **dict.fromkeys(("+", "-", "±"), _SUM),
    **dict.fromkeys(("*", "/", "°"), _PRODUCT),
    "negate": _SIGN,
    "^": _POWER,
    **dict.fromkeys(WORDS, 0),
    **dict.fromkeys(RELATIONS, _RELATION),
    "not": _RELATION,
    "true": _ATOM,
    "false": _ATOM,
}
_BRACKETS: Final = {
    "list": "[]",
    "set": "{}",
    "tuple": "()",
    "[)": "[)",
    "(]": "(]",
    "matrix": "[]",
    "seq": "  ",
}
_SIGNS: Final = {"pi": "π", "inf": "∞"}


def level(node: Node) -> int:
    """Return how tightly a formula holds together: the higher, the fewer brackets it needs."""
    if node.head == "±" and len(node.branches) == 1:
        return _SIGN
    return _LEVELS.get(node.head, _ATOM)


def written(node: Node) -> str:
    """Return the formula on one line: 2·x + 1/3."""
    if node.head in {"number", "name"}:
        return node.leaf.replace("e", "·10^") if node.head == "number" else node.leaf
    if node.head == "constant":
        return _SIGNS.get(node.leaf, node.leaf)
    if node.head in _BRACKETS:
        around = _BRACKETS[node.head]
        return (around[0] + "; ".join(map(written, node.branches)) + around[1]).strip()
    if node.head.startswith("call:"):
        return _call(node)
    return _operation(node)


def _call(node: Node) -> str:
    name = node.head.removeprefix("call:")
    if name == "factorial":
        return _within(node.branches[0], _ATOM) + "!"
    if name == "abs":
        return f"|{written(node.branches[0])}|"
    return f"{name}({'; '.join(map(written, node.branches))})"


def _operation(node: Node) -> str:
    head, parts = node.head, node.branches
    if not parts:
        return head
    own = level(node)
    if len(parts) == 1:
        sign = {"negate": "-", "°": "", "not": "not "}.get(head, head)
        return sign + _within(parts[0], own if head != "not" else _SUM) + ("°" * (head == "°"))
    if head == "^":
        return f"{_within(parts[0], _ATOM)}^{_within(parts[1], _ATOM)}"
    sign = {"*": "·", "/": "/"}.get(head, f" {head} ")
    right = own + 1 if head in {"-", "/", "*", "±"} or head in RELATIONS | WORDS else own
    return _within(parts[0], own) + sign + _within(parts[1], right)


def _within(node: Node, least: int) -> str:
    text = written(node)
    return f"({text})" if level(node) < least else text
