"""Answers to a choice: sets of options and grids, among them some that there are not."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from courseware.kinds.choice import ChoiceExercise, ChoiceKey, option_ids
from courseware.kinds.choice.matrix import right_columns
from courseware.variants import Variant

ODD: tuple[object, ...] = (
    "none",
    "other",
    "",
    None,
    2,
    True,
    [],
    {},
    ["a"],
    "constructor",
    "\u202e",
    "x" * 90,
)


def answers(
    rng: random.Random, exercise: ChoiceExercise, key: ChoiceKey, variant: Variant
) -> Iterator[Any]:
    """Yield one answer of every sort."""
    if exercise.select == "matrix":
        yield from _grids(rng, exercise, key)
        return
    ids = option_ids(exercise)
    there = variant.order or ids
    yield rng.sample(there, rng.randrange(len(there) + 1))
    yield rng.choice(there)
    yield rng.sample(ids, rng.randrange(len(ids) + 1))
    yield rng.choice([*ids, "other", True, False, 1])
    yield [rng.choice([*ids, *ODD]) for _ in range(rng.randrange(5))]


def _grids(rng: random.Random, exercise: ChoiceExercise, key: ChoiceKey) -> Iterator[Any]:
    columns = [column.id for column in exercise.columns]

    def cell(chosen: list[str]) -> Any:
        return chosen if exercise.several else rng.choice([*chosen, *chosen, ""])

    def some() -> list[str]:
        return rng.sample(columns, rng.randrange(len(columns) + 1))

    right = {row.id: cell(sorted(right_columns(key, row.id))) for row in exercise.rows}
    rows = list(right)
    yield dict(rng.sample(list(right.items()), rng.randrange(len(rows) + 1)))
    yield right | {rng.choice(rows): cell(some())}
    yield {row: cell(some()) for row in rows}
    yield right | {rng.choice(rows): rng.choice([*ODD, columns, columns[0], [columns[0], "x"]])}
    yield right | {rng.choice(("other", "", "__proto__")): columns[0]}
    yield [list(pair) for pair in right.items()]
