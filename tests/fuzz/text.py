"""Answers to a text: the accepted forms, changed a little or a lot."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from courseware.kinds.text import TextExercise, TextKey, accepted
from courseware.text import to_cyrillic, to_latin
from courseware.variants import Variant, fill
from tests.unit.text.test_differential import SIGNS, text


def answers(
    rng: random.Random, exercise: TextExercise, key: TextKey, variant: Variant
) -> Iterator[Any]:
    """Yield one answer of every sort."""
    forms = [fill(form, variant.values, "en") for form in accepted(key)] or [text(rng)]
    form = rng.choice(forms)
    yield rng.choice((form.upper(), form.lower(), to_latin(form), to_cyrillic(form), f" {form} "))
    at = rng.randrange(len(form) + 1)
    yield form[:at] + rng.choice(SIGNS) + form[at:]
    yield form[:at] + form[at + 1 :]
    yield text(rng)
    yield f"{text(rng)} {form} {text(rng)}"
