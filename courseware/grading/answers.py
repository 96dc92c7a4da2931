"""An answer as people read it: the text that was typed, the options that were chosen."""

from __future__ import annotations

import json

import msgspec

from courseware import kinds
from courseware.response import Value
from courseware.scheme import Key
from courseware.spec import Exercise
from courseware.text import Texts, choose, say
from courseware.variants import Variant, fill

LONGEST = 4000
"""Characters of an answer that are shown."""


class Shown(msgspec.Struct, frozen=True):
    """An answer in one language; `authored` texts are Markdown of the author, others are plain."""

    texts: tuple[str, ...] = ()
    authored: bool = False


def shown(exercise: Exercise, variant: Variant, value: object, language: str) -> Shown:
    """Return an answer for a reader of `language`; nothing for no answer."""
    if value is None or value in ("", [], ()):
        return Shown()
    options = _options(exercise)
    chosen = value if isinstance(value, list | tuple) else (value,)
    if options and all(isinstance(id_, str) and id_ in options for id_ in chosen):
        order = [id_ for id_ in variant.order or options if id_ in chosen]
        texts = (fill(choose(options[id_], language), variant.values, language) for id_ in order)
        return Shown(tuple(texts), authored=True)
    if str(value).lower() in {"true", "false"} and not isinstance(value, list | tuple):
        return Shown((say(f"marking.{str(value).lower()}", language),))
    return Shown(tuple(_plain(item) for item in chosen))


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
    return value not in (None, "", ())


def _options(exercise: Exercise) -> dict[str, Texts]:
    return {option.id: option.text for option in getattr(exercise, "options", ())}


def _plain(item: object) -> str:
    text = item if isinstance(item, str) else json.dumps(item, ensure_ascii=False)
    kept = "".join(letter for letter in text if letter.isprintable() or letter in "\n\t")
    return kept if len(kept) <= LONGEST else f"{kept[:LONGEST]}…"
