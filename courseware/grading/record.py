"""What grading writes into the metadata of an autograded notebook.

Under `METADATA` stands plain JSON that only grading writes: a learner's own is
thrown away before anything of it is read.
"""

from __future__ import annotations

from typing import Literal

import msgspec
from nbformat import NotebookNode

from courseware.grading.gather import Gathered
from courseware.mark import State
from courseware.response import Value

METADATA = "courseware"

Reason = Literal[
    "",
    "by_hand",
    "unreadable_answer",
    "foreign_variant",
    "older_version",
    "damaged",
    "no_exercise",
    "no_key",
    "not_tried",
    "failed",
]
"""Why a human must look; said to people by the catalogue, `grading.reason_<reason>`."""


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What is told of a mark in one language.

    `answer` is what was answered; `authored` says that these are the author's
    options, in Markdown, and not what the learner typed. `right` and
    `explanation` are empty where they would give away what is not theirs to see.
    `beside` is for whoever marks by hand, and never for learners: a rubric's
    lines, each with its heading.
    """

    answer: tuple[str, ...] = ()
    authored: bool = False
    feedback: tuple[str, ...] = ()
    explanation: str = ""
    right: tuple[str, ...] = ()
    beside: tuple[tuple[str, str], ...] = ()


class Marked(msgspec.Struct, frozen=True, kw_only=True):
    """One exercise of one hand-in, marked.

    `cell` is nbgrader's `grade_id`. `score` is None where a human must look;
    `reason` says why. `number` and `seed` name the variant. `said` is by
    language.
    """

    exercise: str
    cell: str
    state: State
    score: float | None
    out_of: float
    answered: bool = False
    value: Value = None
    understood: str = ""
    number: int = 1
    seed: str = ""
    version: int = 1
    reason: Reason = ""
    digest: str = ""
    said: dict[str, Said] = {}


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """All that grading knows of one notebook of a hand-in.

    `fault` is why it could not be run to its end, "" where it could.
    """

    version: Literal[1] = 1
    gathered: Gathered = Gathered()
    fault: str = ""
    marks: tuple[Marked, ...] = ()


def write(nb: NotebookNode, record: Record) -> None:
    """Put a record into a notebook, in place of whatever stood there."""
    nb.metadata[METADATA] = msgspec.to_builtins(record)


def read(nb: NotebookNode) -> Record | None:
    """Return the record of a notebook, None where there is none."""
    if METADATA not in nb.metadata:
        return None
    return msgspec.convert(_plain(nb.metadata[METADATA]), Record)


def _plain(node: object) -> object:
    """Undo nbformat's own dictionaries, which msgspec does not know."""
    if isinstance(node, dict):
        return {name: _plain(value) for name, value in node.items()}
    if isinstance(node, list | tuple):
        return [_plain(item) for item in node]
    return node
