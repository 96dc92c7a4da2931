"""Running a whole notebook, given and returned as nbformat 4 JSON.

What comes back is what `nbclient.NotebookClient.execute` would have left, under the
options of the same names; with `GRADED` what nbgrader's `Execute` preprocessor would.
"""

from __future__ import annotations

import datetime as dt
import platform
import re
from collections.abc import Callable
from typing import Any, Literal

import msgspec

from courseware.kernel.shell import CellOutcome, Shell

Notebook = dict[str, Any]
Cell = dict[str, Any]

TIMED_OUT: dict[str, Any] = {
    "ename": "CellTimeoutError",
    "evalue": "",
    "traceback": ["\x1b[0;31mCellTimeoutError\x1b[0m: No reply from kernel before timeout"],
}
"""The error that nbgrader adds to a cell that ran out of time (its `Execute.error_on_timeout`)."""

_CARRIAGE_RETURN = re.compile(r".*\r(?=[^\n])")
_BACKSPACE = re.compile(r"[^\n]\b")


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How to run a notebook; names and meanings are nbclient's.

    `timeout` is in seconds for each cell, None for no limit. A cell that runs out
    of time is interrupted and gets the error `error_on_timeout`, if there is one;
    without `interrupt_on_timeout` the run stops there, whatever is allowed.
    """

    timeout: float | None = None
    allow_errors: bool = False
    allow_error_names: tuple[str, ...] = ()
    force_raise_errors: bool = False
    skip_cells_with_tag: str = "skip-execution"
    interrupt_on_timeout: bool = True
    error_on_timeout: dict[str, Any] | None = None
    record_timing: bool = False
    store_widget_state: bool = True
    coalesce_streams: bool = False


GRADED = Options(timeout=30, allow_errors=True, error_on_timeout=TIMED_OUT)
"""As nbgrader runs what was handed in, but for the times of each cell."""


class Stopped(msgspec.Struct, frozen=True, kw_only=True):
    """Why not every cell was run: a cell's error that the options do not allow."""

    index: int
    status: Literal["error", "interrupted", "timeout"]
    ename: str
    evalue: str
    traceback: list[str]


Watch = Callable[[int, Literal["begins", "ended"]], None]


def execute(
    notebook: Notebook,
    options: Options = GRADED,
    *,
    shell: Shell | None = None,
    watch: Watch | None = None,
) -> Stopped | None:
    """Run every code cell of the notebook, which is changed in place.

    Args:
        notebook: nbformat 4 JSON; cells' sources may be lists of lines.
        options: see `Options`.
        shell: an open shell; by default this process's.
        watch: called with the cell's index when it begins and when it ended, so that a
            supervisor knows whom to interrupt.

    Returns:
        None when every cell was run, else the error at which it stopped.
    """
    shell = shell or Shell.take()
    notebook.setdefault("metadata", {})["language_info"] = language_info()
    stopped = None
    for index, cell in enumerate(notebook["cells"]):
        if not _is_run(cell, options):
            continue
        if watch:
            watch(index, "begins")
        outcome = run_into(cell, shell, options)
        if watch:
            watch(index, "ended")
        if not _is_allowed(cell, outcome, options):
            stopped = _stopped(index, outcome)
            break
    widgets = shell.recorder.widgets_metadata() if options.store_widget_state else None
    if widgets and not stopped:
        notebook["metadata"]["widgets"] = widgets
    return stopped


def run_into(cell: Cell, shell: Shell, options: Options = GRADED) -> CellOutcome:
    """Run one code cell and put its outputs, number and times into it."""
    begun = _now()
    metadata = cell.setdefault("metadata", {})
    if options.record_timing:
        metadata["execution"] = {}
    outcome = shell.run_cell(source_of(cell), timeout=options.timeout)
    cell["outputs"], cell["execution_count"] = outcome.outputs, outcome.execution_count
    if options.record_timing:
        metadata["execution"] = _times(begun, _now())
    if outcome.status == "timeout" and options.error_on_timeout:
        outcome.error = dict(options.error_on_timeout)
    if outcome.error is not None and options.error_on_timeout is not None:
        _record_error(cell["outputs"], outcome.error)
    if options.coalesce_streams:
        outcome.outputs = cell["outputs"] = coalesced(cell["outputs"])
    return outcome


def source_of(cell: Cell) -> str:
    """Return a cell's source as one text."""
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(source)


def language_info() -> dict[str, Any]:
    """Return what an IPython kernel says about its language."""
    return {
        "codemirror_mode": {"name": "ipython", "version": 3},
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "nbconvert_exporter": "python",
        "pygments_lexer": "ipython3",
        "version": platform.python_version(),
    }


def coalesced(outputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    r"""Join each stream into one output, as nbclient does, with `\r` and `\b` carried out."""
    joined: list[dict[str, Any]] = []
    streams: dict[str, dict[str, Any]] = {}
    for output in outputs:
        if output["output_type"] != "stream":
            joined.append(output)
        elif output["name"] in streams:
            streams[output["name"]]["text"] += output["text"]
        else:
            joined.append(output)
            streams[output["name"]] = output
    for output in streams.values():
        before = None
        while before != output["text"]:
            before = output["text"]
            output["text"] = _BACKSPACE.sub("", before)
        output["text"] = _CARRIAGE_RETURN.sub("", output["text"])
    return _stdout_first(joined)


def _stdout_first(outputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    for here, there in enumerate(outputs[1:]):
        if outputs[here].get("name") == "stderr" and there.get("name") == "stdout":
            outputs[here], outputs[here + 1] = there, outputs[here]
    return outputs


def _record_error(outputs: list[dict[str, Any]], error: dict[str, Any]) -> None:
    """Add a cell's error unless it is shown there already (nbgrader's `on_cell_executed`)."""
    shown = {each["ename"] for each in outputs if each["output_type"] == "error"}
    if error["ename"] not in shown:
        hidden = ["ERROR: An error occurred while showtraceback was disabled"]
        outputs.append(
            {
                "output_type": "error",
                "ename": error["ename"],
                "evalue": error["evalue"],
                "traceback": error["traceback"] or hidden,
            }
        )


def _is_run(cell: Cell, options: Options) -> bool:
    tags = cell.get("metadata", {}).get("tags", [])
    if cell["cell_type"] != "code" or options.skip_cells_with_tag in tags:
        return False
    return bool(source_of(cell).strip())


def _is_allowed(cell: Cell, outcome: CellOutcome, options: Options) -> bool:
    if outcome.status == "timeout" and not options.interrupt_on_timeout:
        return False
    if outcome.error is None:
        return True
    if options.force_raise_errors:
        return False
    tags = cell.get("metadata", {}).get("tags", [])
    named = outcome.error["ename"] in options.allow_error_names
    return options.allow_errors or named or "raises-exception" in tags


def _stopped(index: int, outcome: CellOutcome) -> Stopped:
    error = outcome.error or {"ename": "CellTimeoutError", "evalue": "", "traceback": []}
    status = "error" if outcome.status == "ok" else outcome.status
    return Stopped(index=index, status=status, **error)


def _now() -> str:
    now = dt.datetime.now(dt.UTC)
    return now.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _times(begun: str, ended: str) -> dict[str, str]:
    """Return what nbclient records: here a request is begun, echoed and busy at once."""
    return {
        "iopub.execute_input": begun,
        "iopub.status.busy": begun,
        "iopub.status.idle": ended,
        "shell.execute_reply": ended,
    }
