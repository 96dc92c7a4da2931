"""A supervisor in small, run as whoever is to be protected: `python -m ...driver JSON`.

Prints as JSON what contained code told, and what became of what it aimed at.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import secrets
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from courseware.kernel import Child, WarmParent
from courseware.sandbox import PREPARE, Limits, Watch, choosing, clear
from courseware.sandbox.containment import Containment
from courseware.sandbox.plan import VARIABLE

ROOT = Path(__file__).parents[3]
LIMITS = Limits(memory_mb=128, processes=20, file_mb=2, home_mb=8, cpu_seconds=20)
LIBC = ctypes.CDLL(None, use_errno=True)
SECRET = "open sesame"  # noqa: S105 - what must not be read

TOLD = (
    "stop_others",
    "signal_through_kernel",
    "limit_victim",
    "slow_victim",
    "read_memory_of_victim",
    "list_processes",
    "shared_memory_of_others",
    "change_files",
    "see_files",
    "open_descriptors",
    "environment",
    "many_threads",
    "honest_work",
    "leave_daemon",
    "leave_chain",
    "multiply",
    "hide_files",
)
WATCHED = ("take_memory_together", "fill_home", "fill_unlinked")


class Scene:
    """What is to be protected, and a warm parent to threaten it."""

    def __init__(self, containment: Containment, stack: contextlib.ExitStack) -> None:
        self.teacher = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        self.scratch = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        self.secret, shown = self.teacher / "secret", self.teacher / "shown"
        shown.mkdir()
        self.shown = shown / "data.txt"
        for file in (self.secret, self.shown):
            file.write_text(SECRET, encoding="ascii")
            file.chmod(0o600 if file is self.secret else 0o644)
        self.victim = stack.enter_context(sleeper())
        self.priority = os.getpriority(os.PRIO_PROCESS, self.victim.pid)
        self.shared_memory = secrets.randbelow(1 << 30) + 1
        self.segment = LIBC.shmget(self.shared_memory, 4096, 0o1600)
        os.environ["TEACHERS_TOKEN"] = SECRET
        self.parent = stack.enter_context(
            WarmParent.start(
                prepare=[PREPARE],
                launch=partial(
                    containment.launch,
                    readable=[ROOT / "tests" / "grading" / "sandbox", shown],
                    scratch=self.scratch,
                ),
                environment={"PYTHONPATH": str(ROOT / "tests" / "grading" / "sandbox")},
            )
        )

    def fork(self, deed: str) -> tuple[Child, int, int]:
        """Start a deed; return the child, where it tells, and what closes when all are gone."""
        told, tell = os.pipe()
        watched, alive = os.pipe()
        arguments = {
            "deed": deed,
            "home": str(self.scratch / deed),
            "limits": msgspec.to_builtins(LIMITS),
            "victim": self.victim.pid,
            "supervisor": os.getpid(),
            "secret": str(self.secret),
            "shown": str(self.shown),
            "teacher": str(self.teacher),
            "shared_memory": self.shared_memory,
        }
        try:
            return self.parent.fork("deeds:do", arguments, [tell, alive]), told, watched
        finally:
            os.close(tell)
            os.close(alive)

    def told_by(self, deed: str) -> dict[str, Any]:
        """Let a deed be done; return what it told and whether all of it is gone."""
        child, told, watched = self.fork(deed)
        ended = child.wait(20)
        gone = bool(select.select([watched], [], [], 10)[0])
        text = b""
        os.set_blocking(told, False)
        with contextlib.suppress(BlockingIOError):
            while part := os.read(told, 1 << 16):
                text += part
        child.close()
        home = self.scratch / deed
        clear(home)
        return {
            "told": json.loads(text) if text else None,
            "status": ended.status,
            "error": ended.error,
            "gone": gone,
            "cleared": not home.exists(),
        }

    def excess_of(self, deed: str) -> dict[str, Any]:
        """Let a deed exceed its budget; return what the watch says, or the deed itself."""
        child, told, watched = self.fork(deed)
        look = Watch(child.pid, self.scratch / deed, LIMITS)
        deadline, excess, text = time.monotonic() + 15, None, ""
        while excess is None and child.poll() is None and time.monotonic() < deadline:
            excess = look.excess()
            select.select([child.fileno()], [], [], 0.05)
        child.kill()
        child.wait(10)
        gone = bool(select.select([watched], [], [], 10)[0])
        os.set_blocking(told, False)
        with contextlib.suppress(BlockingIOError):
            text = os.read(told, 1 << 16).decode()
        child.close()
        clear(self.scratch / deed)
        return {"excess": excess, "told": text, "gone": gone}

    def harm(self) -> dict[str, Any]:
        """Return the state of what was aimed at."""
        state = Path(f"/proc/{self.victim.pid}/stat").read_text(encoding="ascii").split()[2]
        segment = LIBC.shmget(self.shared_memory, 0, 0)
        LIBC.shmctl(self.segment, 0, None)
        return {
            "victim": state if self.victim.poll() is None else "dead",
            "victim_limit": resource.prlimit(self.victim.pid, resource.RLIMIT_CPU)[0],
            "victim_is_slower": os.getpriority(os.PRIO_PROCESS, self.victim.pid) > self.priority,
            "secret": self.secret.read_text(encoding="ascii"),
            "secret_mode": oct(self.secret.stat().st_mode),
            "secret_time": self.secret.stat().st_mtime > 0,
            "shown": self.shown.read_text(encoding="ascii"),
            "shown_mode": oct(self.shown.stat().st_mode),
            "files": sorted(path.name for path in self.teacher.iterdir()),
            "scratch": sorted(path.name for path in self.scratch.iterdir()),
            "segment": segment == self.segment,
        }


@contextlib.contextmanager
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    """Run a process that only waits."""
    with subprocess.Popen(["sleep", "600"]) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGCONT)
            process.kill()


def scene(containment: Containment) -> dict[str, Any]:
    """Do every deed."""
    with contextlib.ExitStack() as stack:
        made = Scene(containment, stack)
        told: dict[str, Any] = {deed: made.told_by(deed) for deed in TOLD}
        told |= {deed: made.excess_of(deed) for deed in WATCHED}
        return told | {"harm": made.harm(), "variable": VARIABLE, "uid": os.getuid()}


def trial(containment: Containment) -> dict[str, Any]:
    """Return what the self-test finds."""
    if containment.tier == "D":
        choosing._PATIENCE_WITH_DAEMONS = 1.0  # there is one to wait for in vain
    found = choosing._findings(containment)
    if isinstance(found, str):
        return {"problem": found}
    return {each.probe: [each.held, each.detail] for each in found}


def main(arguments: list[str]) -> None:
    containment = msgspec.json.decode(arguments[1], type=Containment)
    act = {"scene": scene, "trial": trial}[arguments[0]]
    print(json.dumps(act(containment)))


if __name__ == "__main__":
    main(sys.argv[1:])
