"""The verdict of a kind, in no language, and the mark that a learner reads."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import msgspec

from courseware.text import Texts

State = Literal["right", "partly", "wrong", "unmarked", "failed"]


class Note(msgspec.Struct, frozen=True):
    """One sentence of feedback: a key of the catalogue, or the author's own text."""

    key: str = ""
    parameters: dict[str, str | int] = {}
    text: Texts = ""


class Verdict(msgspec.Struct, frozen=True):
    """What a kind thinks of an answer: a share of the points from 0 to 1, and why."""

    credit: Fraction
    notes: tuple[Note, ...] = ()


class Misread(msgspec.Struct, frozen=True):
    """An answer that cannot be understood: it is not marked and spends no attempt."""

    note: Note


class Mark(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A marked answer.

    `score` runs from 0 to `out_of`, with certainty-based marking down to
    -2 x `out_of`; it is None where the answer is `unmarked` (a human must look)
    or marking `failed`. `understood` is how the answer was read where that differs
    from how it was typed, else "". `digest` names the scheme that was used.
    """

    state: State
    score: float | None
    out_of: float
    feedback: tuple[str, ...] = ()
    understood: str = ""
    explanation: str = ""
    digest: str = ""
