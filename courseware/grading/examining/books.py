"""One notebook of a submission: opened, and turned into its result."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from typing import Any

import msgspec

from courseware.grading import gather
from courseware.grading.examining.assignment import Task
from courseware.grading.examining.handin import HandIn, Unreadable, cells_of
from courseware.grading.examining.inert import is_inert
from courseware.grading.examining.locked import Step, merged
from courseware.grading.examining.planning import Frame
from courseware.grading.examining.processes import Stopped
from courseware.grading.examining.result import (
    CellResult,
    Json,
    NotebookResult,
    State,
    Usage,
)
from courseware.grading.examining.sitting import Sitting
from courseware.grading.examining.verdicts import by_hand, limited, shown, verdict
from courseware.grading.marker import Marker
from courseware.grading.master import Cell
from courseware.grading.record import Marked
from courseware.grading.summary import summary_html, summary_text

_STATES: dict[str, State] = {"right": "right", "partly": "partly", "wrong": "wrong"}
_STATES |= {"unmarked": "manual", "failed": "failed"}


class Book(msgspec.Struct, frozen=True, kw_only=True):
    """A notebook's result with what it tells of the whole submission."""

    result: NotebookResult
    tier: str = ""
    stopped: Stopped | None = None
    usage: Usage = Usage()
    notes: tuple[str, ...] = ()

    @property
    def fault(self) -> str:
        """Why it was set aside with nothing graded, "" where something was."""
        graded = any(cell.score is not None for cell in self.result.cells)
        return "" if graded else self.result.fault


def marks(marker: Marker | None, lesson: str, task: Task, handin: HandIn) -> dict[str, CellResult]:
    """Mark our own exercises of a notebook, by the id of their cell."""
    exercises = task.master.exercises
    if not exercises:
        return {}
    if marker is None:
        return {id_: _unmarked(task.master.cells[id_]) for id_ in exercises}
    wanted = {f"{lesson}/{name}" for name in exercises.values()}
    gathered = gather.kept(handin.gathered, wanted)
    found = marker.mark(task.master.cells.values(), gathered, handin.student)
    return {marked.cell: _marked(marked, marker) for marked in found}


def opened(task: Task, frame: Frame, handin: HandIn, expected: Container[str]) -> list[Step] | str:
    """Return a notebook's steps, or why there are none."""
    if handin.refused:
        return handin.refused
    language = str((frame.kernelspec or {}).get("language") or "python")
    if language.lower() != "python":
        return f"is written in {shown(language)}; only Python is run here"
    content = handin.notebooks.get(task.name)
    if f"{task.name}.ipynb" in handin.gathered.refused:
        return "could not be read, and was set aside when it was collected"
    if content is None:
        others = sorted(name for name in handin.notebooks if name not in expected)
        found = ", ".join(shown(f"{name}.ipynb") for name in others[:5])
        return f"is missing (there is {found})" if found else "is missing"
    try:
        return merged(cells_of(content), task.master, frame.extras)
    except Unreadable as error:
        return shown(str(error))


def has_to_run(task: Task, steps: Iterable[Step]) -> bool:
    """Tell whether anything has to be run to grade a notebook, or to be seen by a human."""
    return any(step.part == "test" or not is_inert(step.source) for step in _running(task, steps))


def as_if_run(task: Task, steps: Iterable[Step]) -> None:
    """Say of the cells of a notebook that need not run what running them would have left."""
    for step in _running(task, steps):
        step.ran = True


def _running(task: Task, steps: Iterable[Step]) -> list[Step]:
    runs = {"learner", "setup", "test"} if task.master.needs_kernel else set()
    return [step for step in steps if step.part in runs and step.source.strip()]


