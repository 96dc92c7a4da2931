"""Whether an answer is equivalent to the key, whatever shape the two have."""

from __future__ import annotations

from collections.abc import Callable

from courseware.algebra.equal import Opinion, Setting, equal
from courseware.algebra.logic import REALS, is_logic, same_statement
from courseware.algebra.spread import is_mixed, spread
from courseware.algebra.tree import Node, replaced

_SETS = frozenset({"call:union", "call:intersection", "[)", "(]"})
_ORDERED = frozenset({"list", "tuple", "seq", "matrix"})


def shape(node: Node) -> str:
    """Return what a formula is: value, equation, inequality, logic, set, list, ... realset."""
    if node.head in _SETS:
        return "realset"
    if node.head in {"=", "≔"}:
        return "equation"
    if node.head in set("<≤>≥"):
        return "inequality"
    if is_logic(node):
        return "logic"
    if node.head in _ORDERED or node.head == "set":
        return node.head
    return "value"


def decide(answer: Node, key: Node, setting: Setting) -> Opinion:
    """Return whether an answer is equivalent to the key.

    Raises `AlgebraError`, and `Pole` where one of them divides by zero.
    """
    first, second = both_signs(spread(answer)), both_signs(spread(key))
    if first == second:
        return "same"
    first, second = _as(first, second), _as(second, first)
    kinds = {shape(first), shape(second)}
    if kinds == {"value"}:
        return (setting.near or _equal_in(setting))(first, second)
    if "≔" not in {first.head, second.head} and _is_about_numbers(first, second):
        return same_statement(first, second, setting)
    if "≔" in {first.head, second.head}:
        return _same_definition(first, second, setting)
    if all(is_logic(node) or node.head == "name" for node in (first, second)):
        return same_statement(first, second, setting)
    if first.head != second.head:
        return "undecided" if is_mixed(first) or is_mixed(second) else "different"
    if first.head == "set":
        return _same_set(first, second, setting)
    return _same_list(first, second, setting)


def _equal_in(setting: Setting) -> Callable[[Node, Node], Opinion]:
    return lambda first, second: equal(first, second, setting)


def _is_about_numbers(first: Node, second: Node) -> bool:
    """Whether both are read as sets of real numbers, and one can only be read so.

    A statement about numbers, x > 2, is another answer than the set of them, (2; ∞).
    """
    both = (first, second)
    if all(is_logic(node) for node in both):
        return True
    regions = [
        shape(node) == "realset" or node.head in {"∈", "true"} or node == REALS for node in both
    ]
    others = [
        node.head == "set" or (node.head in {"tuple", "list"} and len(node.branches) == 2)
        for node in both
    ]
    return any(regions) and all(map(max, regions, others))


def both_signs(node: Node) -> Node:
    """Replace ± by its two cases: a set of two values, or one equation or the other."""
    if node.head in {"or", "and", "set", "list", "seq", "tuple"}:
        branches = [both_signs(branch) for branch in node.branches]
        if node.head == "set":  # {±1} has two members
            branches = [
                member
                for branch, before in zip(branches, node.branches, strict=True)
                for member in (
                    branch.branches if branch.head == "set" != before.head else (branch,)
                )
            ]
        return node._replace(branches=tuple(branches))
    upper = replaced(node, lambda each: _signed(each, up=True))
    lower = replaced(node, lambda each: _signed(each, up=False))
    if upper == lower:
        return node
    return Node("or" if is_logic(node) else "set", branches=(upper, lower))


def _signed(node: Node, *, up: bool) -> Node | None:
    if node.head != "±":
        return None
    parts = tuple(replaced(branch, lambda each: _signed(each, up=up)) for branch in node.branches)
    if len(parts) == 1:
        return parts[0] if up else Node("negate", branches=parts)
    return Node("+" if up else "-", branches=parts)


def _as(node: Node, other: Node) -> Node:
    """Read things that stand side by side, and a list of lists, as what the other one is."""
    if node.head == "seq" and other.head in {"set", "list", "tuple"}:
        return node._replace(head=other.head)
    if node.head == "seq" and is_logic(other) and all(map(is_logic, node.branches)):
        joined = node.branches[0]
        for branch in node.branches[1:]:
            joined = Node("or", branches=(joined, branch))
        return joined
    if node.head == "list" and other.head == "matrix":
        rows = {branch.head for branch in node.branches}
        return node._replace(head="matrix") if rows == {"list"} else node
    return node


def _same_definition(first: Node, second: Node, setting: Setting) -> Opinion:
    """Compare two definitions f(x) := ...: the name counts, those of the arguments do not."""
    if first.head != second.head:
        return "different"
    left, right = first.branches[0], second.branches[0]
    if left.head != right.head or "call:" not in left.head:
        return "different"
    if len(left.branches) != len(right.branches):
        return "different"
    other = dict(zip(left.branches, right.branches, strict=True))
    renamed = replaced(first.branches[1], other.get)
    return decide(renamed, second.branches[1], setting)


def _same_list(first: Node, second: Node, setting: Setting) -> Opinion:
    if len(first.branches) != len(second.branches):
        return "different"
    pairs = zip(first.branches, second.branches, strict=True)
    return _all([decide(one, other, setting) for one, other in pairs])


def _same_set(first: Node, second: Node, setting: Setting) -> Opinion:
    """Compare sets: each member of one is in the other."""
    if setting.near and len(frozenset(first.branches)) > len(second.branches):
        return "different"  # 3.14 and 3.15 are two members, though both are near π
    pairs = [[decide(one, other, setting) for other in second.branches] for one in first.branches]
    columns = [[row[place] for row in pairs] for place in range(len(second.branches))]
    return _all([_any(found) for found in (*pairs, *columns)])


def _all(opinions: list[Opinion]) -> Opinion:
    if "different" in opinions:
        return "different"
    return "undecided" if "undecided" in opinions else "same"


def _any(opinions: list[Opinion]) -> Opinion:
    if "same" in opinions:
        return "same"
    return "undecided" if "undecided" in opinions else "different"
