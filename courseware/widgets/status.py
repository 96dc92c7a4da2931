"""How the newest answer stands, and telling so from whatever thread knows first."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Literal

import msgspec

from courseware.journal import NotSaved, Saved

State = Literal["empty", "saving", "saved", "unsaved"]


class Status(msgspec.Struct, frozen=True):
    """`token` and `sequence` name the commit; `reason` says why it is not saved.

    A reason is one of `journal.Reason`, or a refusal: `attempts` (none is left), `changed`
    (another variant stands here now), `closed` (nothing is taken here), `unreadable` (it is no
    answer of ours).
    """

    state: State = "empty"
    sequence: int = 0
    reason: str = ""
    token: str = ""

    def after(self, outcome: Saved | NotSaved) -> Status:
        """Return the status once the journal has told what became of the answer."""
        if isinstance(outcome, Saved):
            return msgspec.structs.replace(self, state="saved", reason="")
        return msgspec.structs.replace(self, state="unsaved", reason=str(outcome.reason))


class Outcomes:
    """The outcomes of one commit, passed on in order and never before the commit was told.

    The journal tells from a thread of its own, at once where there are no threads, and
    sometimes before `append` has come back.
    """

    def __init__(self, tell: Callable[[Saved | NotSaved], None]) -> None:
        self._tell = tell
        self._lock = threading.Lock()
        self._is_open = False
        self._early: list[Saved | NotSaved] = []

    def __call__(self, outcome: Saved | NotSaved) -> None:
        """Take an outcome from the journal."""
        with self._lock:
            if not self._is_open:
                self._early.append(outcome)
                return
        self._tell(outcome)

    def open(self) -> None:
        """Let through what came and what comes."""
        with self._lock:
            self._is_open = True
            early, self._early = self._early, []
        for outcome in early:
            self._tell(outcome)


def running_loop() -> asyncio.AbstractEventLoop | None:
    """Return the event loop of this thread: the kernel's, or that of a subshell."""
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


def hand_over(loop: asyncio.AbstractEventLoop | None, call: Callable[[], None]) -> None:
    """Have `call` made in the loop's thread, here and now where the loop is no more."""
    if loop is not None:
        try:
            loop.call_soon_threadsafe(call)
        except RuntimeError:  # closed: its subshell ended, or the kernel ends
            pass
        else:
            return
    call()
