"""Text: a short answer, compared after folding what does not matter.

Folding is `courseware.text.same`: case, spaces, apostrophes, Latin or Cyrillic
script, ё. Patterns know one sign, `*`, any run of characters; they are matched
in linear time, so that no answer can make the marker hang.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from html import escape
from typing import Annotated

import msgspec

from courseware.expressions import exact
from courseware.kinds.base import Description, Finding, Sample, Shown, as_typed
from courseware.mark import Misread, Note, Verdict
from courseware.scheme import Key, Mistake
from courseware.spec import Exercise
from courseware.text import IGNORED, Aspect, Texts, choose, like, lookalikes, same
from courseware.variants import Generator, Variant, fill

LONGEST = 2000
"""Characters of an answer."""


class TextExercise(Exercise, frozen=True, kw_only=True, tag="text"):
    """A short text typed by the learner."""

    placeholder: Texts = ""
    lines: Annotated[int, msgspec.Meta(ge=1, le=20)] = 1


class TextKey(Key, frozen=True, kw_only=True):
    """`answer` in any language is right in every language; `answers` are further forms."""

    answer: Texts | None = None
    answers: tuple[Texts, ...] = ()
    patterns: tuple[str, ...] = ()
    ignore: tuple[Aspect, ...] = tuple(sorted(IGNORED))
    mistakes: tuple[Mistake, ...] = ()


EXERCISE = TextExercise
KEY = TextKey


def draw(exercise: TextExercise, generator: Generator) -> tuple[str, ...]:
    """Nothing to order."""
    return ()


def parse(exercise: TextExercise, value: object) -> str | Misread | None:
    """Read a text; numbers are taken as typed."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return Misread(Note("marking.not_text"))
    text = str(value)
    if len(text) > LONGEST:
        return Misread(Note("marking.too_long", {"count": LONGEST}))
    return text.strip() or None


def mark(exercise: TextExercise, key: TextKey, variant: Variant, answer: str) -> Verdict:
    """Compare with the accepted forms, then the patterns, then the foreseen mistakes."""
    ignored = frozenset(key.ignore)
    notes = (Note("marking.lookalikes"),) if lookalikes(answer) else ()
    if any(same(answer, form, ignored) for form in _filled(accepted(key), variant)):
        return Verdict(Fraction(1), notes)
    if any(like(answer, pattern, ignored) for pattern in key.patterns):
        return Verdict(Fraction(1), notes)
    for mistake in key.mistakes:
        forms = _filled(_every(mistake.answer), variant)
        if any(like(answer, form, ignored) for form in forms):
            return Verdict(exact(mistake.credit), (Note(text=mistake.feedback), *notes))
    return Verdict(Fraction(0), notes)


def accepted(key: TextKey) -> list[str]:
    """Return the accepted forms of all languages."""
    forms = [] if key.answer is None else _every(key.answer)
    return forms + [form for texts in key.answers for form in _every(texts)]


def _every(texts: object) -> list[str]:
    return list(texts.values()) if isinstance(texts, dict) else [str(texts)]


def _filled(forms: list[str], variant: Variant) -> list[str]:
    return [fill(form, variant.values, "en") for form in forms]


def echo(answer: object, value: object, language: str) -> str:
    """Nothing to echo: it is read as it was given."""
    return ""


def describe(exercise: TextExercise, variant: Variant, language: str) -> Description:
    """Leave lines to write on."""
    plain = "\n".join("_" * 30 for _ in range(exercise.lines))
    hint = choose(exercise.placeholder, language)
    line = f"{plain} ({hint})" if hint else plain
    return Description(line, f"<p>{escape(line)}</p>")


def shown(exercise: TextExercise, variant: Variant, value: object, language: str) -> Shown:
    """Return what was typed."""
    return as_typed(value)


def samples(exercise: TextExercise, key: TextKey, variant: Variant) -> Iterator[Sample]:
    """Yield every accepted form, a text that fits nothing, a text too long to read."""
    for form in accepted(key):
        yield Sample(fill(form, variant.values, "en"), "right")
    for pattern in key.patterns:
        yield Sample(pattern.replace("*", ""), "right")
    yield Sample("§ 404 §", "wrong")
    yield Sample("x" * (LONGEST + 1), "unmarked")


def check(exercise: TextExercise, key: TextKey | None) -> Iterator[Finding]:
    """Find keys that accept nothing or everything."""
    if key is None:
        return
    if not accepted(key) and not key.patterns:
        yield Finding("text_nothing_accepted", ("key", "answer"))
    for index, pattern in enumerate(key.patterns):
        if not pattern.replace("*", "").strip():
            yield Finding("text_accepts_all", ("key", "patterns", index))
    for place, form in enumerate(accepted(key)):
        if not form.strip():
            yield Finding("text_empty_answer", ("key", "answer"), {"count": place + 1})
    if not key.mistakes:
        yield Finding("no_mistakes", ("key", "mistakes"), warning=True)
