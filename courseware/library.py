"""Courses as they lie on disk: `course.toml`, lessons, exercises.

    notebooks/<course>/course.toml
    notebooks/<course>/<lesson>/<lesson>.ipynb
    notebooks/<course>/<lesson>/exercises/<name>.toml

A released lesson stands alone: it carries a copy of `course.toml` beside its
notebook.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from courseware import kinds
from courseware.decoding import Document, convert, document
from courseware.errors import CourseNotFound, InvalidDocument, Violation
from courseware.scheme import Key
from courseware.spec import Course, Exercise

COURSE_FILE = "course.toml"
EXERCISES = "exercises"
LARGEST = 1_000_000
"""Bytes of one TOML file."""


class Entry(msgspec.Struct, frozen=True):
    """One exercise as its file says it; `key` stands there only for practice."""

    name: str
    source: Document
    exercise: Exercise
    key: Key | None


class Lesson(msgspec.Struct, frozen=True):
    """One lesson: its folder and the course it belongs to."""

    name: str
    folder: Path
    course: Course

    @property
    def notebook(self) -> Path:
        """The lesson's notebook."""
        return self.folder / f"{self.name}.ipynb"

    def names(self) -> list[str]:
        """Return the names of the lesson's exercises."""
        return sorted(path.stem for path in (self.folder / EXERCISES).glob("*.toml"))

    def entry(self, name: str) -> Entry:
        """Load one exercise; raises `CourseNotFound` or `InvalidDocument`."""
        path = self.folder / EXERCISES / f"{name}.toml"
        if name not in self.names():
            known = ", ".join(self.names()) or "-"
            message = f"No exercise {name!r} in {self.folder / EXERCISES}. There are: {known}"
            raise CourseNotFound(message)
        return load_exercise(path, f"{self.name}/{name}")

    def entries(self) -> Iterator[Entry]:
        """Load every exercise of the lesson, in the order of their names."""
        return (self.entry(name) for name in self.names())


def load_exercise(path: Path, id_: str | None = None) -> Entry:
    """Load one exercise from its file, with the practice key if it stands there.

    The id is `<lesson>/<name>` from the place of the file. Raises
    `InvalidDocument` with every violation of both halves.
    """
    place = f"{path.resolve().parent.parent.name}/{path.stem}" if id_ is None else id_
    return read_exercise(read(path), path.stem, place)


def read_exercise(source: Document, name: str, id_: str) -> Entry:
    """Decode an exercise and, where one stands there, its key."""
    violations: list[Violation] = []
    exercise: Exercise | None = None
    key: Key | None = None
    try:
        exercise = kinds.decode_exercise(source)
    except InvalidDocument as error:
        violations += error.violations
    try:
        kind = source.data.get("kind")
        if "key" in source.data and exercise is not None:
            key = kinds.decode_key(source, exercise, ("key",))
        elif "key" in source.data and kind in kinds.NAMES:
            convert(source, kinds.kind(kind).KEY, source.data["key"], ("key",))
    except InvalidDocument as error:
        violations += error.violations
    if exercise is None or violations:
        raise InvalidDocument(violations)
    return Entry(name, source, msgspec.structs.replace(exercise, id=id_), key)


def load_course(folder: Path) -> Course:
    """Load `course.toml`; raises `CourseNotFound` where there is none."""
    path = folder / COURSE_FILE
    if not path.is_file():
        message = f"There is no {COURSE_FILE} in {folder}."
        raise CourseNotFound(message)
    return convert(read(path), Course)


def find_lesson(folder: Path) -> Lesson:
    """Return the lesson that a folder holds.

    `course.toml` is looked for in the folder (a released lesson), then in its
    parent (a course). A folder with neither is a lesson of a course of its own,
    so that a single notebook with exercises works anywhere.
    """
    folder = folder.resolve()
    for place in (folder, folder.parent):
        if (place / COURSE_FILE).is_file():
            return Lesson(folder.name, folder, load_course(place))
    return Lesson(folder.name, folder, Course(id="alone", title="", lessons=("alone",)))


def lessons(folder: Path) -> list[Lesson]:
    """Return the lessons of a course in the order of `course.toml`."""
    course = load_course(folder)
    return [Lesson(name, folder / name, course) for name in course.lessons]


def read(path: Path) -> Document:
    """Read a TOML file; raises `InvalidDocument` where it cannot be read as one."""
    shown = shown_path(path)
    try:
        if path.stat().st_size > LARGEST:
            raise InvalidDocument([Violation(code="too_large", file=shown)])
        return document(path.read_text("utf-8"), shown)
    except UnicodeDecodeError:
        raise InvalidDocument([Violation(code="not_utf8", file=shown)]) from None
    except OSError as error:
        detail = error.strerror or str(error)
        violation = Violation(code="unreadable", file=shown, parameters={"detail": detail})
        raise InvalidDocument([violation]) from None


def shown_path(path: Path) -> str:
    """Return a path relative to the working folder where it lies below it."""
    absolute, here = path.absolute(), Path.cwd()
    return os.fspath(absolute.relative_to(here) if absolute.is_relative_to(here) else path)
