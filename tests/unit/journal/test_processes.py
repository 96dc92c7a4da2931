"""Real processes: killed, forked, interrupted, ending, eight at once."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from courseware.journal import DamageKind, Reading, read
from tests.unit.journal.programs import answer

ROUNDS, TOGETHER = 16, 3


def by_writer(reading: Reading) -> dict[str, list[int]]:
    writers: dict[str, list[int]] = {}
    for record in reading.records:
        writers.setdefault(record.writer, []).append(record.number)
    return writers


def killed(program: subprocess.Popen[bytes], after: int) -> list[tuple[str, int]]:
    """Kill a program once it has told of `after` records; return all that it told of."""
    assert program.stdout is not None
    lines = [program.stdout.readline() for _ in range(after)]
    program.kill()
    lines += program.stdout.read().splitlines(keepends=True)
    program.wait()
    program.stdout.close()
    whole = (line.decode().split() for line in lines if line.endswith(b"\n"))
    return [(writer, int(number)) for writer, number in whole]


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_kill_9_loses_nothing_that_was_saved(
    folder: Path, start: Callable[..., subprocess.Popen[bytes]], seed: int
) -> None:
    chance = random.Random(seed)
    programs = [start("until_killed", folder) for _ in range(TOGETHER)]
    told = [killed(program, chance.choice([1, 2, chance.randrange(400)])) for program in programs]
    reading = read(folder)
    assert {damage.kind for damage in reading.damage} <= {DamageKind.TORN_TAIL}
    writers = by_writer(reading)
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in writers.values())
    assert all(told)
    for writer, number in chain.from_iterable(told):
        assert 1 <= number <= len(writers[writer])
    assert all(record.data == answer(record.number) for record in reading.records)


def test_eight_processes_at_once_lose_nothing(
    folder: Path, start: Callable[..., subprocess.Popen[bytes]]
) -> None:
    programs = [start("many", folder, 150) for _ in range(8)]
    assert [program.communicate(timeout=120)[0] for program in programs] == [b"true\n"] * 8
    reading = read(folder)
    assert not reading.damage
    assert list(by_writer(reading).values()) == [list(range(1, 151))] * 8


def test_a_forked_child_leaves_what_waits_to_its_parent(
    folder: Path, run: Callable[..., Any]
) -> None:
    assert run("forks_with_work", folder) == [True, 0, True]
    reading = read(folder)
    assert not reading.damage
    assert sorted(map(len, by_writer(reading).values())) == [5, 20]


def test_forking_while_the_thread_saves_is_safe(folder: Path, run: Callable[..., Any]) -> None:
    assert run("forks_often", folder) == [True, [0] * 40]
    reading = read(folder)
    assert not reading.damage
    assert sorted(map(len, by_writer(reading).values())) == [1] * 40 + [200]


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs /proc to list open files")
def test_a_forked_child_lets_go_of_its_parents_file(folder: Path, run: Callable[..., Any]) -> None:
    assert run("forks_idle", folder) == [True, 0]


def test_a_fork_that_python_did_not_see_is_a_new_writer_too(
    folder: Path, run: Callable[..., Any]
) -> None:
    assert run("forks_unseen", folder) == [2, True, 0]
    reading = read(folder)
    assert not reading.damage
    assert sorted(map(len, by_writer(reading).values())) == [1, 2]


def test_the_end_of_the_interpreter_saves_what_waits(folder: Path, run: Callable[..., Any]) -> None:
    run("exits", folder)
    reading = read(folder)
    assert not reading.damage
    assert [record.number for record in reading.records] == list(range(1, 102))


def test_the_end_of_the_interpreter_does_not_wait_for_ever(
    folder: Path, run: Callable[..., Any]
) -> None:
    assert run("exits_in_trouble", folder) == 1
    assert not folder.read_bytes()


def test_without_threads_the_journal_saves_by_itself(folder: Path, run: Callable[..., Any]) -> None:
    at_once, refused, saved, outcomes = run("no_threads", folder)
    assert at_once == [[[1, "saved"], [2, "saved"]], 0, 1]
    assert (refused, saved) == (False, True)
    assert outcomes == [[1, "saved"], [2, "saved"], [3, "denied"], [3, "saved"]]
    assert [record.number for record in read(folder).records] == [1, 2, 3]


def test_interrupts_anywhere_leave_the_chain_whole(folder: Path, run: Callable[..., Any]) -> None:
    assert run("interrupted", folder) == [True, True, True, 0]
