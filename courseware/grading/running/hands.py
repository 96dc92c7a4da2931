"""Where the work is handed out: plain bytes go in, results come back in any order.

Whoever implements `Hands` needs nothing but a `Work` and the hand-ins, all of it
plain data: `msgspec.msgpack.encode` of a `Work`, a `HandIn` or a `Result` decodes
to an equal one, on another machine too. Neither the course folder nor the
gradebook nor an answer key ever leaves the supervisor: our own exercises wait
for a human in what an engine returns, and `finish` marks them here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Protocol

import msgspec

from courseware.grading.examining.assignment import Assignment
from courseware.grading.examining.engine import Engine, Taken
from courseware.grading.examining.handin import HandIn
from courseware.grading.examining.result import Result
from courseware.grading.policy import Examining
from courseware.sandbox import Limits, Tier, choose

Finish = Callable[[HandIn, Result], Result]
"""Called in the supervisor with each result, by any thread, before it is told; never raises."""


class Safety(msgspec.Struct, frozen=True, kw_only=True):
    """How learners' code has to be contained; see `courseware.sandbox.choose`."""

    require: Tier | None = None
    unsafe: bool = False


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """All that has to be known to grade hand-ins of one assignment.

    Attributes:
        assignment: the teacher's side, without the keys of our own exercises.
        examining: the table `[examiner]` of the course's policy.
        limits: the budgets of each submission.
        require: the weakest containment that is acceptable; None: B.
        unsafe: accept none where none holds.
        runner: the words of a site's own runner, which is then tried; () for none.
    """

    assignment: Assignment
    examining: Examining = Examining()
    limits: Limits = Limits()
    require: Tier | None = None
    unsafe: bool = False
    runner: tuple[str, ...] = ()

    def engine(self, taken: Taken | None = None) -> Engine:
        """Make what does the work; `taken` as `Engine` has it.

        Raises:
            ContainmentRefused: nothing that is acceptable holds on this machine. Where
                nothing was asked for, it is the first submission that has to be run
                that raises it.
        """
        containment = None
        if self.require or self.unsafe or self.runner:
            containment = choose(self.require, runner=self.runner, unsafe=self.unsafe)
        return Engine(
            self.assignment,
            policy=self.examining,
            limits=self.limits,
            containment=containment,
            taken=taken,
        )


class Hands(Protocol):
    """Those who do the work. Used once, by one thread; `close` in any case."""

    @property
    def notes(self) -> Sequence[str]:
        """What the teacher should know of their own tests, as far as it was found out."""
        ...

    def grade(self, handins: Iterable[HandIn], finish: Finish) -> Iterator[tuple[HandIn, Result]]:
        """Grade hand-ins; yield each with its result as it ends.

        `handins` are read from the disk as they are asked for: no more of them are
        to be held than can be worked on. Nothing that a learner handed in raises.

        Raises:
            ContainmentRefused, WarmParentFailed, ForkRefused: nothing can be graded.
        """
        ...

    def close(self) -> None:
        """End everything at once, also what is being graded. May be called again."""
        ...


class Local:
    """Threads over one engine on this machine; `taken` as `Engine` has it."""

    def __init__(self, work: Work, jobs: int, *, taken: Taken | None = None) -> None:
        self._engine = work.engine(taken)
        self._jobs = jobs

    @property
    def notes(self) -> Sequence[str]:
        """What the teacher should know of their own tests."""
        return self._engine.notes

    def grade(self, handins: Iterable[HandIn], finish: Finish) -> Iterator[tuple[HandIn, Result]]:
        """Grade `jobs` hand-ins at a time, and hold as many more."""

        def one(handin: HandIn) -> Result:
            return finish(handin, self._engine.grade(handin))

        yield from in_threads(one, handins, self._jobs)

    def close(self) -> None:
        """End the warm process and all that came of it."""
        self._engine.close()


def in_threads(
    one: Callable[[HandIn], Result], handins: Iterable[HandIn], jobs: int
) -> Iterator[tuple[HandIn, Result]]:
    """Yield each hand-in with what `one` makes of it; hold no more than twice `jobs`."""
    if jobs == 1:
        yield from ((handin, one(handin)) for handin in handins)
        return
    waiting: dict[Future[Result], HandIn] = {}
    pool = ThreadPoolExecutor(jobs, "grading")
    try:
        for handin in handins:
            waiting[pool.submit(one, handin)] = handin
            if len(waiting) >= 2 * jobs:
                yield from _ended(waiting)
        while waiting:
            yield from _ended(waiting)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _ended(waiting: dict[Future[Result], HandIn]) -> Iterator[tuple[HandIn, Result]]:
    """Wait until some have ended, and yield them; raises what one of them raised."""
    done, _ = wait(waiting, return_when=FIRST_COMPLETED)
    for future in done:
        yield waiting.pop(future), future.result()
