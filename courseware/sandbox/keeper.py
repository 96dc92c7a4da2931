"""The process between a supervisor and what it launched: sees to it that nothing is left.

    python -m courseware.sandbox.keeper ALIVE -- command...

ALIVE is the reading end of a pipe whose other end the supervisor alone holds. When
that closes (the supervisor let go, or was killed) or the command ends, everything
that came of the command is killed and reaped, and this process ends with the
command's status. It never holds anything of a submission.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import time
from typing import Final, NoReturn

from courseware.sandbox import system
from courseware.sandbox.processes import children, close_all_but, kill

_PATIENCE: Final = 10.0
"""Seconds until what does not die of SIGKILL (the kernel is waiting for a disk) is left alone."""


def main(arguments: list[str]) -> NoReturn:
    """Run the command, and leave nothing behind."""
    alive, command = int(arguments[0]), arguments[2:]
    os.set_inheritable(alive, False)  # noqa: FBT003 - it takes no keyword
    system.prctl(system.PR_SET_CHILD_SUBREAPER, 1)
    woken, wakes = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    signal.set_wakeup_fd(wakes, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.signal(signal.SIGTERM, lambda *_: None)
    child = os.fork()
    if not child:
        _become(command)
    close_all_but({2, alive, woken, wakes})
    status = _wait(child, alive, woken)
    sweep(child)
    _leave_as(status)


def _become(command: list[str]) -> NoReturn:
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    parent = os.getppid()
    system.prctl(system.PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() == parent:
        os.setsid()
        with contextlib.suppress(OSError):
            os.execvp(command[0], command)  # noqa: S606 - our own words
    os._exit(127)


def _wait(child: int, alive: int, woken: int) -> int | None:
    """Return the command's status, or None if it has to end before it wants to."""
    poll = select.poll()
    poll.register(alive, select.POLLIN)
    poll.register(woken, select.POLLIN)
    while True:
        ready = {fd for fd, _ in poll.poll()}
        if alive in ready:
            return None
        if signal.SIGTERM in os.read(woken, 4096):
            return None
        ended = _reap(child)
        if ended is not None:
            return ended


def _reap(wanted: int) -> int | None:
    """Collect whoever has ended; return how `wanted` did, if it is among them."""
    found = None
    with contextlib.suppress(ChildProcessError):
        while True:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                break
            if pid == wanted:
                found = status
    return found


def sweep(first: int = 0) -> bool:
    """Kill every descendant of this process, which must adopt orphans; False if some stay.

    A process that forks faster than it is found is still killed: nothing that
    is contained can leave its process group, and a group dies at once.
    """
    if first:
        kill(first)
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        for pid in children():
            kill(pid)
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        if not children():
            return True
        time.sleep(0.002)
    return False


def _leave_as(status: int | None) -> NoReturn:
    """End as the command did, as far as one can."""
    code = os.waitstatus_to_exitcode(status) if status is not None else -signal.SIGKILL
    os._exit(code if code >= 0 else 128 - code)


if __name__ == "__main__":
    main(sys.argv[1:])
