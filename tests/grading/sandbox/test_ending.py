"""However grading ends, nothing that it launched stays."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import msgspec
import pytest

from courseware.kernel import WarmParent
from courseware.sandbox import PREPARE, Limits
from courseware.sandbox.containment import Containment, Launched
from tests.grading.sandbox.conftest import ROOT, TIERS, skip_where_impossible

HERE = Path(__file__).parent

SUPERVISOR = """
import json, os, signal, sys
from functools import partial
from pathlib import Path
import msgspec
from courseware.kernel import WarmParent
from courseware.sandbox import PREPARE, Limits
from courseware.sandbox.containment import Containment

containment = msgspec.json.decode(sys.argv[1], type=Containment)
here, scratch, alive = sys.argv[2], Path(sys.argv[3]), int(sys.argv[4])
parent = WarmParent.start(
    prepare=[PREPARE],
    launch=partial(containment.launch, readable=[Path(here)], scratch=scratch),
    environment={"PYTHONPATH": here},
)
told, tell = os.pipe()
arguments = {
    "deed": "leave_daemon",
    "home": str(scratch / "1"),
    "limits": msgspec.to_builtins(Limits()),
}
waiting = parent.fork("deeds:do", {**arguments, "deed": "wait_for_ever"}, [tell, alive])
second = parent.fork("deeds:do", {**arguments, "home": str(scratch / "2")}, [tell, alive])
os.close(alive)
os.read(told, 1)
print("ready", flush=True)
signal.pause()
"""


@pytest.fixture(params=["A", "A without inner namespaces", "B"])
def containment(request: pytest.FixtureRequest) -> Containment:
    """Each way of containing that differs in how it ends."""
    skip_where_impossible(request.param, "ordinary")
    return TIERS[request.param]


def test_nothing_outlives_a_supervisor_that_is_killed(
    containment: Containment, tmp_path: Path
) -> None:
    watched, alive = os.pipe()
    words = [msgspec.json.encode(containment).decode(), str(HERE), str(tmp_path), str(alive)]
    with subprocess.Popen(
        [sys.executable, "-c", SUPERVISOR, *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        pass_fds=[alive],
    ) as supervisor:
        os.close(alive)
        assert supervisor.stdout is not None
        assert supervisor.stdout.readline() == b"ready\n"
        assert not select.select([watched], [], [], 0)[0]
        supervisor.send_signal(signal.SIGKILL)
        assert select.select([watched], [], [], 20)[0]
    assert os.read(watched, 1) == b""
    os.close(watched)


@pytest.fixture
def launched(containment: Containment, tmp_path: Path) -> Iterator[Launched]:
    """A launched process that would wait for ever, told of by a line on its first descriptor."""
    process = containment.launch([sys.executable, "-c", SLEEPER], scratch=tmp_path)
    yield process
    assert process.stop()


SLEEPER = "import signal; signal.pause()"


def test_a_launched_process_does_not_end_with_the_thread_that_launched_it(
    containment: Containment, tmp_path: Path
) -> None:
    """The kernel takes the end of a thread for the end of a parent."""
    told, tell = os.pipe()
    made: list[Launched] = []
    program = f"import os, signal; os.write({tell}, b'x'); signal.pause()"
    thread = threading.Thread(
        target=lambda: made.append(
            containment.launch([sys.executable, "-c", program], scratch=tmp_path, pass_fds=[tell])
        )
    )
    thread.start()
    thread.join()
    os.close(tell)
    assert os.read(told, 1) == b"x"
    assert not select.select([told], [], [], 0.3)[0]  # it would have closed by now
    assert made[0].stop()
    assert os.read(told, 1) == b""
    os.close(told)


def test_stopping_twice_does_no_harm(launched: Launched) -> None:
    assert launched.stop()
    assert launched.stop()
    launched.kill()
    assert launched.returncode is not None


def test_the_status_of_what_was_launched_is_told(containment: Containment, tmp_path: Path) -> None:
    process = containment.launch([sys.executable, "-c", "raise SystemExit(7)"], scratch=tmp_path)
    assert process.wait(20) == 7
    process.kill()


def test_children_of_one_parent_live_side_by_side(containment: Containment, tmp_path: Path) -> None:
    """One ends, and what it left behind with it; the other goes on."""
    limits = msgspec.to_builtins(Limits())
    with WarmParent.start(
        prepare=[PREPARE],
        launch=partial(containment.launch, readable=[HERE], scratch=tmp_path),
        environment={"PYTHONPATH": str(HERE)},
    ) as parent:
        told, tell = os.pipe()
        watched, alive = os.pipe()
        patient = parent.fork(
            "deeds:do", {"deed": "wait_for_ever", "home": str(tmp_path / "1"), "limits": limits}
        )
        short = parent.fork(
            "deeds:do",
            {"deed": "leave_daemon", "home": str(tmp_path / "2"), "limits": limits},
            [tell, alive],
        )
        os.close(tell)
        os.close(alive)
        assert short.wait(20).status == 0
        assert select.select([watched], [], [], 20)[0]
        assert json.loads(os.read(told, 100)) == "left"
        assert patient.poll() is None
        patient.kill()
        assert patient.wait(20).status == -signal.SIGKILL
        for child in (patient, short):
            child.close()
        for fd in (told, watched):
            os.close(fd)
