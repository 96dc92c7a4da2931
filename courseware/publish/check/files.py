"""What is wrong with the files of a lesson: names, sizes, pictures, what must not lie there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import msgspec

from courseware import library
from courseware.decoding import Path as Field
from courseware.errors import Violation
from courseware.library import COURSE_FILE, EXERCISES
from courseware.publish.check.notebooks import Notebook
from courseware.publish.check.source import CourseSource, ExerciseSource, LessonSource
from courseware.publish.check.texts import Written
from courseware.session import FOLDER as RESPONSES
from courseware.spec import Slug

_PICTURE = re.compile(
    r"!\[[^\]]*\]\(\s*<?([^)\s>]+)|<img\b[^>]*?\bsrc\s*=\s*[\"']([^\"']+)", re.IGNORECASE
)
_NOT_RELEASED = {".ipynb_checkpoints", "__pycache__", RESPONSES}


def check_course(source: CourseSource) -> Iterator[Violation]:
    """Yield the journals of the author's own answers, wherever they lie."""
    for path in sorted(source.folder.rglob(RESPONSES)):
        if path.is_dir():
            yield Violation(code="responses_in_source", file=library.shown_path(path))


def check_lesson(source: CourseSource, lesson: LessonSource) -> Iterator[Violation]:
    """Yield what is wrong with a lesson's files."""
    yield from _check_names(lesson)
    yield from _check_notebooks(lesson)
    budget = source.course.byte_budget if source.course else None
    sizes = {path: path.stat().st_size for path in _released(lesson.folder)}
    course = source.folder / COURSE_FILE
    total = sum(sizes.values()) + (course.stat().st_size if course.is_file() else 0)
    if budget is not None and total > budget:
        largest = max(sizes, key=lambda path: sizes[path])
        told: dict[str, str | int] = {
            "bytes": total,
            "budget": budget,
            "largest": largest.relative_to(lesson.folder).as_posix(),
        }
        file = library.shown_path(lesson.folder)
        yield Violation(code="byte_budget", file=file, field="byte_budget", parameters=told)


def _released(folder: Path) -> list[Path]:
    """Return the files of a lesson that learners receive."""
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not _NOT_RELEASED & set(path.relative_to(folder).parts)
    ]


def _check_names(lesson: LessonSource) -> Iterator[Violation]:
    folder = lesson.folder / EXERCISES
    seen: dict[str, str] = {}
    for exercise in lesson.exercises:
        file = library.shown_path(folder / exercise.path.name)
        other = seen.setdefault(exercise.name.casefold(), exercise.name)
        if other != exercise.name:
            told: dict[str, str | int] = {"name": exercise.name, "other": other}
            yield Violation(code="name_twice", file=file, parameters=told)
        try:
            msgspec.convert(exercise.name, Slug)
        except msgspec.ValidationError:
            yield Violation(code="name_unfit", file=file, parameters={"name": exercise.name})


def _check_notebooks(lesson: LessonSource) -> Iterator[Violation]:
    """Notebooks that nbgrader would copy as they are, or not at all."""
    if not lesson.notebook.is_file():
        told: dict[str, str | int] = {"name": lesson.notebook.name}
        file = library.shown_path(lesson.notebook)
        yield Violation(code="notebook_missing", file=file, parameters=told)
    for path in _released(lesson.folder):
        if path.suffix == ".ipynb" and path != lesson.notebook:
            told = {"name": path.relative_to(lesson.folder).as_posix(), "lesson": lesson.name}
            file = library.shown_path(path)
            yield Violation(code="notebook_extra", file=file, parameters=told)


def pictures(text: str) -> list[str]:
    """Return the addresses of the pictures in a Markdown text."""
    return [markdown or html for markdown, html in _PICTURE.findall(text)]


def check_pictures_of_notebook(lesson: LessonSource, notebook: Notebook) -> Iterator[Violation]:
    """Yield the pictures of a notebook's prose that learners would not see."""
    file = library.shown_path(lesson.notebook)
    for number, cell in enumerate(notebook.cells, 1):
        for address in pictures(cell.text) if cell.cell_type == "markdown" else ():
            code = fault(lesson.folder, address)
            if address.startswith("attachment:"):
                code = "" if address.partition(":")[2] in cell.attachments else "image_missing"
            if code:
                told: dict[str, str | int] = {"image": address}
                yield Violation(code=code, file=file, field=f"cells[{number}]", parameters=told)


def check_pictures_of_text(
    lesson: LessonSource, exercise: ExerciseSource, text: Written
) -> Iterator[Violation]:
    """Yield the pictures of an exercise's text that learners would not see."""
    for language, said in text.by_language().items():
        path: Field = text.at(language)
        for address in pictures(said):
            if code := fault(lesson.folder, address):
                yield exercise.at(code, path, image=address)


def fault(folder: Path, address: str) -> str:
    """Return what is wrong with a picture's address, "" where nothing is."""
    parts = urlsplit(address)
    if parts.scheme == "data":
        return ""
    if parts.scheme or parts.netloc:
        return "image_remote"
    path = folder / unquote(parts.path)
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            return "image_outside"
        return "" if path.is_file() else "image_missing"
    except (OSError, ValueError):
        return "image_missing"
