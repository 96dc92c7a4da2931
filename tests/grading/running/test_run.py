"""Any course of nbgrader's, without preparation: the gradebook says what nbgrader's would."""

from __future__ import annotations

import json
import shutil
import sqlite3
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from sqlalchemy import text

from courseware.errors import CourseNotFound, GradingStopped
from courseware.grading import Row, run
from courseware.grading.commands import Generating, convert
from courseware.grading.course import Course
from courseware.grading.examining.handin import HandIn
from courseware.grading.examining.result import Result
from courseware.grading.running.hands import Finish, Work
from courseware.grading.running.kept import STEP
from courseware.grading.running.lock import only_one
from tests.grading.running import plain
from tests.grading.running.plain import HALF, LATE, NAME, RIGHT, hand_in, rows
from tests.grading.support import stock_autograde


class Idle:
    """Hands that nothing may be handed to."""

    def __init__(self, work: Work, jobs: int) -> None:
        self.notes = (f"{work.assignment.name} would be graded {jobs} at a time",)

    def grade(
        self,
        handins: Iterable[HandIn],
        finish: Finish,  # noqa: ARG002 - as `Hands` has it
    ) -> Iterator[tuple[HandIn, Result]]:
        for handin in handins:
            raise AssertionError(f"{handin.student} was to be run again")
        yield from ()

    def close(self) -> None:
        """Nothing was begun."""


def grade(root: Path, *, force: bool = False) -> dict[str, Row]:
    """Grade everybody."""
    return {row.student: row for row in run(root, NAME, force=force).rows}


def regrade(root: Path) -> dict[str, Row]:
    """Grade everybody, with nobody's code run."""
    return {row.student: row for row in run(root, NAME, hands=Idle).rows}


def by_hand(root: Path) -> None:
    """Score and comment as a teacher does in Formgrader."""
    with Gradebook(plain.url(root)) as gradebook:
        grade = gradebook.find_grade("free", "code", NAME, "right")
        grade.manual_score, grade.extra_credit, grade.needs_manual_grade = 1.5, 0.25, False
        grade = gradebook.find_grade("plan", "text", NAME, "right")
        grade.manual_score, grade.needs_manual_grade = 6, False
        comment = gradebook.find_comment("why", "text", NAME, "right")
        comment.manual_comment = "Well said."
        gradebook.db.commit()


def test_the_gradebook_is_nbgraders_in_every_score(root: Path, theirs: Path) -> None:
    ours = root
    for each in (ours, theirs):
        hand_in(each, "right", at=LATE)
        hand_in(each, "half", HALF, books={"code": plain.CODE}, at="")
    course = Course(theirs)
    with course.working_on(NAME):
        convert(course, Generating)
    stock_autograde(theirs, NAME)
    first = run(ours, NAME)
    assert rows(ours) == rows(theirs)
    (half, right) = first.rows
    # 2 + 0.5 + 0 for what was written to stderr, and three hours late
    assert (right.score, right.penalty, right.late, right.max_score) == (0.0, 2.5, True, 21.0)
    assert (half.score, half.late, half.needs_human) == (0.0, False, True)
    assert not (ours / "release").exists()
    for each in (ours, theirs):
        by_hand(each)
        shutil.rmtree(each / "submitted" / "half")
    stock_autograde(theirs, NAME, force=True)
    again = grade(ours, force=True)
    assert rows(ours) == rows(theirs)
    # Each notebook is late: 2.5 by the program, 1.5 + 0.25 by hand, - 3; 6 by hand, - 3.
    assert again["right"].score == 1.25 + 3


def test_a_graded_folder_is_as_nbgrader_leaves_it(root: Path) -> None:
    theirs = {"data.txt": "the learner's", "more/notes.txt": "mine", "x.pyc": "no"}
    place = hand_in(root, "right", files=theirs)
    (place.folder / "own.ipynb").write_text((place.folder / "code.ipynb").read_text())
    (place.folder / "link").symlink_to("/etc/passwd")
    row = grade(root)["right"]
    folder = root / "autograded" / "right" / NAME
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert found == {"code.ipynb", "text.ipynb", "data.txt", "more/notes.txt", "timestamp.txt"}
    assert (folder / "data.txt").read_text() == "the teacher's"
    assert (folder / "timestamp.txt").read_text() == plain.ON_TIME
    assert stat.S_IMODE((folder / "code.ipynb").stat().st_mode) == 0o444
    book = json.loads((folder / "code.ipynb").read_text())
    (partial,) = (
        cell
        for cell in book["cells"]
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "some"
    )
    assert partial["outputs"][0]["data"]["text/plain"] == "0.5"
    assert any("link" in note for note in row.notes)
    assert (row.tier, row.peak_mb > 10) == ("A", True) or row.tier == "B"


