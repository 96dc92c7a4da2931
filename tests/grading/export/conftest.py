"""A gradebook with everything that a mark can be."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from tests.grading.plain import open_gradebook, write_config

LATE = 1.25


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """`ps1` of 7 points and `ps2` of 4; ann is done, bob late, eve waits, dan handed in nothing."""
    root = tmp_path / "course"
    write_config(root)
    with open_gradebook(root) as book:
        _people(book)
        for name, points in (("ps1", 7), ("ps2", 4)):
            book.add_assignment(name, duedate=datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None))
            book.add_notebook("nb", name)
            book.add_grade_cell("test", "nb", name, max_score=points, cell_type="code")
        _hand_in(book, "ann", "ps1", 5.5)
        _hand_in(book, "ann", "ps2", 4.0)
        _hand_in(book, "bob", "ps1", 7.0)
        book.find_submission_notebook("nb", "ps1", "bob").late_submission_penalty = LATE
        _hand_in(book, "eve", "ps1", 3.0)
        book.find_grade("test", "nb", "ps1", "eve").needs_manual_grade = True
        book.db.commit()
    return root


def _people(book: Gradebook) -> None:
    people = (
        ("ann", "Анна", "Ли", "ann@example.org", "101"),
        ("bob", "=cmd|'/c calc'!A1", "+Ray", "bob@example.org", "102"),
        ("eve", "Eve", "Fox", "eve@example.org", "103"),
        ("dan", "Dan", "Doe", "dan@example.org", "104"),
    )
    for id_, first, last, email, number in people:
        book.add_student(id_, first_name=first, last_name=last, email=email, lms_user_id=number)


def _hand_in(book: Gradebook, student: str, assignment: str, score: float) -> None:
    book.add_submission(assignment, student)
    grade = book.find_grade("test", "nb", assignment, student)
    grade.auto_score, grade.needs_manual_grade = score, False
