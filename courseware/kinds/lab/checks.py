"""The rubric of procedure, line by line, on rows that are proved; all comparing is exact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction

import msgspec

from courseware.expressions import exact
from courseware.kinds.lab.model import Control, Model, Row
from courseware.kinds.lab.rows import Answer, proved
from courseware.kinds.lab.spec import LabCheck, LabExercise, LabField, LabKey, model_of
from courseware.mark import Note, Verdict
from courseware.rules.numbers import near_miss, quantity, widest_margin
from courseware.text import NumberProblem, ParsedNumber, Texts, parse_number, say
from courseware.variants import Variant

_WRITTEN = ("uz", "ru", "en")


class Work(msgspec.Struct, frozen=True):
    """What the lines of a rubric look at."""

    exercise: LabExercise
    variant: Variant
    answer: Answer
    rows: tuple[Row, ...]

    @property
    def model(self) -> Model:
        """The simulation."""
        return model_of(self.exercise)


def mark(exercise: LabExercise, key: LabKey, variant: Variant, answer: Answer) -> Verdict:
    """Add up the credits of the lines that are met; tell of each that is not."""
    work = Work(exercise, variant, answer, proved(exercise, variant, answer))
    told = [(check, _CHECKS[check.kind](work, check)) for check in key.checks]
    credit = sum((exact(check.credit) for check, note in told if note is None), Fraction(0))
    notes: list[Note] = []
    for check, note in told:
        said = Note(text=check.feedback) if check.feedback else note
        if note is not None and said is not None and said not in notes:
            notes.append(said)
    met = sum(note is None for _, note in told)
    if met and notes:
        notes.insert(0, Note("lab.met", {"done": met, "total": len(told)}))
    refused = len(answer.rows) - len(work.rows)
    if refused:
        notes.append(Note("lab.refused", {"count": refused}))
    return Verdict(min(credit, Fraction(1)), tuple(notes))


def _readings(work: Work, check: LabCheck) -> Note | None:
    return _enough("lab.few_readings", len(work.rows), check.at_least)


def _levels(work: Work, check: LabCheck) -> Note | None:
    name = check.control or ""
    values = {row.settings[name] for row in work.rows}
    return _enough("lab.few_levels", len(values), check.at_least, control=_name(work, name))


def _range(work: Work, check: LabCheck) -> Note | None:
    control = _control(work, check)
    values = [row.settings[control.name] for row in work.rows]
    covered = control.exact(max(values) - min(values)) if values else Fraction(0)
    if values and covered >= exact(check.span):
        return None
    return Note(text=_texts("lab.narrow_range", control=_name(work, control.name)))


def _repeats(work: Work, check: LabCheck) -> Note | None:
    taken = Counter(tuple(sorted(row.settings.items())) for row in work.rows)
    enough = sum(count >= check.at_least for count in taken.values())
    if enough >= check.times:
        return None
    return Note("lab.few_repeats", {"needed": check.at_least, "times": check.times})


def _one_at_a_time(work: Work, check: LabCheck) -> Note | None:
    control = _control(work, check)
    values = {row.settings[control.name] for row in series(work.rows, control.name)}
    if len(values) >= check.at_least:
        return None
    name = _name(work, control.name)
    return Note(text=_texts("lab.many_at_a_time", control=name, needed=str(check.at_least)))


def series(rows: Sequence[Row], control: str) -> Sequence[Row]:
    """Return the rows that differ in one control alone; of several series the longest."""
    groups: dict[object, list[Row]] = {}
    for row in rows:
        others = {name: value for name, value in row.settings.items() if name != control}
        groups.setdefault(tuple(sorted(others.items())), []).append(row)
    best: list[Row] = []
    for group in groups.values():
        if _values(group, control) > _values(best, control):
            best = group
    return best


def _values(rows: Sequence[Row], control: str) -> int:
    return len({row.settings[control] for row in rows})


def _found(work: Work, check: LabCheck) -> Note | None:
    place = work.model.instrument(check.instrument or "") or 0
    scale = work.model.instruments[place]
    showing = {
        tuple(sorted(row.settings.items()))
        for row in work.rows
        if scale.write(row.readings[place]) == check.value
    }
    return _enough("lab.few_found", len(showing), check.at_least)


def _fit(work: Work, check: LabCheck) -> Note | None:
    given = _number(work, check)
    if isinstance(given, Note):
        return given
    rows = series(work.rows, check.control) if check.control else work.rows
    own = work.model.constants[check.constant or ""](rows)
    if own is None or len(rows) < check.at_least:
        return Note("lab.no_fit")
    near = abs(given.value - own) <= exact(check.tolerance) * abs(own)
    return None if near else Note("lab.not_from_rows")


def _field(work: Work, check: LabCheck) -> Note | None:
    field = field_of(work.exercise, check.field)
    if field.options:
        typed = work.answer.fields.get(field.id, "")
        if not typed:
            return Note("lab.field_empty")
        return None if typed == check.answer else Note("lab.field_wrong")
    given = _number(work, check)
    if isinstance(given, Note):
        return given
    target = quantity("0" if check.answer is None else check.answer, work.variant)
    margin = widest_margin(target, check.tolerance, check.relative_tolerance)
    if abs(given.value - target) <= margin:
        return None
    return next(iter(near_miss(target, given)), Note("lab.field_wrong"))


def _prediction(work: Work, check: LabCheck) -> Note | None:
    predicted = work.answer.predict
    if not predicted:
        return Note("lab.no_prediction")
    return Note("lab.other_prediction") if check.answer not in {None, predicted} else None


def field_of(exercise: LabExercise, id_: str | None) -> LabField:
    """Return the field that a check is about."""
    return next(field for field in exercise.fields if field.id == id_)


def _number(work: Work, check: LabCheck) -> ParsedNumber | Note:
    """Return the number in a field, or what to say where there is none."""
    typed = work.answer.fields.get(check.field or "", "")
    if not typed:
        return Note("lab.field_empty")
    read = parse_number(typed)
    if isinstance(read, NumberProblem):
        return Note(f"number.{read.code}", dict(read.params))
    return read


def _enough(key: str, done: int, needed: int, **names: Texts) -> Note | None:
    if done >= needed:
        return None
    if names:
        return Note(text=_texts(key, done=str(done), needed=str(needed), **names))
    return Note(key, {"done": done, "needed": needed})


def _control(work: Work, check: LabCheck) -> Control:
    return next(each for each in work.model.controls if each.name == check.control)


def _name(work: Work, control: str) -> Texts:
    """Return what a control is called, in every language."""
    return {language: say(f"lab_{work.model.name}.{control}", language) for language in _WRITTEN}


def _texts(key: str, **parameters: Texts) -> Texts:
    """Return a sentence in every language, with names in it that differ by language."""
    return {
        language: say(
            key,
            language,
            **{
                name: text if isinstance(text, str) else text[language]
                for name, text in parameters.items()
            },
        )
        for language in _WRITTEN
    }


_CHECKS: dict[str, Callable[[Work, LabCheck], Note | None]] = {
    "readings": _readings,
    "levels": _levels,
    "range": _range,
    "repeats": _repeats,
    "one_at_a_time": _one_at_a_time,
    "found": _found,
    "fit": _fit,
    "field": _field,
    "prediction": _prediction,
}
