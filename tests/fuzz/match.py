"""Answers to a matching: right ones with a few changes, random ones, broken ones."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from courseware.kinds.match.fields import MatchExercise, MatchKey, accepted
from courseware.variants import Variant

HOSTILE = (
    "",
    "__proto__",
    "constructor",
    "valueOf ",
    "\u202eforce",
    "\ud83d\ude00" * 50,
    "\uffff",
    0,
)


def answers(
    rng: random.Random, exercise: MatchExercise, key: MatchKey, variant: Variant
) -> Iterator[Any]:
    """Yield one answer of every sort."""
    items = [item.id for item in exercise.items]
    targets = [target.id for target in exercise.targets]
    right = {item: rng.choice(accepted(key, item)) for item in items if accepted(key, item)}
    yield shuffled(rng, right)
    near = right | {rng.choice(items): rng.choice([*targets, None, ""])}
    yield shuffled(rng, near)
    yield shuffled(rng, {item: rng.choice([*targets, ""]) for item in items})
    some = rng.sample(items, rng.randrange(len(items) + 1))
    yield dict(zip(some, rng.sample(targets * len(items), len(some)), strict=True))
    yield shuffled(rng, right | {str(rng.choice(HOSTILE)): rng.choice(targets)})
    yield shuffled(rng, right | {rng.choice(items): rng.choice([*HOSTILE, targets[:1], {}, True])})
    yield rng.choice([list(right.items()), items, targets[0], len(items)])


def shuffled(rng: random.Random, answer: dict[str, Any]) -> dict[str, Any]:
    """Return the same table in another order: nothing may depend on it."""
    pairs = list(answer.items())
    return dict(rng.sample(pairs, len(pairs)))
