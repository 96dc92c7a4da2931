"""What decoding alone cannot see of a laboratory: unknown names, rubrics that do not add up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from courseware.decoding import Path
from courseware.errors import ExpressionError
from courseware.expressions import exact
from courseware.kinds.base import Finding
from courseware.kinds.lab.spec import LabCheck, LabExercise, LabField, LabKey, model_of, start
from courseware.variants import Variant

_NEEDS: dict[str, tuple[str, ...]] = {
    "levels": ("control",),
    "range": ("control", "span"),
    "one_at_a_time": ("control",),
    "found": ("instrument", "value"),
    "fit": ("field", "constant"),
    "field": ("field", "answer"),
}

_COUNTED = frozenset({"readings", "levels", "one_at_a_time", "repeats", "found"})


def check(exercise: LabExercise, key: LabKey | None) -> Iterator[Finding]:
    """Find settings, controls and fields that are not there, and credits that are not 1 in all."""
    yield from _check_controls(exercise)
    if exercise.attempts is not None:
        yield Finding("lab_attempts", ("attempts",))
    if not exercise.variables:  # with variables every draw is tried by `courseware check`
        try:
            start(exercise, Variant())
        except ExpressionError as error:
            yield Finding("lab_setting", ("settings",), {"detail": error.detail})
    if exercise.predict is not None and len(exercise.predict.options) < 2:
        yield Finding("choice_too_few_options", ("predict", "options"))
    yield from _twice([field.id for field in exercise.fields], ("fields",))
    if key is not None:
        yield from _check_key(exercise, key)


def _check_controls(exercise: LabExercise) -> Iterator[Finding]:
    controls = [each.name for each in model_of(exercise).controls]
    if not exercise.free:
        yield Finding("lab_nothing_free", ("free",), {"known": ", ".join(controls)})
    for index, name in enumerate(exercise.free):
        yield from _known(name, controls, ("free", index))
    for index, name in enumerate(exercise.hidden):
        yield from _known(name, controls, ("hidden", index))
        if name in exercise.free:
            yield Finding("lab_hidden_free", ("hidden", index), {"name": name})
    for name in exercise.settings:
        yield from _known(name, controls, ("settings", name))


def _check_key(exercise: LabExercise, key: LabKey) -> Iterator[Finding]:
    total = sum((exact(check.credit) for check in key.checks), Fraction(0))
    if total != 1:
        yield Finding("lab_credits", ("key", "checks"), {"sum": f"{float(total):g}"})
    for index, line in enumerate(key.checks):
        yield from _check_line(exercise, line, ("key", "checks", index))


def _check_line(exercise: LabExercise, line: LabCheck, path: Path) -> Iterator[Finding]:
    for name in _NEEDS.get(line.kind, ()):
        if getattr(line, name) in {None, "", 0}:
            yield Finding("lab_needs", path, {"kind": line.kind, "field": name})
    yield from _check_names(exercise, line, path)
    needed = line.at_least * line.times
    if line.kind in _COUNTED and needed > exercise.most_rows:
        parameters: dict[str, str | int] = {"needed": needed, "most": exercise.most_rows}
        yield Finding("lab_rows", (*path, "at_least"), parameters)
    if not line.feedback:
        yield Finding("lab_no_feedback", path, {"kind": line.kind}, warning=True)


def _check_names(exercise: LabExercise, line: LabCheck, path: Path) -> Iterator[Finding]:
    model, fields = model_of(exercise), {field.id: field for field in exercise.fields}
    instruments = [each.name for each in model.instruments]
    words = [word for each in model.instruments for word in each.choices]
    options = [each.id for each in exercise.predict.options] if exercise.predict else []
    known: dict[str, Iterable[str]] = {
        "control": exercise.free,
        "constant": model.constants,
        "instrument": instruments,
        "field": fields,
    }
    for name, names in known.items():
        if getattr(line, name) is not None:
            yield from _known(getattr(line, name), names, (*path, name))
    if line.value:
        yield from _known(line.value, words, (*path, "value"))
    if line.kind == "prediction" and (line.answer is not None or not options):
        yield from _known(str(line.answer), options, (*path, "answer"))
    if line.field in fields:
        yield from _check_answer(line, fields[line.field], path)


def _check_answer(line: LabCheck, field: LabField, path: Path) -> Iterator[Finding]:
    if field.options and line.kind == "field":
        yield from _known(str(line.answer), [each.id for each in field.options], (*path, "answer"))
    elif field.options:
        yield Finding("lab_needs", path, {"kind": line.kind, "field": "field"})


def _known(name: str, known: Iterable[str], path: Path) -> Iterator[Finding]:
    names = list(known)
    if name not in names:
        yield Finding("lab_unknown", path, {"name": name, "known": ", ".join(names) or "-"})


def _twice(ids: list[str], path: Path) -> Iterator[Finding]:
    for index, id_ in enumerate(ids):
        if id_ in ids[:index]:
            yield Finding("choice_same_id", (*path, index, "id"), {"id": id_})
