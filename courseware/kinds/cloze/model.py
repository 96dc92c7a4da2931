"""What an author writes: a text with gaps or with words to mark, and its key."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from courseware.rules.texts import Accepted, Spelling
from courseware.scheme import Credit, Key, Mistake
from courseware.spec import Exercise
from courseware.text import IGNORED, Aspect, Texts

GapId = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z][A-Za-z0-9_-]{0,39}$")]
WordId = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z][A-Za-z0-9_-]{0,39}$")]
_MARGIN = msgspec.Meta(ge=0)
_WEIGHT = msgspec.Meta(gt=0, le=100)


class ClozeOption(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A word to choose, of a dropdown or of the bank."""

    id: WordId
    text: Texts


class ClozeGap(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A gap; `width` is how much room it has, whatever its answer is."""

    kind: Literal["text", "number", "dropdown", "bank"] = "text"
    options: tuple[ClozeOption, ...] = ()
    width: Literal["short", "medium", "long"] = "medium"


class ClozeExercise(Exercise, frozen=True, kw_only=True, tag="cloze"):
    """A text with gaps, `[[gap]]` in `body`; or with words to mark.

    `bank` holds the words for the gaps of kind "bank"; each is used once unless
    `reuse` allows more. With `words = "all"` every word of the text can be
    marked, with `words = "marked"` those written `[[id:word]]`. `shuffle` mixes
    the bank and the options.
    """

    body: Texts
    gaps: dict[GapId, ClozeGap] = msgspec.field(default_factory=dict)
    bank: tuple[ClozeOption, ...] = ()
    reuse: bool = False
    words: Literal["all", "marked"] | None = None
    shuffle: bool = True


_Single = int | float | str | dict[str, str]
GapAnswer = _Single | tuple[_Single, ...]
"""A number or an expression, an option's id, a text by language, or several of these."""


class ClozeGapKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How one gap is marked; what is left out is as the key says for all gaps.

    `feedback` is by option, `wrong` is said where nothing more exact can be.
    """

    weight: Annotated[int, _WEIGHT] | Annotated[float, _WEIGHT] = 1
    tolerance: Annotated[int, _MARGIN] | Annotated[float, _MARGIN] = 0
    relative_tolerance: Annotated[float, msgspec.Meta(ge=0, lt=1)] = 0
    patterns: tuple[str, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    ignore: tuple[Aspect, ...] | None = None
    spelling: Spelling | None = None
    spelling_credit: Credit | None = None
    mistakes: tuple[Mistake, ...] = ()
    feedback: dict[str, Texts] = msgspec.field(default_factory=dict)
    wrong: Texts = ""


class ClozeKey(Key, frozen=True, kw_only=True):
    """`answers` by gap, or the ids of the words to mark.

    Gaps earn their weights' share; marked words as much as right ones are more
    than wrong ones, over all right ones. `feedback` is by word, when it was marked.
    """

    answers: dict[GapId, GapAnswer] | tuple[WordId, ...]
    gaps: dict[GapId, ClozeGapKey] = msgspec.field(default_factory=dict)
    credit: Literal["partial", "all_or_nothing"] = "partial"
    ignore: tuple[Aspect, ...] = tuple(sorted(IGNORED))
    spelling: Spelling = "strict"
    spelling_credit: Credit = 1
    feedback: dict[str, Texts] = msgspec.field(default_factory=dict)


PLAIN = ClozeGapKey()
"""How a gap is marked of which the key says no more than the answer."""


def options_of(exercise: ClozeExercise, gap: ClozeGap) -> tuple[ClozeOption, ...]:
    """Return what a gap lets choose: its own options, the bank, or nothing."""
    if gap.kind == "bank":
        return exercise.bank
    return gap.options if gap.kind == "dropdown" else ()
