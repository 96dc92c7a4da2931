"""Running a notebook in a child of a warm parent: both sides of it.

This is the whole of an ordinary run without containment, where the notebook's
own process is trusted as much as a kernel is. Grading with containment has its
own worker.
"""

from __future__ import annotations

import contextlib
import os
import socket
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from courseware.kernel import wire
from courseware.kernel.birth import adopt_environment
from courseware.kernel.child import Child, Ended
from courseware.kernel.parent import WarmParent
from courseware.kernel.preloading import INLINE

if TYPE_CHECKING:
    from courseware.kernel.notebook import Notebook, Options, Stopped

ROLE = "courseware.kernel.running:child"
LARGEST = 64 << 20
"""Bytes of an executed notebook that are taken back."""
GRACE = 4.0
"""Seconds that a cell has to end after it was interrupted, as nbclient's `iopub_timeout`."""


class Run(msgspec.Struct, kw_only=True):
    """What came of a run.

    `notebook` is None when the process died or had to be killed; `killed_at` is
    the cell it was killed in, for not having ended in time.
    """

    notebook: dict[str, Any] | None = None
    stopped: Stopped | None = None
    killed_at: int | None = None
    ended: Ended | None = None


def run_notebook(
    parent: WarmParent,
    notebook: Notebook,
    options: Options,
    *,
    folder: str | os.PathLike[str],
    environment: Mapping[str, str] | None = None,
    grace: float = GRACE,
) -> Run:
    """Run a notebook in a new child of `parent`, which works in `folder`.

    The child has `environment`, by default this process's. A cell that goes on
    for `grace` seconds after its time was up is killed with the child.

    Raises:
        ForkRefused, WarmParentFailed: there was no child.
    """
    ours, theirs = socket.socketpair()
    arguments = {
        "folder": os.fspath(folder),
        "environment": dict(os.environ if environment is None else environment),
        "options": msgspec.to_builtins(options),
    }
    with ours, theirs, parent.fork(ROLE, arguments, [theirs.fileno()]) as child:
        theirs.close()
        with contextlib.suppress(OSError):  # it has died already: the end tells
            wire.send(ours, {"notebook": notebook})
        run = _follow(child, ours, options.timeout, grace)
        with contextlib.suppress(TimeoutError):
            run.ended = child.wait(grace)
    return run


def _follow(child: Child, channel: socket.socket, timeout: float | None, grace: float) -> Run:
    from courseware.kernel.notebook import Stopped  # noqa: PLC0415 - it imports IPython

    cell: int | None = None
    deadline = None
    while True:
        channel.settimeout(None if deadline is None else max(0.001, deadline - time.monotonic()))
        try:
            told = wire.receive_from_child(channel, LARGEST)
        except TimeoutError:
            child.kill()
            return Run(killed_at=cell)
        except (EOFError, OSError):
            child.kill()
            return Run()
        if "notebook" in told:
            stopped = msgspec.convert(told["stopped"], Stopped | None)
            return Run(notebook=told["notebook"], stopped=stopped)
        cell = told.get("begins")
        begun = timeout and cell is not None
        deadline = time.monotonic() + (timeout or 0) + grace if begun else None


def child(arguments: dict[str, Any], fds: list[int]) -> None:
    """Be the child: take the notebook, run it, give it back."""
    from courseware.kernel.notebook import Options, execute  # noqa: PLC0415 - heavy

    adopt_environment({"MPLBACKEND": INLINE, **arguments["environment"]})
    os.chdir(arguments["folder"])
    channel = socket.socket(fileno=fds[0])
    channel.set_inheritable(False)
    notebook = wire.receive_from_child(channel, LARGEST)["notebook"]
    options = msgspec.convert(arguments["options"], Options)
    stopped = execute(
        notebook, options, watch=lambda index, event: wire.send(channel, {event: index})
    )
    wire.send(channel, {"notebook": notebook, "stopped": msgspec.to_builtins(stopped)})
