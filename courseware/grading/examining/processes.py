"""The processes of one notebook, as the supervisor holds them."""

from __future__ import annotations

import contextlib
import secrets
import select
import socket
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from courseware.grading.examining.ahead import Ahead
from courseware.grading.examining.bench import Bench
from courseware.grading.examining.channel import Channel, Garbled, Gone, Late
from courseware.grading.examining.result import Reason
from courseware.kernel import Child, Ended, WarmParent
from courseware.sandbox import Limits, Watch, clear

WORK = "courseware.grading.examining.worker.role:work"
EXAMINE = "courseware.grading.examining.examiner.role:examine"
AHEAD = 2
"""Workers that are in their cages already when a notebook comes: nothing of it is in them."""
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
    """A worker or an examiner: its process, its channel, its home.

    `uses` is the number of notebooks that it was for, `seconds` how long those before took.
    """

    def __init__(self, child: Child, channel: Channel, home: Path, limits: Limits) -> None:
        self.child, self.channel, self.home = child, channel, home
        self._watch = Watch(child.pid, home, limits)
        self.ended: Ended | None = None
        self.uses, self.seconds = 1, 0.0

    def excess(self) -> str | None:
        """Return the budget that is exceeded in sum, or None."""
        return self._watch.excess()

    def grown_mb(self) -> float:
        """Return the memory that it has taken beyond what it was forked with."""
        return self._watch.grown_kb() / 1024

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

    def __init__(
        self,
        worker: Side,
        examiner: Side | None,
        copies: Sequence[Channel],
        bench: Bench | None = None,
    ) -> None:
        self.worker, self.examiner, self.copies = worker, examiner, copies
        self.whole = False
        """Whether everything went as it should: only then may the examiner judge again."""
        self._bench, self._began = bench, time.monotonic()
        self.used_before = examiner is not None and examiner.uses > 1

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

    def send(self, channel: Channel, *messages: dict[str, Any], deadline: float) -> None:
        """Send messages; raises `Stopped` where nobody reads them."""
        try:
            channel.send_together(messages, deadline)
        except Late:
            raise Stopped("protocol") from None
        except Gone:
            raise self._gone(self.worker) from None

    def close(self) -> None:
        """End both, with all that came of them; an examiner that left no trace is kept."""
        for copy in self.copies:
            copy.close()
        self.worker.close()
        if self.examiner is None:
            return
        if self._bench is not None and self.whole:
            self._bench.put(self.examiner, time.monotonic() - self._began)
        else:
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


class _Worker(NamedTuple):
    """A worker with the end of its link that is for the examiner, and channels to copies of it."""

    side: Side
    link: socket.socket
    copies: list[Channel]

    def close(self) -> None:
        """End it."""
        self.link.close()
        for copy in self.copies:
            copy.close()
        self.side.close()


class Nursery:
    """Forks workers and examiners from a warm parent, each into a home of its own."""

    def __init__(
        self, parent: WarmParent, scratch: Path, limits: Limits, *, contained: bool = True
    ) -> None:
        self.parent, self.scratch, self.limits = parent, scratch, limits
        self._contained = contained
        self._bench = Bench(limits.cpu_seconds)
        self._workers = Ahead(self._worker, _Worker.close, AHEAD)

    def close(self) -> None:
        """End the processes that wait."""
        self._workers.close()
        self._bench.close()

    def pair(self, *, examined: bool, copies: int, traceless: bool = False) -> Pair:
        """Fork the processes of one notebook.

        Args:
            examined: whether it has tests.
            copies: how many copies of the worker will be made for tests.
            traceless: whether its tests leave nothing in the examiner, which then may
                have judged before and may judge again.

        Raises:
            ForkRefused, WarmParentFailed: the warm parent does not fork.
        """
        worker = self._worker(copies) if copies else self._workers.take()
        examiner = None
        try:
            if examined:
                examiner = self._bench.take(worker.link) if traceless else None
                examiner = examiner or self._examiner(worker.link)
        except BaseException:
            worker.close()
            raise
        worker.link.close()
        return Pair(worker.side, examiner, worker.copies, self._bench if traceless else None)

    def _worker(self, copies: int = 0) -> _Worker:
        with contextlib.ExitStack() as ends:
            ours, theirs = _sockets(ends)
            between = _sockets(ends)
            more = [_sockets(ends) for _ in range(copies)]
            fds = [theirs, between[0], *(each[1] for each in more)]
            side = self._forked(WORK, ours, fds)
            channels = [Channel(each[0].dup(), self._most()) for each in more]
            return _Worker(side, between[1].dup(), channels)

    def _examiner(self, link: socket.socket) -> Side:
        with contextlib.ExitStack() as ends:
            ours, theirs = _sockets(ends)
            return self._forked(EXAMINE, ours, [theirs, link])

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
