"""The command line of bubblewrap: a world with the system's programs, Python, and nothing else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from courseware.sandbox.places import DEVICES, SETTINGS

PROGRAM: Final = "bwrap"

_TOP: Final = ("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
# Root keeps what the threshold needs and then drops; others get only this, over their own world.
_AS_ROOT: Final = ("CAP_SYS_ADMIN", "CAP_SETUID", "CAP_SETGID", "CAP_DAC_OVERRIDE", "CAP_CHOWN")


def program() -> str | None:
    """Return where bubblewrap is, None where it is not installed."""
    return shutil.which(PROGRAM)


def command(
    words: Sequence[str],
    *,
    readable: Iterable[Path],
    scratch: Path,
    in_memory: bool,
    env: Mapping[str, str],
) -> list[str]:
    """Return the command that runs `words` in a world of its own.

    In it are the system's programs and `readable` to read, a few devices, and
    `scratch`: empty and `in_memory`, or the real folder. Processes, network, host
    name and inter-process communication are its own, users as well unless we are root.
    """
    root = os.geteuid() == 0
    made = [program() or PROGRAM, "--die-with-parent", "--new-session", "--hostname", "courseware"]
    made += ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"]
    made += ["--unshare-cgroup-try"]
    if root:
        made += [word for name in _AS_ROOT for word in ("--cap-add", name)]
        made += ["--dir", "/proc"]  # the threshold mounts it: bubblewrap's would have covers
    else:
        made += ["--unshare-user", "--cap-add", "CAP_SYS_ADMIN", "--proc", "/proc"]
    places = sorted(set(readable))
    for folder in sorted(
        {parent for path in (*places, *SETTINGS, *DEVICES, scratch) for parent in path.parents}
    ):
        made += ["--dir", str(folder)]  # else it would be as closed as the real one
    made += ["--ro-bind", "/usr", "/usr"]
    for name in _TOP:
        made += _top(Path(name))
    for path in SETTINGS:
        made += ["--ro-bind-try", str(path), str(path)]
    for path in DEVICES:
        made += ["--dev-bind", str(path), str(path)]
    made += ["--dir", "/tmp", "--dir", "/dev/shm"]  # noqa: S108 - each child's own is put there
    for path in places:
        made += ["--ro-bind", str(path), str(path)]
    made += ["--tmpfs", str(scratch)] if in_memory else ["--bind", str(scratch), str(scratch)]
    made += ["--remount-ro", "/", "--chdir", str(scratch), "--clearenv"]
    for name, value in env.items():
        made += ["--setenv", name, value]
    return [*made, "--", *words]


def _top(path: Path) -> list[str]:
    if path.is_symlink():
        return ["--symlink", str(path.readlink()), str(path)]
    return ["--ro-bind", str(path), str(path)] if path.is_dir() else []
