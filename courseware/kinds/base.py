"""What a kind of exercise is: two structs and eight small functions.

A kind is one module here and one in `widgets/src/kinds/` with the same stem.
`check` is for authors: what decoding alone cannot see. A kind, or a form of it,
whose browser half is not in the first load has one function more,
`modules(exercise) -> tuple[str, ...]`: the modules of `courseware/static/chunks`
that the page must load before it can show the exercise.

What a human marks has `BY_HAND = True`, and may have `beside(exercise, key, variant,
value, language)`: headings and texts that whoever marks has beside the answer. Where
chance from the variant's seed goes into the answer itself, `seeded(exercise)` says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Protocol, TypeVar

import msgspec

from courseware.decoding import Path
from courseware.mark import Misread, State, Verdict
from courseware.scheme import Key
from courseware.spec import Exercise
from courseware.variants import Generator, Variant

E = TypeVar("E", bound=Exercise, contravariant=True)
K = TypeVar("K", bound=Key, contravariant=True)


class Sample(msgspec.Struct, frozen=True):
    """An answer that a kind makes of itself, and the state that it must get."""

    value: object
    state: State


class Description(msgspec.Struct, frozen=True):
    """The place for the answer, for viewers without widgets: text and escaped HTML."""

    plain: str
    html: str


class Shown(msgspec.Struct, frozen=True):
    """An answer in one language; `authored` texts are Markdown of the author, others are plain."""

    texts: tuple[str, ...] = ()
    authored: bool = False


class Finding(msgspec.Struct, frozen=True):
    """A fault that only the kind can see; `path` starts with "key" for the key's fields."""

    code: str
    path: Path = ()
    parameters: dict[str, str | int] = {}
    warning: bool = False


class Kind(Protocol[E, K]):
    """The functions that each module of this package offers."""

    def draw(self, exercise: E, generator: Generator) -> tuple[str, ...]:
        """Return the order that this learner meets."""

    def parse(self, exercise: E, value: object) -> object | Misread | None:
        """Return the answer as the kind thinks of it, None where nothing was given."""

    def mark(self, exercise: E, key: K, variant: Variant, answer: object) -> Verdict | Misread:
        """Return the verdict on a parsed answer."""

    def echo(self, answer: object, value: object, language: str) -> str:
        """Return how an answer was understood, "" where that is how it was typed."""

    def describe(self, exercise: E, variant: Variant, language: str) -> Description:
        """Return a representation for viewers without widgets."""

    def shown(self, exercise: E, variant: Variant, value: object, language: str) -> Shown:
        """Return an answer as people read it; whatever it is, nothing is raised."""

    def samples(self, exercise: E, key: K, variant: Variant) -> Iterator[Sample]:
        """Yield right, wrong and unreadable answers."""

    def check(self, exercise: E, key: K | None) -> Iterator[Finding]:
        """Yield what is wrong with the author's text beyond its form."""


LONGEST_SHOWN = 4000
"""Characters of an answer that are shown."""


def as_typed(value: object) -> Shown:
    """Return an answer as it was given: its printable characters, a line for each item."""
    items = value if isinstance(value, list | tuple) else (value,)
    return Shown(tuple(_plain(item) for item in items if item is not None))


def _plain(item: object) -> str:
    text = item if isinstance(item, str) else json.dumps(item, ensure_ascii=False)
    kept = "".join(letter for letter in text if letter.isprintable() or letter in "\n\t")
    return kept if len(kept) <= LONGEST_SHOWN else f"{kept[:LONGEST_SHOWN]}…"
