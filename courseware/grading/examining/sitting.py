"""One notebook's sitting: the learner's cells run, the tests are put to them."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from courseware.grading.examining.channel import Channel
from courseware.grading.examining.examiner.link import GRACE
from courseware.grading.examining.locked import Step, visible
from courseware.grading.examining.planning import Frame, Needs
from courseware.grading.examining.processes import Pair, Side, Stopped
from courseware.grading.examining.result import Json, Reason, Usage
from courseware.grading.examining.statements import kept
from courseware.grading.examining.verdicts import Ran, known
from courseware.sandbox import Limits

_SHOWN = frozenset({"display_data"})
"""What a learner's function may show beside text while a test calls it."""
START = 30.0
"""Seconds that the processes have to go into their cages, on however busy a machine."""
_TYPES = frozenset({"stream", "display_data", "execute_result", "error"})


class Sitting:
    """Runs the steps of one notebook; `ran` holds how each test ended, by id.

    Args:
        needs: what a test is allowed, by its id.
        deadline: when the submission's time is up, on the monotonic clock.
    """

    def __init__(
        self,
        steps: list[Step],
        frame: Frame,
        needs: Callable[[str], Needs],
        limits: Limits,
        deadline: float,
    ) -> None:
        self.steps, self.frame, self.needs, self.limits = steps, frame, needs, limits
        self.ran: dict[str, Ran] = {}
        self.stopped: Stopped | None = None
        self.truncated = False
        self.widgets: Any = None
        self.usage = Usage()
        self._deadline = deadline
        self._left = 4 * limits.output_bytes
        self._copied: list[int] = []
        self._posted: list[Json] = []  # for the worker, with the next message to it

    @property
    def tests(self) -> list[str]:
        """The ids of the tests."""
        return [known(step).id for step in self.steps if step.part == "test"]

    @property
    def copies(self) -> int:
        """How many tests need a copy of the worker."""
        needs = map(self.needs, self.tests)
        return sum(1 for each in needs if each.live and not each.refused)

    @property
    def examined(self) -> bool:
        """Whether an examiner is needed."""
        return any(not self.needs(id_).live for id_ in self.tests)

    def run(self, pair: Pair, theirs: Mapping[str, bytes], ours: Mapping[str, bytes]) -> None:
        """Run everything; what could not be run says why in `ran`.

        `theirs` are the files of the learner's process, the teacher's over them;
        `ours` those of the tests'.

        Raises:
            NotStarted: the fault is not the learner's.
        """
        self._pair = pair
        pair.wait_until_ready(START)
        try:
            if theirs:
                self._posted.append({"op": "files", "files": dict(theirs)})
            if ours and pair.examiner is not None:
                self._send(pair.examiner, {"op": "files", "files": dict(ours)})
            self._all()
            self._finish()
            self._copies()
            pair.whole = True
        except Stopped as stopped:
            self.stopped = stopped
        for id_ in self.tests:
            if id_ not in self.ran:
                reason = self.stopped.reason if self.stopped else "worker_ended"
                self.ran[id_] = Ran(lost=reason)

    def measure(self, pair: Pair) -> None:
        """Take down what the processes took, once they have ended."""
        sides = [side for side in (pair.worker, pair.examiner) if side is not None]
        ended = [side.ended for side in sides if side.ended is not None]
        peaks = [side.ended.peak_kb / 1024 if side.ended else 0.0 for side in sides]
        self.usage = Usage(
            cpu=sum(each.user_seconds + each.system_seconds for each in ended),
            worker_mb=peaks[0],
            examiner_mb=peaks[1] if len(peaks) > 1 else 0.0,
        )

    def _all(self) -> None:
        waiting: list[int] = []
        for at, step in enumerate(self.steps):
            match step.part:
                case "learner" | "setup" if step.source.strip():
                    waiting.append(at)
                    if step.part == "setup" and self._pair.examiner is not None:
                        self._set_up(at)
                case "test":
                    self._cells(waiting)
                    waiting = []
                    self._test(at)
                case _:
                    pass
        self._cells(waiting, {"op": "finish"})

    def _cells(self, waiting: list[int], *then: Json) -> None:
        seconds = self.limits.cell_seconds
        cells = [{"at": at, "source": self.steps[at].source} for at in waiting]
        if cells:
            self._posted.append({"op": "cells", "cells": cells, "seconds": seconds})
        self._posted += then
        if self._posted:
            self._send(self._pair.worker)
        for at in waiting:
            told = self._receive(self._pair.worker.channel, seconds + 2 * GRACE)
            if told.get("at") != at:
                raise Stopped("protocol")
            self._show(at, told)

    def _set_up(self, at: int) -> None:
        if self._pair.examiner is not None:
            self._send(self._pair.examiner, {"op": "setup", "cell": self._told(at, Needs())})

    def _test(self, at: int) -> None:
        step = self.steps[at]
        id_ = known(step).id
        needs = self.needs(id_)
        if needs.refused:
            self.ran[id_] = Ran(needs_live="what it looks at")
            return
        brought = kept([visible(step.source)], assigned=False)
        if brought:
            self._posted.append({"op": "define", "statements": brought})
        if needs.live:
            self._send(self._pair.worker, {"op": "copy", "number": len(self._copied)})
            self._copied.append(at)
            return
        examiner = self._pair.examiner
        if examiner is None:
            raise Stopped("examiner_ended")
        if self._posted:
            self._send(self._pair.worker)
        self._send(examiner, {"op": "test", "cell": self._told(at, needs)})
        told = self._receive(examiner.channel, self.limits.cell_seconds + 8 * GRACE)
        lost = told["lost"]
        ran = Ran(outputs=told["outputs"], lost=lost, needs_live=told["needs_live"])
        self.ran[id_] = ran
        step.ran = True
        if lost:
            step.outputs = ran.outputs
            raise Stopped(lost)
        if told["shown"]:
            self._send(self._pair.worker, {"op": "heard"})
            heard = self._receive(self._pair.worker.channel, 5 * GRACE).get("outputs")
            ran.outputs = [*self._clean(heard, _SHOWN), *ran.outputs]
        step.outputs = ran.outputs

    def _told(self, at: int, needs: Needs) -> Json:
        step = self.steps[at]
        names = self.frame.known_for(known(step).id, needs, step.source)
        return {
            "at": at,
            "source": step.source,
            "seconds": self.limits.cell_seconds,
            "known": msgspec.to_builtins(names),
            "objects": needs.objects,
            "writes": needs.writes,
        }

    def _finish(self) -> None:
        told = self._receive(self._pair.worker.channel, 5 * GRACE)
        for change in told.get("changed") or ():
            at, outputs = change
            if self.steps[at].part in {"learner", "setup"}:
                self.steps[at].outputs = self._clean(outputs, _TYPES)
        self.widgets = told.get("widgets")

    def _copies(self) -> None:
        """Put the tests that need live objects to copies of the worker, after all its cells."""
        for at, channel in zip(self._copied, self._pair.copies, strict=False):
            step = self.steps[at]
            id_, seconds = known(step).id, self.limits.cell_seconds
            message = {
                "at": at,
                "source": step.source,
                "before": list(self.frame.before.get(id_, ())),
                "seconds": seconds,
            }
            ran = self.ran[id_] = Ran(lost="worker_ended", forgeable=True)
            try:
                self._pair.send(channel, message, deadline=self._deadline)
                told = self._receive(channel, seconds + 8 * GRACE)
                step.ran = True
                step.outputs = ran.outputs = self._clean(told.get("outputs"), _TYPES)
                ran.lost = ""
            except Stopped as stopped:
                ran.lost = stopped.reason

    def _show(self, at: int, told: Json) -> None:
        step = self.steps[at]
        step.ran = True
        step.outputs = self._clean(told.get("outputs"), _TYPES)
        self.truncated = self.truncated or bool(told.get("truncated"))

    def _clean(self, outputs: Any, types: frozenset[str]) -> list[Json]:
        """Return those outputs that are well formed, as long as there is room for them."""
        kept_: list[Json] = []
        for output in outputs if isinstance(outputs, list) else ():
            clean = _well_formed(output)
            if clean is None or clean["output_type"] not in types:
                continue
            self._left -= len(msgspec.json.encode(clean))
            if self._left < 0 and clean["output_type"] != "error":
                self.truncated = True
                continue
            kept_.append(clean)
        return kept_

    def _send(self, side: Side, *messages: Json) -> None:
        if side is self._pair.worker:
            messages, self._posted = (*self._posted, *messages), []
        self._pair.send(side.channel, *messages, deadline=self._deadline)

    def _receive(self, channel: Channel, seconds: float) -> Json:
        until = time.monotonic() + seconds
        late: Reason = "cell_time" if until <= self._deadline else "submission_time"
        told = self._pair.receive(channel, min(until, self._deadline), late)
        if not isinstance(told, dict):
            raise Stopped("protocol")
        return told


class _Stream(msgspec.Struct, tag_field="output_type", tag="stream"):
    name: str
    text: str


class _Display(msgspec.Struct, tag_field="output_type", tag="display_data"):
    data: dict[str, Any]
    metadata: dict[str, Any]


class _ExecuteResult(msgspec.Struct, tag_field="output_type", tag="execute_result"):
    data: dict[str, Any]
    metadata: dict[str, Any]
    execution_count: int | None = None


class _Error(msgspec.Struct, tag_field="output_type", tag="error"):
    ename: str
    evalue: str
    traceback: list[str]


_Output = _Stream | _Display | _ExecuteResult | _Error


def _well_formed(output: Any) -> Json | None:
    try:
        found: Json = msgspec.to_builtins(msgspec.convert(output, _Output))
    except (msgspec.ValidationError, TypeError, RecursionError):
        return None
    return found
