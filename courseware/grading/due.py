"""When a lesson is due: nbgrader keeps it in the gradebook and counts from there who is late."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from nbgrader.api import Gradebook

from courseware.grading.course import Course


def set_due(graders: Path, lesson: str, at: datetime) -> None:
    """Set the due date of a lesson that has been released; `at` knows its time zone.

    Raises `CourseNotFound` where the course has no configuration of nbgrader.
    """
    coursedir = Course(graders).coursedir
    naive = at.astimezone(UTC).replace(tzinfo=None)  # nbgrader keeps UTC without saying so
    with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
        gradebook.update_or_create_assignment(lesson, duedate=naive)
