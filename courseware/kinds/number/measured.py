"""A number with its unit: value, form and unit are judged apart.

The learner's value is converted into the key's unit exactly, then compared. Where
the number as such is right and the unit is missing, of another size or of another
quantity, that is said, and `unit_credit` is earned.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from courseware import expressions
from courseware.errors import ExpressionError
from courseware.kinds.base import Description, Sample, Shown
from courseware.kinds.number import plain
from courseware.kinds.number.structs import Answer, Measured, NumberExercise
from courseware.mark import Misread, Note, State, Verdict
from courseware.rules.numbers import near_miss, over, quantity
from courseware.scheme import Mistake
from courseware.text import ParsedNumber, Texts
from courseware.text.numbers import plain as plain_text
from courseware.units import (
    HAIR,
    Problem,
    Quantity,
    Unit,
    convert,
    quantity_text,
    read_quantity,
    read_unit,
    unit_text,
)
from courseware.variants import Variant

ANSWER: Final = Quantity

_SLIPS: Final = tuple(
    ratio for size in map(Fraction, ("3.6", "24", "60", "3600")) for ratio in (size, 1 / size)
)
"""Between km/h and m/s, between days, hours, minutes and seconds."""

KNOWN: Final = {
    "L1": "length",
    "L2": "area",
    "L3": "volume",
    "M1": "mass",
    "T1": "time",
    "L1T-1": "speed",
    "L1T-2": "acceleration",
    "L1M1T-2": "force",
    "L2M1T-2": "energy",
    "L2M1T-3": "power",
    "L-1M1T-2": "pressure",
    "K1": "temperature",
    "I1": "current",
    "L2M1T-3I-1": "voltage",
    "L2M1T-3I-2": "resistance",
    "T1I1": "charge",
    "N1": "amount",
    "S1": "money",
}
"""Quantities that a sentence names."""

_USUAL: Final = {*KNOWN, "", "T-1", "L-3M1", "L2T-2", "L2T-2K-1", "L1M1T-1", "L-3N1", "L-1"}
"""What schools measure: a unit that can be read in two ways is echoed as one of these."""


@dataclass(frozen=True, slots=True)
class Goal:
    """The right number, its unit if there is one, and the mistakes in the same terms."""

    value: Fraction
    unit: Unit | None
    wrongs: tuple[tuple[Fraction, Unit | None, Mistake], ...] = ()


def parse(exercise: NumberExercise, value: object) -> Quantity | Misread | None:
    """Read a number and a unit."""
    text = plain.typed(value)
    return text if text is None or isinstance(text, Misread) else read(text)


def read(text: str) -> Quantity | Misread:
    """Read a number and a unit, or say why that cannot be read."""
    found = read_quantity(text)
    return Misread(Note(found.key, found.params)) if isinstance(found, Problem) else found


def mark(
    exercise: NumberExercise, key: Measured, variant: Variant, answer: Quantity
) -> Verdict | Misread:
    """Judge the value in the key's unit, then the form and the unit."""
    return judge(key, goal_of(key, variant), answer, is_optional=exercise.units == "optional")


def goal_of(key: Measured, variant: Variant) -> Goal:
    """Return the right quantity; raises ExpressionError where the key gives none."""
    own = unit_of(key.unit) if key.unit else None
    value, unit = _quantity(key.answer, own, variant)
    wrongs = tuple((*_quantity(mistake.answer, unit, variant), mistake) for mistake in key.mistakes)
    return Goal(value, unit, wrongs)


def unit_of(text: str) -> Unit:
    """Return the unit of a key, which means what it says; raises ExpressionError."""
    units = read_unit(plain_text(text))
    if isinstance(units, tuple):
        return units[0]
    raise ExpressionError("unexpected", text[:40])


def _quantity(
    answer: Answer | Texts | None, unit: Unit | None, variant: Variant
) -> tuple[Fraction, Unit | None]:
    """Read "5 km/h", or a number or an expression with the unit that stands beside it."""
    try:
        return quantity(answer, variant), unit  # type: ignore[arg-type]
    except ExpressionError:
        found = read_quantity(answer) if isinstance(answer, str) else None
        if not isinstance(found, Quantity):
            raise
        return found.real.number.value, found.units[0] if found.units else unit


def judge(key: Measured, goal: Goal, answer: Quantity, *, is_optional: bool) -> Verdict | Misread:
    """Judge a quantity against its goal."""
    number = answer.real.number
    hair = HAIR * abs(goal.value) if answer.real.is_approximate else plain.NOTHING
    if goal.unit is None or (not answer.units and is_optional):
        wrongs = ((value, mistake) for value, _, mistake in goal.wrongs)
        return plain.judge(key, goal.value, number, wrongs, hair)
    unit = fitting(answer, goal.unit)
    if unit is None:
        return _of_no_fitting_unit(key, goal, answer, hair)
    if unit.pi != goal.unit.pi:
        hair = HAIR * abs(goal.value)
    value = convert(number.value, unit, goal.unit, difference=key.difference)
    margin = max(plain.tolerance(key, goal.value), hair)
    is_same = _same_size(unit, goal.unit)
    if abs(value - goal.value) <= margin:
        verdict = plain.form_verdict(key, goal.value, number)
        is_asked = is_same or not key.same_unit
        return verdict if is_asked else _less(verdict, key, Note("quantities.unit_asked"))
    if not is_same and abs(number.value - goal.value) <= margin:
        notes = (Note("quantities.number_right"), _about("unit_size", answer))
        return _less(plain.form_verdict(key, goal.value, number), key, *notes)
    mistaken = _mistake(key, goal, answer, margin)
    if mistaken:
        return mistaken
    return _missed(key, goal.value, replace(number, value=value), margin)