def test_what_was_graded_is_kept_and_what_is_newer_is_not(root: Path) -> None:
    for student in ("ada", "bek", "che"):
        hand_in(root, student)
    assert {row.status for row in grade(root).values()} == {"graded"}
    before = rows(root)
    assert {row.status for row in regrade(root).values()} == {"kept"}
    assert rows(root) == before
    hand_in(root, "bek", HALF, at=LATE)
    again = grade(root)
    assert {name: row.status for name, row in again.items()} == {
        "ada": "kept",
        "bek": "graded",
        "che": "kept",
    }
    assert (again["ada"].score, again["bek"].score, again["bek"].late) == (2.5, 0.0, True)
    assert [row.student for row in run(root, NAME, students=["che"], force=True).rows] == ["che"]
    (root / "submitted" / "che").rename(root / "gone")
    assert run(root, NAME).not_handed_in == ("che",)


def test_what_the_gradebook_or_the_folder_lost_comes_back_without_running(
    root: Path, written: Path
) -> None:
    hand_in(root, "ada")
    hand_in(root, "bek", HALF, at=LATE)
    grade(root)
    before = rows(root)
    shutil.copy(written / "gradebook.db", root)
    shutil.rmtree(root / "autograded" / "ada")
    assert {row.status for row in regrade(root).values()} == {"kept"}
    assert rows(root) == before
    assert (root / "autograded" / "ada" / NAME / "text.ipynb").is_file()


def test_points_and_rules_are_corrected_without_running(root: Path) -> None:
    hand_in(root, "right")
    hand_in(root, "half", HALF)
    grade(root)
    source = root / "source" / NAME / "code.ipynb"
    source.write_text(source.read_text().replace('"points": 2}', '"points": 8}'))
    course = Course(root)
    with course.working_on(NAME):
        convert(course, Generating, force=True)
    found = regrade(root)
    assert {name: (row.status, row.score) for name, row in found.items()} == {
        "right": ("remarked", 8.5),
        "half": ("remarked", 0.0),
    }
    assert found["right"].max_score == 27.0
    (root / "policy.toml").write_text('[examiner]\nstderr = "ours"\n')
    assert regrade(root)["right"].score == 12.5
    (root / "policy.toml").unlink()
    assert regrade(root)["right"].score == 8.5
    fresh = grade(root, force=True)
    assert fresh["right"].score == 8.5
    assert fresh["right"].cells == found["right"].cells


def test_one_bad_hand_in_is_one_row(root: Path) -> None:
    hand_in(root, "ada")
    hand_in(root, "zoe")
    broken = hand_in(root, "broken")
    (broken.folder / "code.ipynb").write_text("{broken")
    ends = {**RIGHT, "d": "import os\nos._exit(3)"}
    hand_in(root, "ends", ends)
    hand_in(root, "breaks", at=LATE)
    hand_in(root, "no time", at="yesterday, I think")
    (root / "submitted" / "empty" / NAME).mkdir(parents=True)
    (root / "submitted" / "linked").mkdir()
    (root / "submitted" / "linked" / NAME).symlink_to(root / "submitted" / "ada" / NAME)
    (root / "submitted" / "\udcff" / NAME).mkdir(parents=True)
    found = grade(root)
    assert {name: (row.status, row.outcome, row.score) for name, row in found.items()} == {
        "ada": ("graded", "graded", 2.5),
        "zoe": ("graded", "graded", 2.5),
        "no time": ("graded", "graded", 2.5),
        "broken": ("graded", "graded", 0.0),
        "ends": ("graded", "crashed", 0.0),
        "breaks": ("failed", "refused", None),
        "empty": ("failed", "missing", None),
        "linked": ("failed", "missing", None),
        "\\udcff": ("failed", "refused", None),
    }
    assert "no penalty for you" in found["breaks"].reason
    assert any("is not a notebook" in note for note in found["broken"].notes)
    assert any("is not a time" in note for note in found["no time"].notes)
    assert {cell.reason for cell in found["ends"].cells if cell.score == 0} == {"worker_ended"}
    # Its scores had been set when the penalty failed: none of them stands.
    told = {row[1] for row in rows(root)}
    assert told == {"ada", "zoe", "no time", "broken", "ends"}
    waiting = [row for row in rows(root) if row[:3] == ("grade", "broken", "code")]
    assert {(row[4], row[7]) for row in waiting} == {(None, True)}  # no score, for a human
    assert regrade_but(root, "breaks") == ["breaks"]


