"""Stock nbgrader, with configuration only: every command, and the exchange."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell
from nbgrader.api import Gradebook
from nbgrader.auth import Authenticator
from nbgrader.converters import Autograde, GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeFactory
from nbgrader.preprocessors import ClearOutput
from traitlets.config import Config

from courseware.errors import InvalidDocument
from courseware.grading import configure, run
from courseware.grading.commands import release_assignment
from courseware.grading.course import Course
from courseware.publish.seal import seal
from courseware.session import FOLDER
from tests.grading.course import LESSON, Learner, hand_in, write_course
from tests.grading.support import auto_scores, grade, needing_human, scores, stock_autograde

MakeLearner = Callable[..., Learner]


def nbgrader(folder: Path, *command: str) -> str:
    """Run a command as somebody would in a terminal, in an environment that is not activated."""
    elsewhere = os.pathsep.join(
        place
        for place in os.environ["PATH"].split(os.pathsep)
        if not Path(place).is_relative_to(Path(sys.executable).parent)
    )
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *command],
        cwd=folder,
        env={**os.environ, "PATH": elsewhere},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


@pytest.mark.thorough  # the ring hub goes the same way, in the browser
def test_the_whole_cycle_by_the_stock_command_line(tmp_path: Path) -> None:
    graders = write_course(tmp_path)
    seal(tmp_path / "notebooks" / "tiny")
    home = tmp_path / "home"
    home.mkdir()
    (home / "nbgrader_config.py").write_text(
        "c = get_config()\n"
        'c.CourseDirectory.course_id = "tiny"\n'
        f"c.Exchange.root = {os.fspath(tmp_path / 'exchange')!r}\n"
        f"c.Exchange.cache = {os.fspath(tmp_path / 'cache')!r}\n"
    )
    nbgrader(graders, "generate_assignment", LESSON)
    nbgrader(graders, "release_assignment", LESSON)
    nbgrader(home, "fetch_assignment", LESSON)
    fetched = (home / LESSON).rename(home / "fetched")
    ada = Learner(home / LESSON, "ada", fetched)
    total = ada.answer_all()
    ada.save()
    nbgrader(home, "submit", LESSON, "--student", "ada")
    nbgrader(graders, "collect", LESSON)
    assert list((graders / "submitted" / "ada" / LESSON / FOLDER).glob("*.jsonl"))
    nbgrader(graders, "autograde", LESSON)
    assert auto_scores(graders, "ada") == {"planets": 2.0, "speed": 3.0, "plant": 1.0, "sure": -2.0}
    nbgrader(graders, "generate_feedback", LESSON)
    nbgrader(graders, "release_feedback", LESSON)
    nbgrader(home, "fetch_feedback", LESSON, "--student", "ada")
    (page,) = (home / LESSON / "feedback").rglob(f"{LESSON}.html")
    assert "Луна спутник" in page.read_text("utf-8")
    nbgrader(graders, "export", "--to", "grades.csv")
    with (graders / "grades.csv").open(newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["student_id"], float(row["score"]), float(row["max_score"])) == ("ada", total, 12.0)


def test_a_refusal_is_told_on_the_command_line(graders: Path, notebooks: Path) -> None:
    path = notebooks / LESSON / "exercises" / "plant.toml"
    path.write_text(path.read_text("utf-8") + '\n[key]\nanswer = "x"\n', "utf-8")
    with pytest.raises(AssertionError, match="courseware seal"):
        nbgrader(graders, "generate_assignment", LESSON, "--force")


# --- collecting


@pytest.fixture
def inbound(top: Path, graders: Path) -> Path:
    """Where learners' hand-ins lie in the exchange."""
    release_assignment(graders, LESSON)
    return top / "exchange" / "tiny" / "inbound"


