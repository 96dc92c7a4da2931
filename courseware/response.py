"""What a learner gave, and which of several is the newest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated, Literal

import msgspec

Confidence = Literal[1, 2, 3]
Scalar = str | int | float | bool | None
Item = Scalar | tuple[Scalar, ...]
Value = Scalar | tuple[Item, ...] | dict[str, Scalar | tuple[Item, ...]]
"""What a learner can give: an option's id, a list of ids, the text typed, or a table of these."""

MEDIA_TYPE = "application/vnd.courseware.response+json"
"""Under this type a notebook's output carries a response."""


class Response(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One answer to one variant of one exercise.

    `variant` counts the draws from 1, `attempt` the tries on that draw from 1,
    `sequence` the learner's answers to this exercise over all front ends.
    """

    exercise: Annotated[str, msgspec.Meta(max_length=200)]
    value: Value
    at: Annotated[datetime, msgspec.Meta(tz=True)]
    version: int = 1
    variant: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)] = 1
    attempt: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)] = 1
    sequence: Annotated[int, msgspec.Meta(ge=0, le=1_000_000_000)] = 0
    seed: Annotated[str, msgspec.Meta(max_length=64)] = ""
    confidence: Confidence | None = None
    front_end: Annotated[str, msgspec.Meta(max_length=40)] = ""
    learner: Annotated[str, msgspec.Meta(max_length=200)] = ""

    def __hash__(self) -> int:
        """Hash what tells responses apart: a table as the value has no hash of its own."""
        return hash((self.exercise, self.sequence, self.at))


def newest(responses: Iterable[Response]) -> Response | None:
    """Return the newest response, the same one in whatever order they come."""
    return max(responses, key=age, default=None)


def age(response: Response) -> tuple[int, datetime, str]:
    """Return what orders responses: number, time, and a digest so that ties fall one way."""
    canonical = msgspec.json.encode(response, order="deterministic")
    return response.sequence, response.at.astimezone(UTC), hashlib.sha256(canonical).hexdigest()
