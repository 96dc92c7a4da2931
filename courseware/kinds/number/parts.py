"""Several numbers in one exercise; an error in one is carried forward into the next.

The key of a part may use the ids of earlier ones. A part that is wrong by itself is
judged once more with the learner's own values of those: what follows from them earns
`carried_credit`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from html import escape
from typing import Final

import msgspec

from courseware.errors import ExpressionError
from courseware.expressions import exact, names
from courseware.expressions import parse as parse_expression
from courseware.kinds.base import Description, Sample, Shown, as_typed
from courseware.kinds.number import measured, plain
from courseware.kinds.number.measured import Goal
from courseware.kinds.number.structs import (
    NumberExercise,
    NumberKey,
    NumberPart,
    NumberPartKey,
)
from courseware.mark import Misread, Note, Verdict
from courseware.rules.numbers import over
from courseware.text import NumberProblem, choose, parse_number
from courseware.units import Quantity, Real, convert, unit_text
from courseware.variants import Variant, fill


@dataclass(frozen=True, slots=True)
class Answers:
    """What was given to the parts, by id; a part left empty is not among them."""

    by_part: dict[str, Quantity]


ANSWER: Final = Answers


def parse(exercise: NumberExercise, value: object) -> Answers | Misread | None:
    """Read each part as its number."""
    if value is None:
        return None
    known = {part.id: part for part in exercise.parts}
    if not isinstance(value, dict) or not known.keys() >= value.keys():
        return Misread(Note("marking.unreadable"))
    found: dict[str, Quantity] = {}
    for part in exercise.parts:
        text = plain.typed(value.get(part.id))
        quantity = text if text is None or isinstance(text, Misread) else _read(part, text)
        if isinstance(quantity, Misread):
            return quantity
        if quantity is not None:
            found[part.id] = quantity
    return Answers(found) if found else None


def _read(part: NumberPart, text: str) -> Quantity | Misread:
    if part.units != "none":
        return measured.read(text)
    read = parse_number(text)
    if isinstance(read, NumberProblem):
        return Misread(Note(f"number.{read.code}", dict(read.params)))
    return Quantity(Real(read))


def mark(
    exercise: NumberExercise, key: NumberKey, variant: Variant, answer: Answers
) -> Verdict | Misread:
    """Judge the parts in turn, each by its share."""
    course = _Course(variant)
    credit, shares = Fraction(0), Fraction(0)
    notes: list[Note] = []
    for number, part in enumerate(exercise.parts, 1):
        part_key = key.parts[part.id]
        judged = course.judge(part, part_key, answer.by_part.get(part.id))
        if isinstance(judged, Misread):
            return judged
        state, verdict = judged
        share = exact(part_key.share)
        credit, shares = credit + verdict.credit * share, shares + share
        said = part_key.right if state == "right" else part_key.wrong if state == "wrong" else ""
        notes.append(Note(f"quantities.part_{state}", {"part": number}))
        notes += verdict.notes or ([Note(text=said)] if said else [])
    return Verdict(credit / shares, () if credit == shares else tuple(notes))


class _Course:
    """The way through the parts: the right values, and the learner's own."""

    def __init__(self, variant: Variant) -> None:
        self.variant = variant
        self.right: dict[str, Fraction] = {}
        self.own: dict[str, Fraction] = {}
        self.wrong: set[str] = set()

    def judge(
        self, part: NumberPart, key: NumberPartKey, given: Quantity | None
    ) -> tuple[str, Verdict] | Misread:
        """Return how a part stands, and remember what later parts need of it."""
        goal = measured.goal_of(key, _with(self.variant, self.right))
        judged = self.judged(part, key, goal, given)
        if isinstance(judged, tuple):
            self.right[part.id] = goal.value
            self.own[part.id] = _value(key, goal, given)
            if judged[1].credit < 1:
                self.wrong.add(part.id)
        return judged

    def judged(
        self, part: NumberPart, key: NumberPartKey, goal: Goal, given: Quantity | None
    ) -> tuple[str, Verdict] | Misread:
        if given is None:
            return "blank", Verdict(plain.NOTHING)
        is_optional = part.units != "required"
        verdict = measured.judge(key, goal, given, is_optional=is_optional)
        if not isinstance(verdict, Misread) and verdict.credit == 1:
            return "right", verdict
        own = self.carried_goal(key)
        if own is not None and own.value != goal.value:
            second = measured.judge(key, own, given, is_optional=is_optional)
            if isinstance(second, Verdict) and second.credit > 0:
                carried = self.carried(key, second)
                if isinstance(verdict, Misread) or carried[1].credit > verdict.credit:
                    return carried
        if isinstance(verdict, Misread):
            return verdict
        return ("partly" if verdict.credit else "wrong"), verdict

    def carried_goal(self, key: NumberPartKey) -> Goal | None:
        """Return what follows from the learner's own values; None where nothing does."""
        try:
            return replace(measured.goal_of(key, _with(self.variant, self.own)), wrongs=())
        except ExpressionError:
            return None

    def carried(self, key: NumberPartKey, verdict: Verdict) -> tuple[str, Verdict]:
        """Return the verdict on what follows; only what follows from a wrong part is carried."""
        if not _names(key) & self.wrong:
            return ("right" if verdict.credit == 1 else "partly"), verdict
        return "carried", Verdict(verdict.credit * exact(key.carried_credit), verdict.notes)


