"""What was shown as saved is never lost, whatever happens to kernel and notebook."""

from __future__ import annotations

import random
import shutil
import time
from pathlib import Path

import pytest

from courseware.journal import read
from courseware.response import MEDIA_TYPE
from tests.unit.widgets.conftest import StartKernel
from tests.unit.widgets.front_end import FrontEnd


def responses(folder: Path) -> list[dict[str, object]]:
    reading = read(folder / "responses")
    assert not reading.damage
    return [record.data for record in reading.records if record.kind == "response"]


def test_a_commit_reaches_the_journal_and_is_said_to_be_saved(
    front_end: FrontEnd, lesson: Path
) -> None:
    model = front_end.show("capital")
    assert front_end.models[model]["status"]["state"] == "empty"
    status = front_end.answer(model, "Toshkent")
    assert (status["state"], status["sequence"], status["reason"]) == ("saved", 1, "")
    (written,) = responses(lesson)
    assert written["exercise"] == "small/capital"
    assert written["value"] == "Toshkent"
    assert written["learner"] == "zilola"
    assert front_end.models[model]["response"]["value"] == "Toshkent"


def test_saving_is_said_before_saved(front_end: FrontEnd) -> None:
    model = front_end.show("capital")
    token = front_end.commit(model, "Toshkent")
    front_end.settled(model, token)
    said = [state["status"]["state"] for id_, state in front_end.history if "status" in state]
    assert said[0] == "saving"
    assert set(said[1:]) == {"saved"}


def test_a_restarted_kernel_restores(start_kernel: StartKernel) -> None:
    first = start_kernel()
    first.answer(first.show("half"), "third")
    first.answer(first.show("speed"), "60")
    drawn = first.models[first.show("speed")]["variant"]
    second = start_kernel()
    choice, number = second.show("half"), second.show("speed")
    assert second.models[choice]["response"]["value"] == "third"
    assert second.models[choice]["status"]["state"] == "saved"
    assert second.models[choice]["mark"]["state"] == "wrong"
    assert second.models[number]["response"]["value"] == "60"
    assert second.models[number]["variant"] == drawn


@pytest.mark.parametrize("seed", range(4))
def test_no_acknowledged_answer_dies_with_a_killed_kernel(
    start_kernel: StartKernel, lesson: Path, seed: int
) -> None:
    chance = random.Random(seed)
    victim = start_kernel()
    model = victim.show("teacher")
    for number in range(chance.randrange(1, 12)):
        victim.answer(model, f"settled {number}")
    for number in range(chance.randrange(8)):
        victim.commit(model, f"under way {number}")
    time.sleep(chance.random() / 50)  # the moment of the kill is what is varied
    victim.kill()
    victim.drain()
    told = [state["status"] for _, state in victim.history if "status" in state]
    saved = {status["sequence"] for status in told if status["state"] == "saved"}
    assert saved
    assert saved <= {written["sequence"] for written in responses(lesson)}
    after = start_kernel()
    restored = after.models[after.show("teacher")]["response"]
    assert restored["sequence"] >= max(saved)


def test_running_all_cells_again_keeps_the_answers(front_end: FrontEnd) -> None:
    for cell, (name, value) in enumerate({"half": "half", "primes": ["two"]}.items()):
        front_end.answer(front_end.show(name, cell), value)
    for cell, (name, value) in enumerate({"half": "half", "primes": ["two"]}.items()):
        model = front_end.show(name, cell)
        assert front_end.models[model]["response"]["value"] == value
    assert sorted(given["exercise"] for given in front_end.carried()) == [
        "small/half",
        "small/primes",
    ]


def test_cleared_outputs_come_back_from_the_journal(front_end: FrontEnd, lesson: Path) -> None:
    front_end.answer(front_end.show("capital", 0), "Toshkent")
    front_end.clear()
    front_end.save(lesson / "small.ipynb")
    assert front_end.carried() == []
    model = front_end.show("capital", 0)
    assert front_end.models[model]["response"]["value"] == "Toshkent"
    assert [given["value"] for given in front_end.carried()] == ["Toshkent"]


def test_the_notebook_alone_brings_its_answers(
    start_kernel: StartKernel, lesson: Path, tmp_path: Path
) -> None:
    first = start_kernel()
    first.answer(first.show("capital"), "Toshkent")
    first.answer(first.show("primes"), ["two", "three"])
    elsewhere = tmp_path / "elsewhere" / "small"
    shutil.copytree(lesson, elsewhere, ignore=shutil.ignore_patterns("responses"))
    notebook = elsewhere / "small.ipynb"
    first.save(notebook)
    second = start_kernel(elsewhere, JPY_SESSION_NAME=str(notebook))
    capital, primes = second.show("capital"), second.show("primes")
    assert second.models[capital]["response"]["value"] == "Toshkent"
    assert second.models[primes]["response"]["value"] == ["two", "three"]
    assert not (elsewhere / "responses").exists()
    status = second.answer(capital, "Samarqand")
    assert status["sequence"] == 2, "the count goes on where the notebook left it"


def test_an_older_answer_of_the_notebook_does_not_hide_the_journal(
    start_kernel: StartKernel, lesson: Path
) -> None:
    first = start_kernel()
    model = first.show("capital")
    first.answer(model, "Samarqand")
    first.save(lesson / "small.ipynb")
    first.answer(model, "Toshkent")
    second = start_kernel(JPY_SESSION_NAME=str(lesson / "small.ipynb"))
    assert second.models[second.show("capital")]["response"]["value"] == "Toshkent"


