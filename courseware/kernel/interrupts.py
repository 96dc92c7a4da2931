"""When a cell is interrupted: by a SIGINT, or by SIGALRM because its time is up."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import time
from collections.abc import Iterator
from types import FrameType
from typing import Any

_INTERRUPTS = (signal.SIGINT, signal.SIGALRM)
SOON = 0.05
"""Seconds that a cell still gets whose time was up before it began."""


def is_late(started: float, timeout: float | None) -> bool:
    """Tell whether `timeout` seconds have passed since `started`; with None they never do."""
    return bool(timeout) and time.monotonic() - started >= (timeout or 0)


@contextlib.contextmanager
def interruptible(timeout: float | None) -> Iterator[None]:
    """Let SIGINT, and SIGALRM after `timeout` seconds, interrupt the cell.

    The handler is Python's own, so that a traceback ends in the cell's last line.
    """
    before = [signal.signal(number, signal.default_int_handler) for number in _INTERRUPTS]
    if timeout:
        signal.setitimer(signal.ITIMER_REAL, timeout)
    try:
        yield
    finally:
        if timeout:
            signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in zip(_INTERRUPTS, before, strict=True):
            signal.signal(number, handler)


def interrupt_if_missed() -> None:
    """Interrupt once more where time was up before the cell's code began.

    What IPython calls before a cell swallows interrupts.
    """
    left, _ = signal.getitimer(signal.ITIMER_REAL)
    if not left:
        signal.setitimer(signal.ITIMER_REAL, SOON)


@contextlib.contextmanager
def cancelling(task: asyncio.Future[Any]) -> Iterator[None]:
    """Turn interrupts into the end of an awaiting cell, as ipykernel does."""
    loop = asyncio.get_running_loop()

    def cancel(_number: int, _frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(task.cancel)

    before = [signal.signal(number, cancel) for number in _INTERRUPTS]
    try:
        yield
    finally:
        for number, handler in zip(_INTERRUPTS, before, strict=True):
            signal.signal(number, handler)
