"""Code: a function or a program in Python, tried on cases.

What a learner gives is the text of a program. It is marked by what became of it:
`{"source": ..., "facts": [...], "ran": [[case, outcome, seen], ...]}`, where `facts` come from
`structure.facts` and `ran` from trying the cases, in a process that knows nothing of the key
(`courseware.trial`). Text alone cannot be marked: nothing is run here, nor in the browser.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from html import escape

import msgspec

from courseware.kinds.base import Description, Sample, Shown, as_typed
from courseware.kinds.code.checking import check
from courseware.kinds.code.spec import CodeCase, CodeExercise, CodeFigure, CodeKey, CodeRule
from courseware.kinds.code.structure import LONGEST, SYNTAX, defined, facts
from courseware.mark import Misread, Note, State, Verdict
from courseware.text import say
from courseware.variants import Generator, Variant

__all__ = [
    "Answer",
    "CodeCase",
    "CodeExercise",
    "CodeFigure",
    "CodeKey",
    "CodeRule",
    "check",
    "defined",
]

EXERCISE = CodeExercise
KEY = CodeKey
OUTCOMES = (
    *("right", "value", "printed", "raised", "not_raised", "figure", "slow", "ended"),
    "untried",
)


FIGURE = frozenset({"missing", "title", "xlabel", "ylabel", "legend", "kind", "data"})
"""What a figure can lack, `code.figure_<name>`."""


class Answer(msgspec.Struct, frozen=True):
    """A program, what is in it, and what became of each case: its outcome and what was seen."""

    source: str
    facts: frozenset[str] = frozenset()
    ran: dict[str, tuple[str, str]] = {}


def draw(exercise: CodeExercise, generator: Generator) -> tuple[str, ...]:
    """There is nothing to draw: everybody meets the same cases."""
    return ()


def source_of(value: object) -> str | None:
    """Return the program in an answer, tried or not; None where there is none."""
    source = value.get("source") if isinstance(value, dict) else value
    return source if isinstance(source, str) and source.strip() else None


def parse(exercise: CodeExercise, value: object) -> Answer | Misread | None:
    """Read a program that was tried; one that was not, or cannot be read, is misread."""
    if value is None or value in ("", {}):
        return None
    source = value.get("source") if isinstance(value, dict) else value
    if not isinstance(source, str):
        return Misread(Note("marking.not_text"))
    if not source.strip():
        return None
    if len(source) > LONGEST:
        return Misread(Note("marking.too_long", {"count": LONGEST}))
    if not isinstance(value, dict) or "ran" not in value:
        return Misread(Note("code.not_tried"))
    found = frozenset(item for item in _items(value.get("facts")) if isinstance(item, str))
    fault = _fault(exercise, found)
    return Misread(fault) if fault else Answer(source, found, _ran(value.get("ran")))


def _fault(exercise: CodeExercise, found: frozenset[str]) -> Note | None:
    """Say why it is no program, or not the one that was asked for."""
    for fact in sorted(found):
        if fact.startswith("syntax:"):
            _, line, key = (*fact.split(":", 2), "", "")[:3]
            return Note(key if key in SYNTAX else "code.syntax", {"line": line})
    for name in exercise.define:
        if f"def:{name}" not in found:
            return Note("code.not_defined", {"name": name})
    return None


def _ran(items: object) -> dict[str, tuple[str, str]]:
    return {
        str(item[0]): (str(item[1]), str(item[2]))
        for item in _items(items)
        if isinstance(item, list | tuple) and len(item) == 3 and item[1] in OUTCOMES
    }


def _items(value: object) -> tuple[object, ...]:
    return tuple(value) if isinstance(value, list | tuple) else ()


def mark(exercise: CodeExercise, key: CodeKey, variant: Variant, answer: Answer) -> Verdict:
    """Add up the weights of the cases that went right and of the rules that were kept."""
    notes: list[Note] = []
    told: set[str] = set()
    gained = whole = 0
    trials = [(case, True) for case in exercise.examples] + [(case, False) for case in key.cases]
    for number, (case, is_shown) in enumerate(trials, 1):
        outcome, seen = answer.ran.get(case.id, ("untried", ""))
        whole += case.weight
        gained += case.weight * (outcome == "right")
        # One error that stops every case is told once.
        if outcome != "right" and (outcome != "raised" or seen not in told):
            notes += _case_notes(case, number, outcome, seen, is_shown=is_shown)
        elif outcome != "right" and case.feedback:
            notes.append(Note(text=case.feedback))
        told.add(seen)
    for rule in key.rules:
        whole += rule.weight
        is_kept = (not rule.uses or _has(answer.facts, rule.uses)) and not (
            rule.avoids and _has(answer.facts, rule.avoids)
        )
        gained += rule.weight * is_kept
        if not is_kept:
            notes.append(_rule_note(rule))
    credit = Fraction(gained, whole) if whole else Fraction(1)
    if key.credit == "all_or_nothing" and credit != 1:
        credit = Fraction(0)
    return Verdict(credit, tuple(notes))


def _has(found: frozenset[str], name: str) -> bool:
    return name in found


def _rule_note(rule: CodeRule) -> Note:
    if rule.feedback:
        return Note(text=rule.feedback)
    if rule.uses:
        return Note("code.rule_uses", {"name": rule.uses})
    return Note("code.rule_avoids", {"name": rule.avoids})


def _case_notes(
    case: CodeCase, number: int, outcome: str, seen: str, *, is_shown: bool
) -> Iterator[Note]:
    """Say what became of a case: of an example everything, of another what the author says."""
    name = case.call if is_shown and case.call else f"№ {number}"
    if outcome == "raised":
        yield from _error_notes(name, seen)
    elif outcome == "figure":
        yield Note(f"code.figure_{seen if seen in FIGURE else 'missing'}")
    elif is_shown and outcome in {"value", "printed"}:
        wanted = (case.returns if outcome == "value" else case.prints) or ""
        yield Note(f"code.case_{outcome}", {"name": name, "wanted": wanted, "seen": seen})
    elif outcome in {"value", "printed"}:
        if not case.feedback:
            yield Note("code.case_hidden", {"name": name})
    else:
        yield Note(f"code.case_{outcome}", {"name": name})
    if case.feedback:
        yield Note(text=case.feedback)


EXPLAINED = (
    *("NameError", "TypeError", "IndexError", "KeyError", "ValueError", "ZeroDivisionError"),
    *("AttributeError", "RecursionError", "EOFError", "ModuleNotFoundError", "UnboundLocalError"),
    *("FileNotFoundError", "MemoryError", "KeyboardInterrupt", "AssertionError"),
)
"""Errors that are explained to beginners, `code.error_<name>`."""


def _error_notes(name: str, seen: str) -> Iterator[Note]:
    """Tell of an error: its name and the learner's own line, then what it usually means."""
    error, line, message = (*seen.split("|", 2), "", "")[:3]
    told: dict[str, str | int] = {"name": name, "error": error, "message": message}
    if line in {"", "0"}:
        yield Note("code.case_raised_somewhere", told)
    else:
        yield Note("code.case_raised", {**told, "line": line})
    if error in EXPLAINED:
        yield Note(f"code.error_{error}")


