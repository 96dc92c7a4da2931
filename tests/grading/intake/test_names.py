"""Names in archives: whose a file is, and which names are followed."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePosixPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from courseware.grading.archives.paths import (
    NAME_BYTES,
    BadPath,
    folded,
    is_litter,
    parts_of,
    shown,
)
from courseware.grading.archives.roster import key_of, read_time
from courseware.grading.archives.senders import Lms, Sender, bare_names, is_named, read, sort_of


def nobody(_name: str) -> bool:
    return False


def sender(name: str, lms: Lms) -> Sender:
    sent = read(name, lms, "ps1", nobody)
    assert sent is not None
    return sent.sender


@pytest.mark.parametrize(
    ("name", "key", "rest"),
    [
        ("Oʻktam Aliyev_12345_assignsubmission_file_", "12345", ""),
        ("Oʻktam Aliyev_12345_assignsubmission_file", "12345", ""),
        ("Анна Ли_7_assignsubmission_file_ps1.ipynb", "7", "ps1.ipynb"),
        ("Participant_99_assignsubmission_file_ps1.ipynb", "99", "ps1.ipynb"),
        ("Ann Lee_1_assignsubmission_file_Bob_2_assignsubmission_file_x.ipynb", "1", None),
    ],
)
def test_moodle_names_a_learner_by_a_number(name: str, key: str, rest: str | None) -> None:
    sent = read(name, "moodle", "ps1", nobody)
    assert sent is not None
    assert sent.sender.key == key
    assert sent.rest == (rest if rest is not None else "Bob_2_assignsubmission_file_x.ipynb")


@pytest.mark.parametrize(
    ("name", "key", "late", "rest"),
    [
        ("leeann_12345_67890_ps1.ipynb", "12345", False, "ps1.ipynb"),
        ("leeann_LATE_12345_67890_ps1-2.ipynb", "12345", True, "ps1-2.ipynb"),
        ("leeann_12_34_bob_56_78_ps1.ipynb", "12", False, "bob_56_78_ps1.ipynb"),
        ("an_lee_12_345_ps1.ipynb", "12", False, "ps1.ipynb"),
    ],
)
def test_canvas_names_a_learner_by_a_number(
    name: str,
    key: str,
    late: bool,  # noqa: FBT001 - a column of the table above
    rest: str,
) -> None:
    sent = read(name, "canvas", "ps1", nobody)
    assert sent is not None
    assert (sent.sender.key, sent.sender.late, sent.rest) == (key, late, rest)


def test_a_number_in_a_name_or_a_file_is_not_taken_for_the_learners() -> None:
    name = "lee_12_345_678_ps1.ipynb"
    for known, key, rest in (
        ({"12"}, "12", "678_ps1.ipynb"),
        ({"345"}, "345", "ps1.ipynb"),
        ({"12", "345"}, "", "678_ps1.ipynb"),
        (set[str](), "", "678_ps1.ipynb"),
    ):
        sent = read(name, "canvas", "ps1", known.__contains__)
        assert sent is not None
        assert (sent.sender.key, sent.rest) == (key, rest)


def test_blackboard_names_a_learner_and_a_time() -> None:
    name = "ps1_ann_lee_attempt_2026-01-30-20-30-10_ps1.ipynb"
    assert sender(name, "blackboard").key == "ann_lee"
    assert sender(name, "blackboard").time == datetime(2026, 1, 30, 20, 30, 10)  # noqa: DTZ001
    receipt = read("ps1_ann_lee_attempt_2026-01-30-20-30-10.txt", "blackboard", "ps1", nobody)
    assert receipt is not None
    assert receipt.skip


def test_a_user_name_that_cannot_be_told_from_the_assignments_is_not_guessed() -> None:
    name = "Problem set_1_ann_attempt_2026-01-30-20-30-10_ps1.ipynb"
    assert sender(name, "blackboard").key == ""
    sent = read(name, "blackboard", "ps1", {"ann"}.__contains__)
    assert sent is not None
    assert sent.sender.key == "ann"
    both = read(name, "blackboard", "ps1", {"ann", "1_ann"}.__contains__)
    assert both is not None
    assert both.sender.key == ""


def test_an_impossible_time_is_no_time() -> None:
    name = "ps1_ann_attempt_2026-13-41-25-61-61_ps1.ipynb"
    assert sender(name, "blackboard") == Sender(key="ann")


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Ann_1_assignsubmission_file_", "Bob_2_assignsubmission_file_"], ("moodle",)),
        (
            ["ann_1_2_a.ipynb", "bob_3_4_b.ipynb", "x_1_2_y_attempt_2026-01-01-00-00-00_z"],
            ("canvas",),
        ),
        (["ps1_ann_attempt_2026-01-01-00-00-00_ps1.ipynb"], ("blackboard",)),
        (["ann", "bob"], ("folders",)),
        ([], ("folders",)),
        (["x_1_2_victim_attempt_2026-01-01-00-00-00_ps1.ipynb"], ("canvas", "blackboard")),
    ],
)
def test_the_system_is_told_by_what_most_names_are_like(
    names: list[str], expected: tuple[Lms, ...]
) -> None:
    assert sort_of(names) == expected


def test_names_before_systems_changed_them() -> None:
    assert "ps1.ipynb" in bare_names("ps1-3.ipynb")
    assert "ps1.ipynb" in bare_names("ann_1_2_ps1-3.ipynb")
    assert "ps1.ipynb" in bare_names("ps1_x_attempt_2026-01-30-20-30-10_ps1.ipynb")
    assert list(bare_names("ps1.ipynb")) == []
    assert not is_named("gradebook_2026_101_ps1_2026-01-30-20-30-10.zip", None)
    assert not is_named("ann_1_2_ps1.zip", "moodle")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Participant 12345", "12345"),
        ("Участник 12345", "12345"),
        ("12345", "12345"),
        (" ann.lee ", "ann.lee"),
        ("s12345", "s12345"),
        ("", ""),
    ],
)
def test_the_number_of_a_participant(text: str, key: str) -> None:
    assert key_of(text) == key


def test_times_are_read_as_moodle_and_iso_write_them() -> None:
    at = datetime(2026, 6, 10, 14, 14)  # noqa: DTZ001
    assert read_time("Wednesday, 10 June 2026, 2:14 PM") == at
    assert read_time("Wednesday, June 10, 2026, 2:14 PM") == at
    assert read_time("2026-06-10 14:14") == at
    assert read_time("yesterday") is None


BAD = [
    ("/etc/passwd", "absolute"),
    ("\\\\server\\share\\x", "absolute"),
    ("C:\\x", "absolute"),
    ("c:/x", "absolute"),
    ("../x", "outside"),
    ("a/../../x", "outside"),
    ("a\\..\\..\\x", "outside"),
    ("a\0b", "letters"),
    ("a\nb", "letters"),
    ("a\x1b[2Jb", "letters"),
    ("\udcff", "letters"),
    ("", "no_name"),
    ("./", "no_name"),
    ("x" * (NAME_BYTES + 1), "long_name"),
    ("ў" * (NAME_BYTES // 2 + 1), "long_name"),
    ("d/" * 17 + "x", "deep"),
    ("d" * 150 + ("/" + "d" * 150) * 7, "deep"),
]


@pytest.mark.parametrize(("name", "fault"), BAD)
def test_names_that_are_not_followed(name: str, fault: str) -> None:
    with pytest.raises(BadPath) as caught:
        parts_of(name)
    assert caught.value.fault == fault


TEXT = st.text(st.characters(codec=None), max_size=60)
PATHS = st.lists(st.one_of(TEXT, st.sampled_from(["..", ".", "", "a", "C:", "~"])), max_size=20)


@given(PATHS.map("/".join) | PATHS.map("\\".join) | TEXT)
@example("....//....//x")
@example("a/./b\\..\\..\\c")
@example("~/x")
def test_whatever_the_name_no_path_leads_out(name: str) -> None:
    try:
        parts = parts_of(name)
    except BadPath:
        return
    path = PurePosixPath("/top").joinpath(*parts)
    assert path.is_relative_to("/top")
    assert ".." not in path.parts
    assert path.parts[2:] == parts
    assert all(part and len(part.encode()) <= NAME_BYTES for part in parts)
    assert all(letter >= " " and letter != "\x7f" for part in parts for letter in part)
    assert parts_of("/".join(parts)) == parts


@given(TEXT)
def test_whatever_the_name_it_can_be_shown(name: str) -> None:
    line = shown(name)
    assert line.isprintable() or not line
    assert len(line) <= 120
    line.encode()


@given(TEXT)
def test_whatever_the_name_a_sender_is_read_or_none(name: str) -> None:
    for lms in ("moodle", "canvas", "blackboard", "folders"):
        sent = read(name, lms, "ps1", nobody)
        if sent is not None and lms != "folders":
            assert sent.sender.key in name
    list(bare_names(name))
    is_litter((name,))
    folded((name,))


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="_/\\\0"), min_size=1, max_size=20)


@given(WORDS, st.integers(0, 10**9), st.text(max_size=30))
def test_a_learner_cannot_name_a_file_so_that_it_is_somebody_elses(
    who: str, number: int, file: str
) -> None:
    assert sender(f"{who}_{number}_assignsubmission_file_{file}", "moodle").key == str(number)
    sent = read(f"{who}_{number}_777_{file or 'x'}", "canvas", "ps1", nobody)
    assert sent is not None
    assert sent.sender.key in {str(number), ""}
    time = "2026-01-30-20-30-10"
    sent = read(f"ps1_victor_attempt_{time}_{file or 'x'}", "blackboard", "ps1", nobody)
    assert sent is not None
    assert sent.sender.key == "victor"
