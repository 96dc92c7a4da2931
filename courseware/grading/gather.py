"""Every answer in a hand-in: the journal's and those that notebooks carry, merged.

Hostile input: whatever the folder holds, this neither raises nor follows a
link, reads a bounded number of bytes and runs nothing. Answers are found by
exercise id, never by cell, so that a deleted, copied, split, retyped or renamed
one loses nothing.
"""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import msgspec

from courseware import journal
from courseware.response import MEDIA_TYPE, Response, age
from courseware.session import FOLDER, history

NOTEBOOKS = 20
"""Notebooks of one hand-in that are looked into."""
NOTEBOOK_BYTES = 20_000_000
CARRIED = 20_000
"""Answers that one notebook may carry."""
RESPONSE_CHARACTERS = 65_536
"""Characters of one carried answer, as JSON."""
KEPT_BYTES = 200_000
"""Of the answers to one exercise, as JSON, that go into the autograded notebook."""
DAMAGE = 100
"""Lines on what is wrong with a hand-in that are kept."""
REFUSED = ".refused"
"""Ends the name of a notebook that `intake` set aside because nobody could read it."""

_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_MARK = f'"{MEDIA_TYPE}"'
_MARK_BYTES = _MARK.encode()
_AT_ONCE = 1 << 16
"""Bytes of a file that are asked for at a time."""
_VALUE = re.compile(r"[ \t\r\n]*:?[ \t\r\n]*")
_DECODER = json.JSONDecoder()


class Carried(msgspec.Struct, frozen=True):
    """What stands in a notebook's output under `MEDIA_TYPE`."""

    version: int
    response: Response


class Gathered(msgspec.Struct, frozen=True, kw_only=True):
    """A hand-in's answers by exercise id, and what was wrong with it.

    `damage` are short technical sentences with places, for the teacher; `lost`
    says that answers may have been lost with it, so that no answer to an
    exercise does not mean that none was given. `refused` names notebooks that
    could not be read as such.
    """

    responses: dict[str, tuple[Response, ...]] = {}
    damage: tuple[str, ...] = ()
    lost: bool = False
    refused: tuple[str, ...] = ()


def gather(
    folder: Path,
    reading: journal.Reading | None = None,
    contents: Mapping[str, bytes] = MappingProxyType({}),
) -> Gathered:
    """Read a hand-in.

    Args:
        folder: where it lies.
        reading: its journal, where that was read already.
        contents: of its notebooks by the names of the files, as far as they were read already.
    """
    reading = reading or journal.read(folder / FOLDER)
    damage = [_told(piece) for piece in reading.damage]
    carried: list[Response] = []
    refused: list[str] = []
    for name in _notebooks(folder):
        found, fault = _carried(folder / name, contents.get(name))
        carried += found
        if name.endswith(REFUSED):
            refused.append(name.removesuffix(REFUSED))
        if fault:
            damage.append(f"{_shown(name)}: {fault}")
    merged = history(reading.records, carried)
    if merged.unreadable:
        damage.append(f"{FOLDER}: {merged.unreadable} records say nothing that can be read")
    return Gathered(
        responses={id_: tuple(given) for id_, given in merged.responses.items()},
        damage=tuple(damage),
        lost=bool(damage or refused),
        refused=tuple(refused),
    )


def kept(gathered: Gathered, exercises: Collection[str]) -> Gathered:
    """Return what is worth keeping of a hand-in: the newest answers to these exercises.

    The newest one of each always, older ones within `KEPT_BYTES` per exercise.
    """
    responses = {
        id_: tuple(_newest_first(given))
        for id_, given in gathered.responses.items()
        if id_ in exercises
    }
    return msgspec.structs.replace(gathered, responses=responses, damage=gathered.damage[:DAMAGE])


def _newest_first(given: Iterable[Response]) -> Iterator[Response]:
    left = KEPT_BYTES
    for response in sorted(given, key=age, reverse=True):
        if left > 0:
            yield response
        left -= len(msgspec.json.encode(response))


def _carried(path: Path, content: bytes | None) -> tuple[list[Response], str]:
    """Return the responses that a notebook file carries, and what is wrong with the file.

    The file is not parsed as a whole, so that one which was cut off gives the
    answers before the cut.
    """
    try:
        content = read_bounded(path, NOTEBOOK_BYTES) if content is None else content
    except OSError as error:
        return [], error.strerror or str(error)
    found: list[Response] = []
    if _MARK_BYTES not in content:
        return found, ""
    for response in _responses(content.decode("utf-8", "replace")):
        if len(found) >= CARRIED:
            return found, f"carries more than {CARRIED} answers"
        found.append(response)
    return found, ""


def read_bounded(path: Path, most: int) -> bytes:
    """Read a regular file of at most `most` bytes; raises OSError for anything else."""
    before = os.lstat(path)
    if not stat.S_ISREG(before.st_mode):
        raise OSError(0, "is not a regular file")
    handle = os.open(path, _READ)
    try:
        if not os.path.samestat(before, os.fstat(handle)):
            raise OSError(0, "was replaced while it was being opened")
        content = _read(handle, most + 1)
    finally:
        os.close(handle)
    if len(content) > most:
        raise OSError(0, f"is larger than {most:,} bytes")
    return content


def _read(handle: int, most: int) -> bytes:
    """Read a file to its end, or `most` bytes; a file object would cost as much as the reading."""
    pieces = []
    while most > 0 and (piece := os.read(handle, min(most, _AT_ONCE))):
        pieces.append(piece)
        most -= len(piece)
    return b"".join(pieces)


def _responses(text: str) -> Iterator[Response]:
    """Yield what stands behind each mark, as far as it is a response.

    The mark with its quotes cannot stand inside a JSON string, where quotes are
    escaped: what is found is a key of the notebook, not a learner's prose. Text
    made to be read over and over is given up on, so that the time stays in
    proportion to the length.
    """
    left = 2 * len(text) + 1_000_000
    at = text.find(_MARK)
    while at >= 0 and left > 0:
        start = end = _VALUE.match(text, at + len(_MARK)).end()  # type: ignore[union-attr]
        try:
            # A piece, because an error of json's counts the lines of all that it was given.
            thing, length = _DECODER.raw_decode(text[start : start + RESPONSE_CHARACTERS])
            end = start + length
            yield msgspec.convert(thing, Carried).response
        except json.JSONDecodeError as error:
            left -= error.pos + 1_000
        except RecursionError:
            left -= 10_000
        except ValueError:  # no response, or a number of thousands of digits
            left -= 1_000
        at = text.find(_MARK, end)


def _notebooks(folder: Path) -> list[str]:
    try:
        names = sorted(entry.name for entry in os.scandir(folder))
    except OSError:
        return []
    return [name for name in names if name.endswith((".ipynb", f".ipynb{REFUSED}"))][:NOTEBOOKS]


def _told(piece: journal.Damage) -> str:
    parts = [piece.kind.value.replace("_", " ")]
    if piece.file:
        parts.append(f"in {piece.file}" + (f" line {piece.line}" if piece.line else ""))
    if piece.writer:
        parts.append(f"at record {piece.number} of {piece.writer}")
    if piece.detail:
        parts.append(f"({piece.detail})")
    return _shown(f"{FOLDER}: {' '.join(parts)}")


def _shown(name: str) -> str:
    """Return a text fit for a log."""
    text = name.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(letter if letter.isprintable() else "?" for letter in text)
