"""One number without a unit: its value, then its form.

All comparing is exact, on rational numbers. Half a unit of the last asked figure is
the tolerance that significant figures bring with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from html import escape
from typing import Final

from courseware import expressions
from courseware.kinds.base import Description, Sample, Shown, as_typed
from courseware.kinds.number.structs import Form, Measured, NumberExercise
from courseware.mark import Misread, Note, Verdict
from courseware.rules import numbers
from courseware.rules.numbers import near_miss, over, quantity, widest_margin
from courseware.scheme import Mistake
from courseware.text import (
    NumberProblem,
    ParsedNumber,
    choose,
    format_number,
    magnitude,
    parse_number,
)
from courseware.variants import Variant, fill

NOTHING: Final = Fraction(0)
Wrongs = Iterable[tuple[Fraction, Mistake]]
"""The values of foreseen mistakes, in the key's unit."""


def parse(exercise: NumberExercise, value: object) -> ParsedNumber | Misread | None:
    """Read a number as learners write it, in any of the languages."""
    text = typed(value)
    if text is None or isinstance(text, Misread):
        return text
    read = parse_number(text)
    if isinstance(read, NumberProblem):
        return Misread(Note(f"number.{read.code}", dict(read.params)))
    return read


def typed(value: object) -> str | Misread | None:
    """Return what was typed, None where that is nothing."""
    if value is None or isinstance(value, bool) or not isinstance(value, str | int | float):
        return None if value is None else Misread(Note("marking.not_text"))
    text = value if isinstance(value, str) else repr(value)
    return text if text.strip() else None


def mark(
    exercise: NumberExercise, key: Measured, variant: Variant, answer: ParsedNumber
) -> Verdict | Misread:
    """Judge the value, then the form; then look for a mistake the author foresaw."""
    wrongs = ((quantity(mistake.answer, variant), mistake) for mistake in key.mistakes)
    return judge(key, target_of(key, variant), answer, wrongs)


def target_of(key: Measured, variant: Variant) -> Fraction:
    """Return the right number; raises ExpressionError where the key gives none."""
    return quantity(key.answer, variant)  # type: ignore[arg-type]


def judge(
    key: Measured,
    target: Fraction,
    answer: ParsedNumber,
    wrongs: Wrongs,
    hair: Fraction = NOTHING,
) -> Verdict | Misread:
    """Judge a number against its target; `hair` is the least tolerance."""
    margin = max(tolerance(key, target), hair)
    if abs(answer.value - target) <= margin:
        return form_verdict(key, target, answer)
    for value, mistake in wrongs:
        if abs(answer.value - value) <= margin:
            return foreseen(mistake)
    if answer.ambiguous and abs(answer.value * 1000 - target) <= margin:
        return Misread(Note("number.ambiguous"))
    return Verdict(NOTHING, near_miss(target, answer))


def foreseen(mistake: Mistake) -> Verdict:
    """Return what the author says to a mistake."""
    return Verdict(expressions.exact(mistake.credit), (Note(text=mistake.feedback),))


def tolerance(key: Measured, target: Fraction) -> Fraction:
    """Return how far from the target is still right, in the answer's unit."""
    return widest_margin(target, key.tolerance, key.relative_tolerance, key.significant_figures)


def form_verdict(key: Measured, target: Fraction, answer: ParsedNumber) -> Verdict:
    """Judge the form of a right value."""
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
        "scientific": answer.form == "scientific" and answer.reduced,
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


def samples(exercise: NumberExercise, key: Measured, variant: Variant) -> Iterator[Sample]:
    """Yield the answer written as asked, a number beyond the tolerance, no number."""
    target = target_of(key, variant)
    yield Sample(written(key, target), "right")
    yield Sample(over(beyond(key, target)), "wrong")
    yield Sample("?", "unmarked")


def beyond(key: Measured, target: Fraction) -> Fraction:
    """Return a number that the tolerance does not reach."""
    return target + 2 * tolerance(key, target) + 1


def written(key: Measured, target: Fraction) -> str:
    """Write a right number in the form that is asked for."""
    if key.form == "scientific":
        return _scientific(target, key.significant_figures)
    if key.significant_figures is not None:
        places = max(0, key.significant_figures - 1 - magnitude(target)) if target else 0
        return format_number(target, "en", decimals=places)
    if key.form in {"integer", "decimal"} or target.denominator == 1:
        return format_number(target, "en", figures=15)
    return over(target)


def _scientific(target: Fraction, figures: int | None) -> str:
    power = magnitude(target)
    mantissa = target / Fraction(10) ** power
    if figures is None:
        return f"{format_number(mantissa, 'en', figures=15)}e{power}"
    text = format_number(mantissa, "en", decimals=figures - 1)
    if text.lstrip("−").startswith("10"):
        power += 1
        text = format_number(mantissa / 10, "en", decimals=figures - 1)
    return f"{text}e{power}"
