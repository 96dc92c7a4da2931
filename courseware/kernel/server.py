"""The warm parent itself: imports, then forks on request and says how children ended.

Started as `python -m courseware.kernel.server FD`, where FD is its end of a socket
pair. It has one thread and never reads what a child wrote, but for the end of a
traceback. It ends, and its children with it, when the other end of the pair closes.
"""

from __future__ import annotations

import contextlib
import gc
import os
import select
import signal
import socket
import sys
import threading
import time
from pathlib import Path
from typing import Any, Final, NamedTuple

from courseware.kernel import wire
from courseware.kernel.birth import Birth, adopt_orphans, be_born
from courseware.kernel.child import ERROR_BYTES
from courseware.kernel.preloading import preload, quiet_threads

PATIENCE: Final = 3.0
"""Seconds until what does not die of SIGKILL (the system is waiting for a disk) is left alone."""
LOOK: Final = 0.005
"""Seconds between looks whether it is gone: who is not its parent gets no signal of that."""


class Gone(NamedTuple):
    """A child that has ended; `group` is 0 or the group that was killed with it."""

    group: int
    ended: dict[str, Any]
    channel: socket.socket | None
    until: float

    def wholly(self) -> bool:
        """Tell whether nothing of its group is left, or there is no more time to wait for that."""
        return not self.group or not group_lives(self.group) or time.monotonic() > self.until

    def report(self) -> None:
        """Tell its supervisor."""
        if self.channel is not None:
            with contextlib.suppress(OSError):
                wire.send(self.channel, {"ended": self.ended})
            self.channel.close()


class Forker:
    """Forks children, reaps them, and reports their ends, each on its own channel.

    The end of a child that dies together with its group is reported when nothing of
    the group is left: from then on nobody writes to its files or takes its memory.
    """

    def __init__(self) -> None:
        self._channels: dict[int, socket.socket] = {}  # by process number
        self._births: dict[int, Birth] = {}
        self._errors: dict[int, int] = {}
        self._shared: dict[int, int] = {}
        self._gone: list[Gone] = []
        self.private: list[int] = []
        """Descriptors that no child may inherit."""

    @property
    def channels(self) -> dict[int, int]:
        """Return process numbers by the descriptors on which a hang-up may come."""
        return {channel.fileno(): pid for pid, channel in self._channels.items()}

    def fork(self, request: dict[str, Any], fds: list[int]) -> None:
        """Fork one child and tell its channel, the first of `fds`; the rest is the child's."""
        channel = socket.socket(fileno=fds[0])
        crowd = threads()
        if len(crowd) > 1:
            with contextlib.suppress(OSError):
                wire.send(channel, {"refused": _refusal(crowd)})
            close(*fds[1:], channel.detach())
            return
        birth = Birth(
            role=request["role"],
            arguments=request["arguments"],
            fds=fds[1:],
            die_together=request["die_together"],
            error=os.memfd_create("error", os.MFD_CLOEXEC),
            parent=os.getpid(),
            leave=bool(request.get("leave")),
        )
        shared = resident_kb()
        pid = os.fork()
        if not pid:
            be_born(birth, [channel.fileno(), *self.inherited()])
        self._channels[pid], self._births[pid] = channel, birth
        self._errors[pid], self._shared[pid] = birth.error, shared
        close(*fds[1:])
        self._announce(pid, channel)

    def inherited(self) -> list[int]:
        """Return what is open here for the parent's own ends."""
        channels = [*self._channels.values(), *(each.channel for each in self._gone)]
        others = [channel.fileno() for channel in channels if channel is not None]
        return [*self.private, *others, *self._errors.values()]

    def _announce(self, pid: int, channel: socket.socket) -> None:
        pidfd = os.pidfd_open(pid)  # our own child and not yet reaped: no other can have its number
        try:
            wire.send(channel, {"pid": pid}, [pidfd])
        except OSError:
            kill(pid)  # nobody is waiting for it any more
        finally:
            os.close(pidfd)

    def hung_up(self, pid: int) -> None:
        """Kill a child whose supervisor has let go of it, unless it was to be left alone then."""
        self._channels.pop(pid).close()
        if not self._births[pid].leave:
            kill(pid)

    def reap(self) -> None:
        """Collect every child that has ended, and orphans that came to us."""
        self._collect()
        waiting, self._gone = self._gone, []
        for each in waiting:
            if each.wholly():
                each.report()
            else:
                self._gone.append(each)

    @property
    def patience(self) -> float:
        """Return the seconds after which `reap` has to be called in any case, -1 for never."""
        return LOOK if self._gone else -1

    def _collect(self) -> None:
        while True:
            try:
                seen = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            except ChildProcessError:
                return
            if seen is None:
                return
            pid = seen.si_pid
            if pid in self._births and self._births[pid].die_together:
                kill_group(pid)  # while the number is still the child's
            _, status, usage = os.wait4(pid, 0)
            if pid in self._births:
                self._forget(pid, os.waitstatus_to_exitcode(status), usage)

    def _forget(self, pid: int, status: int, usage: Any) -> None:
        group = pid if self._births.pop(pid).die_together else 0
        error, channel = self._errors.pop(pid), self._channels.pop(pid, None)
        ended = {
            "status": status,
            "user_seconds": usage.ru_utime,
            "system_seconds": usage.ru_stime,
            "peak_kb": usage.ru_maxrss,
            "shared_kb": self._shared.pop(pid),
            "error": os.pread(error, ERROR_BYTES, 0).decode(errors="replace") if status else "",
        }
        os.close(error)
        self._gone.append(Gone(group, ended, channel, time.monotonic() + PATIENCE))

    def end(self) -> None:
        """Kill everyone and wait until they are gone."""
        for pid, birth in self._births.items():
            (kill_group if birth.die_together else kill)(pid)
            kill(pid)
        deadline = time.monotonic() + 5
        while (self._births or self._gone) and time.monotonic() < deadline:
            self.reap()
            time.sleep(0.005)

    def __len__(self) -> int:
        return len(self._births)


