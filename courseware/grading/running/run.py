"""The run: every hand-in of an assignment becomes a result, then rows of the gradebook.

For each, in this order: its result is written beside the course, its folder in
`autograded` is exchanged, its rows are committed, the result is marked as told. A run
that is killed anywhere in between finds the result and only tells it again; nothing
that has ended is run twice, nothing is told in part.
"""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import time
from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from courseware import journal
from courseware.errors import CourseNotFound, CoursewareError, GradingStopped
from courseware.grading import settings
from courseware.grading.course import Course
from courseware.grading.examining import handin as handins
from courseware.grading.examining import provenance
from courseware.grading.examining.handin import HandIn
from courseware.grading.examining.result import Result
from courseware.grading.marker import Marker
from courseware.grading.places import Places
from courseware.grading.running import handed_in, preparing, rows
from courseware.grading.running.autograded import Autograded
from courseware.grading.running.basis import basis_of
from courseware.grading.running.copies import Copies
from courseware.grading.running.handed_in import Place
from courseware.grading.running.hands import Hands, Local, Safety, Work
from courseware.grading.running.kept import Kept, Shelf
from courseware.grading.running.ledger import Ledger
from courseware.grading.running.lock import only_one
from courseware.grading.running.marking import Marking
from courseware.grading.running.rows import Progress, Row, Run
from courseware.grading.settings import Autograde
from courseware.grading.trying import Trials
from courseware.kinds.code import CodeExercise
from courseware.session import FOLDER

log = logging.getLogger(__name__)

MakeHands = Callable[[Work, int], Hands]
"""Makes those who do the work, given it and the number of jobs."""

_STOPPING = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})
"""Trouble with the disk that the next hand-in would meet too."""


def run(
    graders: Path,
    lesson: str,
    *,
    students: Collection[str] | None = None,
    force: bool = False,
    jobs: int | None = None,
    safety: Safety | None = None,
    on_progress: Progress | None = None,
    hands: MakeHands = Local,
) -> Run:
    """Grade the hand-ins of an assignment, contained, several at a time.

    Args:
        graders: the root of a course of nbgrader's: the private half of one of ours, or any other.
        lesson: the assignment.
        students: only these; all who handed in by default.
        force: run again what was graded before. Manual scores are kept in any case.
        jobs: how many at a time; by default as many as there are cores.
        safety: how learners' code has to be contained; by default at least in tier B.
        on_progress: called after each hand-in.
        hands: who does the work; by default threads of this process.

    Raises:
        CourseNotFound: no such course or assignment, or nothing was handed in.
        InvalidDocument: `course.toml` or `policy.toml` is wrong.
        GradingStopped: another run goes on, the gradebook or the disk cannot be written to.
        ContainmentRefused, WarmParentFailed, ForkRefused: nothing can be run here.
    """
    began = time.monotonic()
    course = Course(graders)
    places = course.places(lesson)
    _ = places.policy  # what is wrong with it is no learner's fault
    with contextlib.ExitStack() as ends:
        ends.enter_context(contextlib.chdir(places.root))  # as nbgrader does
        ends.enter_context(only_one(places.root))
        marker = _marker(places, safety or Safety(), ends)
        work = preparing.work_of(course, places, safety or Safety())
        found = handed_in.places(course.coursedir, lesson, students)
        if not found:
            raise CourseNotFound(
                f"Nobody has handed in {lesson!r}: {places.submitted('*')} is empty."
            )
        ledger = ends.enter_context(preparing.ledger_of(course, lesson))
        supervisor = Supervisor(
            places=places,
            work=work,
            marking=Marking(work.assignment, work.examining.stderr, marker),
            ledger=ledger,
            autograded=Autograded(places, work.assignment, settings.of(course, Autograde)),
            on_progress=on_progress,
            force=force,
        )
        doing = hands(work, jobs or _jobs(work, marker))
        ends.callback(doing.close)
        supervisor.grade(found, doing)
        handed = {place.student for place in found}
        known = ledger.students if students is None else []
        return Run(
            lesson=lesson,
            rows=tuple(sorted(supervisor.rows, key=lambda row: row.student)),
            copied=supervisor.copies.found(),
            notes=tuple(doing.notes),
            not_handed_in=tuple(sorted(each for each in known if each not in handed)),
            seconds=time.monotonic() - began,
        )


def _marker(places: Places, safety: Safety, ends: contextlib.ExitStack) -> Marker | None:
    """Return who marks exercises of ours, None where the course has none."""
    if not preparing.has_exercises(places):
        return None
    return Marker(places, ends.enter_context(Trials(unsafe=safety.unsafe)))


def _jobs(work: Work, marker: Marker | None) -> int:
    """Return how many at a time are worth while: one where nobody's code has to be run."""
    tasks = work.assignment.tasks.values()
    runs = any(task.master.needs_kernel for task in tasks)
    if not runs and marker is not None:
        names = {name for task in tasks for name in task.master.exercises.values()}
        runs = any(_is_program(marker, name) for name in names)
    return len(os.sched_getaffinity(0)) if runs else 1


def _is_program(marker: Marker, name: str) -> bool:
    try:
        return isinstance(marker.lesson.entry(name).exercise, CodeExercise)
    except CoursewareError:
        return False


class _Open(msgspec.Struct):
    """A hand-in that is being graded."""

    place: Place
    written: str
    at: datetime | None
    began: float


