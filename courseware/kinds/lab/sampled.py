"""A careful experimenter: an answer that meets every line of a rubric, and one that invents."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from courseware.expressions import exact
from courseware.kinds.base import Sample
from courseware.kinds.lab.checks import series
from courseware.kinds.lab.model import Control, Row, Settings
from courseware.kinds.lab.spec import (
    LabExercise,
    LabField,
    LabKey,
    free_controls,
    model_of,
    start,
)
from courseware.rules.numbers import quantity
from courseware.text import format_number
from courseware.variants import Variant

_LEVELS = 5
_VARIED = frozenset({"levels", "range", "one_at_a_time", "fit"})


def samples(exercise: LabExercise, key: LabKey, variant: Variant) -> Iterator[Sample]:
    """Yield a careful experiment, invented measurements, no table at all."""
    predict = _prediction(exercise, key)
    rows = _rows(exercise, key, variant, predict)
    fields = [[field.id, _field(exercise, key, variant, rows, field)] for field in exercise.fields]
    written = [_written(exercise, row) for row in rows]
    yield Sample({"rows": written, "predict": predict, "fields": fields}, "right")
    yield Sample({"rows": [[*row[:-1], "?"] for row in written] or [["?"]]}, "wrong")
    yield Sample({"rows": "many"}, "unmarked")


def _prediction(exercise: LabExercise, key: LabKey) -> str:
    wanted = [check.answer for check in key.checks if check.kind == "prediction" and check.answer]
    options = exercise.predict.options if exercise.predict else ()
    return str(wanted[0]) if wanted else options[0].id if options else ""


def _rows(exercise: LabExercise, key: LabKey, variant: Variant, predict: str) -> list[Row]:
    model, taken = model_of(exercise), dict[tuple[tuple[str, int], ...], int]()
    begun = dict(start(exercise, variant))
    for settings in _settings(exercise, key, begun):
        taken.setdefault(tuple(sorted(settings.items())), 1)
    for check in key.checks:
        for place in list(taken)[: check.times] if check.kind == "repeats" else ():
            taken[place] = max(taken[place], check.at_least)
    wanted = max((check.at_least for check in key.checks if check.kind == "readings"), default=1)
    while sum(taken.values()) < wanted:
        fewest = min(taken, key=lambda place: taken[place])
        taken[fewest] += 1
    return [
        Row(dict(place), number, model.take(variant.seed, predict, dict(place), number))
        for place, count in taken.items()
        for number in range(1, count + 1)
    ]


def _settings(exercise: LabExercise, key: LabKey, begun: dict[str, int]) -> Iterator[Settings]:
    """Yield what must be set: one control after the other through its range, and what is sought."""
    model = model_of(exercise)
    for check in key.checks:
        control = model.control(check.control or "")
        if check.kind in _VARIED and control is not None:
            for value in _spread(control, max(check.at_least, _LEVELS)):
                yield begun | {control.name: value}
        elif check.kind in {"found", "fit"} and model.solve is not None:
            yield from list(model.solve(begun, exercise.free))[: check.at_least]
    yield begun


def _spread(control: Control, count: int) -> list[int]:
    """Return so many values of a control, from its lowest to its highest."""
    values = control.values()
    count = min(count, len(values))
    if count < 2:
        return list(values[:count])
    return [values[place * (len(values) - 1) // (count - 1)] for place in range(count)]


def _field(
    exercise: LabExercise, key: LabKey, variant: Variant, rows: list[Row], field: LabField
) -> str:
    """Return what the rows give, as near to the right answer as that allows."""
    own, low, high = None, None, None
    for check in key.checks:
        if check.field != field.id:
            continue
        if field.options:
            return str(check.answer)
        if check.kind == "fit":
            used = series(rows, check.control) if check.control else rows
            own = model_of(exercise).constants[check.constant or ""](used)
        elif check.answer is not None:
            target = quantity(check.answer, variant)
            share = exact(check.relative_tolerance) * abs(target)
            margin = max(exact(check.tolerance), share) * Fraction(999, 1000)
            low, high = target - margin, target + margin
    if low is None or high is None:
        value = own or Fraction(0)
    else:
        value = min(max(own, low), high) if own is not None else (low + high) / 2
    return format_number(value, "en", figures=12).replace("\u202f", "")


def _written(exercise: LabExercise, row: Row) -> list[str]:
    model = model_of(exercise)
    return [
        *(each.write(row.settings[each.name]) for each in free_controls(exercise)),
        str(row.number),
        *(each.write(value) for each, value in zip(model.instruments, row.readings, strict=True)),
    ]
