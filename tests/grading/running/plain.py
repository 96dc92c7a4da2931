"""A course of nbgrader's without anything of ours: source/, submitted/, a due date."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbgrader.api import Grade, Gradebook

from courseware.grading.running.handed_in import Place
from tests.grading.examining import assignments as make

NAME = "ps1"
CODE = make.notebook(
    [
        make.cell("import sys"),
        make.solution(
            "### BEGIN SOLUTION\ndef double(x):\n    return 2 * x\n### END SOLUTION", "d"
        ),
        make.check(
            "assert double(2) == 4\n### BEGIN HIDDEN TESTS\nassert double(21) == 42\n"
            "### END HIDDEN TESTS",
            "test_double",
            points=2,
        ),
        make.check("0.5 if double(3) == 6 else 0", "some", points=1),
        make.check("print('a warning', file=sys.stderr)\nassert double(1) == 2", "warns", points=4),
        make.written(
            "def free():\n    ### BEGIN SOLUTION\n    pass\n    ### END SOLUTION", "free", 3, "code"
        ),
    ]
)
TEXT = make.notebook(
    [
        make.written("Why?", "why", 5),
        make.cell("Draw a plan.", "plan", "markdown", task=True, locked=True, points=6),
    ]
)
BOOKS = {"code": CODE, "text": TEXT}
DUE = "2030-01-15 00:00:00 UTC"
ON_TIME, LATE = "2030-01-14 12:00:00.000000 UTC", "2030-01-15 03:00:00.000000 UTC"
CONFIG = """
import os, signal
from nbgrader.plugins import LateSubmissionPlugin

class Hourly(LateSubmissionPlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        if student_id == "breaks":
            raise RuntimeError("no penalty for you")
        if student_id == "interrupts" and os.path.exists("interrupt"):
            signal.raise_signal(signal.SIGINT)
        return total_seconds_late / 3600

c = get_config()
c.AssignLatePenalties.plugin_class = Hourly
"""
RIGHT = {"d": "def double(x):\n    return 2 * x", "free": "def free(): 1", "why": "Because."}
HALF = {"d": "def double(x):\n    return 4", "free": "def free(): 2"}


def write_course(root: Path, config: str = CONFIG) -> Path:
    """Write the teacher's side; the gradebook knows a due date and no more."""
    source = root / "source" / NAME
    source.mkdir(parents=True)
    for name, book in BOOKS.items():
        (source / f"{name}.ipynb").write_text(json.dumps(book))
    (source / "data.txt").write_text("the teacher's")
    if config:
        (root / "nbgrader_config.py").write_text(config)
    with Gradebook(url(root)) as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate=DUE)
    return root


def hand_in(
    root: Path,
    student: str,
    answers: Mapping[str, str] | None = RIGHT,
    *,
    at: str = ON_TIME,
    books: Mapping[str, Any] = BOOKS,
    files: Mapping[str, str] | None = None,
) -> Place:
    """Put somebody's hand-in where `nbgrader collect` puts it."""
    folder = root / "submitted" / student / NAME
    folder.mkdir(parents=True, exist_ok=True)
    for name, book in books.items():
        made = make.answered(book, answers or {})
        (folder / f"{name}.ipynb").write_text(json.dumps(made))
    if at:
        (folder / "timestamp.txt").write_text(at)
    for path, content in (files or {}).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content)
    return Place(student, folder)


def url(root: Path) -> str:
    """Return the address of a course's gradebook."""
    return f"sqlite:///{os.fspath(root)}/gradebook.db"


def rows(root: Path) -> list[tuple[object, ...]]:
    """Return all that the gradebook says of submissions, in order, without its own ids."""
    found: list[tuple[object, ...]] = []
    with Gradebook(url(root)) as gradebook:
        for submission in gradebook.assignment_submissions(NAME):
            student = submission.student_id
            found.append(("submission", student, str(submission.timestamp), submission.score))
            for book in submission.notebooks:
                where = (student, book.name)
                found.append(("notebook", *where, book.late_submission_penalty, book.score))
                found += [
                    ("grade", *where, str(each.name), each.auto_score, *_by_hand(each))
                    for each in book.grades
                ]
                found += [
                    ("comment", *where, str(each.name), each.auto_comment, each.manual_comment)
                    for each in book.comments
                ]
    return sorted(found, key=repr)


def _by_hand(grade: Grade) -> tuple[object, ...]:
    return grade.manual_score, grade.extra_credit, grade.needs_manual_grade
