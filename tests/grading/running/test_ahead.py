"""What begins before nbgrader is imported: guessed from the folder, taken only if it fits."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from courseware.grading.running.ahead import Ahead
from courseware.grading.running.guessing import Guess, guess
from courseware.grading.running.hands import Local
from courseware.sandbox import choose
from courseware.sandbox.choosing import likeliest
from tests.grading.examining import assignments as make
from tests.grading.running.test_hands import WORK, _handins

RUN = make.notebook([make.cell("import wave"), make.check("assert x == 2", "test_x")])
CLOSED = make.notebook([make.check('exercise("two")', "two"), make.cell("import wave")])
Change = Callable[[Path], object]


def _course(root: Path, book: object) -> Path:
    (root / "source" / "ps1").mkdir(parents=True)
    (root / "source" / "ps1" / "book.ipynb").write_text(json.dumps(book))
    for student in ("ada", "bob"):
        (root / "submitted" / student / "ps1").mkdir(parents=True)
    return root


def _graded(root: Path, *students: str) -> None:
    for student in students:
        (root / "results" / student).mkdir(parents=True)
        (root / "results" / student / "ps1.json").touch()


def test_the_modules_are_those_of_notebooks_and_policy(tmp_path: Path) -> None:
    root = _course(tmp_path, RUN)
    assert guess(root, "ps1") == Guess(modules=("wave",))
    assert guess(root, "ps1", require="A") == Guess(modules=("wave",), require="A")
    (root / "policy.toml").write_text(
        '[examiner]\npreload = ["chunk"]\n[containment]\nrequire = "B"\nrunner = ["env"]\n'
    )
    found = guess(root, "ps1")
    assert found == Guess(modules=("wave", "chunk"), require="B", runner=("env",))
    (root / "policy.toml").write_text("[containment]\nrequire = 3\n")
    assert guess(root, "ps1") is None


def test_nothing_is_begun_where_nothing_is_run(tmp_path: Path) -> None:
    assert guess(_course(tmp_path / "closed", CLOSED), "ps1") is None
    assert guess(tmp_path / "closed", "ps2") is None
    broken = _course(tmp_path / "broken", RUN)
    (broken / "source" / "ps1" / "book.ipynb").write_text('{"cells": 3')
    assert guess(broken, "ps1") is None


def test_nothing_is_begun_where_all_is_graded(tmp_path: Path) -> None:
    root = _course(tmp_path, RUN)
    _graded(root, "ada")
    assert guess(root, "ps1") is not None
    assert guess(root, "ps1", students=["ada"]) is None
    _graded(root, "bob")
    assert guess(root, "ps1") is None
    assert guess(root, "ps1", force=True) is not None


@pytest.fixture
def fitting() -> Guess:
    """What the assignment of these tests needs, and more, where a world of its own is to be had."""
    first = likeliest()
    if first is None or not first.inner or not choose().inner:
        pytest.skip("nothing is begun ahead on this machine")
    return Guess(modules=("wave", *WORK.engine().modules))


def test_what_was_begun_does_the_work_and_ends(fitting: Guess) -> None:
    with Ahead(fitting) as ahead:
        warm = ahead._warm
        assert warm is not None
        hands = Local(WORK, jobs=1, taken=ahead.take)
        try:
            results = [result for _, result in hands.grade(_handins(2), lambda _, found: found)]
            assert [result.score for result in results] == [3.0, 0.0]
            assert hands._engine.start().parent is warm.parent
            assert ahead.take(choose(), WORK.engine().modules) is None
        finally:
            hands.close()
        assert not warm.running
        assert not warm.scratch.exists()


def test_what_does_not_fit_is_ended_and_not_taken(fitting: Guess) -> None:
    with Ahead(fitting) as ahead:
        warm = ahead._warm
        assert warm is not None
        assert ahead.take(choose(), [*fitting.modules, "chunk"]) is None
        assert not warm.running
        assert not warm.scratch.exists()
        assert ahead.take(choose(), fitting.modules) is None


def test_what_is_not_fetched_is_ended_at_once(fitting: Guess) -> None:
    with Ahead(fitting) as ahead:
        warm = ahead._warm
        assert warm is not None
    assert not warm.running
    assert not ahead._threads


def test_nothing_of_nbgraders_is_needed_to_begin() -> None:
    late = ("nbgrader", "sqlalchemy", "nbformat", "traitlets")
    code = f"""
import sys
import courseware.grading.running.ahead, courseware.grading.running.guessing
print([name for name in {late} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
