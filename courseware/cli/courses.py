"""Which course, which lesson: what a teacher types, and what is meant."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from courseware import library
from courseware.cli.troubles import Status, Trouble
from courseware.library import COURSE_FILE
from courseware.publish.places import graders_folder, keys_folder

NOTEBOOKS = "notebooks"


class Halves(NamedTuple):
    """The two halves of a course; `graders` need not be there."""

    folder: Path
    graders: Path

    @property
    def name(self) -> str:
        """The course's name, that of its folder."""
        return self.folder.name


def find_course(given: str | None, graders: Path | None = None) -> Halves:
    """Return the course that is meant: a folder, a name, or the only one around.

    Looked for from the working folder upwards. Raises `Trouble`.
    """
    folder = _named(given) if given else _only()
    return Halves(folder, graders.resolve() if graders else graders_folder(folder))


def find_lesson(first: str, second: str | None, graders: Path | None) -> tuple[Halves, str]:
    """Return course and lesson of `COURSE LESSON`, or of `LESSON` in the only course around."""
    course = find_course(first if second else None, graders)
    lesson = second or first
    known = library.load_course(course.folder).lessons
    if lesson not in known:
        raise Trouble(
            "cli.no_lesson", course=course.name, lesson=lesson, known=", ".join(known) or "-"
        )
    return course, lesson


def _named(given: str) -> Path:
    path = Path(given)
    if (path / COURSE_FILE).is_file():
        return path.resolve()
    for place in _places():
        if (place / given / COURSE_FILE).is_file():
            return (place / given).resolve()
    known = ", ".join(sorted(folder.name for folder in _courses())) or "-"
    raise Trouble("cli.no_course", course=given, known=known)


def _only() -> Path:
    here = Path.cwd()
    for place in (here, *here.parents):
        if (place / COURSE_FILE).is_file() and not _is_release(place):
            return place
    courses = list(_courses())
    if len(courses) == 1:
        return courses[0]
    if not courses:
        raise Trouble("cli.no_course_here")
    known = ", ".join(sorted(folder.name for folder in courses))
    raise Trouble("cli.which_course", Status.USAGE, known=known)


def _is_release(folder: Path) -> bool:
    """A released lesson carries a copy of `course.toml` beside its notebook."""
    return (folder / f"{folder.name}.ipynb").is_file()


def _places() -> Iterator[Path]:
    """Yield where courses may lie: here and above, each time also in `notebooks`."""
    here = Path.cwd()
    for place in (here, *here.parents):
        yield place / NOTEBOOKS
        yield place


def _courses() -> Iterator[Path]:
    """Yield the courses of the nearest folder that holds any."""
    for place in _places():
        found = sorted(path.parent for path in place.glob(f"*/{COURSE_FILE}"))
        if found:
            yield from found
            return


def key_file(exercise: Path) -> Path:
    """Return where the private half keeps the key of an exercise, given the exercise's file."""
    lesson = exercise.resolve().parent.parent
    return keys_folder(lesson.parent) / lesson.name / exercise.name
