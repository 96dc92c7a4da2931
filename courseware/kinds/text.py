"""Text: a short answer, compared after folding what does not matter.

Folding is `courseware.text.same`: case, spaces, apostrophes, Latin or Cyrillic
script, ё. What counts first is told in `courseware.rules.texts`. Patterns know
one sign, `*`, any run of characters; they are matched in linear time, so that no
answer can make the marker hang.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Annotated

import msgspec

from courseware.kinds.base import Description, Finding, Sample, Shown, as_typed
from courseware.mark import Misread, Note, Verdict
from courseware.rules import texts
from courseware.scheme import Credit, Key, Mistake
from courseware.spec import Exercise
from courseware.text import IGNORED, Aspect, Texts, choose
from courseware.variants import Generator, Variant, fill

LONGEST = 2000
"""Characters of an answer."""


class TextExercise(Exercise, frozen=True, kw_only=True, tag="text"):
    """A short text typed by the learner."""

    placeholder: Texts = ""
    lines: Annotated[int, msgspec.Meta(ge=1, le=20)] = 1


class TextKey(Key, frozen=True, kw_only=True):
    """`answer` in any language is right in every language; `answers` are further forms.

    `accepted` are answers with a credit of their own, `keywords` rules on the
    words of an answer. Where `spelling` is lenient, a slip or two cost what
    `spelling_credit` leaves of the credit.
    """

    answer: Texts | None = None
    answers: tuple[Texts, ...] = ()
    patterns: tuple[str, ...] = ()
    accepted: tuple[texts.Accepted, ...] = ()
    keywords: tuple[texts.Keywords, ...] = ()
    spelling: texts.Spelling = "strict"
    spelling_credit: Credit = 1
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
    return texts.trimmed(text) or None


def mark(exercise: TextExercise, key: TextKey, variant: Variant, answer: str) -> Verdict:
    """Compare with what the key accepts, then with the mistakes that it foresaw."""
    return texts.verdict(answer, _wanted(key), variant)


def _wanted(key: TextKey) -> texts.Wanted:
    return texts.Wanted(
        forms=tuple(accepted(key)),
        patterns=key.patterns,
        accepted=key.accepted,
        keywords=key.keywords,
        mistakes=key.mistakes,
        ignore=key.ignore,
        spelling=key.spelling,
        spelling_credit=key.spelling_credit,
    )


def accepted(key: TextKey) -> list[str]:
    """Return the forms of all languages that are right in full."""
    answers = key.answers if key.answer is None else (key.answer, *key.answers)
    return [form for texts_ in answers for form in texts.every(texts_)]


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
    """Yield what earns all the credit, a text that fits nothing, a text too long to read."""
    for form in accepted(key):
        yield Sample(fill(form, variant.values, "en"), "right")
    for pattern in key.patterns:
        yield Sample(pattern.replace("*", ""), "right")
    for item in key.accepted:
        for form in texts.every(item.answer) if item.credit == 1 else ():
            yield Sample(fill(form, variant.values, "en").replace("*", ""), "right")
    for rule in key.keywords:
        if rule.credit == 1:
            yield Sample(fill(texts.example(rule), variant.values, "en"), "right")
    yield Sample("§ 404 §", "wrong")
    yield Sample("x" * (LONGEST + 1), "unmarked")


def check(exercise: TextExercise, key: TextKey | None) -> Iterator[Finding]:
    """Find keys that accept nothing or everything."""
    if key is None:
        return
    if not (accepted(key) or key.patterns or key.accepted or key.keywords):
        yield Finding("text_nothing_accepted", ("key", "answer"))
    for index, pattern in enumerate(key.patterns):
        if not pattern.replace("*", "").strip():
            yield Finding("text_accepts_all", ("key", "patterns", index))
    for index, rule in enumerate(key.keywords):
        if not rule.all and not rule.any:
            yield Finding("text_keywords_empty", ("key", "keywords", index))
    for place, form in enumerate(accepted(key)):
        if not form.strip():
            yield Finding("text_empty_answer", ("key", "answer"), {"count": place + 1})
    if not key.mistakes and all(item.credit == 1 for item in key.accepted):
        yield Finding("no_mistakes", ("key", "mistakes"), warning=True)
