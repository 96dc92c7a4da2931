"""On which line of a TOML text a field stands; tomllib does not tell.

A scanner of headers and keys, not a second parser: tomllib has already
accepted the text. Where it cannot tell, it answers with the nearest table.
"""

from __future__ import annotations

import re

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?")
_NAME = r"""(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')"""
_KEY = re.compile(rf"^\s*({_NAME}(?:\s*\.\s*{_NAME})*)\s*=")
_PART = re.compile(_NAME)
_FENCES = ('"""', "'''")

Path = tuple[str | int, ...]


class Places:
    """The lines of a TOML text by path, such as `("options", 1, "text")`."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Path, int] = {}
        self._counts: dict[Path, int] = {}
        self._scan(text)

    def line(self, path: Path) -> int:
        """Return the line of a path or of its nearest known parent, 0 where none is known."""
        for length in range(len(path), 0, -1):
            if path[:length] in self._lines:
                return self._lines[path[:length]]
        return 0

    def _scan(self, text: str) -> None:
        table: Path = ()
        fence = ""
        for number, line in enumerate(text.splitlines(), 1):
            if fence:
                fence = "" if fence in line else fence
                continue
            if header := _HEADER.match(line):
                table = self._enter(_parts(header[2]), repeated=header[1] == "[[")
                self._lines.setdefault(table, number)
            elif key := _KEY.match(line):
                self._note((*table, *_parts(key[1])), number)
                fence = _opened(line[key.end() :])

    def _enter(self, parts: Path, *, repeated: bool) -> Path:
        """Return the table that a header opens, with the index of every repeated table."""
        table: Path = ()
        for position, part in enumerate(parts):
            table = (*table, part)
            last = position == len(parts) - 1
            if last and repeated:
                self._counts[table] = self._counts.get(table, -1) + 1
            if table in self._counts:
                table = (*table, self._counts[table])
        return table

    def _note(self, path: Path, number: int) -> None:
        for length in range(1, len(path) + 1):
            self._lines.setdefault(path[:length], number)


def _parts(dotted: str) -> Path:
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))


def _opened(value: str) -> str:
    """Return the fence of a multi-line text that opens here and does not close here."""
    start = value.strip()
    return next((f for f in _FENCES if start.startswith(f) and f not in start[3:]), "")
