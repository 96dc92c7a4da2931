"""nbgrader's gradebook, by its own engine and tables: a submission is one transaction.

Nothing here is SQLite's: any database will do that nbgrader's `db_url` names.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from types import TracebackType
from typing import Self

import msgspec
from nbgrader.api import Gradebook, InvalidEntry, MissingEntry
from sqlalchemy import Connection, select
from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    InterfaceError,
    InternalError,
    OperationalError,
    SQLAlchemyError,
)

from courseware.errors import GradingStopped
from courseware.grading.course import Course
from courseware.grading.examining.result import NotebookResult, Result
from courseware.grading.running.entries import (
    STUDENTS,
    Entries,
    Form,
    Line,
    Row,
    add_student,
    knows,
)
from courseware.grading.running.marking import comments_of

TRIES = 3
"""Before a gradebook that is locked, full or gone ends the run; SQLite waits 5 s by itself."""
PAUSE = 1.0

Penalty = Callable[[str, float, float], float | None]
"""nbgrader's late penalty: of a student, a score and the seconds late."""


class Total(msgspec.Struct, frozen=True, kw_only=True):
    """What the gradebook says of a submission, manual scores and extra credit counted in."""

    score: float
    max_score: float
    penalty: float = 0.0
    needs_human: bool = False
    late: bool = False


class Ledger:
    """The gradebook's rows of one assignment; a context manager, for one thread.

    Raises:
        GradingStopped: the gradebook cannot be opened or written to.
        nbgrader.api.MissingEntry: it does not know the assignment.
    """

    def __init__(
        self, course: Course, assignment: str, penalty: Penalty, *, create_student: bool = True
    ) -> None:
        self._penalty, self._create_student = penalty, create_student
        self.url: str = course.coursedir.db_url
        with self._watched():
            self._gradebook = Gradebook(self.url, course.coursedir.course_id)
            self._form = Form.of(self._gradebook.find_assignment(assignment))
            self._gradebook.db.remove()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._gradebook.close()

    @property
    def students(self) -> list[str]:
        """Return everybody whom the gradebook knows."""
        with self._watched(), self._gradebook.engine.connect() as connection:
            return [str(id_) for id_ in connection.scalars(select(STUDENTS.c.id))]

    def held(self, result: Result, at: datetime | None) -> Total | None:
        """Return what stands there of a submission, None unless it is what the result says."""
        with self._watched(), self._gradebook.engine.connect() as connection:
            try:
                entries = Entries.found(connection, self._form, result.student)
                if entries is None or (at is not None and entries.submission["timestamp"] != at):
                    return None
                for line in entries.lines:
                    wanted = {cell.id: cell.score for cell in result.notebooks[line.name].cells}
                    if {id_: row["auto_score"] for id_, row in line.grades.items()} != wanted:
                        return None
                return self._total(entries)
            except KeyError:
                return None

    def write(self, result: Result, at: datetime | None) -> Total:
        """Write a submission's rows in one transaction; scores and comments by hand stay.

        Raises:
            GradingStopped: the gradebook cannot be written to; nothing of it was.
            nbgrader.api.MissingEntry: the student is unknown, and none may be made.
            nbgrader.api.InvalidEntry: the database has no room for such a name.
        """
        for attempt in range(TRIES):
            try:
                with self._gradebook.engine.begin() as connection:
                    return self._written(connection, result, at)
            except Exception as error:
                if not _is_databases(error):
                    raise
                if attempt + 1 == TRIES:
                    raise stopped(error, self.url) from error
            time.sleep(PAUSE)
        raise AssertionError

    def _written(self, connection: Connection, result: Result, at: datetime | None) -> Total:
        entries = Entries.found(connection, self._form, result.student)
        if entries is None:
            self._know(connection, result.student)
            entries = Entries.new(self._form, result.student)
        if at is not None:
            entries.submission["timestamp"] = at
        late = entries.seconds_late
        for line in entries.lines:
            found = result.notebooks.get(line.name)
            if found is not None:
                _score(line.grades, found)
                _comment(entries, line, found)
                line.book["late_submission_penalty"] = (
                    self._late(result.student, _sum(line.grades), late)
                    if late > 0 and found.executed is not None
                    else None
                )
        entries.save(connection)
        return self._total(entries)

    def _know(self, connection: Connection, student: str) -> None:
        """See to it that the gradebook knows a student."""
        if knows(connection, student):
            return
        if not self._create_student:
            raise MissingEntry(f"No such student: {student}")
        try:
            add_student(connection, student)
        except DataError as error:
            raise InvalidEntry(*error.args) from error

    def _late(self, student: str, score: float, seconds: float) -> float | None:
        """Return the late penalty within bounds, as nbgrader's `AssignLatePenalties`."""
        penalty = self._penalty(student, score, seconds)
        return None if penalty is None else 0 if penalty < 0 else min(penalty, score)

    def _total(self, entries: Entries) -> Total:
        score = penalty = 0.0
        waiting = False
        for line in entries.lines:
            score += _sum(line.grades)
            penalty += line.book["late_submission_penalty"] or 0.0
            waiting = waiting or any(row["needs_manual_grade"] for row in line.grades.values())
        return Total(
            score=score - penalty,
            max_score=self._form.max_score,
            penalty=penalty,
            needs_human=waiting,
            late=entries.seconds_late > 0,
        )

    @contextlib.contextmanager
    def _watched(self) -> Iterator[None]:
        try:
            yield
        except MissingEntry:
            raise
        except SQLAlchemyError as error:
            raise stopped(error, self.url) from error


