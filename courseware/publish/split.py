"""Taking the `[key]` out of an exercise's TOML text, comments and layout kept.

No second TOML parser: tomllib decides where a statement ends and whether the
two halves say together what the whole said.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator

import msgspec

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*(\]\]?)")
_OWNED = re.compile(r"""^(\s*)(?:key|"key"|'key')\s*\.\s*""")
_KEY = "key"


class CannotSplitError(ValueError):
    """The key is not written as a table of its own, so that no line can be said to be its."""


class Halves(msgspec.Struct, frozen=True):
    """The two files that one authored file becomes."""

    public: str
    key: str


class _Block(msgspec.Struct):
    """A header with the statements under it, and the comments right above it."""

    lines: list[str]
    owned: bool


def split(text: str) -> Halves:
    """Split the text of an exercise that has a `[key]`.

    Raises:
        CannotSplitError: the key is an inline table, or stands where lines cannot be moved.
        tomllib.TOMLDecodeError: the text is not TOML.
    """
    whole = tomllib.loads(text)
    blocks = list(_blocks(text.splitlines(keepends=True)))
    public = _joined(block.lines for block in blocks if not block.owned)
    key = _joined(block.lines for block in blocks if block.owned)
    try:
        same = tomllib.loads(public) | {_KEY: tomllib.loads(key)} == whole
    except tomllib.TOMLDecodeError:
        same = False
    if not same:
        raise CannotSplitError
    return Halves(public, key)


def _blocks(lines: list[str]) -> Iterator[_Block]:
    block = _Block([], owned=False)
    for statement in _statements(lines):
        header = _HEADER.match(statement)
        if header:
            above = _comments_above(block)
            yield block
            block = _Block([*above, statement], owned=_first(header[2]) == _KEY)
            if block.owned:
                block.lines[-1] = _without_key(statement, header)
        elif not block.owned and _OWNED.match(statement) and _is_root(block):
            yield _Block([*_comments_above(block), _OWNED.sub(r"\1", statement)], owned=True)
        else:
            block.lines.append(statement)
    yield block


def _statements(lines: list[str]) -> Iterator[str]:
    """Yield headers, comments, empty lines and whole assignments, however many lines they take."""
    pending = ""
    for line in lines:
        pending += line
        if _complete(pending):
            yield pending
            pending = ""
    if pending:
        yield pending


def _complete(statement: str) -> bool:
    try:
        tomllib.loads(statement)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _is_root(block: _Block) -> bool:
    return not any(_HEADER.match(line) for line in block.lines)


def _comments_above(block: _Block) -> list[str]:
    """Take from a block the comments at its end: they speak of what comes next."""
    above: list[str] = []
    while block.lines and block.lines[-1].lstrip().startswith("#"):
        above.insert(0, block.lines.pop())
    if above and not block.lines:  # the comment of the whole file
        block.lines, above = above, []
    return above


def _first(dotted: str) -> str:
    return dotted.split(".", maxsplit=1)[0].strip().strip("\"'")


def _without_key(statement: str, header: re.Match[str]) -> str:
    """Turn `[key]` into nothing and `[key.feedback]` into `[feedback]`."""
    _, _, rest = header[2].partition(".")
    comment = statement[header.end() :].strip()
    if not rest:
        return f"{comment}\n" if comment else ""
    return f"{header[1]}{rest.strip()}{header[3]}{statement[header.end() :]}"


def _joined(parts: Iterable[list[str]]) -> str:
    """Put statements together, with one empty line where moved ones left several."""
    kept: list[str] = []
    for statement in (statement for part in parts for statement in part):
        if statement.strip() or (kept and kept[-1].strip()):
            kept.append(statement)
    return "".join(kept).rstrip("\n") + "\n" if kept else ""
