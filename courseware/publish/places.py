"""Where the private half of a course lies, seen from its public half."""

from __future__ import annotations

from pathlib import Path

KEYS = "keys"


def graders_folder(course: Path) -> Path:
    """Return `graders/<course>` for `notebooks/<course>`: the two halves mirror each other."""
    course = course.resolve()
    return course.parent.parent / "graders" / course.name


def keys_folder(course: Path, graders: Path | None = None) -> Path:
    """Return the folder of keys of a course."""
    return (graders or graders_folder(course)) / KEYS
