"""How a program is written, told from its syntax tree; nothing of it is run."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator

LONGEST = 20_000
"""Characters of a program."""
DEEPEST = 60
"""Brackets within brackets: Python's own parser gives up, or crashes, beyond some hundred."""

_NODES: tuple[tuple[str, tuple[type[ast.AST], ...]], ...] = (
    ("for", (ast.For, ast.AsyncFor)),
    ("while", (ast.While,)),
    ("loop", (ast.For, ast.AsyncFor, ast.While)),
    ("if", (ast.If, ast.IfExp)),
    ("function", (ast.FunctionDef, ast.AsyncFunctionDef)),
    ("return", (ast.Return,)),
    ("comprehension", (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)),
    ("lambda", (ast.Lambda,)),
    ("class", (ast.ClassDef,)),
    ("try", (ast.Try,)),
)
NAMES = (*(name for name, _ in _NODES), "recursion", "import", "print")
"""What a rule can name, besides `import:<module>` and `call:<function>`."""

_SYNTAX = (
    ("code.syntax_colon", ("expected ':'",)),
    ("code.syntax_indent", ("indent", "unindent")),
    ("code.syntax_closed", ("was never closed", "unmatched", "does not match", "unexpected EOF")),
    ("code.syntax_string", ("unterminated", "string literal", "f-string")),
    ("code.syntax_assign", ("Maybe you meant '=='", "cannot assign", "invalid syntax. Maybe")),
    ("code.syntax_letter", ("invalid character", "non-printable")),
)
SYNTAX = frozenset({"code.syntax", "code.too_deep", *(key for key, _ in _SYNTAX)})
"""The sentences that say why something is no program."""


def facts(source: str) -> tuple[str, ...]:
    """Return what is in a program, sorted; `syntax:<line>:<sentence>` where it is none."""
    if _is_too_deep(source):
        return ("syntax:1:code.too_deep",)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(source)
    except (SyntaxError, ValueError) as error:
        return (f"syntax:{getattr(error, 'lineno', 1) or 1}:{_said(error)}",)
    except (RecursionError, MemoryError):
        return ("syntax:1:code.too_deep",)
    return tuple(sorted(set(_facts(tree))))


def _is_too_deep(source: str) -> bool:
    depth = deepest = 0
    for letter in source:
        depth += (letter in "([{") - (letter in ")]}")
        deepest = max(deepest, depth)
    return deepest > DEEPEST or any(
        len(line) - len(line.lstrip()) > 4 * DEEPEST for line in source.splitlines()
    )


def _said(error: Exception) -> str:
    message = getattr(error, "msg", str(error)) or ""
    return next(
        (key for key, signs in _SYNTAX if any(sign in message for sign in signs)), "code.syntax"
    )


def _facts(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        yield from (name for name, types in _NODES if isinstance(node, types))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"def:{node.name}"
            if any(called == node.name for called in _called(node)):
                yield "recursion"
        if isinstance(node, ast.Import):
            yield from (f"import:{alias.name.partition('.')[0]}" for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield f"import:{(node.module or '').partition('.')[0]}"
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield "import"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            yield f"call:{name}"
            if name == "print":
                yield "print"


def _called(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id


def defined(source: str) -> frozenset[str]:
    """Return the names that a cell defines at its top level; none where it cannot be read."""
    if len(source) > LONGEST or _is_too_deep(source):
        return frozenset()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return frozenset()
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    names = {node.name for node in body if isinstance(node, kinds)}
    targets = [target for node in body if isinstance(node, ast.Assign) for target in node.targets]
    return frozenset(names | {target.id for target in targets if isinstance(target, ast.Name)})
