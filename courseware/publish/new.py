"""New courses, lessons and exercises from templates that run as they are.

Nothing is overwritten: whatever would be in the way is named, and nothing is
written. The templates stand in `templates/`; lines that begin with `#uz`, `#ru`
or `#en` are comments for whoever reads that language, the others are dropped.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import msgspec

from courseware import library
from courseware.errors import CourseNotFound, CoursewareError
from courseware.library import COURSE_FILE, EXERCISES
from courseware.publish.places import keys_folder
from courseware.publish.split import split
from courseware.spec import Slug

FIRST_LESSON = "first"
FIRST_EXERCISE = "first_question"

_TOKEN = re.compile(r"\b(COURSE|LESSON|LANGUAGE|SKILL)\b")
_COMMENT = re.compile(r"^#(uz|ru|en)\s?(.*)\n", re.MULTILINE)


class InTheWay(CoursewareError):
    """A file or folder stands where a new one would go; `path` names it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(library.shown_path(path))


class UnfitName(CoursewareError):
    """A name that cannot be a folder, a file and an id at once; `name` is it."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


def new_course(
    root: Path, name: str, *, language: str = "en", lesson: str = FIRST_LESSON
) -> list[Path]:
    """Make `notebooks/<name>` and `graders/<name>` below `root`, with one lesson.

    Returns the files that were written. Raises `InTheWay`, `UnfitName`.
    """
    course, graders = root / "notebooks" / name, root / "graders" / name
    _check(name, lesson)
    _check_free(course, graders)
    values = {"COURSE": name, "LANGUAGE": _plain(language)}
    texts = {
        course / COURSE_FILE: "course.toml",
        graders / "policy.toml": "policy.toml",
        graders / "nbgrader_config.py": "nbgrader_config.py.txt",
        graders / ".gitignore": "gitignore.txt",
    }
    for path, template in texts.items():
        _write(path, _filled(template, values, language))
    return [*texts, *new_lesson(course, lesson, language=language)]


def new_lesson(course: Path, name: str, *, language: str = "en") -> list[Path]:
    """Make a lesson with its notebook and one exercise, and list it in `course.toml`.

    Returns the files that were written. Raises `InTheWay`, `UnfitName`,
    `CourseNotFound`, `InvalidDocument`.
    """
    known = library.load_course(course)
    _check(name)
    folder = course / name
    _check_free(folder)
    cells = [_cell(cell) for cell in tomllib.loads(_template("lesson.toml"))["cells"]]
    notebook = json.dumps(_notebook(cells), ensure_ascii=False, indent=1)
    _write(folder / f"{name}.ipynb", _TOKEN.sub(name, notebook) + "\n")
    if name not in known.lessons:
        _list_lesson(course / COURSE_FILE, name)
    written = [folder / f"{name}.ipynb", course / COURSE_FILE]
    return written + new_exercise(course, name, FIRST_EXERCISE, "choice", language=language)


def new_exercise(
    course: Path,
    lesson: str,
    name: str,
    kind: str,
    *,
    graded: bool = False,
    language: str = "en",
    graders: Path | None = None,
) -> list[Path]:
    """Make an exercise and show it at the end of the lesson's notebook.

    A graded one has its key in the private half from the start. Returns the
    files that were written. Raises `InTheWay`, `UnfitName`, `CourseNotFound`,
    `InvalidDocument`.
    """
    _check(name)
    known = library.load_course(course)
    folder = course / lesson
    if not folder.is_dir():
        raise CourseNotFound(f"{library.shown_path(folder)}: {', '.join(known.lessons) or '-'}")
    public = folder / EXERCISES / f"{name}.toml"
    private = keys_folder(course, graders) / lesson / f"{name}.toml"
    _check_free(public, *([private] if graded else []))
    skill = next(iter(known.skills), "")
    text = _filled(f"{kind}.toml", {"SKILL": skill}, language)
    if not skill:
        text = text.replace('skills = [""]\n', "")
    written = [public]
    if graded:
        text = text.replace(f'kind = "{kind}"\n', f'kind = "{kind}"\ngraded = true\n')
        halves = split(text)
        _write(private, halves.key)
        text, written = halves.public, [public, private]
    _write(public, text)
    notebook = folder / f"{lesson}.ipynb"
    if notebook.is_file() and _show(notebook, name):
        written.append(notebook)
    return written


def kinds_with_template() -> tuple[str, ...]:
    """Return the kinds of which there is a template."""
    from courseware import kinds  # noqa: PLC0415 - the names alone need none of the kinds

    return kinds.NAMES


def _check(*names: str) -> None:
    for name in names:
        try:
            msgspec.convert(name, Slug)
        except msgspec.ValidationError:
            raise UnfitName(name) from None


def _check_free(*paths: Path) -> None:
    for path in paths:
        if path.exists():
            raise InTheWay(path)


def _template(name: str) -> str:
    return (files("courseware.publish") / "templates" / name).read_text("utf-8")


def _filled(name: str, values: Mapping[str, str], language: str) -> str:
    """Return a template with its values, its comments in one language."""
    kept = _plain(language)

    def comment(match: re.Match[str]) -> str:
        return f"# {match[2]}\n" if match[1] == kept else ""

    text = _COMMENT.sub(comment, _template(name))
    return _TOKEN.sub(lambda token: values.get(token[1], token[1]), text)


def _plain(language: str) -> str:
    return "uz" if language.startswith("uz") else language


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8") as file:
        file.write(text)


def _cell(cell: Mapping[str, str]) -> dict[str, object]:
    if "code" in cell:
        return _code(cell["id"], cell["code"])
    text = cell["text"].strip()
    return {
        "cell_type": "markdown",
        "id": cell["id"],
        "metadata": {"tags": [f"lang:{cell['lang']}"]},
        "source": text.splitlines(keepends=True),
    }


def _code(id_: str, source: str) -> dict[str, object]:
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": id_,
        "metadata": {},
        "outputs": [],
        "source": source.splitlines(keepends=True),
    }


def _notebook(cells: list[dict[str, object]]) -> dict[str, object]:
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    return {
        "cells": cells,
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _show(notebook: Path, name: str) -> bool:
    """Add a cell that shows an exercise; a notebook that cannot be read is left alone."""
    text = notebook.read_text("utf-8")
    source = f'exercise("{name}")'
    try:
        data = json.loads(text)
        cells = data["cells"]
        if any(source in "".join(cell["source"]) for cell in cells):
            return False
        taken = {cell.get("id") for cell in cells}
        id_ = next(i for i in (name, f"show-{name}", f"{name}-{len(cells)}") if i not in taken)
        cells.append(_code(id_, source))
    except (ValueError, KeyError, TypeError, AttributeError):
        return False
    notebook.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return True


def _list_lesson(path: Path, name: str) -> None:
    """Add a lesson to `course.toml`, comments and layout kept."""
    import tomlkit  # noqa: PLC0415 - only `new lesson` writes TOML

    document = tomlkit.parse(path.read_text("utf-8"))
    lessons = document["lessons"]
    lessons.append(name)
    path.write_text(tomlkit.dumps(document), "utf-8")
