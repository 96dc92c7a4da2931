"""What a cell of the teacher's does, statement by statement: names bound, names needed.

Only syntax trees are looked at; nothing is run here.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal

import msgspec

BUILTINS = frozenset(dir(builtins))
_LINE_MAGIC = re.compile(r"^(?P<indent>\s*)(?:[%!?].*|.*\?\s*|\s*\w+\s*=\s*[%!].*)$", re.MULTILINE)

Import = tuple[str, str]
"""A module and the name in it, "" for the module itself."""


def parsed(source: str) -> list[ast.stmt]:
    """Return a cell's statements, IPython's own lines left out; none where it is no Python."""
    if source.lstrip().startswith("%%"):
        return []
    try:
        return ast.parse(_LINE_MAGIC.sub(r"\g<indent>pass", source)).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


def imported(statement: ast.stmt) -> Iterator[tuple[str, Import]]:
    """Yield the names that an import binds, and what to."""
    match statement:
        case ast.Import(names=names):
            for alias in names:
                if alias.asname:
                    yield alias.asname, (alias.name, "")
                else:
                    yield alias.name.partition(".")[0], (alias.name.partition(".")[0], "")
        case ast.ImportFrom(module=str(module), names=names, level=0):
            for alias in names:
                if alias.name != "*":
                    yield alias.asname or alias.name, (module, alias.name)
        case _:
            pass


def bound(node: ast.AST) -> set[str]:
    """Return the names that a statement binds in the notebook's namespace."""
    names: set[str] = set()
    _collect_bound(node, names)
    return names


def _collect_bound(node: ast.AST, names: set[str]) -> None:
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            names.add(name)
            return
        case ast.Import() | ast.ImportFrom():
            names.update(name for name, _ in imported(node))
            return
        case ast.Lambda() | ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
            return
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
            names.add(name)
        case ast.ExceptHandler(name=str(name)):
            names.add(name)
        case _:
            pass
    for child in ast.iter_child_nodes(node):
        _collect_bound(child, names)


def needed(node: ast.AST) -> set[str]:
    """Return the names that a statement looks up, without its own and built-in ones."""
    inner: set[str] = set()
    looked: set[str] = set()
    for each in ast.walk(node):
        match each:
            case ast.Name(id=name, ctx=ast.Load()):
                looked.add(name)
            case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()):
                inner.add(name)
            case _:
                pass
    return looked - inner - BUILTINS


def called(node: ast.AST) -> set[str]:
    """Return the first names of everything that a statement calls."""
    found: set[str] = set()
    for each in ast.walk(node):
        if isinstance(each, ast.Call):
            first: ast.AST = each.func
            while isinstance(first, ast.Attribute | ast.Subscript | ast.Call):
                first = first.func if isinstance(first, ast.Call) else first.value
            found.add(first.id if isinstance(first, ast.Name) else "")
    return found


Sort = Literal["import", "define", "assign", "other"]


def sort_of(statement: ast.stmt) -> Sort:
    """Return what a statement is for."""
    match statement:
        case ast.Import() | ast.ImportFrom():
            return "import"
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return "define"
        case ast.Assign() | ast.AnnAssign() | ast.AugAssign():
            return "assign"
        case _:
            return "other"


class Names(msgspec.Struct, frozen=True, kw_only=True):
    """What the teacher's own notebook says of names, up to some cell.

    `imports` are bound by imports; `own` by the learner's own cells, as the teacher
    solved them.
    """

    imports: dict[str, Import] = {}
    own: frozenset[str] = frozenset()

    def after(self, source: str, *, learners: bool) -> Names:
        """Return what is known after a cell; `learners` tells whether it is one of theirs."""
        imports, own = dict(self.imports), set(self.own)
        for statement in parsed(source):
            brought = dict(imported(statement))
            for name in bound(statement):
                imports.pop(name, None)
                own.discard(name)
                if name in brought:
                    imports[name] = brought[name]
                elif learners:
                    own.add(name)
        return Names(imports=imports, own=frozenset(own))

    def after_test(self, source: str) -> Names:
        """Return what is known after a test: it may import, the learner's names stay theirs."""
        imports = dict(self.imports)
        for statement in parsed(source):
            imports.update(imported(statement))
        return Names(imports=imports, own=self.own)


def kept(sources: Iterable[str], *, assigned: bool) -> list[str]:
    """Return what later cells may rely on: imports, definitions and, if wanted, assignments."""
    return [statement for source in sources for statement in _kept(source, assigned)]


@lru_cache(1024)
def _kept(source: str, assigned: bool) -> tuple[str, ...]:  # noqa: FBT001 - private
    """Look through a teacher's cell once, and not for each of a hundred hand-ins."""
    sorts = {"import", "define", "assign"} if assigned else {"import", "define"}
    return tuple(ast.unparse(each) for each in parsed(source) if sort_of(each) in sorts)


def assigned(source: str) -> set[str]:
    """Return the names that a cell's own assignments bind."""
    found: set[str] = set()
    for statement in parsed(source):
        if sort_of(statement) == "assign":
            found |= bound(statement)
    return found


def independent(body: Iterable[ast.stmt], names: set[str]) -> list[ast.stmt]:
    """Return the statements that need nothing but `names` and what they bind themselves."""
    known = set(names)
    found = []
    for statement in body:
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant | ast.Name):
            continue
        if sort_of(statement) in {"import", "define"} or needed(statement) <= known:
            found.append(statement)
            known |= bound(statement)
    return found