def fitting(answer: Quantity, wanted: Unit) -> Unit | None:
    """Return the reading of the unit that measures what is asked, None where there is none."""
    return next((unit for unit in answer.units if unit.dimension == wanted.dimension), None)


def _same_size(one: Unit, other: Unit) -> bool:
    return (one.factor, one.pi, one.offset) == (other.factor, other.pi, other.offset)


def _about(name: str, answer: Quantity) -> Note:
    return Note(f"quantities.{name}", {"unit": answer.written})


def _less(verdict: Verdict, key: Measured, *notes: Note) -> Verdict:
    """Return a verdict with the unit's share of the credit and what is said of the unit."""
    return Verdict(verdict.credit * expressions.exact(key.unit_credit), (*verdict.notes, *notes))


def _of_no_fitting_unit(key: Measured, goal: Goal, answer: Quantity, hair: Fraction) -> Verdict:
    """Judge a number without a unit, or with one that measures something else."""
    margin = max(plain.tolerance(key, goal.value), hair)
    number = answer.real.number
    mistaken = _mistake(key, goal, answer, margin)
    if abs(number.value - goal.value) <= margin:
        verdict = plain.form_verdict(key, goal.value, number)
        notes = (Note("quantities.number_right"), *_wrong_unit(goal, answer))
        return _less(verdict, key, *notes)
    if mistaken:
        return mistaken
    seen = near_miss(goal.value, number) or (Note("quantities.number_wrong"),)
    return Verdict(plain.NOTHING, (*seen, *_wrong_unit(goal, answer)))


def _wrong_unit(goal: Goal, answer: Quantity) -> Iterator[Note]:
    """Say what is wrong with a unit that does not measure what is asked."""
    if not answer.units or goal.unit is None:
        yield Note("quantities.unit_missing")
        return
    own, wanted = answer.units[0].dimension, goal.unit.dimension
    pairs = list(zip(own, wanted, strict=True))
    if any(own) and any(wanted) and all(a * d == b * c for a, b in pairs for c, d in pairs):
        yield _about("unit_power", answer)
        return
    yield _about("unit_other", answer)
    known = KNOWN.get(dimension_text(own))
    if known:
        yield _about(f"is_{known}", answer)


def dimension_text(powers: Sequence[int]) -> str:
    """Write a dimension as the table of units does: L1T-1."""
    return "".join(
        f"{base}{power}" for base, power in zip("LMTIKNJYS", powers, strict=True) if power
    )


def _mistake(key: Measured, goal: Goal, answer: Quantity, margin: Fraction) -> Verdict | None:
    """Return what the author says to a mistake, in whatever unit either was written."""
    for value, unit, mistake in goal.wrongs:
        given = answer.real.number.value
        if unit is not None and answer.units:
            own = fitting(answer, unit)
            if own is None:
                continue
            into = goal.unit if goal.unit and goal.unit.dimension == unit.dimension else unit
            given = convert(given, own, into, difference=key.difference)
            value = convert(value, unit, into, difference=key.difference)  # noqa: PLW2901 - as given
        if abs(given - value) <= margin:
            return plain.foreseen(mistake)
    return None


def _missed(
    key: Measured, target: Fraction, number: ParsedNumber, margin: Fraction
) -> Verdict | Misread:
    """Say of a wrong number in a fitting unit what can be seen."""
    if number.ambiguous and abs(number.value * 1000 - target) <= margin:
        return Misread(Note("number.ambiguous"))
    is_slip = any(abs(number.value - target * ratio) <= margin * ratio for ratio in _SLIPS)
    notes = (Note("quantities.conversion"),) if is_slip else near_miss(target, number)
    credit = expressions.exact(key.unit_only_credit)
    return Verdict(credit, (*notes, Note("quantities.unit_fits")))


def echo(answer: Quantity, value: object, language: str) -> str:
    """Write number and unit as the language does."""
    number = answer.real.number
    usual = (unit for unit in answer.units if dimension_text(unit.dimension) in _USUAL)
    unit = next(usual, answer.units[0]) if answer.units else None
    if unit is None and number.form in {"fraction", "mixed"}:
        return plain.echo(number, value, language)
    read = ("≈ " if answer.real.is_approximate else "") + quantity_text(
        number.value, unit, language
    )
    return "" if read == str(value).strip() and not number.ambiguous else read


def describe(exercise: NumberExercise, variant: Variant, language: str) -> Description:
    """Leave a line to write on, with the suffix after it."""
    return plain.describe(exercise, variant, language)


def shown(exercise: NumberExercise, variant: Variant, value: object, language: str) -> Shown:
    """Return what was typed."""
    return plain.shown(exercise, variant, value, language)


def samples(exercise: NumberExercise, key: Measured, variant: Variant) -> Iterator[Sample]:
    """Yield the answer in its unit, a number too large, and no number."""
    goal = goal_of(key, variant)
    unit = "" if goal.unit is None else f" {unit_text(goal.unit, 'en')}"
    yield Sample(plain.written(key, goal.value) + unit, "right")
    state: State = "partly" if key.unit_only_credit else "wrong"
    yield Sample(over(plain.beyond(key, goal.value)) + unit, state)
    yield Sample(f"?{unit}", "unmarked")
