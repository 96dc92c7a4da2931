"""Answers that are right up to something: a constant that is added, a factor, the sign."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from courseware.algebra.decide import decide
from courseware.algebra.equal import Opinion, Setting, equal
from courseware.algebra.logic import proportional
from courseware.algebra.tree import Node, names, replaced

UpTo = Literal["constant", "factor", "sign"]

CONSTANTS: Final = frozenset({"C", "c", "K", "k"})
"""Letters that are constants of integration, where no variable is called so."""
RARE: Final = frozenset({"K", "k"})
"""Those that are as often a parameter."""


class Family(NamedTuple):
    """The opinion, and whether the constant of integration is there where one is needed."""

    opinion: Opinion
    complete: bool = True


def decide_up_to(
    answer: Node, key: Node, up_to: UpTo | None, variables: frozenset[str], setting: Setting
) -> Family:
    """Compare an answer with the key up to what the exercise leaves open."""
    if up_to == "constant":
        found = _up_to_constant(answer, key, CONSTANTS - variables, setting)
        if found.opinion != "same" and names(key) & RARE - variables:
            return _up_to_constant(answer, key, CONSTANTS - RARE - variables, setting)
        return found
    if up_to == "factor":
        return Family(proportional(answer, key, setting))
    opinion = decide(answer, key, setting)
    if up_to == "sign" and opinion == "different":
        opinion = decide(answer, Node("negate", branches=(key,)), setting)
    return Family(opinion)


def _up_to_constant(answer: Node, key: Node, constants: frozenset[str], setting: Setting) -> Family:
    moving = (names(key) or names(answer)) - constants
    moving = moving or names(answer) - constants
    base = _renamed(key, names(key) & constants, "~")
    # From one place to another both change by the same amount, whatever is added to them.
    changes = [Node("-", branches=(each, _renamed(each, moving))) for each in (answer, base)]
    found = equal(changes[0], changes[1], _doubled(setting, moving))
    if found != "same":
        return Family(found)
    free = names(answer) - moving
    is_there = bool(free) and equal(answer, _renamed(answer, free), _doubled(setting, free))
    return Family("same", is_there == "different")


def _renamed(formula: Node, moved: frozenset[str], mark: str = "*") -> Node:
    def change(node: Node) -> Node | None:
        is_moved = node.head == "name" and node.leaf in moved
        return Node("name", node.leaf + mark) if is_moved else None

    return replaced(formula, change)


def _doubled(setting: Setting, moved: frozenset[str]) -> Setting:
    """Give the renamed variables the domains of the ones they stand for."""
    more = {f"{name}*": setting.domains[name] for name in moved if name in setting.domains}
    return setting._replace(domains={**setting.domains, **more})
