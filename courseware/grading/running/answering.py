"""What a machine of a cluster answers: nothing here knows the cluster.

The assignment comes once, as the bytes of a `Package`; its engine stays open between
hand-ins and is closed when it has been idle. Whatever goes wrong is said in the
`Answer`: no exception leaves a machine, for it would be sent as a live object.
"""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Iterator

import msgspec

import courseware
from courseware.errors import ContainmentRefused, ForkRefused, WarmParentFailed
from courseware.grading.examining.engine import Engine
from courseware.grading.examining.handin import HandIn
from courseware.grading.examining.result import Result
from courseware.grading.running.hands import Work

log = logging.getLogger(__name__)

IDLE_SECONDS = 300.0
"""How long an engine stays open that nobody asks."""


class Package(msgspec.Struct, frozen=True):
    """The work as it travels; `version` is of the courseware that packed it."""

    version: str
    work: Work


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one hand-in, or why nothing can be graded on this machine.

    Attributes:
        result: the result; None where one of the others says why.
        notes: what the engine knows of the teacher's own tests.
        refused: the reasons of a `ContainmentRefused`.
        failed: why the warm process does not work.
        version: this machine's courseware, where it is another.
    """

    result: Result | None = None
    notes: tuple[str, ...] = ()
    refused: tuple[tuple[str, dict[str, str]], ...] = ()
    failed: str = ""
    version: str = ""


def pack(work: Work) -> bytes:
    """Return the bytes that a machine needs to know of an assignment."""
    return msgspec.msgpack.encode(Package(courseware.__version__, work))


def grade(key: str, package: bytes, handin: bytes) -> bytes:
    """Grade one hand-in; `key` is the package's name. Never raises."""
    try:
        answer = _answer(key, package, msgspec.msgpack.decode(handin, type=HandIn))
    except Exception as error:
        log.exception("a hand-in could not be graded")
        answer = Answer(failed=f"{type(error).__name__}: {error}"[:500])
    return encoded(answer)


def encoded(answer: Answer) -> bytes:
    """Return an answer's bytes; a notebook that none can hold is left out."""
    try:
        return msgspec.msgpack.encode(answer)
    except (ValueError, OverflowError, RecursionError, TypeError):
        if answer.result is None:
            return msgspec.msgpack.encode(Answer(failed="an answer that cannot be sent"))
    books = {
        name: msgspec.structs.replace(book, executed=None)
        for name, book in answer.result.notebooks.items()
    }
    result = msgspec.structs.replace(answer.result, notebooks=books)
    return msgspec.msgpack.encode(msgspec.structs.replace(answer, result=result))


def _answer(key: str, package: bytes, handin: HandIn) -> Answer:
    try:
        with engines.lent(key, package) as engine:
            result = engine.grade(handin)
            return Answer(result=result, notes=tuple(engine.notes))
    except _OtherVersion:
        return Answer(version=courseware.__version__)
    except ContainmentRefused as error:
        return Answer(refused=error.reasons)
    except (ForkRefused, WarmParentFailed) as error:
        return Answer(failed=str(error)[:500])


class _OtherVersion(Exception):
    """What was packed was packed by another courseware."""


class _Open:
    """An engine, how many use it, and since when nobody does."""

    def __init__(self, engine: Engine) -> None:
        self.engine, self.users, self.since = engine, 0, 0.0


class Engines:
    """This machine's engines by the name of their package; used by several threads."""

    def __init__(self, idle: float = IDLE_SECONDS) -> None:
        self._idle = idle
        self._lock = threading.Lock()
        self._open: dict[str, _Open] = {}

    @contextlib.contextmanager
    def lent(self, key: str, package: bytes) -> Iterator[Engine]:
        """Lend the engine of a package, which is made if there is none."""
        with self._lock:
            if key not in self._open:
                self._open[key] = _Open(_made(package))
            lent = self._open[key]
            lent.users += 1
        try:
            yield lent.engine
        finally:
            with self._lock:
                lent.users -= 1
                lent.since = time.monotonic()
            self._look_again()

    def forget(self, key: str) -> None:
        """Close an engine at once, also one that is in use."""
        with self._lock:
            lent = self._open.pop(key, None)
        if lent is not None:
            lent.engine.close()

    def close_idle(self) -> None:
        """Close every engine that nobody has used for a while."""
        with self._lock:
            past = time.monotonic() - self._idle
            old = [key for key, each in self._open.items() if not each.users and each.since <= past]
            closing = [self._open.pop(key) for key in old]
        for each in closing:
            each.engine.close()

    def _look_again(self) -> None:
        timer = threading.Timer(self._idle + 0.1, self.close_idle)
        timer.daemon = True
        timer.start()

    def __len__(self) -> int:
        return len(self._open)


def _made(package: bytes) -> Engine:
    # The version is read first: what another one has packed need not be readable.
    version = msgspec.msgpack.decode(package, type=_Label).version
    if version != courseware.__version__:
        raise _OtherVersion(version)
    return msgspec.msgpack.decode(package, type=Package).work.engine()


class _Label(msgspec.Struct):
    version: str


engines = Engines()
