"""The teacher's side of an assignment, as the examining needs it."""

from __future__ import annotations

import msgspec

from courseware.grading.examining.result import Json
from courseware.grading.master import Master
from courseware.grading.policy import Examining


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """One notebook of an assignment.

    Attributes:
        name: without `.ipynb`.
        master: the cells as the gradebook keeps them, in the notebook's order.
        kernelspec: as the gradebook keeps it.
        source: the bytes of the teacher's own notebook, with its solutions; b""
            where there is none. It is how the examining learns what a test needs.
    """

    name: str
    master: Master
    kernelspec: Json | None = None
    source: bytes = b""


class Assignment(msgspec.Struct, frozen=True, kw_only=True):
    """An assignment: its notebooks and the teacher's files beside them.

    `files` are put over the learner's of the same path (those that
    `Autograde.exclude_overwriting` names are left out by whoever builds this).
    """

    name: str
    tasks: dict[str, Task]
    files: dict[str, bytes] = {}


__all__ = ["Assignment", "Examining", "Task"]
