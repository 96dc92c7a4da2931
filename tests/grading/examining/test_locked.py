"""The learner's text in the teacher's frame."""

from __future__ import annotations

import json
from typing import Any

import pytest

from courseware.grading.examining.handin import HandIn, Unreadable, cells_of, read
from courseware.grading.examining.locked import Step, merged, visible
from courseware.grading.gather import NOTEBOOK_BYTES
from courseware.grading.master import Master
from tests.grading.examining import assignments as make

BOOK = make.notebook(
    [
        make.setup("import math"),
        make.solution("### BEGIN SOLUTION\nx = 1\n### END SOLUTION", "x"),
        make.check(
            "assert x == 1\n### BEGIN HIDDEN TESTS\nassert x\n### END HIDDEN TESTS", "test_x"
        ),
        make.written("Why?", "why", 2),
        make.cell("Do.", "do", "markdown", task=True, locked=True, points=1),
    ]
)


def steps(book: make.Json) -> list[Step]:
    """Merge a learner's notebook with the teacher's."""
    master = make.assignment("a", {"b": BOOK}).tasks["b"].master
    extras = {"test_x": {"tags": ["teachers"]}}
    return merged(cells_of(json.dumps(book).encode()), master, extras)


def ids(found: list[Step]) -> list[str]:
    return [step.master.id if step.master else "" for step in found]


def test_untouched() -> None:
    found = steps(make.released(BOOK))

    assert ids(found) == ["setup", "x", "test_x", "why", "do"]
    assert [step.part for step in found] == ["setup", "learner", "test", "text", "text"]
    assert not any(step.restored for step in found)


def test_locked_cells_are_the_teachers_whole() -> None:
    given = make.released(BOOK)
    for cell in given["cells"]:
        cell["source"] = "pass"
        cell["metadata"]["tags"] = ["skip-execution"]
        cell["metadata"]["nbgrader"] |= {"points": 99, "locked": False, "grade": False}
    by_id = dict(zip(ids(found := steps(given)), found, strict=True))

    test = by_id["test_x"]
    assert "assert x == 1" in test.source
    assert test.metadata["tags"] == ["teachers"]
    assert test.metadata["nbgrader"]["points"] == 1
    assert (by_id["setup"].source, by_id["x"].source) == ("import math", "pass")
    assert {id_ for id_, step in by_id.items() if step.restored} == {"setup", "test_x", "do"}


def test_missing_cells_are_put_back_where_they_stood() -> None:
    given = make.released(BOOK)
    given["cells"] = [given["cells"][1], make.cell("y = 2"), given["cells"][4]]
    given["cells"][0]["source"] = "x = 7"

    assert ids(found := steps(given)) == ["setup", "x", "test_x", "why", "", "do"]
    assert found[1].source == "x = 7"
    assert [step.restored for step in found] == [True, False, True, True, False, False]


def test_last_of_several_counts() -> None:
    given = make.released(BOOK)
    copy = json.loads(json.dumps(given["cells"][1]))
    given["cells"][1]["source"], copy["source"] = "x = 1", "x = 2"
    given["cells"].insert(2, copy)
    found = steps(given)

    assert ids(found) == ["setup", "", "x", "test_x", "why", "do"]
    assert [step.source for step in found[1:3]] == ["x = 1", "x = 2"]
    assert len({step.id for step in found}) == len(found)


def test_claims_of_unknown_cells_are_dropped() -> None:
    given = make.released(BOOK)
    given["cells"].append(make.check("1/0", "mine", 5))

    assert (steps(given)[-1].metadata, steps(given)[-1].part) == ({}, "learner")


def test_pictures_are_kept_and_nothing_else() -> None:
    given = make.released(BOOK)
    attached = {"a.png": {"image/png": "AAAA", "text/html": "<b>"}, "b": {"image/svg+xml": "x"}}
    given["cells"][3]["attachments"] = attached

    assert steps(given)[3].attachments == {"a.png": {"image/png": "AAAA"}}


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b'{"nbformat": 4}', b'{"nbformat": 4, "cells": [5]}', b"\xff\xfe", b"["],
)
def test_no_notebook(content: bytes) -> None:
    with pytest.raises(Unreadable):
        cells_of(content)


def test_outputs_may_hold_what_is_no_json() -> None:
    given: Any = make.released(BOOK)
    given["cells"][1]["outputs"] = [{"data": {"plot": float("nan")}}]

    assert len(cells_of(json.dumps(given).encode())) == len(given["cells"])


def test_visible_part() -> None:
    assert visible(BOOK["cells"][2]["source"]) == "assert x == 1"


def test_empty_master() -> None:
    assert [step.part for step in merged(cells_of(json.dumps(BOOK).encode()), Master({}), {})] == [
        "learner",
        "learner",
        "learner",
        "text",
        "text",
    ]


def test_reading_a_folder(tmp_path: Any) -> None:
    (tmp_path / "book.ipynb").write_text("{}")
    (tmp_path / "timestamp.txt").write_text("1999")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "x.csv").write_text("1")
    (tmp_path / "link").symlink_to("/etc/passwd")
    (tmp_path / "loop").symlink_to(tmp_path)
    found = read(tmp_path, "s")

    assert (set(found.notebooks), set(found.files)) == ({"book"}, {"data/x.csv"})
    assert (found.refused, len(found.notes)) == ("", 2)
    assert isinstance(found, HandIn)
    assert read(tmp_path / "nowhere", "s").refused


def test_reading_a_file_that_is_too_large(tmp_path: Any) -> None:
    with (tmp_path / "book.ipynb").open("wb") as file:
        file.truncate(NOTEBOOK_BYTES + 1)

    assert read(tmp_path, "s").refused == "book.ipynb: is larger than 20,000,000 bytes"
