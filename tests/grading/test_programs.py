"""Programs that count are tried contained, and only their values come out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from courseware import trial
from courseware.errors import ContainmentRefused
from courseware.grading.trying import Trials
from courseware.kinds.code.spec import CodeCase, CodeExercise
from courseware.sandbox import choose

EXERCISE = CodeExercise(define=("f",), seconds=2)
CASES = [CodeCase(id=name, call="f()", returns="3") for name in ("one", "two")]


@pytest.fixture(scope="module")
def trials() -> Iterator[Trials]:
    try:
        choose()
    except ContainmentRefused as refused:
        pytest.skip(str(refused))
    with Trials() as shared:
        yield shared


def outcomes(trials: Trials, source: str) -> list[tuple[str, str]]:
    observed = trials(EXERCISE, source, CASES)
    return [trial.compared(*pair) for pair in zip(CASES, observed, strict=True)]


def test_an_honest_program_is_tried(trials: Trials) -> None:
    assert outcomes(trials, "def f(): return 3") == [("right", "")] * 2
    source = "import numpy as np\ndef f(): return int(np.arange(3).sum())"
    assert outcomes(trials, source) == [("right", "")] * 2
    assert trials.containment is not None
    assert trials.containment.tier in {"A", "B"}


@pytest.mark.parametrize(
    "body",
    [
        "return open('/etc/shadow').read()",
        "import os; return os.listdir(os.path.expanduser('~root'))",
        "import socket; return socket.create_connection(('127.0.0.1', 80), 1)",
        "open('/usr/here', 'w')",
        "return 'x' * 10**10",
    ],
)
def test_what_is_not_allowed_is_an_error_of_the_program(trials: Trials, body: str) -> None:
    assert [outcome for outcome, _ in outcomes(trials, f"def f():\n    {body}")] == ["raised"] * 2


def test_a_program_that_never_ends_is_stopped_and_the_next_is_tried(trials: Trials) -> None:
    assert outcomes(trials, "def f():\n    while True: pass") == [("slow", "")] * 2
    assert outcomes(trials, "def f(): return 3") == [("right", "")] * 2


def test_a_program_cannot_speak_for_a_case(trials: Trials) -> None:
    source = (
        "import os\n"
        "for file in range(3, 64):\n"
        '    try: os.write(file, b\'{"id": "two", "value": ["int", "0x3"]}\\n\')\n'
        "    except OSError: pass\n"
        "def f(): return 1\n"
    )
    assert "right" not in {outcome for outcome, _ in outcomes(trials, source)}


def test_a_program_that_multiplies_spoils_nothing(trials: Trials) -> None:
    source = "import os\ndef f():\n    for _ in range(200): os.fork()\n    return 3"
    outcomes(trials, source)
    assert outcomes(trials, "def f(): return 3") == [("right", "")] * 2
