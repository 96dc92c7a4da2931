"""The rows that are written are those of nbgrader's own API, column by column."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Comment, Grade, Gradebook, MissingEntry
from nbgrader.utils import parse_utc
from sqlalchemy import select

from courseware.grading.course import Course
from courseware.grading.examining.result import CellResult, NotebookResult, Result
from courseware.grading.intake import TIMESTAMP
from courseware.grading.running import handed_in
from courseware.grading.running.entries import BOOKS, COMMENTS, GRADES, STUDENTS, SUBMISSIONS
from courseware.grading.running.ledger import Ledger
from tests.grading.running import plain
from tests.grading.running.plain import NAME

AT = datetime(2030, 1, 15, 3)  # noqa: DTZ001 - as nbgrader keeps it


@pytest.fixture
def course(written: Path, tmp_path: Path) -> Path:
    """A course whose gradebook knows two notebooks with cells of each sort."""
    root = Path(shutil.copytree(written, tmp_path / "course"))
    with Gradebook(plain.url(root)) as gradebook:
        for name in ("first", "second"):
            gradebook.add_notebook(name, NAME)
            gradebook.add_grade_cell("test", name, NAME, max_score=2, cell_type="code")
            gradebook.add_grade_cell("both", name, NAME, max_score=3, cell_type="markdown")
            gradebook.add_solution_cell("both", name, NAME)
            gradebook.add_solution_cell("answer", name, NAME)
            gradebook.add_task_cell("task", name, NAME, max_score=4, cell_type="markdown")
    return root


def ledger(root: Path, *, create_student: bool = True) -> Ledger:
    def penalty(_student: str, _score: float, seconds: float) -> float:
        return seconds / 3600

    return Ledger(Course(root), NAME, penalty, create_student=create_student)


def result(student: str, **scores: float | None) -> Result:
    """Return a result of both notebooks that scores these cells."""
    cells = tuple(
        CellResult(id=id_, points=4.0, score=score, state="wrong") for id_, score in scores.items()
    )
    books = {
        name: NotebookResult(name=name, cells=cells, executed={"cells": []})
        for name in ("first", "second")
    }
    return Result(student=student, assignment=NAME, status="graded", notebooks=books)


def stored(root: Path) -> list[tuple[str, dict[str, Any]]]:
    """Return every column of every row of submissions, ids as the names that they stand for."""
    with Gradebook(plain.url(root)) as gradebook:
        assignment = gradebook.find_assignment(NAME)
        names: dict[object, object] = {assignment.id: NAME}
        for book in assignment.notebooks:
            names[book.id] = book.name
            cells = (*book.grade_cells, *book.solution_cells, *book.task_cells)
            names |= {cell.id: (book.name, cell.name, cell.type) for cell in cells}
        for submission in assignment.submissions:
            names[submission.id] = submission.student_id
            names |= {book.id: (submission.student_id, book.name) for book in submission.notebooks}
        return sorted(_named(gradebook, names), key=repr)


def _named(gradebook: Gradebook, names: dict[object, object]) -> Iterator[tuple[str, Any]]:
    for table in (STUDENTS, SUBMISSIONS, BOOKS, GRADES, COMMENTS):
        for row in gradebook.db.execute(select(table)).mappings():
            if table is not STUDENTS:
                assert len(row["id"]) == 32
            columns = {key: value for key, value in row.items() if key != "id"}
            yield table.name, {key: names.get(value, value) for key, value in columns.items()}


def test_a_new_submission_has_the_rows_that_nbgrader_makes(course: Path, tmp_path: Path) -> None:
    theirs = Path(shutil.copytree(course, tmp_path / "theirs"))
    with Gradebook(plain.url(theirs)) as gradebook:
        gradebook.update_or_create_student("ada")
        gradebook.add_submission(NAME, "ada", timestamp=AT)
    with ledger(course) as ours:
        nothing = Result(student="ada", assignment=NAME, status="graded")
        ours.write(nothing, AT)
    assert stored(course) == stored(theirs)
    assert len(stored(course)) == 1 + 1 + 2 * (1 + 3 + 3)


def test_only_what_a_run_sets_is_written_again(course: Path) -> None:
    with ledger(course) as ours:
        first = ours.write(result("ada", test=2.0, both=None), AT)
        assert (first.score, first.penalty, first.late, first.needs_human) == (0.0, 4.0, True, True)
        with Gradebook(plain.url(course)) as gradebook:
            submission = gradebook.find_submission(NAME, "ada")
            submission.extension = timedelta(hours=2)
            gradebook.find_submission_notebook("first", NAME, "ada").flagged = True
            grade = gradebook.find_grade("both", "first", NAME, "ada")
            grade.manual_score, grade.extra_credit, grade.needs_manual_grade = 2.5, 0.5, False
            gradebook.find_comment("both", "first", NAME, "ada").manual_comment = "Yaxshi!"
            gradebook.db.commit()
            late = submission.total_seconds_late
        before = stored(course)
        again = ours.write(result("ada", test=1.0, both=3.0), AT)
        assert late == 3600
        # 1 by the program, 2.5 + 0.5 by hand; 1 + 3; each an hour late.
        assert (again.score, again.penalty) == (4.0 + 4.0 - 2.0, 2.0)
        assert ours.held(result("ada", test=1.0, both=3.0, task=None), AT) == again
    changed = [
        {key for key in new if new[key] != old[key]}
        for (_, old), (_, new) in zip(before, stored(course), strict=True)
    ]
    assert set().union(*changed) == {
        "late_submission_penalty",
        "auto_score",
        "needs_manual_grade",
    }
    with Gradebook(plain.url(course)) as gradebook:
        grades = gradebook.db.scalars(select(Grade).where(Grade.manual_score.is_not(None))).all()
        comments = gradebook.db.scalars(select(Comment).where(Comment.manual_comment.is_not(None)))
        assert [(each.manual_score, each.needs_manual_grade) for each in grades] == [(2.5, True)]
        assert [each.manual_comment for each in comments] == ["Yaxshi!"]


def test_nobody_is_made_known_where_that_is_not_wanted(course: Path) -> None:
    before = stored(course)
    with ledger(course, create_student=False) as ours, pytest.raises(MissingEntry, match="ada"):
        ours.write(result("ada", test=1.0), AT)
    assert stored(course) == before


@pytest.mark.parametrize(
    "text",
    [
        "2030-01-14 12:00:00.000000 UTC",
        "2030-01-14 12:00:00.123456 UTC",
        "2030-01-14 12:00:00 UTC",
        "2030-01-14 12:00:00.000000 Asia/Tashkent",
        "2030-01-14 12:00:00 +05",
        "2030-01-14T12:00:00Z",
        "14 January 2030 12:00",
        "2030-01-14 12:00:00.1 UTC",
    ],
)
def test_a_time_is_read_as_nbgrader_reads_it(text: str, tmp_path: Path) -> None:
    (tmp_path / TIMESTAMP).write_text(text)
    assert handed_in.time_of(tmp_path) == (text, parse_utc(text), "")
