"""Number: a value within a tolerance, in the form that was asked for.

All comparing is exact, on rational numbers. Value and form are judged apart: a
right value in the wrong form, or with the wrong number of significant figures,
earns `form_credit`. Half a unit of the last asked figure is the tolerance that
significant figures bring with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from html import escape
from typing import Annotated, Literal

import msgspec

from courseware import expressions
from courseware.errors import ExpressionError
from courseware.kinds.base import Description, Finding, Sample, Shown, as_typed
from courseware.mark import Misread, Note, Verdict
from courseware.rules import numbers
from courseware.rules.numbers import near_miss, over, quantity, widest_margin
from courseware.scheme import Credit, Key, Mistake
from courseware.spec import Exercise, Number
from courseware.text import (
    NumberProblem,
    ParsedNumber,
    Texts,
    choose,
    format_number,
    magnitude,
    parse_number,
)
from courseware.variants import Generator, Variant, fill

Form = Literal["any", "integer", "decimal", "fraction", "reduced"]
_MARGIN = msgspec.Meta(ge=0)

Quantity = Number | str
"""A number, or an expression in the variables."""


class NumberExercise(Exercise, frozen=True, kw_only=True, tag="number"):
    """A number typed by the learner; `suffix` stands after the input."""

    suffix: Texts = ""


class NumberKey(Key, frozen=True, kw_only=True):
    """`answer` is a number or an expression in the variables.

    `tolerance` is absolute, in the answer's unit; `relative_tolerance` a share
    of the answer (0.01 is one per cent). The wider of the given ones counts.
    """

    answer: Quantity
    tolerance: Annotated[int, _MARGIN] | Annotated[float, _MARGIN] = 0
    relative_tolerance: Annotated[float, msgspec.Meta(ge=0, lt=1)] = 0
    significant_figures: Annotated[int, msgspec.Meta(ge=1, le=15)] | None = None
    form: Form = "any"
    form_credit: Credit = 0.5
    mistakes: tuple[Mistake, ...] = ()


EXERCISE = NumberExercise
KEY = NumberKey


def draw(exercise: NumberExercise, generator: Generator) -> tuple[str, ...]:
    """Nothing to order."""
    return ()


def parse(exercise: NumberExercise, value: object) -> ParsedNumber | Misread | None:
    """Read a number as learners write it, in any of the languages."""
    if value is None or isinstance(value, bool) or not isinstance(value, str | int | float):
        return None if value is None else Misread(Note("marking.not_text"))
    text = value if isinstance(value, str) else repr(value)
    if not text.strip():
        return None
    read = parse_number(text)
    if isinstance(read, NumberProblem):
        return Misread(Note(f"number.{read.code}", dict(read.params)))
    return read


def mark(
    exercise: NumberExercise, key: NumberKey, variant: Variant, answer: ParsedNumber
) -> Verdict | Misread:
    """Judge the value, then the form; then look for a mistake the author foresaw."""
    target = quantity(key.answer, variant)
    margin = tolerance(key, target)
    if abs(answer.value - target) <= margin:
        return _form_verdict(key, target, answer)
    for mistake in key.mistakes:
        if abs(answer.value - quantity(mistake.answer, variant)) <= margin:
            return Verdict(expressions.exact(mistake.credit), (Note(text=mistake.feedback),))
    if answer.ambiguous and abs(answer.value * 1000 - target) <= margin:
        return Misread(Note("number.ambiguous"))
    return Verdict(Fraction(0), near_miss(target, answer))


def tolerance(key: NumberKey, target: Fraction) -> Fraction:
    """Return how far from the target is still right, in the answer's unit."""
    return widest_margin(target, key.tolerance, key.relative_tolerance, key.significant_figures)


def _form_verdict(key: NumberKey, target: Fraction, answer: ParsedNumber) -> Verdict:
    notes = []
    if not _has_form(key.form, target, answer):
        notes.append(Note(f"marking.form_{key.form}"))
    figures = key.significant_figures
    if figures is not None and not answer.figures[0] <= figures <= answer.figures[1]:
        notes.append(Note("marking.figures", {"count": figures}))
    return Verdict(expressions.exact(key.form_credit) if notes else Fraction(1), tuple(notes))


def _has_form(form: Form, target: Fraction, answer: ParsedNumber) -> bool:
    whole = target.denominator == 1 and answer.form == "integer"
    return {
        "any": True,
        "integer": answer.form == "integer",
        "decimal": answer.form in {"integer", "decimal", "scientific"},
        "fraction": whole or answer.form in {"fraction", "mixed"},
        "reduced": whole or (answer.form in {"fraction", "mixed"} and answer.reduced),
    }[form]


def echo(answer: ParsedNumber, value: object, language: str) -> str:
    """Write the number as the language does; a plain fraction needs no second reading."""
    return numbers.echo(answer, value, language)


def describe(exercise: NumberExercise, variant: Variant, language: str) -> Description:
    """Leave a line to write on, with the suffix after it."""
    suffix = fill(choose(exercise.suffix, language), variant.values, language)
    line = f"________ {suffix}".rstrip()
    return Description(line, f"<p>{escape(line)}</p>")


def shown(exercise: NumberExercise, variant: Variant, value: object, language: str) -> Shown:
    """Return what was typed."""
    return as_typed(value)


def samples(exercise: NumberExercise, key: NumberKey, variant: Variant) -> Iterator[Sample]:
    """Yield the answer written as asked, a number beyond the tolerance, no number."""
    target = quantity(key.answer, variant)
    yield Sample(_written(key, target), "right")
    beyond = target + 2 * tolerance(key, target) + 1
    yield Sample(over(beyond), "wrong")
    yield Sample("?", "unmarked")


def _written(key: NumberKey, target: Fraction) -> str:
    if key.significant_figures is not None:
        places = max(0, key.significant_figures - 1 - magnitude(target)) if target else 0
        return format_number(target, "en", decimals=places)
    if key.form in {"integer", "decimal"} or target.denominator == 1:
        return format_number(target, "en", figures=15)
    return over(target)


def check(exercise: NumberExercise, key: NumberKey | None) -> Iterator[Finding]:
    """Find answers that cannot be computed or met, and mistakes that nobody explains."""
    if key is None:
        return
    known = set(exercise.variables)
    yield from _check_quantity(key.answer, ("key", "answer"), known)
    for index, mistake in enumerate(key.mistakes):
        path = ("key", "mistakes", index, "answer")
        if isinstance(mistake.answer, dict):
            yield Finding("number_needed", path)
        else:
            yield from _check_quantity(mistake.answer, path, known)
    if not key.mistakes:
        yield Finding("no_mistakes", ("key", "mistakes"), warning=True)


def _check_quantity(
    written: Quantity, path: tuple[str | int, ...], known: set[str]
) -> Iterator[Finding]:
    if not isinstance(written, str) or isinstance(parse_number(written), ParsedNumber):
        return
    try:
        missing = expressions.names(expressions.parse(written)) - known - {"pi", "e"}
    except ExpressionError as error:
        yield Finding(f"expression_{error.code}", path, {"detail": error.detail})
        return
    for name in sorted(missing):
        yield Finding("expression_unknown_name", path, {"detail": name})
