"""A Dask cluster does the work: the same gradebook, machines lost in the middle or not."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import dask
import msgspec
import pytest
from distributed import Client, LocalCluster
from distributed.diagnostics.plugin import WorkerPlugin

from courseware import grading
from courseware.errors import GradingStopped
from courseware.grading.examining.handin import HandIn
from courseware.grading.examining.result import Result
from courseware.grading.running import answering, remote
from courseware.grading.running.cluster import GIVEN_UP, Cluster
from tests.grading.running.comparing import NAME, rows, sqlite, write_course
from tests.grading.running.test_hands import WORK, _handins

STUDENTS = 6

pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning",  # Dask leaves loops and sockets of lost machines to the collector
    "ignore::pytest.PytestUnraisableExceptionWarning",
)


class Killer(WorkerPlugin):
    """Ends the machine that begins a certain hand-in, whichever it is."""

    name = "killer"

    def __init__(self, number: int) -> None:
        self.number = number

    def transition(self, key: Any, start: str, finish: str, **_: Any) -> None:
        del start
        # courseware-<work>-<run>-<number>, and "again" at the second try
        if finish == "executing" and str(key).split("-")[3:4] == [str(self.number)]:
            os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    """Two machines, as processes."""
    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address=None,
        silence_logs=50,
    ) as started:
        yield started


def kept(_: HandIn, result: Result) -> Result:
    return result


def test_the_gradebook_is_the_same_when_a_machine_is_killed_in_the_middle(
    cluster: LocalCluster, tmp_path: Path
) -> None:
    here = write_course(tmp_path / "here", STUDENTS)
    there = write_course(tmp_path / "there", STUDENTS)
    told = grading.run(here, NAME)

    killed: list[int] = []

    def kill_one(done: int, _total: int, _row: object) -> None:
        if done == 2:
            with Client(cluster, set_as_default=False) as client:
                killed.append(next(iter(client.run(os.getpid).values())))
            os.kill(killed[0], signal.SIGKILL)

    hands = partial(Cluster, scheduler=cluster.scheduler_address)
    ours = grading.run(there, NAME, hands=hands, on_progress=kill_one)
    assert killed
    assert len(ours.rows) == STUDENTS
    assert not ours.failed
    assert [(row.student, row.score) for row in ours.rows] == [
        (row.student, row.score) for row in told.rows
    ]
    assert rows(sqlite(there)) == rows(sqlite(here))


def test_who_kills_every_machine_is_one_row(
    cluster: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster.scheduler, "allowed_failures", 0)  # by default it is patient
    hands = Cluster(WORK, 2, scheduler=cluster.scheduler_address)
    try:
        with Client(cluster, set_as_default=False) as client:
            client.register_plugin(Killer(3))
            found = {
                handin.student: result for handin, result in hands.grade(iter(_handins(5)), kept)
            }
            client.unregister_worker_plugin(Killer.name)
    finally:
        hands.close()
    (refused,) = [result for result in found.values() if result.status == "refused"]
    assert GIVEN_UP in refused.why
    assert {cell.score for cell in refused.notebooks["book"].cells} == {None}
    scores = {student: result.score for student, result in found.items() if result is not refused}
    expected = {f"s{at}": 0.0 if at % 2 else 3.0 for at in range(5)}
    assert scores == {student: expected[student] for student in expected if student in scores}
    assert len(scores) == 4


def test_nobody_there_is_said() -> None:
    with (
        dask.config.set({"distributed.comm.timeouts.connect": "1s"}),
        pytest.raises(GradingStopped, match="does not answer"),
    ):
        Cluster(WORK, 2, scheduler="tcp://127.0.0.1:9")


def test_another_version_is_not_asked() -> None:
    package = msgspec.msgpack.encode(answering.Package("0.0", WORK))
    handin = msgspec.msgpack.encode(_handins(1)[0])
    answer = msgspec.msgpack.decode(remote.grade("other", package, handin), type=answering.Answer)
    assert answer.version
    assert answer.result is None
    assert not len(answering.engines)


def test_what_cannot_be_decoded_is_an_answer_too() -> None:
    answer = msgspec.msgpack.decode(remote.grade("x", b"\xc1", b"\xc1"), type=answering.Answer)
    assert "DecodeError" in answer.failed


def test_engines_are_closed_when_nobody_asks_them() -> None:
    engines = answering.Engines(idle=0.0)
    package = answering.pack(WORK)
    with engines.lent("a", package) as engine, engines.lent("a", package) as same:
        assert engine is same
        engines.close_idle()
        assert len(engines) == 1
    engines.close_idle()
    assert not len(engines)
    with engines.lent("a", package):
        engines.forget("a")
        assert not len(engines)
