"""Formula: an answer that is equivalent to the key, in the form that was asked for.

What was typed is read by a grammar of our own (`courseware.algebra`) and shown to the learner as
it was understood before an attempt is spent. Value and form are judged apart: a right value in
another form earns `form_credit`. What cannot be decided is not marked, and never wrong.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from html import escape

from courseware import algebra
from courseware.algebra import Node
from courseware.errors import AlgebraError
from courseware.expressions import exact
from courseware.kinds.base import Description, Sample, Shown, as_typed
from courseware.kinds.formula.checking import check
from courseware.kinds.formula.fields import FormulaExercise, FormulaKey
from courseware.kinds.formula.judging import form_notes, judge, lexicon_of, problem, target_of
from courseware.kinds.formula.rounding import rounded_answer
from courseware.mark import Misread, Note, Verdict
from courseware.text import choose
from courseware.variants import Generator, Variant, fill

__all__ = [
    "EXERCISE",
    "KEY",
    "FormulaExercise",
    "FormulaKey",
    "check",
    "describe",
    "draw",
    "echo",
    "mark",
    "modules",
    "parse",
    "samples",
    "shown",
]

EXERCISE = FormulaExercise
_ENDLESS = (math.inf, -math.inf)
KEY = FormulaKey


def modules(exercise: FormulaExercise) -> tuple[str, ...]:
    """The browser half is a chunk of its own."""
    return ("formula",)


def draw(exercise: FormulaExercise, generator: Generator) -> tuple[str, ...]:
    """Nothing to order."""
    return ()


def parse(exercise: FormulaExercise, value: object) -> Node | Misread | None:
    """Read a formula as learners write it."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float) or value in _ENDLESS:
        return Misread(Note("marking.not_text"))
    text = value if isinstance(value, str) else str(exact(value))
    if not algebra.fold(text[: algebra.LONGEST]).strip(" "):
        return None
    try:
        return algebra.read(text, lexicon_of(exercise))
    except AlgebraError as error:
        return Misread(problem(error))


def mark(
    exercise: FormulaExercise, key: FormulaKey, variant: Variant, answer: Node
) -> Verdict | Misread:
    """Judge the value, then the form."""
    try:
        return judge(exercise, key, variant, answer)
    except AlgebraError as error:  # a number that is too large to compute with
        return Misread(problem(error))
    except algebra.Pole:
        return Misread(Note("formula.division_by_zero"))


def echo(answer: Node, value: object, language: str) -> str:
    """Write the formula again, unless that is how it was typed."""
    read = algebra.written(answer)
    return "" if "".join(read.split()) == "".join(str(value).split()) else read


def describe(exercise: FormulaExercise, variant: Variant, language: str) -> Description:
    """Leave a line to write on, with what stands before and after it."""
    before, suffix = (
        fill(choose(text, language), variant.values, language)
        for text in (exercise.before, exercise.suffix)
    )
    line = f"{before} {'_' * 20} {suffix}".strip()
    return Description(line, f"<p>{escape(line)}</p>")


def shown(exercise: FormulaExercise, variant: Variant, value: object, language: str) -> Shown:
    """Return the formula as typed."""
    return as_typed(value)


def samples(exercise: FormulaExercise, key: FormulaKey, variant: Variant) -> Iterator[Sample]:
    """Yield the answer, another value, no formula."""
    target = target_of(exercise, key.answer, variant)
    answer = target
    if key.significant_figures is not None or key.decimals is not None:
        answer = rounded_answer(key, target)
    right = algebra.written(answer)
    if not any(form_notes(key, target, answer)):
        needs_constant = key.up_to == "constant" and "C" not in algebra.names(target)
        yield Sample(f"{right} + C" if needs_constant else right, "right")
    letter = next(iter([*sorted(algebra.names(target)), *exercise.names, "x"]))
    twice = f"2·({right}) + " if algebra.shape(target) == "value" else ""
    yield Sample(f"{twice}7·{letter}^3 + 40", "wrong")
    yield Sample("§", "unmarked")