def submit(learner: Learner, inbound: Path, at: str = "2030-01-15 10:00:00.000000 UTC") -> Path:
    """Hand in through the exchange, as `nbgrader submit` lays it out."""
    place = inbound / f"{learner.name}+{LESSON}+{at}+abcd"
    shutil.copytree(learner.folder, place, symlinks=True)
    (place / "timestamp.txt").write_text(at)
    (place / "submission_secret.txt").write_text(f"secret of {learner.name}")
    return place


def collect(graders: Path) -> list[str]:
    """Run `nbgrader collect` in this process; return what it logged."""
    course = Course(graders)
    exchange = ExchangeFactory(config=course.config, log=course.log)
    with course.working_on(LESSON):
        exchange.Collect(
            coursedir=course.coursedir,
            authenticator=Authenticator(config=course.config),
            config=course.config,
            log=course.log,
        ).start()
    return course.said


def test_a_hand_in_of_the_journal_alone_is_collected_and_graded(
    graders: Path, inbound: Path, learner: MakeLearner
) -> None:
    ada = learner("ada")
    total = ada.answer_all()
    ada.notebook.unlink()
    submit(ada, inbound)
    said = collect(graders)
    assert any("the released notebook stands in its place" in line for line in said)
    assert grade(graders)["ada"].score == total


def test_one_bad_folder_in_the_exchange_does_not_stop_the_others(
    top: Path, graders: Path, inbound: Path, learner: MakeLearner
) -> None:
    (top / "secret").mkdir()
    (top / "secret" / "first.ipynb").write_text("nobody may see this")
    for name in ("ada", "zoe"):
        here = learner(name)
        here.answer_all()
        submit(here, inbound)
    (inbound / f"bad+{LESSON}+no time at all").mkdir()
    (inbound / f"worse+{LESSON}+9999999-99-99 UTC+x").mkdir()
    (inbound / f"thief+{LESSON}+2030-01-15 10:00:00 UTC+x").symlink_to(top / "secret")
    linking = submit(learner("linking"), inbound)
    (linking / "first.ipynb").unlink()
    (linking / "first.ipynb").symlink_to(top / "secret" / "first.ipynb")
    (linking / "zero").symlink_to("/dev/zero")
    os.mkfifo(linking / "pipe")
    said = "\n".join(collect(graders))
    assert "no time at all" in said
    assert "thief" in said
    collected = {path.name for path in (graders / "submitted").iterdir()}
    assert {"ada", "zoe", "linking"} <= collected <= {"ada", "zoe", "linking", "thief"}
    everything = list((graders / "submitted").rglob("*"))
    assert not any(path.is_symlink() for path in everything)
    assert all(path.is_dir() or path.is_file() for path in everything)
    assert not any(b"nobody may" in path.read_bytes() for path in everything if path.is_file())
    rows = grade(graders)
    assert (rows["ada"].score, rows["zoe"].score) == (4.0, 4.0)
    assert (rows["linking"].status, rows["linking"].score) == ("failed", None)  # nothing was left


def test_a_hand_in_that_is_too_large_keeps_its_answers(
    graders: Path, inbound: Path, learner: MakeLearner
) -> None:
    config = graders / "nbgrader_config.py"
    config.write_text(config.read_text("utf-8") + "c.CourseDirectory.max_dir_size = 1000\n")
    ada = learner("ada")
    total = ada.answer_all()
    (ada.folder / "films").mkdir()
    (ada.folder / "films" / "film.bin").write_bytes(bytes(2_000_000))
    submit(ada, inbound)
    collect(graders)
    assert not (graders / "submitted" / "ada" / LESSON / "films").exists()
    assert grade(graders)["ada"].score == total


# --- settings


def test_late_penalties_and_other_settings_are_nbgraders_own(
    graders: Path, learner: MakeLearner
) -> None:
    config = graders / "nbgrader_config.py"
    config.write_text(
        config.read_text("utf-8") + 'c.LateSubmissionPlugin.penalty_method = "zero"\n', "utf-8"
    )
    with Gradebook(f"sqlite:///{graders / 'gradebook.db'}", "tiny") as book:
        book.update_or_create_assignment(LESSON, duedate="2030-01-14 00:00:00 UTC")
    ada = learner("ada")
    ada.answer_all()
    hand_in(ada, graders)
    row = grade(graders)["ada"]
    assert scores(row)["planets"] == 2.0
    assert row.score == 0.0
    assert needing_human(graders, "ada") == set()


