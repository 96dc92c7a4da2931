"""Folders that learners hand in: whatever they hold, reading stays calm, bounded and exact."""

from __future__ import annotations

import hashlib
import json
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from courseware.journal import DamageKind, Journal, Limits, Reading, read
from courseware.journal.files import opened
from courseware.journal.reader import _Reader

WRITER = "20260301T000000Z-0123456789abcdef"


def sealed(content: bytes) -> bytes:
    """Return a line with a hash that fits, whatever its content is."""
    return content + b',"hash":"' + hashlib.sha256(content).hexdigest().encode() + b'"}\n'


def line(data: str = "{}", **changes: str) -> bytes:
    """Return a line whose parts, given as JSON text, may be anything."""
    parts = {
        "version": "1",
        "writer": json.dumps(WRITER),
        "number": "1",
        "at": '"2026-03-01T00:00:00.000000Z"',
        "kind": '"response"',
        "data": data,
        "previous": json.dumps("0" * 64),
    }
    parts.update(changes)
    return sealed(b"{" + ",".join(f'"{k}":{v}' for k, v in parts.items() if v).encode())


@pytest.fixture
def given_file(folder: Path) -> Callable[[bytes], Reading]:
    folder.mkdir()

    def given(content: bytes) -> Reading:
        (folder / "a.jsonl").write_bytes(content)
        return read(folder)

    return given


def test_the_forger_of_these_tests_makes_lines_that_are_read(
    given_file: Callable[[bytes], Reading],
) -> None:
    assert len(given_file(line('{"a":[1.5,"x"]}')).records) == 1


LINES = {
    "nested too deep": line("[" * 200 + "]" * 200),
    "nested beyond any stack": line('{"a":' + "[" * 400_000 + "]" * 400_000 + "}"),
    "opening brackets only": sealed(b"[" * 500_000),
    "strings that never end": sealed(b'["' + b'\\"' * 250_000 + b"[" * 100),
    "nan": line('{"a":NaN}'),
    "infinity": line('{"a":-Infinity}'),
    "a number too large to be one": line('{"a":1e999}'),
    "a number of a million digits": line('{"a":' + "9" * 1_000_000 + "}"),
    "a key twice": line('{"a":1,"a":2}'),
    "a key twice outside the data": line("{}", kind='"response","kind":"hint"'),
    "a key twice deep within": line('{"a":[{"b":[{"c":1,"c":1}]}]}'),
    "half a letter": line('{"a":"\\ud800"}'),
    "half a letter in a key": line('{"\\udfff":1}'),
    "a control character": line('{"a":"\x01"}'),
    "something after the end": line("{}}"),
    "data that is a list": line("[]"),
    "data that is missing": line(""),
    "a key too many": line("{}", more="1"),
    "a version that is true": line("{}", version="true"),
    "a number that is true": line("{}", number="true"),
    "a number that is text": line("{}", number='"1"'),
    "a number with a fraction": line("{}", number="1.0"),
    "number zero": line("{}", number="0"),
    "a negative number": line("{}", number="-1"),
    "a number beyond counting": line("{}", number=str(1 << 53)),
    "a writer that is a path": line("{}", writer='"../../etc/passwd"'),
    "a writer that is a list": line("{}", writer="[]"),
    "a writer with a line end": line("{}", writer=json.dumps(WRITER + "\n")),
    "a time that is none": line("{}", at='"2026-02-30T00:00:00.000000Z"'),
    "a time without a zone": line("{}", at='"2026-03-01T00:00:00.000000"'),
    "a time in other digits": line("{}", at=json.dumps("२०२६-03-01T00:00:00.000000Z")),
    "a kind that is a page": line("{}", kind='"<script>"'),
    "a hash before that is none": line("{}", previous='"0"'),
    "no table at all": sealed(b"[1"),
    "not utf-8": line().replace(b"response", b"respons\xff"),
    "utf-16": '{"a":1}'.encode("utf-16") + b"\n",
    "a page": b"<html><script>alert(1)</script></html>\n",
    "a wrong hash": line()[:-4] + b'0"}\n',
}


