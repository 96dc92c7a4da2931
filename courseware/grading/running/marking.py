"""From what ran to marks, in the supervisor: nothing of a learner's is run here.

The same is done with a fresh result and with a kept one whose key or points were
corrected since: our own exercises are marked from the answers, tests are scored
from what they left in the executed notebook.
"""

from __future__ import annotations

import logging
from typing import Any, Literal

import msgspec

from courseware.grading import gather
from courseware.grading.examining import books
from courseware.grading.examining.assignment import Assignment, Task
from courseware.grading.examining.handin import HandIn
from courseware.grading.examining.locked import Step, merged
from courseware.grading.examining.planning import frame_of
from courseware.grading.examining.result import CellResult, Json, NotebookResult, Result
from courseware.grading.examining.verdicts import Ran, is_released, verdict
from courseware.grading.marker import Marker
from courseware.grading.master import Cell
from courseware.grading.record import METADATA, Record

log = logging.getLogger(__name__)

BLANK = "No response."
"""nbgrader's automatic comment on what was handed in as it was released."""
MISSING = "is missing"
"""The fault of a notebook that was not handed in, as `examining.books` tells it."""
_NOT_RUN = frozenset({"not_run", "manual", "blank"})


class Marking:
    """Marks results of one assignment; used by several threads.

    Args:
        assignment: the teacher's side as it is now.
        stderr: policy's word on what tests write there.
        marker: marks exercises of ours; None where there are none.
    """

    def __init__(
        self, assignment: Assignment, stderr: Literal["nbgrader", "ours"], marker: Marker | None
    ) -> None:
        self._assignment, self._stderr, self._marker = assignment, stderr, marker

    def __call__(self, handin: HandIn, result: Result, *, again: bool = False) -> Result:
        """Return a result with the marks that the teacher's side gives it now.

        `again` says that points or rules are not those that it was scored by.
        """
        found = {}
        for name, book in result.notebooks.items():
            task = self._assignment.tasks.get(name)
            found[name] = self._book(task, book, handin, again=again) if task else book
        status = result.status
        if status == "refused":
            marks = [cell for book in found.values() for cell in book.cells if cell.marked]
            if any(cell.score is not None for cell in marks):
                status = "graded"  # an answer counts wherever it was found
        return msgspec.structs.replace(result, status=status, notebooks=found)

    def _book(
        self, task: Task, book: NotebookResult, handin: HandIn, *, again: bool
    ) -> NotebookResult:
        if book.fault and not book.fault.startswith(MISSING):
            # No answer does not mean that none was given.
            gathered = msgspec.structs.replace(handin.gathered, lost=True)
            handin = msgspec.structs.replace(handin, gathered=gathered)
        by_id = {_id(cell): cell for cell in (book.executed or {}).get("cells", ())}
        marked = books.marks(self._marker, self._assignment.name, task, handin)
        cells = []
        for cell in book.cells:
            master = task.master.cells.get(cell.id)
            if master is None or cell.id in marked or not again:
                cells.append(marked.get(cell.id, cell))
            else:
                cells.append(self._scored(cell, master, by_id.get(cell.id)))
        executed = book.executed
        if executed is None and (marked or book.fault != MISSING):
            executed = _stand_in(task)
        if executed is not None:
            if marked or again:
                executed = _shown(executed, task, marked)
            if task.master.exercises:
                executed["metadata"] |= _record(book, marked, handin, self._assignment.name, task)
        return msgspec.structs.replace(
            book, cells=tuple(cells), executed=executed, damage=handin.gathered.damage
        )

    def _scored(self, cell: CellResult, master: Cell, ran: Json | None) -> CellResult:
        """Score what ran by the points and the rule of now."""
        changed = msgspec.structs.replace(cell, points=master.points or 0.0)
        if cell.state in _NOT_RUN or cell.reason == "needs_live" or ran is None or master.solution:
            return changed
        step = Step(
            part="test",
            cell_type=master.cell_type,
            source=master.source,
            master=master,
            metadata={"nbgrader": master.metadata()},
            restored=cell.restored,
        )
        outputs = Ran(outputs=ran.get("outputs", []), forgeable=cell.forgeable)
        scored = verdict(step, outputs, stderr=self._stderr)
        if cell.reason == "stderr" and self._stderr == "nbgrader" and scored.strict is None:
            # What was written there may have been cut off since.
            scored = msgspec.structs.replace(
                scored, score=0.0, state="wrong", reason="stderr", strict=scored.score
            )
        return msgspec.structs.replace(scored, detail=cell.detail)


def comments_of(book: NotebookResult) -> dict[str, str | None]:
    """Return nbgrader's automatic comments of a notebook, by the id of the cell."""
    found: dict[str, str | None] = {}
    for cell in (book.executed or {}).get("cells", ()):
        known = cell["metadata"].get("nbgrader")
        if known and known.get("solution"):
            same = is_released(known.get("checksum"), cell["cell_type"], cell["source"], known)
            found[known["grade_id"]] = BLANK if same else None
    found |= {cell.id: cell.comment for cell in book.cells if cell.marked is not None}
    return found


def _id(cell: Json) -> str:
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))


def _stand_in(task: Task) -> Json:
    """Return the teacher's cells alone, for whoever opens what nobody could read."""
    frame = frame_of(task)
    steps = merged((), task.master, frame.extras)
    metadata: Json = {"language_info": {"name": "python"}}
    if frame.kernelspec:
        metadata["kernelspec"] = frame.kernelspec
    cells = [step.as_json(None) for step in steps]
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells}


def _shown(executed: Json, task: Task, marked: dict[str, CellResult]) -> Json:
    """Return a notebook with the points of now, exercises showing their marks."""
    cells = []
    for cell in executed["cells"]:
        master = task.master.cells.get(_id(cell))
        if master is None:
            cells.append(cell)
            continue
        known: Json = dict(master.metadata())
        new = {**cell, "metadata": {**cell["metadata"], "nbgrader": known}}
        if master.exercise and cell["cell_type"] == "code":
            result = marked.get(master.id)
            new["outputs"] = books.mark_shown(result)
            if result is not None and result.marked and result.marked.reason == "by_hand":
                # Formgrader gives room for a comment under solutions only.
                known["solution"] = True
        cells.append(new)
    return {**executed, "metadata": dict(executed["metadata"]), "cells": cells}


def _record(
    book: NotebookResult,
    marked: dict[str, CellResult],
    handin: HandIn,
    lesson: str,
    task: Task,
) -> dict[str, Any]:
    wanted = {f"{lesson}/{name}" for name in task.master.exercises.values()}
    record = Record(
        gathered=gather.kept(handin.gathered, wanted),
        fault=book.fault,
        marks=tuple(cell.marked for cell in marked.values() if cell.marked is not None),
    )
    return {METADATA: msgspec.to_builtins(record)}
