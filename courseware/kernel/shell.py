"""Cells run in this process with an IPython kernel's semantics and no sockets."""

from __future__ import annotations

from typing import Any, Literal, Self

import msgspec

Output = dict[str, Any]
"""An output of a code cell as nbformat 4 has it."""

Verdict = Literal["ok", "error", "interrupted", "timeout"]


class CellOutcome(msgspec.Struct, kw_only=True):
    """What running one cell left: outputs as nbformat has them, and how it ended.

    `error` is the exception's name, message and traceback lines (ANSI coloured),
    as in an `error` output, or None. `truncated` tells that outputs were cut at
    the limit. `status` is "timeout" when the time was up and the cell was
    interrupted, "interrupted" when a SIGINT came from elsewhere.
    """

    outputs: list[Output] = []
    execution_count: int | None = None
    status: Verdict = "ok"
    error: dict[str, Any] | None = None
    truncated: bool = False
    payload: list[dict[str, Any]] = []


class Shell:
    """An IPython shell for one notebook. One process has at most one."""

    @classmethod
    def take(cls, *, output_bytes: int = 1_000_000) -> Self:
        """Return this process's shell: the one readied before the fork, or a new one."""
        raise NotImplementedError

    @property
    def namespace(self) -> dict[str, Any]:
        """Return the namespace that cells run in."""
        raise NotImplementedError

    def run_cell(self, source: str, *, timeout: float | None = None) -> CellOutcome:
        """Run one cell; after `timeout` seconds it is interrupted (SIGALRM).

        A cell that ignores the interrupt goes on: whoever supervises this process
        has to kill it. Updates of displays of earlier cells change those cells'
        `outputs` in place.
        """
        raise NotImplementedError

    def close(self) -> None:
        """Give back standard streams; the process may go on without a shell."""
        raise NotImplementedError
