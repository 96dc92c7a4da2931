"""Programs that are written in the notebook's own cells: a cell that was run is an answer.

A cell answers an exercise where it defines what the exercise asks for, or where its first line
is the comment `# exercise: name`.
"""

from __future__ import annotations

import re
import weakref
from datetime import UTC, datetime
from typing import Any

from courseware.kinds.code.spec import CodeExercise
from courseware.kinds.code.structure import defined
from courseware.widgets.messages import Answer
from courseware.widgets.work import Work

_MARK = re.compile(r"\s*#\s*exercise:\s*([A-Za-z0-9][A-Za-z0-9_-]*)\s*(?:\n|$)")

_watched: weakref.WeakSet[Work] = weakref.WeakSet()
_shells: weakref.WeakSet[object] = weakref.WeakSet()


def watch(work: Work) -> None:
    """Take the cells that answer a program to be written, where there is IPython."""
    if not isinstance(work.exercise, CodeExercise):
        return
    _watched.add(work)
    shell = _shell()
    if shell is not None and shell not in _shells:
        _shells.add(shell)
        shell.events.register("post_run_cell", _ran)


def _shell() -> Any:
    try:
        from IPython import get_ipython  # noqa: PLC0415 - without IPython there are no cells
    except ImportError:
        return None
    return get_ipython()


def _ran(result: Any) -> None:
    source = getattr(getattr(result, "info", None), "raw_cell", None)
    if isinstance(source, str) and source.strip():
        for work in answered_by(source, list(_watched)):
            _hand_in(work, source)


def answered_by(source: str, works: list[Work]) -> list[Work]:
    """Return the works whose exercise a cell answers."""
    marked = _MARK.match(source)
    names = defined(source)
    found = []
    for work in works:
        exercise = work.exercise
        if not isinstance(exercise, CodeExercise):
            continue
        own = exercise.id.rpartition("/")[2]
        asked = set(exercise.define)
        if marked[1] == own if marked else asked and asked <= names:
            found.append(work)
    return found


def _hand_in(work: Work, source: str) -> None:
    """Record a cell as an answer; the same text again, or the one that stood there, is none."""
    exercise = work.exercise
    given = work.standing.response
    starter = exercise.starter if isinstance(exercise, CodeExercise) else ""
    if source.strip() == starter.strip() or (given is not None and given.value == source):
        return
    work.commit(
        Answer(
            value=source,
            variant=work.standing.variant.number,
            at=datetime.now(UTC),
            front_end="cell",
        )
    )
