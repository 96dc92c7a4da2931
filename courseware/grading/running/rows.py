"""What a run tells: a row for every hand-in, small enough to keep ten thousand of them."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import Literal

import msgspec

from courseware.grading.examining.result import CellResult, Reason, Result, State, Status
from courseware.grading.record import Marked
from courseware.grading.record import Reason as WhyMarked
from courseware.grading.running.ledger import Total

Outcome = Status | Literal["missing"]
"""How it ended; `missing`: a folder with nothing in it."""

Told = Literal["graded", "remarked", "kept"]
"""What was done so that the gradebook has a result."""

NOTED = 40
"""Cells of one hand-in that are told of one by one."""
NOTES = 20
"""Lines on what was wrong with one hand-in."""


class Noted(msgspec.Struct, frozen=True, kw_only=True):
    """A cell that the report has something to say of, as in `CellResult`.

    `marked` is why one of our own exercises waits for a human.
    """

    cell: str
    state: State
    reason: Reason = ""
    points: float = 0.0
    score: float | None = None
    forgeable: bool = False
    strict: float | None = None
    marked: WhyMarked = ""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One hand-in.

    Attributes:
        student: as the transport names them, fit to be shown.
        status: `graded` now; `remarked`: nothing was run, its marks were computed anew;
            `kept`: graded before, and nothing has changed; `failed`: nothing of it
            could be graded.
        outcome: how its running ended.
        score: what the gradebook says, manual scores, extra credit and the late penalty
            counted; None where nothing was graded.
        needs_human: the score is not final.
        late: handed in after the due date; `penalty` is what it cost.
        marks: of our own exercises, in the order of the lesson.
        cells: what a human should know of.
        notes: what was wrong with the hand-in.
        reason: why it failed.
        tier: the containment that it ran in, "" where nothing was run.
        seconds: of the run, for this one; `peak_mb` of its largest process.
    """

    student: str
    status: Literal["graded", "remarked", "kept", "failed"]
    outcome: Outcome = "graded"
    score: float | None = None
    max_score: float | None = None
    penalty: float = 0.0
    late: bool = False
    needs_human: bool = False
    marks: tuple[Marked, ...] = ()
    cells: tuple[Noted, ...] = ()
    notes: tuple[str, ...] = ()
    reason: str = ""
    tier: str = ""
    seconds: float = 0.0
    peak_mb: float = 0.0


class Copied(msgspec.Struct, frozen=True, kw_only=True):
    """Records of the journal that stand in several learners' folders: a file was copied."""

    students: tuple[str, ...]
    records: int


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """An assignment's marks, a row for every hand-in, by student.

    Attributes:
        notes: what the teacher should know of their own tests.
        not_handed_in: whom the gradebook knows and who has no hand-in.
    """

    lesson: str
    rows: tuple[Row, ...] = ()
    copied: tuple[Copied, ...] = ()
    notes: tuple[str, ...] = ()
    not_handed_in: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def failed(self) -> tuple[Row, ...]:
        """The hand-ins that could not be graded."""
        return tuple(row for row in self.rows if row.status == "failed")


Progress = Callable[[int, int, Row], None]
"""Told how many hand-ins are done, of how many, and the row of the last one."""


def row_of(result: Result, total: Total, status: Told, seconds: float) -> Row:
    """Return the row of a result that stands in the gradebook."""
    refused = result.status == "refused"
    cells = [
        (f"{book.name}/{cell.id}", cell)
        for book in result.notebooks.values()
        for cell in book.cells
    ]
    return Row(
        student=shown(result.student),
        status="failed" if refused else status,
        outcome=result.status,
        score=None if refused else total.score,
        max_score=total.max_score,
        penalty=total.penalty,
        late=total.late,
        needs_human=total.needs_human or refused,
        marks=tuple(_slim(cell.marked) for _, cell in cells if cell.marked is not None),
        cells=tuple(_noted(name, cell) for name, cell in cells if _is_notable(cell))[:NOTED],
        notes=tuple(dict.fromkeys(_notes(result)))[:NOTES],
        reason=result.why if refused else "",
        tier=result.tier,
        seconds=seconds,
        peak_mb=max(result.usage.worker_mb, result.usage.examiner_mb),
    )


def failed(student: str, reason: str, outcome: Outcome = "refused") -> Row:
    """Return the row of a hand-in of which nothing could be graded."""
    return Row(
        student=shown(student),
        status="failed",
        outcome=outcome,
        needs_human=True,
        reason=reason,
    )


def shown(name: str) -> str:
    """Return a name fit to be printed: a file system may hold any bytes."""
    text = name.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(letter if letter.isprintable() else "?" for letter in text)


def _slim(marked: Marked) -> Marked:
    """Leave out what is told to the learner: it stands in the result."""
    return msgspec.structs.replace(marked, said={})


def _is_notable(cell: CellResult) -> bool:
    told = cell.reason not in {"", "error", "released", "exercise"}
    return cell.score is None or cell.forgeable or cell.strict is not None or told


def _noted(name: str, cell: CellResult) -> Noted:
    return _same(
        cell=name,
        state=cell.state,
        reason=cell.reason,
        points=cell.points,
        score=cell.score,
        forgeable=cell.forgeable,
        strict=cell.strict,
        marked=cell.marked.reason if cell.marked is not None else "",
    )


_same = functools.lru_cache(4096)(Noted)
"""One and the same object for the same cell of thousands of rows."""


def _notes(result: Result) -> Iterable[str]:
    if result.why and result.status != "refused":
        yield result.why
    yield from result.notes
    for book in result.notebooks.values():
        if book.fault:
            yield f"{book.name}.ipynb: {book.fault}"
        yield from book.damage
