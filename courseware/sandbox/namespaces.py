"""A world of its own for each child: processes, files, network, users (tier A).

The warm parent lives in bubblewrap's world and holds, over that world alone, the
right to make further ones. A child forked by it is the first process of a new
process namespace from its first instruction on, at the cost of one fork: the memory
of a warm parent takes milliseconds to copy, so there is no process in between.
When the child ends, the kernel kills all others in its namespace.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from typing import Final

from courseware.sandbox import system
from courseware.sandbox.limits import Limits
from courseware.sandbox.plan import Plan

_MOST_FILES: Final = 20_000
MEMORY: Final = ("/tmp", "/dev/shm")  # noqa: S108 - the child's own, made here
"""Writable besides the home, and of the same memory."""

_GUARDED: Final = system.MS_NOSUID | system.MS_NODEV


class _Births:
    """Puts every child that this process forks into a process namespace of its own."""

    def __init__(self) -> None:
        self._own = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)
        self._mine = True
        os.register_at_fork(
            before=self._before, after_in_parent=self._in_parent, after_in_child=self._in_child
        )

    def _before(self) -> None:
        if self._mine:
            system.unshare(system.CLONE_NEWPID)

    def _in_parent(self) -> None:
        if self._mine:
            system.setns(self._own, system.CLONE_NEWPID)

    def _in_child(self) -> None:
        if self._mine:
            os.close(self._own)
        self._mine = False  # what the child forks stays in its world


def for_each_child() -> None:
    """From now on give every forked child a process namespace; checked by `enter`."""
    _Births()


def enter(plan: Plan, limits: Limits) -> None:
    """Make this forked child's world: its own files in memory, /proc, network, users.

    Raises:
        OSError: the system refused a step.
    """
    if os.getpid() != 1:
        raise OSError("this process is not the first of its namespace")
    system.unshare(
        system.CLONE_NEWNS
        | system.CLONE_NEWNET
        | system.CLONE_NEWIPC
        | system.CLONE_NEWUTS
        | system.CLONE_NEWCGROUP
    )
    system.mount(None, "/", None, system.MS_REC | system.MS_PRIVATE)
    options = f"mode=0700,size={limits.home_mb}m,nr_inodes={_MOST_FILES}"
    system.mount("tmpfs", plan.scratch, "tmpfs", _GUARDED, options)
    _share_memory_among(plan.scratch, plan.readable)
    system.mount("proc", "/proc", "proc", _GUARDED | system.MS_NOEXEC)
    _become_the_only_user()


def _share_memory_among(scratch: str, readable: Iterable[str]) -> None:
    """Let /tmp and /dev/shm be folders in the scratch, so that one bound holds for all three."""
    for place in MEMORY:
        covered = [path for path in (scratch, *readable) if path.startswith(f"{place}/")]
        kept = [os.open(path, os.O_PATH | os.O_CLOEXEC) for path in covered]
        try:
            part = f"{scratch}/.{place[1:].replace('/', '-')}"
            os.mkdir(part, 0o700)  # noqa: PTH102 - every fork pays for what happens here
            system.mount(part, place, None, system.MS_BIND)
            for path, fd in zip(covered, kept, strict=True):
                _show_again(path, fd)
        finally:
            for fd in kept:
                os.close(fd)


def _show_again(path: str, fd: int) -> None:
    """Mount what `fd` is at `path`, where something has been mounted over it."""
    if stat.S_ISDIR(os.fstat(fd).st_mode):
        os.makedirs(path, 0o700, exist_ok=True)  # noqa: PTH103 - as above
    else:
        os.makedirs(os.path.dirname(path), 0o700, exist_ok=True)  # noqa: PTH103, PTH120
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_CLOEXEC, 0o600))
    system.mount(f"/proc/self/fd/{fd}", path, None, system.MS_BIND)


def _become_the_only_user() -> None:
    """Enter a user namespace: the kernel counts this user's processes in it alone."""
    user, group = os.getuid(), os.getgid()
    system.unshare(system.CLONE_NEWUSER)
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{user} {user} 1"),
        ("gid_map", f"{group} {group} 1"),
    ):
        fd = os.open(f"/proc/self/{name}", os.O_WRONLY | os.O_CLOEXEC)
        try:
            os.write(fd, text.encode())
        finally:
            os.close(fd)
