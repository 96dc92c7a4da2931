"""Honest work scores as in nbgrader, cell for cell, with no preparation."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config

from courseware.grading.examining import handin
from courseware.grading.examining.assignment import Assignment, Examining
from courseware.grading.examining.engine import Engine
from courseware.grading.examining.teacher import load_assignment
from courseware.grading.places import Places
from tests.grading.examining.assignments import cells, outputs, scores, write_source
from tests.grading.examining.honest import BOOK, FILES, learners

COMPARED = ("half",)
"""Learners whom nbgrader grades too; it takes seconds for each."""

LIVE = {"test_equal", "test_source", "test_wrote"}
"""Tests that no proxy can answer: live objects compared, source code, a file."""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> NbGraderAPI:
    """A course folder of nbgrader's, its assignment released and handed in."""
    root = tmp_path_factory.mktemp("course")
    write_source(root / "source" / "wide", {"book": BOOK}, FILES)
    for name, given in learners().items():
        folder = root / "submitted" / name / "wide"
        folder.mkdir(parents=True)
        (folder / "book.ipynb").write_text(json.dumps(given), "utf-8")
    config = Config()
    config.CourseDirectory.root = str(root)
    api = NbGraderAPI(config=config)
    assert api.generate_assignment("wide")["success"]
    release = root / "release" / "wide" / "book.ipynb"
    shutil.copy(release, root / "submitted" / "nothing" / "wide")
    return api


@pytest.fixture(scope="module")
def assignment(course: NbGraderAPI) -> Assignment:
    with Gradebook(course.coursedir.db_url) as gradebook:
        return load_assignment(gradebook, Places(course.coursedir, "wide"))


@pytest.fixture(scope="module")
def engine(assignment: Assignment) -> Iterator[Engine]:
    with Engine(assignment) as made:
        yield made


@pytest.mark.parametrize("student", COMPARED)
def test_scores_are_nbgraders(course: NbGraderAPI, engine: Engine, student: str) -> None:
    ran = course.autograde("wide", student)
    assert ran["success"], ran["log"]
    with Gradebook(course.coursedir.db_url) as gradebook:
        found = gradebook.find_submission_notebook("book", "wide", student)
        theirs = {each.name: each.auto_score for each in found.grades}

    result = engine.grade(handin.read(_folder(course, student), student))

    assert scores(result) == theirs
    assert result.status == "graded"


def test_all_right_scores_all(course: NbGraderAPI, engine: Engine) -> None:
    found = cells(engine.grade(handin.read(_folder(course, "right"), "right")))

    tests = {id_: each for id_, each in found.items() if id_.startswith("test_")}
    lost = {id_ for id_, each in tests.items() if each.score != each.points}
    assert lost == {"test_warns"}
    assert {id_ for id_, each in tests.items() if each.forgeable} == LIVE
    assert (tests["test_warns"].reason, tests["test_warns"].strict) == ("stderr", 1.0)
    assert engine.notes == ["book/test_warns: the solution scores 0 of 1"]


def test_nothing_answered(course: NbGraderAPI, engine: Engine) -> None:
    found = cells(engine.grade(handin.read(_folder(course, "nothing"), "nothing")))

    assert {id_ for id_, each in found.items() if each.score} == {"free"}
    assert (found["why"].state, found["why"].comment) == ("blank", "No response.")
    assert (found["program"].state, found["do"].state) == ("blank", "manual")


def test_executed_notebook(course: NbGraderAPI, engine: Engine) -> None:
    """Formgrader shows verdicts, what was printed, and errors with the test's own line."""
    result = engine.grade(handin.read(_folder(course, "wrong"), "wrong"))

    (partial,) = outputs(result, "book", "test_partial")
    assert partial["data"]["text/plain"] == "0.5"
    (error,) = outputs(result, "book", "test_add")
    assert (error["output_type"], error["ename"]) == ("error", "AssertionError")
    shown = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(error["traceback"]))
    assert "----> 1 assert add(17, 25) == 42" in shown
    assert "courseware" not in shown
    (error,) = outputs(result, "book", "test_parse")
    shown = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(error["traceback"]))
    assert ("AssertionError: no error" in shown, "courseware" in shown) == (True, False)
    executed = result.notebooks["book"].executed
    assert executed is not None
    counts = [each.get("execution_count") for each in executed["cells"]]
    ran = [count for count in counts if count is not None]
    assert ran == list(range(1, len(ran) + 1))


def test_exam_refuses_live_objects(
    course: NbGraderAPI, assignment: Assignment, engine: Engine
) -> None:
    policy = Examining(live="refuse", stderr="ours")
    right = handin.read(_folder(course, "right"), "right")
    engine.grade(right)
    with Engine(assignment, policy=policy) as exam:
        # What the tests need was found out once: trying them again would take seconds.
        exam._learning["book"]._found = engine._learning["book"]._found
        found = cells(exam.grade(right))

    refused = {id_: each for id_, each in found.items() if each.reason == "needs_live"}
    assert set(refused) == LIVE
    assert {(each.score, each.state) for each in refused.values()} == {(0.0, "not_run")}
    assert not any(each.forgeable for each in found.values())
    assert found["test_warns"].score == 1.0


def _folder(course: NbGraderAPI, student: str) -> Path:
    return Path(course.coursedir.root) / "submitted" / student / "wide"
