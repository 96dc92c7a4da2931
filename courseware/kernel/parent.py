"""The supervisor's side: starting a warm parent, forking children of it, watching them."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any, Protocol, Self

from courseware.errors import WarmParentFailed
from courseware.kernel import wire
from courseware.kernel.child import Child, answered

INTERACTIVE = "courseware.kernel.warmth:interactive"
"""The preparation that readies a `Shell` in the parent, so that a child has one at once."""


class Launch(Protocol):
    """How the warm parent's process is started: `subprocess.Popen`, or a containment's launcher."""

    def __call__(
        self, argv: Sequence[str], *, pass_fds: Sequence[int], env: Mapping[str, str]
    ) -> subprocess.Popen[bytes]:
        """Start `argv`; the descriptors keep their numbers, `env` is added to what is allowed."""


class WarmParent:
    """A process that has imported what is declared and forks children on request.

    Make one with `start`. Any thread may fork; the children answer each on a
    channel of their own. When this object is closed, or this process dies, the
    warm parent kills its children and ends.

    `failed` says which modules could not be imported, and why; `left_out` which
    ones start threads when they are imported, so that the parent goes without.
    `resident_kb` and `seconds` tell what the imports cost.
    """

    def __init__(
        self, process: subprocess.Popen[bytes], control: socket.socket, ready: dict[str, Any]
    ) -> None:
        self._process, self._control = process, control
        self._lock = threading.Lock()
        self.failed: dict[str, str] = ready["failed"]
        self.left_out: list[str] = []
        self.threaded: list[str] = ready["threaded"]
        self.resident_kb: int = ready["resident_kb"]
        self.seconds: float = ready["seconds"]

    @classmethod
    def start(
        cls,
        *,
        preload: Sequence[str] = (),
        prepare: Sequence[str] = (INTERACTIVE,),
        launch: Launch | None = None,
        environment: Mapping[str, str] | None = None,
        timeout: float = 120,
    ) -> Self:
        """Start one and wait until it has imported everything.

        Args:
            preload: names of modules; one that cannot be imported is noted in `failed`.
            prepare: functions without parameters (`"package.module:function"`) that the
                parent calls after importing; the first half of one that yields comes before.
                The default readies a `Shell`.
            launch: starts the process; by default plainly, in this process's environment.
            environment: added for the process; by default nothing.
            timeout: seconds until it has to be ready.

        Raises:
            WarmParentFailed: it did not start, died or was not ready in time.
        """
        wanted, left_out = list(preload), list[str]()
        while True:
            parent = cls._started(wanted, prepare, launch or _plainly, environment, timeout)
            threaded = [name for name in parent.threaded if name in wanted]
            if not threaded:
                parent.left_out = left_out
                return parent
            parent.close()
            left_out += threaded
            wanted = [name for name in wanted if name not in threaded]

    @classmethod
    def _started(
        cls,
        preload: Sequence[str],
        prepare: Sequence[str],
        launch: Launch,
        environment: Mapping[str, str] | None,
        timeout: float,
    ) -> Self:
        ours, theirs = socket.socketpair()
        argv = [sys.executable, "-P", "-m", "courseware.kernel.server", str(theirs.fileno())]
        try:
            process = launch(argv, pass_fds=(theirs.fileno(),), env=dict(environment or {}))
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()
        try:
            ours.settimeout(timeout)
            wire.send(ours, {"preload": list(preload), "prepare": list(prepare)})
            ready, _ = wire.receive(ours)
            ours.settimeout(None)
        except (EOFError, OSError) as error:
            ours.close()
            status = _end(process)
            raise WarmParentFailed(
                f"The warm parent was not ready within {timeout} s ({error!r}, status {status})"
            ) from error
        if "failure" in ready:
            ours.close()
            _end(process)
            raise WarmParentFailed(ready["failure"])
        return cls(process, ours, ready)

    def fork(
        self,
        role: str,
        arguments: Mapping[str, Any],
        fds: Sequence[int] = (),
        *,
        die_together: bool = True,
        timeout: float = 30,
    ) -> Child:
        """Fork a child that calls `role` with the arguments and its copies of `fds`.

        The role is `"package.module:function"`, called as `function(arguments, fds)`;
        when it returns the child ends with status 0, when it raises with 1, in any
        case by `os._exit`. In the child 0, 1 and 2 are /dev/null, it leads a session
        of its own, and `random` and numpy have new seeds. With `die_together` the
        child dies with the warm parent, and its process group with the child, whose
        end is told when nothing of the group is left, at most 3 seconds later.

        Raises:
            ForkRefused: the parent has more than one thread (the message says which).
            WarmParentFailed: it is gone, or did not answer in `timeout` seconds.
        """
        ours, theirs = socket.socketpair()
        request = {"role": role, "arguments": arguments, "die_together": die_together}
        try:
            with self._lock:
                wire.send(self._control, request, [theirs.fileno(), *fds])
        except OSError as error:
            ours.close()
            raise WarmParentFailed(f"The warm parent is gone: {error}") from error
        finally:
            theirs.close()
        return answered(ours, timeout)

    def alive(self) -> bool:
        """Tell whether the parent can still be asked."""
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        """Return the number of the process that was launched (a launcher's, if there is one)."""
        return self._process.pid

    def close(self, timeout: float = 5) -> None:
        """End the parent and with it every child. May be called again."""
        self._control.close()
        _end(self._process, timeout)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def unavailable() -> str | None:
    """Return why this machine cannot fork from a warm parent, or None if it can."""
    if not sys.platform.startswith("linux"):
        return f"forking from a warm parent needs Linux, this is {sys.platform}"
    if not hasattr(os, "pidfd_open"):
        return "this Python has no os.pidfd_open"
    try:
        os.close(os.pidfd_open(os.getpid()))
    except OSError as error:
        return f"the kernel of this machine gives no process descriptors: {error}"
    return None


def _plainly(
    argv: Sequence[str], *, pass_fds: Sequence[int], env: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own argv
        argv, pass_fds=tuple(pass_fds), env={**os.environ, **env}, stdin=subprocess.DEVNULL
    )


def _end(process: subprocess.Popen[bytes], timeout: float = 5) -> int | None:
    """Wait for a process that ends by itself, kill it when it does not."""
    try:
        return process.wait(timeout)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()
