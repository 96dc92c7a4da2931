"""Budgets that only hold in sum, seen from outside."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

import msgspec

from courseware.sandbox.limits import Limits
from courseware.sandbox.processes import children

Excess = Literal["memory", "processes", "home"]

MOST_FILES: Final = 20_000
_BLOCK: Final = 512  # st_blocks counts these, whatever the file system's own are
_COUNTS: Final = re.compile(rb"^(RssAnon|RssShmem|Threads):\s*(\d+)", re.MULTILINE)


class _Process(msgspec.Struct, frozen=True):
    """Anonymous and shared memory in kB, threads, and the words it was started with."""

    memory_kb: int
    threads: int
    words: bytes


class Watch:
    """Looks, when asked, whether a contained process and its descendants stay in budget.

    Ask every quarter of a second or so, from the supervisor; `pid` is the
    contained child's number as the supervisor sees it (`Child.pid`). What a child
    shares with the warm parent is not counted against it. A home that cannot be
    seen from here (tier A) is kept in bounds by the kernel.
    """

    def __init__(self, pid: int, home: Path, limits: Limits) -> None:
        self.pid, self.home, self.limits = pid, home, limits
        self._born = _look(pid)

    def excess(self) -> Excess | None:
        """Return the budget that is exceeded in sum, or None; None too when it has ended."""
        pids = list(_family(self.pid))
        seen = [each for each in map(_look, pids) if each is not None]
        if sum(each.threads for each in seen) > self.limits.processes:
            return "processes"
        if sum(map(self._own_memory, seen)) > self.limits.memory_mb * 1024:
            return "memory"
        if self.home.is_dir():
            taken = _size(self.home, self.limits.home_mb << 20)
            if taken is None or taken + _unlinked(pids) > self.limits.home_mb << 20:
                return "home"
        return None

    def grown_kb(self) -> int:
        """Return the kB that the process itself has taken since it was forked."""
        seen = _look(self.pid)
        return self._own_memory(seen) if seen is not None else 0

    def _own_memory(self, process: _Process) -> int:
        """Return the kB that are not the warm parent's; a fork of ours has the same words."""
        if self._born is None or process.words != self._born.words:
            return process.memory_kb
        return max(0, process.memory_kb - self._born.memory_kb)


def _family(pid: int) -> Iterator[int]:
    """Yield a process, what it started, and of its group what has lost its parents."""
    with contextlib.suppress(OSError):
        group, parent = os.getpgid(pid), _parent(pid)
        orphans = [each for each in children(parent) if each != pid and os.getpgid(each) == group]
        waiting = [pid, *orphans]
        while waiting:
            each = waiting.pop()
            yield each
            waiting += children(each)


def _parent(pid: int) -> int:
    text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    return int(text.rpartition(")")[2].split()[1])


def _look(pid: int) -> _Process | None:
    try:
        status = Path(f"/proc/{pid}/status").read_bytes()
        words = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return None
    found = {name: int(number) for name, number in _COUNTS.findall(status)}
    memory = found.get(b"RssAnon", 0) + found.get(b"RssShmem", 0)
    return _Process(memory, found.get(b"Threads", 1), words)


def _size(home: Path, enough: int) -> int | None:
    """Return the bytes on disk below a folder, or None where it has too many files or hides some.

    Counting stops when it is `enough`.
    """
    total = files = 0
    waiting = [home]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    files += 1
                    state = entry.stat(follow_symlinks=False)
                    total += state.st_blocks * _BLOCK
                    if stat.S_ISDIR(state.st_mode):
                        waiting.append(Path(entry.path))
                    if files > MOST_FILES:
                        return None
        except FileNotFoundError:
            continue  # removed while we looked
        except OSError:
            return None  # made so that we cannot look into it, or too deep to name
        if total > enough:
            break
    return total


def _unlinked(pids: list[int]) -> int:
    """Return the bytes on disk of files that are open and have no name any more."""
    found = {}
    for pid in pids:
        with contextlib.suppress(OSError), os.scandir(f"/proc/{pid}/fd") as entries:
            for entry in entries:
                with contextlib.suppress(OSError):
                    state = entry.stat()
                    if stat.S_ISREG(state.st_mode) and not state.st_nlink:
                        found[state.st_dev, state.st_ino] = state.st_blocks * _BLOCK
    return sum(found.values())


def clear(home: Path) -> None:
    """Remove what a contained process left in its home (nothing, in tier A). Never raises.

    Call it when the process and its descendants have ended. Links are removed, not
    followed, and folders that were made unreadable or very deep go as well.
    """
    with contextlib.suppress(OSError, RecursionError):
        shutil.rmtree(home, ignore_errors=True)
    if home.is_dir():
        for command in (["chmod", "-R", "u+rwx"], ["rm", "-r", "-f"]):
            with contextlib.suppress(OSError, subprocess.TimeoutExpired):
                words = [*command, "--", str(home)]
                subprocess.run(words, check=False, capture_output=True, timeout=60)  # noqa: S603 - our own words
