"""A course folder as nbgrader sees it: its configuration, and where things lie.

Nothing here imports nbgrader's converters: nbconvert, of which they are made, costs more
than a hundred hand-ins to grade.
"""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from jupyter_core.paths import jupyter_config_path
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config
from traitlets.config.loader import (
    ConfigFileNotFound,
    JSONFileConfigLoader,
    PyFileConfigLoader,
)

from courseware.errors import CourseNotFound
from courseware.grading.places import Places

CONFIG_FILE = "nbgrader_config.py"
STEPS = ("source", "submitted")
"""Folders that make a course folder of one without a configuration, as nbgrader names them."""


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
