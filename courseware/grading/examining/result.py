"""What goes into the grading of one submission, and what comes out of it."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from courseware.grading.record import Marked

Json = dict[str, Any]

Status = Literal["graded", "refused", "timeout", "crashed"]
"""How a submission ended.

- `graded`: everything ran that had to run.
- `timeout`: a budget of time was used up; what was graded until then stands.
- `crashed`: the learner's process ended or broke the protocol; likewise.
- `refused`: nothing could be graded; every score is None and `why` says why.
"""

State = Literal["right", "partly", "wrong", "blank", "manual", "not_run", "failed"]
"""What is known of one graded cell.

- `right`, `partly`, `wrong`: full, some, no points.
- `blank`: nothing was answered where a human would have to look; 0 as in nbgrader.
- `manual`: a human must look; no score.
- `not_run`: the test could not be run; 0, the reason told.
- `failed`: the fault lies on the teacher's side; no score.
"""

Reason = Literal[
    "",
    "error",  # the test raised: `detail` names the exception
    "cell_time",  # the test took longer than a cell may
    "submission_time",  # the submission took longer than it may
    "worker_ended",  # the learner's process was gone
    "worker_memory",  # ... because it asked for too much memory
    "protocol",  # ... because it did not speak plain data
    "examiner_ended",  # the process of the tests was gone
    "needs_live",  # the test looked at something that is no plain data, and policy refuses
    "stderr",  # nbgrader's rule: something was written to stderr
    "above_maximum",  # the partial credit is larger than the points of the cell
    "unread",  # the notebook was missing, or nobody could read it
    "released",  # nothing of the learner's stood in the notebook
    "exercise",  # one of our exercises could not be marked: see `marked`
]
"""Why a cell scores what it scores, for the report; said to people by the catalogue."""


class CellResult(msgspec.Struct, frozen=True, kw_only=True):
    """One graded cell, or task, of the teacher's.

    Attributes:
        id: nbgrader's `grade_id`.
        points: what it is worth.
        score: from 0 to `points`; None where a human must look.
        forgeable: the test ran in the learner's process, as policy allowed.
        strict: the score without nbgrader's rule that anything on stderr is 0,
            where it differs from `score`.
        detail: one bounded line for the teacher, control characters removed.
        restored: the cell was missing or changed, and the teacher's stands there.
        comment: nbgrader's automatic comment ("No response.").
        marked: how one of our own exercises was marked.
    """

    id: str
    points: float
    score: float | None
    state: State
    reason: Reason = ""
    detail: str = ""
    forgeable: bool = False
    strict: float | None = None
    restored: bool = False
    task: bool = False
    comment: str | None = None
    marked: Marked | None = None

    @property
    def needs_human(self) -> bool:
        """Tell whether a human must look before the score stands."""
        return self.score is None


class NotebookResult(msgspec.Struct, frozen=True, kw_only=True):
    """One notebook of a submission.

    `cells` stand in the teacher's order. `executed` is the notebook (nbformat 4.5,
    plain JSON) as nbgrader's autograde would have left it; None where nothing
    could be read. `fault` is why it was set aside, "" where it was not.
    """

    name: str
    cells: tuple[CellResult, ...]
    executed: Json | None = None
    fault: str = ""
    damage: tuple[str, ...] = ()


class Usage(msgspec.Struct, frozen=True, kw_only=True):
    """What it took: seconds, and MB at the peak of one process."""

    wall: float = 0.0
    cpu: float = 0.0
    worker_mb: float = 0.0
    examiner_mb: float = 0.0


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """One submission, graded.

    Attributes:
        student: as the transport names them.
        tier: the containment that held while it ran; "" where nothing had to run.
        limits: the budgets, as `courseware.sandbox.Limits` in plain JSON.
        digests: SHA-256 of `submission`, `assignment`, `tests`, `files`, `policy`.
        versions: of Python, courseware and the packages loaded beforehand.
        notes: one bounded line each, for the report.
    """

    student: str
    assignment: str
    status: Status
    why: str = ""
    notebooks: dict[str, NotebookResult] = {}
    tier: str = ""
    limits: Json = {}
    digests: dict[str, str] = {}
    versions: dict[str, str] = {}
    usage: Usage = Usage()
    notes: tuple[str, ...] = ()

    @property
    def score(self) -> float:
        """The automatic scores, added up."""
        cells = (cell for book in self.notebooks.values() for cell in book.cells)
        return sum(cell.score or 0.0 for cell in cells)

    @property
    def points(self) -> float:
        """What could be had."""
        return sum(cell.points for book in self.notebooks.values() for cell in book.cells)
