"""The line on the disk, and that what was appended is what is read."""

from __future__ import annotations

import hashlib
import json
import stat
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courseware.journal import Journal, Reading, read

NOON = datetime(2026, 3, 1, 17, 0, 0, 120_000, tzinfo=timezone(timedelta(hours=5)))
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)
RECORDS = st.lists(
    st.tuples(st.sampled_from(["response", "hint"]), st.dictionaries(TEXT, VALUES, max_size=4)),
    max_size=8,
)


def written(folder: Path, *datas: Mapping[str, object]) -> Reading:
    journal = Journal(folder, clock=lambda: NOON)
    for data in datas:
        journal.append("response", data)
    assert journal.close(20)
    return read(folder)


def only_file(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


def test_a_line_is_json_that_needs_no_library_of_ours_to_be_checked(folder: Path) -> None:
    written(folder, {"text": "Oʻzbekiston Ёж 😀\u2028\n"}, {})
    content = only_file(folder).read_bytes()
    assert content.count(b"\n") == 2
    assert "Oʻzbekiston Ёж 😀".encode() in content
    previous = "0" * 64
    for number, line in enumerate(content[:-1].split(b"\n"), 1):
        fields = json.loads(line)
        assert " ".join(fields) == "version writer number at kind data previous hash"
        assert (fields["version"], fields["number"], fields["kind"]) == (1, number, "response")
        assert fields["at"] == "2026-03-01T12:00:00.120000Z"
        assert fields["previous"] == previous
        previous = hashlib.sha256(line[: line.rindex(b',"hash":')]).hexdigest()
        assert fields["hash"] == previous


def test_files_and_folder_are_the_learners_alone_and_named_by_time(folder: Path) -> None:
    written(folder, {})
    path = only_file(folder)
    writer = read(folder).records[0].writer
    assert path.name == f"{writer}.1.jsonl"
    assert writer.startswith("20260301T120000Z-")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_journal_without_records_leaves_no_trace(folder: Path) -> None:
    journal = Journal(folder)
    assert journal.flush()
    assert journal.close()
    assert not folder.exists()
    assert read(folder) == Reading()


def test_folders_above_are_made_too(tmp_path: Path) -> None:
    assert len(written(tmp_path / "a" / "b" / "responses", {}).records) == 1


@settings(max_examples=60, deadline=None)
@given(RECORDS)
def test_what_was_appended_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, records: list[tuple[str, dict[str, object]]]
) -> None:
    folder = tmp_path_factory.mktemp("property") / "responses"
    journal = Journal(folder)
    numbers = [journal.append(kind, data) for kind, data in records]
    assert journal.close(20)
    found = read(folder)
    assert not found.damage
    assert numbers == [record.number for record in found.records]
    read_again = [(record.kind, record.data) for record in found.records]
    assert repr(read_again) == repr(
        records
    )  # the text: 1, 1.0 and True, and 0.0 and -0.0, are equal


def test_data_is_copied_when_it_is_appended(folder: Path) -> None:
    data = {"list": [1, 2]}
    journal = Journal(folder)
    journal.append("response", data)
    data["list"].append(3)
    assert journal.close(20)
    assert read(folder).records[0].data == {"list": [1, 2]}


def test_tuples_come_back_as_lists_and_half_letters_as_a_replacement(folder: Path) -> None:
    found = written(folder, {"ids": ("a", "b"), "half": "x\ud83d", "pair": "\ud83d\ude00"})
    assert found.records[0].data == {"ids": ["a", "b"], "half": "x\ufffd", "pair": "😀"}


@pytest.mark.parametrize(
    "data",
    [{1: "a"}, {"a": {None: 1}}, {"a": b"bytes"}, {"a": {1, 2}}, {"a": NOON}, ["no table"]],
    ids=repr,
)
def test_data_without_a_json_form_is_a_type_error(folder: Path, data: Mapping[str, object]) -> None:
    with pytest.raises(TypeError):
        Journal(folder).append("response", data)


def nested(levels: int) -> dict[str, object]:
    data: dict[str, object] = {}
    for _ in range(levels - 1):
        data = {"": data}
    return data


@pytest.mark.parametrize(
    "data",
    [
        {"a": float("nan")},
        {"a": [float("inf")]},
        {"half\ud83d": 1},
        {"long": "x" * (1 << 20)},
        {"huge": 10**5000},
        nested(65),
    ],
    ids=["nan", "infinite", "half a letter in a key", "too long", "too many digits", "too deep"],
)
def test_data_that_a_reader_would_refuse_is_a_value_error(
    folder: Path, data: Mapping[str, object]
) -> None:
    journal = Journal(folder)
    with pytest.raises(ValueError):  # noqa: PT011 - any: json has messages of its own
        journal.append("response", data)
    assert journal.append("response", {}) == 1  # the refused one took no number


def test_data_at_the_limits_is_read_again(folder: Path) -> None:
    datas: list[dict[str, object]] = [{"long": "ж" * 520_000}, nested(64), {"huge": 10**4000}]
    found = written(folder, *datas)
    assert not found.damage
    assert [record.data for record in found.records] == datas


@pytest.mark.parametrize("kind", ["", "Response", "a b", "é", "x" * 33, '"', "a\n"])
def test_a_kind_is_a_short_lower_case_name(folder: Path, kind: str) -> None:
    with pytest.raises(ValueError, match="kind"):
        Journal(folder).append(kind, {})


def test_a_clock_without_a_time_zone_is_refused(folder: Path) -> None:
    journal = Journal(folder, clock=lambda: NOON.replace(tzinfo=None))
    with pytest.raises(ValueError, match="time zone"):
        journal.append("response", {})


def test_times_are_read_in_utc(folder: Path) -> None:
    (record,) = written(folder, {}).records
    assert record.at == NOON
    assert record.at.tzinfo == UTC
