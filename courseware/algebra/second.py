"""The second opinion, for what doubles at points could not tell: 60 digits, then SymPy.

SymPy runs in a warm process that is killed when it is late; the next question starts another.
Where the extra `grader` is not installed, and in the browser, there is no second opinion.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import importlib.util
import json
import selectors
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from typing import Final, get_args

from courseware.algebra.equal import Opinion
from courseware.algebra.points import Domain
from courseware.algebra.precise import by_digits
from courseware.algebra.tree import Node

PATIENCE: Final = 0.6
"""Seconds for one answer to be marked, however many questions it takes."""


@functools.cache
def is_installed() -> bool:
    """Whether there is a SymPy here to ask."""
    return importlib.util.find_spec("sympy") is not None


class SecondOpinion:
    """What 60 digits or SymPy think of two values: as long as the patience for one answer lasts."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self.until = time.monotonic() + patience

    def prepare(self) -> None:
        """Start SymPy before it is needed, without waiting for it."""
        if is_installed():
            with contextlib.suppress(OSError):
                _helper.start()

    def __call__(self, first: Node, second: Node, domains: Mapping[str, Domain]) -> Opinion:
        """Return the opinion on two values."""
        found = by_digits(first, second, domains, self.until)
        if found != "undecided" or not is_installed():
            return found
        positive = [name for name, domain in domains.items() if domain in {"positive", "natural"}]
        return _helper.asked(json.dumps([first, second, positive]), self.until)


class _Helper:
    """The process, if there is one; one question at a time."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.ready = False
        self.lock = threading.Lock()

    def start(self) -> subprocess.Popen[bytes]:
        if self.process is None or self.process.poll() is not None:
            self.stop()
            self.ready = False
            self.process = subprocess.Popen(
                [sys.executable, "-m", "courseware.algebra.helper"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
            )
        return self.process

    def asked(self, question: str, until: float) -> Opinion:
        with self.lock:
            try:
                return self._asked(self.start(), question, until)
            except OSError:
                self.stop()
                return "undecided"

    def _asked(self, process: subprocess.Popen[bytes], question: str, until: float) -> Opinion:
        if not self.ready:
            self.ready = self._line(process, until) == "ready"
            if not self.ready:  # it goes on importing: the next question may find it ready
                return "undecided"
        if process.stdin:
            process.stdin.write(question.encode() + b"\n")
        said = self._line(process, until)
        if said in get_args(Opinion):
            return said  # type: ignore[return-value]
        self.stop()
        self.start()
        return "undecided"

    def _line(self, process: subprocess.Popen[bytes], until: float) -> str:
        """Return the next line that the process says, "" where it says none in time."""
        said = b""
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)  # type: ignore[arg-type]
            while not said.endswith(b"\n"):
                left = until - time.monotonic()
                if left <= 0 or not selector.select(left):
                    return ""
                got = process.stdout.read(64) if process.stdout else b""
                if not got:
                    return ""
                said += got
        return said.decode("ascii", "replace").strip()

    def stop(self) -> None:
        process, self.process = self.process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    pipe.close()


_helper = _Helper()
atexit.register(_helper.stop)
