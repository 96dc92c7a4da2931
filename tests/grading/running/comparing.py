"""A course to grade more than once, and all that a gradebook says, to be compared."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from nbgrader.api import Gradebook

from tests.grading.examining import assignments as make

NAME = "ps1"
BOOK = make.notebook(
    [
        make.solution(
            "### BEGIN SOLUTION\ndef add(a, b):\n    return a + b\n### END SOLUTION", "add"
        ),
        make.check("assert add(17, 25) == 42", "test_add", points=2.0),
        make.check("0.5 if add('a', 'b') == 'ab' else 0", "test_text", points=1.0),
        make.written("", "why", points=3.0),
    ]
)
ANSWERS: tuple[dict[str, str], ...] = (
    {"add": "def add(a, b):\n    return a + b", "why": "Because."},
    {"add": "def add(a, b):\n    return a - b", "why": "It is so."},
    {"add": "def add(a, b):\n    return 42"},
    {"add": "def add(a, b)\n    return a + b", "why": "?"},
    {},
)


def write_course(root: Path, students: int, config: str = "") -> Path:
    """Write a course of nbgrader's with hand-ins, some of them late; return its root."""
    make.write_source(root / "source" / NAME, {"book": BOOK}, {"data.csv": b"1,2\n"})
    (root / "nbgrader_config.py").write_text(f"c = get_config()\n{config}", encoding="utf-8")
    for at in range(students):
        folder = root / "submitted" / f"s{at:02}" / NAME
        folder.mkdir(parents=True)
        book = make.answered(BOOK, ANSWERS[at % len(ANSWERS)])
        (folder / "book.ipynb").write_bytes(msgspec.json.encode(book))
        (folder / "timestamp.txt").write_text(f"2026-03-{at + 1:02} 12:00:00 UTC")
    return root


def rows(url: str) -> list[tuple[Any, ...]]:
    """Return every score, flag and comment of a gradebook."""
    with Gradebook(url) as gradebook:
        return sorted(_rows(gradebook), key=repr)


def _rows(gradebook: Gradebook) -> Iterator[tuple[Any, ...]]:
    for submission in gradebook.assignment_submissions(NAME):
        student = submission.student.id
        yield (
            student,
            str(submission.timestamp),
            submission.score,
            submission.late_submission_penalty,
        )
        for book in submission.notebooks:
            for grade in book.grades:
                yield (
                    student,
                    grade.name,
                    grade.auto_score,
                    grade.manual_score,
                    grade.needs_manual_grade,
                    grade.extra_credit,
                )
            for comment in book.comments:
                yield (student, comment.name, comment.auto_comment, comment.manual_comment)


def sqlite(root: Path) -> str:
    """Return where a course keeps its gradebook by itself."""
    return f"sqlite:///{root}/gradebook.db"
