"""Order, duplicates and what is missing: the reader on folders that were written honestly."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from courseware.journal import (
    Damage,
    DamageKind,
    Journal,
    Outcome,
    Reading,
    Saved,
    read,
    same_records,
)
from courseware.journal.records import NO_RECORD, seal

START = datetime(2026, 3, 1, tzinfo=UTC)
WRITERS = [f"20260301T000000Z-{letter * 16}" for letter in "abc"]


def chain(writer: str, minutes: list[int], datas: list[int] | None = None) -> list[bytes]:
    """Return one writer's lines, with the given times."""
    lines, previous = [], NO_RECORD
    for number, minute in enumerate(minutes, 1):
        body = json.dumps({"i": datas[number - 1] if datas else number})
        line = seal(writer, number, START + timedelta(minutes=minute), "response", body, previous)
        lines.append(line.content)
        previous = line.hash
    return lines


def found(folder: Path, **files: list[bytes]) -> Reading:
    folder.mkdir(exist_ok=True)
    for name, lines in files.items():
        (folder / f"{name}.jsonl").write_bytes(b"".join(lines))
    return read(folder)


def places(reading: Reading) -> list[tuple[str, int]]:
    return [(record.writer, record.number) for record in reading.records]


def test_writers_are_merged_by_time(folder: Path) -> None:
    a, b, _ = WRITERS
    reading = found(folder, x=chain(a, [0, 2, 4]), y=chain(b, [1, 2, 5]))
    assert places(reading) == [(a, 1), (b, 1), (a, 2), (b, 2), (a, 3), (b, 3)]
    assert not reading.damage


def test_a_clock_that_goes_back_does_not_turn_a_writers_records_round(folder: Path) -> None:
    times = iter([5, 3, 9, 1])
    journal = Journal(folder, clock=lambda: START + timedelta(hours=next(times)))
    for number in range(4):
        journal.append("response", {"i": number})
    assert journal.close(20)
    reading = read(folder)
    assert [record.data["i"] for record in reading.records] == [0, 1, 2, 3]
    assert [record.at.hour for record in reading.records] == [5, 3, 9, 1]
    assert not reading.damage


def test_a_clock_that_goes_back_keeps_its_place_among_other_writers(folder: Path) -> None:
    a, b, _ = WRITERS
    reading = found(folder, x=chain(a, [0, 10, 3, 20]), y=chain(b, [5, 12]))
    assert places(reading) == [(a, 1), (b, 1), (a, 2), (a, 3), (b, 2), (a, 4)]


def test_the_order_does_not_depend_on_the_names_of_files(folder: Path, tmp_path: Path) -> None:
    lines = [chain(writer, [0, 1, 1]) for writer in WRITERS]
    one = found(folder, a=lines[0], b=lines[1], c=lines[2])
    other = found(tmp_path / "other", a=lines[2][::-1], b=lines[0] + lines[1], c=lines[1])
    assert one == other


def test_a_record_counts_once_however_often_it_stands(folder: Path) -> None:
    lines = chain(WRITERS[0], [0, 1, 2])
    reading = found(folder, a=lines, b=lines[1:] + lines[:1], copy=lines)
    assert [number for _, number in places(reading)] == [1, 2, 3]
    assert not reading.damage


def test_missing_records_are_a_gap_at_their_place(folder: Path) -> None:
    lines = chain(WRITERS[0], list(range(10)))
    reading = found(folder, a=lines[2:4] + lines[7:])
    assert [number for _, number in places(reading)] == [3, 4, 8, 9, 10]
    assert [(each.kind, each.writer, each.number, each.count) for each in reading.damage] == [
        (DamageKind.GAP, WRITERS[0], 1, 2),
        (DamageKind.GAP, WRITERS[0], 5, 3),
    ]


def test_an_edited_record_with_a_fitting_hash_breaks_the_chain(folder: Path) -> None:
    lines = chain(WRITERS[0], list(range(10)))
    edited = chain(WRITERS[0], list(range(10)), [1, 2, 3, 99, 5, 6, 7, 8, 9, 10])
    reading = found(folder, a=lines[:3] + edited[3:4] + lines[4:])
    assert reading.damage == (Damage(kind=DamageKind.CHAIN_BROKEN, writer=WRITERS[0], number=5),)