def unread(task: Task, fault: str, marked: Mapping[str, CellResult], *, missing: bool) -> Book:
    """Return the result of a notebook that is not there or that nobody can read.

    One that was never handed in is worth 0, as in nbgrader; any other waits for a human.
    """
    never = missing and fault == "is missing"
    cells = []
    for cell in _graded_cells(task):
        result = CellResult(
            id=cell.id,
            points=cell.points or 0.0,
            score=0.0 if never else None,
            state="blank" if never else "manual",
            reason="unread",
            task=cell.task,
        )
        cells.append(marked.get(cell.id, result))
    return Book(result=NotebookResult(name=task.name, cells=tuple(cells), fault=fault))


def graded(
    task: Task,
    frame: Frame,
    steps: list[Step],
    sitting: Sitting | None,
    marked: Mapping[str, CellResult],
    *,
    stderr: str,
    tier: str = "",
) -> Book:
    """Return the result of a notebook that was run as far as it had to be."""
    by_id = {step.master.id: step for step in steps if step.master}
    results = []
    for cell in _graded_cells(task):
        step = by_id.get(cell.id)
        if cell.exercise:
            results.append(marked[cell.id])
        elif step is None:
            results.append(_unmarked(cell))
        elif step.part == "test" and sitting is not None:
            results.append(verdict(step, sitting.ran[cell.id], stderr=stderr))
        else:
            results.append(by_hand(step))
    executed = _executed(frame, steps, sitting, marked)
    return Book(
        result=NotebookResult(name=task.name, cells=tuple(results), executed=executed),
        tier=tier,
        stopped=sitting.stopped if sitting else None,
        usage=sitting.usage if sitting else Usage(),
        notes=_notes(task.name, steps, sitting),
    )


def _graded_cells(task: Task) -> list[Cell]:
    return [cell for cell in task.master.cells.values() if cell.grade or cell.task]


def _executed(
    frame: Frame, steps: list[Step], sitting: Sitting | None, marked: Mapping[str, CellResult]
) -> Json:
    """Return the notebook as nbgrader's autograde would have left it."""
    count = 0
    cells = []
    for step in steps:
        count += step.ran
        if step.part == "exercise" and step.master is not None:
            step.outputs = mark_shown(marked.get(step.master.id))
        step.outputs = limited(step.outputs)
        cells.append(step.as_json(count if step.ran else None))
    metadata: Json = {"language_info": {"name": "python"}}
    if frame.kernelspec:
        metadata["kernelspec"] = frame.kernelspec
    if sitting is not None and isinstance(sitting.widgets, dict):
        metadata["widgets"] = sitting.widgets
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells}


def mark_shown(result: CellResult | None) -> list[Json]:
    """Let an exercise's cell show its mark, for whoever opens the notebook."""
    if result is None or result.marked is None:
        return []
    language = next(iter(result.marked.said), "en")
    data: dict[str, Any] = {
        "text/html": summary_html(result.marked, language),
        "text/plain": summary_text(result.marked, language),
    }
    return [{"output_type": "display_data", "data": data, "metadata": {}}]


def _marked(marked: Marked, marker: Marker) -> CellResult:
    return CellResult(
        id=marked.cell,
        points=marked.out_of,
        score=marked.score,
        state=_STATES[marked.state],
        reason="exercise" if marked.score is None else "",
        comment=summary_text(marked, marker.languages[0]),
        marked=marked,
    )


def _unmarked(cell: Cell) -> CellResult:
    reason: Any = "exercise" if cell.exercise else "unread"
    return CellResult(
        id=cell.id,
        points=cell.points or 0.0,
        score=None,
        state="manual",
        reason=reason,
        task=cell.task,
    )


def _notes(name: str, steps: list[Step], sitting: Sitting | None) -> tuple[str, ...]:
    restored = [step.master.id for step in steps if step.master and step.restored]
    notes = []
    if restored:
        notes.append(shown(f"{name}: put back as the teacher wrote them: {', '.join(restored)}"))
    if sitting is not None and sitting.truncated:
        notes.append(f"{name}: outputs were cut")
    return tuple(notes)
