"""One record and its line: JSON that any tool can read, checked by a hash at its end.

A line is one JSON object in UTF-8, its keys in this order, ended by a newline::

    {"version":1,"writer":W,"number":N,"at":T,"kind":K,"data":{...},"previous":P,"hash":H}

H is the SHA-256, in hex, of the bytes from ``{`` up to the comma before ``"hash"``; P is the H of
the same writer's record N - 1, and 64 zeros for N = 1.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple, cast

import msgspec

from courseware.journal.strict_json import Plain, Refused, compact, load, write

VERSION = 1
LINE_BYTES = 1 << 20
"""No line is longer; the writer refuses what the reader would."""
DEPTH = 64
"""How deep lists and tables in `data` may nest, `data` itself being the first level."""
NO_RECORD = "0" * 64
"""The hash before the first record."""

_HASH_KEY = b',"hash":"'
_ENDING = len(_HASH_KEY) + 64 + len(b'"}')
_ROOM = LINE_BYTES - 512  # for everything in a line but the data: 330 bytes and the number's digits
_HASH = re.compile(r"[0-9a-f]{64}")
_KIND = re.compile(r"[a-z][a-z0-9_]{0,31}")
_WRITER = re.compile(r"[0-9]{8}T[0-9]{6}Z-[0-9a-f]{16}")
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")
_KEYS = {"version", "writer", "number", "at", "kind", "data", "previous", "hash"}


class Record(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One record as it was read.

    `number` counts the writer's records from 1. `at` is the writer's clock, in UTC: a claim,
    not a proof. `body` is the data as JSON text, so that ten thousand records cost about
    what they cost on the disk.
    """

    writer: str
    number: int
    at: datetime
    kind: str
    body: str
    previous: str
    hash: str

    @property
    def data(self) -> dict[str, object]:
        """The data, decoded anew each time."""
        return cast("dict[str, object]", json.loads(self.body))


class Line(NamedTuple):
    """A line ready to be written, newline included, and its hash."""

    content: bytes
    hash: str


class UnknownVersionError(Refused):
    """The line is whole, but a later version of this library wrote it."""


def check_kind(kind: str) -> None:
    """Raise ValueError unless `kind` is a lower-case name of at most 32 characters."""
    if not _KIND.fullmatch(kind):
        raise ValueError(f"kind: expected a short lower-case name such as response, got {kind!r}")


def body_of(data: Mapping[str, object]) -> str:
    """Return `data` as JSON text: a copy, which later changes to `data` do not touch.

    A letter that a browser cut in half (an unpaired surrogate) becomes U+FFFD.

    Raises:
        TypeError: something in `data` is not text, number, boolean, None, list or mapping.
        ValueError: not finite, nested deeper than `DEPTH`, or longer than a line may be.
    """
    body = write(data, DEPTH)
    if len(body.encode()) > _ROOM:
        raise ValueError(f"data: longer than {_ROOM} bytes as JSON")
    return body


def seal(writer: str, number: int, at: datetime, kind: str, body: str, previous: str) -> Line:
    """Return the line of a record whose parts have been checked."""
    content = (
        f'{{"version":{VERSION},"writer":"{writer}","number":{number},"at":"{_stamp(at)}",'
        f'"kind":"{kind}","data":{body},"previous":"{previous}"'
    ).encode()
    digest = hashlib.sha256(content).hexdigest()
    return Line(content + _HASH_KEY + digest.encode() + b'"}\n', digest)


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def open_line(line: bytes, depth: int = DEPTH) -> Record:
    """Return the record of a line given without its newline.

    Raises:
        UnknownVersionError: whole, but of another version.
        Refused: the hash does not fit, or it is no record of ours; the message says which.
    """
    content = line[:-_ENDING]
    digest = hashlib.sha256(content).hexdigest()
    if line[-_ENDING:] != _HASH_KEY + digest.encode() + b'"}':
        raise Refused("the hash does not fit the line")
    fields = load(line, depth + 1)
    if not isinstance(fields, dict):
        raise Refused("not a table")
    if fields.get("version") != VERSION:
        raise UnknownVersionError(f"version {str(fields.get('version'))[:20]}")
    if type(fields["version"]) is not int or fields.keys() != _KEYS:
        raise Refused("not the keys of a record")
    data = fields["data"]
    if not isinstance(data, dict):
        raise Refused("data is not a table")
    return Record(
        writer=_matched(fields, "writer", _WRITER),
        number=_number(fields["number"]),
        at=_moment(_matched(fields, "at", _TIME)),
        kind=_matched(fields, "kind", _KIND),
        body=_body(data),
        previous=_matched(fields, "previous", _HASH),
        hash=digest,
    )


def _matched(fields: Mapping[str, object], key: str, pattern: re.Pattern[str]) -> str:
    value = fields[key]
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise Refused(f"{key} is not what a writer writes")
    return value


def _body(data: Plain) -> str:
    try:
        return compact(data)
    except ValueError as error:
        raise Refused("half a letter, or a number that is not finite") from error


def _number(value: object) -> int:
    if type(value) is not int or not 1 <= value < 1 << 53:  # no bool; what JavaScript can count
        raise Refused("number is not a count from 1")
    return value


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise Refused("at is not a time") from error
