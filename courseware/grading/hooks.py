"""Where stock nbgrader lets a course look at a hand-in before it is graded."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from pathlib import Path

from courseware.grading.intake import take_in

log = logging.getLogger("courseware.grading")

RELEASE = "release"


class TakeIn:
    """`Autograde.pre_convert_hook`: make a hand-in fit to be graded.

    nbgrader gives the hook the notebooks found, and goes on whatever the hook
    does; what cannot be made fit fails alone, with its reason in the log.
    """

    def __init__(self, graders: Path, release: str = RELEASE) -> None:
        self.released = graders / release

    def __call__(
        self,
        *,
        assignment: str,
        student: str,  # noqa: ARG002 - nbgrader's
        notebooks: Iterable[str | os.PathLike[str]],
    ) -> None:
        """Take in the hand-in that holds these notebooks; `student` may be a pattern."""
        for folder in {Path(notebook).parent for notebook in notebooks}:
            for note in take_in(folder, self.released / assignment):
                log.warning("%s: %s", folder.parent.name, note)
