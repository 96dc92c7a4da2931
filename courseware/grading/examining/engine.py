"""The supervisor's part: from a submission to a `Result`."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Callable, Collection
from types import TracebackType
from typing import Self

import msgspec

from courseware.errors import ContainmentRefused, ForkRefused, WarmParentFailed
from courseware.grading.examining import books, provenance
from courseware.grading.examining.assignment import Assignment, Examining
from courseware.grading.examining.books import Book
from courseware.grading.examining.handin import HandIn
from courseware.grading.examining.learning import Learning
from courseware.grading.examining.locked import Step
from courseware.grading.examining.planning import frame_of
from courseware.grading.examining.processes import NotStarted, Nursery, lent
from courseware.grading.examining.result import Result, Status, Usage
from courseware.grading.examining.sitting import Sitting
from courseware.grading.examining.starting import Warm
from courseware.grading.marker import Marker
from courseware.kernel import imports_of
from courseware.sandbox import Containment, Limits, choose

log = logging.getLogger(__name__)

Taken = Callable[[Containment, Collection[str]], Warm | None]
"""Returns a warm process that was started already, of this containment and with these modules."""


class Engine:
    """Grades the submissions of one assignment; a context manager.

    A warm process is started with the first submission that needs one and ends
    with the context. `grade` may be called from several threads at once.

    Args:
        assignment: the teacher's side.
        policy: the table `[examiner]` of the course's policy.
        limits: the budgets of each submission.
        containment: as `courseware.sandbox.choose` returned it; by default the
            strongest that holds here is chosen when it is first needed.
        marker: marks the course's own exercises; without one they wait for a human.
        taken: asked for a warm process before the first one is started here.
    """

    def __init__(
        self,
        assignment: Assignment,
        *,
        policy: Examining | None = None,
        limits: Limits | None = None,
        containment: Containment | None = None,
        marker: Marker | None = None,
        taken: Taken | None = None,
    ) -> None:
        self.assignment, self.policy, self.marker = assignment, policy or Examining(), marker
        self.limits = limits or Limits()
        self.frames = {name: frame_of(task) for name, task in assignment.tasks.items()}
        self._containment, self._taken = containment, taken
        self._digests = provenance.of_assignment(assignment, self.policy)
        self._versions = provenance.versions(self.modules)
        self._lock = threading.Lock()
        self._ends = contextlib.ExitStack()
        self._nursery: Nursery | None = None
        self._closed = False
        self._learning = {
            name: Learning(task, self.frames[name], self.policy, self.limits, assignment.files)
            for name, task in assignment.tasks.items()
        }

    @property
    def modules(self) -> list[str]:
        """The modules that the warm process imports."""
        sources = [source for frame in self.frames.values() for source in frame.sources]
        return [*dict.fromkeys((*imports_of(sources), *self.policy.preload))]

    @property
    def notes(self) -> list[str]:
        """What the teacher should know of their own tests, once a submission was graded."""
        return [note for learning in self._learning.values() for note in learning.notes]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the warm process and all that came of it, for good. May be called again."""
        with self._lock:
            self._closed = True
            self._nursery = None
            self._ends.close()

    def start(self) -> Nursery:
        """Start the warm process now, if it does not run.

        Raises:
            ContainmentRefused: nothing that is acceptable holds on this machine.
            WarmParentFailed: it did not start, or this is closed.
        """
        with self._lock:
            if self._closed:
                raise WarmParentFailed("The engine is closed.")
            if self._nursery is None or not self._nursery.parent.alive():
                self._ends.close()
                self._nursery = self._started()
            return self._nursery

    def grade(self, handin: HandIn) -> Result:
        """Grade one submission.

        What a learner handed in never makes it raise.

        Raises:
            ContainmentRefused: nothing that is acceptable holds on this machine.
            WarmParentFailed, ForkRefused: the warm process does not work, also not
                when it is started anew.
        """
        started = time.monotonic()
        graded = [self._book_or_fault(name, handin) for name in self.assignment.tasks]
        return self._result(handin, graded, time.monotonic() - started)

    def set_aside(self, handin: HandIn, fault: str) -> Result:
        """Return the result of a submission that is not to be run, for every score to wait."""
        tasks = self.assignment.tasks.values()
        marks = [books.marks(self.marker, self.assignment.name, task, handin) for task in tasks]
        books_ = [
            books.unread(task, fault, marked, missing=False)
            for task, marked in zip(tasks, marks, strict=True)
        ]
        return self._result(handin, books_, 0.0)

    def _result(self, handin: HandIn, graded: list[Book], seconds: float) -> Result:
        status, why = _ending(handin, graded)
        return Result(
            student=handin.student,
            assignment=self.assignment.name,
            status=status,
            why=why,
            notebooks={book.result.name: book.result for book in graded},
            tier=next((book.tier for book in graded if book.tier), ""),
            limits=msgspec.to_builtins(self.limits),
            digests={**self._digests, "submission": provenance.of_submission(handin)},
            versions=self._versions,
            usage=_usage(graded, seconds),
            notes=(*handin.notes, *(note for book in graded for note in book.notes)),
        )

    def _book_or_fault(self, name: str, handin: HandIn) -> Book:
        """Grade a notebook; whatever goes wrong with one hand-in concerns it alone."""
        try:
            return self._book(name, handin)
        except (ContainmentRefused, ForkRefused, WarmParentFailed):
            raise
        except Exception as error:
            log.exception("%s of %s could not be graded", name, handin.student)
            fault = f"could not be graded ({type(error).__name__})"
            return books.unread(self.assignment.tasks[name], fault, {}, missing=False)

    def _book(self, name: str, handin: HandIn) -> Book:
        task, frame = self.assignment.tasks[name], self.frames[name]
        marks = books.marks(self.marker, self.assignment.name, task, handin)
        opened = books.opened(task, frame, handin, self.assignment.tasks)
        if isinstance(opened, str):
            return books.unread(task, opened, marks, missing=name not in handin.notebooks)
        if not books.has_to_run(task, opened):
            books.as_if_run(task, opened)
            return books.graded(task, frame, opened, None, marks, stderr=self.policy.stderr)
        sitting = self._sat(name, handin, opened, traceless=frame.traceless)
        return books.graded(
            task, frame, sitting.steps, sitting, marks, stderr=self.policy.stderr, tier=self._tier()
        )

    def _sat(self, name: str, handin: HandIn, steps: list[Step], *, traceless: bool) -> Sitting:
        """Run a notebook, anew where what failed was no doing of its own."""
        for attempt in (1, 2):
            nursery = self.start()
            try:
                needs = self._learning[name].needs(nursery)
                deadline = time.monotonic() + self.limits.submission_seconds
                fresh = [msgspec.structs.replace(step, outputs=[]) for step in steps]
                sitting = Sitting(fresh, self.frames[name], needs, self.limits, deadline)
                examined, copies = sitting.examined, sitting.copies
                pair = nursery.pair(examined=examined, copies=copies, traceless=traceless)
                with lent(pair):
                    sitting.run(
                        pair, {**handin.files, **self.assignment.files}, self.assignment.files
                    )
                sitting.measure(pair)
                break
            except (ForkRefused, WarmParentFailed, NotStarted) as error:
                if attempt == 2:
                    raise WarmParentFailed(str(error)) from error
        if sitting.stopped and sitting.stopped.reason == "examiner_ended" and pair.used_before:
            return self._sat(name, handin, steps, traceless=False)  # worn by other notebooks
        return sitting

    def _tier(self) -> str:
        return self._containment.tier if self._containment else ""

    def _started(self) -> Nursery:
        if self._containment is None:
            self._containment = choose()
        taken, self._taken = self._taken, None
        warm = taken(self._containment, self.modules) if taken else None
        if warm is None:
            warm = Warm(self._containment, self.modules).start()
        nursery = Nursery(warm.parent, warm.scratch, self.limits)
        self._ends.callback(nursery.close)
        self._ends.callback(warm.close)  # first: then nobody waits for it any more
        return nursery


def _ending(handin: HandIn, graded: list[Book]) -> tuple[Status, str]:
    """Return how a submission ended and why."""
    if handin.refused:
        return "refused", handin.refused
    faults = [f"{book.result.name}.ipynb: {book.result.fault}" for book in graded if book.fault]
    if graded and len(faults) == len(graded):
        return "refused", "; ".join(faults)[:500]
    for book in graded:
        if book.stopped:
            late = book.stopped.reason in {"cell_time", "submission_time"}
            return ("timeout" if late else "crashed"), str(book.stopped)
    return "graded", "; ".join(faults)[:500]


def _usage(graded: list[Book], wall: float) -> Usage:
    return Usage(
        wall=wall,
        cpu=sum(book.usage.cpu for book in graded),
        worker_mb=max((book.usage.worker_mb for book in graded), default=0.0),
        examiner_mb=max((book.usage.examiner_mb for book in graded), default=0.0),
    )
