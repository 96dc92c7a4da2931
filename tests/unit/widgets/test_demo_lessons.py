"""Every exercise of the demo lessons is shown: a notice in its place raises nothing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from courseware.library import lessons
from tests.unit.widgets.conftest import StartKernel

ROOT = Path(__file__).resolve().parents[3]
DEMO = ROOT / "notebooks" / "demo"


@pytest.mark.parametrize("name", [lesson.name for lesson in lessons(DEMO)])
def test_every_exercise_of_a_demo_lesson_is_shown(
    start_kernel: StartKernel, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "demo" / name
    shutil.copytree(DEMO / name, folder)
    shutil.copy(DEMO / "course.toml", tmp_path / "demo")
    notebook = json.loads((folder / f"{name}.ipynb").read_text("utf-8"))
    front_end = start_kernel(folder, MPLBACKEND="module://matplotlib_inline.backend_inline")
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            front_end.run("".join(cell["source"]))
    shown = [state for state in front_end.models.values() if "exercise" in state]
    assert {state["exercise"]["id"] for state in shown} == {
        f"{name}/{path.stem}" for path in (folder / "exercises").glob("*.toml")
    }
    assert "courseware-notice" not in json.dumps([front_end.models, front_end.cells])
    for state in shown:
        assert (state["key"] is None) == bool(state["exercise"].get("graded"))
