"""Where the parts of a course lie, as nbgrader's configuration has them."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path

import msgspec
from nbgrader.coursedir import CourseDirectory

from courseware import library
from courseware.grading.policy import Policy, load_policy
from courseware.library import Lesson

KEYS = "keys"
"""The folder of keys in the private half."""


class Places(msgspec.Struct, frozen=True, dict=True):
    """One assignment of a course; an nbgrader assignment is a lesson of the same name."""

    coursedir: CourseDirectory
    assignment: str

    @property
    def root(self) -> Path:
        """The private half of the course."""
        return Path(self.coursedir.root)

    @property
    def keys(self) -> Path:
        """The folder of keys."""
        return self.root / KEYS

    @cached_property
    def policy(self) -> Policy:
        """How the course is graded."""
        return load_policy(self.root)

    @cached_property
    def lesson(self) -> Lesson:
        """The lesson as the teacher wrote it; raises `CourseNotFound` without a course."""
        course = library.load_course(self.source.parent)
        return Lesson(self.assignment, self.source, course)

    @property
    def source(self) -> Path:
        """The authored folder of the lesson."""
        return self.step(self.coursedir.source_directory, ".")

    @property
    def release(self) -> Path:
        """The folder that learners get."""
        return self.step(self.coursedir.release_directory, ".")

    def submitted(self, student: str) -> Path:
        """Return a learner's collected hand-in."""
        return self.step(self.coursedir.submitted_directory, student)

    def autograded(self, student: str) -> Path:
        """Return a learner's graded hand-in."""
        return self.step(self.coursedir.autograded_directory, student)

    def step(self, step: str, student: str) -> Path:
        """Return the folder of one of nbgrader's steps; `.` stands for no student."""
        return Path(os.path.normpath(self.coursedir.format_path(step, student, self.assignment)))