def test_a_chain_that_was_recomputed_is_told_only_by_a_hash_kept_elsewhere(folder: Path) -> None:
    receipts: list[Outcome] = []
    journal = Journal(folder)
    for number in range(1, 11):
        journal.append("response", {"i": number}, receipts.append)
    assert journal.close(20)
    (path,) = folder.iterdir()
    writer = read(folder).records[0].writer
    path.write_bytes(b"".join(chain(writer, list(range(10)), [99] * 10)))
    forged = read(folder)
    assert not forged.damage
    kept = {receipt.hash for receipt in receipts if isinstance(receipt, Saved)}
    assert len(kept) == 10
    assert kept.isdisjoint(record.hash for record in forged.records)


def test_of_two_histories_the_one_that_continues_the_chain_is_kept(folder: Path) -> None:
    ours = chain(WRITERS[0], list(range(6)))
    theirs = chain(WRITERS[0], list(range(6)), [1, 2, 3, 44, 55, 66])
    mixed = [theirs[3], ours[3], ours[4], theirs[4], theirs[5], ours[5]]
    for order in (ours + theirs, theirs[3:] + ours, ours[:3] + mixed):
        reading = found(folder, a=order)
        values = [record.data["i"] for record in reading.records]
        assert values in ([1, 2, 3, 4, 5, 6], [1, 2, 3, 44, 55, 66])
        assert [(each.kind, each.number, each.count) for each in reading.damage] == [
            (DamageKind.CONFLICT, number, 2) for number in (4, 5, 6)
        ]


def test_line_ends_of_windows_and_empty_lines_do_no_harm(folder: Path) -> None:
    lines = chain(WRITERS[0], [0, 1, 2])
    reading = found(folder, a=[line.replace(b"\n", b"\r\n\r\n") for line in lines])
    assert len(reading.records) == 3
    assert not reading.damage


def test_a_last_line_that_lacks_only_its_newline_is_read_and_told(folder: Path) -> None:
    lines = chain(WRITERS[0], [0, 1])
    reading = found(folder, a=[lines[0], lines[1][:-1]])
    assert len(reading.records) == 2
    torn = Damage(kind=DamageKind.TORN_TAIL, file="a.jsonl", line=2, count=len(lines[1]) - 1)
    assert reading.damage == (torn,)


def test_other_files_are_no_concern_of_the_journal(folder: Path) -> None:
    folder.mkdir()
    (folder / "notes.txt").write_text("hello")
    (folder / ".DS_Store").write_bytes(b"\0" * 100)
    (folder / ".ipynb_checkpoints").mkdir()
    assert read(folder) == Reading()


def test_a_folder_grows_while_it_is_read(folder: Path) -> None:
    journal = Journal(folder)
    for number in range(200):
        journal.append("response", {"i": number})
        if number % 10 == 0:
            values = [record.data["i"] for record in read(folder).records]
            assert values == list(range(len(values)))
    assert journal.close(20)


@pytest.fixture
def classroom(tmp_path: Path) -> list[Path]:
    """Three learners' folders, with the same answers in each."""
    folders = [tmp_path / name / "responses" for name in ("anvar", "boris", "clara")]
    for each in folders:
        journal = Journal(each, clock=lambda: START)
        for number in range(5):
            journal.append("response", {"i": number})
        assert journal.close(20)
    return folders


def test_the_same_answers_are_no_copy(classroom: list[Path]) -> None:
    a, b, c = map(read, classroom)
    assert same_records(a, b) == same_records(b, c) == same_records(a, c) == ()


def test_a_copied_file_is_found_even_under_another_name(classroom: list[Path]) -> None:
    theirs = next(classroom[1].iterdir())
    (classroom[0] / "mine.jsonl").write_bytes(theirs.read_bytes())
    a, b, c = map(read, classroom)
    shared = same_records(a, b)
    assert [(each.writer, each.number) for each in shared] == places(b)
    assert [each.hash for each in shared] == [record.hash for record in b.records]
    assert same_records(b, a) == shared
    assert not same_records(a, c)
