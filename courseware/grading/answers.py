"""An answer as people read it: the text that was typed, the options that were chosen."""

from __future__ import annotations

from courseware import kinds
from courseware.kinds.base import Shown
from courseware.response import Value
from courseware.scheme import Key
from courseware.spec import Exercise
from courseware.text import choose
from courseware.variants import Variant, fill

_NOTHING: tuple[object, ...] = (None, "", (), [], {})


def shown(exercise: Exercise, variant: Variant, value: object, language: str) -> Shown:
    """Return an answer for a reader of `language`; nothing for no answer."""
    if value in _NOTHING:
        return Shown()
    return kinds.of(exercise).shown(exercise, variant, value, language)


def right(exercise: Exercise, key: Key, variant: Variant, language: str) -> Shown:
    """Return the right answer: the author's in that language, else as the kind would give it."""
    own = getattr(key, "answer", None)
    if isinstance(own, dict):
        return Shown((fill(choose(own, language), variant.values, language),))
    samples = kinds.of(exercise).samples(exercise, key, variant)
    value = next((sample.value for sample in samples if sample.state == "right"), None)
    return shown(exercise, variant, value, language)


def is_answer(value: Value) -> bool:
    """Tell whether a response gives anything at all."""
    return value not in _NOTHING
