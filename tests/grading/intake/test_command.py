"""`courseware collect` as a teacher meets it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest

from courseware.cli import main
from courseware.grading.archives import Status, Why
from courseware.text import LANGUAGES, say
from tests.grading.intake.conftest import tree
from tests.grading.intake.packing import notebook, written, zipped


@pytest.fixture
def download(tmp_path: Path) -> Path:
    """A download in which one hand-in is good, one has no owner, and one holds a bad name."""
    return written(
        tmp_path / "download.zip",
        zipped(
            {
                "leeann_LATE_101_9001_ps1.ipynb": notebook("of Ann"),
                "raybob_102_9002_ps1.ipynb": notebook("of Bob"),
                "raybob_102_9003_\x1b[2Jx.txt": "hello",
            }
        ),
    )


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """Canvas' gradebook."""
    lines = [
        "Student,ID,SIS Login ID,Section,ps1 (77)",
        "    Points Possible,,,,7",
        '"Lee, Ann",101,ann,A,',
    ]
    return written(tmp_path / "grades.csv", "\n".join(lines).encode())


def test_it_tells_what_became_of_each(
    course: Path, download: Path, roster: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["collect", "ps1", str(download), "--roster", str(roster)]
    arguments += ["--graders", str(course), "--lang", "en"]
    assert main([*arguments, "--dry-run"]) == 1
    said = capsys.readouterr().out
    assert "1 hand-in would be taken; nothing was changed." in said
    assert not (course / "submitted").exists()
    assert main(arguments) == 1
    said = capsys.readouterr().out
    assert "taken, late" in said
    assert "not known whose" in said
    assert "x.txt: its name holds characters that cannot be read" in said
    assert "1 hand-in taken." in said
    assert "--roster" in said
    assert "\x1b[2J" not in said
    assert tree(course) == {"ann/ps1/ps1.ipynb": notebook("of Ann")}


def test_programs_get_json(
    course: Path, download: Path, roster: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["collect", "ps1", str(download), "--roster", str(roster), "--json"]
    assert main([*arguments, "--graders", str(course)]) == 1
    data = json.loads(capsys.readouterr().out)
    assert data["assignment"] == "ps1"
    found = {row["sender"]: (row["student"], row["status"], row["late"]) for row in data["rows"]}
    assert found["leeann 101"] == ("ann", "new", True)
    assert found["raybob 102"] == ("", "unmapped", False)


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (["ps1", "nowhere.zip"], 3, "There is no such file or folder: nowhere.zip"),
        (["ps1", ".", "--lms", "ilias"], 2, "“ilias” is not a system that is known here."),
        (["ps1", ".", "--timezone", "Mars/Olympus"], 2, "There is no time zone “Mars/Olympus”."),
        (["ps2", "."], 3, "ps2"),
    ],
)
def test_what_cannot_be_done_is_said(
    course: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    status: int,
    sentence: str,
) -> None:
    monkeypatch.chdir(course)
    assert main(["collect", *arguments, "--lang", "en"]) == status
    assert sentence in capsys.readouterr().err


def test_a_roster_without_ids_is_refused(
    course: Path, download: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = written(tmp_path / "bad.csv", b"Colour,Shape\nred,round\n")
    arguments = ["collect", "ps1", str(download), "--graders", str(course), "--roster", str(bad)]
    assert main([*arguments, "--lang", "en"]) == 1
    assert "bad.csv: none of the columns lms_user_id" in capsys.readouterr().err


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_its_sentence(language: str) -> None:
    for why in get_args(Why):
        if why:
            assert say(f"collect.why_{why}", language, detail="x", count=3)
    for status in set(get_args(Status)) - {"left_out"}:
        assert say(f"collect.status_{status}", language)
