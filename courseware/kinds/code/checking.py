"""What is wrong with a code exercise beyond its form."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from courseware.decoding import Path
from courseware.kinds.base import Finding
from courseware.kinds.code.spec import CodeCase, CodeExercise, CodeFigure, CodeKey
from courseware.kinds.code.structure import NAMES, defined, facts


def check(exercise: CodeExercise, key: CodeKey | None) -> Iterator[Finding]:
    """Find cases that ask for nothing, literals that are none, rules that name nothing."""
    cases: list[tuple[Path, CodeCase]] = []
    cases += [(("examples", at), case) for at, case in enumerate(exercise.examples)]
    cases += [(("key", "cases", at), case) for at, case in enumerate(key.cases if key else ())]
    seen: set[str] = set()
    for path, case in cases:
        if case.id in seen:
            yield Finding("code_same_id", (*path, "id"), {"id": case.id})
        seen.add(case.id)
        yield from _case(case, path)
    for name in ("starter", "setup"):
        yield from _syntax(getattr(exercise, name), (name,))
    if key is not None:
        if not cases and not key.rules:
            yield Finding("code_no_cases", ("key", "cases"))
        yield from _key(key)
        yield from _solution(exercise, key)


def _key(key: CodeKey) -> Iterator[Finding]:
    for at, rule in enumerate(key.rules):
        for field in ("uses", "avoids"):
            named = getattr(rule, field)
            if named and named not in NAMES and not named.startswith(("import:", "call:")):
                known = ", ".join(NAMES)
                found: dict[str, str | int] = {"name": named, "known": known}
                yield Finding("code_unknown_rule", ("key", "rules", at, field), found)
        if not rule.uses and not rule.avoids:
            yield Finding("code_empty_rule", ("key", "rules", at))
    for at, case in enumerate(key.cases):
        if not case.feedback:
            yield Finding("code_no_feedback", ("key", "cases", at), {"id": case.id}, warning=True)


def _solution(exercise: CodeExercise, key: CodeKey) -> Iterator[Finding]:
    if not key.solution:
        yield Finding("code_no_solution", ("key", "solution"), warning=True)
        return
    yield from _syntax(key.solution, ("key", "solution"))
    missing = set(exercise.define) - defined(key.solution)
    if missing and not any(fact.startswith("syntax:") for fact in facts(key.solution)):
        yield Finding("code_solution_lacks", ("key", "solution"), {"name": min(missing)})


def _syntax(source: str, path: Path) -> Iterator[Finding]:
    for fact in facts(source):
        if fact.startswith("syntax:"):
            yield Finding("code_syntax", path, {"line": fact.split(":")[1]})


def _case(case: CodeCase, path: Path) -> Iterator[Finding]:
    wanted = (case.returns, case.prints, case.raises, case.figure)
    if all(each is None for each in wanted):
        yield Finding("code_empty_case", path, {"id": case.id})
    if case.returns is not None and not case.call:
        yield Finding("code_returns_needs_call", (*path, "returns"))
    if case.returns is not None and not is_literal(case.returns):
        yield Finding("code_not_a_literal", (*path, "returns"), {"text": case.returns[:80]})
    if case.call:
        try:
            ast.parse(case.call, mode="eval")
        except (SyntaxError, ValueError):
            yield Finding("code_not_an_expression", (*path, "call"), {"text": case.call[:80]})
    if case.figure is not None:
        yield from _figure(case.figure, (*path, "figure"))


def _figure(figure: CodeFigure, path: Path) -> Iterator[Finding]:
    for name in ("x", "y"):
        text = getattr(figure, name)
        if text and not is_literal(text):
            yield Finding("code_not_a_literal", (*path, name), {"text": text[:80]})


def is_literal(text: str) -> bool:
    """Tell whether a text is a Python literal, or one of the floats that have none."""
    if text.strip() in {"inf", "-inf", "nan"}:
        return True
    try:
        ast.literal_eval(text)
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return False
    return True
