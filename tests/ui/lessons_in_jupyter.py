"""What must hold in every front end with cells: called by test_lab.py and test_notebook7.py."""

from __future__ import annotations

import json
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from courseware.journal import read
from tests.ui.support import lessons
from tests.ui.support.answering import Exercise
from tests.ui.support.checking import assert_accessible, picture
from tests.ui.support.notebooks import FrontEnd, Notebook, open_notebook, write_notebook
from tests.ui.support.servers import Server

MEDIA_TYPE = "application/vnd.courseware.response+json"
ANSWERS = {
    "half": "half",
    "primes": ["two", "three"],
    "flat": "false",
    "area": "49",
    "capital": "Toshkent",
    "teacher": "oʻqituvchi",
}


def open_lesson(
    page: Page, server: Server, folder: Path, front_end: FrontEnd, cells: list[str] | None = None
) -> Notebook:
    """Write the small lesson into a folder of the server and open its notebook."""
    lesson = lessons.write_lesson(folder / "small")
    path = write_notebook(lesson / "small.ipynb", cells or lessons.cells())
    return open_notebook(page, server, str(path.relative_to(server.root)), front_end)


def exercises(notebook: Notebook) -> dict[str, Exercise]:
    """Return the exercises of the lesson by name."""
    return {
        name: Exercise(notebook.exercise(number))
        for number, name in enumerate(lessons.NAMES, start=1)
    }