class Waiting:
    """Waits for requests, hang-ups and ended children at once."""

    def __init__(self) -> None:
        self._woken, wakes = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wakes, warn_on_full_buffer=False)
        self.private = [self._woken, wakes]

    def until_something(self, fds: list[int], hang_ups: list[int], timeout: float) -> set[int]:
        """Return the descriptors of `fds` and `hang_ups` that want attention."""
        poll = select.poll()
        poll.register(self._woken, select.POLLIN)
        for fd in fds:
            poll.register(fd, select.POLLIN)
        for fd in hang_ups:
            poll.register(fd, 0)  # POLLHUP and POLLERR come unasked
        ready = {fd for fd, _ in poll.poll(None if timeout < 0 else timeout * 1000)}
        if self._woken in ready:
            with contextlib.suppress(BlockingIOError):
                os.read(self._woken, 65536)
        return ready - {self._woken}


def serve(control: socket.socket, forker: Forker, waiting: Waiting) -> None:
    """Fork on request until the other end of `control` closes."""
    forker.private += [control.fileno(), *waiting.private]
    while True:
        hang_ups = forker.channels
        ready = waiting.until_something([control.fileno()], list(hang_ups), forker.patience)
        forker.reap()
        for fd in ready & set(hang_ups):
            if forker.channels.get(fd) == hang_ups[fd]:
                forker.hung_up(hang_ups[fd])
        if control.fileno() in ready:
            try:
                request, fds = wire.receive(control)
            except (EOFError, OSError):
                return
            forker.fork(request, fds)


def warm_up(wanted: dict[str, Any]) -> dict[str, Any]:
    """Import what is wanted and settle; return what the supervisor is told."""
    started = time.monotonic()
    told = preload(wanted["preload"], wanted["prepare"])
    settle()
    return {**told, "resident_kb": resident_kb(), "seconds": time.monotonic() - started}


def settle() -> None:
    """Make memory ready to be shared: a child copies each page that it writes to, were it a count.

    A collection in a child would write to every object, and the interpreter's cache
    of methods, when it forgets a name, to that name.
    """
    gc.collect()
    gc.freeze()
    if hasattr(sys, "_clear_type_cache"):
        sys._clear_type_cache()  # noqa: SLF001 - documented, despite its name


def threads() -> list[str]:
    """Return the name of every thread of this process, also of those that Python does not know."""
    names = []
    for task in Path("/proc/self/task").iterdir():
        with contextlib.suppress(OSError):
            names.append((task / "comm").read_text(encoding="utf-8", errors="replace").strip())
    return names


def _refusal(crowd: list[str]) -> str:
    python = ", ".join(sorted(each.name for each in threading.enumerate()))
    return (
        f"The warm parent has {len(crowd)} threads ({', '.join(sorted(crowd))}; known to Python: "
        f"{python}) and may not fork: a lock held by another thread would stay locked in the child"
    )


def resident_kb() -> int:
    """Return this process's resident set."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGESIZE") // 1024


def kill(pid: int) -> None:
    """Kill a child that has not been reaped."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def kill_group(pid: int) -> None:
    """Kill a child's process group; the child leads it from its first moment on."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def group_lives(group: int) -> bool:
    """Tell whether somebody is left in a process group, were it one who has not been reaped."""
    try:
        os.killpg(group, 0)
    except OSError:
        return False
    return True


def close(*fds: int) -> None:
    """Close descriptors."""
    for fd in fds:
        os.close(fd)


def silence() -> None:
    """Give 0 and 1 to /dev/null: nothing that is imported may print to our supervisor."""
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)
    os.close(null)


def main() -> None:
    """Be a warm parent for the supervisor at the other end of the given descriptor."""
    quiet_threads()
    silence()
    adopt_orphans()  # otherwise a stranger would, who may never reap them
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the supervisor, which closes us
    control = socket.socket(fileno=int(sys.argv[1]))
    control.set_inheritable(False)
    try:
        wanted, _ = wire.receive(control)
        wire.send(control, warm_up(wanted))
    except EOFError:
        return
    forker = Forker()
    serve(control, forker, Waiting())
    forker.end()


if __name__ == "__main__":
    main()
