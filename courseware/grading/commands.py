"""nbgrader's commands for one course, run in this process."""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Iterator
from pathlib import Path

from nbformat.warnings import DuplicateCellId, MissingIDFieldWarning
from nbgrader.auth import Authenticator
from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback
from nbgrader.converters.base import BaseConverter, NbGraderException
from nbgrader.exchange import ExchangeError, ExchangeFactory
from sqlalchemy.exc import SAWarning

from courseware.errors import CoursewareError
from courseware.grading.course import Course

NOT_THEIRS = (SAWarning, DuplicateCellId, MissingIDFieldWarning)
"""Warnings of nbgrader's own doing or about a learner's notebook: no teacher can cure them."""


class GradingFailed(CoursewareError):
    """nbgrader could not do what it was asked; the message is what went wrong."""


class _Remembering(BaseConverter):
    """A converter that keeps the first error; nbgrader only logs it."""

    cause: Exception | None = None

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        with self._remembering():
            super().init_assignment(assignment_id, student_id)

    def convert_single_notebook(self, notebook_filename: str) -> None:
        with self._remembering():
            super().convert_single_notebook(notebook_filename)

    @contextlib.contextmanager
    def _remembering(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            self.cause = self.cause or error
            raise


class Generating(_Remembering, GenerateAssignment):
    """`nbgrader generate_assignment`."""


class Autograding(_Remembering, Autograde):
    """`nbgrader autograde`."""


class GivingFeedback(_Remembering, GenerateFeedback):
    """`nbgrader generate_feedback`."""


def convert(course: Course, converter: type[_Remembering], **settings: object) -> None:
    """Run a converter; raises what it met first, if that was ours, else `GradingFailed`."""
    running = converter(coursedir=course.coursedir, config=course.config, log=course.log)
    for name, value in settings.items():
        setattr(running, name, value)
    try:
        with warnings.catch_warnings():
            for category in NOT_THEIRS:
                warnings.simplefilter("ignore", category)
            running.start()
    except NbGraderException as error:
        cause = running.cause or error
        if isinstance(cause, CoursewareError):
            raise cause from None
        named = "" if cause is error else f"{type(cause).__name__}: "
        raise GradingFailed(f"{named}{cause}") from cause


def generate(graders: Path, lesson: str) -> Path:
    """Make the release of a lesson anew, as `nbgrader generate_assignment --force`.

    Returns the release folder. Raises `InvalidDocument` where the lesson must
    not be released, `GradingFailed` where nbgrader failed.
    """
    course = Course(graders)
    with course.working_on(lesson):
        convert(course, Generating, force=True)
    return course.places(lesson).release


def feedback(graders: Path, lesson: str) -> None:
    """Write the feedback pages of all graded hand-ins, as `nbgrader generate_feedback --force`.

    The pages are ours in any course that does not say otherwise: nbgrader's own
    show learners what stands in hidden tests.
    """
    from courseware.grading.feedback import FeedbackExporter  # noqa: PLC0415 - it needs us

    course = Course(graders)
    if "exporter_class" not in course.config.GenerateFeedback:
        course.config.GenerateFeedback.exporter_class = FeedbackExporter
        course.config.GenerateFeedback.preprocessors = []
    with course.working_on(lesson):
        convert(course, GivingFeedback, force=True)


def release_assignment(graders: Path, lesson: str) -> None:
    """Put a release into the exchange, over an earlier one, as `nbgrader release_assignment`."""
    course = Course(graders)
    exchange = ExchangeFactory(config=course.config, log=course.log)
    with course.working_on(lesson):
        release = exchange.ReleaseAssignment(
            coursedir=course.coursedir,
            authenticator=Authenticator(config=course.config, log=course.log),
            config=course.config,
            log=course.log,
        )
        release.force = True
        try:
            release.start()
        except ExchangeError as error:
            raise GradingFailed(str(error)) from error
