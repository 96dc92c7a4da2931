"""What is wrong with the items, targets and key of a matching beyond their form."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from courseware.kinds.base import Finding
from courseware.kinds.match.fields import MatchExercise, MatchKey, MatchPart, accepted

MOST_PARTS = 40


def check(exercise: MatchExercise, key: MatchKey | None) -> Iterator[Finding]:
    """Find parts and keys that do not fit together, and what gives the pairs away."""
    fewest = 1 if exercise.spare else 2
    for field, parts, least in (
        ("items", exercise.items, 2),
        ("targets", exercise.targets, fewest),
    ):
        if not least <= len(parts) <= MOST_PARTS:
            counts: dict[str, str | int] = {"field": field, "least": least, "most": MOST_PARTS}
            yield Finding("match_count", (field,), counts)
        yield from _check_ids(field, parts)
    if exercise.reuse and exercise.mode == "groups":
        yield Finding("match_reuse_groups", ("reuse",))
    if key is None:
        return
    yield from _check_key(exercise, key)
    yield from _check_feedback(exercise, key)
    if exercise.graded:
        yield from _check_secrecy(exercise, key)


def _check_ids(field: str, parts: tuple[MatchPart, ...]) -> Iterator[Finding]:
    ids = [part.id for part in parts]
    for at, id_ in enumerate(ids):
        if id_ in ids[:at]:
            yield Finding("match_same_id", (field, at, "id"), {"id": id_})


def _check_key(exercise: MatchExercise, key: MatchKey) -> Iterator[Finding]:
    items = [item.id for item in exercise.items]
    belonging = [item for item in items if accepted(key, item)]
    if not belonging:
        yield Finding("key_needs", ("key", "answers"), {"field": "answers"})
    elif not exercise.spare:
        for item in items:
            if item not in belonging:
                yield Finding("match_item_aside", ("key", "answers"), {"id": item})
    elif len(belonging) == len(items):
        yield Finding("match_none_spare", ("spare",), warning=True)
    for item in key.answers:
        yield from _unknown(exercise.items, item, ("key", "answers", item))
        for target in accepted(key, item):
            yield from _unknown(exercise.targets, target, ("key", "answers", item))
    if exercise.mode == "pairs" and not exercise.reuse:
        singles = [accepted(key, item)[0] for item in belonging if len(accepted(key, item)) == 1]
        for target in sorted({target for target in singles if singles.count(target) > 1}):
            yield Finding("match_target_twice", ("key", "answers"), {"id": target})


def _check_feedback(exercise: MatchExercise, key: MatchKey) -> Iterator[Finding]:
    for item in key.feedback:
        yield from _unknown(exercise.items, item, ("key", "feedback", item))
    for at, confusion in enumerate(key.confusions):
        path = ("key", "confusions", at)
        yield from _unknown(exercise.items, confusion.item, (*path, "item"))
        yield from _unknown(exercise.targets, confusion.target, (*path, "target"))
        if confusion.target in accepted(key, confusion.item):
            pair: dict[str, str | int] = {"item": confusion.item, "target": confusion.target}
            yield Finding("match_confusion_right", path, pair)
    spoken = {*key.feedback, *(confusion.item for confusion in key.confusions)}
    if silent := [item.id for item in exercise.items if item.id not in spoken]:
        parameters: dict[str, str | int] = {"ids": ", ".join(silent), "id": silent[0]}
        yield Finding("match_no_feedback", ("key", "feedback"), parameters, warning=True)


def _unknown(
    parts: tuple[MatchPart, ...], id_: str, path: tuple[str | int, ...]
) -> Iterator[Finding]:
    if all(part.id != id_ for part in parts):
        known = ", ".join(part.id for part in parts)
        yield Finding("match_key_unknown", path, {"id": id_, "known": known})


def _check_secrecy(exercise: MatchExercise, key: MatchKey) -> Iterator[Finding]:
    """Find a graded exercise that tells its pairs: students receive both lists as written."""
    places = {target.id: at for at, target in enumerate(exercise.targets)}
    belonging = [item.id for item in exercise.items if accepted(key, item.id)]
    at = [min(places.get(target, 0) for target in accepted(key, item)) for item in belonging]
    # The rows of a table, or item after item sorted by group.
    if len(at) > 2 and len(set(at)) > 1 and all(here <= after for here, after in pairwise(at)):
        yield Finding("match_given_away", ("items",))
    if belonging and all(item in accepted(key, item) for item in belonging):
        yield Finding("match_ids_tell", ("items",))
