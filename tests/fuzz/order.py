"""Answers to an order: right ones with a few moves, random ones, lines too deep, broken ones."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from courseware.kinds.order.fields import OrderExercise, OrderKey, depth_of, right_orders
from courseware.variants import Variant

HOSTILE = ("", ":", ":0", "a:", "a:10", "a:-1", "a:٣", "__proto__", "toString:0", 0, None, ["a"])


def answers(
    rng: random.Random, exercise: OrderExercise, key: OrderKey, variant: Variant
) -> Iterator[Any]:
    """Yield one answer of every sort."""
    ids = [item.id for item in exercise.items]
    right = list(rng.choice(right_orders(key)))
    yield written(rng, exercise, key, moved(rng, right, rng.randrange(4)))
    yield written(rng, exercise, key, moved(rng, [*right, *rng.sample(ids, 2)], 2))
    yield written(rng, exercise, key, rng.sample(ids, rng.randrange(len(ids) + 1)))
    yield written(rng, exercise, key, list(variant.order))
    yield [id_ if rng.random() < 0.5 else f"{id_}:{rng.randrange(12)}" for id_ in right]
    yield [*written(rng, exercise, key, right)[: rng.randrange(4)], rng.choice(HOSTILE)]
    yield rng.choice([right[0], {right[0]: 0}, {"0": right[0]}, [right], len(right)])


def moved(rng: random.Random, ids: list[str], times: int) -> list[str]:
    """Take items out and put them somewhere else."""
    ids = list(dict.fromkeys(ids))
    for _ in range(times):
        item = ids.pop(rng.randrange(len(ids)))
        ids.insert(rng.randrange(len(ids) + 1), item)
    return ids


def written(
    rng: random.Random, exercise: OrderExercise, key: OrderKey, ids: list[str]
) -> list[str]:
    """Write items as a page does, most lines as deep as they belong."""
    if exercise.mode != "lines":
        return ids
    depths = [depth_of(key, id_) if rng.random() < 0.8 else rng.randrange(10) for id_ in ids]
    return [f"{id_}:{depth}" for id_, depth in zip(ids, depths, strict=True)]
