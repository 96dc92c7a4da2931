"""nbgrader's gradebook, through its own API: a submission is one transaction.

The API's methods commit each for itself. While a submission is being written their
commits are held back to flushes, and one commit makes all of it stand, or nothing.
Nothing here is SQLite's: any database will do that nbgrader's `db_url` names.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from types import TracebackType
from typing import NamedTuple, Self

import msgspec
from nbgrader.api import (
    Comment,
    Grade,
    Gradebook,
    MissingEntry,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import select
from sqlalchemy.exc import (
    DBAPIError,
    InterfaceError,
    InternalError,
    OperationalError,
    SQLAlchemyError,
)
from sqlalchemy.orm import Session, scoped_session, sessionmaker
from tornado.log import app_log

from courseware.errors import GradingStopped
from courseware.grading.commands import Course
from courseware.grading.examining.result import NotebookResult, Result
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


class _Line(NamedTuple):
    """A notebook of a submission; its rows by the names of their cells."""

    name: str
    book: SubmittedNotebook
    grades: dict[str, Grade]
    comments: dict[str, Comment]


class _Holding(Session):
    """A session that may hold commits back."""

    held = False

    def commit(self) -> None:
        if self.held:
            self.flush()
        else:
            super().commit()


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
        engine = self._gradebook.engine
        maker = sessionmaker(class_=_Holding, bind=engine, expire_on_commit=False)
        self._gradebook.db = scoped_session(maker)
        self._name = assignment
        with self._watched():
            found = self._gradebook.find_assignment(assignment)
            self._assignment: str = found.id
            self._books = {book.id: str(book.name) for book in found.notebooks}
            self._names = {
                cell.id: str(cell.name)
                for book in found.notebooks
                for cell in (*book.grade_cells, *book.solution_cells, *book.task_cells)
            }
            self._max_score = float(found.max_score or 0.0)
            self._teachers = [found, *found.notebooks]
            self._session().commit()

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
        with self._watched():
            return [str(id_) for id_ in self._session().scalars(select(Student.id))]

    def held(self, result: Result, at: datetime | None) -> Total | None:
        """Return what stands there of a submission, None unless it is what the result says."""
        with self._watched():
            session = self._session()
            try:
                submission = self._found(result.student)
                if submission is None or (at is not None and submission.timestamp != at):
                    return None
                lines = self._found_lines(submission)
                for line in lines:
                    wanted = {cell.id: cell.score for cell in result.notebooks[line.name].cells}
                    if {id_: grade.auto_score for id_, grade in line.grades.items()} != wanted:
                        return None
                return self._total(submission, lines)
            except KeyError:
                return None
            finally:
                session.commit()
                self._forget()

    def write(self, result: Result, at: datetime | None) -> Total:
        """Write a submission's rows in one transaction; scores and comments by hand stay.

        Raises:
            GradingStopped: the gradebook cannot be written to; nothing of it was.
            nbgrader.api.MissingEntry: the student is unknown, and none may be made.
            nbgrader.api.InvalidEntry: the database has no room for such a name.
        """
        for attempt in range(TRIES):
            try:
                with self._transaction():
                    return self._written(result, at)
            except Exception as error:
                if not _is_databases(error):
                    raise
                if attempt + 1 == TRIES:
                    raise stopped(error, self.url) from error
            time.sleep(PAUSE)
        raise AssertionError

    def _written(self, result: Result, at: datetime | None) -> Total:
        submission = self._found(result.student)
        if submission is None:
            submission = self._added(result.student, at)
            lines = self._lines(
                submission.notebooks,
                [row for book in submission.notebooks for row in book.grades],
                [row for book in submission.notebooks for row in book.comments],
            )
        else:
            if at is not None:
                submission.timestamp = at
            lines = self._found_lines(submission)
        late = submission.total_seconds_late
        for line in lines:
            found = result.notebooks.get(line.name)
            if found is not None:
                _score(line.grades, found)
                self._comment(line, found)
                line.book.late_submission_penalty = (
                    self._late(result.student, _sum(line.grades), late)
                    if late > 0 and found.executed is not None
                    else None
                )
        self._session().flush()
        return self._total(submission, lines)

    def _added(self, student: str, at: datetime | None) -> SubmittedAssignment:
        """Add a submission with all its rows."""
        if self._create_student:
            self._gradebook.update_or_create_student(student)
        known = {} if at is None else {"timestamp": at}
        with self._session().no_autoflush:  # while its rows are not in the session yet
            return self._gradebook.add_submission(self._name, student, **known)

    def _late(self, student: str, score: float, seconds: float) -> float | None:
        """Return the late penalty within bounds, as nbgrader's `AssignLatePenalties`."""
        penalty = self._penalty(student, score, seconds)
        return None if penalty is None else 0 if penalty < 0 else min(penalty, score)

    def _comment(self, line: _Line, result: NotebookResult) -> None:
        wanted = comments_of(result)
        for id_, row in line.comments.items():
            row.auto_comment = wanted.get(id_)
        for cell in result.cells:
            # nbgrader makes rows for cells of solutions only; exercises have comments too.
            if cell.marked is not None and cell.id not in line.comments and cell.id in line.grades:
                row = Comment(cell_id=line.grades[cell.id].cell_id, notebook_id=line.book.id)
                row.auto_comment = cell.comment
                self._session().add(row)

    def _total(self, submission: SubmittedAssignment, lines: Iterable[_Line]) -> Total:
        score = penalty = 0.0
        waiting = False
        for line in lines:
            score += _sum(line.grades)
            penalty += line.book.late_submission_penalty or 0.0
            waiting = waiting or any(grade.needs_manual_grade for grade in line.grades.values())
        return Total(
            score=score - penalty,
            max_score=self._max_score,
            penalty=penalty,
            needs_human=waiting,
            late=submission.total_seconds_late > 0,
        )

    # The rows are looked for by both columns of their unique keys: that is what the
    # database has an index of. By one alone it would read through the whole table.

    def _found(self, student: str) -> SubmittedAssignment | None:
        query = select(SubmittedAssignment).where(
            SubmittedAssignment.assignment_id == self._assignment,
            SubmittedAssignment.student_id == student,
        )
        return self._session().scalars(query).one_or_none()

    def _found_lines(self, submission: SubmittedAssignment) -> list[_Line]:
        books = self._session().scalars(
            select(SubmittedNotebook).where(
                SubmittedNotebook.notebook_id.in_(self._books),
                SubmittedNotebook.assignment_id == submission.id,
            )
        )
        found = list(books)
        rows = []
        for sort in (Grade, Comment):
            query = select(sort).where(
                sort.cell_id.in_(self._names), sort.notebook_id.in_([book.id for book in found])
            )
            rows.append(list(self._session().scalars(query)))
        return self._lines(found, *rows)

    def _lines(
        self, books: Iterable[SubmittedNotebook], grades: list[Grade], comments: list[Comment]
    ) -> list[_Line]:
        lines = {book.id: _Line(self._books[book.notebook_id], book, {}, {}) for book in books}
        for grade in grades:
            lines[grade.notebook_id].grades[self._names[grade.cell_id]] = grade
        for comment in comments:
            lines[comment.notebook_id].comments[self._names[comment.cell_id]] = comment
        return list(lines.values())

    def _session(self) -> _Holding:
        session: _Holding = self._gradebook.db()
        return session

    def _forget(self) -> None:
        """Let go of a submission's objects; the teacher's stay, so that nobody asks for them anew.

        Their lists of submissions would remember every one that was added.
        """
        session = self._session()
        for thing in list(session.identity_map.values()):
            if isinstance(
                thing, Student | SubmittedAssignment | SubmittedNotebook | Grade | Comment
            ):
                session.expunge(thing)
        for thing in self._teachers:
            session.expire(thing, ["submissions"])

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        session = self._session()
        session.held = True
        app_log.disabled = True  # the API logs a traceback of what it raises
        try:
            yield
            session.held = False
            session.commit()
        except BaseException:
            session.held = False
            session.rollback()
            raise
        finally:
            app_log.disabled = False
            self._forget()

    @contextlib.contextmanager
    def _watched(self) -> Iterator[None]:
        try:
            yield
        except MissingEntry:
            raise
        except SQLAlchemyError as error:
            raise stopped(error, self.url) from error


def _score(grades: dict[str, Grade], result: NotebookResult) -> None:
    """Set the automatic scores; what a human scored, a human looks at again, as in nbgrader."""
    for cell in result.cells:
        grade = grades.get(cell.id)
        if grade is None:
            continue
        grade.auto_score = cell.score
        by_hand = grade.manual_score is not None
        if cell.task and cell.score is None and by_hand:
            continue  # nbgrader never asks twice about a task
        never = cell.reason == "unread" and cell.state == "blank"
        grade.needs_manual_grade = not never and (cell.score is None or by_hand)


def _sum(grades: dict[str, Grade]) -> float:
    """Add up what counts, as nbgrader's own `score` of a grade."""
    total = 0.0
    for grade in grades.values():
        given = grade.auto_score if grade.manual_score is None else grade.manual_score
        if given is not None:
            total += given + (grade.extra_credit or 0.0)
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
