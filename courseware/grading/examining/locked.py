"""The notebook that is run: the learner's text in the teacher's frame.

What is locked comes whole from the teacher, a missing test is put back where it
stood, of several cells with one id the last counts (as in nbgrader).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Literal

import msgspec

from courseware.grading.examining.handin import LearnerCell
from courseware.grading.examining.result import Json
from courseware.grading.master import Cell, Master

Part = Literal["text", "learner", "setup", "test", "exercise"]
"""What is done with a cell.

- `text`: nothing is run.
- `learner`: the worker runs it.
- `setup`: locked and not graded; both run it.
- `test`: the examiner runs it.
- `exercise`: the supervisor marks it.
"""

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Step(msgspec.Struct, kw_only=True):
    """One cell of the notebook that is run; `outputs` and `count` are filled in."""

    part: Part
    cell_type: str
    source: str
    master: Cell | None = None
    metadata: Json = {}
    id: str = ""
    attachments: dict[str, dict[str, str]] = {}
    restored: bool = False
    ran: bool = False
    outputs: list[Json] = []

    def as_json(self, count: int | None) -> Json:
        """Return the cell as nbformat has it."""
        cell: Json = {
            "cell_type": self.cell_type,
            "id": self.id,
            "metadata": self.metadata,
            "source": self.source,
        }
        if self.cell_type == "code":
            for output in self.outputs:
                if output["output_type"] == "execute_result":
                    output["execution_count"] = count
            return {**cell, "execution_count": count, "outputs": self.outputs}
        return {**cell, "attachments": self.attachments} if self.attachments else cell


def merged(cells: Iterable[LearnerCell], master: Master, extras: dict[str, Json]) -> list[Step]:
    """Return what is to be run, in order.

    `extras` is the metadata of the teacher's cells beside nbgrader's, by id.
    """
    given = list(cells)
    last = {cell.claims: at for at, cell in enumerate(given) if cell.claims in master.cells}
    steps = [
        _known(master.cells[cell.claims], cell, extras)
        if last.get(cell.claims) == at
        else _own(cell)
        for at, cell in enumerate(given)
    ]
    _put_back(steps, master, extras)
    _name(steps)
    return steps


def is_teachers(cell: Cell) -> bool:
    """Tell whether a cell's text is the teacher's (nbgrader's `is_locked`)."""
    return not cell.solution and (cell.grade or cell.locked or cell.task)


def _own(cell: LearnerCell) -> Step:
    return Step(
        part="learner" if cell.cell_type == "code" else "text",
        cell_type=cell.cell_type,
        source=cell.source,
        id=cell.id,
        attachments=cell.attachments,
    )


def _known(cell: Cell, given: LearnerCell, extras: dict[str, Json]) -> Step:
    step = _teachers(cell, extras)
    step.id = given.id
    if is_teachers(cell):
        shown = visible(cell.source)
        changed = given.source != shown and _worded(given.source) != _worded(shown)
        step.restored = not cell.exercise and (changed or given.cell_type != cell.cell_type)
        return step
    step.source, step.attachments = given.source, given.attachments
    return step


def _teachers(cell: Cell, extras: dict[str, Json]) -> Step:
    extra = {"deletable": False, "editable": False} if is_teachers(cell) else {}
    metadata: dict[str, Any] = {**extra, **extras.get(cell.id, {}), "nbgrader": cell.metadata()}
    return Step(
        part=_part(cell),
        cell_type=cell.cell_type,
        source=cell.source,
        master=cell,
        metadata=metadata,
    )


def _part(cell: Cell) -> Part:
    if cell.cell_type != "code":
        return "text"
    if cell.exercise:
        return "exercise"
    if cell.grade and not cell.solution:
        return "test"
    return "setup" if is_teachers(cell) and not cell.task else "learner"


def _put_back(steps: list[Step], master: Master, extras: dict[str, Json]) -> None:
    """Put what is missing of the teacher's behind the cell that it followed."""
    present = {step.master.id for step in steps if step.master}
    before: str | None = None
    for id_, cell in master.cells.items():
        if id_ not in present and (is_teachers(cell) or cell.grade):
            step = _teachers(cell, extras)
            step.restored = True
            steps.insert(_behind(steps, before), step)
            present.add(id_)
        if id_ in present:
            before = id_


def _behind(steps: list[Step], id_: str | None) -> int:
    for at, step in enumerate(steps):
        if step.master is not None and step.master.id == id_:
            return at + 1
    return 0


def _name(steps: list[Step]) -> None:
    """Give every cell an id of its own, as the format asks from minor version 5 on."""
    taken: set[str] = set()
    for at, step in enumerate(steps):
        if not _ID.fullmatch(step.id) or step.id in taken:
            step.id = f"courseware-{at + 1}"
        taken.add(step.id)


BEGIN, END = "BEGIN HIDDEN TESTS", "END HIDDEN TESTS"


def _lines(source: str) -> Iterator[str]:
    hidden = False
    for line in source.split("\n"):
        if BEGIN in line:
            hidden = True
        elif hidden and END in line:
            hidden = False
        elif not hidden:
            yield line


@lru_cache(4096)
def visible(source: str) -> str:
    """Return what of a test the learner has seen (nbgrader's `ClearHiddenTests`)."""
    return "\n".join(_lines(source))


def _worded(source: str) -> list[str]:
    """Return the lines that say something: hidden tests leave empty ones behind."""
    return [line.rstrip() for line in source.splitlines() if line.strip()]