def test_two_kernels_on_one_folder_see_each_other(start_kernel: StartKernel) -> None:
    one, two = start_kernel(), start_kernel()
    model = one.show("capital", 0)
    one.answer(model, "Samarqand")
    two.answer(two.show("capital", 0), "Toshkent")
    assert one.models[model]["response"]["value"] == "Samarqand"
    again = one.show("capital", 0)
    assert one.models[again]["response"]["value"] == "Toshkent"
    assert model not in one.models, "what the cell showed before is closed"
    assert one.answer(again, "Buxoro")["sequence"] == 3


def test_two_cells_of_one_exercise_show_the_same(front_end: FrontEnd) -> None:
    upper, lower = front_end.show("capital"), front_end.show("capital")
    token = front_end.commit(upper, "Toshkent")
    front_end.settled(lower, token)
    assert front_end.models[lower]["response"]["value"] == "Toshkent"


def test_what_is_not_saved_is_not_called_saved_when_the_cell_runs_again(
    front_end: FrontEnd, lesson: Path
) -> None:
    (lesson / "responses").write_text("a file stands where the folder should")
    model = front_end.show("capital", 0)
    status = front_end.answer(model, "Toshkent")
    assert (status["state"], status["reason"]) == ("unsaved", "denied")
    again = front_end.show("capital", 0)
    assert front_end.models[again]["response"]["value"] == "Toshkent"
    assert front_end.models[again]["status"]["state"] == "unsaved"
    (lesson / "responses").unlink()
    at = front_end.models[again]["response"]["at"]
    token = front_end.commit(again, "Toshkent", at=at)
    front_end.wait_status(again, token, {"saved"})
    assert [written["value"] for written in responses(lesson)] == ["Toshkent"]


def test_a_page_that_did_not_hear_and_sends_again_spends_no_attempt(
    front_end: FrontEnd, lesson: Path
) -> None:
    model = front_end.show("flat")
    at = "2026-02-03T04:05:06.789Z"
    front_end.answer(model, "true", at=at)
    assert front_end.answer(model, "true", at=at)["state"] == "saved"
    assert len(responses(lesson)) == 1
    assert front_end.models[model]["response"]["attempt"] == 1


def test_a_forked_kernel_is_a_writer_of_its_own(front_end: FrontEnd, lesson: Path) -> None:
    front_end.show("capital")
    front_end.run(
        "import os\n"
        "from courseware.widgets import places\n"
        "work = next(iter(places._works.values()))\n"
        "from courseware.widgets.messages import Answer\n"
        "work.commit(Answer(value='parent')); assert work.session.journal.flush()\n"
        "if os.fork() == 0:\n"
        "    work.commit(Answer(value='child'))\n"
        "    os._exit(0 if work.session.journal.flush() else 1)\n"
        "assert os.waitstatus_to_exitcode(os.wait()[1]) == 0\n"
    )
    reading = read(lesson / "responses")
    assert not reading.damage
    assert len({record.writer for record in reading.records}) == 2
    assert [record.data["value"] for record in reading.records] == ["parent", "child"]


def test_nothing_is_written_while_nbgrader_marks(start_kernel: StartKernel, lesson: Path) -> None:
    first = start_kernel()
    first.answer(first.show("capital"), "Toshkent")
    before = {path: path.read_bytes() for path in (lesson / "responses").iterdir()}
    marking = start_kernel(NBGRADER_EXECUTION="autograde", COURSEWARE_LEARNER="grader")
    model = marking.show("capital")
    assert marking.models[model]["response"]["value"] == "Toshkent"
    assert marking.models[model]["read_only"] is True
    status = marking.answer(model, "Samarqand")
    assert (status["state"], status["reason"]) == ("unsaved", "closed")
    marking.send(model, {"type": "language", "language": "ru"})
    marking.sync()
    assert marking.models[model]["language"] == "ru"
    after = {path: path.read_bytes() for path in (lesson / "responses").iterdir()}
    assert after == before


def test_the_responses_folder_can_be_named(
    start_kernel: StartKernel, lesson: Path, tmp_path: Path
) -> None:
    visitor = start_kernel(COURSEWARE_RESPONSES=str(tmp_path / "visitor"))
    visitor.answer(visitor.show("capital"), "Toshkent")
    assert not (lesson / "responses").exists()
    assert [record.data["value"] for record in read(tmp_path / "visitor").records] == ["Toshkent"]


def test_an_answer_to_an_older_version_is_kept_but_not_shown(
    start_kernel: StartKernel, lesson: Path
) -> None:
    first = start_kernel()
    first.answer(first.show("capital"), "Toshkent")
    file = lesson / "exercises" / "capital.toml"
    file.write_text("version = 2\n" + file.read_text("utf-8"), "utf-8")
    second = start_kernel()
    model = second.show("capital")
    assert second.models[model]["response"] is None
    assert second.models[model]["status"]["state"] == "empty"
    assert [given["value"] for given in second.carried()] == ["Toshkent"]
    assert second.answer(model, "Toshkent")["sequence"] == 2


def test_a_learner_with_another_name_keeps_their_numbers(start_kernel: StartKernel) -> None:
    hub = start_kernel(COURSEWARE_LEARNER="zilola")
    model = hub.show("speed")
    hub.answer(model, "50")
    home = start_kernel(COURSEWARE_LEARNER="user")
    assert home.models[home.show("speed")]["variant"] == hub.models[model]["variant"]


def test_the_carrier_holds_what_a_grader_needs(front_end: FrontEnd) -> None:
    front_end.answer(front_end.show("primes"), ["two"])
    outputs = [out for out in front_end.cells[0] if MEDIA_TYPE in out.get("data", {})]
    (output,) = outputs
    carried = output["data"][MEDIA_TYPE]
    assert carried["version"] == 1
    assert carried["response"]["value"] == ["two"]
    assert "text/plain" in output["data"]
