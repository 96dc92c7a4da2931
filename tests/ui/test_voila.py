"""The same lesson under Voilà: no code, no cells, a journal for every visitor."""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Page, expect

from courseware.journal import read
from courseware.kernel.jupyter import host
from tests.ui.conftest import OpenPage
from tests.ui.lessons_in_jupyter import ANSWERS, speed_of
from tests.ui.support import lessons, servers
from tests.ui.support.answering import Exercise
from tests.ui.support.browsing import DESKTOP, PHONE
from tests.ui.support.checking import assert_accessible, picture
from tests.ui.support.notebooks import SLOW, write_notebook
from tests.ui.support.servers import Server

MISSING_OUTPUTAREA = re.compile(r"@jupyterlab/outputarea")
HEADING = "#md # Kichik dars"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("voila")
    course = folder / "school"
    lesson = lessons.write_lesson(course / "small")
    (lesson / "course.toml").rename(course / "course.toml")
    write_notebook(lesson / "small.ipynb", [HEADING, *lessons.cells()])
    (lesson / "images").mkdir()
    (lesson / "images" / "dot.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
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


def open_lesson(page: Page, server: Server, query: str = "") -> dict[str, Exercise]:
    page.goto(f"{server.url}/lesson/small/{query}", timeout=SLOW)
    shown = page.locator(".cw-exercise")
    expect(shown).to_have_count(len(lessons.NAMES), timeout=SLOW)
    return {name: Exercise(shown.nth(number)) for number, name in enumerate(lessons.NAMES)}


def recorded(server: Server) -> list[dict[str, object]]:
    """Return the newest answers of each visitor."""
    folders = (server.root / "visitors").glob("*/school/small/responses")
    readings = [read(folder) for folder in folders]
    assert not any(reading.damage for reading in readings)
    return [
        {str(r.data["exercise"]): r.data["value"] for r in reading.records if r.kind == "response"}
        for reading in readings
    ]


def kernels(server: Server) -> int:
    """Count the kernels; one that has ended and waits to be reaped is none."""
    running = 0
    for child in psutil.Process(server.process.pid).children(recursive=True):
        with contextlib.suppress(psutil.NoSuchProcess):  # ZombieProcess is one of them
            running += is_kernel(child)
    return running


def is_kernel(process: psutil.Process) -> bool:
    """Tell a kernel; a forked one has the words of the process that it was forked from."""
    words, parent = " ".join(process.cmdline()), process.parent()
    forked = parent is not None and host.MODULE in " ".join(parent.cmdline())
    return "ipykernel_launcher" in words or (host.MODULE in words and forked)


def test_every_kind_by_mouse_and_what_is_kept(server: Server, open_page: OpenPage) -> None:
    page, watch = open_page()
    page.goto(server.url)
    page.get_by_role("link", name="Oʻzbekcha").click()
    expect(page.get_by_text("7 ta mashqdan 0 tasiga javob berilgan")).to_be_visible()
    shown = open_lesson(page, server)
    expect(page.locator(".jp-InputArea-editor")).to_have_count(0)
    shown["half"].choose("third")
    shown["half"].expect_verdict("wrong")
    shown["half"].choose("half")
    shown["half"].expect_verdict("right")
    shown["primes"].choose("two", "three")
    shown["flat"].choose("false")
    shown["speed"].type(speed_of(shown["speed"]))
    shown["speed"].expect_verdict("right")
    shown["area"].type("49")
    shown["area"].be_certain(3)
    shown["capital"].type("Toshkent")
    shown["capital"].expect_verdict("right")
    shown["teacher"].type("oʻqituvchi")
    for exercise in shown.values():
        exercise.expect_kept()
    (answers,) = [given for given in recorded(server) if given]
    assert {f"small/{name}": value for name, value in ANSWERS.items()}.items() <= answers.items()

    again = open_lesson(page, server)
    again["half"].expect_chosen("half")
    again["primes"].expect_chosen("two", "three")
    expect(again["teacher"].field).to_have_value("oʻqituvchi")
    page.get_by_role("link", name="Barcha darslar").click()
    expect(page.get_by_text("7 ta mashqdan 7 tasiga javob berilgan")).to_be_visible()
    watch.assert_clean(MISSING_OUTPUTAREA)


@pytest.mark.thorough
def test_every_kind_by_keyboard(server: Server, open_page: OpenPage) -> None:
    page, watch = open_page()
    shown = open_lesson(page, server)
    shown["half"].choose_by_keyboard("half")
    shown["half"].expect_verdict("right")
    shown["primes"].choose_by_keyboard("two", "three")
    shown["flat"].choose_by_keyboard("false")
    shown["speed"].type_by_keyboard(speed_of(shown["speed"]))
    shown["area"].type_by_keyboard("49")
    page.keyboard.press("ArrowRight")
    shown["capital"].type_by_keyboard("Toshkent")
    shown["capital"].expect_verdict("right")
    shown["teacher"].type_by_keyboard("oʻqituvchi")
    for exercise in shown.values():
        exercise.expect_kept()
    watch.assert_clean(MISSING_OUTPUTAREA)


def test_visitors_do_not_see_one_another(server: Server, open_page: OpenPage) -> None:
    first, _ = open_page()
    answered = open_lesson(first, server)
    answered["teacher"].type("birinchi")
    answered["teacher"].expect_kept()
    second, _ = open_page()
    fresh = open_lesson(second, server)
    expect(fresh["teacher"].field).to_have_value("")
    fresh["teacher"].type("ikkinchi")
    fresh["teacher"].expect_kept()
    expect(open_lesson(first, server)["teacher"].field).to_have_value("birinchi")


def test_the_page_and_its_exercises_change_language_together(
    server: Server, open_page: OpenPage
) -> None:
    page, watch = open_page()
    shown = open_lesson(page, server, "?lang=ru")
    expect(page.locator("html")).to_have_attribute("lang", "ru")
    expect(shown["half"].root.locator(".cw-prompt")).to_contain_text("Какая дробь")
    page.locator("#cw-language").select_option("en")
    expect(shown["half"].root.locator(".cw-prompt")).to_contain_text("Which fraction")
    expect(page.get_by_role("link", name="All lessons")).to_be_visible()
    again = open_lesson(page, server)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(again["half"].root.locator(".cw-prompt")).to_contain_text("Which fraction")
    watch.assert_clean(MISSING_OUTPUTAREA)


def test_a_left_page_leaves_no_kernel(server: Server, open_page: OpenPage) -> None:
    page, _ = open_page()
    before = kernels(server)
    open_lesson(page, server)
    assert kernels(server) > 0
    page.goto(server.url)
    servers.wait_until(lambda: kernels(server) <= before)


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
def test_accessible_and_never_wider_than_the_window(
    server: Server, open_page: OpenPage, size: tuple[int, int], scheme: str
) -> None:
    page, _ = open_page(size=size, color_scheme=scheme)
    page.goto(server.url)
    assert_accessible(page, "body")
    picture(page, f"voila-catalogue-{size[0]}-{scheme}")
    shown = open_lesson(page, server)
    assert_accessible(page, "body")
    shown["half"].choose("third")
    shown["half"].expect_verdict("wrong")
    assert_accessible(page, "body")
    picture(page, f"voila-lesson-{size[0]}-{scheme}")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/lesson/small/images/dot.svg", 200),
        ("/lesson/small", 200),
        ("/lesson/nothing/", 404),
        ("/lesson/small/exercises/half.toml", 404),
        ("/lesson/small/small.ipynb", 404),
        ("/lesson/..%2F..%2Fvisitors/x.svg", 403),
        ("/voila/tree", 404),
        ("/voila/render/small/small.ipynb", 404),
        ("/voila/files/course.toml", 403),
        ("/voila/api/contents", 404),
    ],
)
def test_what_can_be_asked_for(server: Server, open_page: OpenPage, path: str, status: int) -> None:
    page, _ = open_page()
    answer = page.request.get(f"{server.url}{path}")
    assert answer.status == status
