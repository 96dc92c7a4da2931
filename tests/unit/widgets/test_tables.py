"""An answer that is a table: recorded row by row, and restored in another kernel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from courseware.kinds import lab
from courseware.kinds.lab.spec import LabExercise, LabKey
from courseware.library import find_lesson
from courseware.marking import redraw
from tests.unit.widgets.conftest import StartKernel

SWING = """
kind = "lab"
lab = "pendulum"
free = ["length"]
prompt = { uz = "Oʻlchang.", ru = "Измерьте.", en = "Measure." }

[key]
checks = [{ kind = "one_at_a_time", credit = 1, control = "length", at_least = 4 }]
"""


def test_a_table_survives_its_kernel(lesson: Path, start_kernel: StartKernel) -> None:
    (lesson / "exercises" / "swing.toml").write_text(SWING, "utf-8")
    entry = find_lesson(lesson).entry("swing")
    assert isinstance(entry.exercise, LabExercise)
    assert isinstance(entry.key, LabKey)
    front_end = start_kernel()
    model = front_end.show("swing")
    seed = front_end.models[model]["variant"]["seed"]
    samples = lab.samples(entry.exercise, entry.key, redraw(entry.exercise, seed))
    table: Any = next(iter(samples)).value
    rows = table["rows"]
    for count in range(1, len(rows) + 1):
        front_end.answer(model, {**table, "rows": rows[:count]})
    assert front_end.models[model]["mark"]["state"] == "right"
    assert front_end.models[model]["chunks"] == ["lab", "lab_pendulum"]
    front_end.kill()

    again = start_kernel()
    model = again.show("swing")
    response = again.models[model]["response"]
    assert [list(row) for row in response["value"]["rows"]] == rows
    carried = "".join(str(output["data"].get("text/plain", "")) for output in again.cells[0])
    assert f"{rows[0][0].replace('.', ',')} | 1 | {rows[0][-1].replace('.', ',')}" in carried
