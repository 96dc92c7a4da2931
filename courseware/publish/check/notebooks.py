"""What is wrong with a lesson's notebook: cells, exercises shown, languages of the prose."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

import msgspec

from courseware import library
from courseware.errors import Violation
from courseware.publish.check.source import LessonSource

TAG = "lang:"
_MAGIC = re.compile(r"^\s*[%!?].*$|^.*\?\s*$", re.MULTILINE)


class Cell(msgspec.Struct):
    """One cell, as far as checking needs it."""

    cell_type: Literal["code", "markdown", "raw"]
    metadata: dict[str, Any]
    source: str | list[str]
    id: str = ""
    attachments: dict[str, Any] = {}

    @property
    def text(self) -> str:
        """The source in one piece."""
        return self.source if isinstance(self.source, str) else "".join(self.source)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that the cell is tagged for; none means all."""
        tags = self.metadata.get("tags", [])
        texts = [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
        return tuple(tag.removeprefix(TAG) for tag in texts if tag.startswith(TAG))

    @property
    def grade_id(self) -> str:
        """The id that nbgrader knows the cell by, "" where it does not."""
        nbgrader = self.metadata.get("nbgrader")
        id_ = nbgrader.get("grade_id", "") if isinstance(nbgrader, dict) else ""
        return id_ if isinstance(id_, str) else ""


class Notebook(msgspec.Struct):
    """A notebook of format 4."""

    nbformat: Literal[4]
    cells: list[Cell]
    metadata: dict[str, Any]
    nbformat_minor: int = 0


def read(path: Path) -> Notebook | Violation | None:
    """Return a notebook, why Jupyter could not open it, or None where there is none."""
    shown = library.shown_path(path)
    try:
        return msgspec.json.decode(path.read_bytes(), type=Notebook)
    except FileNotFoundError:
        return None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, OSError) as error:
        detail = str(getattr(error, "strerror", None) or error)
        return Violation(code="notebook_invalid", file=shown, parameters={"detail": detail})


def check(
    lesson: LessonSource, notebook: Notebook, languages: Sequence[str]
) -> Iterator[Violation]:
    """Yield what is wrong inside a notebook."""
    file = library.shown_path(lesson.notebook)
    yield from _check_exercises(lesson, notebook, file)
    yield from _check_same(notebook, file)
    yield from _check_languages(notebook, file, languages)


def shown(cell: Cell) -> list[str]:
    """Return the names in the `exercise("name")` calls of a cell, without running anything."""
    if cell.cell_type != "code":
        return []
    try:
        tree = ast.parse(_MAGIC.sub("", cell.text))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    names = (_name(node) for node in ast.walk(tree))
    return [name for name in names if name is not None]


def stands_alone(cell: Cell) -> bool:
    """Tell whether a cell is nothing but `exercise("name")`: only then can nbgrader count it."""
    try:
        body = ast.parse(_MAGIC.sub("", cell.text)).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return len(body) == 1 and isinstance(body[0], ast.Expr) and _name(body[0].value) is not None


def _name(node: ast.AST) -> str | None:
    match node:
        case ast.Call(
            func=ast.Name(id="exercise") | ast.Attribute(attr="exercise"),
            args=[ast.Constant(value=str(name))],
        ):
            return name
        case _:
            return None


def _check_exercises(lesson: LessonSource, notebook: Notebook, file: str) -> Iterator[Violation]:
    graded = {e.name for e in lesson.exercises if e.exercise is not None and e.exercise.graded}
    names = lesson.names()
    first: dict[str, int] = {}
    for number, cell in enumerate(notebook.cells, 1):
        for name in shown(cell):
            told: dict[str, str | int] = {"cell": number, "name": name}
            if name not in names:
                told |= {"known": ", ".join(names) or "-", "lesson": lesson.name}
                yield _at("exercise_no_file", file, number, told)
            elif name in graded and name in first:
                yield _at("exercise_twice", file, number, told | {"first": first[name]})
            elif name in graded and not stands_alone(cell):
                yield _at("exercise_not_alone", file, number, told)
            first.setdefault(name, number)
    for exercise in lesson.exercises:
        if exercise.name in first or exercise.exercise is None:
            continue
        if exercise.exercise.graded:
            yield exercise.at("exercise_not_shown", ("graded",), name=exercise.name)
        else:
            unused = exercise.at("practice_not_shown", (), name=exercise.name)
            yield msgspec.structs.replace(unused, severity="warning")


def _check_same(notebook: Notebook, file: str) -> Iterator[Violation]:
    for code, of in (("cell_id_twice", "id"), ("grade_id_twice", "grade_id")):
        first: dict[str, int] = {}
        for number, cell in enumerate(notebook.cells, 1):
            id_ = getattr(cell, of)
            if id_ and id_ in first:
                told: dict[str, str | int] = {"first": first[id_], "cell": number, "id": id_}
                yield _at(code, file, number, told)
            first.setdefault(id_, number)


def _check_languages(
    notebook: Notebook, file: str, languages: Sequence[str]
) -> Iterator[Violation]:
    tagged: list[tuple[int, Cell]] = []
    for number, cell in enumerate(notebook.cells, 1):
        if len(cell.languages) > 1:
            tags = ", ".join(TAG + language for language in cell.languages)
            yield _at("cell_language_twice", file, number, {"cell": number, "tags": tags})
        for language in cell.languages:
            if language not in languages:
                told: dict[str, str | int] = {"cell": number, "tag": TAG + language}
                yield _at(
                    "cell_language_unknown", file, number, told | {"known": ", ".join(languages)}
                )
        tagged.append((number, cell))
    for group in groups(tagged):
        given = {language for _, cell in group for language in cell.languages}
        if not given & set(languages):
            continue
        derived = {"uz-Cyrl"} if "uz" in given else set()
        missing = [language for language in languages if language not in given | derived]
        if missing:
            number = group[0][0]
            told = {"cell": number, "missing": ", ".join(missing), "tag": TAG + missing[0]}
            yield _at("cell_language_missing", file, number, told)


def groups(cells: Sequence[tuple[int, Cell]]) -> Iterator[list[tuple[int, Cell]]]:
    """Yield the cells that say the same in several languages: neighbours, tagged, of one type.

    A language that comes again starts the next group.
    """
    for sort, run in groupby(cells, lambda item: (item[1].cell_type, bool(item[1].languages))):
        if not sort[1]:
            continue
        group: list[tuple[int, Cell]] = []
        seen: set[str] = set()
        for number, cell in run:
            if seen & set(cell.languages):
                yield group
                group, seen = [], set()
            group.append((number, cell))
            seen |= set(cell.languages)
        yield group


def _at(code: str, file: str, cell: int, parameters: dict[str, str | int]) -> Violation:
    return Violation(code=code, file=file, field=f"cells[{cell}]", parameters=parameters)
