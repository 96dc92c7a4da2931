"""The answers that a notebook carries in its own outputs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from courseware.response import MEDIA_TYPE, Response

LARGEST = 50_000_000
"""Bytes of a notebook that is read."""
VERSION = 1


class Carried(msgspec.Struct, frozen=True):
    """What stands in an output under `MEDIA_TYPE`."""

    version: int
    response: Response


class _Output(msgspec.Struct):
    data: dict[str, msgspec.Raw] = {}


class _Cell(msgspec.Struct):
    outputs: list[_Output] = []


class _Notebook(msgspec.Struct):
    cells: list[_Cell] = []


def on_the_wire(response: Response) -> dict[str, object]:
    """Return what goes into an output."""
    return {"version": VERSION, "response": msgspec.to_builtins(response)}


def read(notebook: Path) -> list[Response]:
    """Return the answers in a notebook file; none where it is not one, and never an error.

    The file is the learner's: nothing but JSON is read, and nothing beyond `LARGEST` bytes.
    """
    try:
        if notebook.stat().st_size > LARGEST:
            return []
        content = msgspec.json.decode(notebook.read_bytes(), type=_Notebook)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return []
    return [*_responses(content)]


def _responses(notebook: _Notebook) -> Iterator[Response]:
    for cell in notebook.cells:
        for output in cell.outputs:
            raw = output.data.get(MEDIA_TYPE)
            if raw is None:
                continue
            try:
                found = msgspec.json.decode(raw, type=Carried)
            except (msgspec.DecodeError, RecursionError):
                continue
            if found.version == VERSION:
                yield found.response
