"""Marks equal those worked out by hand, and no answer is lost on its way."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell
from nbgrader.api import Gradebook

from courseware.grading.record import Marked
from tests.grading.course import LESSON, POINTS, Learner, hand_in
from tests.grading.support import auto_scores, grade, marks, needing_human, scores

MakeLearner = Callable[..., Learner]

BY_HAND = {"planets": 2.0, "speed": 3.0, "plant": 1.0, "sure": -2.0}
"""The scores of `Learner.answer_all`."""


def test_scores_are_those_worked_out_by_hand(graders: Path, learner: MakeLearner) -> None:
    ada = learner("ada")
    total = ada.answer_all()
    ada.save()
    hand_in(ada, graders)
    row = grade(graders)["ada"]
    assert scores(row) == BY_HAND
    assert list(scores(row)) == list(POINTS)  # in the order of the lesson
    assert (row.score, row.max_score, row.needs_human) == (total, 12.0, False)
    assert auto_scores(graders, "ada") == BY_HAND
    assert needing_human(graders, "ada") == set()


def test_full_marks_and_none(graders: Path, learner: MakeLearner) -> None:
    ada, bek = learner("ada"), learner("bek")
    ada.answer("planets", ("venus", "mars"))
    ada.answer("speed", ada.speed())
    ada.answer("plant", "  ФОТОСИНТЕЗИРОВАНИЕ ")
    ada.answer("sure", "true", confidence=3)
    hand_in(ada, graders)
    hand_in(bek, graders)
    rows = grade(graders)
    assert scores(rows["ada"]) == POINTS
    assert scores(rows["bek"]) == dict.fromkeys(POINTS, 0.0)
    assert not rows["bek"].needs_human
    assert all(not marked.answered for marked in rows["bek"].marks)


def test_each_learner_has_a_variant_of_their_own(graders: Path, learner: MakeLearner) -> None:
    ada, bek = learner("ada"), learner("bek")
    assert ada.speed() != bek.speed()
    ada.answer("speed", ada.speed())
    bek.answer("speed", ada.speed())  # what the neighbour answered
    hand_in(ada, graders)
    hand_in(bek, graders)
    rows = grade(graders)
    assert scores(rows["ada"])["speed"] == 3.0
    assert scores(rows["bek"])["speed"] == 0.0


def test_the_newest_answer_counts(graders: Path, learner: MakeLearner) -> None:
    ada = learner("ada")
    ada.answer("speed", ada.speed())
    ada.answer("speed", "1", attempt=2)
    ada.answer("plant", "osmos")
    ada.answer("plant", "fotosintezlanish", attempt=2)
    hand_in(ada, graders)
    row = grade(graders)["ada"]
    assert (scores(row)["speed"], scores(row)["plant"]) == (0.0, 2.0)


def test_another_draw_of_ones_own_is_marked(graders: Path, learner: MakeLearner) -> None:
    ada = learner("ada")
    assert ada.speed(2) != ada.speed(1)
    ada.answer("speed", ada.speed(2), number=2)
    hand_in(ada, graders)
    assert scores(grade(graders)["ada"])["speed"] == 3.0


# --- what is handed in


def only_notebook(ada: Learner) -> None:
    ada.save()
    ada.drop_journal()


def only_journal(ada: Learner) -> None:
    ada.notebook.unlink()


def renamed_notebook(ada: Learner) -> None:
    ada.save()
    ada.drop_journal()
    ada.notebook.rename(ada.folder / "first (1).ipynb")


def outputs_cleared(ada: Learner) -> None:
    ada.save()
    ada.save([])
    nb = ada.read()
    for cell in nb.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    ada.write(nb)


def older_notebook(ada: Learner) -> None:
    """The notebook was saved before the last answers, the journal has all."""
    early = ada.responses[0]
    ada.save([msgspec.structs.replace(early, value=("sun",), sequence=0)])


def older_journal(ada: Learner) -> None:
    """The journal was lost and begun anew after the first answer; the notebook has all."""
    ada.save()
    last = max(ada.journal.glob("*.jsonl"))
    lines = last.read_text("utf-8").splitlines(keepends=True)
    last.write_text("".join(lines[:1]), "utf-8")


@pytest.mark.parametrize(
    "arrange",
    [only_notebook, only_journal, renamed_notebook, outputs_cleared, older_notebook, older_journal],
)
def test_answers_are_found_wherever_they_are(
    graders: Path, learner: MakeLearner, arrange: Callable[[Learner], None]
) -> None:
    ada = learner("ada")
    ada.answer_all()
    arrange(ada)
    hand_in(ada, graders)
    row = grade(graders)["ada"]
    assert scores(row) == BY_HAND
    assert auto_scores(graders, "ada") == BY_HAND
    assert not row.needs_human


# --- what became of the cells


def deleted(ada: Learner) -> None:
    nb = ada.read()
    nb.cells = [cell for cell in nb.cells if "exercise(" not in cell.source]
    ada.write(nb)


def copied(ada: Learner) -> None:
    nb = ada.read()
    nb.cells = [cell.copy() for cell in nb.cells for _ in range(3)]
    ada.write(nb)


def split(ada: Learner) -> None:
    nb = ada.read()
    cells = []
    for cell in nb.cells:
        if cell.source.startswith("exercise("):
            cells += [new_code_cell("exercise(", metadata=cell.metadata)]
            cells += [new_code_cell(cell.source.removeprefix("exercise("))]
        else:
            cells.append(cell)
    nb.cells = cells
    ada.write(nb)


def retyped(ada: Learner) -> None:
    nb = ada.read()
    nb.cells = [
        (new_markdown_cell, new_raw_cell)[at % 2](cell.source, metadata=cell.metadata)
        for at, cell in enumerate(nb.cells)
    ]
    ada.write(nb)


def moved_and_rewritten(ada: Learner) -> None:
    nb = ada.read()
    nb.cells.reverse()
    for cell in nb.cells:
        cell.source = "1 / 0"
    ada.write(nb)


def without_metadata(ada: Learner) -> None:
    nb = ada.read()
    nb.metadata.clear()
    for cell in nb.cells:
        cell.metadata.clear()
        cell.pop("id")
    nb.nbformat_minor = 4
    ada.write(nb)


@pytest.mark.parametrize(
    "change", [deleted, copied, split, retyped, moved_and_rewritten, without_metadata]
)
def test_no_change_to_the_cells_changes_a_mark(
    graders: Path, learner: MakeLearner, change: Callable[[Learner], None]
) -> None:
    ada = learner("ada")
    ada.answer_all()
    ada.save()
    change(ada)
    hand_in(ada, graders)
    row = grade(graders)["ada"]
    assert scores(row) == BY_HAND
    assert auto_scores(graders, "ada") == BY_HAND
    assert not row.needs_human


def test_a_notebook_cut_off_in_the_middle_gives_the_answers_before(
    graders: Path, learner: MakeLearner
) -> None:
    ada = learner("ada")
    ada.answer_all()
    ada.save()
    ada.drop_journal()
    text = ada.notebook.read_text("utf-8")
    ada.notebook.write_text(text[: text.index('exercise(\\"plant')], "utf-8")  # after its output
    hand_in(ada, graders)
    row = grade(graders)["ada"]
    assert scores(row) == BY_HAND | {"sure": None}
    assert needing_human(graders, "ada") == {"sure"}
    assert any("first.ipynb" in note for note in row.notes)


# --- where a human must look


def _one(graders: Path, ada: Learner, name: str) -> Marked:
    hand_in(ada, graders)
    return marks(grade(graders)["ada"])[name]


def test_an_answer_that_nobody_understands_waits_for_a_human(
    graders: Path, learner: MakeLearner
) -> None:
    ada = learner("ada")
    ada.answer("speed", "about a hundred")
    found = _one(graders, ada, "speed")
    assert (found.state, found.score, found.reason) == ("unmarked", None, "unreadable_answer")
    assert auto_scores(graders, "ada")["speed"] is None
    assert needing_human(graders, "ada") == {"speed"}


def test_an_answer_to_anothers_variant_waits_for_a_human(
    graders: Path, learner: MakeLearner
) -> None:
    ada, bek = learner("ada"), learner("bek")
    ada.answer("speed", ada.speed())
    ada.answer("plant", "osmos")
    shutil.copytree(ada.journal, bek.journal, dirs_exist_ok=True)
    hand_in(bek, graders)
    row = grade(graders)["bek"]
    found = marks(row)
    assert (found["speed"].state, found["speed"].reason) == ("unmarked", "foreign_variant")
    assert needing_human(graders, "bek") == {"speed"}
    # The other exercise is the same for everybody: there is nothing to doubt.
    assert found["plant"].score == 1.0


def test_ones_own_answer_goes_before_a_newer_one_of_somebody_else(
    graders: Path, learner: MakeLearner
) -> None:
    ada, bek = learner("ada"), learner("bek")
    bek.answer("speed", bek.speed())
    ada.answer("speed", "1")
    ada.answer("speed", "2", attempt=2)
    shutil.copytree(ada.journal, bek.journal, dirs_exist_ok=True)
    hand_in(bek, graders)
    assert scores(grade(graders)["bek"])["speed"] == 3.0


def test_the_policy_may_believe_the_recorded_name(graders: Path, learner: MakeLearner) -> None:
    ada = learner("ada")
    ada.answer("speed", ada.speed())
    (graders / "policy.toml").write_text('[variants]\ndrawn_for = "recorded"\n')
    ada.name = "student-17"
    hand_in(ada, graders)
    row = grade(graders)["student-17"]
    assert scores(row)["speed"] == 3.0


def test_a_copied_journal_is_reported(graders: Path, learner: MakeLearner) -> None:
    from courseware.grading import run

    ada, bek = learner("ada"), learner("bek")
    ada.answer("plant", "osmos")
    bek.answer("sure", "true")
    shutil.copytree(ada.journal, bek.journal, dirs_exist_ok=True)
    hand_in(ada, graders)
    hand_in(bek, graders)
    (copied_,) = run(graders, LESSON).copied
    assert (copied_.students, copied_.records) == (("ada", "bek"), 1)


def test_no_answer_beside_a_damaged_journal_is_not_zero(
    graders: Path, learner: MakeLearner
) -> None:
    ada = learner("ada")
    ada.answer("plant", "osmos")
    ada.answer("speed", ada.speed())
    (file,) = ada.journal.glob("*.jsonl")
    content = bytearray(file.read_bytes())
    content[20] ^= 1  # in the first record
    file.write_bytes(content)
    hand_in(ada, graders)
    row = grade(graders)["ada"]
    assert scores(row) == {"planets": None, "speed": 3.0, "plant": None, "sure": None}
    assert marks(row)["plant"].reason == "damaged"
    assert any("damaged line" in note for note in row.notes)


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9])
def test_a_truncated_journal_keeps_what_came_before(
    graders: Path, learner: MakeLearner, kept: float
) -> None:
    ada = learner("ada")
    ada.answer_all()
    (file,) = ada.journal.glob("*.jsonl")
    whole = file.read_bytes()
    content = whole[: int(len(whole) * kept)]
    file.write_bytes(content)
    hand_in(ada, graders)
    row = grade(graders)["ada"]
    complete = content.count(b"\n")
    names = list(BY_HAND)
    assert scores(row) == {
        name: BY_HAND[name] if names.index(name) < complete else None for name in names
    }


def test_an_answer_to_an_older_version_waits_for_a_human(
    graders: Path, notebooks: Path, learner: MakeLearner
) -> None:
    ada = learner("ada")
    ada.answer("speed", ada.speed())
    path = notebooks / LESSON / "exercises" / "speed.toml"
    path.write_text("version = 2\n" + path.read_text("utf-8"), "utf-8")
    assert _one(graders, ada, "speed").reason == "older_version"


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ("graders/tiny/keys/first/plant.toml", "no_key"),
        ("notebooks/tiny/first/exercises/plant.toml", "no_exercise"),
    ],
)
@pytest.mark.parametrize("content", [None, "answer = [", "nonsense = 1"])
def test_a_broken_file_of_the_teacher_costs_nobody_a_mark(
    top: Path, graders: Path, learner: MakeLearner, broken: str, reason: str, content: str | None
) -> None:
    ada = learner("ada")
    ada.answer_all()
    hand_in(ada, graders)
    if content is None:
        (top / broken).unlink()
    else:
        (top / broken).write_text(content)
    row = grade(graders)["ada"]
    found = marks(row)["plant"]
    assert (found.state, found.score, found.reason) == ("failed", None, reason)
    assert scores(row) | {"plant": 1.0} == BY_HAND
    assert needing_human(graders, "ada") == {"plant"}


# --- grading again


def test_a_corrected_key_and_a_manual_score(
    graders: Path, learner: MakeLearner, gradebook: Callable[[], Gradebook]
) -> None:
    ada = learner("ada")
    ada.answer_all()
    hand_in(ada, graders)
    grade(graders)
    with gradebook() as book:
        row = book.find_grade("sure", LESSON, LESSON, "ada")
        row.manual_score, row.needs_manual_grade = 1.5, False
        book.db.commit()
    key = graders / "keys" / LESSON / "plant.toml"
    key.write_text('answer = "osmos"\n')
    again = grade(graders)["ada"]
    assert again.status == "remarked"
    assert scores(again)["plant"] == 2.0
    assert again.score == 2 + 3 + 2 + 1.5  # the manual score instead of -2
    assert needing_human(graders, "ada") == {"sure"}  # shown for review, as nbgrader does
    assert grade(graders)["ada"].status == "kept"
    forced = grade(graders, force=True)["ada"]
    assert (forced.status, forced.score, forced.marks) == ("graded", again.score, again.marks)


def test_a_newer_hand_in_is_graded_without_force(graders: Path, learner: MakeLearner) -> None:
    ada = learner("ada")
    ada.answer("plant", "osmos")
    hand_in(ada, graders)
    assert grade(graders)["ada"].score == 1.0
    ada.answer("sure", "true")
    place = hand_in(ada, graders)
    (place / "timestamp.txt").write_text("2030-01-16 10:00:00.000000 UTC")
    row = grade(graders)["ada"]
    assert (row.status, row.score) == ("graded", 1.0 + 1.0)


def test_progress_is_told_after_each_hand_in(graders: Path, learner: MakeLearner) -> None:
    from courseware.grading import run

    for name in ("ada", "bek", "che"):
        hand_in(learner(name), graders)
    heard: list[tuple[int, int, str]] = []
    run(
        graders,
        LESSON,
        students=["ada", "che"],
        on_progress=lambda done, of, row: heard.append((done, of, row.student)),
    )
    assert heard == [(1, 2, "ada"), (2, 2, "che")]