class Supervisor:
    """Reads hand-ins, has them graded, tells their results; keeps a row of each."""

    def __init__(
        self,
        *,
        places: Places,
        work: Work,
        marking: Marking,
        ledger: Ledger,
        autograded: Autograded,
        on_progress: Progress | None,
        force: bool,
    ) -> None:
        self.rows: list[Row] = []
        self.copies = Copies()
        self._basis = basis_of(work, places, exercises=preparing.has_exercises(places))
        self._marking, self._ledger, self._autograded = marking, ledger, autograded
        self._shelf = Shelf(places)
        self._total, self._on_progress, self._force = 0, on_progress, force
        self._open: dict[str, _Open] = {}

    def grade(self, found: list[Place], hands: Hands) -> None:
        """Grade all; what goes wrong with one is its row."""
        self._total = len(found)
        for handin, result in hands.grade(self._handins(found), self._finish):
            opened = self._open.pop(handin.student)
            kept = Kept(
                result=result,
                run=self._basis.run,
                rules=self._basis.rules,
                handed_in=opened.written,
            )
            with self._as_row(opened):
                self._shelf.put(handin.student, kept)
                self._tell(handin, kept, opened, "graded")

    def _handins(self, found: list[Place]) -> Iterator[HandIn]:
        """Yield what has to be run; all else is told at once."""
        for place in found:
            opened = _Open(place, "", None, time.monotonic())
            handin = None
            with self._as_row(opened):
                handin = self._read(opened)
            if handin is not None:
                self._open[place.student] = opened
                yield handin

    def _read(self, opened: _Open) -> HandIn | None:
        """Return a hand-in that has to be run, None for one of which all is known."""
        student, folder = opened.place
        if folder.is_symlink() or not folder.is_dir():
            raise _Unfit("The hand-in is not a folder.")
        student.encode()
        opened.written, opened.at, fault = handed_in.time_of(folder)
        reading = journal.read(folder / FOLDER)
        self.copies.add(student, reading.records)
        handin = handins.read(folder, student, reading)
        answers = (folder / FOLDER).is_dir() and not (folder / FOLDER).is_symlink()
        if not (handin.refused or handin.notebooks or answers or handin.gathered.refused):
            raise _Unfit("There is neither a notebook nor any answer in the folder.")
        if fault:
            handin = msgspec.structs.replace(handin, notes=(*handin.notes, fault))
        return None if self._is_known(handin, opened) else handin

    def _is_known(self, handin: HandIn, opened: _Open) -> bool:
        """Tell a result that is kept, if there is one that still holds."""
        kept, told = (None, False) if self._force else self._shelf.read(handin.student)
        if kept is None or kept.run != self._basis.run:
            return False
        if kept.result.digests.get("submission") != provenance.of_submission(handin):
            return False
        if kept.rules != self._basis.rules or _is_provisional(kept.result):
            result = self._marking(handin, kept.result, again=True)
            kept = msgspec.structs.replace(
                kept, result=result, rules=self._basis.rules, handed_in=opened.written
            )
            self._shelf.put(handin.student, kept)
            self._tell(handin, kept, opened, "remarked")
            return True
        total = None
        if told and kept.handed_in == opened.written and self._autograded.stands(kept.result):
            total = self._ledger.held(kept.result, opened.at)
        if total is None:
            kept = msgspec.structs.replace(kept, handed_in=opened.written)
            self._shelf.put(handin.student, kept)
            self._tell(handin, kept, opened, "kept")
        else:
            self._add(rows.row_of(kept.result, total, "kept", _since(opened)))
        return True

    def _finish(self, handin: HandIn, result: Result) -> Result:
        try:
            return self._marking(handin, result)
        except Exception as error:
            log.exception("%s could not be marked", ascii(handin.student))
            return msgspec.structs.replace(
                result, why=f"{result.why} could not be marked ({type(error).__name__})".strip()
            )

    def _tell(self, handin: HandIn, kept: Kept, opened: _Open, status: rows.Told) -> None:
        """Make a result stand: the folder, then the gradebook, in one transaction."""
        self._autograded.write(kept.result, handin, opened.place.folder)
        total = self._ledger.write(kept.result, opened.at)
        self._shelf.told(handin.student)
        self._add(rows.row_of(kept.result, total, status, _since(opened)))

    @contextlib.contextmanager
    def _as_row(self, opened: _Open) -> Iterator[None]:
        """Make a row of whatever is wrong with one hand-in; what concerns all stops the run."""
        try:
            yield
        except GradingStopped:
            raise
        except Exception as error:
            if isinstance(error, OSError) and error.errno in _STOPPING:
                place = error.filename or opened.place.folder
                raise GradingStopped(
                    "run.disk", place=str(place), detail=error.strerror or str(error)
                ) from error
            if isinstance(error, _Unfit):
                self._add(rows.failed(opened.place.student, str(error), "missing"))
                return
            log.info("%s could not be graded", ascii(opened.place.student), exc_info=True)
            self._add(rows.failed(opened.place.student, f"{type(error).__name__}: {error}"[:500]))

    def _add(self, row: Row) -> None:
        self.rows.append(row)
        if self._on_progress:
            self._on_progress(len(self.rows), self._total, row)


class _Unfit(Exception):
    """There is nothing to grade; says why."""


def _since(opened: _Open) -> float:
    return time.monotonic() - opened.began


def _is_provisional(result: Result) -> bool:
    """Tell whether a mark is missing for a reason that may have gone away since."""
    return any(
        cell.marked is not None and cell.marked.reason in {"not_tried", "failed"}
        for book in result.notebooks.values()
        for cell in book.cells
    )
