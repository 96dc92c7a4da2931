"""The rows that nbgrader's gradebook has of one submission, as plain values.

They are read and saved by nbgrader's own tables, without its objects: to look after
those takes longer than to mark most hand-ins. A row is a dictionary of its columns;
what has changed is told by comparing it with what was found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple, Self

import msgspec
from nbgrader.api import (
    Assignment,
    Comment,
    Grade,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    new_uuid,
)
from sqlalchemy import BindParameter, Connection, Table, bindparam, insert, select, update
from sqlalchemy.sql.schema import ScalarElementColumnDefault

Row = dict[str, Any]

STUDENTS: Table = Student.__table__
SUBMISSIONS: Table = SubmittedAssignment.__table__
BOOKS: Table = SubmittedNotebook.__table__
GRADES: Table = Grade.__table__
COMMENTS: Table = Comment.__table__

_OURS = (
    (SUBMISSIONS, ("timestamp",)),
    (BOOKS, ("late_submission_penalty",)),
    (GRADES, ("auto_score", "needs_manual_grade")),
    (COMMENTS, ("auto_comment",)),
)
"""The columns that a run sets, in the order in which rows refer to each other. A human may
set the others at the same time."""


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """An assignment as the gradebook has it: what rows there are of a submission.

    Attributes:
        id: of the assignment.
        due: in UTC, without a time zone, as nbgrader has it.
        books: the names of its notebooks, by id.
        cells: the names of its cells, by id.
        graded, commented: ids of the cells of a notebook that have a grade, or a comment.
    """

    id: str
    due: datetime | None
    max_score: float
    books: dict[str, str]
    cells: dict[str, str]
    graded: dict[str, tuple[str, ...]]
    commented: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, assignment: Assignment) -> Self:
        """Read an assignment; the rows are those of `nbgrader.api.Gradebook.add_submission`."""
        books = assignment.notebooks
        return cls(
            id=assignment.id,
            due=assignment.duedate,
            max_score=float(assignment.max_score or 0.0),
            books={book.id: str(book.name) for book in books},
            cells={
                cell.id: str(cell.name)
                for book in books
                for cell in (*book.grade_cells, *book.solution_cells, *book.task_cells)
            },
            graded={
                book.id: tuple(cell.id for cell in (*book.grade_cells, *book.task_cells))
                for book in books
            },
            commented={
                book.id: tuple(cell.id for cell in (*book.solution_cells, *book.task_cells))
                for book in books
            },
        )


class Line(NamedTuple):
    """A notebook of a submission; its rows by the names of their cells."""

    name: str
    book: Row
    grades: dict[str, Row]
    comments: dict[str, Row]


class Entries:
    """All rows of one submission.

    Attributes:
        submission: its own row.
        lines: its notebooks.
    """

    def __init__(self, form: Form, submission: Row, books: Iterable[Row]) -> None:
        self.submission = submission
        self.lines = [Line(form.books[book["notebook_id"]], book, {}, {}) for book in books]
        self._form = form
        self._found: dict[str, Row] = {}

    @classmethod
    def new(cls, form: Form, student: str) -> Self:
        """Make the rows of a submission that the gradebook does not know."""
        submission = _made(SUBMISSIONS, assignment_id=form.id, student_id=student)
        books = [
            _made(BOOKS, notebook_id=id_, assignment_id=submission["id"]) for id_ in form.books
        ]
        entries = cls(form, submission, books)
        for line in entries.lines:
            of_book = line.book["notebook_id"]
            for cell in form.graded[of_book]:
                line.grades[form.cells[cell]] = _of_cell(GRADES, cell, line)
            for cell in form.commented[of_book]:
                line.comments[form.cells[cell]] = _of_cell(COMMENTS, cell, line)
        return entries

    @classmethod
    def found(cls, connection: Connection, form: Form, student: str) -> Self | None:
        """Read the rows of a submission, None where there are none."""
        who = {"assignment": form.id, "student": student}
        submission = connection.execute(_SUBMISSION, who).mappings().one_or_none()
        if submission is None:
            return None
        id_ = submission["id"]
        books = _rows(connection, _BOOKS, {"ids": [*form.books], "submission": id_})
        entries = cls(form, dict(submission), books)
        lines = {line.book["id"]: line for line in entries.lines}
        which = {"ids": [*form.cells], "books": [*lines]}
        grades = _rows(connection, _GRADES, which)
        comments = _rows(connection, _COMMENTS, which)
        for row in grades:
            lines[row["notebook_id"]].grades[form.cells[row["cell_id"]]] = row
        for row in comments:
            lines[row["notebook_id"]].comments[form.cells[row["cell_id"]]] = row
        everything = (entries.submission, *books, *grades, *comments)
        entries._found = {row["id"]: row.copy() for row in everything}
        return entries

    @property
    def seconds_late(self) -> float:
        """How late it was handed in, as nbgrader's `SubmittedAssignment.total_seconds_late`."""
        at, due = self.submission["timestamp"], self._form.due
        if at is None or due is None:
            return 0.0
        late: timedelta = at - due - (self.submission["extension"] or timedelta())
        return max(0.0, late.total_seconds())

    def comment_on(self, line: Line, cell: str) -> Row:
        """Return the row of a comment on a graded cell, which is made if there is none."""
        if cell not in line.comments:
            line.comments[cell] = _of_cell(COMMENTS, line.grades[cell]["cell_id"], line)
        return line.comments[cell]

    def save(self, connection: Connection) -> None:
        """Add what is new, and update what has changed of what was found."""
        rows = (
            [self.submission],
            [line.book for line in self.lines],
            [row for line in self.lines for row in line.grades.values()],
            [row for line in self.lines for row in line.comments.values()],
        )
        for (table, ours), each in zip(_OURS, rows, strict=True):
            self._save(connection, table, ours, each)

    def _save(
        self, connection: Connection, table: Table, ours: Iterable[str], rows: Iterable[Row]
    ) -> None:
        new, changed = [], []
        for row in rows:
            before = self._found.get(row["id"])
            if before is None:
                new.append(row)
            elif row != before:
                changed.append({"row": row["id"], **{name: row[name] for name in ours}})
        if new:
            connection.execute(_INSERTS[table.name], new)
        if changed:
            connection.execute(_UPDATES[table.name], changed)


