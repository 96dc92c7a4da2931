"""Tests that leave nothing behind: the process that ran them may judge somebody else next.

Most tests are like that: they compare what the learner's functions return. An examiner
holds nothing of a learner's but plain data, so what one submission could leave for the
next is only what the teacher's own cells change: modules, files, the interpreter. Cells
that might are recognised by what they mention, and err on the side of a new process.
"""

from __future__ import annotations

import ast
import builtins
import sys
from collections.abc import Iterable, Mapping

from courseware.grading.examining.examiner.names import USUAL
from courseware.grading.examining.statements import BUILTINS, Import, needed, parsed

PURE = frozenset(
    {"cmath", "collections", "fractions", "itertools", "math", "numbers", "operator"}
    | {"numpy.testing", "pandas.testing", "statistics", "string"}
)
"""Modules that remember nothing of how they were used."""
_FUNCTIONS = frozenset(
    [
        "abs",
        "all",
        "any",
        "ascii",
        "bin",
        "bool",
        "bytearray",
        "bytes",
        "callable",
        "chr",
        "complex",
        "dict",
        "divmod",
        "enumerate",
        "filter",
        "float",
        "format",
        "frozenset",
        "hash",
        "hex",
        "id",
        "int",
        "isinstance",
        "issubclass",
        "iter",
        "len",
        "list",
        "map",
        "max",
        "min",
        "next",
        "object",
        "oct",
        "ord",
        "pow",
        "print",
        "range",
        "repr",
        "reversed",
        "round",
        "set",
        "slice",
        "sorted",
        "str",
        "sum",
        "tuple",
        "zip",
        "NotImplemented",
        "Ellipsis",
    ]
)
_ERRORS = frozenset(
    name
    for name, value in vars(builtins).items()
    if isinstance(value, type) and issubclass(value, BaseException)
)
_MODULES = (sys.stdlib_module_names | USUAL.keys()) - PURE
"""Names that mean a module also where the learner's cells import it."""
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
    return all(_leaves_none(source, imports) for source, imports in cells)


def _leaves_none(source: str, imports: Mapping[str, Import]) -> bool:
    body = parsed(source)
    if _text_of(source) and not body:
        return False  # no Python, or IPython's own
    if any(line.lstrip().startswith(("%", "!", "?")) for line in source.splitlines()):
        return False
    names = {name for statement in body for name in needed(statement)}
    return (
        all(_is_pure(imports[name]) for name in names & imports.keys())
        and not names & _MODULES
        and all(_is_harmless(node) for each in body for node in ast.walk(each))
    )


def _text_of(source: str) -> str:
    lines = (line.strip() for line in source.splitlines())
    return "".join(line for line in lines if not line.startswith("#"))


def _is_pure(found: Import) -> bool:
    module, name = found
    return module in PURE or f"{module}.{name}" in PURE


def _is_harmless(node: ast.AST) -> bool:
    match node:
        case ast.Import(names=names):
            # Without `as` it is the whole of the first module that is imported.
            return all(
                each.name in PURE and (each.asname or "." not in each.name) for each in names
            )
        case ast.ImportFrom(module=module, names=names, level=level):
            return not level and module in PURE and all(each.name != "*" for each in names)
        case ast.Attribute(attr=name, ctx=context):
            return isinstance(context, ast.Load) and not name.startswith("_")
        case ast.Name(id=name):
            known = name in _FUNCTIONS or name in _ERRORS
            return not name.startswith("_") and (known or name not in BUILTINS)
        case _:
            return not isinstance(node, _REFUSED)
