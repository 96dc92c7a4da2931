"""One forked child as its supervisor sees it: signals, how it ended, what it took."""

from __future__ import annotations

import os
import select
import signal
import socket
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from courseware.errors import ForkRefused, WarmParentFailed
from courseware.kernel import wire

ERROR_BYTES = 8_000


class Ended(msgspec.Struct, frozen=True, kw_only=True):
    """How a child ended.

    `status` is the exit status, negative for a signal (as `subprocess` has it),
    None when the warm parent died first and nobody can know. Seconds are of CPU.
    `peak_kb` is the largest resident set, `shared_kb` how much of it was the
    parent's when the child was forked. `error` is the end of a traceback that
    the role left behind: untrusted text, at most `ERROR_BYTES` long.
    """

    status: int | None
    user_seconds: float = 0.0
    system_seconds: float = 0.0
    peak_kb: int = 0
    shared_kb: int = 0
    error: str = ""


class Child:
    """One forked process, from the outside. Closing it kills it.

    `pid` is its number as this process sees it, or 0 where it cannot be seen;
    signals go by `pidfd`, so that they never reach a stranger.
    """

    def __init__(self, pidfd: int, channel: socket.socket) -> None:
        self.pidfd = pidfd
        self._channel = channel
        self._ended: Ended | None = None
        self.pid = _pid_of(pidfd)

    def fileno(self) -> int:
        """Return a descriptor that becomes readable when the child has ended."""
        return self._channel.fileno()

    def signal(self, number: int) -> bool:
        """Send a signal; return False when there is nobody left to get it."""
        if self.pidfd < 0:
            return False
        try:
            signal.pidfd_send_signal(self.pidfd, number)
        except ProcessLookupError:
            return False
        return True

    def interrupt(self) -> bool:
        """Do as a person who presses Stop: SIGINT."""
        return self.signal(signal.SIGINT)

    def kill(self) -> bool:
        """Kill the child now. What it started dies by its group, or by the containment."""
        return self.signal(signal.SIGKILL)

    def poll(self) -> Ended | None:
        """Return how the child ended, or None while it runs."""
        try:
            return self.wait(0)
        except TimeoutError:
            return None

    def wait(self, timeout: float) -> Ended:
        """Wait for the end, at most `timeout` seconds; again later gives the same answer.

        Raises:
            TimeoutError: the child still runs.
        """
        if self._ended is None:
            if not _readable(self._channel, timeout):
                raise TimeoutError(f"The child still runs after {timeout} seconds")
            self._ended = self._read_end()
        return self._ended

    def close(self) -> None:
        """Kill the child if it still runs, and let go of it. May be called again."""
        if self._ended is None:
            self.kill()
        self._channel.close()
        if self.pidfd >= 0:
            os.close(self.pidfd)
            self.pidfd = -1

    def _read_end(self) -> Ended:
        try:
            message, _ = wire.receive(self._channel)
        except (EOFError, OSError):
            return Ended(status=None)
        return msgspec.convert(message["ended"], Ended)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def answered(channel: socket.socket, timeout: float) -> Child:
    """Return the child that a warm parent forked, once it says so on `channel`.

    Raises:
        ForkRefused: it has more than one thread.
        WarmParentFailed: it is gone, or does not answer.
    """
    try:
        channel.settimeout(timeout)
        message, fds = wire.receive(channel)
        channel.settimeout(None)
    except (EOFError, OSError) as error:
        channel.close()
        raise WarmParentFailed(f"The warm parent did not fork: {error!r}") from error
    if "refused" in message:
        channel.close()
        raise ForkRefused(message["refused"])
    return Child(fds[0], channel)


def _pid_of(pidfd: int) -> int:
    """Return the process's number in our own namespace (proc(5), /proc/pid/fdinfo)."""
    for line in Path(f"/proc/self/fdinfo/{pidfd}").read_text(encoding="ascii").splitlines():
        if line.startswith("Pid:"):
            return max(0, int(line.split()[1]))
    return 0


def _readable(channel: socket.socket, timeout: float) -> bool:
    """Wait until there is something to read; unlike select, any descriptor number will do."""
    poll = select.poll()
    poll.register(channel, select.POLLIN)
    return bool(poll.poll(max(0.0, timeout) * 1000))
