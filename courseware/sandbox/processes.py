"""Finding and ending processes."""

from __future__ import annotations

import contextlib
import os
import signal
from itertools import pairwise
from pathlib import Path


def children(parent: int = 0) -> list[int]:
    """Return the processes whose parent this process is, or another one."""
    parent = parent or os.getpid()
    try:
        tasks = os.listdir(f"/proc/{parent}/task")  # noqa: PTH208 - names are numbers here
        found = [Path(f"/proc/{parent}/task/{task}/children").read_bytes() for task in tasks]
        return [int(word) for text in found for word in text.split()]
    except FileNotFoundError:  # it has ended, or this is a kernel without CONFIG_PROC_CHILDREN
        return [int(path.name) for path in Path("/proc").iterdir() if _is_child(path, parent)]


def _is_child(path: Path, parent: int) -> bool:
    if not path.name.isdigit():
        return False
    with contextlib.suppress(OSError):
        after_name = (path / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")
        return int(after_name[2].split()[1]) == parent
    return False


def kill(pid: int) -> None:
    """Kill a process and, if it is not ours, its group."""
    with contextlib.suppress(OSError):
        group = os.getpgid(pid)
        if group != os.getpgrp():
            os.killpg(group, signal.SIGKILL)
    with contextlib.suppress(OSError):
        os.kill(pid, signal.SIGKILL)


def close_all_but(kept: set[int]) -> None:
    """Close every other descriptor: what we hold open would never be seen to close."""
    edges = [-1, *sorted(kept), os.sysconf("SC_OPEN_MAX")]
    for low, high in pairwise(edges):
        os.closerange(low + 1, high)