def speed_of(exercise: Exercise) -> str:
    """Work out the train's speed from the prompt: its numbers are drawn for each learner."""
    prompt = exercise.root.locator(".cw-prompt").inner_text()
    hours, way = (int(number) for number in re.findall(r"\d+", prompt))
    return str(way // hours)


def answers_by_mouse(notebook: Notebook) -> None:
    """Every kind, practice and graded, answered with the mouse; saved and marked."""
    shown = exercises(notebook)
    shown["half"].expect_phase("empty")
    shown["half"].choose("third")
    shown["half"].expect_verdict("wrong")
    expect(shown["half"].root.locator(".cw-feedback")).to_contain_text("Bu uchdan bir.")
    shown["half"].choose("half")
    shown["half"].expect_verdict("right")
    shown["primes"].choose("two", "three")
    shown["flat"].choose("false")
    shown["speed"].type("1")
    shown["speed"].expect_verdict("wrong")
    shown["speed"].type(speed_of(shown["speed"]))
    shown["speed"].expect_verdict("right")
    shown["area"].type("49")
    shown["area"].be_certain(3)
    shown["capital"].type("Samarqand")
    shown["capital"].expect_verdict("wrong")
    shown["capital"].type("Toshkent")
    shown["capital"].expect_verdict("right")
    shown["teacher"].type("oʻqituvchi")
    for exercise in shown.values():
        exercise.expect_kept()
    for name in ("primes", "flat", "area", "teacher"):
        expect(shown[name].root.locator(".cw-result")).to_be_hidden()
    assert_recorded(notebook)


def answers_by_keyboard(notebook: Notebook) -> None:
    """The same without a mouse; Jupyter takes no letter of it for a command."""
    shown = exercises(notebook)
    cells = notebook.cells.count()
    notebook.cells.first.locator(".jp-InputArea").click()
    notebook.page.keyboard.press("Escape")
    shown["half"].choose_by_keyboard("half")
    shown["half"].expect_verdict("right")
    shown["primes"].choose_by_keyboard("two", "three")
    shown["flat"].choose_by_keyboard("false")
    shown["speed"].type_by_keyboard(speed_of(shown["speed"]))
    shown["speed"].expect_verdict("right")
    shown["area"].type_by_keyboard("49")
    notebook.page.keyboard.press("ArrowRight")
    shown["capital"].type_by_keyboard("add Toshkent")
    shown["capital"].expect_verdict("wrong")
    shown["capital"].tab_to(shown["capital"].field, "Shift+Tab")
    notebook.page.keyboard.press("Control+a")
    notebook.page.keyboard.type("Toshkent")
    notebook.page.keyboard.press("Enter")
    shown["capital"].expect_verdict("right")
    shown["teacher"].type_by_keyboard("oʻqituvchi")
    for exercise in shown.values():
        exercise.expect_kept()
    assert notebook.cells.count() == cells
    assert_recorded(notebook)


def survives(notebook: Notebook) -> None:
    """Answers stand after a reload, a restart, cells run again and outputs cleared."""
    shown = exercises(notebook)
    shown["half"].choose("third")
    shown["primes"].choose("two")
    shown["teacher"].type("ustoz")
    for name in ("half", "primes", "teacher"):
        shown[name].expect_kept()
    notebook.save()
    notebook.reload()
    _expect_answers(notebook)
    notebook.run_all()
    _expect_answers(notebook)
    notebook.restart_and_run_all()
    _expect_answers(notebook)
    notebook.clear_outputs()
    notebook.save()
    assert carried(notebook) == {}
    notebook.run_all()
    _expect_answers(notebook)
    notebook.save()
    assert carried(notebook) == {
        "small/half": "third",
        "small/primes": ["two"],
        "small/teacher": "ustoz",
    }


def answers_after_a_reload(notebook: Notebook) -> None:
    """An answer given after the page was reloaded reaches journal and notebook as well."""
    exercises(notebook)["capital"].type("Samarqand")
    exercises(notebook)["capital"].expect_kept()
    notebook.save()
    notebook.reload()
    again = exercises(notebook)["capital"]
    again.type("Toshkent")
    again.expect_verdict("right")
    again.expect_kept()
    notebook.save()
    assert recorded(notebook)["small/capital"] == "Toshkent"
    assert carried(notebook)["small/capital"] == "Toshkent"


def switches_language(notebook: Notebook) -> None:
    """The whole lesson follows a switch, drafts stay, and a restart remembers."""
    shown = exercises(notebook)
    shown["teacher"].field.fill("ustoz")
    shown["half"].switch("ru")
    for exercise in shown.values():
        expect(exercise.root).to_have_attribute("lang", "ru")
    expect(shown["half"].root.locator(".cw-prompt")).to_contain_text("Какая дробь")
    expect(shown["teacher"].field).to_have_value("ustoz")
    shown["half"].switch("uz-Cyrl")
    expect(shown["capital"].root.locator(".cw-prompt")).to_contain_text("Ўзбекистон пойтахти")
    notebook.restart_and_run_all()
    expect(exercises(notebook)["half"].root).to_have_attribute("lang", "uz-Cyrl")


FIGURE = """
import ipywidgets as W
from courseware import exercise
figure = W.interactive(lambda x: print("x is", x), x=(0, 5))
e = exercise("half", figure=figure)
told = W.Label("nothing yet")
e.observe(lambda change: setattr(told, "value", f"mark: {change.new.state}"), "mark")
W.VBox([W.Tab([e, exercise("capital")], titles=["one", "two"]), told, exercise("haff")])
"""


def stands_in_a_box(notebook: Notebook) -> None:
    """Exercises in a Tab in a VBox, one with a figure that is moved, one observed."""
    one = Exercise(notebook.page.locator(".cw-exercise").nth(0))
    figure = one.root.locator(".cw-figure")
    expect(figure).to_contain_text("x is 2")
    figure.locator(".noUi-handle").focus()
    notebook.page.keyboard.press("ArrowRight")
    expect(figure).to_contain_text("x is 3")
    one.choose("half")
    one.expect_verdict("right")
    expect(notebook.page.get_by_text("mark: right")).to_be_visible()
    notebook.page.get_by_role("tab", name="two", exact=True).click()
    two = Exercise(notebook.page.locator(".cw-exercise").nth(1))
    two.type("Toshkent")
    two.expect_verdict("right")
    assert_accessible(notebook.page)
    expect(notebook.page.locator(".courseware-notice")).to_contain_text("“half”")
    assert_accessible(notebook.page, ".courseware-notice")
    notebook.save()
    assert carried(notebook) == {"small/half": "half", "small/capital": "Toshkent"}


def is_accessible(notebook: Notebook) -> None:
    """axe finds nothing, before and after answers and with a hint open."""
    assert_accessible(notebook.page)
    shown = exercises(notebook)
    shown["half"].root.get_by_role("button", name=re.compile("Maslahat")).click()
    shown["half"].choose("third")
    shown["primes"].choose("two")
    shown["speed"].type("abc")
    shown["capital"].type("Toshkent")
    shown["capital"].expect_verdict("right")
    assert_accessible(notebook.page)


def pictures(notebook: Notebook, name: str) -> None:
    """Every exercise fits, some of them answered; with pictures for those who want them."""
    notebook.make_room()
    shown = exercises(notebook)
    shown["half"].root.get_by_role("button", name=re.compile("Maslahat")).click()
    shown["half"].choose("third")
    shown["primes"].choose("two")
    shown["speed"].type(speed_of(shown["speed"]))
    shown["capital"].type("Samarqand")
    shown["capital"].expect_verdict("wrong")
    for number, exercise in enumerate(exercises(notebook).values(), start=1):
        exercise.root.evaluate("element => element.scrollIntoView({block: 'start'})")
        picture(notebook.page, f"{name}-{number}")
        box = exercise.root.bounding_box()
        assert box is not None
        size = notebook.page.viewport_size
        assert size is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size["width"], "wider than the window"
    assert_accessible(notebook.page)


def recorded(notebook: Notebook) -> dict[str, object]:
    """Return the newest answers in the journal by exercise."""
    reading = read(notebook.file.parent / "responses")
    assert not reading.damage
    answers = [record.data for record in reading.records if record.kind == "response"]
    return {str(answer["exercise"]): answer["value"] for answer in answers}


def carried(notebook: Notebook) -> dict[str, object]:
    """Return the answers that the saved notebook carries."""
    found: dict[str, object] = {}
    for cell in json.loads(notebook.file.read_text("utf-8"))["cells"]:
        for output in cell.get("outputs", []):
            if MEDIA_TYPE in output.get("data", {}):
                response = output["data"][MEDIA_TYPE]["response"]
                found[response["exercise"]] = response["value"]
    return found


def assert_recorded(notebook: Notebook) -> None:
    """Journal and saved notebook hold the answers of `ANSWERS`."""
    notebook.save()
    wanted = {f"small/{name}": value for name, value in ANSWERS.items()}
    in_journal, in_notebook = recorded(notebook), carried(notebook)
    assert wanted.items() <= in_journal.items()
    assert in_notebook == in_journal


def _expect_answers(notebook: Notebook) -> None:
    shown = exercises(notebook)
    shown["half"].expect_chosen("third")
    shown["primes"].expect_chosen("two")
    expect(shown["teacher"].field).to_have_value("ustoz")
    for name in ("half", "primes", "teacher"):
        shown[name].expect_kept()
    shown["half"].expect_verdict("wrong")
