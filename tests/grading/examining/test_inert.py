"""Notebooks that need not be run look as if they had been."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.grading.examining import books
from courseware.grading.examining.engine import Engine
from courseware.grading.examining.inert import is_inert
from courseware.grading.examining.result import Result
from tests.grading.examining import assignments as make

NAMES = 'NAME = "Ann"\nCOLLABORATORS = ""'
CONSTANTS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text("abc 'é"),
    lambda inner: st.lists(inner, max_size=3) | st.tuples(inner, inner),
    max_leaves=5,
)


@pytest.mark.parametrize(
    "source",
    [NAMES, "# mine\nx = -1.5", "a = b = [1, (2, 'c', None)]", "x = 1; y = b'2'", "#only this"],
)
def test_inert(source: str) -> None:
    assert is_inert(source)


@pytest.mark.parametrize(
    "source",
    [
        "1",
        "'text'",
        "x = y",
        "x = f()",
        "x = 2 ** 99999999",
        "x = 'a' * 9",
        "x = f'{y}'",
        "x: str = ''",
        "x += 1",
        "x, y = 1, 2",
        "a.b = 1",
        "a[0] = 1",
        "(x := 1)",
        "x = {[]: 1}",
        "x = {1, []}",
        "x = -'a'",
        "x = '\\d'",
        "_ = 1",
        "__builtins__ = 1",
        "Out = {}",
        "import x",
        "%time",
        "x = %time 1",
        "x = 1?",
        "  x = 1",
        "del x",
        "if 1: x = 1",
        "def f(): pass",
        "x = \x00",
        "x = " + "[" * 300 + "]" * 300,
        "x = " + "9" * 5000,
        "x = 1 if",
        "x = " + "-" * 1900 + "1",
        "x = '" + "a" * 2000 + "'",
    ],
)
def test_not_inert(source: str) -> None:
    assert not is_inert(source)


@given(CONSTANTS)
def test_any_constant_is_inert(value: Any) -> None:
    source = f"x = {value!r}"
    assert is_inert(source) or "\\" in source or "inf" in source


BOOK = make.notebook(
    [
        make.cell(NAMES),
        make.written("Why?", "why", 2),
        make.cell("# a note of the teacher's"),
        make.written("answer = 0", "answer", 1, "code"),
        make.cell(""),
        make.setup("LIMIT = 3"),
    ]
)
HANDIN = make.handin("s", {"text": make.answered(BOOK, {"why": "Because.", "answer": "x = 7"})})


def test_a_notebook_is_left_as_a_run_leaves_it(monkeypatch: pytest.MonkeyPatch) -> None:
    idle, spared = _graded()
    monkeypatch.setattr(books, "is_inert", lambda _: False)
    busy, ran = _graded()

    assert (idle, busy) == (False, True)
    assert spared.notebooks == ran.notebooks
    executed = spared.notebooks["text"].executed
    assert executed is not None
    counts = [each.get("execution_count") for each in executed["cells"]]
    assert counts == [1, None, 2, 3, None, 4]


def _graded() -> tuple[bool, Result]:
    with Engine(make.assignment("course", {"text": BOOK})) as engine:
        result = engine.grade(HANDIN)
        return engine._nursery is not None, result
