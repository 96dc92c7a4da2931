"""The teacher's side of an assignment, made ready before anything of a learner's is opened."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable

import msgspec
from nbgrader.api import Gradebook, MissingEntry, get_alembic_version
from sqlalchemy import inspect, text
from sqlalchemy.exc import SQLAlchemyError

from courseware.errors import CourseNotFound
from courseware.grading import settings
from courseware.grading.course import Course
from courseware.grading.examining.teacher import load_assignment
from courseware.grading.places import Places
from courseware.grading.running.hands import Safety, Work
from courseware.grading.running.kept import STEP
from courseware.grading.running.ledger import Ledger, Penalty, stopped
from courseware.library import COURSE_FILE
from courseware.sandbox import Limits


def work_of(course: Course, places: Places, safety: Safety) -> Work:
    """Read an assignment; one that the gradebook does not know is made from `source` first.

    nbgrader makes it cell by cell: a file beside the results says until when it is not
    whole, so that it is made again after a kill.

    Raises:
        CourseNotFound: there is no such assignment.
        GradingStopped: the gradebook cannot be opened.
        GradingFailed, InvalidDocument: the assignment cannot be made.
    """
    autograde = settings.of(course, settings.Autograde)
    url = course.coursedir.db_url
    exclude = autograde.exclude_overwriting.get(places.assignment, [])
    try:
        making = places.root / STEP / f".{places.assignment}.making"
        known = _is_known(course, places.assignment)
        if making.exists() or not known:
            making.touch()
            _make_known(course, places)
            making.unlink()
        with Gradebook(url, course.coursedir.course_id) as gradebook:
            assignment = load_assignment(gradebook, places, exclude)
    except SQLAlchemyError as error:
        raise stopped(error, url) from error
    return Work(
        assignment=assignment,
        examining=places.policy.examiner,
        limits=limits_of(course, places),
        require=safety.require or places.policy.containment.require,
        unsafe=safety.unsafe,
        runner=places.policy.containment.runner,
    )


def has_exercises(places: Places) -> bool:
    """Tell whether an assignment is a lesson of a course with exercises of ours."""
    return (places.source.parent / COURSE_FILE).is_file()


def limits_of(course: Course, places: Places) -> Limits:
    """Return the budgets: the policy's; a cell's time is nbgrader's unless it says otherwise."""
    limits = places.policy.limits
    timeout = settings.of(course, settings.Execute).timeout
    if limits is not None or not timeout or timeout < 0:
        return limits or Limits()
    return msgspec.structs.replace(Limits(), cell_seconds=float(timeout))


def ledger_of(course: Course, assignment: str) -> Ledger:
    """Open the gradebook's rows of an assignment; raises `GradingStopped`."""
    create = settings.of(course, settings.Autograde).create_student
    return Ledger(course, assignment, penalty_of(course), create_student=create)


def penalty_of(course: Course) -> Penalty:
    """Return the late penalty that the course has configured."""
    assigning = settings.of(course, settings.AssignLatePenalties)
    plugin = assigning.plugin_class(parent=assigning)
    penalty: Callable[[str, float, float], float | None] = plugin.late_submission_penalty
    return penalty


def _is_known(course: Course, assignment: str) -> bool:
    with Gradebook(course.coursedir.db_url, course.coursedir.course_id) as gradebook:
        if not inspect(gradebook.engine).has_table("alembic_version"):
            _tell_version(gradebook)
        try:
            return bool(gradebook.find_assignment(assignment).notebooks)
        except MissingEntry:
            return False


def _tell_version(gradebook: Gradebook) -> None:
    """Finish a gradebook whose making was stopped before nbgrader wrote down its version."""
    version = get_alembic_version()
    gradebook.db.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
    gradebook.db.execute(
        text("INSERT INTO alembic_version (version_num) VALUES (:version)"), {"version": version}
    )
    gradebook.db.commit()


def _make_known(course: Course, places: Places) -> None:
    """Put an assignment into the gradebook as nbgrader does; a release stays what it is."""
    if not any(places.source.glob("*.ipynb")):
        raise CourseNotFound(
            f"There is no assignment {places.assignment!r}: {places.source} has no notebook."
        )
    from courseware.grading.commands import Generating, convert  # noqa: PLC0415 - seconds

    coursedir = course.coursedir
    release = coursedir.release_directory
    with tempfile.TemporaryDirectory(prefix="courseware-") as folder:
        coursedir.release_directory = os.fspath(folder)
        try:
            with course.working_on(places.assignment):
                convert(course, Generating, force=True)
        finally:
            coursedir.release_directory = release
