"""Trying the tests on the teacher's own solution, once for all submissions."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping

from courseware.grading.examining.assignment import Examining, Task
from courseware.grading.examining.locked import merged
from courseware.grading.examining.planning import LADDER, Frame, Needs
from courseware.grading.examining.processes import Nursery, lent
from courseware.grading.examining.sitting import Sitting
from courseware.grading.examining.verdicts import known, verdict
from courseware.sandbox import Limits


class Learning:
    """Finds out, when first asked, what each test of a notebook is allowed.

    `notes` says what the teacher should know of it.
    """

    def __init__(
        self,
        task: Task,
        frame: Frame,
        policy: Examining,
        limits: Limits,
        files: Mapping[str, bytes],
    ) -> None:
        self._task, self._frame, self._policy = task, frame, policy
        self._limits, self._files = limits, files
        self._lock = threading.Lock()
        self._found: dict[str, Needs] | None = None
        self.notes: list[str] = []

    def needs(self, nursery: Nursery) -> Callable[[str], Needs]:
        """Return what a test is allowed, by its id."""
        with self._lock:
            if self._found is None:
                self._found = self._tried(nursery)
            found = self._found
        live = self._policy.live == "worker"

        def allowed(id_: str) -> Needs:
            needs = found.get(id_, Needs())
            return Needs(live=True, refused=True) if needs.live and not live else needs

        return allowed

    def _tried(self, nursery: Nursery) -> dict[str, Needs]:
        if self._frame.solution is None:
            return {id_: self._frame.guessed(id_) for id_ in self._task.master.cells}
        first, *ladder = LADDER
        points = {id_: cell.points or 0.0 for id_, cell in self._task.master.cells.items()}
        reached = self._scores(nursery, lambda _: first)
        found = dict.fromkeys(reached, first)
        failing = {id_ for id_, score in reached.items() if score != points[id_]}
        if not failing:
            return found
        wanted = self._scores(nursery, lambda _: LADDER[-1])
        failing = {id_ for id_ in failing if reached[id_] != wanted[id_]}
        for needs in ladder:
            if not failing:
                break
            found |= dict.fromkeys(failing, needs)
            reached = wanted if needs.live else self._scores(nursery, found.__getitem__)
            failing = {id_ for id_ in failing if reached[id_] != wanted[id_]}
        self.notes += [
            f"{self._task.name}/{id_}: the solution scores {score:g} of {points[id_]:g}"
            for id_, score in wanted.items()
            if score is not None and score != points[id_]
        ]
        return found

    def _scores(self, nursery: Nursery, needs: Callable[[str], Needs]) -> dict[str, float | None]:
        """Return what the teacher's solution scores, by test."""
        solution = self._frame.solution or ()
        steps = merged(solution, self._task.master, self._frame.extras)
        deadline = time.monotonic() + self._limits.submission_seconds
        sitting = Sitting(steps, self._frame, needs, self._limits, deadline)
        pair = nursery.pair(examined=sitting.examined, copies=sitting.copies)
        with lent(pair):
            sitting.run(pair, self._files, self._files)
        tests = [step for step in steps if step.part == "test"]
        stderr = self._policy.stderr
        return {
            known(step).id: verdict(step, sitting.ran[known(step).id], stderr=stderr).score
            for step in tests
        }
