"""Templates: what `courseware new` makes is whole, runs, and passes `check` from the start."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from courseware import kinds
from courseware.cli import main
from courseware.publish.check import check_course
from courseware.publish.new import InTheWay, UnfitName, new_course, new_exercise, new_lesson

COURSE = Path("notebooks", "algebra")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def everything(here: Path, language: str) -> Path:
    """Make a course with every kind, practice and graded, by the commands themselves."""
    said = ["--lang", language]
    assert main(["new", "course", "algebra", *said]) == 0
    assert main(["new", "lesson", "second", *said]) == 0
    for kind in kinds.NAMES:
        assert main(["new", "exercise", f"second/{kind}", "--kind", kind, *said]) == 0
        graded = ["new", "exercise", f"second/graded_{kind}", "--kind", kind, "--graded", *said]
        assert main(graded) == 0
    return here / COURSE


@pytest.mark.parametrize("language", ["uz", "ru", "en"])
def test_everything_new_is_clean(here: Path, language: str) -> None:
    report = check_course(everything(here, language), variants=100)
    assert report.violations == ()
    assert report.exercises == 2 + 2 * len(kinds.NAMES)


@pytest.mark.parametrize("language", ["uz", "ru", "en"])
def test_comments_are_in_one_language(here: Path, language: str) -> None:
    everything(here, language)
    cyrillic = set("абвгдежзиклмнопрстуфхцчшщъыьэюя")
    for path in sorted(here.rglob("*.toml")):
        comments = [line for line in path.read_text("utf-8").splitlines() if line.startswith("#")]
        assert not [line for line in comments if line.startswith(("#uz", "#ru", "#en"))]
        for line in comments:
            assert bool(cyrillic & set(line.lower())) == (language == "ru"), line


def test_the_notebooks_run(here: Path) -> None:
    """Executed for real; every exercise shows itself, with an answerable question."""
    course = everything(here, "en")
    for name in ("first", "second"):
        path = course / name / f"{name}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
        NotebookClient(
            notebook, timeout=120, resources={"metadata": {"path": str(path.parent)}}
        ).execute()
        cells = [cell for cell in notebook.cells if cell.source.startswith("exercise(")]
        assert len(cells) == (1 if name == "first" else 1 + 2 * len(kinds.NAMES))
        for cell in cells:
            assert any("text/html" in output.get("data", {}) for output in cell.outputs)


def test_a_graded_one_has_its_key_in_the_private_half(here: Path) -> None:
    everything(here, "en")
    for kind in kinds.NAMES:
        public = tomllib.loads((COURSE / "second/exercises" / f"graded_{kind}.toml").read_text())
        assert public["graded"] is True
        assert "key" not in public
        key = Path("graders/algebra/keys/second", f"graded_{kind}.toml")
        # What a human marks has no explanation: no program says that it is right.
        assert tomllib.loads(key.read_text("utf-8")).get("explanation") or kind == "essay"


def test_nothing_is_overwritten(here: Path) -> None:
    new_course(here, "algebra")
    before = {path: path.read_bytes() for path in here.rglob("*") if path.is_file()}
    with pytest.raises(InTheWay):
        new_course(here, "algebra")
    with pytest.raises(InTheWay):
        new_lesson(here / COURSE, "first")
    with pytest.raises(InTheWay):
        new_exercise(here / COURSE, "first", "first_question", "choice")
    assert {path: path.read_bytes() for path in here.rglob("*") if path.is_file()} == before


def test_a_key_in_the_way_is_left_alone(here: Path) -> None:
    new_course(here, "algebra")
    key = here / "graders/algebra/keys/first/late.toml"
    key.parent.mkdir(parents=True)
    key.write_text("answer = 1\n")
    with pytest.raises(InTheWay):
        new_exercise(here / COURSE, "first", "late", "number", graded=True)
    assert key.read_text() == "answer = 1\n"
    assert not (here / COURSE / "first/exercises/late.toml").exists()


@pytest.mark.parametrize("name", ["", ".", "..", "../up", "a b", "a/b", "-x", "oʻn", "x" * 65])
def test_an_unfit_name_makes_nothing(here: Path, name: str) -> None:
    with pytest.raises(UnfitName):
        new_course(here, name)
    assert list(here.iterdir()) == []


def test_the_course_file_keeps_its_comments(here: Path) -> None:
    new_course(here, "algebra")
    path = here / COURSE / "course.toml"
    path.write_text(
        path.read_text("utf-8").replace('lessons = ["first"]', 'lessons = [\n  "first",  # ours\n]')
    )
    new_lesson(here / COURSE, "second")
    text = path.read_text("utf-8")
    assert '"first",  # ours' in text
    assert tomllib.loads(text)["lessons"] == ["first", "second"]


def test_a_notebook_in_use_gets_one_cell_more(here: Path) -> None:
    new_course(here, "algebra")
    path = here / COURSE / "first" / "first.ipynb"
    before = json.loads(path.read_text("utf-8"))["cells"]
    new_exercise(here / COURSE, "first", "setup", "number")  # an id that a cell has already
    after = json.loads(path.read_text("utf-8"))["cells"]
    assert after[:-1] == before
    assert "".join(after[-1]["source"]) == 'exercise("setup")'
    assert len({cell["id"] for cell in after}) == len(after)


def test_a_damaged_notebook_is_left_alone(here: Path) -> None:
    new_course(here, "algebra")
    path = here / COURSE / "first" / "first.ipynb"
    path.write_text("{ not json")
    new_exercise(here / COURSE, "first", "more", "number")
    assert path.read_text() == "{ not json"


def test_the_course_is_one_that_nbgrader_can_release(here: Path) -> None:
    """The whole way to a release, by the command, with stock nbgrader underneath."""
    everything(here, "en")
    command = [sys.executable, "-m", "courseware.cli", "release", "algebra", "second"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    released = here / "graders/algebra/release/second"
    assert (released / "second.ipynb").is_file()
    assert (released / "course.toml").is_file()
    text = (released / "second.ipynb").read_text("utf-8")
    assert text.count('"grade_id": "graded_') == len(kinds.NAMES)
