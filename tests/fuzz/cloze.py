"""Answers to a cloze: gaps right, misspelt, foreign and hostile; words marked at random."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from courseware.kinds.cloze import ClozeExercise, ClozeKey
from courseware.kinds.cloze.body import word_ids
from courseware.kinds.cloze.marking import accepted
from courseware.kinds.cloze.model import options_of
from courseware.rules.texts import every
from courseware.text import LANGUAGES, format_number, to_cyrillic
from courseware.variants import Variant
from tests.unit.text.test_differential import SIGNS, misspelt, numeral, text

HOSTILE = (
    *("", " ", "\u00a0", "\x1f", "\ufeff", "\u200b", "0", "-0", "nan", "1e400", "10^10^10"),
    *("\u202eabc", "\x00", "[[a]]", "{{a}}", "((((" * 50, "e\u0301" * 60, "\U0001f600" * 200),
    *("x" * 500, "x" * 501, "<script>", "__proto__", "constructor", "a" + "\u0338" * 300),
    *("١٢", "½", "1/0", "\ufffe", "аaаa", "9" * 210, "1" + " 000" * 60),
)


def answers(
    rng: random.Random, exercise: ClozeExercise, key: ClozeKey, variant: Variant
) -> Iterator[Any]:
    """Yield one answer of every sort."""
    if exercise.words is not None:
        yield from _marked(rng, exercise, key)
        return
    names = list(exercise.gaps)
    right = {name: _right(rng, exercise, key, name) for name in names}
    yield dict(rng.sample(list(right.items()), rng.randrange(len(names) + 1)))
    yield right | {rng.choice(names): _other(rng, exercise, rng.choice(names))}
    yield {name: _other(rng, exercise, name) for name in names}
    yield right | {rng.choice(names): misspelt(rng, str(right[rng.choice(names)]))}
    yield right | {rng.choice(names): rng.choice(HOSTILE)}
    yield right | {rng.choice(names): rng.choice(({}, [], ["a"], True, 0, 3.5, 1e21, -0.0, None))}
    yield right | {rng.choice(HOSTILE): "a"}


def _right(rng: random.Random, exercise: ClozeExercise, key: ClozeKey, name: str) -> Any:
    form = rng.choice(every(rng.choice(accepted(key, name))))
    if exercise.gaps[name].kind == "text":
        return rng.choice((form, form.upper(), to_cyrillic(form), f"\t{form} "))
    return form


def _other(rng: random.Random, exercise: ClozeExercise, name: str) -> Any:
    gap = exercise.gaps[name]
    if gap.kind == "number":
        return rng.choice((numeral(rng), format_number(rng.uniform(-9, 9), rng.choice(LANGUAGES))))
    ids = [option.id for option in options_of(exercise, gap)]
    return rng.choice([*ids, *ids, text(rng), rng.choice(SIGNS)])


def _marked(rng: random.Random, exercise: ClozeExercise, key: ClozeKey) -> Iterator[Any]:
    by_language = word_ids(exercise.body, every_word=exercise.words == "all")
    known = sorted(frozenset[str]().union(*by_language.values()))
    right = list(key.answers)
    yield rng.sample(right, rng.randrange(len(right) + 1))
    yield rng.sample(known, rng.randrange(min(6, len(known)) + 1))
    yield [*right, rng.choice(known)]
    yield [*right, rng.choice((*HOSTILE, 1, None, True, ["a"], f"{rng.choice(known)}-2"))]
