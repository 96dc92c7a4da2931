"""What was read: a tree of our own, in which nothing has been computed yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import NamedTuple


class Node(NamedTuple):
    """One operation.

    `head` is `number`, `name` or `constant` with its `leaf`, an operator (`+ - * / ^ negate ± !
    °`), `call:<function>`, a bracket (`list set tuple seq [) (]`), a relation (`= ≠ < ≤ > ≥ ∈ ≔`),
    or a word (`and or not implies xor xnor true false`). The leaf of a product without a sign is
    `implicit`, that of a fraction typed as such `frac`, that of 1 1/2 `mixed`.
    """

    head: str
    leaf: str = ""
    branches: tuple[Node, ...] = ()


RELATIONS = frozenset("=≠<≤>≥∈≔")
WORDS = frozenset({"and", "or", "not", "implies", "xor", "xnor", "true", "false"})
BRACKETS = frozenset({"list", "set", "tuple", "seq", "[)", "(]", "matrix"})


def number(value: int | Fraction) -> Node:
    """Return a number as a node; a fraction is a quotient, a negative one is negated."""
    if value < 0:
        return Node("negate", branches=(number(-value),))
    exact = Fraction(value)
    whole = Node("number", str(exact.numerator))
    if exact.denominator == 1:
        return whole
    return Node("/", branches=(whole, Node("number", str(exact.denominator))))


def call(function: str, *arguments: Node) -> Node:
    """Return a function's call."""
    return Node(f"call:{function}", branches=arguments)


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and everything below it."""
    yield node
    for branch in node.branches:
        yield from walk(branch)


def names(node: Node) -> frozenset[str]:
    """Return the names that stand in a tree."""
    return frozenset(each.leaf for each in walk(node) if each.head == "name")


def replaced(node: Node, change: Callable[[Node], Node | None]) -> Node:
    """Return the tree with every node changed for which `change` returns another."""
    other = change(node)
    if other is not None:
        return other
    if not node.branches:
        return node
    return node._replace(branches=tuple(replaced(branch, change) for branch in node.branches))


def terms(node: Node, sign: int = 1) -> Iterator[tuple[int, Node]]:
    """Yield the terms of a sum with their signs."""
    if node.head in {"+", "-"}:
        yield from terms(node.branches[0], sign)
        yield from terms(node.branches[1], -sign if node.head == "-" else sign)
    elif node.head == "negate" and node.branches[0].head in {"+", "-", "negate"}:
        yield from terms(node.branches[0], -sign)
    else:
        yield sign, node


def factors(node: Node, exponent: int = 1) -> Iterator[tuple[int, Node]]:
    """Yield the factors of a product or a quotient with 1 or -1; a minus sign is the factor -1."""
    if node.head in {"*", "/"}:
        yield from factors(node.branches[0], exponent)
        yield from factors(node.branches[1], -exponent if node.head == "/" else exponent)
    elif node.head == "negate":
        yield exponent, MINUS_ONE
        yield from factors(node.branches[0], exponent)
    else:
        yield exponent, node


MINUS_ONE = number(-1)


def is_higher(node: Node, limit: int) -> bool:
    """Whether a tree has more levels than `limit`; needs no depth of its own."""
    level = [node]
    for _ in range(limit):
        level = [branch for each in level for branch in each.branches]
    return bool(level)


def is_sum(node: Node) -> bool:
    """Whether a formula is a sum or a difference, but for minus signs before it."""
    while node.head == "negate":
        node = node.branches[0]
    return node.head in {"+", "-"} and node.leaf != "mixed"
