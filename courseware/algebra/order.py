"""Formulas put into one order, to compare them as they are written but for that."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from courseware.algebra.tree import MINUS_ONE, Node, factors, is_sum, terms


@functools.lru_cache(maxsize=256)
def ordered(node: Node) -> Node:
    """Return a formula with its terms, its factors and its equations' sides in one order."""
    if node.head in {"+", "-", "negate"} and is_sum(node):
        parts = [
            Node("negate", branches=(ordered(term),)) if sign < 0 else ordered(term)
            for sign, term in terms(node)
        ]
        return Node("sum", branches=tuple(sorted(map(_sign_first, parts))))
    if node.head in {"*", "/", "negate"}:
        parts = [
            Node("power", str(exponent), (ordered(factor),))
            for exponent, factor in factors(node)
            if factor is not MINUS_ONE or exponent < 0
        ]
        signs = sum(each.head == "negate" for each in walk_signs(node))
        return Node("product", "-" * signs, tuple(sorted(parts)))
    branches = tuple(map(ordered, node.branches))
    if node.head in {"=", "≠", "and", "or", "set"}:
        branches = tuple(sorted(branches))
    return Node(node.head, "" if node.head in {"*", "/"} else node.leaf, branches)


def walk_signs(node: Node) -> Iterator[Node]:
    """Yield the minus signs of a product."""
    if node.head in {"*", "/", "negate"}:
        yield node
        for branch in node.branches:
            yield from walk_signs(branch)


def _sign_first(node: Node) -> Node:
    """Put the sign of a negated term into its product."""
    if node.head != "negate":
        return node
    inner = node.branches[0]
    if inner.head == "product":
        return inner._replace(leaf=inner.leaf + "-")
    return Node("product", "-", (Node("power", "1", (inner,)),))