def regrade_but(root: Path, student: str) -> list[str]:
    """Return who is told anew when one hand-in fails each time: nothing of theirs is run again."""
    assert regrade(root)[student].status == "failed"
    return [path.parent.name for path in (root / STEP).glob(f"*/{NAME}.new.json")]


def test_a_second_run_is_refused(root: Path) -> None:
    hand_in(root, "ada")
    with only_one(root), pytest.raises(GradingStopped) as caught:
        run(root, NAME)
    assert caught.value.key == "run.busy"
    assert grade(root)["ada"].score == 2.5


def test_a_gradebook_in_other_hands_stops_the_run_with_nothing_told_in_part(root: Path) -> None:
    config = root / "nbgrader_config.py"
    address = f"\nc.CourseDirectory.db_url = {plain.url(root) + '?timeout=0.1'!r}\n"
    config.write_text(plain.CONFIG + address)
    hand_in(root, "ada")
    hand_in(root, "bek")
    holder = sqlite3.connect(root / "gradebook.db", isolation_level=None)
    run(root, NAME, students=["bek"])
    before = rows(root)
    holder.execute("begin immediate")
    with pytest.raises(GradingStopped) as caught:
        run(root, NAME)
    told = caught.value.parameters["detail"]
    assert (caught.value.key, told) == ("run.gradebook", "database is locked")
    assert rows(root) == before
    holder.execute("rollback")
    holder.close()
    assert regrade(root)["ada"].score == 2.5  # it had been run, and is only told


def test_a_gradebook_that_cannot_be_written_to_is_said_to_be(root: Path) -> None:
    hand_in(root, "ada")
    grade(root)
    config = root / "nbgrader_config.py"
    config.write_text(
        f"{plain.CONFIG}\n"
        f"c.CourseDirectory.db_url = 'sqlite:///file:{root}/gradebook.db?mode=ro&uri=true'\n"
    )
    hand_in(root, "ada", HALF)
    before = rows(root)
    with pytest.raises(GradingStopped, match="readonly"):
        run(root, NAME)
    assert rows(root) == before


def test_a_full_disk_stops_the_run_and_leaves_no_half_a_file(root: Path) -> None:
    hand_in(root, "ada")
    folder = root / STEP / "ada"
    folder.mkdir(parents=True)
    (folder / f".{NAME}.new.json.part").symlink_to("/dev/full")
    with pytest.raises(GradingStopped) as caught:
        run(root, NAME)
    assert caught.value.key == "run.disk"
    assert list(folder.iterdir()) == []
    assert rows(root) == []
    assert grade(root)["ada"].status == "graded"


def test_no_assignment_and_no_hand_in_are_said_to_be_missing(root: Path) -> None:
    with pytest.raises(CourseNotFound, match="handed in"):
        run(root, NAME)
    with pytest.raises(CourseNotFound, match="ps2"):
        run(root, "ps2")
    with pytest.raises(CourseNotFound):
        run(root / "source", NAME)


def test_what_was_stopped_while_it_was_made_is_made_again(root: Path) -> None:
    version = "SELECT version_num FROM alembic_version"
    hand_in(root, "ada")
    grade(root)
    before = rows(root)
    shutil.rmtree(root / "autograded")
    with Gradebook(plain.url(root)) as gradebook:
        gradebook.remove_submission(NAME, "ada")
        gradebook.remove_notebook("text", NAME)
        gradebook.remove_notebook("code", NAME)
        gradebook.update_or_create_notebook("code", NAME)  # and none of its cells
        known = gradebook.db.execute(text(version)).scalars().all()
        gradebook.db.execute(text("DROP TABLE alembic_version"))
        gradebook.db.commit()
    (root / STEP / f".{NAME}.making").touch()
    assert regrade(root)["ada"].status == "kept"
    assert rows(root) == before
    with Gradebook(plain.url(root)) as gradebook:
        assert gradebook.db.execute(text(version)).scalars().all() == known
