"""nbgrader's commands for one course, run in this process."""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

from jupyter_core.paths import jupyter_config_path
from nbformat.warnings import DuplicateCellId, MissingIDFieldWarning
from nbgrader.auth import Authenticator
from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback
from nbgrader.converters.base import BaseConverter, NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeError, ExchangeFactory
from sqlalchemy.exc import SAWarning
from traitlets.config import Config
from traitlets.config.loader import (
    ConfigFileNotFound,
    JSONFileConfigLoader,
    PyFileConfigLoader,
)

from courseware.errors import CourseNotFound, CoursewareError
from courseware.grading.places import Places

CONFIG_FILE = "nbgrader_config.py"
STEPS = ("source", "submitted")
"""Folders that make a course folder of one without a configuration, as nbgrader names them."""
NOT_THEIRS = (SAWarning, DuplicateCellId, MissingIDFieldWarning)
"""Warnings of nbgrader's own doing or about a learner's notebook: no teacher can cure them."""


class GradingFailed(CoursewareError):
    """nbgrader could not do what it was asked; the message is what went wrong."""


class Course:
    """A course folder as nbgrader sees it, its configuration loaded once.

    It is the private half of a course with exercises, or any course folder of
    nbgrader's, with a configuration or none. `said` holds the lines that nbgrader
    logged since it was last emptied.
    """

    def __init__(self, graders: Path) -> None:
        self.root = graders.resolve()
        if not is_course(self.root):
            raise CourseNotFound(f"There is no {CONFIG_FILE} in {graders}.")
        programs_on_path()
        self.config = _configuration(self.root)
        if "root" not in self.config.CourseDirectory:
            self.config.CourseDirectory.root = os.fspath(self.root)
        self.said: list[str] = []
        self.log = _logger(self.said)
        self.coursedir = CourseDirectory(config=self.config, log=self.log)

    def places(self, lesson: str) -> Places:
        """Return where a lesson lies."""
        return Places(self.coursedir, lesson)

    def convert(self, converter: type[_Remembering], **settings: object) -> None:
        """Run a converter; raises what it met first, if that was ours, else `GradingFailed`."""
        running = converter(coursedir=self.coursedir, config=self.config, log=self.log)
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

    @contextlib.contextmanager
    def working_on(self, lesson: str, student: str = "*") -> Iterator[None]:
        """Point nbgrader at one assignment and, as a pattern of files, its learners."""
        before = self.coursedir.assignment_id, self.coursedir.student_id
        self.coursedir.assignment_id, self.coursedir.student_id = lesson, student
        try:
            yield
        finally:
            self.coursedir.assignment_id, self.coursedir.student_id = before


def programs_on_path() -> None:
    """Let nbgrader find alembic, which it calls by name, where no environment is activated."""
    if shutil.which("alembic") is None:
        programs = os.fspath(Path(sys.executable).parent)
        os.environ["PATH"] = os.pathsep.join((os.environ.get("PATH", ""), programs))


def is_course(folder: Path) -> bool:
    """Tell whether a folder is the root of a course of nbgrader's."""
    known = (folder / step for step in STEPS)
    return (folder / CONFIG_FILE).is_file() or any(step.is_dir() for step in known)


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


def generate(graders: Path, lesson: str) -> Path:
    """Make the release of a lesson anew, as `nbgrader generate_assignment --force`.

    Returns the release folder. Raises `InvalidDocument` where the lesson must
    not be released, `GradingFailed` where nbgrader failed.
    """
    course = Course(graders)
    with course.working_on(lesson):
        course.convert(Generating, force=True)
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
        course.convert(GivingFeedback, force=True)


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


def _configuration(root: Path) -> Config:
    """Return the site's and the person's configuration under the course's."""
    config = Config()
    for folder in (*reversed(jupyter_config_path()), os.fspath(root)):
        with contextlib.suppress(ConfigFileNotFound):
            config.merge(PyFileConfigLoader(CONFIG_FILE, path=folder).load_config())
        with contextlib.suppress(ConfigFileNotFound):
            json_file = CONFIG_FILE.replace(".py", ".json")
            config.merge(JSONFileConfigLoader(json_file, path=folder).load_config())
    return config


def _logger(said: list[str]) -> logging.Logger:
    """Return a logger of our own, so that nothing is printed over a progress bar."""

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(f"{record.levelname}: {record.getMessage()}")

    logger = logging.Logger("courseware.grading", logging.INFO)  # noqa: LOG001 - not a global one
    logger.addHandler(Keep())
    return logger
