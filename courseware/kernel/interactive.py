"""IPython as a kernel runs it, without the kernel: no history file, no profile, no sockets."""

from __future__ import annotations

import contextlib
import functools
import inspect
import os
import tempfile
from collections.abc import Callable
from typing import Any

from ipykernel import zmqshell
from ipykernel.compiler import XCachingCompiler
from IPython.core.error import StdinNotImplementedError, UsageError
from traitlets.config import Config

from courseware.kernel.cells import CellTransformers, may_await
from courseware.kernel.publishing import Publish, RecordingSession, StandIn, record_comms


class ZMQInteractiveShell(zmqshell.ZMQInteractiveShell):
    """ipykernel's shell under its own name, which libraries look at to know where they are.

    Nobody's IPython profile is read, and nothing is written to a home directory:
    the same notebook gives the same result whoever grades it.
    """

    begins: Callable[[], None] | None = None
    """Called once, when the code of the next cell is about to run."""

    async def run_code(self, code_obj: object, result: Any = None, *, async_: bool = False) -> bool:
        """Run a part of a cell."""
        begins, self.begins = self.begins, None
        if begins is not None:
            begins()
        failed: bool = await super().run_code(code_obj, result, async_=async_)
        return failed

    def should_run_async(self, raw_cell: str, **told: Any) -> bool:
        """Tell whether a cell awaits something outside of any function."""
        text = told.get("transformed_cell")
        if isinstance(text, str) and not may_await(text):
            return False
        awaits: bool = super().should_run_async(raw_cell, **told)
        return awaits

    def init_ipython_dir(self, ipython_dir: str | None) -> None:
        """Use a directory that exists; nothing is put there."""
        super().init_ipython_dir(ipython_dir or tempfile.gettempdir())

    def init_profile_dir(self, profile_dir: object) -> None:
        """Do without."""
        del profile_dir
        self._db: Any = {}

    def _format_exception_for_storage(self, exception: BaseException, *_: object) -> Any:
        """Keep for `%notebook` what was shown, instead of formatting the traceback once more."""
        shown = getattr(self, "_last_traceback", None)
        return {
            "ename": type(exception).__name__,
            "evalue": text_of(exception),
            "traceback": shown or [],
        }

    def enable_gui(self, gui: str | None = None) -> None:
        """Take `%matplotlib inline`; there is no window system to join the cells' loop with.

        Raises:
            UsageError: any other was asked for.
        """
        if gui not in {None, "inline"}:
            raise UsageError(f"Figures are shown in the notebook: there is no {gui} here")
        self.active_eventloop = gui


class CellCompiler(XCachingCompiler):
    """ipykernel's compiler; its cells belong to no module's file, and are known not to.

    Without that, the first traceback looks for the cell's file in every module
    that was ever imported, and so makes copies of half the parent's memory.
    """

    def get_code_name(self, raw_code: str, code: str, number: int) -> str:
        """Return the name of the file that a cell pretends to be."""
        name: str = super().get_code_name(raw_code, code, number)
        inspect.modulesbyfile[name] = inspect.modulesbyfile[_real(name)] = ""
        return name


def _real(name: str) -> str:
    """Return the real path of a file that does not exist."""
    folder, file = os.path.split(name)
    return os.path.join(_real_folder(folder), file)  # noqa: PTH118 - every cell pays for it


_real_folder = functools.cache(os.path.realpath)


def make_shell(publish: Publish) -> Any:
    """Make this process's shell; `get_ipython()` finds it from now on."""
    config = Config()
    config.HistoryManager.hist_file = ":memory:"
    config.HistoryManager.enabled = False  # no database, and no thread that writes it
    config.InteractiveShell.enable_tip = False
    shell: Any = ZMQInteractiveShell.instance(config=config, user_ns={})
    shell.compile = CellCompiler()
    shell.input_transformer_manager = CellTransformers()
    session = RecordingSession(publish)
    shell.kernel = StandIn(session)
    shell.display_pub.session = shell.displayhook.session = session
    shell.displayhook.topic = b"execute_result"
    record_comms(shell.kernel)
    return shell


def unmake_shell(shell: Any) -> None:
    """Let another shell be made in this process."""
    shell.restore_sys_module_state()
    with contextlib.suppress(AttributeError):
        type(shell).clear_instance()


def refuse_input(prompt: object = "") -> str:
    """Stand in for `input`: there is nobody to ask.

    Raises:
        StdinNotImplementedError: always, in the words of ipykernel.
    """
    del prompt
    raise StdinNotImplementedError(
        "raw_input was called, but this frontend does not support input requests."
    )


def refuse_password(prompt: str = "", stream: object = None) -> str:
    """Stand in for `getpass.getpass`, likewise.

    Raises:
        StdinNotImplementedError: always.
    """
    del prompt, stream
    raise StdinNotImplementedError(
        "getpass was called, but this frontend does not support input requests."
    )


def text_of(error: BaseException | None) -> str:
    """Return an exception's message; a learner's `__str__` may itself raise."""
    try:
        return str(error) if error is not None else ""
    except Exception as worse:  # noqa: BLE001 - it is the learner's
        return f"<{type(worse).__name__} in the message>"
