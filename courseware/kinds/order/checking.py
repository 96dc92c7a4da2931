"""What is wrong with an order's items and key beyond their form."""

from __future__ import annotations

from collections.abc import Iterator

from courseware.kinds.base import Finding
from courseware.kinds.order.fields import OrderExercise, OrderKey, depth_of, right_orders
from courseware.kinds.order.judging import openers, plans
from courseware.rules import orders

MOST_ITEMS = 40
MOST_ORDERS = 12


def check(exercise: OrderExercise, key: OrderKey | None) -> Iterator[Finding]:
    """Find items and keys that do not fit together, and what gives the order away."""
    yield from _check_items(exercise)
    if key is None:
        return
    faults = list(_check_key(exercise, key))
    yield from faults
    if not faults and exercise.graded:
        yield from _check_secrecy(exercise, key)
    used = {id_ for order in right_orders(key) for id_ in order}
    distractors = [item.id for item in exercise.items if item.id not in used]
    expected = distractors if key.feedback else [item.id for item in exercise.items]
    if silent := [id_ for id_ in expected if id_ not in key.feedback]:
        parameters: dict[str, str | int] = {"ids": ", ".join(silent), "id": silent[0]}
        yield Finding("order_no_feedback", ("key", "feedback"), parameters, warning=True)


def _check_items(exercise: OrderExercise) -> Iterator[Finding]:
    ids = [item.id for item in exercise.items]
    if not 2 <= len(ids) <= MOST_ITEMS:
        yield Finding("order_count", ("items",), {"count": len(ids), "most": MOST_ITEMS})
    for at, item in enumerate(exercise.items):
        if item.id in ids[:at]:
            yield Finding("order_same_id", ("items", at, "id"), {"id": item.id})
        if bool(item.text) == bool(item.code.strip()):
            yield Finding("order_text_or_code", ("items", at), {"id": item.id})
        if exercise.indent and item.code[:1].isspace():
            yield Finding("order_code_indented", ("items", at, "code"), {"id": item.id})
    if exercise.indent and exercise.mode != "lines":
        yield Finding("order_only_lines", ("indent",), {"field": "indent = true"})
    if exercise.layout == "row" and exercise.mode == "lines":
        yield Finding("order_not_lines", ("layout",), {"field": 'layout = "row"'})


def _check_key(exercise: OrderExercise, key: OrderKey) -> Iterator[Finding]:
    if not right_orders(key):
        yield Finding("key_needs", ("key", "answer"), {"field": "answer"})
    if key.answer and key.answers:
        parameters: dict[str, str | int] = {"field": "answer", "wanted": "answers"}
        yield Finding("key_unwanted", ("key", "answer"), parameters)
    if len(key.answers) > MOST_ORDERS:
        yield Finding("order_many_orders", ("key", "answers"), {"most": MOST_ORDERS})
    if key.after and not key.answer:
        yield Finding("key_needs", ("key", "answer"), {"field": "answer"})
    if key.after and key.credit == "position":
        yield Finding("order_position_after", ("key", "credit"))
    if key.indent and not exercise.indent:
        yield Finding("order_indent_unasked", ("key", "indent"))
    yield from _check_names(exercise, key)
    if key.answer and not key.answers:
        yield from _check_after(exercise, key)


def _check_names(exercise: OrderExercise, key: OrderKey) -> Iterator[Finding]:
    """Find ids that no item has, that stand twice, and items that a sequence leaves out."""
    known = {item.id for item in exercise.items}
    listed = ", ".join(item.id for item in exercise.items)
    places = {"answers": key.answers} if key.answers else {"answer": right_orders(key)}
    for field, all_orders in places.items():
        for number, order in enumerate(all_orders):
            path = ("key", field, number) if field == "answers" else ("key", field)
            for id_ in sorted(set(order) - known):
                yield Finding("order_key_unknown", path, {"id": id_, "known": listed})
            for id_ in sorted({id_ for id_ in order if order.count(id_) > 1}):
                yield Finding("order_key_twice", path, {"id": id_})
            if not order:
                yield Finding("key_needs", path, {"field": field})
            elif exercise.mode == "sequence" and (lacking := sorted(known - set(order))):
                yield Finding("order_key_lacks", path, {"ids": ", ".join(lacking)})
    needed = {id_ for ids in key.after.values() for id_ in ids}
    for field, ids in (
        ("after", {*key.after, *needed}),
        ("indent", set(key.indent)),
        ("feedback", set(key.feedback)),
    ):
        for id_ in sorted(ids - known):
            yield Finding("order_key_unknown", ("key", field), {"id": id_, "known": listed})


def _check_after(exercise: OrderExercise, key: OrderKey) -> Iterator[Finding]:
    """Find an answer that breaks its own rules, and rules that let a block be torn apart."""
    (plan,) = plans(exercise, key)
    breaks = [
        Finding("order_answer_breaks", ("key", "after"), {"id": id_, "needed": needed})
        for at, id_ in enumerate(key.answer)
        for needed in sorted(plan.before[id_] - set(key.answer[:at]))
    ]
    if breaks or not exercise.indent:
        yield from breaks
        return
    for inner, opener in openers(key).items():
        for id_ in key.answer:
            shallow = depth_of(key, id_) < depth_of(key, inner)
            told = id_ in plan.before[opener] or inner in plan.before[id_]
            if id_ != opener and shallow and not told:
                named: dict[str, str | int] = {"id": id_, "opener": opener, "inner": inner}
                yield Finding("order_block_torn", ("key", "after"), named)


def _check_secrecy(exercise: OrderExercise, key: OrderKey) -> Iterator[Finding]:
    """Find a graded exercise that tells its order: students receive the items as written."""
    ids = [item.id for item in exercise.items]
    for plan in plans(exercise, key):
        if _is_right([id_ for id_ in ids if id_ in plan.before], plan):
            yield Finding("order_given_away", ("items",))
            return
    for plan in plans(exercise, key) if len(ids) > 2 else ():
        if _is_right(sorted(plan.items), plan):
            yield Finding("order_ids_tell", ("items",), warning=True)
            return


def _is_right(ids: list[str], plan: orders.Plan) -> bool:
    return orders.begun(ids, plan) == len(plan.items)
