"""Answers that are right up to something: a constant that is added, a factor, the sign."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

from courseware.algebra.decide import decide
from courseware.algebra.derivative import derivative
from courseware.algebra.equal import Opinion, Setting, equal
from courseware.algebra.logic import proportional
from courseware.algebra.points import TRIALS, Domain, Evaluator, point
from courseware.algebra.tree import Node, call, names, replaced, walk
from courseware.algebra.values import Unclear, Undefined, Value

UpTo = Literal["constant", "factor", "sign"]

CONSTANTS: Final = frozenset({"C", "c", "K", "k"})
"""Letters that are constants of integration, where no variable is called so."""
RARE: Final = frozenset({"K", "k"})
"""Those that are as often a parameter."""


class Family(NamedTuple):
    """The opinion; whether a constant of integration is there, and |…| under a logarithm."""

    opinion: Opinion
    complete: bool = True
    absolute: bool = True


def decide_up_to(
    answer: Node, key: Node, up_to: UpTo | None, variables: frozenset[str], setting: Setting
) -> Family:
    """Compare an answer with the key up to what the exercise leaves open."""
    if up_to == "constant":
        return _antiderivative(answer, key, variables, setting)
    if up_to == "factor":
        return Family(proportional(answer, key, setting))
    opinion = decide(answer, key, setting)
    if up_to == "sign" and opinion == "different":
        opinion = decide(answer, Node("negate", branches=(key,)), setting)
    return Family(opinion)


def _antiderivative(answer: Node, key: Node, variables: frozenset[str], setting: Setting) -> Family:
    """Compare antiderivatives: letters such as k are constants, then parameters or variables."""
    free, rare = CONSTANTS - variables, names(key) & RARE - variables
    found = _up_to_constant(answer, key, free, frozenset(), setting)
    if found.opinion == "same" or not rare:
        return found
    for fixed in (frozenset[str](), rare):
        found = _up_to_constant(answer, key, free - RARE, fixed, setting)
        if found.opinion == "same":
            break
    return found


def _up_to_constant(
    answer: Node, key: Node, constants: frozenset[str], fixed: frozenset[str], setting: Setting
) -> Family:
    moving = (names(key) or names(answer)) - constants - fixed
    moving = moving or names(answer) - constants - fixed
    base = _renamed(key, names(key) & constants, "~")
    # From one place to another both change by the same amount, whatever is added to them.
    changes = [Node("-", branches=(each, _renamed(each, moving))) for each in (answer, base)]
    doubled = _doubled(setting, moving)
    if key.head == "call:int":  # its derivative says more, and sooner
        doubled = doubled._replace(ask=None)
    found = equal(changes[0], changes[1], doubled)
    if found != "same" and len(moving) == 1:
        found = _same_slope(answer, base, next(iter(moving)), setting) or found
    if found != "same":
        return Family(found)
    free = names(answer) - moving - fixed
    is_there = bool(free) and equal(answer, _renamed(answer, free), _doubled(setting, free))
    absolute = not lacks_absolute(answer, key, free, setting)
    return Family("same", is_there == "different", absolute)


def _same_slope(answer: Node, key: Node, name: str, setting: Setting) -> Opinion | None:
    """Compare derivatives: another constant may be added beyond a jump, as in atan(-1/x)."""
    is_integral = key.head == "call:int" and key.branches[1:] == (Node("name", name),)
    wanted = key.branches[0] if is_integral else derivative(key, name)
    slope = derivative(answer, name)
    if slope is None or wanted is None:
        return None
    return equal(slope, wanted, setting)


def lacks_absolute(answer: Node, key: Node, free: frozenset[str], setting: Setting) -> bool:
    """Whether the key has a value, for its ln |x|, where the answer's ln x has none."""
    if not any(node.head == "call:ln" and _has_absolute(node) for node in walk(key)):
        return False
    domains: dict[str, Domain] = {**setting.domains}
    domains.update((name, "positive") for name in free)
    wider = replaced(answer, _with_absolute)
    known = sorted(names(answer) | names(key))
    for trial in range(TRIALS):
        at = point(known, trial, domains)
        if _has_value(at, key) and _has_value(at, wider) and not _has_value(at, answer):
            return True
    return False


def _has_absolute(node: Node) -> bool:
    return any(each.head == "call:abs" for each in walk(node))


def _with_absolute(node: Node) -> Node | None:
    return call("ln", call("abs", *node.branches)) if node.head == "call:ln" else None


def _has_value(at: Mapping[str, Value], formula: Node) -> bool:
    try:
        Evaluator(at, real=True).value(formula)
    except Undefined:
        return False
    except Unclear:
        return True
    return True


def _renamed(formula: Node, moved: frozenset[str], mark: str = "*") -> Node:
    def change(node: Node) -> Node | None:
        is_moved = node.head == "name" and node.leaf in moved
        return Node("name", node.leaf + mark) if is_moved else None

    return replaced(formula, change)


def _doubled(setting: Setting, moved: frozenset[str]) -> Setting:
    """Give the renamed variables the domains of the ones they stand for."""
    more = {f"{name}*": setting.domains[name] for name in moved if name in setting.domains}
    return setting._replace(domains={**setting.domains, **more})
