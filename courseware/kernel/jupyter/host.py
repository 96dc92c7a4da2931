"""The one warm parent that a person has in an environment: where it is, starting it, asking it.

It listens on a socket in a directory that nobody else may enter. Its name is made of
everything that decides what a kernel forked from it would be like: the interpreter, what is
preloaded, the environment variables that are read only once, and the versions of what it
consists of. A warm parent of yesterday's packages is thus never asked; it ends by itself.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import select
import site
import socket
import stat
import struct
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from courseware.errors import WarmParentFailed
from courseware.kernel import wire
from courseware.kernel.child import Child, answered

MODULE = "courseware.kernel.jupyter.standing"
IDLE_SECONDS = 15 * 60
"""How long a warm parent without kernels and clients stays, unless the variable `IDLE` says it."""
START_SECONDS = 60.0
LONGEST_PATH = 100
"""Bytes: a socket's path has room for 108, with its end."""

_AT_START = {
    "LD_BIND_NOW": "1",  # or each child would bind, and so copy, its libraries' tables
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",  # debugpy would warn of frozen modules in vain
}
IDLE = "COURSEWARE_KERNEL_IDLE"
_READ_ONCE = (
    IDLE,
    "IPYTHONDIR",
    "LANG",
    "LC_ALL",
    "LD_LIBRARY_PATH",
    "MPLCONFIGDIR",
    "VIRTUAL_ENV",
)


class Place(msgspec.Struct, frozen=True):
    """Where a warm parent listens, and the files beside its socket."""

    socket: Path
    preload: tuple[str, ...]

    @property
    def lock(self) -> Path:
        """Whoever starts the parent holds this."""
        return self.socket.with_suffix(".lock")

    @property
    def log(self) -> Path:
        """What the parent says, from its last start on."""
        return self.socket.with_suffix(".log")


def place(preload: Sequence[str], environment: Mapping[str, str]) -> Place:
    """Return where the warm parent for these modules and this environment is, or would be."""
    once = {
        name: value
        for name, value in environment.items()
        if name in _READ_ONCE or (name.startswith("PYTHON") and name != "PYTHONEXECUTABLE")
    }
    what = [sys.executable, sys.version, list(preload), sorted(once.items()), _fingerprint()]
    key = hashlib.sha256(json.dumps(what).encode()).hexdigest()[:16]
    return Place(directory() / f"{key}.socket", tuple(preload))


def _fingerprint() -> list[list[object]]:
    """Return what changes when packages are installed, or a person's IPython profile."""
    folders = {Path(sysconfig.get_path(each)) for each in ("purelib", "platlib")}
    folders |= {Path(site.getusersitepackages()), Path(__file__).parent.parent}
    profile = Path(os.environ.get("IPYTHONDIR") or Path.home() / ".ipython") / "profile_default"
    seen = []
    own = [path for pattern in ("*.py", "startup/*.*py") for path in profile.glob(pattern)]
    for path in sorted({*folders, *own}):
        with contextlib.suppress(OSError):
            seen.append([os.fspath(path), path.stat().st_mtime_ns])
    return seen


def directory() -> Path:
    """Return the directory of this person's warm parents, made and checked to be theirs alone.

    Raises:
        WarmParentFailed: somebody else owns it, or can enter it.
    """
    name = f"courseware-{os.getuid()}"
    for base in (os.environ.get("XDG_RUNTIME_DIR"), tempfile.gettempdir(), "/tmp"):  # noqa: S108
        if base and len(os.fsencode(base)) + len(name) + 30 < LONGEST_PATH and Path(base).is_dir():
            found = Path(base) / name
            break
    else:
        raise WarmParentFailed("No folder has a path short enough for a socket")
    with contextlib.suppress(FileExistsError):
        found.mkdir(mode=0o700)
    about = found.lstat()
    mine = stat.S_ISDIR(about.st_mode) and about.st_uid == os.getuid()
    if not mine or stat.S_IMODE(about.st_mode) & 0o077:
        raise WarmParentFailed(f"{found} is not a folder of yours alone: remove it")
    return found


def connect(where: Place) -> socket.socket | None:
    """Return a connection to a warm parent of our own, or None where there is none.

    A socket file that nobody listens on is removed.
    """
    channel = socket.socket(socket.AF_UNIX)
    try:
        channel.connect(os.fspath(where.socket))
    except FileNotFoundError:
        channel.close()
        return None
    except OSError:
        channel.close()
        with lock(where):
            if not _answers(where):
                where.socket.unlink(missing_ok=True)
        return None
    if peer(channel).uid != os.getuid():
        channel.close()
        raise WarmParentFailed(f"{where.socket} belongs to somebody else")
    return channel


