"""Every kind of exercise, in Voilà and in JupyterLab: wrong, half right and right, by every hand;
then through nbgrader, with the same marks.

Each answer is given by one hand, in turn, so that every exercise meets all three; with
COURSEWARE_EVERY_HAND=1 each is given by each. In JupyterLab, where the same code shows them, the
right ones are given; with --thorough all.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from courseware import grading
from courseware.publish.seal import seal
from tests.ui.conftest import OpenPage
from tests.ui.support import servers, showcase
from tests.ui.support.browsing import PHONE
from tests.ui.support.checking import assert_accessible, picture
from tests.ui.support.hands import WAYS, Hands, Way
from tests.ui.support.notebooks import SLOW, open_notebook
from tests.ui.support.servers import Server
from tests.ui.test_voila import MISSING_OUTPUTAREA

ROOT = Path(__file__).resolve().parents[2]
COURSE = ROOT / "notebooks" / "showcase"
LESSON = COURSE / "kinds"
TITLES = {
    path.stem: tomllib.loads(path.read_text("utf-8"))["title"]["uz"]
    for path in sorted((LESSON / "exercises").glob("*.toml"))
}
ORDER = list(showcase.WORKED)


def hands_for(page: Page, name: str, state: str, ways: tuple[Way, ...] = WAYS) -> list[Hands]:
    if os.environ.get("COURSEWARE_EVERY_HAND"):
        return [Hands(page, way) for way in ways]
    states = list(showcase.WORKED[name])
    return [Hands(page, ways[(ORDER.index(name) + states.index(state)) % len(ways)])]


def titled(page: Page, name: str) -> Locator:
    title = page.locator(".cw-title", has_text=re.compile(f"^{re.escape(TITLES[name])}$"))
    return page.locator(".cw-exercise").filter(has=title)


def test_every_exercise_has_its_answers() -> None:
    assert set(ORDER) == set(TITLES)


# Voilà


@pytest.fixture(scope="module")
def voila(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("showcase")
    course = folder / "showcase"
    shutil.copytree(COURSE, course)
    port, log = servers.free_port(), folder / "voila.log"
    program = (
        "import sys; from pathlib import Path; from courseware.publish.serve import serve;"
        "serve(Path(sys.argv[1]), visitors=Path(sys.argv[2]), port=int(sys.argv[3]))"
    )
    command: list[str | Path] = [sys.executable, "-c", program, course, folder / "visitors"]
    command.append(str(port))
    with servers.running(command, environment=servers.home(folder), cwd=folder, log=log) as process:
        url = f"http://{servers.HOST}:{port}"
        servers.wait_for_answer(url, process, log)
        yield Server(url, "", folder, log, process)


def visit(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/lesson/kinds/?lang=uz", timeout=SLOW)
    expect(page.locator(".cw-exercise")).to_have_count(len(ORDER), timeout=SLOW)


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the journals of the visitors are gathered, by the state that they answered in."""
    return tmp_path_factory.mktemp("handed-in")


@pytest.mark.parametrize("state", ["wrong", "partly", "right"])
def test_every_kind_in_voila(
    voila: Server, open_page: OpenPage, handed_in: Path, state: str
) -> None:
    page, watch = open_page(has_touch=True)
    before = set((voila.root / "visitors").glob("*"))
    visit(page, voila)
    for name in ORDER:
        if state not in showcase.WORKED[name]:
            continue
        for hands in hands_for(page, name, state):
            showcase.answer(hands, titled(page, name), name, state)
            saved = titled(page, name).locator('.cw-state[data-phase="marked"]')
            expect(saved).to_be_visible(timeout=20_000)
    watch.assert_clean(MISSING_OUTPUTAREA)
    (mine,) = set((voila.root / "visitors").glob("*")) - before
    shutil.copytree(mine / "showcase" / "kinds" / "responses", handed_in / state)


def test_nbgrader_gives_the_same_marks(handed_in: Path, tmp_path: Path) -> None:
    """The twin of the lesson that counts; what was answered in the browser is handed in there."""
    states = sorted(path.name for path in handed_in.iterdir())
    if states != ["partly", "right", "wrong"]:
        pytest.skip("needs the answers that are given in Voilà above")
    graders = counting_twin(tmp_path)
    for state in states:
        place = graders / "submitted" / state / "kinds"
        shutil.copytree(graders / "release" / "kinds", place)
        shutil.copytree(handed_in / state, place / "responses")
    rows = {row.student: row for row in grading.run(graders, "kinds").rows}
    for state in states:
        scores = {marked.exercise.rpartition("/")[2]: marked.score for marked in rows[state].marks}
        expected = {
            name: answers[state][1] for name, answers in showcase.WORKED.items() if state in answers
        }
        assert {name: scores[name] for name in expected} == expected


def counting_twin(folder: Path) -> Path:
    """Write the same course with every exercise graded, seal and release it; return its graders."""
    public, graders = folder / "notebooks" / "showcase", folder / "graders" / "showcase"
    shutil.copytree(COURSE, public)
    for path in (public / "kinds" / "exercises").glob("*.toml"):
        path.write_text(f"graded = true\n{path.read_text('utf-8')}", "utf-8")
    shutil.copytree(ROOT / "graders" / "showcase", graders)
    # A visitor of Voilà has no name in a class list: the variant is that of the recorded one.
    (graders / "policy.toml").write_text('[variants]\ndrawn_for = "recorded"\n', "utf-8")
    seal(public)
    grading.generate(graders, "kinds")
    return graders


# JupyterLab


def test_every_kind_in_lab(
    jupyter: Server, folder: Path, open_page: OpenPage, pytestconfig: pytest.Config
) -> None:
    shutil.copytree(COURSE, folder / "showcase")
    page, watch = open_page(has_touch=True)
    path = (folder / "showcase" / "kinds" / "kinds.ipynb").relative_to(jupyter.root)
    notebook = open_notebook(page, jupyter, str(path), "lab")
    notebook.run_all()
    for name in ORDER:
        states = list(showcase.WORKED[name])
        for state in states if pytestconfig.getoption("--thorough") else states[-1:]:
            # JupyterLab itself takes the focus back after a tap: fingers are for Voilà.
            for hands in hands_for(page, name, state, ("mouse", "keyboard")):
                showcase.answer(hands, titled(page, name), name, state)
    watch.assert_clean()


# How they look


def test_every_kind_on_a_phone(voila: Server, open_page: OpenPage) -> None:
    page, watch = open_page(size=PHONE, color_scheme="light")
    visit(page, voila)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert_accessible(page, ".cw-exercise")
        for name in ORDER:
            picture(titled(page, name), f"kind-{name}-360-{scheme}")
    watch.assert_clean(MISSING_OUTPUTAREA)
