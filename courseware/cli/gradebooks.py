"""Which course folder of nbgrader's is meant: for commands that need nothing else of a course."""

from __future__ import annotations

from pathlib import Path

from courseware.cli.courses import find_course

CONFIG_FILE = "nbgrader_config.py"
STEPS = ("source", "submitted")


def find_root(course: str | None, graders: Path | None) -> Path:
    """Return the folder that nbgrader's steps lie in.

    It is the one given, that of the course given, the nearest one above the
    working folder, or that of the only course around. Raises `Trouble`.
    """
    if graders is not None or course is not None:
        return graders.resolve() if graders else find_course(course).graders
    here = Path.cwd()
    nearest = (place for place in (here, *here.parents) if (place / CONFIG_FILE).is_file())
    if any((here / step).is_dir() for step in STEPS):
        return here
    return next(nearest, None) or find_course(None).graders
