"""Cells that show nothing and change nothing, whoever runs them: they only name constants.

Many notebooks have one cell of that kind, for the learner's name, and else nothing but text
for a human to mark. To start processes for them costs as much as for a notebook of code.
"""

from __future__ import annotations

import ast

LONGEST = 2_000
"""Characters of a cell that is looked at. The supervisor parses it, and a learner wrote it."""
_IPYTHONS = frozenset({"In", "Out", "exit", "get_ipython", "quit"})
"""Names that IPython itself looks up while it runs cells."""


def is_inert(source: str) -> bool:
    """Tell whether a cell is sure to leave nothing but a few names behind, and no output."""
    if len(source) > LONGEST or "\\" in source:  # an escape that Python does not know is warned of
        return False
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return all(isinstance(each, ast.Assign) and _names_a_constant(each) for each in body)


def _names_a_constant(statement: ast.Assign) -> bool:
    return all(_is_name(each) for each in statement.targets) and _is_constant(statement.value)


def _is_name(target: ast.expr) -> bool:
    if isinstance(target, ast.Name):
        return not target.id.startswith("_") and target.id not in _IPYTHONS
    return False


def _is_constant(value: ast.expr) -> bool:
    match value:
        case ast.Constant():
            return True
        case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=ast.Constant(value=int() | float())):
            return True
        case ast.List(elts=values) | ast.Tuple(elts=values):
            return all(_is_constant(each) for each in values)
        case _:
            return False
