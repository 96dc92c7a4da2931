"""What a course has configured of nbgrader's converters, read without importing them.

traitlets looks a configuration up by the names of a class and of its bases. The classes
here answer to the names of nbgrader's and have those of their traits that a run asks for:
nbconvert, of which the real ones are made, costs more to import than a hundred hand-ins
to grade. A test compares names, traits and defaults with the real ones.
"""

from __future__ import annotations

import logging
from typing import ClassVar, TypeVar

from nbgrader.coursedir import CourseDirectory
from nbgrader.plugins import BasePlugin, LateSubmissionPlugin
from traitlets import Bool, Dict, Instance, Integer, Type, default
from traitlets.config import LoggingConfigurable

from courseware.grading.course import Course

_PREPROCESSOR = ("NbConvertBase", "Preprocessor")


class Asked(LoggingConfigurable):
    """Settings that are asked for, never run."""

    sections: ClassVar[tuple[str, ...]]
    """The names of the real class and its bases, the weakest first."""
    coursedir = Instance(CourseDirectory, allow_none=True)

    @classmethod
    def section_names(cls) -> list[str]:
        """Return the names that traitlets looks up."""
        return [*LoggingConfigurable.section_names(), *cls.sections]


class Autograde(Asked):
    """Of `nbgrader.converters.Autograde`."""

    sections = ("BaseConverter", "Autograde")
    create_student = Bool(default_value=True).tag(config=True)
    exclude_overwriting = Dict().tag(config=True)
    permissions = Integer().tag(config=True)

    @default("permissions")
    def _permissions(self) -> int:
        return 664 if self.coursedir is not None and self.coursedir.groupshared else 444


class Execute(Asked):
    """Of `nbgrader.preprocessors.Execute`."""

    sections = (
        "NotebookClient",
        *_PREPROCESSOR,
        "ExecutePreprocessor",
        "NbGraderPreprocessor",
        "Execute",
    )
    timeout = Integer(30, allow_none=True).tag(config=True)


class AssignLatePenalties(Asked):
    """Of `nbgrader.preprocessors.AssignLatePenalties`; a parent to its plugin."""

    sections = (*_PREPROCESSOR, "NbGraderPreprocessor", "AssignLatePenalties")
    plugin_class = Type(LateSubmissionPlugin, klass=BasePlugin).tag(config=True)


_Settings = TypeVar("_Settings", bound=Asked)


def of(course: Course, asked: type[_Settings]) -> _Settings:
    """Return what a course has configured; raises `TraitError` as nbgrader would."""
    return asked(coursedir=course.coursedir, config=course.config, log=_silent())


def _silent() -> logging.Logger:
    """Return a logger that says nothing: traits of the real class that we lack are no mistakes."""
    logger = logging.Logger(__name__)  # noqa: LOG001 - not a global one
    logger.disabled = True
    return logger
