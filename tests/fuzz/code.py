"""Programs that were tried, in all ways that a trial can end, and in some that it cannot."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from courseware.kinds.code import OUTCOMES, CodeExercise, CodeKey
from courseware.kinds.code.structure import NAMES, SYNTAX
from courseware.variants import Variant

SEEN = ("", "3", "NameError|2|name 'x' is not defined", "X||", "|", "title", "data", "<b>|0|<i>")


def answers(
    rng: random.Random, exercise: CodeExercise, key: CodeKey, variant: Variant
) -> Iterator[Any]:
    """Yield one answer of every sort."""
    cases = [case.id for case in (*exercise.examples, *key.cases)]
    facts = rng.sample(NAMES, rng.randrange(len(NAMES)))
    facts += [f"def:{name}" for name in exercise.define if rng.random() < 0.9]
    ran = [[id_, rng.choice(("right", *OUTCOMES)), rng.choice(SEEN)] for id_ in cases]
    tried = {"source": "x = 1", "facts": facts, "ran": ran}
    yield tried
    yield {**tried, "facts": [*facts, f"syntax:{rng.randrange(9)}:{rng.choice([*SYNTAX, 'x'])}"]}
    yield {**tried, "ran": rng.sample(ran, rng.randrange(len(ran) + 1))}
    broken = ("source", "facts", "ran")
    yield {**tried, rng.choice(broken): rng.choice(("", [], None, 1, [["a"]], ["a", 1], "abc"))}
    yield "x = 1"
