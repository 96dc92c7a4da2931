"""A writer's files: one after the other, a new one after every failure."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from courseware.journal.folders import make_folder, sync, sync_folder

SEGMENT_BYTES = 8 << 20
"""No file grows beyond this, so that all that was saved is within a reader's limits."""

_NEW = (
    os.O_CREAT
    | os.O_EXCL
    | os.O_WRONLY
    | os.O_APPEND
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class Segment:
    """One file, made here and written by nobody else. Making it may raise OSError."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.whole = 0
        """Bytes of lines written to their end."""
        self.saved = 0
        """Bytes known to be on the disk."""
        self._end = 0
        self._file = os.open(path, _NEW, 0o600)

    def append(self, lines: bytes) -> None:
        """Write lines and wait until they are on the disk, under the name they were given.

        Raises:
            OSError: some of it failed; call `abandon`, and write these lines elsewhere.
        """
        start = self._end
        try:
            while self._end - start < len(lines):
                self._write(lines[self._end - start :])
        finally:
            self.whole = start + lines.rfind(b"\n", 0, self._end - start) + 1
        sync(self._file)
        # Deleted or moved, the open file still takes all we write: gone with its last handle.
        if not os.path.samestat(os.fstat(self._file), os.lstat(self.path)):
            raise FileNotFoundError(errno.ENOENT, "another file bears the name", str(self.path))
        self.saved = self.whole

    def _write(self, content: bytes) -> None:
        written = os.write(self._file, content)
        if not written:
            raise OSError(errno.EIO, "nothing was written", str(self.path))
        self._end += written

    def abandon(self) -> None:
        """Cut a line that was not finished, where the file system lets us, and close the file."""
        with suppress(OSError):
            os.ftruncate(self._file, self.whole)
        self.close()

    def discard(self) -> None:
        """Delete the file: nothing in it was ever called saved, and the lines stand elsewhere."""
        with suppress(OSError):
            self.path.unlink()

    def close(self) -> None:
        """Close the file; once is enough, more does no harm."""
        # In this order: a process forked in between must not close a number used anew.
        file, self._file = self._file, -1
        if file >= 0:
            with suppress(OSError):
                os.close(file)


class Segments:
    """The files of one writer."""

    def __init__(self, folder: Path, writer: str) -> None:
        self._folder = folder
        self._writer = writer
        self._count = 0
        self._open: Segment | None = None
        self._doubtful: Segment | None = None

    def commit(self, lines: bytes) -> None:
        """Put lines on the disk, in a new file if the last failed or is full.

        Raises:
            OSError: they are not saved. Some may stand in a file all the same, which does no
                harm: a reader counts a record once.
        """
        if self._open and self._open.whole + len(lines) > SEGMENT_BYTES:
            self.close()
        try:
            segment = self._open or self._next()
            segment.append(lines)
        except BaseException:  # an interrupt too may have left half a line
            self._drop()
            raise
        self._settle()

    def _next(self) -> Segment:
        make_folder(self._folder)
        self._count += 1
        self._open = Segment(self._folder / f"{self._writer}.{self._count}.jsonl")
        sync_folder(self._folder)
        return self._open

    def _drop(self) -> None:
        """Leave the file that failed; delete it if it is of no use.

        What was written to the end but not synced may yet reach the disk, and would save the
        answers if the process died now. One such file is kept, so that failing for hours
        does not fill the folder.
        """
        failed, self._open = self._open, None
        if failed is None:
            return
        failed.abandon()
        if failed.saved:
            return
        best = self._doubtful.whole if self._doubtful else 0
        if failed.whole <= best:
            failed.discard()
        else:
            self._settle()
            self._doubtful = failed

    def _settle(self) -> None:
        """Delete the doubtful file: all its lines now stand in a later one."""
        if self._doubtful:
            self._doubtful.discard()
            self._doubtful = None

    def close(self) -> None:
        """Close the file that is open; the next commit begins another."""
        if self._open:
            self._open.close()
            self._open = None

    def __del__(self) -> None:
        self.close()
