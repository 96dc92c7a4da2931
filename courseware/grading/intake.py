"""Making a collected hand-in fit to be graded, before anything of it is opened.

Stock nbgrader follows links, opens pipes, passes over a hand-in without a
notebook and gives up on one whose notebook is damaged, together with the
answers that its journal holds. Here nothing but regular files stays, a notebook
that nobody can read is set aside, and the released one stands in its place, so
that the answers are still found and marked.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
from collections.abc import Iterable
from pathlib import Path

import msgspec
from nbgrader.utils import parse_utc

from courseware.grading.gather import NOTEBOOK_BYTES, REFUSED, read_bounded
from courseware.session import FOLDER

CELLS = 5_000
"""Cells of a notebook."""
DEPTH = 100
"""Levels of lists and tables in a notebook; nbconvert copies them by recursion."""
FILES = 5_000
"""Files and folders of a hand-in."""
TIMESTAMP = "timestamp.txt"
"""When nbgrader took the hand-in; it gives up on one whose time it cannot read."""


class TooMuchError(Exception):
    """The hand-in holds more files than anybody needs for a lesson."""


class _Cell(msgspec.Struct):
    cell_type: str
    source: str | list[str]
    metadata: dict[str, msgspec.Raw]


class _Notebook(msgspec.Struct):
    nbformat: int
    cells: list[_Cell]
    metadata: dict[str, object]


def take_in(folder: Path, released: Path) -> list[str]:
    """Make the hand-in in `folder` fit to be graded; say what had to be done, a line each.

    Args:
        folder: one learner's collected hand-in, which is changed in place.
        released: the release of the lesson, whose notebooks are expected.

    Raises:
        TooMuchError: more files than `FILES`; nothing was removed.
        OSError: the folder could not be read or changed.
    """
    notes = [f"{_relative(path, folder)}: {what}, removed" for path, what in _irregular(folder)]
    for expected in sorted(released.glob("*.ipynb")):
        note = _expect(folder, expected)
        if note:
            notes.append(note)
    if _bad_timestamp(folder / TIMESTAMP):
        (folder / TIMESTAMP).replace(folder / f"{TIMESTAMP}{REFUSED}")
        notes.append(f"{TIMESTAMP}: is not a time, set aside")
    return notes


def handed_in(folder: Path) -> bool:
    """Tell whether a hand-in holds anything that could be an answer."""
    names = [entry.name for entry in folder.iterdir()]
    return FOLDER in names or any(name.endswith((".ipynb", REFUSED)) for name in names)


def fault_of(notebook: Path) -> str:
    """Return why a notebook cannot be graded, "" where it can."""
    try:
        content = read_bounded(notebook, NOTEBOOK_BYTES)
    except FileNotFoundError:
        return "is missing"
    except OSError as error:
        return error.strerror or str(error)
    try:
        found = msgspec.json.decode(content, type=_Notebook)
        if _deeper(json.loads(content), DEPTH):
            return f"is nested deeper than {DEPTH} levels"
    except (ValueError, RecursionError) as error:
        return f"is not a notebook ({error})"
    if found.nbformat != 4:
        return f"is a notebook of format {found.nbformat}"
    if len(found.cells) > CELLS:
        return f"has more than {CELLS} cells"
    if not isinstance(found.metadata.get("language", ""), str):
        return "has a language that is no text"
    if any(cell.cell_type not in {"code", "markdown", "raw"} for cell in found.cells):
        return "has cells of an unknown type"
    return ""


def _bad_timestamp(path: Path) -> bool:
    try:
        parse_utc(read_bounded(path, 1_000).decode().strip())
    except FileNotFoundError:
        return False
    except (OSError, ValueError, OverflowError):
        return True
    return False


def _deeper(value: object, most: int) -> bool:
    """Tell whether lists and tables nest deeper than `most` levels."""
    level: list[object] = [value]
    for _ in range(most):
        level = [item for table in level for item in _items(table) if _is_table(item)]
        if not level:
            return False
    return True


def _items(table: object) -> Iterable[object]:
    if isinstance(table, dict):
        return table.values()
    return table if isinstance(table, list) else ()


def _is_table(item: object) -> bool:
    return isinstance(item, dict | list)


def _expect(folder: Path, expected: Path) -> str:
    """Make sure that an expected notebook stands there and can be read."""
    notebook = folder / expected.name
    fault = fault_of(notebook)
    if not fault or not handed_in(folder):
        return ""
    if notebook.is_dir():
        shutil.rmtree(notebook)
    elif notebook.exists():
        notebook.replace(folder / f"{expected.name}{REFUSED}")
    shutil.copy(expected, notebook)
    return f"{expected.name}: {fault}; the released notebook stands in its place"


def _irregular(folder: Path) -> list[tuple[Path, str]]:
    """Remove links, pipes, sockets and devices; return what they were."""
    found = [
        (path, what)
        for path in _everything(folder)
        if (what := _sort(path.lstat().st_mode)) is not None
    ]
    for path, _ in found:
        path.unlink()
    return found


def _everything(folder: Path) -> list[Path]:
    found: list[Path] = []
    for here, folders, files in os.walk(folder):
        found += [Path(here, name) for name in (*folders, *files)]
        if len(found) > FILES:
            raise TooMuchError(f"more than {FILES} files")
    return found


def _sort(mode: int) -> str | None:
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        return None
    return "a link" if stat.S_ISLNK(mode) else "not a regular file"


def _relative(path: Path, folder: Path) -> str:
    text = os.fspath(path.relative_to(folder)).encode("utf-8", "backslashreplace").decode()
    return "".join(letter if letter.isprintable() else "?" for letter in text)
