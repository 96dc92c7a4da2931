"""What an exercise of matching says, and what its key says."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from courseware.scheme import Credit, Key
from courseware.spec import Exercise
from courseware.text import Texts

PartId = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")]

Answer = dict[str, str]
"""The target that each item was given; an item left aside is not in it."""


class MatchPart(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An item or a target: a text in Markdown, a picture too."""

    id: PartId
    text: Texts


class MatchExercise(Exercise, frozen=True, kw_only=True, tag="match"):
    """Items to be given targets: one each in pairs, or sorted into groups.

    In pairs `reuse` lets a target serve several items; a group always does.
    With `spare` some items belong nowhere, and learners are told so. Targets
    that no item belongs to are distractors and need no word.
    """

    mode: Literal["pairs", "groups"] = "pairs"
    reuse: bool = False
    spare: bool = False
    items: tuple[MatchPart, ...] = ()
    targets: tuple[MatchPart, ...] = ()


class Confusion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A wrong pair that the author foresaw, its credit and what to say to it."""

    item: PartId
    target: PartId
    feedback: Texts = ""
    credit: Credit = 0


class MatchKey(Key, frozen=True, kw_only=True):
    """`answers` gives each item its target, or a list of targets that are right for it.

    `feedback` by item is said when its target is wrong, unless one of `confusions`
    speaks of that very pair.
    """

    answers: dict[str, str | tuple[str, ...]] = msgspec.field(default_factory=dict)
    credit: Literal["per_item", "less_guessing", "all_or_nothing"] = "per_item"
    feedback: dict[str, Texts] = msgspec.field(default_factory=dict)
    confusions: tuple[Confusion, ...] = ()


def accepted(key: MatchKey, item: str) -> tuple[str, ...]:
    """Return the targets that are right for an item, none where it belongs nowhere."""
    given = key.answers.get(item, ())
    return (given,) if isinstance(given, str) else given
