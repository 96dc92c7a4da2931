"""nbgrader's side of courseware: what its commands run for a course with exercises.

`configure` fills an `nbgrader_config.py`, so that every stock command of
nbgrader works; `run` grades a lesson with progress and a table of marks;
`generate` makes a lesson's release. Nothing here is imported before it is used:
nbgrader costs seconds.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from courseware.grading.commands import generate, release_assignment
    from courseware.grading.config import configure
    from courseware.grading.running.rows import Row, Run
    from courseware.grading.running.run import run

__all__ = ["Row", "Run", "configure", "generate", "release_assignment", "run"]

_LAZY = {
    "Row": "running.rows",
    "Run": "running.rows",
    "configure": "config",
    "generate": "commands",
    "release_assignment": "commands",
    "run": "running.run",
}


def __getattr__(name: str) -> object:
    """Import the module behind a public name when the name is first used (PEP 562)."""
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_LAZY[name]}"), name)
    globals()[name] = value
    return value
