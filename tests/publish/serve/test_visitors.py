"""Visitors: names nobody can guess, folders nobody can escape, progress from what is on disk."""

from __future__ import annotations

import queue
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware import library
from courseware.journal import NotSaved, Saved
from courseware.library import Lesson
from courseware.publish.serve import pages, visitors
from courseware.session import Session

COURSE = """
id = "small"
title.uz = "Kichik"
lessons = ["one"]
"""
EXERCISE = 'kind = "number"\n[key]\nanswer = 2\n'
NOTEBOOK = """{"cells": [
 {"cell_type": "markdown", "metadata": {"tags": ["lang:uz"]}, "source": ["# Bir\\n", "matn"]},
 {"cell_type": "markdown", "metadata": {"tags": ["lang:ru"]}, "source": "# Один"},
 {"cell_type": "markdown", "metadata": {}, "source": "# Later"}
], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}"""


@pytest.fixture
def lesson(tmp_path: Path) -> Lesson:
    folder = tmp_path / "small" / "one"
    (folder / "exercises").mkdir(parents=True)
    (folder.parent / "course.toml").write_text(COURSE, "utf-8")
    (folder / "one.ipynb").write_text(NOTEBOOK, "utf-8")
    for name in ("a", "b"):
        (folder / "exercises" / f"{name}.toml").write_text(EXERCISE, "utf-8")
    return library.lessons(tmp_path / "small")[0]


@given(st.text())
def test_only_our_own_names_are_names(name: str) -> None:
    assert visitors.known(name) == (len(name) == 32 and set(name) <= set("0123456789abcdef"))


@pytest.mark.parametrize(
    "name", ["", "../../etc", "a" * 33, "A" * 32, "f" * 31 + "\n", "f" * 32 + "\n"]
)
def test_a_strange_name_never_becomes_a_path(name: str, lesson: Lesson, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r".*"):
        visitors.responses_folder(tmp_path, name, lesson)


def test_progress_counts_what_each_visitor_saved(lesson: Lesson, tmp_path: Path) -> None:
    one, other = visitors.new_visitor(), visitors.new_visitor()
    session = Session(lesson, one, visitors.responses_folder(tmp_path, one, lesson))
    exercise = lesson.entry("a").exercise
    outcomes: queue.Queue[Saved | NotSaved] = queue.Queue()
    for value in ("1", "2"):
        session.commit(exercise, session.variant(exercise), value, outcomes.put)
        assert isinstance(outcomes.get(timeout=10), Saved)
    assert visitors.standing(tmp_path, one, lesson) == visitors.Standing(2, 1)
    assert visitors.standing(tmp_path, other, lesson) == visitors.Standing(2, 0)
    assert visitors.standing(tmp_path, None, lesson) == visitors.Standing(2, 0)
    session.journal.close(10)


def test_a_lesson_is_named_by_its_first_heading_in_each_language(lesson: Lesson) -> None:
    assert pages.title(lesson) == {"uz": "Bir", "ru": "Один"}
    lesson.notebook.write_text("no notebook", "utf-8")
    assert pages.title(lesson) == "one"


@pytest.mark.parametrize(
    ("asked", "kept", "accepted", "chosen"),
    [
        ("ru", "en", "uz", "ru"),
        ("xx", "en", "uz", "en"),
        (None, None, "fr-FR,ru-RU;q=0.8", "ru"),
        (None, None, "fr", "uz"),
        (None, "../x", "", "uz"),
    ],
)
def test_the_language_is_the_first_that_the_course_has(
    asked: str | None, kept: str | None, accepted: str, chosen: str
) -> None:
    assert pages.preferred(("uz", "ru", "en"), asked, kept, accepted, "uz") == chosen
