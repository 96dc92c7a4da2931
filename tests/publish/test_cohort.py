"""The sample cohort: hand-ins made by really answering, and the demo that grades them."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from courseware import journal, library, marking
from courseware.errors import CoursewareError
from courseware.keys import load_key
from courseware.publish import cohort
from courseware.publish.cohort import DUE, HABITS, make_cohort, samples
from courseware.response import MEDIA_TYPE
from courseware.session import FOLDER, history

LESSON = "fractions"
LESSONS = ("fractions", "motion", "sampling", "loops", "pendulum", "words")


@pytest.fixture(scope="module")
def course(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the demo course whose lessons are handed out as they were authored."""
    top = tmp_path_factory.mktemp("cohort")
    for half in ("notebooks", "graders"):
        kept = shutil.ignore_patterns("release", "submitted", "autograded", "gradebook.db")
        shutil.copytree(root / half / "demo", top / half / "demo", ignore=kept)
    source, release = top / "notebooks/demo", top / "graders/demo/release"
    shutil.copytree(source / LESSON, release / LESSON)
    shutil.copy(source / "course.toml", release / LESSON)
    make_cohort(source)
    return source


def folder(course: Path, number: int) -> Path:
    return course.parent.parent / f"graders/demo/submitted/sample-{number:02}" / LESSON


def carried(notebook: Path) -> list[dict[str, object]]:
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", ())]
    return [output["data"][MEDIA_TYPE]["response"] for output in outputs]


def test_every_habit_occurs_and_says_that_it_is_a_sample(course: Path) -> None:
    submitted = folder(course, 1).parent.parent
    names = sorted(path.name for path in submitted.iterdir())
    assert names == [sample.learner for sample in samples()]
    assert len(names) == len(HABITS) >= 12
    assert all(name.startswith("sample-") for name in names)


def test_answers_were_really_given(course: Path) -> None:
    """Whole journals, variants drawn for that learner, times in UTC."""
    read = journal.read(folder(course, 1) / FOLDER)
    assert read.damage == ()
    responses = history(read.records).responses
    assert set(responses) == {
        entry.exercise.id for entry in library.find_lesson(folder(course, 1)).entries()
    }
    for given in responses.values():
        assert [response.learner for response in given] == ["sample-01"]
        assert given[0].at < DUE


def test_ways_to_hand_in(course: Path) -> None:
    by_name = {habit.name: number for number, habit in enumerate(HABITS, 1)}
    both, blank = folder(course, by_name["right"]), folder(course, by_name["blank"])
    assert len(carried(both / f"{LESSON}.ipynb")) == 12
    assert journal.read(both / FOLDER).records
    assert carried(blank / f"{LESSON}.ipynb") == []
    assert not (blank / FOLDER).exists()
    only = folder(course, by_name["journal only"])
    assert carried(only / f"{LESSON}.ipynb") == []
    assert journal.read(only / FOLDER).records
    only = folder(course, by_name["notebook only"])
    assert carried(only / f"{LESSON}.ipynb")
    assert not (only / FOLDER).exists()
    damaged = folder(course, by_name["damaged notebook"])
    with pytest.raises(ValueError, match=r"Expecting|Unterminated|delimiter"):
        json.loads((damaged / f"{LESSON}.ipynb").read_text("utf-8", errors="replace"))
    late = (folder(course, by_name["late"]) / "timestamp.txt").read_text()
    assert late > f"{DUE:%Y-%m-%d}"
    assert (both / "timestamp.txt").read_text() < f"{DUE:%Y-%m-%d}"


def test_every_kind_is_answered_rightly_and_otherwise(course: Path, root: Path) -> None:
    """Of each exercise of the later lessons there is a right answer and one that is not."""
    for lesson in LESSONS[3:]:
        for entry in library.find_lesson(course / lesson).entries():
            key = entry.key or load_key(root / "graders/demo/keys", entry.exercise)
            variant = marking.draw(entry.exercise, "seed", "sample-01")
            for wanted in ("right", "partly", "wrong"):
                found = cohort._value(entry.exercise, key, variant, wanted, random.Random(1))
                assert found is not None, entry.name
                state = marking.mark(entry.exercise, key, variant, found[0]).state
                assert state == found[1], entry.name
                assert (state == "right") == (wanted == "right"), (entry.name, wanted)


def test_second_thoughts_leave_two_answers(course: Path) -> None:
    number = 1 + [habit.name for habit in HABITS].index("second thoughts")
    responses = history(journal.read(folder(course, number) / FOLDER).records).responses
    assert Counter(len(given) for given in responses.values()).most_common(1)[0][0] == 2


def test_the_same_seed_makes_the_same_answers(course: Path) -> None:
    def answers() -> dict[str, object]:
        return {
            f"{path.parent.name}/{response['exercise']}": response["value"]
            for path in sorted(folder(course, 1).parent.parent.glob(f"*/{LESSON}"))
            if "damaged" not in HABITS[int(path.parent.name[-2:]) - 1].name
            for response in carried(path / f"{LESSON}.ipynb")
        }

    first = answers()
    make_cohort(course)
    assert answers() == first
    make_cohort(course, seed="another")
    assert answers() != first
    make_cohort(course)


def test_nothing_released_is_said(course: Path, tmp_path: Path) -> None:
    with pytest.raises(CoursewareError, match="released"):
        make_cohort(course, tmp_path)


@pytest.fixture(scope="module")
def demo(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[subprocess.CompletedProcess[str], Path]:
    """The demo as `make demo` runs it, but for the serving: in a folder of its own."""
    work = tmp_path_factory.mktemp("demo") / "work"
    command = [sys.executable, "-m", "courseware.cli", "demo", "--no-serve", "--lang", "en"]
    done = subprocess.run(
        [*command, "--folder", str(work)],
        cwd=root,
        env=os.environ | {"COLUMNS": "200"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done, work


def test_the_demo_grades_its_cohort(
    demo: tuple[subprocess.CompletedProcess[str], Path],
) -> None:
    done, _ = demo
    assert done.returncode == 0, done.stderr
    for lesson in LESSONS:
        assert f"\n{lesson} " in done.stdout
    for number in range(1, 15):
        assert done.stdout.count(f"\n  sample-{number:02} ") == len(LESSONS)
    (first,) = [line for line in done.stdout.splitlines() if "sample-01 " in line][:1]
    assert "10 / 10" in first
    assert done.stdout.count("graded, late") == len(LESSONS)
    assert "please look" in done.stdout
    assert "None of them is a real person." in done.stdout


def test_the_demo_leaves_the_checkout_alone(
    demo: tuple[subprocess.CompletedProcess[str], Path], root: Path
) -> None:
    _, work = demo
    assert (work / "graders/demo/gradebook.db").is_file()
    assert not (root / "graders/demo/gradebook.db").exists()
    assert not (root / "graders/demo/submitted").exists()


def test_grading_again_keeps_what_was_graded(
    demo: tuple[subprocess.CompletedProcess[str], Path],
) -> None:
    _, work = demo
    command = [sys.executable, "-m", "courseware.cli", "grade", "demo", LESSON, "--json"]
    done = subprocess.run(command, cwd=work, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert {row["status"] for row in report["rows"]} == {"kept"}
    assert [row["student"] for row in report["rows"] if row["late"]] == ["sample-07"]
    reasons = {mark["reason"] for row in report["rows"] for mark in row["marks"]}
    assert "unreadable_answer" in reasons


def test_a_folder_of_somebody_else_is_not_used(root: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    command = [sys.executable, "-m", "courseware.cli", "demo", "--folder", str(tmp_path)]
    done = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
