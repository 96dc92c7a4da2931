"""What the browser says to an exercise. Anything else is refused, and said to be."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import msgspec

from courseware.response import Confidence, Value
from courseware.text import Language

LONGEST = 200_000
"""Bytes of an answer as JSON: an essay of ten thousand words."""


class Answer(msgspec.Struct, frozen=True):
    """An answer on its way; `token` names this commit in the status that answers it.

    `attempt` and `variant` are what the browser believes; the kernel counts itself.
    """

    value: Value
    token: Annotated[str, msgspec.Meta(max_length=100)] = ""
    confidence: Confidence | None = None
    attempt: int = 1
    variant: int = 1
    at: Annotated[datetime, msgspec.Meta(tz=True)] | None = None
    front_end: Annotated[str, msgspec.Meta(max_length=40)] = ""


class Commit(msgspec.Struct, frozen=True, tag="commit"):
    """Record this answer."""

    response: Answer


class Hint(msgspec.Struct, frozen=True, tag="hint"):
    """The ladder of hints stands open up to `shown`."""

    shown: Annotated[int, msgspec.Meta(ge=0, le=1000)]


class Another(msgspec.Struct, frozen=True, tag="variant"):
    """Draw the variant of this number."""

    number: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]


class Switch(msgspec.Struct, frozen=True, tag="language"):
    """Show the lesson in another language."""

    language: Language


Message = Commit | Hint | Another | Switch


def read(content: object) -> Message | None:
    """Return the message, None where it is none of ours."""
    try:
        message: Message = msgspec.convert(content, Message)
    except msgspec.ValidationError:
        return None
    if isinstance(message, Commit) and len(msgspec.json.encode(message.response.value)) > LONGEST:
        return None
    return message


def token_of(content: object) -> str:
    """Return the token of a message that could not be read, so that its sender is answered."""
    response = content.get("response") if isinstance(content, dict) else None
    token = response.get("token") if isinstance(response, dict) else None
    return token[:100] if isinstance(token, str) else ""