def echo(answer: object, value: object, language: str) -> str:
    """Nothing to echo: a program is read as it was given."""
    return ""


def describe(exercise: CodeExercise, variant: Variant, language: str) -> Description:
    """Show what is written already and the examples, and leave lines to write on."""
    lines = [exercise.starter.rstrip()] if exercise.starter else []
    lines += [_example(case, language) for case in exercise.examples]
    plain = "\n".join([*lines, *("_" * 30 for _ in range(5))])
    return Description(plain, f"<pre>{escape(plain)}</pre>")


def _example(case: CodeCase, language: str) -> str:
    if case.raises is not None:
        return f">>> {case.call}\n{case.raises}"
    if case.returns is not None:
        return f">>> {case.call}\n{case.returns}"
    head = say("code.typed", language) + ": " + case.input if case.input else ""
    return "\n".join(filter(None, (head, case.prints or "")))


def shown(exercise: CodeExercise, variant: Variant, value: object, language: str) -> Shown:
    """Return the program."""
    source = source_of(value)
    return Shown() if source is None else as_typed(source)


def samples(exercise: CodeExercise, key: CodeKey, variant: Variant) -> Iterator[Sample]:
    """Yield the solution as if all went right, the same as if nothing did, one not tried."""
    cases = (*exercise.examples, *key.cases)
    source = key.solution or "pass\n"
    found = sorted(facts(source) if key.solution else {f"def:{name}" for name in exercise.define})
    if key.solution or not key.rules:
        yield Sample(_tried(source, found, cases, "right"), "right")
    if cases:
        wrong: State = "partly" if key.rules and key.credit == "by_weight" else "wrong"
        yield Sample(_tried(source, found, cases, "ended"), wrong)
    yield Sample(source, "unmarked")


def _tried(
    source: str, found: list[str], cases: tuple[CodeCase, ...], outcome: str
) -> dict[str, object]:
    ran = [[case.id, outcome, ""] for case in cases]
    return {"source": source, "facts": found, "ran": ran}
