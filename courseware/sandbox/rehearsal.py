"""The self-test's stand-in for a warm parent: forks an attacker as learners' code is forked.

    python -m courseware.sandbox.rehearsal REPORT ALIVE AIM SCRATCH

REPORT gets what the attacker found, as JSON; ALIVE is held by all that the attacker
starts, a daemon among them, so that its closing shows when all are gone.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec

from courseware.sandbox import cage, probes, warm
from courseware.sandbox.limits import Limits
from courseware.sandbox.plan import current
from courseware.sandbox.targets import Aim

LIMITS: Final = Limits(
    memory_mb=256, processes=24, file_mb=2, home_mb=8, open_files=128, cpu_seconds=20
)


def main(arguments: list[str]) -> None:
    """Fork a quiet child and, beside it, the attacker; wait until both are gone."""
    report, alive = int(arguments[0]), int(arguments[1])
    aim = msgspec.json.decode(arguments[2], type=Aim)
    homes = Path(arguments[3])
    plan = current()
    warm.prepare()
    there, ready = os.pipe()
    quiet = _fork(lambda: _sit_quietly(homes / "quiet", ready))
    os.close(ready)
    os.read(there, 1)
    inside = probes.Inside(
        aim=aim,
        sibling=quiet,
        sibling_home=str(homes / "quiet"),
        limits=LIMITS,
        own_memory=plan is not None and plan.inner,
    )
    attacker = _fork(lambda: _attack(inside, homes / "attacker", report))
    os.close(report)
    os.close(alive)
    os.waitid(os.P_PID, attacker, os.WEXITED | os.WNOWAIT)
    for child in (attacker, quiet):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
    _reap()


def _fork(act: Callable[[], None]) -> int:
    child = os.fork()
    if child:
        return child
    try:
        os.setsid()
        act()
    except BaseException as error:  # noqa: BLE001 - the process ends here, and says why
        os.write(2, f"{type(error).__name__}: {error}\n".encode())
    finally:
        os._exit(0)


def _sit_quietly(home: Path, ready: int) -> None:
    cage.enter(home=home, limits=LIMITS)
    Path("mine.txt").write_text("mine", encoding="ascii")
    os.write(ready, b"x")
    signal.pause()


def _attack(inside: probes.Inside, home: Path, report: int) -> None:
    cage.enter(home=home, limits=LIMITS)
    found = list(probes.run(inside))
    _leave_a_daemon(report)
    os.write(report, msgspec.json.encode(found))


def _leave_a_daemon(report: int) -> None:
    if not os.fork():
        os.close(report)
        with contextlib.suppress(OSError):
            os.setsid()
        if not os.fork():
            time.sleep(600)
        os._exit(0)


def _reap() -> None:
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)


if __name__ == "__main__":
    main(sys.argv[1:])
