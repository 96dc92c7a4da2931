"""What learners get back in a course that has nothing of ours in it."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from courseware.grading.cleaning import clean
from courseware.grading.commands import feedback
from tests.grading.plain import open_gradebook, write_config

HIDDEN = "assert f(31415) == 'secret'"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """`ps1` as graded for ann: her answer, and a test that failed and told what it hides."""
    root = tmp_path / "course"
    write_config(root)
    known = {"schema_version": 3, "task": False}
    failed = new_output("error", ename="E", evalue=HIDDEN, traceback=[HIDDEN])
    test = {"grade_id": "test_f", "grade": True, "locked": True, "solution": False, "points": 3}
    answer = {"grade_id": "f", "grade": False, "locked": False, "solution": True}
    cells = [
        new_code_cell(
            "x = 'a<b'  # </pre><script>window.hit=1</script>",
            metadata={"nbgrader": known | answer},
        ),
        new_code_cell(HIDDEN, metadata={"nbgrader": known | test}, outputs=[failed]),
    ]
    for step, student in (("source", "."), ("autograded", "ann")):
        folder = root / step / student / "ps1"
        folder.mkdir(parents=True)
        nbformat.write(nbformat.from_dict(clean(new_notebook(cells=cells))), folder / "ps1.ipynb")
    with open_gradebook(root) as book:
        book.add_student("ann")
        book.add_assignment("ps1")
        book.add_notebook("ps1", "ps1")
        book.add_grade_cell("test_f", "ps1", "ps1", max_score=3, cell_type="code")
        book.add_solution_cell("f", "ps1", "ps1")
        book.add_submission("ps1", "ann")
        grade = book.find_grade("test_f", "ps1", "ps1", "ann")
        grade.auto_score, grade.needs_manual_grade = 1.0, False
        book.find_comment("f", "ps1", "ps1", "ann").manual_comment = "Nice <b>try</b>"
        book.db.commit()
    return root


def test_the_page_tells_marks_and_comments_and_nothing_hidden(course: Path) -> None:
    feedback(course, "ps1")
    page = (course / "feedback" / "ann" / "ps1" / "ps1.html").read_text("utf-8")
    assert "31415" not in page
    assert "secret" not in page
    assert "<script" not in page
    assert "x = &#39;a&lt;b&#39;  # &lt;/pre&gt;&lt;script&gt;" in page
    assert "Nice &lt;b&gt;try" in page
    english = re.search(r'<section class="page" lang="en">(.*?)</section>', page, re.DOTALL)
    assert english
    assert "1 / 3" in english[1]
