"""One run at a time in one course folder."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import socket
from collections.abc import Iterator
from pathlib import Path

from courseware.errors import GradingStopped
from courseware.grading.running.kept import STEP

NAME = ".lock"


@contextlib.contextmanager
def only_one(root: Path) -> Iterator[None]:
    """Hold the course while the block runs; the system lets go of it when this process ends.

    Raises:
        GradingStopped: another run holds it; it is said which.
        OSError: the course folder cannot be written to.
    """
    folder = root / STEP
    folder.mkdir(exist_ok=True)
    with (folder / NAME).open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in {errno.EWOULDBLOCK, errno.EACCES}:
                raise
            file.seek(0)
            holder = file.read(200).strip() or "?"
            raise GradingStopped("run.busy", holder=holder) from None
        file.truncate(0)
        file.write(f"{socket.gethostname()}, {os.getpid()}")
        file.flush()
        yield
        file.truncate(0)
