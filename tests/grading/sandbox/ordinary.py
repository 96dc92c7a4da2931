"""Run a command as an ordinary user, from root: python ordinary.py USER -- command...

The Python of these tests may lie where nobody but root can look (below /root). In a
mount namespace of our own it is shown at the same place, with the way to it open.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from courseware.sandbox import system


def main(arguments: list[str]) -> None:
    user, command = int(arguments[0]), arguments[2:]
    system.unshare(system.CLONE_NEWNS)
    system.mount(None, "/", None, system.MS_REC | system.MS_PRIVATE)
    for place in {sys.prefix, sys.base_prefix, str(Path(__file__).parents[3])}:
        show(Path(place))
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    os.execvp(command[0], command)  # noqa: S606 - the command of a test


def show(place: Path) -> None:
    """Open the way to a folder: whatever else lies on it is covered."""
    closed = [folder for folder in place.parents if not folder.stat().st_mode & 0o001]
    if not closed:
        return
    fd = os.open(place, os.O_PATH | os.O_CLOEXEC)
    system.mount("tmpfs", str(closed[-1]), "tmpfs", 0, "mode=0755")
    place.mkdir(parents=True)
    system.mount(f"/proc/self/fd/{fd}", str(place), None, system.MS_BIND)
    os.close(fd)


if __name__ == "__main__":
    main(sys.argv[1:])
