"""The supervisor's part: from a submission to a `Result`."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from courseware.grading.examining.assignment import Assignment, Examining
from courseware.grading.examining.handin import HandIn
from courseware.grading.examining.result import Result
from courseware.grading.marker import Marker


class Engine:
    """Grades the submissions of one assignment; a context manager.

    Warm processes are started on the first submission that needs one and end
    with the context. `grade` may be called from several threads at once.
    """

    def __init__(
        self,
        assignment: Assignment,
        *,
        policy: Examining | None = None,
        marker: Marker | None = None,
    ) -> None:
        self.assignment, self.policy, self.marker = assignment, policy or Examining(), marker

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the warm processes and all that came of them."""

    def grade(self, handin: HandIn) -> Result:
        """Grade one submission; never raises for what a learner handed in."""
        raise NotImplementedError(handin.student)
