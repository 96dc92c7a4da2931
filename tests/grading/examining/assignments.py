"""Assignments of the tests, written as a few lines of Python each."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec
from nbformat import from_dict
from nbgrader.utils import compute_checksum

from courseware.grading.examining.assignment import Assignment, Task
from courseware.grading.examining.handin import HandIn
from courseware.grading.examining.result import CellResult, Result
from courseware.grading.master import Cell, Master

Json = dict[str, Any]

SPEC = {"display_name": "Python 3", "language": "python", "name": "python3"}
_SOLUTION = re.compile(r"^( *)### BEGIN SOLUTION\n.*?### END SOLUTION", re.MULTILINE | re.DOTALL)


def cell(source: str, id_: str = "", cell_type: str = "code", **nbgrader: Any) -> Json:
    """One cell; with an id it is nbgrader's."""
    made: Json = {"cell_type": cell_type, "metadata": {}, "source": source}
    if cell_type == "code":
        made |= {"execution_count": None, "outputs": []}
    if id_:
        flags = {"grade": False, "solution": False, "locked": False, "task": False}
        made["metadata"]["nbgrader"] = {
            "grade_id": id_,
            "schema_version": 3,
            "cell_type": cell_type,
            **flags,
            **nbgrader,
        }
    return made


def setup(source: str, id_: str = "setup") -> Json:
    """A locked cell that is not graded."""
    return cell(source, id_, locked=True)


def solution(source: str, id_: str) -> Json:
    """A cell that the learner fills in; between the marks stands the teacher's solution."""
    return cell(source, id_, solution=True)


def check(source: str, id_: str, points: float = 1) -> Json:
    """A test cell."""
    return cell(source, id_, grade=True, locked=True, points=points)


def written(source: str, id_: str, points: float, cell_type: str = "markdown") -> Json:
    """An answer that a human marks."""
    return cell(source, id_, cell_type, grade=True, solution=True, points=points)


def notebook(cells: Iterable[Json]) -> Json:
    """A notebook of version 4.5, as JSON."""
    made = [{"id": f"cell-{at}", **each} for at, each in enumerate(cells)]
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"kernelspec": SPEC, "language_info": {"name": "python"}},
        "cells": json.loads(json.dumps(made)),
    }


def released(source: Json) -> Json:
    """What learners get, as `nbgrader generate_assignment` makes it."""
    made: Json = json.loads(json.dumps(source))
    for each in made["cells"]:
        each["source"] = stub(each["source"])
        if each["metadata"].get("nbgrader", {}).get("grade"):
            each["source"] = re.sub(
                r"### BEGIN HIDDEN.*?### END HIDDEN TESTS", "", each["source"], flags=re.DOTALL
            )
    return made


def stub(source: str) -> str:
    """A solution cell without its solution."""
    left = r"\1# YOUR CODE HERE\n\1raise NotImplementedError()"
    return _SOLUTION.sub(left, source)


def assignment(
    name: str,
    notebooks: Mapping[str, Json],
    files: Mapping[str, bytes] | None = None,
    *,
    solved: bool = True,
) -> Assignment:
    """The teacher's side; without `solved` as if the teacher's own notebook were lost."""
    tasks = {
        book: Task(
            name=book,
            master=Master({each.id: each for each in _masters(source)}),
            kernelspec=SPEC,
            source=json.dumps(source).encode() if solved else b"",
        )
        for book, source in notebooks.items()
    }
    return Assignment(name=name, tasks=tasks, files=dict(files or {}))


def _masters(source: Json) -> Iterable[Cell]:
    for each in source["cells"]:
        known = each["metadata"].get("nbgrader")
        if known:
            node = from_dict({**each, "source": stub(each["source"])})
            yield Cell(
                id=known["grade_id"],
                cell_type=each["cell_type"],
                source=node.source,
                checksum=compute_checksum(node),
                locked=known["locked"] or (known["grade"] and not known["solution"]),
                grade=known["grade"],
                solution=known["solution"],
                task=known["task"],
                points=known.get("points"),
            )


def handin(student: str, notebooks: Mapping[str, Json | bytes], **more: Any) -> HandIn:
    """What a learner hands in."""
    content = {
        name: given if isinstance(given, bytes) else json.dumps(given).encode()
        for name, given in notebooks.items()
    }
    return HandIn(student=student, notebooks=content, **more)


def answered(source: Json, answers: Mapping[str, str]) -> Json:
    """The released notebook with some cells filled in, by id."""
    made = released(source)
    for each in made["cells"]:
        id_ = each["metadata"].get("nbgrader", {}).get("grade_id")
        if id_ in answers:
            each["source"] = answers[id_]
    return made


def solved(source: Json) -> Json:
    """The teacher's own notebook, as a learner who knows everything hands it in."""
    answers = {
        each["metadata"]["nbgrader"]["grade_id"]: each["source"]
        for each in source["cells"]
        if each["metadata"].get("nbgrader", {}).get("solution")
    }
    return answered(source, answers)


def cells(result: Result) -> dict[str, CellResult]:
    """The graded cells of all notebooks, by id."""
    return {each.id: each for book in result.notebooks.values() for each in book.cells}


def scores(result: Result) -> dict[str, float | None]:
    """The scores, by id."""
    return {id_: each.score for id_, each in cells(result).items()}


def outputs(result: Result, book: str, id_: str) -> list[Json]:
    """The outputs of a cell of nbgrader's in the executed notebook."""
    executed = result.notebooks[book].executed
    assert executed is not None
    return next(
        each["outputs"]
        for each in executed["cells"]
        if each["metadata"].get("nbgrader", {}).get("grade_id") == id_
    )


def write_source(folder: Path, notebooks: Mapping[str, Json], files: Mapping[str, bytes]) -> None:
    """Write the teacher's folder of an assignment."""
    folder.mkdir(parents=True)
    for name, content in notebooks.items():
        (folder / f"{name}.ipynb").write_bytes(msgspec.json.encode(content))
    for name, data in files.items():
        (folder / name).write_bytes(data)
