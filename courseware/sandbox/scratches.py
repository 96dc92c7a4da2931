"""Folders for contained processes that do not outlive us: not even where we are killed.

Whoever makes one holds a lock on it (flock(2)), which ends with its process in any
case; the next one to make a folder removes those of this user that nobody holds.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import stat
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from courseware.sandbox.watch import clear

_PREFIX: Final = "courseware-scratch-"
_OLD: Final = 600.0
"""Seconds after which a folder that nobody holds is none that is just being made."""


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """Yield a new folder that nobody else may enter, and remove it with all that is in it."""
    _clear_up()
    path = Path(tempfile.mkdtemp(prefix=_PREFIX))
    held = _hold(path)
    try:
        yield path
    finally:
        if held is not None:
            os.close(held)
        clear(path)


def _clear_up() -> None:
    """Remove what runs that were killed have left behind."""
    for path in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            state = path.lstat()
            mine = stat.S_ISDIR(state.st_mode) and state.st_uid == os.getuid()
            held = _hold(path) if mine and time.time() - state.st_mtime > _OLD else None
            if held is not None:
                os.close(held)
                clear(path)


def _hold(path: Path) -> int | None:
    """Return a descriptor that holds a folder, None where somebody else does."""
    held = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:  # held; or a file system without locks, where we remove nothing
        os.close(held)
        return None
    return held
