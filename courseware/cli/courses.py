"""Which course, which lesson: what a teacher types, and what is meant."""

from __future__ import annotations

from collections.abc import Iterator
from glob import escape
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


class Graded(NamedTuple):
    """An assignment that is to be graded: the root of its course folder, and its name."""

    graders: Path
    lesson: str


def find_graded(first: str, second: str | None, graders: Path | None) -> Graded:
    """Return what `COURSE LESSON` or `LESSON` means where any course of nbgrader's will do.

    The root of a course folder is meant where the command is given in one, or where
    `COURSE` is the path of one; else one of our courses is looked for. Raises `Trouble`.
    """
    lesson = second or first
    if graders is not None and second is None and _is_root(graders, lesson):
        return Graded(graders.resolve(), lesson)
    here = Path(first) if second else Path.cwd()
    if graders is None and _is_root(here, lesson):
        return Graded(here.resolve(), lesson)
    course, lesson = find_lesson(first, second, graders)
    return Graded(course.graders, lesson)


def _is_root(folder: Path, lesson: str) -> bool:
    """Tell whether a folder is the root of a course of nbgrader's with such an assignment."""
    if (folder / COURSE_FILE).is_file():
        return False
    known = (folder / "nbgrader_config.py").is_file() or (folder / "source" / lesson).is_dir()
    return known or any((folder / "submitted").glob(f"*/{escape(lesson)}"))


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
