"""What children do in these tests."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any


def tell(fd: int, value: object) -> None:
    os.write(fd, json.dumps(value).encode() + b"\n")


def echo(arguments: dict[str, Any], fds: list[int]) -> None:
    tell(fds[0], {"arguments": arguments, "session": os.getsid(0) == os.getpid()})


def fail(_: dict[str, Any], __: list[int]) -> None:
    raise ValueError("the role failed")


def leave(arguments: dict[str, Any], _: list[int]) -> None:
    sys.exit(arguments["status"])


def end_by_signal(arguments: dict[str, Any], _: list[int]) -> None:
    os.kill(os.getpid(), arguments["signal"])


def sleep(_: dict[str, Any], fds: list[int]) -> None:
    """Sleep with a child of its own that sleeps too; tell both numbers."""
    sleeper = subprocess.Popen(["sleep", "600"])
    tell(fds[0], [os.getpid(), sleeper.pid])
    signal.pause()


def burden(arguments: dict[str, Any], fds: list[int]) -> None:
    """Start a process whose memory takes the system some time to free; tell its number."""
    source = f"b = bytearray({arguments['megabytes']} << 20); print(flush=True); input()"
    process = subprocess.Popen(
        [sys.executable, "-c", source], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.readline()
    tell(fds[0], process.pid)
    signal.pause()


def draw(_: dict[str, Any], fds: list[int]) -> None:
    import numpy as np

    tell(fds[0], [random.random(), float(np.random.random())])  # noqa: NPY002 - the old one is shared


def fill(arguments: dict[str, Any], _: list[int]) -> None:
    bytearray(arguments["megabytes"] << 20)[::4096] = b"x" * (arguments["megabytes"] << 8)


def descriptors(_: dict[str, Any], fds: list[int]) -> None:
    listed = {int(path.name) for path in Path("/proc/self/fd").iterdir()}
    null = Path(os.devnull).stat().st_rdev
    open_ = [fd for fd in listed if _is_open(fd)]
    strange = [fd for fd in open_ if fd not in fds and os.fstat(fd).st_rdev != null]
    tell(fds[0], [Path(f"/proc/self/fd/{fd}").readlink().name for fd in strange])


def _is_open(fd: int) -> bool:
    try:
        os.fstat(fd)
    except OSError:
        return False
    return True


def cells(arguments: dict[str, Any], fds: list[int]) -> None:
    """Run cells in this process's shell and tell what came of each."""
    from courseware.kernel.shell import Shell

    shell = Shell.take(output_bytes=arguments.get("output_bytes", 1_000_000))
    told = []
    for source in arguments["cells"]:
        outcome = shell.run_cell(source, timeout=arguments.get("timeout"))
        told.append(
            {
                "status": outcome.status,
                "count": outcome.execution_count,
                "error": outcome.error and outcome.error["ename"],
                "outputs": outcome.outputs,
                "truncated": outcome.truncated,
            }
        )
    with os.fdopen(fds[0], "w") as file:
        json.dump(told, file)


def start_a_thread() -> None:
    """A preparation that ruins the parent."""
    threading.Thread(target=threading.Event().wait, name="idler", daemon=True).start()


def fail_to_prepare() -> None:
    raise ValueError("the role failed")
