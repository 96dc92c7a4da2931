"""Limits that the kernel keeps for each process (setrlimit(2))."""

from __future__ import annotations

import contextlib
import os
import resource
from pathlib import Path
from typing import Final

from courseware.sandbox.limits import Limits

_MEGABYTE: Final = 1 << 20
_MOST_SIGNALS: Final = 1024
_FIRST_TO_GO: Final = b"800"


def restrict(limits: Limits, others: int) -> None:
    """Set the limits of this process; `others` are tasks that count but are not its own.

    Memory is address space beyond what is mapped already: the warm parent's
    libraries are not the learner's. A limit that is already lower stays.
    """
    with contextlib.suppress(OSError):  # when memory runs out, the grader is not the one to kill
        Path("/proc/self/oom_score_adj").write_bytes(_FIRST_TO_GO)
    pages = int(Path("/proc/self/statm").read_bytes().split()[0])
    mapped = pages * resource.getpagesize()
    wanted = {
        resource.RLIMIT_AS: mapped + limits.memory_mb * _MEGABYTE,
        resource.RLIMIT_CPU: limits.cpu_seconds,
        resource.RLIMIT_FSIZE: limits.file_mb * _MEGABYTE,
        resource.RLIMIT_NPROC: others + limits.processes,
        resource.RLIMIT_NOFILE: limits.open_files,
        resource.RLIMIT_SIGPENDING: _MOST_SIGNALS,
        # Not 0, with which a program that collects crashes would still be given this one: core(5).
        resource.RLIMIT_CORE: 1,
    }
    for kind, value in wanted.items():
        _, hardest = resource.getrlimit(kind)
        if hardest != resource.RLIM_INFINITY:
            value = min(value, hardest)  # noqa: PLW2901 - what is left of what we want
        resource.setrlimit(kind, (value, value))


def tasks_of(user: int) -> int:
    """Count the threads of a user's processes, as far as they can be seen here."""
    count = 0
    for name in os.listdir("/proc"):  # noqa: PTH208 - strings: every fork pays for what happens here
        if name[0].isdigit():
            with contextlib.suppress(OSError):
                if os.stat(f"/proc/{name}").st_uid == user:  # noqa: PTH116
                    # A folder's links: itself, its name, and one for each folder in it.
                    count += os.stat(f"/proc/{name}/task").st_nlink - 2  # noqa: PTH116
    return count


def counted_tasks() -> int:
    """Return how many tasks the kernel counts against this user, by trying to fork.

    A fork is refused from the limit on; the limit is put back.
    """
    before = resource.getrlimit(resource.RLIMIT_NPROC)
    _, hardest = before
    low, high = 0, 1 << 16 if hardest == resource.RLIM_INFINITY else hardest
    try:
        while low < high:
            middle = (low + high) // 2
            resource.setrlimit(resource.RLIMIT_NPROC, (middle, hardest))
            if _can_fork():
                high = middle
            else:
                low = middle + 1
    finally:
        resource.setrlimit(resource.RLIMIT_NPROC, before)
    return max(0, low - 1)


def _can_fork() -> bool:
    try:
        child = os.fork()
    except BlockingIOError:
        return False
    if not child:
        os._exit(0)
    os.waitpid(child, 0)
    return True
