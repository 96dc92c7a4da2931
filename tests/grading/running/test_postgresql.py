"""The gradebook in PostgreSQL says what SQLite's says, also when a submission is graded again."""

from __future__ import annotations

from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from courseware import grading
from tests.grading.running.comparing import NAME, rows, sqlite, write_course
from tests.grading.running.postgresql import server

STUDENTS = 6
LATE = """\
from nbgrader.plugins import LateSubmissionPlugin

c.LateSubmissionPlugin.penalty_method = "zero"
"""


def _marked_by_hand(url: str) -> None:
    with Gradebook(url) as gradebook:
        grade = gradebook.find_grade("why", "book", NAME, "s00")
        grade.manual_score = 2.5
        grade.extra_credit = 0.25
        comment = gradebook.find_comment("why", "book", NAME, "s00")
        comment.manual_comment = "Ҳаммаси тўғри — yaxshi!"
        gradebook.db.commit()


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
def test_the_gradebook_is_the_same(tmp_path: Path) -> None:
    here = write_course(tmp_path / "here", STUDENTS, LATE)
    with server() as url:
        config = (
            f"{LATE}c.CourseDirectory.course_id = 'course'\nc.CourseDirectory.db_url = {url!r}\n"
        )
        there = write_course(tmp_path / "there", STUDENTS, config)
        for root, database in ((here, sqlite(here)), (there, url)):
            first = grading.run(root, NAME)
            assert len(first.rows) == STUDENTS
            assert not first.failed
            _marked_by_hand(database)
            assert [row.status for row in grading.run(root, NAME).rows] == ["kept"] * STUDENTS
            grading.run(root, NAME, students=["s00"], force=True)
        found = rows(url)
        assert found == rows(sqlite(here))
        assert not (there / "gradebook.db").exists()
        assert any(row[:2] == ("s00", "why") and row[3:4] == (2.5,) for row in found)