@pytest.mark.parametrize("name", LINES)
def test_a_line_that_is_no_record_is_damage_and_its_neighbours_are_read(
    given_file: Callable[[bytes], Reading], name: str
) -> None:
    neighbour = line('{"i":1}')
    reading = given_file(neighbour + LINES[name] + neighbour)
    assert [record.data for record in reading.records] == [{"i": 1}]
    assert {(each.kind, each.file, each.line) for each in reading.damage} == {
        (DamageKind.DAMAGED_LINE, "a.jsonl", 2)
    }


def test_a_line_of_a_later_version_is_told_apart(given_file: Callable[[bytes], Reading]) -> None:
    (damage,) = given_file(line("{}", version="2", more="[]")).damage
    assert (damage.kind, damage.detail) == (DamageKind.UNKNOWN_VERSION, "version 2")


def test_a_line_too_long_is_skipped_and_the_next_is_read(
    given_file: Callable[[bytes], Reading],
) -> None:
    long = b"x" * 3_000_000 + b"\n"
    reading = given_file(long + line())
    assert len(reading.records) == 1
    (damage,) = reading.damage
    assert (damage.kind, damage.line, damage.count) == (DamageKind.TOO_LARGE, 1, len(long))


def test_lines_too_long_count_towards_the_limits(folder: Path) -> None:
    folder.mkdir()
    for name in ("a", "b", "c"):
        (folder / f"{name}.jsonl").write_bytes((b"x" * 3_000_000 + b"\n") * 2 + line())
    reading = read(folder, Limits(file_bytes=5_000_000, total_bytes=8_000_000))
    assert not reading.records
    assert [(each.file, each.line, each.detail) for each in reading.damage] == [
        ("c.jsonl", 1, "line"),
        ("c.jsonl", 2, "line"),
        ("c.jsonl", 3, "bytes"),
        ("b.jsonl", 1, "line"),
        ("b.jsonl", 2, "bytes"),
        ("a.jsonl", 0, "this file and those before it"),
    ]


def test_a_file_that_a_writer_takes_back_while_the_folder_is_read_is_no_damage(
    folder: Path,
) -> None:
    folder.mkdir()
    (folder / "a.jsonl").write_bytes(line())
    reader = _Reader(Limits())
    with opened(folder) as here:
        names, _ = here.names(10)
        (folder / "a.jsonl").unlink()
        reader.read_file(here, names[0])
    assert not reader.findings.pieces


@settings(max_examples=300, deadline=None)
@given(st.lists(st.binary(max_size=60) | st.just(line()) | st.just(b"\n"), max_size=8))
@example([b"\0" * 5000])
def test_no_bytes_at_all_make_the_reader_raise(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[bytes]
) -> None:
    folder = tmp_path_factory.mktemp("bytes")
    content = b"".join(pieces)
    (folder / "a.jsonl").write_bytes(content)
    reading = read(folder)
    assert len(reading.records) <= 1
    intact = [each for each in content.split(b"\n") if each.removesuffix(b"\r")]
    assert bool(reading.damage) == any(each + b"\n" != line() for each in intact) or (
        not content.endswith(b"\n")
    )


@pytest.fixture
def crowded(folder: Path, tmp_path: Path) -> Iterator[Path]:
    """A folder with one honest file, and everything that is no file under a journal's name."""
    journal = Journal(folder)
    journal.append("response", {"i": 1})
    assert journal.close(20)
    (tmp_path / "secret.jsonl").write_bytes(line('{"i":666}'))
    (folder / "link.jsonl").symlink_to(tmp_path / "secret.jsonl")
    (folder / "dangling.jsonl").symlink_to(tmp_path / "nothing")
    (folder / "folder.jsonl").mkdir()
    os.mkfifo(folder / "pipe.jsonl")
    with socket.socket(socket.AF_UNIX) as listener:
        here = os.open(folder, os.O_RDONLY)  # the name of a socket may have 107 bytes only
        listener.bind(f"/proc/self/fd/{here}/socket.jsonl")
        os.close(here)
        yield folder


