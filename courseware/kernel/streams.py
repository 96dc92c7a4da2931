"""Standard output and error of cells: what Python prints, and what anything writes to 1 and 2.

Descriptors 1 and 2 are memory files while a shell is open, so that C code, children and
subprocesses are heard without a thread that would have to read a pipe. How large they may grow
is for the containment's limit on file sizes to say.
"""

from __future__ import annotations

import contextlib
import fcntl
import io
import os
import sys
import tempfile
import time
from collections.abc import Callable
from typing import IO, Any

FLUSH_SECONDS = 0.2
"""How long text may wait before it takes its place among the outputs (ipykernel's interval)."""

Emit = Callable[[str, str], None]


class Captured:
    """A descriptor whose writers write to a file of ours; `read` gives what is new."""

    def __init__(self, number: int) -> None:
        self.number = number
        self._saved = os.dup(number)
        self._file = _memory(f"fd{number}")
        self._at = 0
        os.dup2(self._file, number, inheritable=True)

    def read(self, most: int) -> str:
        """Return what was written since the last call, at most `most` bytes; the rest is lost."""
        size = os.fstat(self._file).st_size
        if size == self._at:
            return ""
        data = os.pread(self._file, min(size - self._at, max(0, most)), self._at)
        self._at = size
        return data.decode(errors="replace")

    def forget(self) -> None:
        """Give back the memory of what has been read."""
        if self._at:
            os.ftruncate(self._file, 0)
            self._at = 0

    def close(self) -> None:
        """Put back what was there before."""
        os.dup2(self._saved, self.number)
        os.close(self._saved)
        os.close(self._file)


def _memory(name: str) -> int:
    """Open a file that only this process and its children know, for appending."""
    try:
        fd = os.memfd_create(name, os.MFD_CLOEXEC)
    except OSError:
        with tempfile.TemporaryFile() as file:
            fd = os.dup(file.fileno())
    fcntl.fcntl(fd, fcntl.F_SETFL, os.O_APPEND)  # many writers, each at the end
    return fd


class Stream(io.TextIOBase):
    """`sys.stdout` or `sys.stderr` of a shell."""

    encoding = "UTF-8"
    errors = None

    def __init__(self, name: str, captured: Captured, emit: Emit, room: Callable[[], int]) -> None:
        super().__init__()
        self.name = f"<{name}>"
        self._stream, self._captured, self._emit, self._room = name, captured, emit, room
        self._pending: list[str] = []
        self._since = 0.0
        self._size = 0
        self._owner = os.getpid()

    def fileno(self) -> int:
        """Return the descriptor, so that a subprocess can be given this stream."""
        return self._captured.number

    def isatty(self) -> bool:
        """Say no: nobody is at a terminal."""
        return False

    def writable(self) -> bool:
        """Say yes."""
        return True

    def write(self, text: str) -> int:
        """Take text; it becomes an output when something else is shown, or soon."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        if self.closed:
            raise ValueError("I/O operation on closed file")
        if os.getpid() != self._owner:  # a fork of the learner's own
            os.write(self._captured.number, text.encode(errors="replace"))
            return len(text)
        self._hear()
        self._take(text)
        return len(text)

    def _take(self, text: str) -> None:
        now = time.monotonic()
        if not self._pending:
            self._since = now
        if self._size <= self._room():
            self._pending.append(str(text))
            self._size += len(text)
        if now - self._since > FLUSH_SECONDS:
            self.flush()

    def _hear(self) -> None:
        heard = self._captured.read(self._room() + 1)
        if heard:
            self._pending.append(heard)
            self._size += len(heard)

    def flush(self) -> None:
        """Make an output of what was written so far."""
        if os.getpid() != self._owner or self.closed:
            return
        self._hear()
        if self._pending:
            text, self._pending, self._size = "".join(self._pending), [], 0
            self._emit(self._stream, text)

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:  # noqa: FBT001 - IPython's protocol
        printer.text(f"<courseware stream {self.name}>")


class Streams:
    """Both streams in the place of the process's own, until `close`."""

    def __init__(self, emit: Emit, room: Callable[[], int]) -> None:
        self._saved: tuple[IO[str] | None, IO[str] | None] = (sys.stdout, sys.stderr)
        for stream in self._saved:
            if stream is not None:
                with contextlib.suppress(OSError, ValueError):
                    stream.flush()
        self._captured = Captured(1), Captured(2)
        self.stdout = Stream("stdout", self._captured[0], emit, room)
        self.stderr = Stream("stderr", self._captured[1], emit, room)
        self.install()

    def install(self) -> None:
        """Put the streams where `print` looks: a cell may have put others there."""
        sys.stdout, sys.stderr = self.stdout, self.stderr

    def flush(self) -> None:
        """Turn into outputs what both have, in the order a kernel does."""
        self.stdout.flush()
        self.stderr.flush()

    def forget(self) -> None:
        """Free what the captured files hold."""
        for captured in self._captured:
            captured.forget()

    def close(self) -> None:
        """Put everything back."""
        self.flush()
        sys.stdout, sys.stderr = self._saved
        for captured in self._captured:
            captured.close()
