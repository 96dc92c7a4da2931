"""Programs in a real kernel: written on the page or in a cell, tried, kept and restored."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.unit.widgets.conftest import StartKernel
from tests.unit.widgets.front_end import FrontEnd

DOUBLE = """
kind = "code"
prompt = "Write double."
define = ["double"]
starter = "def double(x):\\n    pass\\n"
examples = [{ id = "two", call = "double(2)", returns = "4" }]
"""
KEY = """
[key]
solution = "def double(x): return 2 * x"
cases = [{ id = "text", call = "double('a')", returns = "'aa'", feedback = "Texts too." }]
"""
PROGRAM = """
kind = "code"
prompt = "Greet."
examples = [{ id = "hi", input = "Ali", prints = "Salom, Ali" }]
[key]
"""


@pytest.fixture
def here(lesson: Path, start_kernel: StartKernel) -> FrontEnd:
    written = {"double": DOUBLE + KEY, "counted": "graded = true\n" + DOUBLE, "greet": PROGRAM}
    for name, text in written.items():
        (lesson / "exercises" / f"{name}.toml").write_text(text, "utf-8")
    return start_kernel()


def report(front_end: FrontEnd, model: str, source: str) -> Any:
    """Wait until a program was tried, and return what was found."""

    def told(_: object = None) -> bool:
        found = front_end.models[model].get("report")
        return found is not None and found["source"] == source

    if not told():
        front_end.until(told)
    return front_end.models[model]["report"]


def test_a_program_on_the_page_is_tried_and_marked(here: FrontEnd) -> None:
    model = here.show("double")
    source = "def double(x): return x + 2"
    here.answer(model, source)
    found = report(here, model, source)
    assert found["ran"] == [
        ["two", "right", ""],
        ["text", "raised", 'TypeError|1|can only concatenate str (not "int") to str'],
    ]
    mark = here.models[model]["mark"]
    assert (mark["state"], mark["score"]) == ("partly", 0.5)


def test_a_cell_is_an_answer(here: FrontEnd) -> None:
    model = here.show("double")
    source = "import math\n\ndef double(x):\n    return x * 2\n"
    here.run(source)
    assert report(here, model, source)["ran"] == [["two", "right", ""], ["text", "right", ""]]
    assert here.models[model]["response"]["value"] == source
    assert here.models[model]["mark"]["state"] == "right"
    here.run("x = 1\ndef other(): pass\n")
    here.sync()
    assert here.models[model]["response"]["value"] == source


def test_a_cell_says_by_a_comment_what_it_answers(here: FrontEnd) -> None:
    model = here.show("greet")
    source = "# exercise: greet\nname = 'Ali'\nprint('Salom,', name)\n"
    here.run(source)
    assert report(here, model, source)["ran"] == [["hi", "right", ""]]


def test_of_what_counts_only_the_examples_are_tried(here: FrontEnd) -> None:
    model = here.show("counted")
    source = "def double(x): return 4"
    here.answer(model, source)
    assert report(here, model, source)["ran"] == [["two", "right", ""]]
    assert here.models[model]["mark"] is None


def test_what_stood_there_is_no_answer(here: FrontEnd) -> None:
    model = here.show("double")
    here.run("def double(x):\n    pass\n")
    here.sync()
    assert here.models[model]["response"] is None


def test_a_program_is_tried_again_where_it_is_restored(
    here: FrontEnd, start_kernel: StartKernel
) -> None:
    source = "def double(x): return 2 * x"
    model = here.show("double")
    here.answer(model, source)
    later = start_kernel()
    restored = later.show("double")
    assert report(later, restored, source)["ran"][0] == ["two", "right", ""]
    assert later.models[restored]["response"]["value"] == source
