"""A run added up: what a teacher wants to know when it has ended."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable

import msgspec

from courseware.grading.examining.result import Reason, State
from courseware.grading.record import Reason as WhyMarked
from courseware.grading.running.rows import Copied, Outcome, Run

BARS = 10
"""Bars of the distribution of marks, each a tenth of the full marks."""
EXAMPLES = 8
"""Students named for one and the same thing."""


class Lot(msgspec.Struct, frozen=True, kw_only=True):
    """The same thing to know of one cell, for so many students; some are named."""

    cell: str
    state: State
    reason: Reason = ""
    marked: WhyMarked = ""
    students: int = 0
    examples: tuple[str, ...] = ()
    points: float = 0.0


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """A hand-in that is not as it should be, and why."""

    student: str
    outcome: Outcome
    why: str = ""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """A run added up.

    Attributes:
        statuses: how many were graded, remarked, kept, failed.
        distribution: how many have so many tenths of the full marks; late penalties
            counted, and what waits for a human as 0.
        mean, median: of the scores, in points.
        failures: refused hand-ins, and those that were stopped on the way.
        missing: who handed in a folder with nothing in it.
        look: cells that wait for a human.
        forgeable: cells whose test ran in the learner's process; `points` in all.
        stderr: cells that scored less only because something was written to stderr,
            as nbgrader has it; `points` lost in all.
        other: cells graded, with something to know.
        tiers: how many were run in which containment.
        peak_mb: of the largest process of a learner's.
    """

    statuses: dict[str, int]
    hand_ins: int
    max_score: float | None = None
    mean: float | None = None
    median: float | None = None
    distribution: tuple[int, ...] = ()
    waiting: int = 0
    late: int = 0
    failures: tuple[Failure, ...] = ()
    missing: tuple[str, ...] = ()
    not_handed_in: tuple[str, ...] = ()
    look: tuple[Lot, ...] = ()
    forgeable: tuple[Lot, ...] = ()
    stderr: tuple[Lot, ...] = ()
    other: tuple[Lot, ...] = ()
    copied: tuple[Copied, ...] = ()
    notes: tuple[str, ...] = ()
    tiers: dict[str, int] = {}
    peak_mb: float = 0.0
    seconds: float = 0.0


def report_of(run: Run) -> Report:
    """Add a run up."""
    scores = [row.score for row in run.rows if row.score is not None]
    full = max((row.max_score or 0.0 for row in run.rows), default=0.0)
    lots = _lots(run)
    return Report(
        statuses=dict(Counter(row.status for row in run.rows)),
        hand_ins=len(run.rows),
        max_score=full or None,
        mean=statistics.fmean(scores) if scores else None,
        median=statistics.median(scores) if scores else None,
        distribution=_distribution(scores, full),
        waiting=sum(row.needs_human and row.status != "failed" for row in run.rows),
        late=sum(row.late for row in run.rows),
        failures=tuple(
            Failure(student=row.student, outcome=row.outcome, why=row.reason or _first(row.notes))
            for row in run.rows
            if row.outcome not in {"graded", "missing"}
        ),
        missing=tuple(row.student for row in run.rows if row.outcome == "missing"),
        not_handed_in=run.not_handed_in,
        copied=run.copied,
        notes=run.notes,
        tiers=dict(Counter(row.tier for row in run.rows if row.tier)),
        peak_mb=max((row.peak_mb for row in run.rows), default=0.0),
        seconds=run.seconds,
        **lots,
    )


def _lots(run: Run) -> dict[str, tuple[Lot, ...]]:
    """Return what is to be known of cells: of each once, with how many students it concerns."""
    found: dict[str, dict[Lot, list[str]]] = defaultdict(lambda: defaultdict(list))
    points: dict[tuple[str, Lot], float] = defaultdict(float)
    for row in run.rows:
        if row.outcome == "refused":
            continue  # told as such
        for cell in row.cells:
            lot = Lot(cell=cell.cell, state=cell.state, reason=cell.reason, marked=cell.marked)
            sort = "other"
            if cell.score is None:
                sort = "look"
            elif cell.strict is not None and cell.reason == "stderr":
                sort = "stderr"
                points[sort, lot] += cell.strict - cell.score
            elif cell.forgeable:
                sort, lot = "forgeable", Lot(cell=cell.cell, state="right")
                points[sort, lot] += cell.score
            found[sort][lot].append(row.student)
    return {
        sort: tuple(
            msgspec.structs.replace(
                lot,
                students=len(students),
                examples=tuple(students[:EXAMPLES]),
                points=points[sort, lot],
            )
            for lot, students in lots.items()
        )
        for sort, lots in found.items()
    }


def _distribution(scores: Iterable[float], full: float) -> tuple[int, ...]:
    bars = [0] * BARS
    if full > 0:
        for score in scores:
            bars[min(BARS - 1, max(0, int(BARS * score / full)))] += 1
    return tuple(bars)


def _first(lines: tuple[str, ...]) -> str:
    return lines[0] if lines else ""
