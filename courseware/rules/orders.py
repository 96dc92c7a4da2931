"""How near an order is to the nearest right one, where several may be right.

A `Plan` is one right order and what each item needs before it; every order of its
items that respects the needs is right. The most of a given order that can stay as
it is, is a largest set of items of which no two stand the wrong way round. Two
items stand so where the first needs the second; the pairs that do are themselves
a partial order, and such a set is an antichain of it. Dilworth (1950) and König
(1931) find a largest one through a bipartite matching, in polynomial time, without
trying right orders one by one. The measure, items that would have to be moved,
taken out or put in, is that of Poulsen, Kulkarni, Herman and West, "Efficient
Feedback and Partial Credit Grading for Proof Blocks Problems" (arXiv 2204.04196); for one
right order it is the longest common subsequence.

Which of several largest sets is found does not depend on the matching (Dulmage and
Mendelsohn 1958), so that `widgets/src/rules/orders.ts` finds the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec


class Plan(msgspec.Struct, frozen=True):
    """One right order; `before` has, for each item, all that must stand before it."""

    items: tuple[str, ...]
    before: dict[str, frozenset[str]]


def only(items: Sequence[str]) -> Plan:
    """Return the plan of one single right order."""
    return Plan(tuple(items), {item: frozenset(items[:at]) for at, item in enumerate(items)})


def respecting(items: Sequence[str], needs: Mapping[str, Iterable[str]]) -> Plan:
    """Return the plan of all orders in which everything stands after what it needs."""
    before = {item: set(needs.get(item, ())) & set(items) for item in items}
    grows = True
    while grows:
        grows = False
        for needed in before.values():
            further = set().union(*(before[item] for item in needed)) - needed
            grows = grows or bool(further)
            needed.update(further)
    return Plan(tuple(items), {item: frozenset(needed) for item, needed in before.items()})


def lasting(
    given: Sequence[str], plan: Plan, light: frozenset[str] = frozenset()
) -> frozenset[str]:
    """Return the items that can stay where they are while the fewest others move.

    `given` holds items of the plan, each once. A `light` one counts half: of two
    that stand the wrong way round, it gives way.
    """
    copies = [item for item in given for _ in range(1 if item in light or not light else 2)]
    place = {item: at for at, item in enumerate(given)}
    clashes = [
        [
            at
            for at, later in enumerate(copies)
            if place[later] > place[item] and _needs(plan, item, later)
        ]
        for item in copies
    ]
    partner = matched(clashes)
    left = _reached(clashes, partner)
    right = {at for start in left for at in clashes[start]}
    return frozenset(item for at, item in enumerate(copies) if at in left and at not in right)


def _needs(plan: Plan, item: str, other: str) -> bool:
    return other in plan.before[item]


def matched(edges: Sequence[Sequence[int]]) -> dict[int, int]:
    """Return a largest matching, from right to left (augmenting paths)."""
    partner: dict[int, int] = {}

    def augment(start: int, seen: set[int]) -> bool:
        for at in edges[start]:
            if at not in seen:
                seen.add(at)
                if at not in partner or augment(partner[at], seen):
                    partner[at] = start
                    return True
        return False

    for start in range(len(edges)):
        augment(start, set())
    return partner


def _reached(edges: Sequence[Sequence[int]], partner: Mapping[int, int]) -> set[int]:
    """Return what alternating paths reach on the left from where nothing is matched."""
    waiting = sorted(set(range(len(edges))) - set(partner.values()))
    left = set(waiting)
    while waiting:
        for at in edges[waiting.pop()]:
            if partner[at] not in left:
                left.add(partner[at])
                waiting.append(partner[at])
    return left


def begun(given: Sequence[str], plan: Plan) -> int:
    """Return how many items from the start on are where a right order may have them."""
    seen: set[str] = set()
    for item in given:
        if item not in plan.before or item in seen or not plan.before[item] <= seen:
            break
        seen.add(item)
    return len(seen)