def knows(connection: Connection, student: str) -> bool:
    """Tell whether the gradebook knows a student."""
    return connection.scalar(_STUDENT, {"student": student}) is not None


def add_student(connection: Connection, student: str) -> None:
    """Add a student of whom nothing is known but the name."""
    connection.execute(_NEW_STUDENT, {"id": student})


def _of_cell(table: Table, cell: str, line: Line) -> Row:
    return _made(table, cell_id=cell, notebook_id=line.book["id"])


def _made(table: Table, **known: str) -> Row:
    return {**_DEFAULTS[table.name], "id": new_uuid(), **known}


def _rows(connection: Connection, query: Any, which: Mapping[str, Any]) -> list[Row]:
    return [dict(row) for row in connection.execute(query, which).mappings()]


_DEFAULTS: dict[str, Row] = {
    table.name: {
        column.name: column.default.arg
        if isinstance(column.default, ScalarElementColumnDefault)
        else None
        for column in table.columns
    }
    for table, _ in _OURS
}
_INSERTS = {table.name: insert(table) for table, _ in _OURS}
_UPDATES = {table.name: update(table).where(table.c.id == bindparam("row")) for table, _ in _OURS}

# The rows are looked for by both columns of their unique keys: that is what the
# database has an index of. By one alone it would read through the whole table.

_IDS: BindParameter[str] = bindparam("ids", expanding=True)
_OF_BOOKS: BindParameter[str] = bindparam("books", expanding=True)
_STUDENT = select(STUDENTS.c.id).where(STUDENTS.c.id == bindparam("student"))
_NEW_STUDENT = insert(STUDENTS)
_SUBMISSION = select(SUBMISSIONS).where(
    SUBMISSIONS.c.assignment_id == bindparam("assignment"),
    SUBMISSIONS.c.student_id == bindparam("student"),
)
_BOOKS = select(BOOKS).where(
    BOOKS.c.notebook_id.in_(_IDS), BOOKS.c.assignment_id == bindparam("submission")
)
_GRADES = select(GRADES).where(GRADES.c.cell_id.in_(_IDS), GRADES.c.notebook_id.in_(_OF_BOOKS))
_COMMENTS = select(COMMENTS).where(
    COMMENTS.c.cell_id.in_(_IDS), COMMENTS.c.notebook_id.in_(_OF_BOOKS)
)
