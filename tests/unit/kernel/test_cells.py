"""Cells are read as IPython reads them."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from IPython.core.async_helpers import _should_be_async
from IPython.core.inputtransformer2 import TransformerManager

from courseware.kernel.cells import CellTransformers, may_await

PARTS = st.sampled_from(
    [
        *"\n\r\f\v\x1c\x85\u2028\\ \t=!%?;,/()[]#'\":abx1.",
        *("!=", "%=", "==", "??", "!!", "%%", "'''", "->", "\\\n", "\r\n", "\n    "),
        *("x = %ls", "x = !ls", "%time 1", "print(a)\n", "if a:\n  ", "In [1]: ", ">>> "),
        *("await f()", "async for a in b: c", "def f():\n  ", "lambda: ", "awaiting", "return "),
    ]
)
SOURCES = st.lists(PARTS, max_size=14).map("".join)


def _read(manager: TransformerManager, source: str) -> str | type[Exception]:
    try:
        found: str = manager.transform_cell(source)
    except Exception as error:  # noqa: BLE001 - whatever IPython raises, we have to raise
        return type(error)
    return found


@settings(max_examples=1500)
@given(SOURCES)
@example("a\n\\\n,b c")
@example("x = \\\n  %ls")
@example("if a:\n  /f 1\n")
@example("x = (\n!ls\n)")
def test_whatever_stands_in_a_cell(source: str) -> None:
    assert _read(CellTransformers(), source) == _read(TransformerManager(), source)


@settings(max_examples=1500)
@given(SOURCES)
@example("await f()")
@example("[a async for a in b]")
def test_no_cell_that_awaits_is_missed(source: str) -> None:
    assert may_await(source) or not _should_be_async(source)


def test_transformers_of_a_learners_own_are_asked() -> None:
    class Shouting:
        priority, start_line, start_col = 0, 0, 0

        @classmethod
        def find(cls, tokens: list[list[object]]) -> Shouting | None:
            return cls() if "x" in str(tokens) else None

        def transform(self, lines: list[str]) -> list[str]:
            return [line.replace("x", "Y") for line in lines]

        def sortby(self) -> tuple[int, int]:
            return 0, 0

    manager = CellTransformers()
    manager.token_transformers.append(Shouting)
    assert "Y + 1" in manager.transform_cell("x + 1")


@pytest.mark.parametrize("source", ["%ls", "a = !ls", "len?", "if a:\n  %ls", "%%time\n1"])
def test_its_own_syntax_becomes_python(source: str) -> None:
    assert "get_ipython" in CellTransformers().transform_cell(source)
