"""Marks as each system wants them, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from courseware.cli import main
from courseware.grading.exporting import ExportRefused, Note, Options, export, load_marks
from courseware.grading.exporting.cells import number, safe, written
from courseware.grading.tables import Table, TableUnreadable, column, read_table


def rows_of(content: bytes, delimiter: str = ",", encoding: str = "utf-8-sig") -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(encoding)), delimiter=delimiter))


def table(path: Path, text: str, encoding: str = "utf-8") -> Table:
    path.write_bytes(text.replace("\n", "\r\n").encode(encoding))
    return read_table(path)


def notes(found: tuple[Note, ...]) -> dict[str, tuple[str, ...]]:
    return {note.code: note.about for note in found}


def test_canvas(course: Path) -> None:
    done = export(load_marks(course, ["ps1"]), Options(system="canvas"))
    assert rows_of(done.content, encoding="utf-8") == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "ps1"],
        ["    Points Possible", "", "", "", "", "7"],
        ["'+Ray, =cmd|'/c calc'!A1", "102", "", "bob", "", "5.75"],
        ["Doe, Dan", "104", "", "dan", "", ""],
        ["Fox, Eve", "103", "", "eve", "", ""],
        ["Ли, Анна", "101", "", "ann", "", "5.5"],
    ]
    assert notes(done.notes) == {"waiting": ("eve",), "missing": ("dan",)}


def test_moodles_gradebook(course: Path) -> None:
    done = export(load_marks(course), Options(system="moodle", missing="zero", waiting="points"))
    assert rows_of(done.content) == [
        ["Username", "First name", "Last name", "ID number", "Email address", "ps1", "ps2"],
        ["bob", "'=cmd|'/c calc'!A1", "'+Ray", "102", "bob@example.org", "5.75", "0"],
        ["dan", "Dan", "Doe", "104", "dan@example.org", "0", "0"],
        ["eve", "Eve", "Fox", "103", "eve@example.org", "3", "0"],
        ["ann", "Анна", "Ли", "101", "ann@example.org", "5.5", "4"],
    ]


def test_blackboard_by_commas_and_by_tabs(course: Path) -> None:
    marks = load_marks(course, ["ps1"])
    columns = {"ps1": "ps1 [Total Pts: 7 Score] |55"}
    commas = export(marks, Options(system="blackboard", columns=columns, missing="skip"))
    tabs = export(marks, Options(system="blackboard", columns=columns, missing="skip", tabs=True))
    expected = [
        ["Last Name", "First Name", "Username", "Student ID", "ps1 [Total Pts: 7 Score] |55"],
        ["'+Ray", "'=cmd|'/c calc'!A1", "bob", "102", "5.75"],
        ["Fox", "Eve", "eve", "103", ""],
        ["Ли", "Анна", "ann", "101", "5.5"],
    ]
    assert rows_of(commas.content) == expected
    assert rows_of(tabs.content, "\t", "utf-16") == expected
    assert tabs.content.startswith((b"\xff\xfe", b"\xfe\xff"))


WORKSHEET = """\
Identifier,"Full name","Email address",Status,Grade,"Maximum Grade","Grade can be changed",\
"Last modified (submission)","Last modified (grade)","Feedback comments"
"Participant 101","Анна Ли",ann@example.org,"Submitted for grading",,10.00,Yes,"Friday, 2 January \
2026, 3:04 AM",-,
"Participant 102","=1+1",bob@example.org,"Submitted for grading",1.00,10.00,Yes,-,-,"well done"
"Participant 103","Eve Fox",eve@example.org,"Submitted for grading",2.00,10.00,Yes,-,-,
"Participant 999","No Body",no@example.org,"No submission",,10.00,Yes,-,-,
"""


def test_moodles_worksheet_is_filled_in(course: Path, tmp_path: Path) -> None:
    sheet = table(tmp_path / "sheet.csv", WORKSHEET, "utf-8-sig")
    done = export(load_marks(course, ["ps1"]), Options(), sheet)
    rows = rows_of(done.content)
    assert tuple(rows[0]) == sheet.heads
    assert [(row[0], row[4]) for row in rows[1:]] == [
        ("Participant 101", "5.5"),
        ("Participant 102", "5.75"),
        ("Participant 103", "2.00"),  # waits for a human: what stands there stays
        ("Participant 999", ""),
    ]
    assert rows[1][8] == "-"
    assert rows[2][1] == "'=1+1"
    assert rows[2][9] == "well done"
    assert done.students == 3
    assert notes(done.notes) == {
        "waiting": ("eve",),
        "other_points": ("ps1",),
        "not_in_gradebook": ("Participant 999 No Body",),
    }
    scaled = export(load_marks(course, ["ps1"]), Options(scale=True), sheet)
    assert [row[4] for row in rows_of(scaled.content)[1:3]] == ["7.85714", "8.21429"]
    with pytest.raises(ExportRefused, match="one_assignment"):
        export(load_marks(course), Options(), sheet)


def test_canvas_own_export_is_filled_in(course: Path, tmp_path: Path) -> None:
    text = """\
