"""Before nbgrader clears a hand-in's outputs: take the answers, and the teacher's cells back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from courseware.grading import record
from courseware.grading.gather import gather, kept
from courseware.grading.master import Cell, Master
from courseware.grading.preprocessors import CoursePreprocessor, Resources

_CELL_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Harvest(CoursePreprocessor):
    """First of `Autograde.sanitize_preprocessors`.

    Writes the answers of the hand-in into the notebook's metadata; gives every
    cell that nbgrader knows the metadata that its teacher gave it, and every
    exercise exactly one cell. Until the marks are written, the gradebook says
    that a human must look: no crash on the way leaves marks behind.
    """

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Harvest one notebook of a hand-in."""
        with self.gradebook(resources) as gradebook:
            master = self.master(gradebook, resources)
            for grade in self.submission(gradebook, resources).grades:
                grade.auto_score = None
                grade.needs_manual_grade = True
            gradebook.db.commit()
        lesson = resources["nbgrader"]["assignment"]
        wanted = {f"{lesson}/{name}" for name in master.exercises.values()}
        gathered = kept(gather(Path(resources["metadata"]["path"])), wanted)
        for line in gathered.damage:
            self.log.warning("%s: %s", self.student(resources), line)
        nb.metadata = NotebookNode()
        record.write(nb, record.Record(gathered=gathered))
        nb.cells = list(_restored(nb.cells, master))
        _name_cells(nb)
        return nb, resources


def _restored(cells: list[NotebookNode], master: Master) -> Iterator[NotebookNode]:
    """Yield the learner's cells with the teacher's metadata, each known one once.

    The last of several with the same id counts, as in nbgrader. An exercise's
    cell is the teacher's whole; one that is missing is put at the end.
    """
    last = {id_: at for at, cell in enumerate(cells) if (id_ := _claimed(cell)) in master.cells}
    for at, cell in enumerate(cells):
        id_ = _claimed(cell)
        cell.metadata.pop("nbgrader", None)
        if last.get(id_) != at:
            yield cell
        elif master.cells[id_].exercise:
            yield _rewritten(master.cells[id_])
        else:
            cell.metadata["nbgrader"] = NotebookNode(master.cells[id_].metadata())
            yield cell
    for id_ in master.exercises:
        if id_ not in last:
            yield _rewritten(master.cells[id_])


def _claimed(cell: NotebookNode) -> str:
    """Return the id that a cell claims in its metadata, "" where it claims none."""
    claim = cell.metadata.get("nbgrader")
    id_ = claim.get("grade_id") if isinstance(claim, dict) else None
    return id_ if isinstance(id_, str) else ""


def _rewritten(cell: Cell) -> NotebookNode:
    metadata = {"nbgrader": cell.metadata(), "deletable": False, "editable": False}
    new: NotebookNode = new_code_cell(source=cell.source, metadata=metadata)
    return new


def _name_cells(nb: NotebookNode) -> None:
    """Give every cell an id of its own, as the format asks from minor version 5 on."""
    nb.nbformat_minor = 5
    taken: set[str] = set()
    for at, cell in enumerate(nb.cells):
        id_ = cell.get("id")
        if not isinstance(id_, str) or not _CELL_ID.fullmatch(id_) or id_ in taken:
            cell["id"] = f"courseware-{at + 1}"
        taken.add(cell["id"])
