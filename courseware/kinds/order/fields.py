"""What an exercise of putting in order says, and what its key says."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from courseware.scheme import Key
from courseware.spec import Exercise
from courseware.text import Texts

ItemId = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")]
Depth = Annotated[int, msgspec.Meta(ge=0, le=9)]
"""How many steps a line is indented."""

Answer = tuple[tuple[str, int], ...]
"""The items as they stand, each with its depth."""


class OrderItem(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One item: a `text` in Markdown (a picture is one too), or `code`, which is shown as it is."""

    id: ItemId
    text: Texts = ""
    code: str = ""


class OrderExercise(Exercise, frozen=True, kw_only=True, tag="order"):
    """Items to put in order: all of them, or those that belong, picked from a pool.

    `row` lays them out like the words of a sentence; `indent` asks how deep each line stands.
    """

    mode: Literal["sequence", "pick", "lines"] = "sequence"
    layout: Literal["list", "row"] = "list"
    indent: bool = False
    items: tuple[OrderItem, ...] = ()


class OrderKey(Key, frozen=True, kw_only=True):
    """`answer` is a right order, `answers` are several; items in none are distractors.

    With `after` (item: what must stand somewhere before it) every order of the
    answer's items that respects it is right. `indent` is the depth of the lines
    that have one. `feedback` by item is said when it does not belong or is out
    of place.
    """

    answer: tuple[str, ...] = ()
    answers: tuple[tuple[str, ...], ...] = ()
    after: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    indent: dict[str, Depth] = msgspec.field(default_factory=dict)
    credit: Literal["longest_common_subsequence", "edit_distance", "position", "all_or_nothing"] = (
        "longest_common_subsequence"
    )
    feedback: dict[str, Texts] = msgspec.field(default_factory=dict)


def depth_of(key: OrderKey, id_: str) -> int:
    """Return how deep a line stands in the right program."""
    return key.indent.get(id_, 0)


def right_orders(key: OrderKey) -> tuple[tuple[str, ...], ...]:
    """Return the right orders as they are written; with `after` there may be more."""
    return key.answers or ((key.answer,) if key.answer else ())
