"""CSV files as learning management systems write them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import msgspec

from courseware.errors import CoursewareError
from courseware.grading.gather import read_bounded

TABLE_BYTES = 50_000_000

Encoding = Literal["utf-8", "utf-8-sig", "utf-16", "cp1252"]


class TableUnreadable(CoursewareError):
    """The file is no table; the message says why."""


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A table with a line of headings; every row is as long as `heads`.

    `delimiter` and `encoding` are those of the file, to write one like it.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    delimiter: str = ","
    encoding: Encoding = "utf-8"


def read_table(path: Path) -> Table:
    """Read a CSV file, whatever its encoding, parted by comma, semicolon or tab.

    Raises:
        TableUnreadable: it holds no headings, or NUL characters.
        OSError: there is no such file, or it is no regular one, or too large.
    """
    text, encoding = _decoded(read_bounded(path.resolve(), TABLE_BYTES))
    delimiter = max("\t;,", key=text.partition("\n")[0].count)
    try:
        lines = [row for row in csv.reader(io.StringIO(text), delimiter=delimiter) if any(row)]
    except csv.Error as error:
        raise TableUnreadable(f"{path.name}: {error}") from error
    if not lines:
        raise TableUnreadable(f"{path.name}: empty")
    width = max(len(line) for line in lines)
    rows = [tuple(line + [""] * (width - len(line))) for line in lines]
    return Table(heads=rows[0], rows=tuple(rows[1:]), delimiter=delimiter, encoding=encoding)


def column(table: Table, names: Iterable[str]) -> int | None:
    """Return where the first of these columns stands, however its letters are written."""
    heads = [head.strip().casefold() for head in table.heads]
    return next((heads.index(name.casefold()) for name in names if name.casefold() in heads), None)


def _decoded(content: bytes) -> tuple[str, Encoding]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace"), "utf-16"
    if content.startswith(b"\xef\xbb\xbf"):
        return content.decode("utf-8-sig", "replace"), "utf-8-sig"
    try:
        return content.decode(), "utf-8"
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace"), "cp1252"
