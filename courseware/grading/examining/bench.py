"""Examiners that have judged a notebook, left no trace of it, and wait for the next one.

Forking an examiner and putting it into its cage costs many times what most tests do.
"""

from __future__ import annotations

import socket
import threading
import time
from typing import TYPE_CHECKING

from courseware.grading.examining.channel import Gone, Late

if TYPE_CHECKING:
    from courseware.grading.examining.processes import Side

USES = 64
"""Notebooks that one examiner judges."""
GROWTH_MB = 32
"""Memory that it may have taken since it was forked."""
SHARE = 0.1
"""Of its seconds of CPU that may have gone by: the next notebook is to have nearly all of them."""
_WAIT = 1.0


class Bench:
    """Keeps examiners between two notebooks; for several threads."""

    def __init__(self, cpu_seconds: float) -> None:
        self._most = SHARE * cpu_seconds
        self._lock = threading.Lock()
        self._waiting: list[Side] = []
        self._closed = False

    def take(self, worker: socket.socket) -> Side | None:
        """Return an examiner that is told of another worker, None where none waits."""
        while True:
            with self._lock:
                side = self._waiting.pop() if self._waiting else None
            if side is None:
                return None
            try:
                deadline = time.monotonic() + _WAIT
                side.channel.send({"op": "next"}, deadline)
                side.channel.send_descriptor(worker.fileno(), deadline)
            except (Gone, Late):
                side.close()
                continue
            side.uses += 1
            return side

    def put(self, side: Side, seconds: float) -> None:
        """Keep an examiner whose notebook took that long, or end it where it is worn."""
        side.seconds += seconds
        worn = side.uses >= USES or side.seconds > self._most or side.grown_mb() > GROWTH_MB
        with self._lock:
            kept = not worn and not self._closed
            if kept:
                self._waiting.append(side)
        if not kept:
            side.close()

    def close(self) -> None:
        """End all that wait, and whatever is still put here."""
        with self._lock:
            self._closed = True
            waiting, self._waiting = self._waiting, []
        for side in waiting:
            side.close()
