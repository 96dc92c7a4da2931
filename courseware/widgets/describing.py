"""An exercise for viewers without widgets: nbviewer, paper, nbgrader's feedback, a terminal."""

from __future__ import annotations

from html import escape

from courseware import kinds
from courseware.response import MEDIA_TYPE, Response
from courseware.spec import Exercise
from courseware.text import choose, plain_prose, say
from courseware.variants import fill
from courseware.widgets import carried, rendering
from courseware.widgets.carrier import CLASS, Bundle
from courseware.widgets.work import Work

LONGEST = 2000
"""Characters of an answer that are shown; the response beside it has them all."""


def headline(exercise: Exercise, language: str) -> str:
    """Return one line that names an exercise."""
    title = choose(exercise.title, language) or exercise.id
    return f"{say('widget.exercise', language)}: {title}"


def bundle(work: Work, language: str) -> Bundle:
    """Return the output that carries an exercise: its answer, and text to read it by."""
    data: Bundle = {"text/plain": plain(work, language), "text/html": html(work, language)}
    if work.standing.carried is not None:
        data[MEDIA_TYPE] = carried.on_the_wire(work.standing.carried)
    return data


def plain(work: Work, language: str) -> str:
    """Return title, prompt, place for the answer and answer as text."""
    exercise, variant = work.exercise, work.standing.variant
    prompt = fill(plain_prose.plain(choose(exercise.prompt, language)), variant.values, language)
    place = kinds.of(exercise).describe(exercise, variant, language).plain
    parts = (headline(exercise, language), prompt, place, answer(work, language))
    return "\n\n".join(part for part in parts if part)


def html(work: Work, language: str) -> str:
    """Return the same as HTML, everything escaped that a learner or the drawing put there."""
    exercise, variant = work.exercise, work.standing.variant
    prompt = rendering.filled(choose(exercise.prompt, language), variant.values, language)
    place = kinds.of(exercise).describe(exercise, variant, language).html
    return (
        f'<div class="{CLASS}" lang="{escape(language)}">'
        f"<p><b>{escape(headline(exercise, language))}</b></p>"
        f"{prompt}{place}"
        f"<p>{escape(answer(work, language))}</p></div>"
    )


def answer(work: Work, language: str) -> str:
    """Return one line: what was answered, or that nothing was."""
    response = work.standing.response
    if response is None:
        return say("widget.not_answered", language)
    given = _words(work, response, language)
    return f"{say('widget.your_answer', language)}: {given[:LONGEST]}"


def _words(work: Work, response: Response, language: str) -> str:
    """Say an answer as people read it: options by their texts, anything else as it was typed."""
    variant = work.standing.variant
    shown = kinds.of(work.exercise).shown(work.exercise, variant, response.value, language)
    texts = map(plain_prose.plain, shown.texts) if shown.authored else shown.texts
    return ", ".join(texts)
