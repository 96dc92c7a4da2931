"""Grading all hand-ins of a lesson, one after the other, whatever is wrong with some of them."""

from __future__ import annotations

import glob
import logging
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Literal

import msgspec
import nbformat
from nbgrader.api import Gradebook, MissingEntry, SubmittedAssignment

from courseware import journal
from courseware.errors import CourseNotFound, CoursewareError
from courseware.grading import record
from courseware.grading.commands import Autograding, Course
from courseware.grading.intake import TooMuchError, handed_in, take_in
from courseware.grading.places import Places
from courseware.grading.record import Marked
from courseware.session import FOLDER

log = logging.getLogger(__name__)


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One hand-in. `kept` was graded before and is not newer.

    `score` is what the gradebook says, manual scores, extra credit and the late
    penalty counted; None where nothing was graded. `needs_human` says that the
    score is not final. `reason` is why grading failed, `notes` what was wrong
    with the hand-in.
    """

    student: str
    status: Literal["graded", "kept", "failed"]
    score: float | None = None
    max_score: float | None = None
    needs_human: bool = False
    marks: tuple[Marked, ...] = ()
    notes: tuple[str, ...] = ()
    reason: str = ""
    seconds: float = 0.0


class Copied(msgspec.Struct, frozen=True, kw_only=True):
    """Records of the journal that stand in several learners' folders: a file was copied."""

    students: tuple[str, ...]
    records: int


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """A lesson's marks, a row for every hand-in, by student."""

    lesson: str
    rows: tuple[Row, ...] = ()
    copied: tuple[Copied, ...] = ()
    seconds: float = 0.0

    @property
    def failed(self) -> tuple[Row, ...]:
        """The hand-ins that could not be graded."""
        return tuple(row for row in self.rows if row.status == "failed")


Progress = Callable[[int, int, Row], None]
"""Told how many hand-ins are done, of how many, and the row of the last one."""


def run(
    graders: Path,
    lesson: str,
    *,
    students: Collection[str] | None = None,
    force: bool = False,
    on_progress: Progress | None = None,
) -> Run:
    """Grade the hand-ins of a lesson with nbgrader's autograde, all in this process.

    Args:
        graders: the private half of the course, `graders/<course>`.
        lesson: the lesson, an nbgrader assignment.
        students: only these; all who handed in by default.
        force: grade again what was graded before. Manual scores are kept in any case.
        on_progress: called after each hand-in.

    Raises:
        CourseNotFound: no configuration, no such lesson, or nothing was released or handed in.
        InvalidDocument: `course.toml` or `policy.toml` is wrong.
    """
    began = time.monotonic()
    course = Course(graders)
    places = course.places(lesson)
    _ = places.lesson, places.policy  # what is wrong with them is no learner's fault
    folders = _handed_in(places, students)
    rows: list[Row] = []
    for folder in folders:
        rows.append(_grade(course, places, folder, force=force))
        if on_progress:
            on_progress(len(rows), len(folders), rows[-1])
    copied = _copied({folder.parent.name: folder for folder in folders})
    return Run(lesson=lesson, rows=tuple(rows), copied=copied, seconds=time.monotonic() - began)


def _handed_in(places: Places, students: Collection[str] | None) -> list[Path]:
    if not any(places.release.glob("*.ipynb")):
        raise CourseNotFound(f"The lesson {places.assignment!r} has not been released yet.")
    pattern = places.submitted("*")
    everyone = sorted(pattern.parent.parent.glob(f"*/{glob.escape(pattern.name)}"))
    folders = [each for each in everyone if students is None or each.parent.name in students]
    if not folders:
        raise CourseNotFound(f"Nobody has handed in {places.assignment!r}: {pattern} is empty.")
    return folders


def _grade(course: Course, places: Places, folder: Path, *, force: bool) -> Row:
    """Grade one hand-in; whatever happens ends in its row."""
    began = time.monotonic()
    course.said.clear()
    student = folder.parent.name
    shown = student.encode("utf-8", "backslashreplace").decode("utf-8")
    notes: list[str] = []
    try:
        before = _stamp(places.autograded(student))
        notes += _fit(folder, places)
        with course.working_on(places.assignment, glob.escape(student)):
            course.convert(Autograding, force=force)
        status: Literal["graded", "kept"] = "graded"
        if before is not None and before == _stamp(places.autograded(student)):
            status = "kept"
        row = _result(course, places, student, status, notes)
    except Exception as error:  # noqa: BLE001 - one bad hand-in is one row and never stops the others
        _unmark(course, places, student)
        row = Row(
            student=shown,
            status="failed",
            needs_human=True,
            reason=_why(error),
            notes=tuple(notes),
        )
    return msgspec.structs.replace(row, seconds=time.monotonic() - began)


