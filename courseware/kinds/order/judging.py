"""An answer beside the nearest right order: what is out of place, and the credit for the rest."""

from __future__ import annotations

from fractions import Fraction

import msgspec

from courseware.kinds.order.fields import Answer, OrderExercise, OrderKey, depth_of, right_orders
from courseware.rules import orders


class Judged(msgspec.Struct, frozen=True):
    """An answer beside a right order.

    `extra` items do not belong, `misplaced` ones would have to be moved, `ill` ones
    only to be indented otherwise; `missing` are so many; so many have `begun` well.
    """

    credit: Fraction
    extra: frozenset[str]
    misplaced: frozenset[str]
    ill: frozenset[str]
    missing: int
    begun: int


def plans(exercise: OrderExercise, key: OrderKey) -> list[orders.Plan]:
    """Return the right orders: those that are written, or all that dependencies allow."""
    if not key.after:
        return [orders.only(order) for order in right_orders(key)]
    needs = {item: set(needed) for item, needed in key.after.items()}
    if exercise.indent:
        for item, opener in openers(key).items():
            needs.setdefault(item, set()).add(opener)
    return [orders.respecting(key.answer, needs)]


def openers(key: OrderKey) -> dict[str, str]:
    """Return, for each line within a block, the line that opens the block."""
    found: dict[str, str] = {}
    for at, item in enumerate(key.answer):
        for above in reversed(key.answer[:at]):
            if depth_of(key, above) < depth_of(key, item):
                found[item] = above
                break
    return found


def judge(exercise: OrderExercise, key: OrderKey, answer: Answer) -> Judged:
    """Judge an answer by the right order that gives it the most credit, the first of equals."""
    found = [_judge(exercise, key, answer, plan) for plan in plans(exercise, key)]
    return max(found, key=lambda judged: judged.credit)


def _judge(exercise: OrderExercise, key: OrderKey, answer: Answer, plan: orders.Plan) -> Judged:
    ids = [id_ for id_, _ in answer]
    deep = frozenset(
        id_ for id_, depth in answer if exercise.indent and depth != depth_of(key, id_)
    )
    given = [id_ for id_ in ids if id_ in plan.before]
    kept = orders.lasting(given, plan, deep)
    judged = Judged(
        credit=Fraction(0),
        extra=frozenset(ids) - frozenset(given),
        misplaced=frozenset(given) - kept,
        ill=kept & deep,
        missing=len(plan.items) - len(given),
        begun=min([orders.begun(ids, plan), *(at for at, id_ in enumerate(ids) if id_ in deep)]),
    )
    credit = _credit(exercise, key, ids, plan, (judged, kept, deep))
    return msgspec.structs.replace(judged, credit=credit)


def _credit(
    exercise: OrderExercise,
    key: OrderKey,
    ids: list[str],
    plan: orders.Plan,
    found: tuple[Judged, frozenset[str], frozenset[str]],
) -> Fraction:
    """Return the share that is right; in a sequence one item is in order whatever is done."""
    judged, kept, deep = found
    moves = len(judged.misplaced) + len(judged.extra) + judged.missing
    faults = moves + Fraction(len(judged.ill), 2)
    if not faults or key.credit == "all_or_nothing":
        return Fraction(not faults)
    wanted, longer = len(plan.items), max(len(plan.items), len(ids))
    if key.credit == "position":
        hits = [id_ for id_, right in zip(ids, plan.items, strict=False) if id_ == right]
        return (len(hits) - Fraction(len(deep.intersection(hits)), 2)) / longer
    free = 1 if exercise.mode == "sequence" and wanted > 1 else 0
    if key.credit == "edit_distance":
        return max(Fraction(0), 1 - faults / (wanted - free))
    common = len(kept) - Fraction(len(judged.ill), 2)
    return max(Fraction(0), (common - free) / (longer - free))
