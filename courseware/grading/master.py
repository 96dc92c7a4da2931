"""The teacher's version of a notebook, as the gradebook keeps it since the release.

A learner's metadata proves nothing: which cells count, what they are worth and
what stands in a locked one is read here.
"""

from __future__ import annotations

from functools import cached_property
from typing import Literal

import msgspec
from nbgrader.api import Gradebook, Notebook

from courseware.grading.cells import shown_exercise

CellType = Literal["code", "markdown", "raw"]


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """A cell that nbgrader knows; `exercise` is the name of the one it shows, else ""."""

    id: str
    cell_type: CellType
    source: str
    checksum: str | None
    locked: bool
    grade: bool
    solution: bool
    task: bool
    points: float | None
    exercise: str = ""

    def metadata(self) -> dict[str, object]:
        """Return the nbgrader metadata that the teacher's cell has."""
        known: dict[str, object] = {
            "schema_version": 3,
            "grade_id": self.id,
            "grade": self.grade,
            "solution": self.solution,
            "locked": self.locked,
            "task": self.task,
            "cell_type": self.cell_type,
        }
        if self.points is not None:
            known["points"] = self.points
        if self.checksum is not None:
            known["checksum"] = self.checksum
        return known


class Master(msgspec.Struct, frozen=True, dict=True):
    """The cells of a notebook, by id, in no special order."""

    cells: dict[str, Cell]

    @cached_property
    def exercises(self) -> dict[str, str]:
        """The names of the exercises by the id of their cell."""
        return {cell.id: cell.exercise for cell in self.cells.values() if cell.exercise}

    @property
    def needs_kernel(self) -> bool:
        """Tell whether anything is graded that has to be run or read as it ran."""
        others = (cell for cell in self.cells.values() if not cell.exercise)
        return any(cell.grade or cell.solution or cell.task for cell in others)


def load_master(gradebook: Gradebook, notebook: str, assignment: str) -> Master:
    """Read a notebook's cells; raises nbgrader's `MissingEntry` where it was never released."""
    found: Notebook = gradebook.find_notebook(notebook, assignment)
    points = {cell.name: float(cell.max_score) for cell in found.grade_cells}
    tasks = {cell.name: float(cell.max_score) for cell in found.task_cells}
    solutions = {cell.name for cell in found.solution_cells}
    cells: dict[str, Cell] = {}
    for source in found.source_cells:
        id_ = str(source.name)
        grade, solution, task = id_ in points, id_ in solutions, id_ in tasks
        shown = shown_exercise(source.source or "") if grade and not solution else None
        cells[id_] = Cell(
            id=id_,
            cell_type=source.cell_type or "code",
            source=source.source or "",
            checksum=source.checksum,
            locked=bool(source.locked),
            grade=grade,
            solution=solution,
            task=task,
            points=points.get(id_, tasks.get(id_)),
            exercise=shown if shown and grade_id(shown) == id_ else "",
        )
    return Master(cells)


def grade_id(exercise: str) -> str:
    """Return the id of the cell of an exercise, given its name."""
    return exercise
