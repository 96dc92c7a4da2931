"""The key of an exercise: what is right, what it is worth, what to say.

For a practice exercise it may stand under `[key]` in the exercise's own file,
visible by design. For a graded one it lives in `graders/<course>/keys/`. A kind
adds its own fields by subclassing `Key` in `courseware/kinds/`.
"""

from __future__ import annotations

import hashlib
from typing import Annotated

import msgspec

from courseware.spec import Number
from courseware.text import Texts

_SHARE = msgspec.Meta(ge=0, le=1)

Credit = Annotated[int, _SHARE] | Annotated[float, _SHARE]
"""A share of the points, 0 to 1."""


class Key(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What all keys share: `right` and `wrong` are said with the verdict.

    `explanation` is shown once the answer is right or no attempt is left.
    """

    right: Texts = ""
    wrong: Texts = ""
    explanation: Texts = ""


class Mistake(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A wrong answer that the author foresaw, its credit and what to say to it."""

    answer: Number | Texts
    feedback: Texts = ""
    credit: Credit = 0


def digest(key: Key) -> str:
    """Return the SHA-256 of the key's canonical JSON; it names the scheme, it does not hide it."""
    canonical = msgspec.json.encode(key, order="deterministic")
    return hashlib.sha256(canonical).hexdigest()
