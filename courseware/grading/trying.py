"""Trying learners' programs where it counts: contained, far from the gradebook."""

from __future__ import annotations

import atexit
import contextlib
import functools
import os
import select
import threading
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from courseware import sandbox, trial
from courseware.kernel import WarmParent
from courseware.kinds.code.spec import CodeCase, CodeExercise
from courseware.sandbox import Containment, Limits
from courseware.trial.comparing import Observed
from courseware.trial.running import ENVIRONMENT, HEAVY, REPLY_BYTES

ROLE = "courseware.grading.contained_trial:role"
STARTING = 10
"""Seconds beyond those of the cases."""


class Trials:
    """Tries programs in children of one warm parent, which is started when it is first needed.

    May be called from several threads at once.
    It is closed with what was started. `containment` is chosen by what holds here; where
    nothing does, `ContainmentRefused` is raised by the first trial.
    """

    def __init__(self, *, unsafe: bool = False, limits: Limits | None = None) -> None:
        self._unsafe, self._limits = unsafe, limits or Limits()
        self._stack = contextlib.ExitStack()
        self._parent: WarmParent | None = None
        self._scratch = Path()
        self._count = 0
        self._lock = threading.Lock()
        self.containment: Containment | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the warm parent and all that came of it."""
        self._parent = None
        self._stack.close()

    def __call__(
        self, exercise: CodeExercise, source: str, cases: Sequence[CodeCase]
    ) -> list[Observed]:
        """Try the cases; see `trial.observe`. Raises `ContainmentRefused`, `WarmParentFailed`."""
        request = trial.request(exercise, source, cases)
        seconds = STARTING + exercise.seconds * len(cases)
        return trial.read(self._told(request, seconds), cases)

    def _told(self, request: dict[str, object], seconds: float) -> bytes:
        with self._lock:
            parent = self._started()
            self._count += 1
            home = self._scratch / str(self._count)
        arguments = {"home": str(home), "limits": msgspec.to_builtins(self._limits)}
        read, write = os.pipe2(os.O_CLOEXEC)
        try:
            with _in_memory(request) as asked:
                child = parent.fork(ROLE, arguments, [asked, write])
        finally:
            os.close(write)
        try:
            return _read(read, seconds)
        finally:
            os.close(read)
            with child:
                child.kill()
            sandbox.clear(home)

    def _started(self) -> WarmParent:
        if self._parent is not None and self._parent.alive():
            return self._parent
        self.containment = sandbox.choose(unsafe=self._unsafe)
        folder = self._stack.enter_context(sandbox.scratch())
        launch = partial(self.containment.launch, scratch=folder)
        started = WarmParent.start(
            preload=("courseware.grading.contained_trial", *HEAVY),
            prepare=(sandbox.PREPARE,),
            launch=launch,
            environment=ENVIRONMENT,
        )
        self._parent, self._scratch = self._stack.enter_context(started), folder
        return started


@contextlib.contextmanager
def _in_memory(request: dict[str, object]) -> Iterator[int]:
    """Yield a file that the child reads: the warm parent sees nothing of what a learner wrote."""
    with os.fdopen(os.memfd_create("request", os.MFD_CLOEXEC), "wb") as file:
        file.write(msgspec.json.encode(request))
        file.seek(0)
        yield file.fileno()


def _read(file: int, seconds: float) -> bytes:
    """Read to the end, or as long and as much as is allowed."""
    end, text = time.monotonic() + seconds, b""
    while len(text) < REPLY_BYTES:
        ready, _, _ = select.select([file], [], [], max(0.0, end - time.monotonic()))
        part = os.read(file, 65536) if ready else b""
        if not part:
            break
        text += part
    return text


@functools.cache
def _shared() -> Trials:
    trials = Trials()
    atexit.register(trials.close)
    return trials


def contained(exercise: CodeExercise, source: str, cases: Sequence[CodeCase]) -> list[Observed]:
    """Try the cases in a warm parent that this process keeps for all of its grading."""
    return _shared()(exercise, source, cases)
