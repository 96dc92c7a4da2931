"""From an answer to the mark that a learner reads.

Pure: the same exercise, key, variant and answer give the same mark, here and
in `widgets/src/marking.ts`. A marker that breaks gives `failed`, never a zero.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from fractions import Fraction
from typing import Any, Literal

import msgspec

from courseware import kinds
from courseware.expressions import exact
from courseware.mark import Mark, Misread, Note, State, Verdict
from courseware.response import Confidence
from courseware.scheme import Key, digest
from courseware.spec import Exercise
from courseware.text import choose, say
from courseware.variants import Generator, Variant, draw_values, fill, seed_of

log = logging.getLogger(__name__)

CERTAINTY_RIGHT = {1: 1, 2: 2, 3: 3}
CERTAINTY_WRONG = {1: 0, 2: -2, 3: -6}
"""Certainty-based marking (Gardner-Medwin 1995): honest certainty scores best."""


def draw(exercise: Exercise, course_seed: str, learner: str, number: int = 1) -> Variant:
    """Draw the variant that a learner meets; raises what `variants.draw_values` raises."""
    return redraw(exercise, seed_of(course_seed, exercise, learner, number), number)


def redraw(exercise: Exercise, seed: str, number: int = 1) -> Variant:
    """Draw the variant of a seed."""
    generator = Generator(seed)
    values = draw_values(exercise, generator)
    order = kinds.of(exercise).draw(exercise, generator)
    return Variant(number=number, seed=seed, values=values, order=order)


def mark(
    exercise: Exercise,
    key: Key,
    variant: Variant,
    value: object,
    language: str = "en",
    confidence: Confidence | None = None,
) -> Mark:
    """Mark one answer; no answer at all is wrong with 0, an unreadable one is `unmarked`."""
    return mark_in((language,), exercise, key, variant, value, confidence)[language]


def mark_in(
    languages: Iterable[str],
    exercise: Exercise,
    key: Key,
    variant: Variant,
    value: object,
    confidence: Confidence | None = None,
) -> dict[str, Mark]:
    """Mark one answer once, and tell the mark in each of several languages."""
    try:
        answer, verdict = _verdict(exercise, key, variant, value)
        mark = _mark(exercise, key, verdict, confidence)
    except Exception:
        log.exception("marking %s failed", exercise.id)
        return {language: _failed(exercise, key, language) for language in languages}
    module = kinds.of(exercise)
    found = {}
    for language in languages:
        try:
            understood = "" if answer is None else module.echo(answer, value, language)
            found[language] = _told(mark, key, variant, verdict, understood, language)
        except Exception:
            log.exception("telling the mark of %s failed", exercise.id)
            found[language] = _failed(exercise, key, language)
    return found


def _verdict(
    exercise: Exercise, key: Key, variant: Variant, value: object
) -> tuple[Any, Verdict | Misread]:
    """Return the answer as it was read, None where there is nothing to echo, and the verdict."""
    module = kinds.of(exercise)
    answer: Any = module.parse(exercise, value)
    if answer is None:
        return None, Verdict(Fraction(0), (Note("marking.blank"),))
    if isinstance(answer, Misread):
        return None, answer
    return answer, module.mark(exercise, key, variant, answer)


def _mark(
    exercise: Exercise, key: Key, verdict: Verdict | Misread, confidence: Confidence | None
) -> Mark:
    """Return a mark that nothing is said of yet."""
    if isinstance(verdict, Misread):
        return _unscored("unmarked", exercise, key)
    share = certain(verdict.credit, confidence) if exercise.confidence else verdict.credit
    return Mark(
        state=state_of(verdict.credit),
        score=float(share * exact(exercise.points)),
        out_of=float(exercise.points),
        digest=digest(key),
    )


def _told(
    mark: Mark,
    key: Key,
    variant: Variant,
    verdict: Verdict | Misread,
    understood: str,
    language: str,
) -> Mark:
    """Return a mark with what is said of it in one language."""
    if isinstance(verdict, Misread):
        feedback = (_said(verdict.note, variant, language),)
        return msgspec.structs.replace(mark, feedback=feedback, understood=understood)
    return msgspec.structs.replace(
        mark,
        feedback=_feedback(key, mark.state, verdict, variant, language),
        understood=understood,
        explanation=fill(choose(key.explanation, language), variant.values, language),
    )


def state_of(credit: Fraction) -> State:
    """Return the state of a share of the points."""
    return "right" if credit == 1 else "wrong" if credit == 0 else "partly"


def certain(credit: Fraction, confidence: Confidence | Literal[0] | None) -> Fraction:
    """Return the share of the points with certainty counted, from -2 to 1.

    Right scores 1, 2, 3 thirds for certainty 1, 2, 3; wrong 0, -2, -6 thirds.
    A partial credit lies between the two; no certainty given counts as 1.
    """
    level = confidence or 1
    return (credit * CERTAINTY_RIGHT[level] + (1 - credit) * CERTAINTY_WRONG[level]) / 3


def _feedback(
    key: Key, state: State, verdict: Verdict, variant: Variant, language: str
) -> tuple[str, ...]:
    """The verdict's own notes, else what the author says to right or wrong, else ours."""
    own = tuple(filter(None, (_said(note, variant, language) for note in verdict.notes)))
    general = key.right if state == "right" else key.wrong
    author = fill(choose(general, language), variant.values, language)
    if author and (state == "right" or not own):
        return (author, *own)
    return own or (say(f"marking.{state}", language),)


def _said(note: Note, variant: Variant, language: str) -> str:
    if note.key:
        return say(note.key, language, **note.parameters)
    return fill(choose(note.text, language), variant.values, language)


def _failed(exercise: Exercise, key: Key, language: str) -> Mark:
    mark = _unscored("failed", exercise, key)
    return msgspec.structs.replace(mark, feedback=(say("marking.failed", language),))


def _unscored(state: State, exercise: Exercise, key: Key) -> Mark:
    return Mark(state=state, score=None, out_of=float(exercise.points), digest=digest(key))
