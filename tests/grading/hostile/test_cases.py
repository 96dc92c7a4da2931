"""Every case in tier A and in tier B, each between honest learners who must not notice."""

from __future__ import annotations

import functools
import os
import socket
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

import msgspec
import psutil
import pytest

from courseware.errors import ContainmentRefused
from courseware.grading.examining.assignment import Examining
from courseware.grading.examining.engine import Engine
from courseware.grading.examining.handin import HandIn
from courseware.grading.examining.result import Result
from courseware.sandbox import Limits, choose
from tests.grading.examining.assignments import assignment, cells
from tests.grading.hostile import cases, forging, harm, honest, malformed, secrets_
from tests.grading.hostile.cases import CASES, FULL, MARKS, OUTSIDE, RIGHT, Case, Submission

MODULES = (forging, secrets_, harm, malformed, honest)
"""Importing them fills `CASES`."""

AMOUNTS: Final[Mapping[str, int]] = {"memory_mb": 600, "file_mb": 20, "home_mb": 30}
PATIENT = Limits(cell_seconds=20, submission_seconds=60, **AMOUNTS)
"""For what ends by itself, however much else the machine has to do."""
BRIEF = Limits(cell_seconds=0.8, submission_seconds=4, **AMOUNTS)
"""For what never ends."""
ENDING = 15  # seconds that may pass until what is past its time has been stopped


class Engines(NamedTuple):
    """Two that differ only in how long they wait."""

    patient: Engine
    brief: Engine


@pytest.fixture(scope="module", params=["A", "B"])
def engines(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engines]:
    """Engines in that tier, with secrets in their environment and in a home."""
    home = tmp_path_factory.mktemp("home")
    (home / "id_key").write_text(cases.HOME)
    (home / "kernel-1.json").write_text(cases.KERNEL)
    (home / "other.ipynb").write_text(cases.OTHER)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SECRET", cases.ENVIRONMENT)
        patch.setenv("HOME", os.fspath(home))
        try:
            containment = choose(only=request.param)
        except ContainmentRefused as refused:
            pytest.skip(f"tier {request.param} does not hold here: {refused}")
        book = assignment("course", {"book": cases.BOOK}, {"helper.py": cases.HELPER})
        made = functools.partial(
            Engine, book, policy=Examining(stderr="ours"), containment=containment
        )
        with made(limits=PATIENT) as patient, made(limits=BRIEF) as brief:
            yield Engines(patient, brief)


@pytest.fixture(scope="module")
def listener() -> Iterator[socket.socket]:
    """A server on this machine that nobody may reach."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        yield server


@pytest.mark.parametrize("case", CASES, ids=lambda each: each.name)
def test_case(engines: Engines, listener: socket.socket, case: Case) -> None:
    submission = case.submission()
    port = str(listener.getsockname()[1])
    for each in submission.nb["cells"] or []:
        if isinstance(each["source"], str):
            each["source"] = each["source"].replace("PORT", port)

    engine, limits = (engines.brief, BRIEF) if case.may_be_late else (engines.patient, PATIENT)
    result = engine.grade(submission.handed_in("mallory"))
    after = engine.grade(_right())

    assert _score(after) == FULL
    assert after.status == "graded"
    assert result.status in case.statuses
    _check_score(result, case)
    assert not any(each.forgeable for each in cells(result).values())
    assert result.usage.wall <= limits.submission_seconds + ENDING
    assert max(result.usage.worker_mb, result.usage.examiner_mb) <= case.megabytes
    _check_nothing_leaks(result)
    assert _lingering() == []
    with pytest.raises(BlockingIOError):
        listener.accept()
    assert not Path(OUTSIDE).exists()


@pytest.mark.parametrize("which", Engines._fields)
def test_honest_first(engines: Engines, which: str) -> None:
    result = getattr(engines, which).grade(_right())

    assert (_score(result), result.status) == (FULL, "graded")
    assert result.tier in {"A", "B"}


def _right() -> HandIn:
    made = Submission()
    made.solve(RIGHT)
    return made.handed_in("honest")


def _score(result: Result) -> float | None:
    found = [each.score for id_, each in cells(result).items() if id_ != "reflection"]
    return None if set(found) == {None} else sum(score or 0 for score in found)


def _check_score(result: Result, case: Case) -> None:
    assert sum(each.points for each in cells(result).values()) == FULL + 2
    score = _score(result)
    if result.status == "refused":
        assert score is None
        assert result.why
    elif case.score is not None:
        assert score == case.score
    for each in cells(result).values():
        assert each.state != "not_run" or each.reason


def _check_nothing_leaks(result: Result) -> None:
    """Look through all that a learner gets back: their own cells, and lines about them."""
    for book in result.notebooks.values():
        executed = book.executed or {"cells": []}
        own = [
            each
            for each in executed["cells"]
            if not each["metadata"].get("nbgrader", {}).get("grade")
        ]
        shown = msgspec.json.encode([own, executed.get("metadata")]).decode()
        assert [mark for mark in MARKS if mark in shown] == []
        assert "being graded" not in shown
        assert len(shown) < 5_000_000
    lines = [*result.notes, result.why, *(each.detail for each in cells(result).values())]
    assert all(line.isprintable() for line in lines)


def _lingering() -> list[str]:
    found = []
    for process in psutil.process_iter(["cmdline", "status", "ppid"]):
        words = process.info["cmdline"] or []
        if cases.LINGERS in words:
            whose = f"{process.info['status']} under {process.info['ppid']}"
            found.append(f"{whose}: {' '.join(words)}")
    return found
