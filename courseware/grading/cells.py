"""Finding exercises in the cells of an authored notebook.

Only the syntax tree is looked at; nothing of a notebook is ever run here.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

CALL = "exercise"
"""The function that shows an exercise."""

_MAGIC = re.compile(r"^\s*[%!?].*$|^.*\?\s*$", re.MULTILINE)


def shown_exercise(source: str) -> str | None:
    """Return the name in a cell that is exactly `exercise("name")`, else None.

    Keyword arguments, comments and a closing semicolon may stand there too.
    """
    tree = _parsed(source)
    if tree is None or len(tree.body) != 1:
        return None
    statement = tree.body[0]
    return _name(statement.value) if isinstance(statement, ast.Expr) else None


def called_exercises(source: str) -> Iterator[str]:
    """Yield the name of every `exercise("name")` anywhere in a code cell."""
    tree = _parsed(source)
    for node in () if tree is None else ast.walk(tree):
        name = _name(node)
        if name is not None:
            yield name


def _name(node: ast.AST) -> str | None:
    match node:
        case ast.Call(
            func=ast.Name(id="exercise") | ast.Attribute(attr="exercise"),
            args=[ast.Constant(value=str(name))],
        ):
            return name
        case _:
            return None


def _parsed(source: str) -> ast.Module | None:
    """Parse a cell, IPython's own lines left out; None where it is no Python."""
    try:
        return ast.parse(_MAGIC.sub("", source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
