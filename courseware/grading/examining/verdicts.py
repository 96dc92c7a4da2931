"""From what a test cell left to its score: nbgrader's rule, and where ours differs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from nbformat import NotebookNode
from nbgrader.utils import compute_checksum, determine_grade

from courseware.grading.examining.locked import Step
from courseware.grading.examining.result import CellResult, Json, Reason, State
from courseware.grading.master import Cell

DETAIL = 300
"""Characters told of an error."""
LINES = 1_000
"""Of a cell's streams, as nbgrader's `LimitOutput`."""
TRACEBACK = 100


class Ran(msgspec.Struct, kw_only=True):
    """How a test ended; `lost` is why it did not run to its end, "" where it did."""

    outputs: list[Json] = []
    lost: Reason = ""
    needs_live: str = ""
    forgeable: bool = False


def verdict(step: Step, ran: Ran, *, stderr: str) -> CellResult:
    """Grade a test cell; `stderr` is policy's word on what was written there."""
    cell = known(step)
    points = cell.points or 0.0
    result = CellResult(
        id=cell.id,
        points=points,
        score=0.0,
        state="not_run",
        forgeable=ran.forgeable,
        restored=step.restored,
        detail=_told(ran.outputs),
    )
    if ran.lost:
        return msgspec.structs.replace(result, reason=ran.lost)
    if ran.needs_live:
        detail = shown(f"{ran.needs_live} is no plain data")
        state: State = "wrong" if ran.outputs else "not_run"
        return msgspec.structs.replace(result, state=state, reason="needs_live", detail=detail)
    try:
        usual = strict = _graded(step, ran.outputs)
        quiet = [each for each in ran.outputs if not _is_stderr(each)]
        if len(quiet) < len(ran.outputs):
            strict = _graded(step, quiet)
    except (ValueError, KeyError) as error:
        return msgspec.structs.replace(
            result, score=None, state="failed", reason="above_maximum", detail=shown(str(error))
        )
    score = usual if stderr == "nbgrader" else strict
    errors = {each["ename"] for each in ran.outputs if each["output_type"] == "error"}
    reason: Reason = "error" if errors else ""
    if "CellTimeoutError" in errors:
        reason = "cell_time"
    if not reason and usual != strict and stderr == "nbgrader":
        reason = "stderr"
    return msgspec.structs.replace(
        result,
        score=score,
        state=_state(score, points),
        reason=reason,
        strict=strict if strict != score else None,
    )


def by_hand(step: Step) -> CellResult:
    """Grade a cell that a human marks: unchanged it is worth 0, as in nbgrader."""
    cell = known(step)
    result = CellResult(
        id=cell.id,
        points=cell.points or 0.0,
        score=None,
        state="manual",
        task=cell.task,
        restored=step.restored,
    )
    if cell.task or not cell.solution:
        return result
    if is_released(cell.checksum, step.cell_type, step.source, step.metadata["nbgrader"]):
        return msgspec.structs.replace(
            result, score=0.0, state="blank", reason="released", comment="No response."
        )
    return result


def is_released(
    checksum: str | None, cell_type: str, source: str, known: Mapping[str, Any]
) -> bool:
    """Tell whether a cell is as it was released; `known` is nbgrader's metadata of it."""
    if checksum is None:
        return False
    return checksum == str(compute_checksum(_node(cell_type, source, known)))


def known(step: Step) -> Cell:
    """Return the teacher's cell of a step that has one."""
    if step.master is None:
        raise ValueError("A cell of the learner's own is not graded")
    return step.master


def limited(outputs: list[Json]) -> list[Json]:
    """Return outputs as nbgrader's `LimitOutput` leaves them."""
    kept, length = [], 0
    for output in outputs:
        if output["output_type"] == "stream":
            if length == LINES:
                continue
            lines = output["text"].split("\n")
            if len(lines) + length > LINES:
                lines = [*lines[: LINES - length - 1], "... Output truncated ..."]
            length += len(lines)
            output["text"] = "\n".join(lines)
        elif output["output_type"] == "error" and len(output["traceback"]) > TRACEBACK:
            trace, half = output["traceback"], TRACEBACK // 2
            output["traceback"] = [
                *trace[:half],
                "... Traceback truncated ...",
                *trace[half + 1 - TRACEBACK :],
            ]
        kept.append(output)
    return kept


def shown(text: str) -> str:
    """Return one bounded line without control characters."""
    line = " ".join(text.split())
    return "".join(letter if letter.isprintable() else "?" for letter in line)[:DETAIL]


def _graded(step: Step, outputs: list[Json]) -> float:
    """Ask nbgrader, showing it no more of the outputs than it looks at."""
    looked_at = [
        NotebookNode(
            output_type=each["output_type"],
            name=each.get("name", ""),
            data={"text/plain": each.get("data", {}).get("text/plain")},
        )
        for each in outputs
    ]
    cell = _node(step.cell_type, step.source, step.metadata["nbgrader"], looked_at)
    score, _ = determine_grade(cell)
    return float(score)


def _node(
    cell_type: str,
    source: str,
    known: Mapping[str, Any],
    outputs: Iterable[NotebookNode] = (),
) -> NotebookNode:
    """Return a cell with no more than nbgrader's rules look at."""
    metadata = NotebookNode(nbgrader=NotebookNode(known))
    return NotebookNode(cell_type=cell_type, source=source, metadata=metadata, outputs=outputs)


def _state(score: float, points: float) -> State:
    if score >= points:
        return "right"
    return "partly" if score > 0 else "wrong"


def _is_stderr(output: Json) -> bool:
    return output["output_type"] == "stream" and output.get("name") == "stderr"


def _told(outputs: list[Json]) -> str:
    for output in outputs:
        if output["output_type"] == "error":
            return shown(f"{output['ename']}: {output['evalue']}".removesuffix(": "))
    return ""
