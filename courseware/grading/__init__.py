"""nbgrader's side of courseware: what its commands run for a course with exercises.

`configure` fills an `nbgrader_config.py`, so that every stock command of
nbgrader works; `run` grades a lesson with progress and a table of marks;
`generate` makes a lesson's release. Nothing here is imported before it is used:
nbgrader costs seconds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from courseware.lazily import from_modules

if TYPE_CHECKING:
    from courseware.grading.commands import generate, release_assignment
    from courseware.grading.config import configure
    from courseware.grading.running.rows import Row, Run
    from courseware.grading.running.run import run

__all__ = ["Row", "Run", "configure", "generate", "release_assignment", "run"]

__getattr__ = from_modules(
    __name__,
    {
        "Row": "running.rows",
        "Run": "running.rows",
        "configure": "config",
        "generate": "commands",
        "release_assignment": "commands",
        "run": "running.run",
    },
)
