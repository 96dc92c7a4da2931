"""The learner's answer to a laboratory, and which of its rows are true.

The value is a table:

    {"rows": [["0.50", "10", "1", "14.21"], ...], "predict": "longer",
     "fields": [["g", "9,8"], ...], "explain": "..."}

A row holds the free controls in the simulation's order, the number of the reading
at these settings, and what the instruments showed.
"""

from __future__ import annotations

import msgspec

from courseware.kinds.lab.model import Row
from courseware.kinds.lab.spec import LONGEST, LabExercise, free_controls, model_of, start
from courseware.mark import Misread, Note
from courseware.variants import Variant

MOST_TEXT = 40
"""Characters of a field or of a cell of the table that are read."""
_BLANK = " \t\r\n\u00a0"
"""What is cut off the ends of a text; `strip` and JavaScript's `trim` mean different things."""
_PARTS = frozenset({"rows", "predict", "fields", "explain"})


class Answer(msgspec.Struct, frozen=True):
    """What was given, as far as it has the form of an answer; rows are still unproved."""

    rows: tuple[tuple[str, ...], ...] = ()
    predict: str = ""
    fields: dict[str, str] = {}
    explain: str = ""


def parse(exercise: LabExercise, value: object) -> Answer | Misread | None:
    """Read a laboratory's table, prediction, fields and explanation."""
    if value is None or value == "":
        return None
    if not isinstance(value, dict) or not value.keys() <= _PARTS:
        return Misread(Note("lab.unreadable"))
    rows, fields = _rows(value.get("rows")), _fields(exercise, value.get("fields"))
    predict, explain = _text(value.get("predict")), _text(value.get("explain"))
    if rows is None or fields is None or predict is None or explain is None:
        return Misread(Note("lab.unreadable"))
    if len(rows) > exercise.most_rows:
        return Misread(Note("lab.too_many_rows", {"count": exercise.most_rows}))
    if len(explain) > LONGEST:
        return Misread(Note("marking.too_long", {"count": LONGEST}))
    known = () if exercise.predict is None else exercise.predict.options
    if predict and predict not in {option.id for option in known}:
        return Misread(Note("marking.unknown_option", {"option": predict[:40]}))
    answer = Answer(rows, predict, fields, explain.strip(_BLANK))
    return None if answer == Answer() else answer


def _text(value: object) -> str | None:
    return "" if value is None else value if isinstance(value, str) else None


def _rows(value: object) -> tuple[tuple[str, ...], ...] | None:
    """Return a table of short texts; a row that holds anything else is an empty one."""
    if value is None:
        return ()
    if not isinstance(value, list | tuple):
        return None
    return tuple(_row(row) for row in value)


def _row(row: object) -> tuple[str, ...]:
    if not isinstance(row, list | tuple) or len(row) > MOST_TEXT:
        return ()
    texts = tuple(cell for cell in row if isinstance(cell, str) and len(cell) <= MOST_TEXT)
    return texts if len(texts) == len(row) else ()


def _fields(exercise: LabExercise, value: object) -> dict[str, str] | None:
    if value is None:
        return {}
    if not isinstance(value, list | tuple):
        return None
    known = {field.id for field in exercise.fields}
    found: dict[str, str] = {}
    for pair in value:
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            return None
        name, typed = pair
        if not isinstance(typed, str) or not isinstance(name, str) or name not in known:
            return None
        text = typed.strip(_BLANK)
        if text:
            found[name] = text[:MOST_TEXT]
    return found


def proved(exercise: LabExercise, variant: Variant, answer: Answer) -> tuple[Row, ...]:
    """Return the rows that the simulation gives again, each once."""
    found: dict[object, Row] = {}
    begun = dict(start(exercise, variant))
    for texts in answer.rows:
        row = _prove(exercise, variant, answer.predict, begun, texts)
        if row is not None:
            found.setdefault((tuple(sorted(row.settings.items())), row.number), row)
    return tuple(found.values())


def _prove(
    exercise: LabExercise,
    variant: Variant,
    prediction: str,
    begun: dict[str, int],
    texts: tuple[str, ...],
) -> Row | None:
    model, controls = model_of(exercise), free_controls(exercise)
    if len(texts) != len(controls) + 1 + len(model.instruments):
        return None
    settings = dict(begun)
    for control, text in zip(controls, texts, strict=False):
        value = control.read(text)
        if value is None or not control.allows(value):
            return None
        settings[control.name] = value
    number = read_number(texts[len(controls)])
    if not number:
        return None
    readings = model.take(variant.seed, prediction, settings, number)
    shown = tuple(
        each.write(reading) for each, reading in zip(model.instruments, readings, strict=True)
    )
    return Row(settings, number, readings) if shown == texts[len(controls) + 1 :] else None


def read_number(text: str) -> int:
    """Return the number of a reading, 0 for what is none."""
    is_number = text.isascii() and text.isdigit() and len(text) <= 3 and text[0] != "0"
    return int(text) if is_number else 0
