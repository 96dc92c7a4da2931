"""Answers to an essay: words of every script, joints between them, nothing, far too much."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from courseware.kinds.essay import LONGEST, EssayExercise, EssayKey
from courseware.variants import Variant

PIECES = (
    *("one", "oʻqish", "o'qituvchi", "школа", "мактаб", "3,5", "½", "العلم", "学", "ひ", "한국"),
    *(" ", " ", " ", "\n", "\t", "\u00a0", "\u200b", "-", "—", "'", "ʼ", ".", ",", "…", "!", "<b>"),
    *("e\u0301", "\u0301", "𝓐", "😀", "{{a}}", "\x00", "\u202e", "_", "&amp;", "\\", "·"),
)


def answers(
    rng: random.Random, exercise: EssayExercise, key: EssayKey, variant: Variant
) -> Iterator[Any]:
    """Yield one answer of every sort."""
    yield "".join(rng.choice(PIECES) for _ in range(rng.randrange(40)))
    yield " ".join(rng.choice(PIECES) for _ in range(rng.randrange(12)))
    yield "a" * (LONGEST + rng.randrange(-1, 2)) if rng.random() < 0.01 else rng.choice(PIECES)