def _with(variant: Variant, values: dict[str, Fraction]) -> Variant:
    return msgspec.structs.replace(variant, values={**variant.values, **values})


def _names(key: NumberPartKey) -> frozenset[str]:
    try:
        return names(parse_expression(str(key.answer)))
    except ExpressionError:
        return frozenset()


def _value(key: NumberPartKey, goal: Goal, given: Quantity | None) -> Fraction:
    """Return the learner's number in the key's unit; the right one where none was given."""
    if given is None:
        return goal.value
    number = given.real.number.value
    unit = measured.fitting(given, goal.unit) if goal.unit else None
    if unit is None or goal.unit is None:
        return number
    return convert(number, unit, goal.unit, difference=key.difference)


def echo(answer: Answers, value: object, language: str) -> str:
    """Write the parts whose writing differs, by the names that the key uses for them."""
    typed = value if isinstance(value, dict) else {}
    texts = (
        (name, measured.echo(given, typed.get(name, ""), language))
        for name, given in answer.by_part.items()
    )
    return "; ".join(f"{name} = {text}" for name, text in texts if text)


def describe(exercise: NumberExercise, variant: Variant, language: str) -> Description:
    """Leave a numbered line for each part."""
    lines = []
    for number, part in enumerate(exercise.parts, 1):
        text = fill(choose(part.text, language), variant.values, language)
        suffix = fill(choose(part.suffix, language), variant.values, language)
        lines.append(f"{number}) {text}: ________ {suffix}".replace(") :", ")").rstrip())
    items = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return Description("\n".join(lines), items)


def shown(exercise: NumberExercise, variant: Variant, value: object, language: str) -> Shown:
    """Return what was typed, part by part."""
    if not isinstance(value, dict):
        return as_typed(value)
    places = {part.id: number for number, part in enumerate(exercise.parts, 1)}
    return as_typed([f"{places.get(name, name)}) {text}" for name, text in value.items()])


def samples(exercise: NumberExercise, key: NumberKey, variant: Variant) -> Iterator[Sample]:
    """Yield all parts right, all wrong, the first alone, and one with no number."""
    right: dict[str, Fraction] = {}
    good: dict[str, str] = {}
    bad: dict[str, str] = {}
    for number, part in enumerate(exercise.parts):
        part_key = key.parts[part.id]
        goal = measured.goal_of(part_key, _with(variant, right))
        right[part.id] = goal.value
        has_unit = part.units != "none" and goal.unit is not None
        unit = f" {unit_text(goal.unit, 'en')}" if has_unit and goal.unit else ""
        far = plain.beyond(part_key, goal.value) + number * (abs(goal.value) + 7)
        good[part.id], bad[part.id] = plain.written(part_key, goal.value) + unit, over(far) + unit
    yield Sample(good, "right")
    is_some = any(part_key.unit_only_credit for part_key in key.parts.values())
    yield Sample(bad, "partly" if is_some else "wrong")
    first = exercise.parts[0].id
    if len(good) > 1:
        yield Sample({first: good[first]}, "partly")
    yield Sample({first: "?"}, "unmarked")
