"""Answers to a laboratory: true rows, rows off by little, invented ones, fields of every sort."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from courseware.kinds.lab.sampled import samples
from courseware.kinds.lab.spec import LabExercise, LabKey, free_controls, model_of, start
from courseware.text import LANGUAGES, format_number
from courseware.variants import Variant
from tests.unit.text.test_differential import numeral

HOSTILE = ("", "-0", "007", "1.50", "٣", "9" * 50, "nan", "level", "\x00", "constructor", "0x10")


def answers(
    rng: random.Random, exercise: LabExercise, key: LabKey, variant: Variant
) -> Iterator[Any]:
    """Yield one answer of every sort."""
    careful = next(iter(samples(exercise, key, variant))).value
    assert isinstance(careful, dict)
    rows = [list(row) for row in careful["rows"]]
    some = rng.sample(rows, rng.randrange(len(rows) + 1))
    yield careful | {"rows": some, "fields": fields(rng, exercise)}
    yield careful | {"rows": [*some, *some[:2]], "predict": prediction(rng, exercise)}
    predict = careful["predict"]
    measured = [measure(rng, exercise, variant, predict) for _ in range(rng.randrange(9))]
    yield careful | {"rows": measured}
    yield {"rows": [broken(rng, row) for row in some], "fields": fields(rng, exercise)}
    yield {"rows": measured, "predict": prediction(rng, exercise), "explain": " \u00a0why "}
    yield {rng.choice(("rows", "predict", "fields", "explain", "other")): rng.choice(HOSTILE)}


def measure(rng: random.Random, exercise: LabExercise, variant: Variant, predict: str) -> list[str]:
    model = model_of(exercise)
    settings = dict(start(exercise, variant))
    for control in free_controls(exercise):
        if rng.random() < 0.6:
            settings[control.name] = rng.choice(control.values())
    number = rng.choice((1, 1, 2, 3, 999))
    readings = model.take(variant.seed, predict, settings, number)
    return [
        *(each.write(settings[each.name]) for each in free_controls(exercise)),
        str(number),
        *(each.write(value) for each, value in zip(model.instruments, readings, strict=True)),
    ]


def broken(rng: random.Random, row: list[str]) -> list[Any]:
    changed: list[Any] = list(row)
    place = rng.randrange(len(row))
    changed[place] = rng.choice((*HOSTILE, None, 1, row[place] + "0", row[place - 1]))
    return rng.choice((changed, row, row[:-1], [*row, "1"]))


def prediction(rng: random.Random, exercise: LabExercise) -> Any:
    known = [option.id for option in exercise.predict.options] if exercise.predict else []
    return rng.choice((*known, *known, "", None, "other", 0))


def fields(rng: random.Random, exercise: LabExercise) -> list[Any]:
    found = []
    for field in exercise.fields:
        options = [option.id for option in field.options]
        value = format_number(rng.uniform(0, 20), rng.choice(LANGUAGES), rng.randrange(4))
        found.append([field.id, rng.choice((*options, value, numeral(rng), "", "9,81", "9.81 m"))])
    return rng.choice((found, found, found[:-1], [*found, ["other", "1"]]))