def _answers(where: Place) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(os.fspath(where.socket)) == 0


class Peer(NamedTuple):
    """The process that listens at the other end, and whose it is."""

    pid: int
    uid: int
    gid: int


def peer(channel: socket.socket) -> Peer:
    """Return who is at the other end (unix(7), SO_PEERCRED)."""
    told = channel.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    return Peer(*struct.unpack("3i", told))


def ends(pid: int, timeout: float) -> bool:
    """Wait at most `timeout` seconds for the end of a process; tell whether it has come."""
    try:
        pidfd = os.pidfd_open(pid)
    except OSError:
        return True
    try:
        poll = select.poll()
        poll.register(pidfd, select.POLLIN)
        return bool(poll.poll(timeout * 1000))
    finally:
        os.close(pidfd)


@contextlib.contextmanager
def lock(where: Place) -> Iterator[None]:
    """Be the only one to start, or to clear away, a warm parent."""
    with where.lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def start(where: Place, environment: Mapping[str, str], timeout: float = START_SECONDS) -> None:
    """Start the warm parent, unless somebody else has just done so, and wait until it listens.

    Raises:
        WarmParentFailed: it ended, or was not ready in time; its log says more.
    """
    with lock(where):
        if _answers(where):
            return
        where.socket.unlink(missing_ok=True)
        ready, theirs = os.pipe()
        argv = [sys.executable, "-X", "frozen_modules=off", "-m", MODULE]
        with where.log.open("wb") as log:
            process = subprocess.Popen(  # noqa: S603 - our own argv
                [*argv, os.fspath(where.socket), str(theirs), *where.preload],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=(theirs,),
                start_new_session=True,
                cwd=where.socket.parent,  # nobody else's files: it is on the path at first
                env={**environment, **_AT_START},
            )
        os.close(theirs)
        try:
            _await_ready(ready, process, where, timeout)
        finally:
            os.close(ready)


def connected(
    where: Place, environment: Mapping[str, str], timeout: float = START_SECONDS
) -> socket.socket:
    """Return a connection to the warm parent, started if there is none.

    It stays as long as the connection is open.

    Raises:
        WarmParentFailed: it could not be started.
    """
    channel = connect(where)
    if channel is None:
        start(where, environment, timeout)
        channel = connect(where)
    if channel is None:
        raise WarmParentFailed(f"Nobody listens at {where.socket}")
    return channel


def _await_ready(
    ready: int, process: subprocess.Popen[bytes], where: Place, timeout: float
) -> None:
    poll = select.poll()
    poll.register(ready, select.POLLIN)
    if not poll.poll(timeout * 1000):
        process.kill()
        process.wait()
        raise WarmParentFailed(f"The warm parent was not ready in {timeout} s; see {where.log}")
    if not os.read(ready, 1):
        status = process.wait()
        raise WarmParentFailed(f"The warm parent ended with status {status}; see {where.log}")
    process.returncode = 0  # it lives on without us, which subprocess would complain about


def fork(
    channel: socket.socket,
    role: str,
    arguments: Mapping[str, Any],
    fds: Sequence[int],
    *,
    timeout: float,
    leave: bool = False,
) -> Child:
    """Ask for a child, as `WarmParent.fork` does; with `leave` it outlives this process."""
    ours, theirs = socket.socketpair()
    request = {"role": role, "arguments": arguments, "die_together": False, "leave": leave}
    try:
        with theirs:
            wire.send(channel, request, [theirs.fileno(), *fds])
    except OSError as error:
        ours.close()
        raise WarmParentFailed(f"The warm parent is gone: {error}") from error
    return answered(ours, timeout)


def ask(question: str) -> list[dict[str, Any]]:
    """Ask every warm parent that this person has: `status`, or `stop`. Return the answers."""
    answers = []
    for path in sorted(directory().glob("*.socket")):
        channel = connect(Place(path, ()))
        if channel is None:
            continue
        with channel:
            channel.settimeout(5)
            with contextlib.suppress(OSError, EOFError):
                wire.send(channel, {"ask": question})
                answers.append(wire.receive(channel)[0])
    return answers


def idle_seconds() -> float:
    """Return how long a warm parent stays without kernels."""
    try:
        return float(os.environ.get(IDLE, IDLE_SECONDS))
    except ValueError:
        return IDLE_SECONDS
