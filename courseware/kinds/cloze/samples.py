"""Answers that a cloze makes of itself."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from courseware.kinds.base import Sample
from courseware.kinds.cloze.body import word_ids
from courseware.kinds.cloze.marking import accepted
from courseware.kinds.cloze.model import PLAIN, ClozeExercise, ClozeKey, options_of
from courseware.rules import numbers, texts
from courseware.text import format_number
from courseware.variants import Variant, fill

_NOWHERE = "§ 404 §"


def samples(exercise: ClozeExercise, key: ClozeKey, variant: Variant) -> Iterator[Sample]:
    """Yield everything right, everything wrong, one gap wrong, a gap or word that is not there."""
    if exercise.words is not None:
        yield from _of_words(exercise, key)
        return
    right = {name: _right(exercise, key, variant, name) for name in exercise.gaps}
    wrong = {name: _wrong(exercise, key, variant, name) for name in exercise.gaps}
    yield Sample(right, "right")
    yield Sample(wrong, "wrong")
    for name in exercise.gaps:
        yield Sample(right | {name: wrong[name]}, "wrong")
        yield Sample({name: right[name]}, "right" if len(right) == 1 else "wrong")
    yield Sample({"no-such-gap": "1"}, "unmarked")


def _of_words(exercise: ClozeExercise, key: ClozeKey) -> Iterator[Sample]:
    right = sorted(key.answers) if isinstance(key.answers, tuple) else []
    yield Sample(right, "right")
    known = word_ids(exercise.body, every_word=exercise.words == "all").values()
    for word in sorted(frozenset[str]().union(*known) - set(right)):
        yield Sample([*right, word], "wrong")
    yield Sample(["no-such-word"], "unmarked")


def _right(exercise: ClozeExercise, key: ClozeKey, variant: Variant, name: str) -> str:
    wanted = accepted(key, name)[0]
    if exercise.gaps[name].kind == "number":
        return _number(numbers.quantity(wanted, variant))
    form = texts.every(wanted)[0]
    return fill(form, variant.values, "en") if exercise.gaps[name].kind == "text" else form


def _wrong(exercise: ClozeExercise, key: ClozeKey, variant: Variant, name: str) -> str | None:
    gap, wanted = exercise.gaps[name], accepted(key, name)
    if gap.kind == "text":
        return _NOWHERE
    if gap.kind == "number":
        rule = key.gaps.get(name, PLAIN)
        targets = [numbers.quantity(item, variant) for item in wanted]
        top = max(targets, key=abs)
        beyond = 2 * numbers.widest_margin(top, rule.tolerance, rule.relative_tolerance) + 1
        return _number(max(targets) + beyond)
    right = {form for item in wanted for form in texts.every(item)}
    others = (option.id for option in options_of(exercise, gap) if option.id not in right)
    return next(others, None)


def _number(value: Fraction) -> str:
    if value.denominator == 1:
        return format_number(value, "en", figures=15)
    return numbers.over(value)
