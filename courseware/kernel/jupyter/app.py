"""A real ipykernel in a forked child, most of which was made before the fork.

ipykernel builds its application, kernel and shell first and gives them sockets and
threads then, though in one sweep. Here the first half is done in the warm parent,
where it costs time and memory once, and the second half in each child. Kernels that
are asked for with command-line arguments of their own are built in the child from
scratch, which is what ipykernel itself would do.
"""

from __future__ import annotations

import atexit
import importlib
import os
import socket
import sqlite3
import sys
import threading
import uuid
from collections.abc import Iterator
from typing import Any

import ipykernel
import ipykernel_launcher
import IPython.core.history
from ipykernel import kernelapp
from ipykernel.ipkernel import IPythonKernel
from ipykernel.zmqshell import ZMQInteractiveShell
from tornado.ioloop import IOLoop
from traitlets.config import Config
from zmq.eventloop.zmqstream import ZMQStream

from courseware.kernel.birth import adopt_environment
from courseware.kernel.interactive import CellCompiler
from courseware.kernel.preloading import INLINE
from courseware.kernel.publishing import RecordingSession
from courseware.kernel.warmth import draw_figures_once, rehearsal

LATER = (
    "IPython.extensions.storemagic",
    "faulthandler",
    "ipykernel.debugger",
    "tornado.platform.asyncio",
)
"""What a kernel imports only when it starts."""

KNOWN_VERSION = 7
"""ipykernel's major version whose order of things this is. Others are built in the child."""


class IPKernelApp(kernelapp.IPKernelApp):
    """ipykernel's application in two halves, under its own name: logs and programs look at it."""

    prepared = False

    def prepare(self) -> None:
        """Do what needs no socket and no thread, in the parent."""
        super(kernelapp.IPKernelApp, self).initialize([])
        self.init_pdb()
        history = self.config.get("HistoryManager", Config())
        self._history = Config(HistoryManager=history.copy())
        self.config.HistoryManager.enabled = False  # no file and no thread before the fork
        kernel_class: Any = self.kernel_class
        self.kernel = kernel_class.instance(
            parent=self,
            session=self.session,
            log=self.log,
            profile_dir=self.profile_dir,
            user_ns=self.user_ns,
        )
        self.shell = self.kernel.shell
        self.shell.compile = CellCompiler()
        self.own_extensions = not (self.extensions or self.extra_extensions)
        if self.own_extensions:  # those of IPython alone, which need nothing of the child
            super().init_extensions()

    def rehearse(self) -> None:
        """Let the kernel run some cells, once modules are imported."""
        shell: Any = self.shell
        _rehearse(shell)
        shell._sys_modules_keys = set(sys.modules)  # noqa: SLF001
        self.prepared = True

    def init_extensions(self) -> None:
        """Load what a person has configured; IPython's own are loaded already then."""
        if not (self.prepared and self.own_extensions):
            super().init_extensions()

    def finish(self, connection_file: str, history_file: str | None) -> None:
        """Do the rest, in the child; the steps are those of `IPKernelApp.initialize`."""
        self.connection_file = connection_file
        self.session.session = str(uuid.uuid4())
        self.session.pid = os.getpid()
        self.init_blackhole()
        self.init_connection_file()
        self.init_sockets()
        self.init_heartbeat()
        self.write_connection_file()
        self.log_connection_info()
        self.init_io()
        self.init_signal()
        self._open_history(history_file)
        self.init_kernel()
        self.init_path()
        self.init_shell()
        self.init_gui_pylab()
        self.init_extensions()
        self.init_code()
        sys.stdout.flush()
        sys.stderr.flush()

    def start_with(self, lifeline: int, *, stay: bool) -> None:
        """Say that the kernel listens, and be it until it is shut down.

        Unless it is to `stay`, it ends when the other end of `lifeline` closes.
        """
        self.io_loop = IOLoop.current()
        with socket.socket(fileno=os.dup(lifeline)) as line:
            line.send(b"1")
        if not stay:
            control = self.control_thread.io_loop
            control.add_callback(control.add_handler, lifeline, _orphaned, IOLoop.READ)
        self.start()
        if self.kernel._shutdown_message is not None:  # noqa: SLF001
            # It is about to end too; if the streams were closed first it would wait for them.
            self.control_thread.join(1)

    def init_kernel(self) -> None:
        """Give the kernel its sockets and threads."""
        if not self.prepared:
            super().init_kernel()
            return
        shell_stream = ZMQStream(self.shell_socket, self.shell_channel_thread.io_loop)
        self.shell_channel_thread.shell_stream = shell_stream
        control_stream = ZMQStream(self.control_socket, self.control_thread.io_loop)
        debugpy_stream = ZMQStream(self.debugpy_socket, self.control_thread.io_loop)
        self.control_thread.start()
        self.shell_channel_thread.start()
        kernel = self.kernel
        for name, value in {
            "ident": str(uuid.uuid4()),
            "control_stream": control_stream,
            "debugpy_stream": debugpy_stream,
            "debug_shell_socket": self.debug_shell_socket,
            "shell_stream": shell_stream,
            "control_thread": self.control_thread,
            "shell_channel_thread": self.shell_channel_thread,
            "iopub_thread": self.iopub_thread,
            "iopub_socket": self.iopub_socket,
            "stdin_socket": self.stdin_socket,
        }.items():
            setattr(kernel, name, value)
        kernel._stdout, kernel._stderr = sys.stdout, sys.stderr  # noqa: SLF001
        kernel.record_ports({f"{name}_port": port for name, port in self._ports.items()})
        self._connect_shell(kernel)
        self._connect_debugger(kernel)
        self.displayhook.get_execution_count = lambda: kernel.execution_count

    def _connect_shell(self, kernel: Any) -> None:
        shell = kernel.shell
        shell.displayhook.topic = kernel._topic("execute_result")  # noqa: SLF001
        for publisher in (shell.displayhook, shell.display_pub):
            publisher.session, publisher.pub_socket = self.session, self.iopub_socket
        shell.init_environment()
        if "JPY_SESSION_NAME" in os.environ:
            shell.user_ns["__session__"] = os.environ["JPY_SESSION_NAME"]

    def _connect_debugger(self, kernel: Any) -> None:
        debugger = getattr(kernel, "debugger", None)
        if debugger is not None:
            debugger.shell_socket = self.debug_shell_socket
            debugger.debugpy_client.debugpy_stream = kernel.debugpy_stream

    def init_code(self) -> None:
        """Run what the person's profile says; as in `InteractiveShellApp`.

        But for a list of all modules, for `%reset aggressive`: it was made in the
        parent, because a reference to each name would copy three megabytes.
        """
        if not self.prepared:
            super().init_code()
            return
        self._run_startup_files()
        self._run_exec_lines()
        self._run_exec_files()
        shell: Any = self.shell
        if self.hide_initial_ns:
            shell.user_ns_hidden.update(shell.user_ns)

    def _open_history(self, file: str | None) -> None:
        """Open the person's history; one in memory alone is kept in lists, without a database."""
        shell = self.kernel.shell
        if file == ":memory:":
            shell.history_manager.hist_file = file
            return
        config: Any = self._history.copy()
        if file:
            config.HistoryManager.hist_file = file
        shell.configurables.remove(shell.history_manager)
        shell.history_manager = IPython.core.history.HistoryManager(shell=shell, config=config)
        shell.configurables.append(shell.history_manager)


