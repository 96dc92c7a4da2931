"""The teacher's side of an assignment, read from a course folder and its gradebook."""

from __future__ import annotations

import json
import os
from collections.abc import Container
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.utils import find_all_files

from courseware.grading.examining.assignment import Assignment, Task
from courseware.grading.examining.handin import Unreadable, cells_of
from courseware.grading.master import Master, load_master
from courseware.grading.places import Places


def load_assignment(
    gradebook: Gradebook, places: Places, exclude_overwriting: Container[str] = ()
) -> Assignment:
    """Read an assignment that was released.

    Args:
        gradebook: of the course.
        places: where the parts of the assignment lie.
        exclude_overwriting: files of the teacher's, relative to the assignment, that do
            not go over the learner's (nbgrader's `Autograde.exclude_overwriting`).

    Raises:
        nbgrader.api.MissingEntry: the assignment is not in the gradebook.
    """
    tasks = {}
    for notebook in gradebook.find_assignment(places.assignment).notebooks:
        name = str(notebook.name)
        source = _read(places.source / f"{name}.ipynb")
        master = load_master(gradebook, name, places.assignment)
        spec = json.loads(notebook.kernelspec) if notebook.kernelspec else None
        tasks[name] = Task(
            name=name, master=in_order(master, source), kernelspec=spec or None, source=source
        )
    files = _files(places, exclude_overwriting)
    return Assignment(name=places.assignment, tasks=tasks, files=files)


def in_order(master: Master, source: bytes) -> Master:
    """Return the cells in the order of the teacher's notebook, as far as they stand there."""
    try:
        order = [cell.claims for cell in cells_of(source)] if source else []
    except Unreadable:
        return master
    known = [id_ for id_ in dict.fromkeys(order) if id_ in master.cells]
    return Master({id_: master.cells[id_] for id_ in [*known, *master.cells]})


def _files(places: Places, exclude: Container[str]) -> dict[str, bytes]:
    """Read the files beside the notebooks, as nbgrader puts them over the learner's."""
    found = {}
    ignored = [*places.coursedir.ignore, "*.ipynb"]
    for path in sorted(find_all_files(os.fspath(places.source), ignored)):
        name = Path(path).relative_to(places.source).as_posix()
        if name not in exclude:
            found[name] = Path(path).read_bytes()
    return found


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
