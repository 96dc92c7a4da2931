"""Whether exercises and keys belong together, in the half where each must stand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from courseware import library
from courseware.errors import Violation
from courseware.publish.check.source import (
    KEYS,
    CourseSource,
    ExerciseSource,
    LessonSource,
    stored_key,
)

CONFIGURATION = "nbgrader_config.py"


def check(source: CourseSource, exercise: ExerciseSource) -> Iterator[Violation]:
    """Yield what is wrong with where the key of one exercise stands."""
    public = exercise.document is not None and "key" in exercise.document.data
    stored = stored_key(source, exercise)
    if exercise.exercise is None:
        return
    if exercise.exercise.graded and public:
        yield exercise.at("graded_key_public", ("key",))
    elif exercise.exercise.graded and exercise.key_document is None:
        if stored is None or not stored.is_file():
            place = library.shown_path(stored) if stored else f"{KEYS}/{exercise.id}.toml"
            yield exercise.at("graded_no_key", ("graded",), key=place)
    elif not exercise.exercise.graded and stored is not None and stored.is_file():
        file = library.shown_path(stored)
        yield Violation(code="key_of_practice", file=file, parameters={"exercise": exercise.id})
    elif not exercise.exercise.graded and not public:
        yield exercise.at("practice_no_key", ("key",))


def check_configuration(source: CourseSource) -> Iterator[Violation]:
    """Yield that nbgrader is not set up, where something is to be graded."""
    graded = any(each.exercise is not None and each.exercise.graded for each in source.exercises())
    if source.graders is None or not graded:
        return
    path = source.graders / CONFIGURATION
    if not path.is_file():
        file = library.shown_path(path)
        yield Violation(code="grader_config_missing", file=file, parameters={"file": file})


def check_orphans(source: CourseSource) -> Iterator[Violation]:
    """Yield the keys of the private half that belong to no exercise."""
    if source.graders is None:
        return
    lessons = {lesson.name: lesson for lesson in source.lessons}
    for path in sorted((source.graders / KEYS).rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            yield from _check_orphan(path, source.graders / KEYS, lessons)


def _check_orphan(
    path: Path, folder: Path, lessons: dict[str, LessonSource]
) -> Iterator[Violation]:
    place = path.relative_to(folder).with_suffix("")
    lesson = lessons.get(place.parts[0])
    names = lesson.names() if lesson else []
    if len(place.parts) != 2 or path.suffix != ".toml" or place.name not in names:
        told: dict[str, str | int] = {
            "exercise": place.as_posix(),
            "known": ", ".join(names) or "-",
        }
        yield Violation(code="key_no_exercise", file=library.shown_path(path), parameters=told)
