"""A lesson in JupyterLab 4, with a real browser and a real kernel."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui import lessons_in_jupyter as lesson
from tests.ui.conftest import OpenPage
from tests.ui.support.browsing import DESKTOP, PHONE, Watch
from tests.ui.support.notebooks import Notebook
from tests.ui.support.servers import Server


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def notebook(jupyter: Server, folder: Path, open_page: OpenPage, watch: Watch) -> Notebook:
    page, seen = open_page()
    watch.hosts, watch.errors = seen.hosts, seen.errors
    opened = lesson.open_lesson(page, jupyter, folder, "lab")
    opened.run_all()
    return opened


@pytest.mark.thorough
def test_every_kind_by_mouse(notebook: Notebook, watch: Watch) -> None:
    lesson.answers_by_mouse(notebook)
    watch.assert_clean()


def test_every_kind_by_keyboard(notebook: Notebook, watch: Watch) -> None:
    lesson.answers_by_keyboard(notebook)
    watch.assert_clean()


def test_answers_survive(notebook: Notebook, watch: Watch) -> None:
    lesson.survives(notebook)
    watch.assert_clean()


def test_answers_after_a_reload(notebook: Notebook, watch: Watch) -> None:
    lesson.answers_after_a_reload(notebook)
    watch.assert_clean()


@pytest.mark.thorough
def test_languages(notebook: Notebook, watch: Watch) -> None:
    lesson.switches_language(notebook)
    watch.assert_clean()


def test_in_a_box_with_a_figure(jupyter: Server, folder: Path, open_page: OpenPage) -> None:
    page, watch = open_page()
    notebook = lesson.open_lesson(page, jupyter, folder, "lab", [lesson.FIGURE.strip()])
    notebook.run_all()
    lesson.stands_in_a_box(notebook)
    watch.assert_clean()


@pytest.mark.thorough
def test_accessibility(notebook: Notebook) -> None:
    lesson.is_accessible(notebook)


@pytest.mark.parametrize(
    ("size", "scheme"),
    [
        pytest.param(DESKTOP, "dark"),
        pytest.param(PHONE, "light", marks=pytest.mark.thorough),
        pytest.param(PHONE, "dark", marks=pytest.mark.thorough),
        pytest.param(DESKTOP, "light", marks=pytest.mark.thorough),
    ],
    ids=["1280-dark", "360-light", "360-dark", "1280-light"],
)
def test_pictures(
    jupyter: Server,
    folder: Path,
    open_page: OpenPage,
    size: tuple[int, int],
    scheme: str,
) -> None:
    page, _ = open_page(size=size, color_scheme=scheme)
    notebook = lesson.open_lesson(page, jupyter, folder, "lab")
    notebook.run_all()
    lesson.pictures(notebook, f"lab-{size[0]}-{scheme}")
