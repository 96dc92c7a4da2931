"""The journal's writing side: records are queued here and saved by a thread of the journal's own.

At any time one of four things is true of a journal: it has no thread because nothing waits; its
thread is saving; its thread waits for the next record, and ends when none comes for a while; or
saving failed and the thread pauses before it tries a new file. Where the system gives no thread
(Pyodide, an interpreter that is ending) `append` and `flush` save by themselves.
"""

from __future__ import annotations

import _thread
import atexit
import logging
import os
import threading
import time
import weakref
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from courseware.journal.outcomes import NotSaved, Outcome, Saved, reason_of
from courseware.journal.records import body_of, check_kind
from courseware.journal.segments import Segments
from courseware.journal.waiting import Entry, Waiting

_IDLE_SECONDS = 10.0
_FIRST_PAUSE, _LONGEST_PAUSE = 0.05, 15.0
_EXIT_SECONDS = 3.0

_log = logging.getLogger(__name__)
# nbgrader gives no mark to a cell that prints to stderr; who wants these lines adds a handler.
_log.addHandler(logging.NullHandler())


def _now() -> datetime:
    return datetime.now(UTC)


class Journal:
    """An append-only journal in `folder`, which is made (0700) when the first record comes.

    Every journal object is a writer of its own and makes its own files (0600), so that any number
    of them, in any processes, may share a folder; a forked child goes on as a new writer, and what
    was waiting stays with its parent. The object may be used from any thread.

    Args:
        folder: where the files stand; relative to the working directory of this moment.
        clock: gives the time written into records; it must know its time zone.
    """

    def __init__(self, folder: Path, *, clock: Callable[[], datetime] = _now) -> None:
        # Learners change directories; links are left alone, so that folders above may be some.
        self.folder = Path(os.path.abspath(folder))  # noqa: PTH100 - resolve() follows links
        self._clock = clock
        self._closed = False
        self._segments: Segments | None = None
        self._begin()
        _journals.add(self)

    def _begin(self) -> None:
        """Be a new writer with nothing waiting: at first, and in a forked process."""
        self._process = os.getpid()
        # New locks, since a thread that did not come along may have held the old ones.
        # `with self._lock` cannot be interrupted half way, as `with self._changed` could.
        self._lock = threading.RLock()
        self._changed = threading.Condition(self._lock)
        self._disk = threading.Lock()
        self._saver = 0  # the thread that holds it
        self._waiting = Waiting()
        self._told = 0
        self._hurry = False
        self._thread = 0
        segments, self._segments = self._segments, None
        if segments:
            segments.close()

    @property
    def pending(self) -> int:
        """How many records are not on the disk yet."""
        self._own()
        return len(self._waiting)

    def append(
        self,
        kind: str,
        data: Mapping[str, object],
        on_outcome: Callable[[Saved | NotSaved], None] | None = None,
    ) -> int:
        """Queue a record and return its number, counted from 1 for each writer.

        The data is copied at once. Never waits for the disk and never raises because of it.

        Args:
            kind: what the record is, such as ``response``: lower case, at most 32 characters.
            data: what JSON can hold: text keys, finite numbers, 64 levels, 1 MB. Tuples come
                back as lists, unpaired surrogates as U+FFFD.
            on_outcome: called in the journal's thread, once with `Saved` when the record is on
                the disk; before that with `NotSaved` when saving failed, and again only when
                the reason is another. It should return soon; what it raises is logged.

        Raises:
            TypeError: `data` holds what JSON has no form for.
            ValueError: `kind` or `data` is not as above, the clock names no time zone, or the
                journal is closed.
        """
        check_kind(kind)
        body = body_of(data)
        at = self._clock()
        if at.utcoffset() is None:
            raise ValueError("the journal's clock must give times with a time zone")
        self._own()
        with self._lock:
            if self._closed:
                raise ValueError("the journal is closed")
            entry = self._waiting.entry(at, kind, body, on_outcome)
            self._hurry = True
            self._changed.notify_all()
            self._waiting.add(entry)
        self._attend()
        return entry.number

    def flush(self, timeout: float = 5.0) -> bool:
        """Wait until all that was appended so far is saved, and its owners have been told.

        Returns:
            False when that took longer than `timeout` seconds; the journal goes on trying. In an
            `on_outcome` it does not wait, and tells whether anything is left.
        """
        self._own()
        if self._saver == threading.get_ident():
            return not self._waiting
        deadline = time.monotonic() + timeout
        with self._lock:
            target, _ = self._waiting.last
            self._hurry = True
            self._changed.notify_all()
        while True:
            self._attend()
            with self._lock:
                left = deadline - time.monotonic()
                pause = left if self._thread else min(left, _FIRST_PAUSE)
                if self._changed.wait_for(lambda: self._told >= target, max(pause, 0)):
                    return True
            if left <= 0:
                return False

    def close(self, timeout: float = 5.0) -> bool:
        """Save what waits, then take no more records.

        Returns:
            False when `timeout` seconds were not enough: then the journal is still open, nothing
            was thrown away, and it goes on trying.
        """
        if not self.flush(timeout):
            return False
        with self._lock:
            if self._waiting:  # appended meanwhile
                return False
            self._closed = True
            self._changed.notify_all()
            segments, self._segments = self._segments, None
        if segments:
            segments.close()
        return True

    def _own(self) -> None:
        """Begin anew in a process that was forked behind Python's back."""
        if self._process != os.getpid():
            self._begin()

    def _attend(self) -> None:
        """See to it that somebody saves what waits: a thread, or else the caller."""
        with self._lock:
            if not self._waiting or self._thread:
                return
            try:
                # threading.Thread.start() waits in Python, and an interrupt there breaks it.
                self._thread = _thread.start_new_thread(self._run, ())
            except RuntimeError:  # none to be had
                pass
            else:
                return
        while self._waiting and self._save():
            pass

    def _run(self) -> None:
        """Be the journal's thread, unless another is."""
        me = threading.get_ident()
        with self._lock:
            if self._thread not in {0, me}:  # an interrupt kept `_attend` from knowing me
                return
            self._thread = me
        try:
            self._serve()
        finally:
            with self._lock:
                if self._thread == me:
                    self._thread = 0
                self._changed.notify_all()

    def _serve(self) -> None:
        """Save what comes; after a failure pause, each time half as long as it has lasted."""
        pause = since = 0.0
        while self._awaited(pause):
            now = time.monotonic()
            since = since if pause else now
            pause = 0 if self._save() else min(max(_FIRST_PAUSE, (now - since) / 2), _LONGEST_PAUSE)

    def _awaited(self, pause: float) -> bool:
        """Wait for something to save; False when nothing came and the thread is to end."""
        with self._lock:
            if pause:
                self._changed.wait_for(lambda: self._hurry, pause)
            else:
                self._changed.wait_for(lambda: self._waiting or self._closed, _IDLE_SECONDS)
            self._hurry = False
            if not self._waiting:
                self._thread = 0  # with the lock still held: the next record needs another
            return bool(self._waiting)

    def _save(self) -> bool:
        """Save the first of what waits and tell of it; False when that failed."""
        # Taken already: somebody else saves, or this very thread does and `on_outcome` appended.
        if not self._disk.acquire(blocking=False):
            return False
        try:
            self._saver = threading.get_ident()
            with self._lock:
                batch = self._waiting.batch()
            return not batch or self._commit(batch)
        finally:
            self._saver = 0
            self._disk.release()

    def _commit(self, batch: list[Entry]) -> bool:
        if self._segments is None:
            self._segments = Segments(self.folder, self._waiting.writer)
        try:
            self._segments.commit(b"".join(entry.line.content for entry in batch))
        except (OSError, MemoryError) as error:
            with self._lock:
                news = self._waiting.failed(reason_of(error), str(error))
            _tell(news)
            return False
        with self._lock:
            news = self._waiting.saved(batch)
        _tell(news)
        with self._lock:
            self._told = batch[-1].number
            self._changed.notify_all()
        return True


def _tell(news: list[tuple[Entry, Outcome]]) -> None:
    for entry, outcome in news:
        if entry.on_outcome:
            try:
                entry.on_outcome(outcome)
            except Exception:  # noqa: BLE001 - saving goes on, whatever the listener does
                _log.exception("on_outcome of record %d raised", entry.number)


_journals: weakref.WeakSet[Journal] = weakref.WeakSet()


def _in_forked_child() -> None:
    for journal in list(_journals):
        journal._begin()  # noqa: SLF001 - the same module


def _at_exit() -> None:
    """Give all journals together a few seconds to save what waits."""
    deadline = time.monotonic() + _EXIT_SECONDS
    for journal in list(_journals):
        journal.flush(max(0.0, deadline - time.monotonic()))


if hasattr(os, "register_at_fork"):  # not on Windows
    os.register_at_fork(after_in_child=_in_forked_child)
atexit.register(_at_exit)
