"""WarmExecute in nbgrader: one of nbgrader's own tests, and the two engines side by side.

All of nbgrader's tests are `python -m tests.grading.conformance.nbgrader_autograde`.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.preprocessors import Execute

from courseware.grading.warm_execute import WarmExecute, close_parents
from tests.grading.conformance.nbgrader_autograde import run

CELLS = (
    "x = 3",
    "",
    "x + 1",
    "import sys; print('out'); print('err', file=sys.stderr); x",
    "1 / 0",
    "def broken(:",
    "import numpy as np; np.arange(3)",
    "import warnings; warnings.warn('careful')",
    "from IPython.display import HTML, clear_output, display",
    "handle = display(HTML('<b>1</b>'), display_id='here')",
    "display('shown'); clear_output(); handle.update(HTML('<b>2</b>')); print('last')",
    "input('name? ')",
    "await __import__('asyncio').sleep(0, 'awaited')",
    "%%bash\necho from bash",
    # A kernel hears its children by a pipe, and not at all what it has not read when the cell ends.
    "import os, time; os.system('echo from a child'); time.sleep(0.5); In[3], _",
    "try:\n    raise SystemExit(3)\nfinally:\n    print('left')",
    "import ipywidgets; out = ipywidgets.Output()\nwith out:\n    print('caught')\nout.outputs",
    "ipywidgets.IntSlider(description='how many')",
    "raise KeyboardInterrupt",
)


@pytest.fixture(autouse=True, scope="module")
def parents() -> Iterator[None]:
    yield
    close_parents()


def notebook(*sources: str) -> Any:
    cells = [new_code_cell(source) for source in sources]
    return new_notebook(cells=[new_markdown_cell("*text*"), *cells])


def resources(folder: Path) -> dict[str, Any]:
    where = {"assignment": "ps1", "notebook": "p1", "student": "alisher"}
    return {"metadata": {"path": str(folder)}, "nbgrader": where}


@pytest.mark.thorough  # `python -m tests.grading.conformance.nbgrader_autograde` runs all
def test_one_of_nbgrader_s_own_tests() -> None:
    assert run(["-k", "test_showtraceback_exploit"]) == (0, 4)


def test_a_notebook_is_left_as_execute_leaves_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTEST_CURRENT_TEST")  # ipykernel would not listen to descriptors
    ours, theirs = notebook(*CELLS), notebook(*CELLS)
    WarmExecute().preprocess(ours, resources(tmp_path))
    Execute(record_timing=True).preprocess(theirs, resources(tmp_path))
    for cell, other in zip(ours.cells, theirs.cells, strict=True):
        assert comparable(cell) == comparable(other), cell.source
    assert ours.metadata.language_info == theirs.metadata.language_info
    assert model_names(ours) == model_names(theirs)


def comparable(cell: Any) -> Any:
    """What has to be equal: not the times, nor numbers of processes and models."""
    plain = copy.deepcopy(cell)
    plain.pop("id")
    if times := plain.metadata.get("execution"):
        plain.metadata["execution"] = sorted(times)
    joined(plain)
    text = json.dumps(plain, sort_keys=True)
    text = re.sub(r"ipykernel_\d+", "ipykernel", text)
    return re.sub(r"[0-9a-f]{32}", "model", text)


def joined(cell: Any) -> None:
    """Put neighbouring pieces of a stream into one, and leave inner frames out of errors."""
    outputs: list[Any] = []
    for output in cell.get("outputs", []):
        last = outputs[-1] if outputs else {}
        if output["output_type"] == "stream" and last.get("name") == output["name"]:
            last["text"] += output["text"]
        else:
            outputs.append(output)
        if output["output_type"] == "error" and output["ename"] == "StdinNotImplementedError":
            output["traceback"] = []
    if "outputs" in cell:
        cell["outputs"] = outputs


def model_names(nb: Any) -> list[str]:
    state = nb.metadata.widgets["application/vnd.jupyter.widget-state+json"]["state"]
    return sorted(model["model_name"] for model in state.values())


def test_a_cell_that_takes_too_long_is_interrupted_and_the_rest_is_run(tmp_path: Path) -> None:
    nb = notebook("while True: pass", "'next'")
    WarmExecute(timeout=1).preprocess(nb, resources(tmp_path))
    names = [output["ename"] for output in nb.cells[1].outputs]
    assert names == ["KeyboardInterrupt", "CellTimeoutError"]
    assert nb.cells[2].outputs[0]["data"]["text/plain"] == "'next'"


def test_a_cell_that_cannot_be_interrupted_is_killed(tmp_path: Path) -> None:
    nb = notebook("import signal\nfor n in (2, 14): signal.signal(n, 1)\nwhile True: pass")
    with pytest.raises(CellTimeoutError):
        WarmExecute(timeout=1, iopub_timeout=1).preprocess(nb, resources(tmp_path))


def test_a_process_that_dies_is_a_dead_kernel(tmp_path: Path) -> None:
    with pytest.raises(DeadKernelError):
        WarmExecute().preprocess(notebook("import os; os._exit(1)"), resources(tmp_path))


def test_what_the_child_says_of_sources_is_not_taken(tmp_path: Path) -> None:
    nb = notebook(
        "from IPython import get_ipython; import gc\nfor each in gc.get_objects():\n"
        "    if isinstance(each, dict) and each.get('cell_type') == 'markdown':\n"
        "        each['source'] = 'forged'"
    )
    WarmExecute().preprocess(nb, resources(tmp_path))
    assert nb.cells[0].source == "*text*"
