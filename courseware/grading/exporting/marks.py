"""The marks of a course, read from nbgrader's gradebook."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from nbgrader.api import Gradebook, SubmittedAssignment
from sqlalchemy import make_url

from courseware.errors import CourseNotFound
from courseware.grading.course import Course


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """What one student has in one assignment, from 0; `waiting` says that it is not final."""

    score: float
    waiting: bool = False


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """A student of the gradebook. `number` is what the system calls them, where it is known."""

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    number: str = ""


class Marks(msgspec.Struct, frozen=True, kw_only=True):
    """Assignments with their points, students by name, and marks by student and assignment."""

    points: Mapping[str, float]
    students: Sequence[Person]
    marks: Mapping[tuple[str, str], Mark]


def load_marks(graders: Path, assignments: Sequence[str] = ()) -> Marks:
    """Return the marks of some assignments of a course, of all by default.

    Raises:
        CourseNotFound: there is no such course, gradebook or assignment.
    """
    coursedir = Course(graders).coursedir
    url = make_url(coursedir.db_url)
    if url.drivername.startswith("sqlite") and not Path(url.database or "").is_file():
        raise CourseNotFound(f"There is no gradebook yet: nothing of {graders} was graded.")
    with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
        points = {str(each.name): float(each.max_score) for each in gradebook.assignments}
        unknown = [name for name in assignments if name not in points]
        if unknown or not points:
            raise CourseNotFound(f"The gradebook has no assignment {', '.join(unknown)}".rstrip())
        wanted = {name: points[name] for name in assignments or sorted(points)}
        marks = {
            (str(each.student_id), name): _mark(each)
            for name in wanted
            for each in gradebook.assignment_submissions(name)
        }
        students = sorted((_person(each) for each in gradebook.students), key=_by_name)
    return Marks(points=wanted, students=students, marks=marks)


def _mark(submission: SubmittedAssignment) -> Mark:
    score = float(submission.score) - float(submission.late_submission_penalty or 0.0)
    if not math.isfinite(score):
        return Mark(score=0.0, waiting=True)
    return Mark(score=max(0.0, score), waiting=bool(submission.needs_manual_grade))


def _person(student: object) -> Person:
    def text(name: str) -> str:
        return str(getattr(student, name) or "").strip()

    return Person(
        id=text("id"),
        first_name=text("first_name"),
        last_name=text("last_name"),
        email=text("email"),
        number=text("lms_user_id"),
    )


def _by_name(person: Person) -> tuple[str, ...]:
    return person.last_name.casefold(), person.first_name.casefold(), person.id
