"""Formulas made ready to be compared: lists and matrices computed with, bound names made alike.

2[a; b] becomes [2a; 2b]; a product of matrices one matrix; the letters under a sum or an integral
become names that nobody can type, so that it does not matter which ones were chosen.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from typing import Final

from courseware.algebra.derivative import worked_out
from courseware.algebra.residues import exact
from courseware.algebra.tree import (
    BRACKETS,
    RELATIONS,
    WORDS,
    Node,
    call,
    is_higher,
    names,
    replaced,
    walk,
)

LARGEST: Final = 3000
"""Nodes up to which products of matrices are written out."""
HIGHEST: Final = 150
"""Levels of what is made ready."""
HIGHEST_POWER: Final = 6

Change = Callable[[Node], Node]

_ROWS: Final = frozenset({"list", "tuple", "matrix"})
_BOUND: Final = {"call:sum": 4, "call:product": 4, "call:int": 4, "call:limit": 3}
"""Head: arguments, of which the second is a name of its own."""
_ALONE: Final = frozenset({"call:abs", "call:factorial"})
"""Functions of one thing that mean something else of a list."""
_NO_VALUES: Final = BRACKETS | RELATIONS | WORDS | {"call:union", "call:intersection"}


def spread(node: Node) -> Node:
    """Return a formula ready to be compared."""
    heads = {each.head for each in walk(node)}
    if heads.isdisjoint(_ROWS | _BOUND.keys() | {"call:diff"}):
        return node
    found = _spread(node)
    return node if is_higher(found, HIGHEST) else found


def is_mixed(node: Node) -> bool:
    """Whether a value has a list or a set in it, with which nobody computes."""
    return node.head not in _NO_VALUES and any(each.head in BRACKETS for each in walk(node))


def _spread(node: Node) -> Node:
    branches = tuple(map(_spread, node.branches))
    node = node._replace(branches=branches)
    heads = [branch.head in _ROWS for branch in branches]
    match node.head, heads:
        case (("+" | "-"), [True, True]):
            return _joined(node)
        case "*", [True, True]:
            return _product(*branches) or node
        case "*", [True, False] if _is_value(branches[1]):
            return _each(branches[0], lambda part: Node("*", "", (part, branches[1])))
        case "*", [False, True] if _is_value(branches[0]):
            return _each(branches[1], lambda part: Node("*", "", (branches[0], part)))
        case "/", [True, False] if _is_value(branches[1]):
            return _each(branches[0], lambda part: Node("/", "", (part, branches[1])))
        case "^", [True, False]:
            return _power(*branches) or node
        case "call:binomial", [False, True]:
            return _multinomial(*branches)
        case "call:diff", [_, *_]:
            return worked_out(node)
        case _, [True] if node.head == "negate" or _is_function(node.head):
            return _each(branches[0], lambda part: Node(node.head, "", (part,)))
    return _bound(node) if len(branches) == _BOUND.get(node.head) else node


def _is_value(node: Node) -> bool:
    return node.head not in _NO_VALUES and not is_mixed(node)


def _is_function(head: str) -> bool:
    return head.startswith("call:") and head not in _ALONE


def _each(rows: Node, change: Change) -> Node:
    """Change each member of a list, or of the rows of a matrix."""
    return rows._replace(
        branches=tuple(
            _each(branch, change) if branch.head in _ROWS else change(branch)
            for branch in rows.branches
        )
    )


def _joined(node: Node) -> Node:
    """Add or subtract lists of one length, member by member."""
    first, second = node.branches
    if first.head != second.head or len(first.branches) != len(second.branches):
        return node
    pairs = zip(first.branches, second.branches, strict=True)
    return first._replace(branches=tuple(_spread(Node(node.head, "", pair)) for pair in pairs))


def _is_matrix(node: Node) -> bool:
    """Whether a node is a matrix, or a list of lists of one length."""
    widths = {len(row.branches) if row.head == "list" else 0 for row in node.branches}
    return node.head in {"matrix", "list"} and len(widths) == 1 and 0 not in widths


def _product(first: Node, second: Node) -> Node | None:
    """Return the product of two matrices, None where there is none."""
    if not _is_matrix(first) or not _is_matrix(second):
        return None
    rows = [row.branches for row in first.branches]
    columns = list(zip(*(row.branches for row in second.branches), strict=True))
    sizes = [sum(1 for _ in walk(each)) for each in (first, second)]
    if len(rows[0]) != len(second.branches) or max(sizes) * len(rows) > LARGEST:
        return None
    return Node(
        max(first.head, second.head),  # lists of lists have a list of lists for a product
        "",
        tuple(
            Node("list", "", tuple(_dot(zip(row, column, strict=True)) for column in columns))
            for row in rows
        ),
    )


def _dot(pairs: Iterable[tuple[Node, Node]]) -> Node:
    products = [Node("*", "", pair) for pair in pairs]
    found = products[0]
    for each in products[1:]:
        found = Node("+", "", (found, each))
    return found


def _power(base: Node, exponent: Node) -> Node | None:
    """Return a matrix to a small whole power, None for other things."""
    power = exact(exponent)
    if not _is_matrix(base) or power is None or power.denominator != 1:
        return None
    if not 1 <= power <= HIGHEST_POWER:
        return None
    found: Node | None = base
    for _ in range(power.numerator - 1):
        found = _product(found, base) if found else None
    return found


def _multinomial(whole: Node, parts: Node) -> Node:
    """Return n! / (a! b! ...)."""
    found = call("factorial", whole)
    for part in parts.branches:
        found = Node("/", "", (found, call("factorial", part)))
    return found


def _bound(node: Node) -> Node:
    """Give the name that a sum, a product, an integral or a limit binds another one."""
    inner, name, *ends = node.branches
    if name.head != "name":
        return node
    taken = names(inner)
    free = next(f"#{count}" for count in itertools.count(1) if f"#{count}" not in taken)
    other = Node("name", free)
    changed = replaced(inner, lambda each: other if each == name else None)
    return node._replace(branches=(changed, other, *ends))
