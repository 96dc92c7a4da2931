"""Answers to a text: the forms and keywords of its key, changed a little or a lot."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from courseware.kinds.text import TextExercise, TextKey, accepted
from courseware.rules.texts import every
from courseware.text import to_cyrillic, to_latin
from courseware.variants import Variant, fill
from tests.unit.text.test_differential import SIGNS, misspelt, text

HOSTILE = (
    *("\x1c", "\x85", "\ufeff", "\u200b", " \u3000", "*", "a*b" * 300, "oʻ" * 1000, "ng " * 600),
    *("\u202eabc", "\x00kitob", "е\u0308" * 500, "\ud83d\ude00" * 900, "'" * 2000, "аa" * 900),
    *("[[" * 400, "(" * 2000, "{{1+1}}", "__import__('os')", "10^10^10", "x" * 2000, "x" * 2001),
)


def answers(
    rng: random.Random, exercise: TextExercise, key: TextKey, variant: Variant
) -> Iterator[Any]:
    """Yield one answer of every sort."""
    written = [*accepted(key), *key.patterns]
    written += [form for accepted_too in key.accepted for form in every(accepted_too.answer)]
    written += [form for mistake in key.mistakes for form in every(mistake.answer)]
    keywords = [
        form
        for rule in key.keywords
        for word in (*rule.all, *rule.any, *rule.none)
        for form in every(word)
    ]
    forms = [fill(form, variant.values, "en") for form in (*written, *keywords)] or [text(rng)]
    form = rng.choice(forms)
    yield rng.choice((form.upper(), form.lower(), to_latin(form), to_cyrillic(form), f" {form} "))
    at = rng.randrange(len(form) + 1)
    yield form[:at] + rng.choice(SIGNS) + form[at:]
    yield form[:at] + form[at + 1 :]
    yield misspelt(rng, rng.choice((form, form.lower())))
    yield " ".join(misspelt(rng, rng.choice(forms)) for _ in range(rng.randrange(1, 5)))
    yield text(rng)
    yield f"{text(rng)} {form} {text(rng)}"
    yield rng.choice((rng.choice(HOSTILE), f"{form} {rng.choice(HOSTILE)}"))
