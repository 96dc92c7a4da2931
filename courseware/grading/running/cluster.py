"""The work done by a Dask cluster: its machines turn bytes into bytes.

Only `bytes` go over the wire, of structs that both sides know; nothing of a
learner's is ever unpickled. A machine that is lost takes nothing with it: Dask has
its hand-ins graded by another. One that takes machine after machine with it is
tried once more while no other of its kind is, and then is one refused row.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import logging
import secrets
import threading
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from pathlib import Path
from typing import Any

import msgspec
from distributed import Client, LocalCluster
from distributed.comm.core import CommClosedError
from distributed.scheduler import KilledWorker

import courseware
from courseware.errors import ContainmentRefused, GradingStopped, WarmParentFailed
from courseware.grading.examining.engine import Engine
from courseware.grading.examining.handin import HandIn
from courseware.grading.examining.result import Result
from courseware.grading.running import remote
from courseware.grading.running.answering import Answer, pack
from courseware.grading.running.hands import Finish, Work, in_threads

LOOK = 20.0
"""Seconds between looks at whether there are machines at all."""
PATIENCE = 600.0
"""Seconds without any machine: clusters that grow on demand take their time."""
LAST_WORDS = 5.0
"""Seconds that machines have to let go of what they hold."""
FEWEST = 8
"""Hand-ins on their way, however small the cluster is now: it may grow."""
GIVEN_UP = "every machine that graded it ended"


class Cluster:
    """Grades on a cluster; see `courseware.grading.running.hands.Hands`.

    Args:
        work: what there is to do.
        jobs: machines of a local cluster that says no number of its own.
        scheduler: `local`, `local:4`, an address (`tcp://host:8786`, `tls://…`), or
            the path of a scheduler file.

    Raises:
        GradingStopped: nobody answers there.
    """

    def __init__(self, work: Work, jobs: int, *, scheduler: str) -> None:
        self._work, self._scheduler = work, scheduler
        self._package = pack(work)
        self._key = f"courseware-{hashlib.sha256(self._package).hexdigest()[:16]}"
        self._run = f"{self._key}-{secrets.token_hex(4)}"
        self._numbers = itertools.count(1)
        self._alone = threading.Lock()
        self._notes: dict[str, None] = {}
        self._seen = time.monotonic()
        self._ends = contextlib.ExitStack()
        try:
            self._client = self._connected(jobs)
        except (OSError, TimeoutError, ValueError, RuntimeError) as error:
            self._ends.close()
            detail = f"{type(error).__name__}: {error}"[:300]
            raise GradingStopped("cluster.unreachable", address=scheduler, detail=detail) from error
        self._jobs = max(FEWEST, 2 * sum(self._client.nthreads().values()))
        self._carried = self._sent(remote.carry, self._package, key=f"{self._run}-work")

    @property
    def notes(self) -> Sequence[str]:
        """What the teacher should know of their own tests."""
        return tuple(self._notes)

    def grade(self, handins: Iterable[HandIn], finish: Finish) -> Iterator[tuple[HandIn, Result]]:
        """Grade as many hand-ins at a time as the cluster can."""

        def one(handin: HandIn) -> Result:
            return finish(handin, self._result(handin))

        yield from in_threads(one, handins, self._jobs)

    def close(self) -> None:
        """Let the machines end what they hold, and let go of the cluster."""
        self._ends.close()

    def _connected(self, jobs: int) -> Client:
        name, _, count = self._scheduler.partition(":")
        options: dict[str, Any] = {"set_as_default": False}
        if name == "local":
            cluster = LocalCluster(
                n_workers=int(count or jobs),
                threads_per_worker=1,
                processes=True,
                host="127.0.0.1",
                dashboard_address=None,
                silence_logs=logging.CRITICAL,
            )
            self._ends.callback(cluster.close, timeout=LAST_WORDS)
            client = Client(cluster, **options)
        elif self._scheduler.endswith(".json") and Path(self._scheduler).is_file():
            client = Client(scheduler_file=self._scheduler, **options)
        elif not count:
            raise ValueError("neither an address nor a file")
        else:
            client = Client(self._scheduler, **options)
        self._ends.callback(client.close, timeout=LAST_WORDS)
        self._ends.callback(self._forgotten, client)
        return client

    def _forgotten(self, client: Client) -> None:
        """Have the engines closed; a machine that does not answer is not waited for."""

        def tell() -> None:
            with contextlib.suppress(Exception):
                client.run(remote.forget, self._key, on_error="ignore")

        telling = threading.Thread(target=tell, daemon=True)
        telling.start()
        telling.join(LAST_WORDS)

    def _sent(self, does: Callable[..., bytes], *what: object, key: str) -> Any:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Sending large graph", UserWarning)
            return self._client.submit(does, *what, key=key, pure=False)

    def _result(self, handin: HandIn) -> Result:
        key, data = f"{self._run}-{next(self._numbers)}", msgspec.msgpack.encode(handin)
        answer = self._answer(key, data)
        if answer is None:
            with self._alone:  # an innocent one may have been beside the one that kills
                answer = self._answer(f"{key}-again", data)
        if answer is None:
            return Engine(
                self._work.assignment, policy=self._work.examining, limits=self._work.limits
            ).set_aside(handin, GIVEN_UP)
        if answer.version:
            raise GradingStopped(
                "cluster.version", theirs=answer.version, ours=courseware.__version__
            )
        if answer.refused:
            raise ContainmentRefused(*answer.refused)
        if answer.result is None:
            raise WarmParentFailed(answer.failed)
        self._notes |= dict.fromkeys(answer.notes)
        return answer.result

    def _answer(self, key: str, handin: bytes) -> Answer | None:
        """Have one hand-in graded; None when the machines that tried are gone."""
        future = self._sent(remote.grade, self._key, self._carried, handin, key=key)
        try:
            while True:
                with contextlib.suppress(TimeoutError):
                    return msgspec.msgpack.decode(future.result(LOOK), type=Answer)
                self._look()
        except KilledWorker:
            return None
        except (GradingStopped, msgspec.DecodeError):
            raise
        except (CancelledError, CommClosedError, OSError, RuntimeError, ImportError) as error:
            detail = f"{type(error).__name__}: {error}"[:300]
            raise GradingStopped("cluster.lost", detail=detail) from error
        finally:
            future.release()

    def _look(self) -> None:
        """Give up when there has been no machine for a long time."""
        now = time.monotonic()
        if self._client.nthreads():
            self._seen = now
        elif now - self._seen > PATIENCE:
            raise GradingStopped("cluster.empty", address=self._scheduler)
