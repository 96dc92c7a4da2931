"""The keys of graded exercises, in the private half of a course.

    graders/<course>/keys/<lesson>/<name>.toml

Only `grading` and `publish` may import this module; import-linter holds it.
"""

from __future__ import annotations

from pathlib import Path

from courseware import kinds, library
from courseware.errors import CourseNotFound
from courseware.scheme import Key
from courseware.spec import Exercise


def key_path(keys: Path, exercise_id: str) -> Path:
    """Return where the key of an exercise lies below the folder of keys."""
    lesson, _, name = exercise_id.partition("/")
    return keys / lesson / f"{name}.toml"


def load_key(keys: Path, exercise: Exercise) -> Key:
    """Load the key of a graded exercise; raises `CourseNotFound` or `InvalidDocument`."""
    path = key_path(keys, exercise.id)
    if not path.is_file():
        message = f"The key of {exercise.id} is missing: {library.shown_path(path)}"
        raise CourseNotFound(message)
    return kinds.decode_key(library.read(path), exercise)