def _orphaned(*_: object) -> None:
    """End: whoever asked for this kernel is gone (as ipykernel's parent poller does)."""
    os._exit(1)


def _rehearse(shell: Any) -> None:
    """Run some cells and forget them, so that what they import and compute is there."""
    publishers = shell.displayhook, shell.display_pub
    session = RecordingSession(lambda _: None)
    for publisher in publishers:
        publisher.session = session
    for source in rehearsal():
        shell.run_cell(source, store_history=False)
    for publisher in publishers:
        publisher.session = None
    shell.reset(new_session=True)
    draw_figures_once()


def prepare() -> Iterator[None]:
    """Make a kernel's first half in the warm parent; it runs some cells once modules are there."""
    for name in LATER:
        importlib.import_module(name)
    IOLoop(make_current=False).close()
    sqlite3.connect(":memory:").close()
    if ipykernel.version_info[0] != KNOWN_VERSION:
        yield
        return
    app = IPKernelApp.instance()
    app.prepare()
    yield
    app.rehearse()


def serve(arguments: dict[str, Any], fds: list[int]) -> None:
    """Be a kernel: the role of a child.

    `fds` are standard output, standard error, and a socket on which a byte says that
    the kernel listens, and whose closing at the other end says that nobody needs it.
    """
    *streams, lifeline = fds
    for number, fd in enumerate(streams, start=1):
        os.dup2(fd, number)
        os.close(fd)
    adopt_environment({"MPLBACKEND": INLINE, **arguments["environment"]})
    os.chdir(arguments["folder"])
    sys.argv = [ipykernel_launcher.__file__, *arguments["argv"]]  # as in an ordinary kernel
    app = _built(arguments["argv"])
    app.start_with(lifeline, stay=arguments["stay"])
    leave()


def _built(argv: list[str]) -> IPKernelApp:
    """Return a kernel for these arguments: the prepared one, if it will do."""
    known = _usual(argv)
    if known is None or not IPKernelApp.initialized():
        for each in (IPKernelApp, IPythonKernel, ZMQInteractiveShell):
            each.clear_instance()
        app: IPKernelApp = IPKernelApp.instance()
        app.initialize(argv)
        return app
    app = IPKernelApp.instance()
    app.parent_handle = int(os.environ.get("JPY_PARENT_PID") or 1)
    app.finish(*known)
    return app


def _usual(argv: list[str]) -> tuple[str, str | None] | None:
    """Return connection file and history file, or None when there are other arguments."""
    connection, history = "", None
    arguments = iter(argv)
    for argument in arguments:
        name, _, value = argument.partition("=")
        if name in {"-f", "--f"}:
            connection = value or next(arguments, "")
        elif name == "--HistoryManager.hist_file" and value:
            history = value
        else:
            return None
    return (connection, history) if connection else None


def leave() -> None:
    """Do what a Python program does at its end; then the child is left by `os._exit`."""
    threading._shutdown()  # type: ignore[attr-defined]  # noqa: SLF001 - waits for threads
    atexit._run_exitfuncs()  # noqa: SLF001
