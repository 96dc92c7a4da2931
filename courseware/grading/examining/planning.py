"""What a test needs to be judged fairly, learnt from the teacher's own solution.

Nothing here depends on a learner. A test runs apart from the learner's process
unless the teacher's solution does not pass it so; then a little more is allowed,
step by step, and in the end the learner's live objects.
"""

from __future__ import annotations

import ast
import json
from typing import Any

import msgspec

from courseware.grading.examining import statements
from courseware.grading.examining.assignment import Task
from courseware.grading.examining.examiner.names import Known
from courseware.grading.examining.handin import LearnerCell, Unreadable, cells_of
from courseware.grading.examining.locked import Step, merged, visible
from courseware.grading.examining.result import Json
from courseware.grading.examining.traceless import leave_no_trace

LIVE = frozenset({"inspect", "ast", "dis", "mock", "unittest", "matplotlib", "plt", "plotchecker"})
"""Modules of tests that look into live objects, where there is no solution to try it with."""


class Needs(msgspec.Struct, frozen=True, kw_only=True):
    """What one test is allowed.

    Attributes:
        writes: to see what a function does to its arguments.
        theirs: to take the teacher's data as the learner's cells left them.
        objects: to look into the learner's objects.
        shared: to tell the learner's code the names that its visible part assigns.
        live: to run in a copy of the learner's process.
        refused: not even that, as policy says.
    """

    writes: bool = False
    theirs: bool = False
    objects: bool = False
    shared: bool = False
    live: bool = False
    refused: bool = False


LADDER = (
    Needs(),
    Needs(writes=True),
    Needs(writes=True, theirs=True),
    Needs(writes=True, theirs=True, objects=True),
    Needs(writes=True, theirs=True, objects=True, shared=True),
    Needs(live=True),
)
"""From apart to live; the last is what nbgrader does."""


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """What the teacher's notebook says, learnt once for all submissions.

    Attributes:
        extras: metadata of the teacher's cells beside nbgrader's, by id.
        known: what is known of names where a test or a locked cell stands, by id.
        data: names that locked cells bind and the learner's own cells mention, by id.
        before: what earlier tests import, define and assign, by the id of a test.
        solution: the teacher's notebook as if it had been handed in; None without one.
        classes: ids of tests that make objects of a learner's class, as far as one can see.
        live: ids of tests that look into live objects, as far as one can see.
        traceless: whether the locked cells are sure to leave nothing in the process that runs them.
        kernelspec: of the teacher's notebook.
    """

    extras: dict[str, Json] = {}
    known: dict[str, Known] = {}
    data: dict[str, frozenset[str]] = {}
    before: dict[str, tuple[str, ...]] = {}
    solution: tuple[LearnerCell, ...] | None = None
    classes: frozenset[str] = frozenset()
    live: frozenset[str] = frozenset()
    sources: tuple[str, ...] = ()
    kernelspec: Json | None = None
    traceless: bool = False

    def known_for(self, id_: str, needs: Needs, source: str) -> Known:
        """Return what a test is told of names."""
        known = self.known.get(id_, Known())
        return Known(
            imports=known.imports,
            own=known.own,
            theirs=known.own | (self.data.get(id_, frozenset()) if needs.theirs else frozenset()),
            shared=frozenset(statements.assigned(visible(source))) if needs.shared else frozenset(),
        )

    def guessed(self, id_: str) -> Needs:
        """Return what a test is allowed where there is no solution to try it with."""
        if id_ in self.live:
            return Needs(live=True)
        return Needs(writes=True, objects=id_ in self.classes)


def frame_of(task: Task) -> Frame:
    """Read the teacher's notebook; without one, the cells that the gradebook keeps."""
    solution, extras, kernelspec = _solution(task)
    steps = merged(solution or _released(task), task.master, extras)
    names = statements.Names()
    known: dict[str, Known] = {}
    data: dict[str, frozenset[str]] = {}
    before: dict[str, tuple[str, ...]] = {}
    bound: set[str] = set()
    mentioned: set[str] = set()
    tests: list[str] = []
    locked: list[tuple[str, dict[str, statements.Import]]] = []
    for step in steps:
        if step.cell_type != "code" or step.part == "exercise":
            continue
        learners = step.part == "learner"
        if step.master is not None and not learners:
            id_ = step.master.id
            here = names.after(step.source, learners=False) if step.part == "setup" else names
            known[id_] = Known(imports=dict(names.imports), own=names.own)
            data[id_] = frozenset(bound & mentioned)
            before[id_] = tuple(statements.kept(tests, assigned=True))
            names = here if step.part == "setup" else names.after_test(step.source)
            locked.append((step.source, names.imports))
        body = statements.parsed(step.source)
        if learners:
            names = names.after(step.source, learners=True)
            mentioned |= {name for each in body for name in statements.needed(each)}
        elif step.part == "setup":
            bound |= {name for each in body for name in statements.bound(each)}
        else:
            tests.append(step.source)
    return Frame(
        extras=extras,
        known=known,
        data=data,
        before=before,
        solution=tuple(solution) if solution is not None else None,
        classes=frozenset(_tests_of_classes(steps)),
        live=frozenset(_tests_of_live(steps)),
        sources=tuple(step.source for step in steps if step.cell_type == "code"),
        kernelspec=task.kernelspec or kernelspec,
        traceless=leave_no_trace(locked),
    )


def _solution(task: Task) -> tuple[list[LearnerCell] | None, dict[str, Json], Json | None]:
    if not task.source:
        return None, {}, None
    try:
        cells = cells_of(task.source)
        content: Any = json.loads(task.source)
    except (Unreadable, ValueError, RecursionError):
        return None, {}, None
    extras: dict[str, Json] = {}
    for cell in content["cells"]:
        metadata = cell.get("metadata", {})
        id_ = metadata.get("nbgrader", {}).get("grade_id")
        if isinstance(id_, str):
            extras[id_] = {name: each for name, each in metadata.items() if name != "nbgrader"}
    kernelspec = content.get("metadata", {}).get("kernelspec")
    return cells, extras, kernelspec if isinstance(kernelspec, dict) else None


def _released(task: Task) -> list[LearnerCell]:
    return [
        LearnerCell(cell_type=cell.cell_type, source=cell.source, claims=cell.id)
        for cell in task.master.cells.values()
    ]


def _tests_of_classes(steps: list[Step]) -> list[str]:
    classes = {
        statement.name
        for step in steps
        if step.part == "learner"
        for statement in statements.parsed(step.source)
        if isinstance(statement, ast.ClassDef)
    }
    return [
        step.master.id
        for step in steps
        if step.part == "test"
        and step.master is not None
        and any(statements.called(each) & classes for each in statements.parsed(step.source))
    ]


def _tests_of_live(steps: list[Step]) -> list[str]:
    found = []
    for step in steps:
        if step.part == "test" and step.master is not None:
            names: set[str] = set()
            for statement in statements.parsed(step.source):
                names |= statements.needed(statement)
                names |= {
                    module.partition(".")[0] for _, (module, _n) in statements.imported(statement)
                }
            if names & LIVE:
                found.append(step.master.id)
    return found
