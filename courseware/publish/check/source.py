"""Everything of a course that can be read, whatever else is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from courseware import kinds, library
from courseware.decoding import Document, convert
from courseware.decoding import Path as Field
from courseware.errors import InvalidDocument, Violation
from courseware.library import COURSE_FILE, EXERCISES
from courseware.scheme import Key
from courseware.spec import Course, Exercise

KEYS = "keys"
"""The folder of keys in the private half."""


class ExerciseSource(msgspec.Struct, kw_only=True):
    """One exercise and its key, as far as they could be read.

    `key_document` is where the key stands: the exercise's own file for
    practice, with `key_at` ("key",), or the private half's file, with `key_at` ().
    """

    lesson: str
    name: str
    path: Path
    document: Document | None = None
    exercise: Exercise | None = None
    key: Key | None = None
    key_document: Document | None = None
    key_at: Field = ()

    @property
    def id(self) -> str:
        """The id, `<lesson>/<name>`."""
        return f"{self.lesson}/{self.name}"

    def at(self, code: str, path: Field, **parameters: str | int) -> Violation:
        """Return a violation at a field; a path that starts with "key" is one of the key."""
        if path[:1] == ("key",) and self.key_document is not None:
            return self.key_document.violation(code, (*self.key_at, *path[1:]), **parameters)
        if self.document is None:
            return Violation(
                code=code, file=library.shown_path(self.path), parameters=dict(parameters)
            )
        return self.document.violation(code, path, **parameters)


class LessonSource(msgspec.Struct, kw_only=True):
    """One lesson's folder and its exercises, in the order of their names."""

    name: str
    folder: Path
    exercises: list[ExerciseSource] = []

    @property
    def notebook(self) -> Path:
        """Where the notebook must be."""
        return self.folder / f"{self.name}.ipynb"

    def names(self) -> list[str]:
        """Return the names of the exercises that have a file."""
        return [exercise.name for exercise in self.exercises]


class CourseSource(msgspec.Struct, kw_only=True):
    """A course's two halves, and what was wrong with reading them.

    `graders` is None for a course with no private half. `lessons` are those
    whose folder is there, the listed ones first, in order.
    """

    folder: Path
    graders: Path | None
    document: Document | None = None
    course: Course | None = None
    lessons: list[LessonSource] = []
    violations: list[Violation] = []

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which every text must be."""
        return self.course.languages if self.course else ("uz", "ru", "en")

    def exercises(self) -> Iterator[ExerciseSource]:
        """Yield every exercise of every lesson."""
        for lesson in self.lessons:
            yield from lesson.exercises


def read_course(folder: Path, graders: Path | None) -> CourseSource:
    """Read a course; nothing is raised, what is wrong is in `violations`."""
    source = CourseSource(folder=folder, graders=graders)
    path = folder / COURSE_FILE
    if not path.is_file():
        source.violations.append(Violation(code="no_course", file=library.shown_path(path)))
    else:
        try:
            source.document = library.read(path)
            source.course = convert(source.document, Course)
        except InvalidDocument as error:
            source.violations += error.violations
    source.lessons = [
        LessonSource(name=name, folder=folder / name) for name in _lesson_names(source)
    ]
    for lesson in source.lessons:
        for exercise in sorted((lesson.folder / EXERCISES).glob("*.toml")):
            lesson.exercises.append(_read_exercise(source, lesson, exercise))
    return source


def looks_like_lesson(folder: Path) -> bool:
    """Tell whether a folder of a course is meant as a lesson."""
    return (folder / EXERCISES).is_dir() or (folder / f"{folder.name}.ipynb").is_file()


def _lesson_names(source: CourseSource) -> list[str]:
    listed = list(dict.fromkeys(source.course.lessons)) if source.course else []
    there = sorted(path.name for path in source.folder.glob("[!.]*") if looks_like_lesson(path))
    known = [name for name in listed if (source.folder / name).is_dir()]
    return known + [name for name in there if name not in known]


def _read_exercise(source: CourseSource, lesson: LessonSource, path: Path) -> ExerciseSource:
    read = ExerciseSource(lesson=lesson.name, name=path.stem, path=path)
    try:
        read.document = library.read(path)
        exercise = kinds.decode_exercise(read.document)
        read.exercise = msgspec.structs.replace(exercise, id=read.id)
    except InvalidDocument as error:
        source.violations += error.violations
    if read.document is not None and "key" in read.document.data:
        read.key_document, read.key_at = read.document, ("key",)
    elif (stored := stored_key(source, read)) is not None and stored.is_file():
        try:
            read.key_document = library.read(stored)
        except InvalidDocument as error:
            source.violations += error.violations
    _read_key(source, read)
    return read


def stored_key(source: CourseSource, exercise: ExerciseSource) -> Path | None:
    """Return where the private half keeps an exercise's key."""
    if source.graders is None:
        return None
    return source.graders / KEYS / exercise.lesson / f"{exercise.name}.toml"


def _read_key(source: CourseSource, read: ExerciseSource) -> None:
    """Decode the key; fields of another kind's key are one mistake, not many."""
    if read.key_document is None or read.exercise is None:
        return
    try:
        read.key = kinds.decode_key(read.key_document, read.exercise, read.key_at)
    except InvalidDocument as error:
        kind, other = kinds.name_of(read.exercise), _other_kind(read.key_document, read.key_at)
        if other in {"", kind}:
            source.violations += error.violations
            return
        known = ", ".join(kinds.kind(kind).KEY.__struct_fields__)
        path = ("key",) if read.key_at else ()
        source.violations.append(
            read.key_document.violation("key_other_kind", path, kind=kind, found=other, known=known)
        )


def _other_kind(document: Document, path: Field) -> str:
    """Return the one kind whose key this would be, "" where it is none's or could be several's."""
    data: object = document.data
    for part in path:
        data = data[part] if isinstance(data, dict) and isinstance(part, str) else None
    fitting = [name for name in kinds.NAMES if _fits(data, kinds.kind(name).KEY)]
    return fitting[0] if len(fitting) == 1 else ""


def _fits(data: object, key: type[Key]) -> bool:
    try:
        msgspec.convert(data, key)
    except msgspec.ValidationError:
        return False
    return True
