"""From a program to an answer that can be marked: what is in it, and what became of each case."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from courseware.kinds.code import source_of
from courseware.kinds.code.spec import CodeCase, CodeExercise, CodeKey
from courseware.kinds.code.structure import LONGEST, facts
from courseware.trial.comparing import Observed, compared
from courseware.trial.running import observe

Try = Callable[[CodeExercise, str, Sequence[CodeCase]], list[Observed]]
"""How cases are tried: on the learner's own machine, or contained where it counts."""

Report = dict[str, object]


def cases_of(exercise: CodeExercise, key: CodeKey | None) -> tuple[CodeCase, ...]:
    """Return the cases that are tried: the examples, and those of the key where it is at hand."""
    return (*exercise.examples, *(key.cases if key else ()))


def report(
    exercise: CodeExercise, key: CodeKey | None, value: object, attempt: Try = observe
) -> object:
    """Try an answer and return it with what was found; one that is no program stays as it is.

    What a learner's file says of its own trial is never believed: only the program is taken.
    """
    source = source_of(value)
    if source is None or len(source) > LONGEST:
        return source if isinstance(value, dict) else value
    found = facts(source)
    cases = cases_of(exercise, key)
    is_program = not any(fact.startswith("syntax:") for fact in found)
    seen = attempt(exercise, source, cases) if cases and is_program else []
    pairs = zip(cases, seen, strict=False)
    ran = [[case.id, *compared(case, observed)] for case, observed in pairs]
    return {"source": source, "facts": list(found), "ran": ran}
