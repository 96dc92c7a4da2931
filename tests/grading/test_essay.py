"""What a human must mark waits for one; what was measured is measured again."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook
from nbgrader.server_extensions.formgrader import handlers

from courseware import kinds
from courseware.grading import generate
from courseware.grading.commands import feedback
from courseware.keys import load_key
from courseware.publish.seal import seal
from tests.grading.course import TINY, Learner, hand_in
from tests.grading.support import auto_scores, grade, marks, needing_human

LESSON = "writing"
TEXT = "Suv <b>quyosh</b> issigʻida bugʻlanadi.\n\nKeyin yomgʻir boʻlib yogʻadi & daryoga qaytadi."
NOTES = "Look for evaporation-4711."

ESSAY = f"""
kind = "essay"
graded = true
points = 5
least_words = 5
prompt = {{ uz = "Suv aylanishi.", ru = "Круговорот воды.", en = "Explain the water cycle." }}

[[rubric]]
id = "idea"
title = {{ uz = "Fikr", ru = "Мысль", en = "Idea" }}
levels = [
  {{ points = 5, text = {{ uz = "toʻliq", ru = "полно", en = "complete" }} }},
  {{ points = 0, text = {{ uz = "yoʻq", ru = "нет", en = "missing" }} }},
]

[key.notes]
idea = {{ uz = "{NOTES}", ru = "{NOTES}", en = "{NOTES}" }}
"""

LAB = """
kind = "lab"
graded = true
points = 4
lab = "pendulum"
free = ["length", "mass"]
prompt = { uz = "Oʻlchang.", ru = "Измерьте.", en = "Measure." }

[[fields]]
id = "g"
title = "g"

[key]
checks = [
  { kind = "one_at_a_time", credit = 0.5, control = "length", at_least = 4 },
  { kind = "fit", credit = 0.5, field = "g", constant = "gravity", at_least = 4, tolerance = 0.05 },
]
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The private half of a course with one essay and one laboratory, released."""
    top = tmp_path_factory.mktemp("essay")
    public, graders = top / "notebooks" / "tiny", top / "graders" / "tiny"
    exercises = public / LESSON / "exercises"
    exercises.mkdir(parents=True)
    (exercises / "water.toml").write_text(ESSAY, "utf-8")
    (exercises / "swing.toml").write_text(LAB, "utf-8")
    cells = [new_code_cell(f'exercise("{name}")') for name in ("water", "swing")]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = new_notebook(
        cells=[new_code_cell("from courseware import exercise"), *cells],
        metadata={"kernelspec": kernel},
    )
    nbformat.write(notebook, public / LESSON / f"{LESSON}.ipynb")
    told = (TINY / "course.toml").read_text("utf-8").replace('["first", "mixed"]', f'["{LESSON}"]')
    (public / "course.toml").write_text(told, "utf-8")
    graders.mkdir(parents=True)
    lines = ("from courseware.grading import configure", "c = get_config()")
    (graders / "nbgrader_config.py").write_text(
        "\n".join((*lines, "configure(c, __file__)")), "utf-8"
    )
    seal(public)
    generate(graders, LESSON)
    return graders


@pytest.fixture
def graders(course: Path) -> Path:
    """The course with nothing handed in yet."""
    for folder in ("submitted", "autograded", "feedback"):
        shutil.rmtree(course / folder, ignore_errors=True)
    return course


def experiment(learner: Learner, graders: Path) -> Any:
    """Do the laboratory as carefully as the kind itself does."""
    exercise = learner.lesson.entry("swing").exercise
    key = load_key(graders / "keys", exercise)
    samples = kinds.of(exercise).samples(exercise, key, learner.variant("swing"))
    return next(iter(samples)).value


def at_home(graders: Path, tmp_path: Path, name: str) -> Learner:
    return Learner(tmp_path / name / LESSON, name, graders / "release" / LESSON)


def formgrader(graders: Path, student: str) -> str:
    """Return the page on which a teacher gives points, as Formgrader renders it."""
    exporter = HTMLExporter(
        template_name="formgrade", extra_template_basedirs=[handlers.template_path]
    )
    named = {"assignment_id": LESSON, "notebook_id": LESSON, "student": student}
    resources = {**named, "submission_id": "1", "index": 0, "total": 1, "base_url": ""}
    resources |= {"last_name": "", "first_name": "", "notebook_path": ""}
    path = graders / "autograded" / student / LESSON / f"{LESSON}.ipynb"
    html, _ = exporter.from_filename(os.fspath(path), resources=resources)
    return str(html)


def give(graders: Path, student: str, points: float, comment: str) -> None:
    """Give points and a comment as Formgrader's handlers do."""
    with Gradebook(f"sqlite:///{graders / 'gradebook.db'}", "tiny") as gradebook:
        found = gradebook.find_submission_notebook(LESSON, LESSON, student)
        given = next(each for each in found.grades if "water" in each.name)
        given.manual_score, given.needs_manual_grade = points, False
        said = next(each for each in found.comments if each.name == given.name)
        said.manual_comment = comment
        gradebook.db.commit()


