"""Starting Jupyter kernels from a warm parent (jupyter_client's "kernel provisioning").

A kernelspec names it in its metadata:

    "metadata": {"kernel_provisioner": {"provisioner_name": "courseware-warm",
                                        "config": {"preload": ["numpy"]}}}

Everything but the start is jupyter_client's own LocalProvisioner. Where there is no warm
parent, and there can be none, or where a kernel is no ipykernel of this environment, that
one also does the start, and a line in the log says why.
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
import socket
import subprocess
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import LocalProvisioner
from traitlets import Float, List, Unicode

from courseware.errors import ForkRefused, WarmParentFailed
from courseware.kernel.child import Child
from courseware.kernel.jupyter import host
from courseware.kernel.parent import unavailable
from courseware.kernel.specs import runs_ipykernel_here

ROLE = "courseware.kernel.jupyter.app:serve"
PRELOAD = ("numpy", "matplotlib.pyplot", "ipywidgets", "courseware.widgets")
PIDFD_SIGNAL_PROCESS_GROUP = 4
ENDING_SECONDS = 5.0
"""How long a warm parent that did not fork is given to be seen ending."""
_Answer = TypeVar("_Answer")
_MODULE = ("-m", "ipykernel_launcher"), ("-m", "ipykernel")


class Process:
    """A forked kernel in the place of a `subprocess.Popen`: what LocalProvisioner asks of one."""

    stdin = stdout = stderr = None

    def __init__(self, child: Child, lifeline: socket.socket) -> None:
        self._child, self._lifeline = child, lifeline
        self.pid = child.pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return how the kernel ended, None while it runs."""
        if self.returncode is None and self._has_ended():
            self._conclude()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait until the kernel has ended.

        Raises:
            subprocess.TimeoutExpired: it still runs.
        """
        if self.returncode is None:
            if not self._has_ended(timeout):
                raise subprocess.TimeoutExpired("kernel", timeout or 0)
            self._conclude()
        return self.returncode if self.returncode is not None else 1

    def send_signal(self, number: int) -> None:
        """Send a signal to the kernel and whatever it started in its process group."""
        if self.poll() is not None:
            return
        try:
            signal.pidfd_send_signal(self._child.pidfd, number, None, PIDFD_SIGNAL_PROCESS_GROUP)
        except ProcessLookupError:
            return
        except OSError:  # Linux before 6.9 has no signals to groups by descriptor
            os.killpg(self.pid, number)

    def terminate(self) -> None:
        """Ask the kernel to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the kernel."""
        self.send_signal(signal.SIGKILL)

    def _has_ended(self, timeout: float | None = 0) -> bool:
        """Tell it by the process itself: the warm parent may be gone by then."""
        poll = select.poll()
        poll.register(self._child.pidfd, select.POLLIN)
        return bool(poll.poll(None if timeout is None else timeout * 1000))

    def _conclude(self) -> None:
        try:
            status = self._child.wait(1).status
        except TimeoutError:
            status = None
        self.returncode = 1 if status is None else status
        self._child.close()
        self._lifeline.close()


class WarmProvisioner(LocalProvisioner):
    """Starts a kernel by forking this person's warm parent."""

    preload = List(
        Unicode(), default_value=list(PRELOAD), help="Modules that the warm parent imports."
    ).tag(config=True)
    start_timeout = Float(
        host.START_SECONDS, help="Seconds until a warm parent has to be ready."
    ).tag(config=True)
    fork_timeout = Float(20.0, help="Seconds until a forked kernel has to listen.").tag(config=True)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork a kernel, or start one of its own where that cannot be."""
        obstacle = unavailable() or _unusual(cmd, kwargs)
        if obstacle is None:
            try:
                process: Any = await self._forked(cmd, kwargs)
            except (WarmParentFailed, ForkRefused, OSError, EOFError, TimeoutError) as error:
                obstacle = str(error) or type(error).__name__
        if obstacle is not None:
            self.log.warning("Starting a kernel of its own, not from a warm parent: %s", obstacle)
            return await super().launch_kernel(cmd, **kwargs)
        self.process, self.pid, self.pgid = process, process.pid, process.pid
        self.cwd = kwargs.get("cwd") or Path.cwd()
        return self.connection_info

    async def _forked(self, cmd: list[str], kwargs: Mapping[str, Any]) -> Process:
        """Fork a kernel; from a new parent, where the one that was there is just ending."""
        environment = dict(kwargs.get("env") or os.environ)
        where = host.place(tuple(self.preload), environment)
        channel = await self._connected(where, environment)
        parent = host.peer(channel).pid
        try:
            return await self._forked_by(channel, cmd, kwargs, environment)
        except WarmParentFailed:
            if not await _in_thread(host.ends, parent, ENDING_SECONDS):
                raise
        channel = await self._connected(where, environment)
        return await self._forked_by(channel, cmd, kwargs, environment)

    async def _connected(self, where: host.Place, environment: Mapping[str, str]) -> socket.socket:
        """Return a connection to the warm parent, started if there is none."""
        channel = host.connect(where)
        if channel is None:
            timeout = self.start_timeout
            channel = await _in_thread(host.connected, where, environment, timeout)
        return channel

    async def _forked_by(
        self,
        channel: socket.socket,
        cmd: list[str],
        kwargs: Mapping[str, Any],
        environment: Mapping[str, str],
    ) -> Process:
        independent = bool(kwargs.get("independent"))
        arguments = {
            "argv": _arguments(cmd),
            "environment": {**environment, "JPY_PARENT_PID": str(os.getpid())},
            "folder": _folder(kwargs),
            "stay": independent,
        }
        ours, theirs = socket.socketpair()
        streams = [_descriptor(kwargs.get(name), sys_) for name, sys_ in _STREAMS]
        try:
            with channel, theirs:
                fds = [*streams, theirs.fileno()]
                child = host.fork(
                    channel, ROLE, arguments, fds, timeout=self.fork_timeout, leave=independent
                )
        except BaseException:
            ours.close()
            raise
        finally:
            for fd in streams:
                os.close(fd)
        process = Process(child, ours)
        await self._listening(process, ours)
        return process

    async def _listening(self, process: Process, lifeline: socket.socket) -> None:
        """Wait until the kernel listens: a client that came earlier would wait for a retry."""
        lifeline.setblocking(False)  # noqa: FBT003 - its only parameter
        loop = asyncio.get_running_loop()
        try:
            said = await asyncio.wait_for(loop.sock_recv(lifeline, 1), self.fork_timeout)
        except TimeoutError:
            process.kill()
            raise
        if not said:
            raise WarmParentFailed(f"The forked kernel ended with status {process.wait(5)}")


def _unusual(cmd: list[str], kwargs: Mapping[str, Any]) -> str | None:
    """Return why this command is for a process of its own."""
    if not runs_ipykernel_here(cmd):
        return "the command does not start ipykernel in this environment"
    piped = [name for name in ("stdin", "stdout", "stderr") if kwargs.get(name) == subprocess.PIPE]
    if piped:
        return f"{piped[0]} is to be a pipe"
    for name in ("preexec_fn", "user", "group", "shell", "executable"):
        if kwargs.get(name):
            return f"{name} is given"
    return None


async def _in_thread(work: Callable[..., _Answer], *given: Any) -> _Answer:
    """Run what takes long in a thread of its own.

    The loop's threads, which `asyncio.to_thread` takes, are gone in a forked process that goes
    on with the loop of its parent, as `multiprocessing` and jupyter_core's `run_sync` do together.
    """
    thread = ThreadPoolExecutor(1)
    try:
        return await asyncio.get_running_loop().run_in_executor(thread, work, *given)
    finally:
        thread.shutdown(wait=False)  # who gives up does not wait either


def _folder(kwargs: Mapping[str, Any]) -> str:
    """Return the folder to start in, which may be given as a path from this process's own."""
    return os.fspath(Path(kwargs.get("cwd") or "").absolute())


def _arguments(cmd: list[str]) -> list[str]:
    """Return what follows the module's name: ipykernel's own arguments."""
    for flag, module in _MODULE:
        for at in range(len(cmd) - 1):
            if cmd[at] == flag and cmd[at + 1] == module:
                return cmd[at + 2 :]
    return []


_STREAMS = (("stdout", 1), ("stderr", 2))


def _descriptor(given: Any, standard: int) -> int:
    """Return a new descriptor of what Popen would have taken for a standard stream."""
    if given == subprocess.DEVNULL:
        return os.open(os.devnull, os.O_RDWR)
    if given is not None:
        return os.dup(given if isinstance(given, int) else given.fileno())
    try:
        return os.dup(standard)
    except OSError:  # this process has closed its own
        return os.open(os.devnull, os.O_RDWR)
