"""nbgrader's gradebook, through its own API: a submission is one transaction.

The API's methods commit each for itself. While a submission is being written their
commits are held back to flushes, and one commit makes all of it stand, or nothing.
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
from nbgrader.api import (
    Comment,
    Grade,
    Gradebook,
    MissingEntry,
    Notebook,
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


class _Book(msgspec.Struct, frozen=True):
    """A notebook of the assignment as the gradebook has it.

    `graded` are the ids of the rows of its graded cells by the cells' names, `names`
    the names of all cells that can be commented on by the ids of their rows.
    """

    id: str
    graded: dict[str, str]
    names: dict[str, str]


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
        self._gradebook.db = scoped_session(sessionmaker(class_=_Holding, bind=engine))
        self._name = assignment
        with self._watched():
            found = self._gradebook.find_assignment(assignment)
            self._assignment: str = found.id
            self._books = {str(book.name): _book(book) for book in found.notebooks}
            self._max_score = float(found.max_score or 0.0)
            self._session().rollback()

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
                for book in self._notebooks(submission):
                    name, grades = self._rows(book)
                    wanted = {cell.id: cell.score for cell in result.notebooks[name].cells}
                    if {id_: grade.auto_score for id_, grade in grades.items()} != wanted:
                        return None
                return self._total(submission)
            except KeyError:
                return None
            finally:
                session.rollback()
                session.expunge_all()

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
        student, gradebook = result.student, self._gradebook
        if self._create_student:
            gradebook.update_or_create_student(student)
        submission = self._found(student)
        if submission is None:
            known = {} if at is None else {"timestamp": at}
            with self._session().no_autoflush:  # while its rows are not in the session yet
                submission = gradebook.add_submission(self._name, student, **known)
        elif at is not None:
            submission.timestamp = at
        for book in self._notebooks(submission):
            name, grades = self._rows(book)
            if name in result.notebooks:
                found = result.notebooks[name]
                _score(grades, found)
                self._comment(book, found)
                late = submission.total_seconds_late
                book.late_submission_penalty = (
                    self._late(student, _sum(grades), late)
                    if late > 0 and found.executed is not None
                    else None
                )
        self._session().flush()
        return self._total(submission)

    def _late(self, student: str, score: float, seconds: float) -> float | None:
        """Return the late penalty within bounds, as nbgrader's `AssignLatePenalties`."""
        penalty = self._penalty(student, score, seconds)
        return None if penalty is None else 0 if penalty < 0 else min(penalty, score)

    def _comment(self, book: SubmittedNotebook, result: NotebookResult) -> None:
        wanted = comments_of(result)
        known = self._books[result.name]
        query = select(Comment).where(
            Comment.cell_id.in_(known.names), Comment.notebook_id == book.id
        )
        rows = {known.names[row.cell_id]: row for row in self._session().scalars(query)}
        for id_, row in rows.items():
            row.auto_comment = wanted.get(id_)
        for cell in result.cells:
            # nbgrader makes rows for cells of solutions only; exercises have comments too.
            if cell.marked is not None and cell.id not in rows and cell.id in known.graded:
                comment = Comment(cell_id=known.graded[cell.id], notebook_id=book.id)
                comment.auto_comment = cell.comment
                self._session().add(comment)

    def _total(self, submission: SubmittedAssignment) -> Total:
        score = penalty = 0.0
        waiting = False
        for book in self._notebooks(submission):
            _, grades = self._rows(book)
            score += _sum(grades)
            penalty += book.late_submission_penalty or 0.0
            waiting = waiting or any(grade.needs_manual_grade for grade in grades.values())
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

    def _notebooks(self, submission: SubmittedAssignment) -> list[SubmittedNotebook]:
        query = select(SubmittedNotebook).where(
            SubmittedNotebook.notebook_id.in_([book.id for book in self._books.values()]),
            SubmittedNotebook.assignment_id == submission.id,
        )
        return list(self._session().scalars(query))

    def _rows(self, book: SubmittedNotebook) -> tuple[str, dict[str, Grade]]:
        """Return a notebook's name and its grades by the id of their cell."""
        name, known = next(
            (name, known) for name, known in self._books.items() if known.id == book.notebook_id
        )
        query = select(Grade).where(
            Grade.cell_id.in_(known.graded.values()), Grade.notebook_id == book.id
        )
        by_cell = {row.cell_id: row for row in self._session().scalars(query)}
        return name, {id_: by_cell[cell] for id_, cell in known.graded.items() if cell in by_cell}

    def _session(self) -> _Holding:
        session: _Holding = self._gradebook.db()
        return session

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
            session.expunge_all()

    @contextlib.contextmanager
    def _watched(self) -> Iterator[None]:
        try:
            yield
        except MissingEntry:
            raise
        except SQLAlchemyError as error:
            raise stopped(error, self.url) from error


def _book(book: Notebook) -> _Book:
    graded = [*book.grade_cells, *book.task_cells]
    return _Book(
        id=book.id,
        graded={str(cell.name): cell.id for cell in graded},
        names={cell.id: str(cell.name) for cell in (*graded, *book.solution_cells)},
    )


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
