"""Grading a course of the tests and asking for the marks."""

from __future__ import annotations

from pathlib import Path

from nbgrader.api import Gradebook

from courseware.grading import Row, run
from courseware.grading.commands import Autograding, convert
from courseware.grading.course import Course
from courseware.grading.record import Marked
from tests.grading.course import LESSON


def grade(graders: Path, lesson: str = LESSON, *, force: bool = False) -> dict[str, Row]:
    """Grade all hand-ins; return the rows by student."""
    return {row.student: row for row in run(graders, lesson, force=force).rows}


def stock_autograde(graders: Path, lesson: str = LESSON, *, force: bool = False) -> None:
    """Grade all hand-ins by nbgrader's own command with our preprocessors, in this process."""
    course = Course(graders)
    with course.working_on(lesson):
        convert(course, Autograding, force=force)


def marks(row: Row) -> dict[str, Marked]:
    """Return a row's marks by the exercise's name."""
    return {marked.exercise.rpartition("/")[2]: marked for marked in row.marks}


def scores(row: Row) -> dict[str, float | None]:
    """Return a row's scores by the exercise's name."""
    return {name: marked.score for name, marked in marks(row).items()}


def auto_scores(graders: Path, student: str, lesson: str = LESSON) -> dict[str, float | None]:
    """Return what stands in the gradebook, by the id of the cell."""
    with Gradebook(f"sqlite:///{graders / 'gradebook.db'}", "tiny") as gradebook:
        found = gradebook.find_submission_notebook(lesson, lesson, student)
        return {grade.name: grade.auto_score for grade in found.grades}


def needing_human(graders: Path, student: str, lesson: str = LESSON) -> set[str]:
    """Return the ids of the cells that wait for a human."""
    with Gradebook(f"sqlite:///{graders / 'gradebook.db'}", "tiny") as gradebook:
        found = gradebook.find_submission_notebook(lesson, lesson, student)
        return {grade.name for grade in found.grades if grade.needs_manual_grade}
