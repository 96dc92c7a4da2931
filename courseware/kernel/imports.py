"""Which modules a course's notebooks import: what a warm parent should have loaded."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterable, Iterator

NEVER = frozenset({"__main__", "antigravity", "idlelib", "lib2to3", "test", "this", "turtle"})
"""Modules that open windows, print, or are no use to anyone who has not imported them."""

_MAGIC = re.compile(r"^\s*[%!?]|^.*\?\s*$|^\s*\w+\s*=\s*[%!]")
_CELL_MAGIC = re.compile(r"^\s*%%(?:time|timeit|capture|prun)\b.*\n")


def imports_of(sources: Iterable[str]) -> list[str]:
    """Return the modules that code cells import, with the submodules they name.

    `sources` are cells' texts, as they stand, magics included; a cell that is no
    Python is passed over. Relative imports and names in `NEVER` are left out.
    `from a import b` yields `a` alone: whether `b` is a module only an import tells.
    Nothing is imported here. The order is the order of first appearance.
    """
    found: dict[str, None] = {}
    for source in sources:
        for name in _imported(source):
            if name.partition(".")[0] not in NEVER:
                found.setdefault(name)
    return list(found)


def _imported(source: str) -> Iterator[str]:
    tree = _parsed(source)
    for node in ast.walk(tree) if tree else ():
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module
            case _:
                pass


def _parsed(source: str) -> ast.Module | None:
    """Parse a cell; lines that are IPython's alone give way to `pass`."""
    lines = _CELL_MAGIC.sub("", source, count=1).splitlines()
    if lines and lines[0].lstrip().startswith("%%"):
        return None
    python = "\n".join(_without_magic(line) for line in lines)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an author's "\d" is no matter of ours
            return ast.parse(python)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _without_magic(line: str) -> str:
    indent = line[: len(line) - len(line.lstrip())]
    return f"{indent}pass" if _MAGIC.match(line) else line