def _why(error: Exception) -> str:
    ours = isinstance(error, CoursewareError | NothingHandedInError | TooMuchError)
    return str(error) if ours else f"{type(error).__name__}: {error}"


class NothingHandedInError(Exception):
    """The folder holds neither a notebook nor answers."""


def _fit(folder: Path, places: Places) -> list[str]:
    if folder.is_symlink() or not folder.is_dir():
        raise NotADirectoryError("The hand-in is not a folder.")
    notes = take_in(folder, places.release)
    if not handed_in(folder):
        raise NothingHandedInError("There is neither a notebook nor any answer in the folder.")
    return notes


def _stamp(folder: Path) -> tuple[int, ...] | None:
    """Return what changes when a hand-in is graded again, None where it was not graded."""
    notebooks = sorted(folder.glob("*.ipynb"))
    return tuple(path.stat().st_mtime_ns for path in notebooks) or None


def _result(
    course: Course,
    places: Places,
    student: str,
    status: Literal["graded", "kept"],
    notes: Iterable[str],
) -> Row:
    marks: list[Marked] = []
    told = list(notes)
    order = _order(places)
    for path in sorted(places.autograded(student).glob("*.ipynb")):
        found = record.read(nbformat.read(path, as_version=4))
        if found is not None:
            marks += found.marks
            if found.fault:
                told.append(f"{path.name}: could not be run ({found.fault})")
            told += [line for line in found.gathered.damage if line not in told]
    with _gradebook(course) as gradebook:
        submission: SubmittedAssignment = gradebook.find_submission(places.assignment, student)
        penalty = sum(each.late_submission_penalty or 0.0 for each in submission.notebooks)
        return Row(
            student=student,
            status=status,
            score=float(submission.score) - penalty,
            max_score=float(submission.max_score),
            needs_human=bool(submission.needs_manual_grade),
            marks=tuple(sorted(marks, key=lambda marked: order.get(marked.cell, len(order)))),
            notes=tuple(told),
        )


def _order(places: Places) -> dict[str, int]:
    """Return where the cells that count stand in the lesson, by their ids."""
    cells = [
        cell
        for path in sorted(places.release.glob("*.ipynb"))
        for cell in nbformat.read(path, as_version=4).cells
    ]
    return {
        cell.metadata["nbgrader"]["grade_id"]: at
        for at, cell in enumerate(cells)
        if "nbgrader" in cell.metadata
    }


def _unmark(course: Course, places: Places, student: str) -> None:
    """Leave no automatic score of a hand-in that could not be graded."""
    try:
        _take_back(course, places, student)
    except Exception:  # the gradebook itself may be what failed
        log.exception("the marks of %s could not be taken back", ascii(student))


def _take_back(course: Course, places: Places, student: str) -> None:
    with _gradebook(course) as gradebook:
        try:
            submission: SubmittedAssignment = gradebook.find_submission(places.assignment, student)
        except MissingEntry:
            return
        for notebook in submission.notebooks:
            for grade in notebook.grades:
                grade.auto_score = None
                grade.needs_manual_grade = True
        gradebook.db.commit()


def _gradebook(course: Course) -> Gradebook:
    return Gradebook(course.coursedir.db_url, course.coursedir.course_id)


def _copied(folders: dict[str, Path]) -> tuple[Copied, ...]:
    """Find records that stand in the journals of several learners.

    A writer's name holds 64 random bits, so that one shared record is enough.
    """
    holders: defaultdict[tuple[str, int, str], set[str]] = defaultdict(set)
    for student, folder in folders.items():
        for found in journal.read(folder / FOLDER).records:
            holders[found.writer, found.number, found.hash].add(student)
    groups: defaultdict[tuple[str, ...], int] = defaultdict(int)
    for students in holders.values():
        if len(students) > 1:
            groups[tuple(sorted(students))] += 1
    return tuple(
        Copied(students=students, records=count) for students, count in sorted(groups.items())
    )
