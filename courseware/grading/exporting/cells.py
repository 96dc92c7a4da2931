"""What may stand in a cell of a CSV file, and how the file is written."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from courseware.grading.tables import Encoding

_STARTS = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""With these a formula begins in some spreadsheet; the last four are their full-width twins."""
_NUMBER = re.compile(r"[-+]?[0-9]*([.,][0-9]+)?%?")


def safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    Names and ids come from people. A text that begins like a formula gets an
    apostrophe before it, as spreadsheets themselves write "this is text"
    (OWASP, CSV Injection). Numbers, and a dash alone, stay as they are.
    """
    plain = text.replace("\0", "")
    start = plain.lstrip(" \u00a0\ufeff")[:1]
    if start in _STARTS and not _NUMBER.fullmatch(plain):
        return f"'{plain}"
    return plain


def number(value: float, decimals: int) -> str:
    """Return a number with a decimal point and no more digits than it needs."""
    text = f"{value:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def written(
    rows: Iterable[Sequence[str]], delimiter: str = ",", encoding: Encoding = "utf-8-sig"
) -> bytes:
    """Return a CSV file; every cell in quotes, so that no other separator parts it."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([safe(cell) for cell in row] for row in rows)
    errors = "replace" if encoding == "cp1252" else "strict"
    return buffer.getvalue().encode(encoding, errors)
