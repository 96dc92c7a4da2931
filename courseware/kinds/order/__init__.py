"""Order: a sequence to put right, or lines of code to pick and indent (Parsons problems).

`sequence` shows all items in one list; `pick` and `lines` let the learner take what
belongs from a pool that may hold distractors, `lines` with indentation. Credit is
measured against the nearest right order (`courseware.rules.orders`):

- `longest_common_subsequence`: what can stay, over the longer of the two orders;
- `edit_distance`: 1 less the items to move, take out or put in, over the wanted ones;
- `position`: items in their very places; `all_or_nothing`.

A line in its place with another indentation counts half. Of a sequence some one
item is always in order, so that the first two count the others: to reverse a
sequence earns nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from html import escape

from courseware.kinds.base import Description, Sample, Shown, as_typed
from courseware.kinds.order.checking import check
from courseware.kinds.order.fields import (
    Answer,
    OrderExercise,
    OrderItem,
    OrderKey,
    depth_of,
    right_orders,
)
from courseware.kinds.order.judging import judge
from courseware.mark import Misread, Note, State, Verdict
from courseware.text import choose, plain_prose
from courseware.variants import Generator, Variant, fill

__all__ = [
    "EXERCISE",
    "KEY",
    "check",
    "describe",
    "draw",
    "echo",
    "mark",
    "parse",
    "samples",
    "shown",
]

EXERCISE = OrderExercise
KEY = OrderKey

MOST_SAID = 3
"""So many of the author's sentences are said at once; more would not be read."""

_BOX = "☐"
_RULE = "_" * 30


def draw(exercise: OrderExercise, generator: Generator) -> tuple[str, ...]:
    """Shuffle the items; never into the author's order, which may be the right one."""
    ids = tuple(item.id for item in exercise.items)
    mixed = tuple(generator.shuffled(ids))
    return (*mixed[1:], *mixed[:1]) if mixed == ids else mixed


def parse(exercise: OrderExercise, value: object) -> Answer | Misread | None:
    """Read a list of ids, for `lines` of `id:depth`; each item stands once at most."""
    if value is None or (isinstance(value, str | list | tuple) and not value):
        return None
    if not isinstance(value, list | tuple):
        return Misread(Note("marking.unreadable"))
    known = {item.id for item in exercise.items}
    read: dict[str, int] = {}
    for item in value:
        id_, depth = _line(item) if exercise.mode == "lines" else (item, 0)
        if not isinstance(id_, str) or id_ not in known:
            return Misread(Note("order.unknown", {"item": _short(item)}))
        if id_ in read:
            return Misread(Note("order.twice", {"item": id_}))
        read[id_] = depth
    return tuple(read.items())


def _line(item: object) -> tuple[object, int]:
    """Split `id:depth`; a lone id stands at the margin."""
    if not isinstance(item, str) or ":" not in item:
        return item, 0
    id_, _, depth = item.rpartition(":")
    return (id_, int(depth)) if len(depth) == 1 and depth in "0123456789" else (None, 0)


def _short(item: object) -> str:
    """Return what a message may repeat of an unknown item."""
    return item[:40] if isinstance(item, str) else "?"


def mark(exercise: OrderExercise, key: OrderKey, variant: Variant, answer: Answer) -> Verdict:
    """Give credit by the key's rule; say what is out of place, and how much of it there is."""
    judged = judge(exercise, key, answer)
    if judged.credit == 1:
        return Verdict(Fraction(1))
    faulty = judged.extra | judged.misplaced | judged.ill
    said = [id_ for id_, _ in answer if id_ in faulty and id_ in key.feedback]
    counts = {
        "order.begun": judged.begun,
        "order.misplaced": len(judged.misplaced),
        "order.extra": len(judged.extra),
        "order.missing": judged.missing,
        "order.indentation": len(judged.ill),
    }
    notes = [Note(text=key.feedback[id_]) for id_ in said[:MOST_SAID]]
    notes += [Note(name, {"count": count}) for name, count in counts.items() if count]
    return Verdict(judged.credit, tuple(notes))


def echo(answer: object, value: object, language: str) -> str:
    """Nothing to echo: it is read as it was given."""
    return ""


def describe(exercise: OrderExercise, variant: Variant, language: str) -> Description:
    """List the items with an empty box each for its number; below code, lines to write on."""
    items = {item.id: item for item in exercise.items}
    texts = [_words(items[id_], variant, language) for id_ in variant.order or items]
    lines = [f"{_BOX} {text}" for text in texts]
    if exercise.mode == "lines":
        lines = [*(f"• {text}" for text in texts), *(_RULE for _ in texts)]
    rows = "".join(f"<li>{escape(line)}</li>" for line in lines)
    html = f'<ul style="list-style:none;white-space:pre-wrap">{rows}</ul>'
    return Description("\n".join(lines), html)


def _words(item: OrderItem, variant: Variant, language: str) -> str:
    """Return an item as plain text; of a picture, the words that stand for it."""
    text = plain_prose.plain(choose(item.text, language))
    return item.code or fill(text, variant.values, language)


def shown(exercise: OrderExercise, variant: Variant, value: object, language: str) -> Shown:
    """Return the items in the learner's order, code as deep as it was put."""
    answer = parse(exercise, value)
    if not isinstance(answer, tuple):
        return as_typed(value)
    items = {item.id: item for item in exercise.items}
    if not any(item.text for item in exercise.items):
        return Shown(tuple("    " * depth + items[id_].code for id_, depth in answer))
    texts = [items[id_].text or f"`` {items[id_].code} ``" for id_, _ in answer]
    filled = (fill(choose(text, language), variant.values, language) for text in texts)
    return Shown(tuple(filled), authored=True)


def samples(exercise: OrderExercise, key: OrderKey, variant: Variant) -> Iterator[Sample]:
    """Yield the right orders, orders with one fault each, and what is no order of these items."""
    for order in right_orders(key):
        right = [(id_, depth_of(key, id_) if exercise.indent else 0) for id_ in order]
        for lines in (right, *_faulty(exercise, right)):
            yield _sample(exercise, key, lines)
        yield Sample([order[0], order[0]], "unmarked")
    yield Sample(["no-such-item"], "unmarked")


def _faulty(
    exercise: OrderExercise, right: list[tuple[str, int]]
) -> Iterator[list[tuple[str, int]]]:
    yield right[::-1]
    yield [*right[1:], right[0]]
    if exercise.mode != "sequence":
        used = {id_ for id_, _ in right}
        for item in exercise.items:
            if item.id not in used:
                yield [*right, (item.id, 0)]
    if len(right) > 1:
        yield right[:-1]
    if exercise.indent:
        yield [(id_, depth + 1 if depth < 9 else 0) for id_, depth in right]


def _sample(exercise: OrderExercise, key: OrderKey, lines: list[tuple[str, int]]) -> Sample:
    """Return a sample in the state that it deserves: another order may be right as well."""
    state: State = "right" if judge(exercise, key, tuple(lines)).credit == 1 else "wrong"
    is_code = exercise.mode == "lines"
    return Sample([f"{id_}:{depth}" if is_code else id_ for id_, depth in lines], state)
