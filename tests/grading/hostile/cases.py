"""The small language in which hostile and honest submissions are written."""

from __future__ import annotations

import copy
import dataclasses
import json
from collections.abc import Callable
from typing import Any

from courseware.grading.examining.handin import HandIn
from courseware.grading.examining.result import Status
from tests.grading.examining.assignments import Json, cell, notebook, released, solution, written
from tests.grading.examining.assignments import check as checked
from tests.grading.examining.assignments import setup as locked

HIDDEN, SOLUTION = "mark-of-hidden-tests", "mark-of-the-solution"
OTHER, HOME, ENVIRONMENT = "mark-of-another-learner", "mark-of-a-key", "mark-of-the-environment"
KERNEL = "mark-of-a-kernel"
MARKS = (HIDDEN, SOLUTION, OTHER, HOME, ENVIRONMENT, KERNEL)
"""Texts that must never reach anything that a learner gets back."""

OUTSIDE = "/tmp/courseware-out.txt"  # noqa: S108 - nothing is to be written there
LINGERS = "courseware-test-lingers"
"""Stands in the arguments of processes that try to outlive their submission."""

HELPER = b'''"""Shipped with the assignment."""


def check_equal(got, want):
    if got != want:
        raise AssertionError("got %r" % (got,))
'''

BOOK = notebook(
    [
        locked("import helper"),
        solution(
            "def add(a, b):\n    ### BEGIN SOLUTION\n"
            f"    # {SOLUTION}\n    return a + b\n    ### END SOLUTION",
            "add",
        ),
        checked("assert add(1, 2) == 3", "test_add", 1),
        checked(
            "assert add(0, 0) == 0\n### BEGIN HIDDEN TESTS\n"
            f"# {HIDDEN}\nassert add(17, 25) == 42\nassert add(-5, 3) == -2\n"
            "helper.check_equal(add(1000, 337), 1337)\n### END HIDDEN TESTS",
            "test_add_hidden",
            2,
        ),
        solution(
            "def mean(xs):\n    ### BEGIN SOLUTION\n"
            f"    # {SOLUTION}\n    return sum(xs) / len(xs)\n    ### END SOLUTION",
            "mean",
        ),
        checked(
            "import helper\nhelper.check_equal(mean([2, 4]), 3)\n### BEGIN HIDDEN TESTS\n"
            f"# {HIDDEN}\nhelper.check_equal(mean([1, 2, 6]), 3)\n"
            "assert mean([10, 20, 60]) == 30\n### END HIDDEN TESTS",
            "test_mean_hidden",
            3,
        ),
        checked(
            "helper.check_equal(mean([7]), 7)\nhelper.check_equal(mean([0, 0, 3]), 1)",
            "test_mean",
            1,
        ),
        written("Reflect.", "reflection", 2),
    ]
)
FULL = 7.0
"""What the tests are worth together."""

RIGHT = {
    "add": "def add(a, b):\n    return a + b",
    "mean": "def mean(xs):\n    return sum(xs) / len(xs)",
}
WRONG = {"add": "def add(a, b):\n    return None", "mean": "def mean(xs):\n    return None"}


class Submission:
    """One learner's work in the making; wrong at first."""

    def __init__(self) -> None:
        self.nb: Json = copy.deepcopy(released(BOOK))
        self.files: dict[str, bytes] = {}
        self.raw: bytes | None = None
        self.name = "book"
        self.solve(WRONG)

    def slot(self, id_: str) -> Json:
        """The cell of that id."""
        found: Json = next(each for each in self.nb["cells"] if _id(each) == id_)
        return found

    def tests(self) -> list[Json]:
        """The test cells."""
        return [each for each in self.nb["cells"] if _id(each).startswith("test_")]

    def solve(self, answers: dict[str, str]) -> None:
        """Fill in cells."""
        for id_, source in answers.items():
            self.slot(id_)["source"] = source

    def first(self, source: str) -> None:
        """Add a cell before the first solution."""
        at = self.nb["cells"].index(self.slot("add"))
        self.nb["cells"].insert(at, self._new(source))

    def last(self, source: str, cell_type: str = "code") -> None:
        """Add a cell at the end."""
        self.nb["cells"].append(self._new(source, cell_type))

    def _new(self, source: str, cell_type: str = "code") -> Json:
        return {**cell(source, cell_type=cell_type), "id": f"new-{len(self.nb['cells'])}"}

    def handed_in(self, student: str) -> HandIn:
        """The submission as it is graded."""
        raw = json.dumps(self.nb).encode() if self.raw is None else self.raw
        return HandIn(student=student, notebooks={self.name: raw}, files=self.files)


def _id(each: Json) -> str:
    return str(each["metadata"].get("nbgrader", {}).get("grade_id", ""))


@dataclasses.dataclass(frozen=True)
class Case:
    """A submission and what grading it safely comes to.

    `score` None: no test may have one. `megabytes` bounds one process's memory.
    """

    name: str
    attack: str
    build: Callable[[Submission], Any]
    score: float | None = 0.0
    statuses: tuple[Status, ...] = ("graded",)
    megabytes: float = 1300.0

    @property
    def may_be_late(self) -> bool:
        """Whether it is for a limit of time to end it: all else must end by itself."""
        return "timeout" in self.statuses

    def submission(self) -> Submission:
        """Build it."""
        made = Submission()
        self.build(made)
        return made


CASES: list[Case] = []

Build = Callable[[Submission], Any]


def case(attack: str, **expected: Any) -> Callable[[Build], Build]:
    """Register a case; its name is the function's."""

    def register(build: Build) -> Build:
        name = build.__name__.strip("_")
        CASES.append(Case(name=name, attack=attack, build=build, **expected))
        return build

    return register