Student,ID,SIS User ID,SIS Login ID,Section,Other (76),PS1 (77),ps2 (78),Final Score
,,,,,,Manual Posting,,
    Points Possible,,,,,10,5,4,(read only)
"Ли, Анна",101,,ann,A,9,,1.5,88
"Fox, Eve",103,,eve,A,,4,,
"Student, Test",500,,f00,A,,,,
"""
    sheet = table(tmp_path / "sheet.csv", text)
    done = export(load_marks(course), Options(), sheet)
    assert rows_of(done.content, encoding="utf-8") == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "PS1 (77)", "ps2 (78)"],
        ["", "", "", "", "", "Manual Posting", ""],
        ["    Points Possible", "", "", "", "", "5", "4"],
        ["Ли, Анна", "101", "", "ann", "A", "5.5", "4"],
        ["Fox, Eve", "103", "", "eve", "A", "4", ""],
        ["Student, Test", "500", "", "f00", "A", "", ""],
    ]
    assert notes(done.notes) == {
        "other_points": ("ps1",),
        "waiting": ("eve",),
        "missing": ("eve",),
        "not_in_template": ("bob",),
        "not_in_gradebook": ("Student, Test 500",),
        "above_maximum": ("ann",),
    }


def test_blackboards_own_export_is_filled_in(course: Path, tmp_path: Path) -> None:
    text = (
        '"Last Name"\t"First Name"\t"Username"\t"Student ID"\t"Last Access"\t"Availability"\t'
        '"ps1 [Total Pts: 7 Score] |55"\t"Total [Total Pts: up to 7 Score] |56"\n'
        '"Ли"\t"Анна"\t"ann"\t""\t"2026"\t"Yes"\t""\t""\n'
    )
    sheet = table(tmp_path / "gc.xls", text, "utf-16")
    done = export(load_marks(course, ["ps1"]), Options(), sheet)
    assert done.system == "blackboard"
    assert rows_of(done.content, "\t", "utf-16") == [
        ["Last Name", "First Name", "Username", "Student ID", "ps1 [Total Pts: 7 Score] |55"],
        ["Ли", "Анна", "ann", "", "5.5"],
    ]


def test_moodles_gradebook_export_is_filled_in(course: Path, tmp_path: Path) -> None:
    text = """\
