"""Opening a folder that somebody else filled: regular files only, no links, nothing unbounded."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from itertools import count
from pathlib import Path
from typing import IO, NamedTuple

SUFFIX = ".jsonl"
_CHUNK = 1 << 16
_HERE = os.open in os.supports_dir_fd and os.scandir in os.supports_fd
# Absent on Windows, where a file must also be opened as binary. O_NONBLOCK: a pipe never blocks.
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_READ = (
    os.O_RDONLY
    | _NO_LINK
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)


class NotRegularError(OSError):
    """What stands there is not what it should be; opening it was avoided."""


class Folder(NamedTuple):
    """An open folder. `handle` is None where the system has no folder handles (Windows)."""

    path: Path
    handle: int | None

    def names(self, most: int) -> tuple[list[str], bool]:
        """Return the names of journal files, the latest first, and whether there is more.

        At most `most` entries of the folder are looked at; names begin with a time.
        """
        found: list[str] = []
        with os.scandir(self.path if self.handle is None else self.handle) as entries:
            for seen, entry in enumerate(entries):
                if seen >= most:
                    return sorted(found, reverse=True), True
                if entry.name.endswith(SUFFIX):
                    found.append(entry.name)
        return sorted(found, reverse=True), False

    @contextmanager
    def file(self, name: str) -> Iterator[IO[bytes]]:
        """Open a regular file of the folder.

        Raises:
            NotRegularError: it is a link, folder, pipe, socket or device.
            OSError: the system refuses.
        """
        where = self.path / name if self.handle is None else name
        # Looked at first, since merely opening a device can do something.
        before = os.stat(where, dir_fd=self.handle, follow_symlinks=False)
        if not stat.S_ISREG(before.st_mode):
            raise NotRegularError(_sort(before.st_mode))
        with os.fdopen(os.open(where, _READ, dir_fd=self.handle), "rb") as file:
            if not os.path.samestat(before, os.fstat(file.fileno())):
                raise NotRegularError("replaced while it was being opened")
            yield file


@contextmanager
def opened(folder: Path) -> Iterator[Folder]:
    """Open a folder, so that it stays the same one even when its name is given to another.

    Raises:
        NotRegularError: a link or a file stands there.
        OSError: the system refuses; FileNotFoundError where nothing stands there.
    """
    found = os.lstat(folder)
    if not stat.S_ISDIR(found.st_mode):
        raise NotRegularError(_sort(found.st_mode))
    if not _HERE:
        yield Folder(folder, None)
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC | _NO_LINK)
    try:
        yield Folder(folder, handle)
    finally:
        os.close(handle)


def _sort(mode: int) -> str:
    """Say what kind of thing stands there."""
    names = {
        stat.S_IFLNK: "a link",
        stat.S_IFDIR: "a folder",
        stat.S_IFREG: "a file",
        stat.S_IFIFO: "a pipe",
        stat.S_IFSOCK: "a socket",
    }
    return names.get(stat.S_IFMT(mode), "a device")


def shown(name: str) -> str:
    """Return a file's name fit to be printed: control characters and odd bytes as escapes."""
    text = name.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


class State(Enum):
    """How much of a line there is."""

    WHOLE = "whole"
    TORN = "torn"
    """The file ends before the line does."""
    LONG = "long"
    """Longer than allowed: its content is not given."""
    CUT = "cut"
    """Here reading stopped, since the file is larger than allowed."""


class Piece(NamedTuple):
    """A line of a file: its number from 1, its content without the newline, the bytes it took."""

    state: State
    line: int
    size: int
    content: bytes = b""


def lines(file: IO[bytes], longest: int, most: int) -> Iterator[Piece]:
    """Yield the lines of a file, holding at most `longest` bytes and reading at most `most`."""
    for line in count(1):
        asked = min(longest, most) + 1  # the one byte more tells whether there is more
        content = file.readline(asked)
        size = len(content)
        if size > most:
            yield Piece(State.CUT, line, most)
            return
        if not content:
            return
        most -= size
        if content.endswith(b"\n"):
            yield Piece(State.WHOLE, line, size, content[:-1].removesuffix(b"\r"))
        elif size < asked:
            yield Piece(State.TORN, line, size, content)
        else:
            rest = _skip(file, most)
            yield Piece(State.LONG, line, size + rest)
            most -= rest


def _skip(file: IO[bytes], most: int) -> int:
    """Read on to the end of the line, at most `most` bytes, and return how many they were."""
    skipped = 0
    while skipped < most:
        content = file.readline(min(_CHUNK, most - skipped))
        skipped += len(content)
        if not content or content.endswith(b"\n"):
            break
    return skipped