def test_a_notebook_of_exercises_needs_no_kernel(graders: Path, learner: MakeLearner) -> None:
    ada = learner("ada")
    ada.answer_all()
    nb = ada.read()
    nb.cells.append(new_code_cell("open('ran', 'w').close()"))
    ada.write(nb)
    hand_in(ada, graders)
    stock_autograde(graders)
    assert not (graders / "autograded" / "ada" / LESSON / "ran").exists()
    config = graders / "nbgrader_config.py"
    config.write_text(config.read_text("utf-8") + "c.ExecuteWhereNeeded.always = True\n")
    stock_autograde(graders, force=True)
    assert (graders / "autograded" / "ada" / LESSON / "ran").exists()
    row = grade(graders)["ada"]
    assert (row.score, row.tier) == (4.0, "")


def test_the_policy_and_the_course_are_read_before_anybody_is_graded(
    graders: Path, notebooks: Path, learner: MakeLearner
) -> None:
    hand_in(learner("ada"), graders)
    policy = graders / "policy.toml"
    policy.write_text('[variants]\ndrawn_for = "friends"\n')
    with pytest.raises(InvalidDocument, match="drawn_for"):
        run(graders, LESSON)
    policy.unlink()
    (notebooks / "course.toml").write_text("id = 1\n")
    with pytest.raises(InvalidDocument, match=r"course\.toml"):
        run(graders, LESSON)


def test_stock_autograde_takes_hand_ins_in_as_well(graders: Path, learner: MakeLearner) -> None:
    """As Formgrader starts it, without our own run around it."""
    for name in ("ada", "bek"):
        here = learner(name)
        here.answer_all()
        place = hand_in(here, graders)
        if name == "ada":
            (place / "first.ipynb").write_text("{broken")
            (place / "link").symlink_to("/etc")
    stock_autograde(graders)
    for name in ("ada", "bek"):
        assert sum(score or 0 for score in auto_scores(graders, name).values()) == 4.0


def test_halves_may_lie_elsewhere(tmp_path: Path) -> None:
    c = Config()
    (tmp_path / "private").mkdir()
    configure(
        c,
        tmp_path / "private" / "nbgrader_config.py",
        course="algebra",
        notebooks=tmp_path / "lessons",
        languages=["ru"],
    )
    assert c.CourseDirectory.course_id == "algebra"
    assert c.CourseDirectory.source_directory == "../lessons"
    assert c.CourseDirectory.root == os.fspath(tmp_path / "private")
    assert c.Seal.languages == ["ru"]
    assert not {"responses", "*"} & set(c.CourseDirectory.ignore)


def test_our_steps_are_in_nbgraders_lists_and_a_course_may_add_its_own(tmp_path: Path) -> None:
    c = Config()
    configure(c, tmp_path / "graders" / "tiny" / "nbgrader_config.py")
    c.Autograde.autograde_preprocessors.append(ClearOutput)
    for _ in range(2):  # nothing is put in twice
        made = Autograde(coursedir=CourseDirectory(config=c), config=c)
        generate = GenerateAssignment(coursedir=CourseDirectory(config=c), config=c)
        sanitize = [each.__name__ for each in made.sanitize_preprocessors]
        assert sanitize[:2] == ["Harvest", "ClearOutput"]
        graded = [each.__name__ for each in made.autograde_preprocessors]
        assert graded[0] == "ExecuteWhereNeeded"
        assert graded[-2:] == ["Clean", "ClearOutput"]
        assert [each.__name__ for each in generate.preprocessors].count("Seal") == 1
        assert generate.preprocessors[0].__name__ == "Seal"