def _score(grades: dict[str, Row], result: NotebookResult) -> None:
    """Set the automatic scores; what a human scored, a human looks at again, as in nbgrader."""
    for cell in result.cells:
        grade = grades.get(cell.id)
        if grade is None:
            continue
        grade["auto_score"] = cell.score
        by_hand = grade["manual_score"] is not None
        if cell.task and cell.score is None and by_hand:
            continue  # nbgrader never asks twice about a task
        never = cell.reason == "unread" and cell.state == "blank"
        grade["needs_manual_grade"] = not never and (cell.score is None or by_hand)


def _comment(entries: Entries, line: Line, result: NotebookResult) -> None:
    wanted = comments_of(result)
    for id_, row in line.comments.items():
        row["auto_comment"] = wanted.get(id_)
    for cell in result.cells:
        # nbgrader makes rows for cells of solutions only; exercises have comments too.
        if cell.marked is not None and cell.id in line.grades:
            entries.comment_on(line, cell.id)["auto_comment"] = cell.comment


def _sum(grades: dict[str, Row]) -> float:
    """Add up what counts, as nbgrader's own `score` of a grade."""
    total = 0.0
    for grade in grades.values():
        given = grade["auto_score"] if grade["manual_score"] is None else grade["manual_score"]
        if given is not None:
            total += given + (grade["extra_credit"] or 0.0)
    return total


def _is_databases(error: BaseException) -> bool:
    """Tell whether the database itself is in trouble, not what was to be written."""
    return isinstance(_cause(error), OperationalError | InternalError | InterfaceError)


def _cause(error: BaseException) -> BaseException:
    """Return what the database raised; nbgrader's API wraps it."""
    found: BaseException | None = error
    while found is not None:
        if isinstance(found, DBAPIError):
            return found
        found = found.__cause__ or found.__context__
    return error


def stopped(error: BaseException, url: str) -> GradingStopped:
    """Return what a gradebook in trouble means: the whole run stops."""
    cause = _cause(error)
    lines = str(getattr(cause, "orig", None) or cause).splitlines() or [type(cause).__name__]
    place = url.rpartition("@")[2]  # never a password
    return GradingStopped("run.gradebook", place=place, detail=lines[0][:300])