def test_an_essay_waits_for_a_human(graders: Path, tmp_path: Path) -> None:
    ada = at_home(graders, tmp_path, "ada")
    ada.answer("water", "Birinchi qoralama.")
    ada.answer("water", TEXT)
    ada.answer("swing", experiment(ada, graders))
    hand_in(ada, graders)
    row = grade(graders, LESSON)["ada"]
    marked = marks(row)["water"]
    assert (marked.state, marked.score, marked.reason) == ("unmarked", None, "by_hand")
    assert row.needs_human
    (cell,) = needing_human(graders, "ada", LESSON)
    assert auto_scores(graders, "ada", LESSON)[cell] is None

    page = formgrader(graders, "ada")
    assert "Suv &lt;b&gt;quyosh&lt;/b&gt; issigʻida" in page
    assert "qaytadi" in page
    assert "<b>quyosh</b>" not in page
    assert NOTES in page
    assert "полно" in page  # the course's own language
    assert f'id="{cell}-comment"' in page
    assert f'id="{cell}"' in page

    feedback(graders, LESSON)
    told = (graders / "feedback" / "ada" / LESSON / f"{LESSON}.html").read_text("utf-8")
    assert "Not marked yet" in told
    assert "– / 5" in told
    assert NOTES not in told

    give(graders, "ada", 4.5, "Yaxshi yozilgan!")
    assert needing_human(graders, "ada", LESSON) == set()
    feedback(graders, LESSON)
    told = (graders / "feedback" / "ada" / LESSON / f"{LESSON}.html").read_text("utf-8")
    assert "4.5 / 5" in told
    assert "Yaxshi yozilgan!" in told
    assert "Total: 8.5 / 9 points" in told

    again = grade(graders, LESSON, force=True)["ada"]
    assert again.score == 8.5, "a human's points survive being graded again"


def test_blank_paper_needs_no_human(graders: Path, tmp_path: Path) -> None:
    bek = at_home(graders, tmp_path, "bek")
    bek.answer("water", "  \n")
    hand_in(bek, graders)
    row = grade(graders, LESSON)["bek"]
    assert (marks(row)["water"].state, marks(row)["water"].score) == ("wrong", 0.0)
    assert not row.needs_human


def test_what_was_measured_is_measured_again(graders: Path, tmp_path: Path) -> None:
    names: tuple[str, ...] = ("careful", "inventive", "lent")
    careful, inventive, lent = (at_home(graders, tmp_path, name) for name in names)
    table = experiment(careful, graders)
    careful.answer("swing", table)
    made_up = [[*row[:-1], f"{float(row[-1]) + 0.01:.2f}"] for row in table["rows"]]
    invented: Any = {**table, "rows": made_up}
    inventive.answer("swing", invented)
    lent.answer("swing", table)  # the readings of another variant
    for each in (careful, inventive, lent):
        hand_in(each, graders)
    rows = grade(graders, LESSON)
    assert marks(rows["careful"])["swing"].score == 4.0
    assert marks(rows["inventive"])["swing"].score == 0.0
    assert marks(rows["lent"])["swing"].score == 0.0


def test_a_table_of_another_name_is_for_a_human(graders: Path, tmp_path: Path) -> None:
    """Who worked under another name than they hand in under has readings of their own."""
    other = at_home(graders, tmp_path, "laptop")
    other.answer("swing", experiment(other, graders))
    other.name = "registered"
    hand_in(other, graders)
    marked = marks(grade(graders, LESSON)["registered"])["swing"]
    assert (marked.state, marked.reason) == ("unmarked", "foreign_variant")
