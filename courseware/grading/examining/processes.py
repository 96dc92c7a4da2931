"""The processes of one notebook, as the supervisor holds them."""

from __future__ import annotations

import contextlib
import secrets
import select
import socket
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from courseware.errors import ForkRefused, WarmParentFailed
from courseware.grading.examining.channel import Channel, Garbled, Gone, Late
from courseware.grading.examining.result import Reason
from courseware.kernel import Child, Ended, WarmParent
from courseware.sandbox import Limits, Watch, clear

WORK = "courseware.grading.examining.worker.role:work"
EXAMINE = "courseware.grading.examining.examiner.role:examine"
LOOK = 0.25
"""Seconds between looks at budgets that only hold in sum."""
_EXCESS: dict[str, Reason] = {"memory": "worker_memory"}


class Stopped(Exception):
    """A process is gone or had to be ended; `reason` says why."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        self.reason, self.detail = reason, detail
        super().__init__(f"{reason}: {detail}" if detail else reason)


class NotStarted(Exception):
    """A process ended before anything of a learner's had reached it; says why."""


class Side:
    """A worker or an examiner: its process, its channel, its home."""

    def __init__(self, child: Child, channel: Channel, home: Path, limits: Limits) -> None:
        self.child, self.channel, self.home = child, channel, home
        self._watch = Watch(child.pid, home, limits)
        self.ended: Ended | None = None

    def excess(self) -> str | None:
        """Return the budget that is exceeded in sum, or None."""
        return self._watch.excess()

    def close(self) -> None:
        """Kill the process with all that came of it, and clear its home."""
        self.channel.close()
        self.child.kill()
        with contextlib.suppress(TimeoutError):
            self.ended = self.child.wait(5)
        self.child.close()
        clear(self.home)


class Pair:
    """The worker and the examiner of one notebook, and who waits for them."""

    def __init__(self, worker: Side, examiner: Side | None, copies: Sequence[Channel]) -> None:
        self.worker, self.examiner, self.copies = worker, examiner, copies

    def receive(self, channel: Channel, deadline: float, late: Reason) -> Any:
        """Wait for a message while both live, stay in budget and there is time.

        Raises:
            Stopped: there will be none.
        """
        sides = [side for side in (self.worker, self.examiner) if side is not None]
        poll = select.poll()
        poll.register(channel, select.POLLIN)
        for side in sides:
            poll.register(side.child, select.POLLIN)
        try:
            while True:
                left = deadline - time.monotonic()
                ready = {fd for fd, _ in poll.poll(1000 * max(0.0, min(LOOK, left)))}
                if channel.fileno() in ready:
                    return channel.receive(deadline)
                for side in sides:
                    if side.child.fileno() in ready:
                        raise self._gone(side)
                if left <= 0:
                    raise Stopped(late)
                self._look(sides)
        except Late:
            raise Stopped(late) from None
        except Gone:
            raise self._gone(self.worker) from None
        except Garbled as error:
            raise Stopped("protocol", str(error)) from None

    def wait_until_ready(self, seconds: float) -> None:
        """Wait until both are contained.

        Raises:
            NotStarted: one of them is not.
        """
        until = time.monotonic() + seconds
        for side in (self.worker, self.examiner):
            if side is not None:
                try:
                    self.receive(side.channel, until, "worker_ended")
                except Stopped as stopped:
                    ended = side.child.poll()
                    told = ended.error[-500:] if ended else ""
                    raise NotStarted(f"{stopped} {told}".strip()) from None

    def send(self, channel: Channel, message: dict[str, Any], deadline: float) -> None:
        """Send a message; raises `Stopped` where nobody reads it."""
        try:
            channel.send(message, deadline)
        except Late:
            raise Stopped("protocol") from None
        except Gone:
            raise self._gone(self.worker) from None

    def close(self) -> None:
        """End both, with all that came of them."""
        for copy in self.copies:
            copy.close()
        self.worker.close()
        if self.examiner is not None:
            self.examiner.close()

    def _gone(self, side: Side) -> Stopped:
        if side is self.examiner:
            return Stopped("examiner_ended")
        with contextlib.suppress(TimeoutError):
            ended = side.child.wait(1)
            return Stopped("worker_ended", _how(ended))
        return Stopped("worker_ended")

    def _look(self, sides: Sequence[Side]) -> None:
        for side in sides:
            excess = side.excess()
            if excess:
                if side is self.examiner:
                    raise Stopped("examiner_ended", excess)
                raise Stopped(_EXCESS.get(excess, "worker_ended"), f"too much: {excess}")


def _how(ended: Ended) -> str:
    if ended.status is None:
        return ""
    return f"signal {-ended.status}" if ended.status < 0 else f"status {ended.status}"


class Nursery:
    """Forks workers and examiners from a warm parent, each into a home of its own."""

    def __init__(
        self, parent: WarmParent, scratch: Path, limits: Limits, *, contained: bool = True
    ) -> None:
        self.parent, self.scratch, self.limits = parent, scratch, limits
        self._contained = contained

    def pair(self, *, examined: bool, copies: int) -> Pair:
        """Fork the processes of one notebook.

        Args:
            examined: whether it has tests.
            copies: how many copies of the worker will be made for tests.

        Raises:
            ForkRefused, WarmParentFailed: the warm parent does not fork.
        """
        with contextlib.ExitStack() as ends:
            ours, theirs = _sockets(ends)
            between = _sockets(ends)
            more = [_sockets(ends) for _ in range(copies)]
            fds = [theirs, between[0], *(each[1] for each in more)]
            worker = self._forked(WORK, ours, fds)
            examiner = None
            if examined:
                mine, yours = _sockets(ends)
                try:
                    examiner = self._forked(EXAMINE, mine, [yours, between[1]])
                except (ForkRefused, WarmParentFailed):
                    worker.close()
                    raise
            most = self._most()
            return Pair(worker, examiner, [Channel(each[0].dup(), most) for each in more])

    def _most(self) -> int:
        """Return how many bytes one message of a worker's may have."""
        return 4 * self.limits.output_bytes + (1 << 20)

    def _forked(self, role: str, end: socket.socket, fds: Sequence[socket.socket]) -> Side:
        home = self.scratch / secrets.token_hex(8)
        arguments = {
            "home": str(home),
            "limits": msgspec.to_builtins(self.limits),
            "contained": self._contained,
            "environment": {"NBGRADER_EXECUTION": "autograde"} if role == EXAMINE else {},
        }
        child = self.parent.fork(role, arguments, [each.fileno() for each in fds])
        return Side(child, Channel(end.dup(), self._most()), home, self.limits)


def _sockets(ends: contextlib.ExitStack) -> tuple[socket.socket, socket.socket]:
    """Return a pair of sockets that are closed here when `ends` is."""
    pair = socket.socketpair()
    for end in pair:
        ends.callback(end.close)
    return pair


@contextlib.contextmanager
def lent(pair: Pair) -> Iterator[Pair]:
    """End the processes when the block ends."""
    try:
        yield pair
    finally:
        pair.close()