def test_links_folders_pipes_and_sockets_are_not_opened(crowded: Path) -> None:
    reading = read(crowded)
    assert [record.data for record in reading.records] == [{"i": 1}]
    assert {(each.file, each.detail) for each in reading.damage} == {
        ("link.jsonl", "a link"),
        ("dangling.jsonl", "a link"),
        ("folder.jsonl", "a folder"),
        ("pipe.jsonl", "a pipe"),
        ("socket.jsonl", "a socket"),
    }
    assert {each.kind for each in reading.damage} == {DamageKind.NOT_REGULAR}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes devices")
def test_devices_are_not_opened(folder: Path) -> None:
    folder.mkdir()
    try:
        os.mknod(folder / "zero.jsonl", 0o020666, os.makedev(1, 5))
    except PermissionError:
        pytest.skip("this system lets not even root make a device")
    (damage,) = read(folder).damage
    assert (damage.kind, damage.detail) == (DamageKind.NOT_REGULAR, "a device")


def test_a_folder_that_is_a_link_or_a_file_is_not_read(tmp_path: Path, crowded: Path) -> None:
    (tmp_path / "link").symlink_to(crowded)
    (tmp_path / "file").write_bytes(line())
    for name, what in (("link", "a link"), ("file", "a file")):
        reading = read(tmp_path / name)
        assert not reading.records
        (damage,) = reading.damage
        assert (damage.kind, damage.file, damage.detail) == (DamageKind.NOT_REGULAR, "", what)


def test_names_of_files_are_told_so_that_they_can_be_printed(folder: Path) -> None:
    folder.mkdir()
    for name in (b"\x1b[2J\n.jsonl", b"\xff\xfe.jsonl", "\u202eabc.jsonl".encode()):
        (folder / os.fsdecode(name)).write_bytes(b"x")
    names = {damage.file for damage in read(folder).damage}
    assert names == {"\\u001b[2J\\u000a.jsonl", "\\udcff\\udcfe.jsonl", "\\u202eabc.jsonl"}


def test_a_file_that_may_not_be_read_is_told(
    folder: Path, mere_user: list[str], run: Callable[..., Any]
) -> None:
    folder.mkdir()
    (folder / "a.jsonl").write_bytes(line())
    (folder / "a.jsonl").chmod(0)
    result = run("reads", folder, prefix=mere_user)
    assert (result["records"], result["damage"]) == (0, ["unreadable"])


def records(count: int, random: str = "0123456789abcdef") -> bytes:
    writer = f'"20260301T000000Z-{random}"'
    return b"".join(line(writer=writer, number=str(number)) for number in range(1, count + 1))


@pytest.mark.parametrize(
    ("limits", "count"),
    [
        (Limits(files=3), 30),
        (Limits(file_bytes=len(records(4)) + 10), 5 * 4),
        (Limits(total_bytes=len(records(25)) + 10), 25),
        (Limits(records=17), 17),
        (Limits(line_bytes=20), 0),
        (Limits(depth=0), 0),
    ],
    ids=repr,
)
def test_limits_hold_and_are_told(folder: Path, limits: Limits, count: int) -> None:
    folder.mkdir()
    for number in range(5):
        (folder / f"{number}.jsonl").write_bytes(records(10, f"{number:016}"))
    reading = read(folder, limits)
    assert len(reading.records) == count
    if count and limits.files != 3:
        assert reading.records[-1].writer.endswith("4")  # what came last is read first
    told = {damage.kind for damage in reading.damage} - {DamageKind.CHAIN_BROKEN}
    assert told == ({DamageKind.DAMAGED_LINE} if limits.depth == 0 else {DamageKind.TOO_LARGE})


def test_damage_without_end_is_told_in_so_many_words(
    given_file: Callable[[bytes], Reading],
) -> None:
    damage = given_file(b"x\n" * 100_000).damage
    assert len(damage) == 1001
    assert damage[-1].kind == DamageKind.TOO_LARGE


def test_thirty_thousand_conflicts_take_no_quadratic_time(folder: Path) -> None:
    folder.mkdir()
    content = b"".join(line(f'{{"i":{number}}}') for number in range(30_000))
    (folder / "a.jsonl").write_bytes(content)
    reading = read(folder)
    assert len(reading.records) == 1
    assert [(each.kind, each.count) for each in reading.damage] == [(DamageKind.CONFLICT, 30_000)]
