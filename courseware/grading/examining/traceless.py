"""Tests that leave nothing behind: the process that ran them may judge somebody else next.

Most tests are like that: they compare what the learner's functions return. An examiner
holds nothing of a learner's but plain data, so what one submission could leave for the
next is only what the teacher's own cells change: modules, files, the interpreter. Cells
that might are recognised by what they mention, and err on the side of a new process.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Mapping

from courseware.grading.examining import pure
from courseware.grading.examining.examiner.names import USUAL
from courseware.grading.examining.statements import BUILTINS, Import, imported, needed, parsed

_MODULES = (sys.stdlib_module_names | USUAL.keys()) - pure.MODULES
"""Names that mean a module also where the learner's cells import it."""
_AS_EVER = re.compile(r"^[ \t]*%matplotlib[ \t]+inline[ \t]*$", re.MULTILINE)
"""What figures are in any case here."""
_REFUSED = (
    ast.AsyncFor,
    ast.AsyncFunctionDef,
    ast.AsyncWith,
    ast.Await,
    ast.ClassDef,
    ast.Global,
    ast.Nonlocal,
    ast.With,
)


def leave_no_trace(cells: Iterable[tuple[str, Mapping[str, Import]]]) -> bool:
    """Tell whether all cells of a teacher's are sure to change nothing but their own names.

    With the source of each comes what is imported where it stands.
    """
    return all(_leaves_none(_AS_EVER.sub("", source), imports) for source, imports in cells)


def _leaves_none(source: str, imports: Mapping[str, Import]) -> bool:
    body = parsed(source)
    if _text_of(source) and not body:
        return False  # no Python, or IPython's own
    if any(line.lstrip().startswith(("%", "!", "?")) for line in source.splitlines()):
        return False
    nodes = [node for each in body for node in ast.walk(each)]
    known = dict(imports)
    for node in nodes:
        if isinstance(node, ast.Import | ast.ImportFrom):
            known.update(imported(node))
    looked_up = {name for statement in body for name in needed(statement)}
    doubtful = {name for name in looked_up if _is_doubtful(name, known)}
    cleared = {id(_cleared_by(node, known)) for node in nodes if isinstance(node, ast.Attribute)}
    return all(
        id(node) in cleared
        if isinstance(node, ast.Name) and node.id in doubtful
        else _is_harmless(node)
        for node in nodes
    )


def _text_of(source: str) -> str:
    lines = (line.strip() for line in source.splitlines())
    return "".join(line for line in lines if not line.startswith("#"))


def _is_doubtful(name: str, known: Mapping[str, Import]) -> bool:
    return not pure.is_pure(*known[name]) if name in known else name in _MODULES


def _cleared_by(node: ast.Attribute, known: Mapping[str, Import]) -> ast.Name | None:
    """Return the module's name in `np.mean` and the like, which is harmless there."""
    path: list[str] = []
    first: ast.expr = node
    while isinstance(first, ast.Attribute):
        path.insert(0, first.attr)
        first = first.value
    if not isinstance(first, ast.Name):
        return None
    found = known.get(first.id) or (USUAL.get(first.id, ""), "")
    module = ".".join(filter(None, found))
    for at, name in enumerate(path):
        if pure.is_pure(".".join([module, *path[:at]]), name):
            return first
    return None


def _is_harmless(node: ast.AST) -> bool:
    match node:
        case ast.Import(names=names):
            return all(_is_importable(each.name) for each in names)
        case ast.ImportFrom(module=str(module), names=names, level=0):
            return _is_importable(module) and all(each.name != "*" for each in names)
        case ast.ImportFrom():
            return False
        case ast.Attribute(attr=name, ctx=context):
            refused = name.startswith("_") or pure.lasts(name)
            return isinstance(context, ast.Load) and not refused
        case ast.Name(id=name):
            known = name in pure.BUILTINS or name not in BUILTINS
            return known and not name.startswith("_")
        case _:
            return not isinstance(node, _REFUSED)


def _is_importable(module: str) -> bool:
    return module.partition(".")[0] in pure.IMPORTED
