"""`courseware grade` in the root of any course of nbgrader's, and what it tells."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from courseware.cli import main
from courseware.cli.troubles import Status
from courseware.grading.examining.result import Reason, State
from courseware.grading.examining.result import Status as Ending
from courseware.grading.record import Reason as WhyMarked
from courseware.grading.running.lock import only_one
from courseware.grading.running.report import BARS, report_of
from courseware.grading.running.rows import Copied, Noted, Outcome, Row, Run
from courseware.text import LANGUAGES, say
from tests.grading.running import plain
from tests.grading.running.plain import HALF, NAME, hand_in


@pytest.fixture
def here(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course folder in which the command is given."""
    monkeypatch.chdir(root)
    return root


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Give a command; return its status and what it printed."""
    status = main(["grade", NAME, *words])
    said = capsys.readouterr()
    return status, said.out, said.err


def test_every_code_has_its_sentence_in_every_language() -> None:
    wanted = {
        *(f"run.reason_{code}" for code in get_args(Reason) if code),
        *(f"run.state_{code}" for code in get_args(State)),
        *(f"run.outcome_{code}" for code in (*get_args(Ending), "missing")),
        *(f"grading.reason_{code}" for code in get_args(WhyMarked) if code),
    }
    assert {each for part in get_args(Outcome) for each in get_args(part)} == {
        *get_args(Ending),
        "missing",
    }
    for key in wanted:
        assert len({say(key, language) for language in LANGUAGES if language != "uz-Cyrl"}) == 3


def test_a_course_without_preparation_in_words_and_as_data(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "nbgrader_config.py").unlink()
    hand_in(here, "ada")
    hand_in(here, "bek", HALF)
    (here / "submitted" / "che" / NAME).mkdir(parents=True)
    status, said, _ = told(capsys, "--verbose", "--lang", "en")
    assert status == Status.FAULTS  # che
    assert "text/why: for the teacher to mark; students: 2 (ada, bek)" in said
    assert "che: there is a folder" not in said  # told under its own heading
    assert "Empty folders\n  che" in said
    assert "code/warns: no points because something was written to stderr" in said
    assert "mean 1.25, median 1.25" in said
    assert "Hand-ins: 3. Graded now: 2, marked anew: 0, graded before: 0, failed: 1." in said
    status, said, errors = told(capsys, "--json", "--student", "ada", "--student", "bek")
    found: dict[str, Any] = json.loads(said)
    assert (status, errors) == (Status.DONE, "")
    assert [(row["student"], row["status"], row["score"]) for row in found["rows"]] == [
        ("ada", "kept", 2.5),
        ("bek", "kept", 0.0),
    ]
    assert found["report"]["statuses"] == {"kept": 2}
    (lost,) = found["report"]["stderr"]
    assert (lost["cell"], lost["students"], lost["points"]) == ("code/warns", 1, 4.0)
    for language in ("uz", "ru"):
        assert told(capsys, "--lang", language)[0] == Status.FAULTS


def test_what_policy_requires_is_required(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hand_in(here, "ada")
    (here / "policy.toml").write_text('[containment]\nrequire = "C"\n')
    status, _, errors = told(capsys, "--lang", "en")
    assert (status, say("sandbox.refused", "en") in errors) == (Status.FAULTS, True)
    assert plain.rows(here) == []


def test_what_stops_a_run_is_said_in_a_sentence(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(capsys)[0] == Status.MISSING
    hand_in(here, "ada")
    with only_one(here):
        status, _, errors = told(capsys, "--lang", "en")
    assert (status, "Another `courseware grade` is at work" in errors) == (Status.FAULTS, True)


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Heed Ctrl+C also where the tests themselves run in the background, and are told not to."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_ends_a_run_that_can_be_gone_on_with(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hand_in(here, "ada")
    hand_in(here, "interrupts", at=plain.LATE)
    hand_in(here, "zoe")
    (here / "interrupt").touch()
    status, _, errors = told(capsys, "--jobs", "1", "--lang", "en")
    assert status == Status.INTERRUPTED
    assert "Stopped: 1 of 3 are done and kept." in errors
    assert {row[1] for row in plain.rows(here)} == {"ada"}
    (here / "interrupt").unlink()
    status, said, _ = told(capsys, "--lang", "en")
    assert status == Status.DONE
    assert "Graded now: 1, marked anew: 0, graded before: 2" in said


def test_a_run_adds_up_to_a_report() -> None:
    look = Noted(cell="b/essay", state="manual", points=2.0)
    forged = Noted(cell="b/live", state="right", points=3.0, score=3.0, forgeable=True)
    rows = tuple(
        Row(
            student=f"s{at}",
            status="graded",
            score=float(at),
            max_score=10.0,
            needs_human=at == 3,
            late=at == 4,
            cells=(look, forged) if at == 3 else (forged,),
            tier="A",
            peak_mb=at,
        )
        for at in range(11)
    )
    slow = Row(student="slow", status="graded", outcome="timeout", notes=("cell_time",), tier="B")
    copied = (Copied(students=("s1", "s2"), records=4),)
    found = report_of(Run(lesson="x", rows=(*rows, slow), copied=copied, notes=("b/t: 0 of 1",)))
    assert found.distribution == (1,) * (BARS - 1) + (2,)
    assert (found.mean, found.median, found.waiting, found.late) == (5.0, 5.0, 1, 1)
    assert [(lot.cell, lot.students, lot.examples) for lot in found.look] == [
        ("b/essay", 1, ("s3",))
    ]
    assert [(lot.cell, lot.students, lot.points) for lot in found.forgeable] == [("b/live", 11, 33)]
    assert [(each.student, each.why) for each in found.failures] == [("slow", "cell_time")]
    assert (found.tiers, found.peak_mb, found.copied) == ({"A": 11, "B": 1}, 10.0, copied)
