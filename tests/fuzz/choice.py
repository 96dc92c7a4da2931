"""Answers to a choice: sets of options, among them some that there are not."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from courseware.kinds.choice import ChoiceExercise, ChoiceKey, option_ids
from courseware.variants import Variant


def answers(
    rng: random.Random, exercise: ChoiceExercise, key: ChoiceKey, variant: Variant
) -> Iterator[Any]:
    """Yield one answer of every sort."""
    ids = option_ids(exercise)
    yield rng.sample(ids, rng.randrange(len(ids) + 1))
    yield rng.choice(ids)
    yield rng.choice([*ids, "other", True, False, 1])
    yield [rng.choice([*ids, "none", None, 2, True]) for _ in range(rng.randrange(5))]
