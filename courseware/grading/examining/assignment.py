"""The teacher's side of an assignment, as the examining needs it."""

from __future__ import annotations

from typing import Literal

import msgspec

from courseware.grading.examining.result import Json
from courseware.grading.master import Master


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


class Examining(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The table `[examiner]` of policy.toml.

    Attributes:
        live: what to do with a test that needs the learner's live objects
            (classes compared, plots, mocks, source code). `worker`: run it in a
            copy of the learner's process and mark its verdict as forgeable;
            only tests that need it for the teacher's own solution are run so.
            `refuse`: it scores 0, with the reason: for exams.
        stderr: `nbgrader`: anything on stderr in a test cell before its result
            scores 0. `ours`: it does not.
        preload: modules to import once, beside those that the notebooks import.
    """

    live: Literal["worker", "refuse"] = "worker"
    stderr: Literal["nbgrader", "ours"] = "nbgrader"
    preload: tuple[str, ...] = ()