"First name","Last name","ID number","Email address","Assignment: ps1 (Real)","Course total (Real)"
Анна,Ли,,ANN@example.org,-,-
"""
    done = export(load_marks(course, ["ps1"]), Options(), table(tmp_path / "sheet.csv", text))
    assert rows_of(done.content, encoding="utf-8") == [
        ["First name", "Last name", "ID number", "Email address", "Assignment: ps1 (Real)"],
        ["Анна", "Ли", "", "ANN@example.org", "5.5"],
    ]


def test_a_row_that_could_be_two_students_is_nobodys(course: Path, tmp_path: Path) -> None:
    text = "Student,ID,SIS Login ID,Section,ps1 (7)\nX,101,eve,A,\nБоб,102,,A,\n"
    done = export(load_marks(course, ["ps1"]), Options(), table(tmp_path / "sheet.csv", text))
    assert [row[4] for row in rows_of(done.content, encoding="utf-8")] == ["ps1 (7)", "", "5.75"]


def test_a_column_is_named_or_asked_for(course: Path, tmp_path: Path) -> None:
    text = "Student,ID,SIS Login ID,Section,Week 1 (7),Week 2 (8)\nАнна,101,ann,A,,\n"
    sheet = table(tmp_path / "sheet.csv", text)
    marks = load_marks(course, ["ps1"])
    with pytest.raises(ExportRefused) as refused:
        export(marks, Options(), sheet)
    assert refused.value.parameters == {"name": "ps1", "known": "Week 1 (7), Week 2 (8)"}
    done = export(marks, Options(columns={"ps1": "Week 2 (8)"}), sheet)
    assert rows_of(done.content, encoding="utf-8")[1] == ["Анна", "101", "ann", "A", "5.5"]
    with pytest.raises(ExportRefused, match="no_column"):
        export(marks, Options(columns={"ps1": "Week 3"}), sheet)
    with pytest.raises(ExportRefused, match="which_system"):
        export(marks, Options(), table(tmp_path / "other.csv", "Colour,Shape\nred,round\n"))


FORMULAS = [
    "=1+1",
    "+cmd",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "\u00a0=1",
    "＝1",
    "－x",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_becomes_a_text(text: str) -> None:
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["-", "-3.5", "+998901234567", "3,5", "", "Ann", "o'qituvchi", "50%"]
)
def test_what_is_no_formula_stays(text: str) -> None:
    assert safe(text) == text


@given(st.lists(st.lists(st.text(max_size=20), min_size=2, max_size=2), min_size=1, max_size=5))
@example([["=1\n", '";"'], ["\r", "'"]])
def test_every_cell_is_read_back_and_none_begins_a_formula(rows: list[list[str]]) -> None:
    for delimiter in (",", "\t"):
        read = rows_of(written(rows, delimiter, "utf-8"), delimiter, "utf-8")
        flat = [cell for row in read for cell in row]
        plain = [cell.replace("\0", "") for row in rows for cell in row]
        assert [cell.removeprefix("'") for cell in flat] == [
            cell.removeprefix("'") for cell in plain
        ]
        assert not any(cell.startswith(("=", "@", "\t", "\r", "\n")) for cell in flat)


@given(st.floats(0, 1e6), st.sampled_from([2, 5]))
def test_numbers_have_a_point_and_no_exponent(value: float, decimals: int) -> None:
    text = number(value, decimals)
    assert set(text) <= set("0123456789.")
    assert abs(float(text) - value) <= 0.6 * 10**-decimals


def test_tables_of_any_encoding_are_read(tmp_path: Path) -> None:
    text = "Фамилия;Grade\nЛи;5\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        read = table(tmp_path / "t.csv", text, encoding)
        assert (read.delimiter, read.encoding, read.rows) == (";", encoding, (("Ли", "5"),))
    old = table(tmp_path / "t.csv", "Name,Grade\nMüller,5\n", "cp1252")
    assert (old.encoding, old.rows) == ("cp1252", (("Müller", "5"),))
    assert column(old, ("GRADE",)) == 1
    for bad in (b"", b"\n\n", b'"' + b"x" * 200_000):
        (tmp_path / "bad.csv").write_bytes(bad)
        with pytest.raises(TableUnreadable):
            read_table(tmp_path / "bad.csv")


def test_the_command(
    course: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(course)
    assert main(["export", "ps1", "--to", "canvas", "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "4 students written: ps1-canvas.csv" in said
    assert "ps1: 1 mark is not final yet: eve" in said
    assert "ps1: 1 student handed in nothing: dan" in said
    assert (course / "ps1-canvas.csv").is_file()
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(WORKSHEET, "utf-8")
    arguments = ["export", "ps1", "--template", str(sheet), "--json"]
    assert main([*arguments, "--output", str(tmp_path / "out.csv")]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["system"], data["students"]) == ("moodle", 3)
    assert {note["code"] for note in data["notes"]} >= {"waiting", "other_points"}
    for wrong, sentence in (
        ([*arguments, "--output", str(sheet), "--lang", "en"], "not written over the template"),
        (["export", "ps1", "--lang", "en"], "Say with `--to`"),
        (["export", "ps1", "--to", "ilias", "--lang", "en"], "moodle|canvas|blackboard"),
        (["export", "ps1", "--to", "canvas", "--missing", "x"], "empty|zero|skip"),
        (["export", "ps9", "--to", "canvas"], "ps9"),
        (["export", "ps1", "--to", "canvas", "--column", "ps1"], "LESSON=COLUMN"),
    ):
        assert main(wrong) in {2, 3}
        assert sentence in capsys.readouterr().err
    assert sheet.read_text("utf-8") == WORKSHEET
    assert not list(tmp_path.glob(".*.writing"))


def test_a_course_without_a_gradebook_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.grading.plain import write_config

    write_config(tmp_path / "new")
    assert main(["export", "--to", "canvas", "--graders", str(tmp_path / "new")]) == 3
    assert "gradebook" in capsys.readouterr().err
    assert not (tmp_path / "new" / "gradebook.db").exists()
