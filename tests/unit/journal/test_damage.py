"""Files cut and changed anywhere: nothing that was not written is read, nothing goes unnoticed."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from courseware.journal import DamageKind, Journal, read

COUNT = 10


def answer(number: int) -> dict[str, object]:
    return {"i": number, "text": 'oʻ ж \u2028 "\\\n' * (number % 5)}


@pytest.fixture
def written(folder: Path) -> tuple[Path, bytes]:
    """A file with ten records, and its content."""
    journal = Journal(folder)
    for number in range(1, COUNT + 1):
        journal.append("response", answer(number))
    assert journal.close(20)
    (path,) = folder.iterdir()
    return path, path.read_bytes()


@pytest.mark.parametrize("tail", [b"", b"\0" * 7], ids=["cut", "cut and filled with zeros"])
def test_a_file_cut_at_any_byte_gives_the_exact_prefix(
    written: tuple[Path, bytes], tail: bytes
) -> None:
    path, full = written
    ends = [index + 1 for index, byte in enumerate(full) if byte == ord("\n")]
    for cut in range(len(full) + 1):
        path.write_bytes(full[:cut] + tail)
        reading = read(path.parent)
        # A record of which only the newline lacks is whole, unless something stands after it.
        count = sum(end - (not tail) <= cut for end in ends)
        assert [record.data for record in reading.records] == [
            answer(number) for number in range(1, count + 1)
        ]
        told = [damage.kind for damage in reading.damage]
        assert told == ([] if not tail and cut in {0, *ends} else [DamageKind.TORN_TAIL]), cut


def test_a_flipped_bit_is_noticed_and_costs_two_records_at_most(
    written: tuple[Path, bytes],
) -> None:
    path, full = written
    chance = random.Random(20260301)
    for _ in range(4000):
        content = bytearray(full)
        place = chance.randrange(len(full))
        content[place] ^= 1 << chance.randrange(8)
        path.write_bytes(content)
        reading = read(path.parent)
        assert reading.damage, place
        assert len(reading.records) >= COUNT - 2, place
        for record in reading.records:
            assert record.data == answer(record.number), place


def blocks_lost(chance: random.Random, full: bytes) -> bytes:
    start = chance.randrange(len(full))
    return full[:start] + full[start + chance.randrange(1, 3000) :]


def blocks_zeroed(chance: random.Random, full: bytes) -> bytes:
    start = chance.randrange(len(full))
    gone = len(full[start : start + 512])
    return full[:start] + b"\0" * gone + full[start + gone :]


def blocks_swapped(chance: random.Random, full: bytes) -> bytes:
    first, second, third = sorted(chance.sample(range(len(full)), 3))
    return full[:first] + full[second:third] + full[first:second] + full[third:]


def blocks_repeated(chance: random.Random, full: bytes) -> bytes:
    first, second = sorted(chance.sample(range(len(full)), 2))
    return full[:second] + full[first:]


@pytest.mark.parametrize("change", [blocks_lost, blocks_zeroed, blocks_swapped, blocks_repeated])
def test_whole_blocks_gone_wrong_never_give_a_record_that_was_not_written(
    written: tuple[Path, bytes], change: Callable[[random.Random, bytes], bytes]
) -> None:
    path, full = written
    chance = random.Random(20260302)
    for _ in range(400):
        path.write_bytes(change(chance, full))
        reading = read(path.parent)
        numbers = [record.number for record in reading.records]
        assert numbers == sorted(set(numbers))
        assert all(record.data == answer(record.number) for record in reading.records)
        if numbers != list(range(1, len(numbers) + 1)):
            assert DamageKind.GAP in {damage.kind for damage in reading.damage}


def test_damage_names_the_file_and_the_line(written: tuple[Path, bytes]) -> None:
    path, full = written
    lines = full.splitlines(keepends=True)
    lines[4] = lines[4].replace(b'"kind"', b'"king"')
    path.write_bytes(b"".join(lines))
    line, gap = read(path.parent).damage
    assert (line.kind, line.file, line.line) == (DamageKind.DAMAGED_LINE, path.name, 5)
    assert (gap.kind, gap.number, gap.count) == (DamageKind.GAP, 5, 1)
    assert path.name.startswith(gap.writer)
