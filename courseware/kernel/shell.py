"""Cells run in this process with an IPython kernel's semantics and no sockets."""

from __future__ import annotations

import asyncio
import builtins
import contextlib
import getpass
import signal
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from typing import Any, ClassVar, Literal, Self

import msgspec
from IPython.core.interactiveshell import ExecutionResult

from courseware.kernel.interactive import (
    make_shell,
    refuse_input,
    refuse_password,
    text_of,
    unmake_shell,
)
from courseware.kernel.interrupts import cancelling, interrupt_if_missed, interruptible, is_late
from courseware.kernel.recorder import Message, Output, Recorder
from courseware.kernel.streams import Streams

Verdict = Literal["ok", "error", "interrupted", "timeout"]


class CellOutcome(msgspec.Struct, kw_only=True):
    """What running one cell left: outputs as nbformat has them, and how it ended.

    `error` is the exception's name, message and traceback lines (ANSI coloured),
    as in an `error` output, or None. `truncated` tells that outputs were cut at
    the limit. `status` is "timeout" when the time was up and the cell was
    interrupted, "interrupted" when a SIGINT came from elsewhere, "error" for any
    other exception. `payload` is what magics like `%load` would put into a front
    end's next cell.
    """

    outputs: list[Output] = []
    execution_count: int | None = None
    status: Verdict = "ok"
    error: dict[str, Any] | None = None
    truncated: bool = False
    payload: list[dict[str, Any]] = []


class Shell:
    """An IPython shell for one notebook. One process has at most one.

    It is made cold by `Shell()`, which is what a warm parent does before forking,
    and opened by `take` in the process whose cells it is to run.
    """

    _ready: ClassVar[Shell | None] = None

    def __init__(self) -> None:
        self._recorder = Recorder(0, 0)
        self._ip = make_shell(self._publish)
        self._streams: Streams | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._muted = False
        self._errors: list[Output] = []
        self._before: tuple[Any, ...] = ()
        Shell._ready = self

    @classmethod
    def take(cls, *, output_bytes: int = 1_000_000, total_bytes: int = 20_000_000) -> Self:
        """Return this process's shell, open: the one readied before the fork, or a new one.

        From now on descriptors 1 and 2 are the shell's. `output_bytes` bounds the
        outputs of one cell, `total_bytes` those of all, and the state of widgets.
        """
        shell = cls._ready if isinstance(cls._ready, cls) else cls()
        shell.open(output_bytes, total_bytes)
        return shell

    def open(self, output_bytes: int, total_bytes: int) -> None:
        """Take over the standard streams and begin a new notebook; see `take`."""
        if self._streams is not None:
            raise RuntimeError("This process's shell is open already")
        self._recorder = Recorder(output_bytes, total_bytes)
        self._streams = Streams(self._stream, self._recorder.room)
        self._loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self._loop)
        if "" not in sys.path:
            sys.path.insert(0, "")  # as in a kernel: the notebook's folder first
        self._ip.init_environment()
        signal.signal(signal.SIGINT, signal.SIG_IGN)

    @property
    def namespace(self) -> dict[str, Any]:
        """Return the namespace that cells run in."""
        namespace: dict[str, Any] = self._ip.user_ns
        return namespace

    @property
    def recorder(self) -> Recorder:
        """Return what keeps outputs and widgets."""
        return self._recorder

    def run_cell(
        self, source: str, *, timeout: float | None = None, store_history: bool = True
    ) -> CellOutcome:
        """Run one cell; after `timeout` seconds it is interrupted, once, by SIGALRM.

        A cell that ignores the interrupt goes on: whoever supervises this process
        has to kill it. Updates of displays of earlier cells change those cells'
        `outputs` in place. No exception of the cell's comes out of here.
        """
        if self._streams is None or self._loop is None:
            raise RuntimeError("Take the shell before you run cells: Shell.take()")
        outcome = CellOutcome(
            outputs=self._recorder.begin(), execution_count=self._ip.execution_count
        )
        self._errors = []
        self._set_parent()
        started = time.monotonic()
        with _no_input():
            result = self._run(self._loop, source, timeout, store_history=store_history)
        late = is_late(started, timeout)
        self._streams.install()
        self._streams.flush()
        self._streams.forget()
        self._tell_output_widgets()
        self._conclude(outcome, result, late=late)
        return outcome

    def _run(
        self,
        loop: asyncio.AbstractEventLoop,
        source: str,
        timeout: float | None,
        *,
        store_history: bool,
    ) -> ExecutionResult | None:
        self._ip.begins = interrupt_if_missed if timeout else None
        try:
            with interruptible(timeout):
                cell = self._cell(source, store_history=store_history)
                return loop.run_until_complete(cell)
        except (KeyboardInterrupt, asyncio.CancelledError):  # outside of the cell's own code
            self._ip.showtraceback()
        return None

    def adopt(self, namespace: dict[str, Any], *, hidden: str = "") -> None:
        """Run cells in another namespace from now on, which may look names up in its own way.

        A traceback ends where it would go into the package `hidden`.
        """
        ip = self._ip
        self._before = (ip.user_ns, ip.user_module, ip._get_exc_info)  # noqa: SLF001
        self._ip.user_ns = namespace
        self._ip.user_module = type("Main", (), {"__dict__": namespace})()
        if hidden:
            self._ip._get_exc_info = _ending_before(hidden, self._ip._get_exc_info)  # noqa: SLF001

    def renew(self, *, output_bytes: int = 1_000_000, total_bytes: int = 20_000_000) -> None:
        """Begin another notebook in this process, as `take` does, with nothing of the last one's.

        For cells that were adopted and leave no more than names and outputs: modules stay as
        they are.
        """
        self._shut()
        ip = self._ip
        ip.user_ns, ip.user_module, ip._get_exc_info = self._before  # noqa: SLF001
        ip.displayhook.flush()
        ip.execution_count = 1
        with warnings.catch_warnings():  # its end makes Python forget what was warned of once
            pass
        self.open(output_bytes, total_bytes)

    def after_fork(self) -> None:
        """Be the shell of a copy of the process that took it; its streams are its own."""
        if self._streams is not None:
            self._streams = Streams(self._stream, self._recorder.room)

    @contextlib.contextmanager
    def aside(self, *, timeout: float | None = None) -> Iterator[CellOutcome]:
        """Let a block of our own be heard and interrupted as a cell is.

        What it shows is added to the outputs of the last cell, or of whatever
        `recorder.begin()` began since. Of the outcome only `status` is set: to
        "timeout" when the block was interrupted because its time was up.
        """
        if self._streams is None:
            raise RuntimeError("Take the shell first: Shell.take()")
        outcome = CellOutcome(outputs=self._recorder.outputs)
        started = time.monotonic()
        try:
            with _no_input(), interruptible(timeout):
                yield outcome
        except KeyboardInterrupt:  # outside of whatever the block itself catches
            if not is_late(started, timeout):
                raise
        finally:
            self._streams.install()
            self._streams.flush()
            if is_late(started, timeout):
                outcome.status = "timeout"

    async def _cell(self, source: str, *, store_history: bool) -> ExecutionResult | None:
        """Do as ipykernel's do_execute: code of the cell finds a running loop."""
        ip = self._ip
        failed = None
        try:
            transformed = ip.transform_cell(source)
        except Exception:  # noqa: BLE001 - shown by run_cell_async, with the cell
            transformed, failed = source, sys.exc_info()
        if not ip.should_run_async(
            source, transformed_cell=transformed, preprocessing_exc_tuple=failed
        ):
            with contextlib.nullcontext() if failed else _transformed(ip, source, transformed):
                result: ExecutionResult | None = ip.run_cell(source, store_history=store_history)
        else:
            task = asyncio.ensure_future(
                ip.run_cell_async(
                    source,
                    store_history=store_history,
                    transformed_cell=transformed,
                    preprocessing_exc_tuple=failed,
                )
            )
            result = None
            try:
                with cancelling(task):
                    result = await task
            finally:
                ip.events.trigger("post_execute")
                ip.events.trigger("post_run_cell", result)
        await asyncio.sleep(0)  # what the cell scheduled gets its turn
        return result

    def _conclude(
        self, outcome: CellOutcome, result: ExecutionResult | None, *, late: bool
    ) -> None:
        outcome.truncated = self._recorder.truncated
        outcome.payload = self._ip.payload_manager.read_payload()
        self._ip.payload_manager.clear_payload()
        error = None if result is None else result.error_before_exec or result.error_in_exec
        shown_late = getattr(self._ip, "_last_traceback_during_displayhook", False)
        if result is None or error is not None or shown_late:
            outcome.error = self._error(error)
            interrupted = outcome.error["ename"] in {"KeyboardInterrupt", "CancelledError"}
            outcome.status = "interrupted" if interrupted else "error"
        if late:
            outcome.status = "timeout"

    def _error(self, error: BaseException | None) -> dict[str, Any]:
        """Return what an execute_reply says of the cell's exception."""
        if self._errors:
            last = self._errors[-1]
            return {name: last[name] for name in ("ename", "evalue", "traceback")}
        name = type(error).__name__ if error is not None else "KeyboardInterrupt"
        return {"ename": name, "evalue": text_of(error), "traceback": []}

    def _publish(self, message: Message) -> None:
        if message["msg_type"] == "error":
            self._errors.append(message["content"])
        if self._streams is not None and not self._muted:
            self._streams.flush()
            self._recorder.message(message)

    def _stream(self, name: str, text: str) -> None:
        parent = self._ip.kernel.parent.get("header", {}).get("msg_id", "")
        self._recorder.stream(name, text, parent)

    def _set_parent(self) -> None:
        request = self._ip.kernel.session.msg("execute_request", {})
        self._ip.kernel.parent = request
        self._ip.set_parent(request)

    def _tell_output_widgets(self) -> None:
        """Give Output widgets their outputs, as a front end does after having caught them."""
        manager = self._ip.kernel.comm_manager
        self._muted = True  # what comes of it belongs to no cell
        for identity, outputs in self._recorder.outputs_of_widgets().items():
            known = manager.comms.get(identity)
            if known is not None:
                data = {"method": "update", "state": {"outputs": outputs}, "buffer_paths": []}
                content = {"comm_id": identity, "data": data}
                with contextlib.suppress(Exception):  # a learner's observer may raise
                    known.handle_msg({"content": content, "buffers": [], "metadata": {}})
        self._muted = False

    def rehearse(self, sources: Iterable[str]) -> None:
        """Run cells whose outputs nobody sees, and forget them: what they import stays."""
        interrupt = signal.getsignal(signal.SIGINT)
        self.open(1 << 20, 1 << 24)
        try:
            for source in sources:
                self.run_cell(source)
        finally:
            self._shut()
            signal.signal(signal.SIGINT, interrupt)
            self._ip.reset(new_session=True)
            for name in ("last_exc", "last_type", "last_value", "last_traceback"):
                vars(sys).pop(name, None)

    def _shut(self) -> None:
        if self._streams is not None:
            self._streams.close()
            self._streams = None
        if self._loop is not None:
            self._loop.close()
            asyncio.set_event_loop(None)
            self._loop = None

    def close(self) -> None:
        """Give back the standard streams; the process goes on without a shell."""
        self._shut()
        unmake_shell(self._ip)
        Shell._ready = None


@contextlib.contextmanager
def _transformed(ip: Any, source: str, transformed: str) -> Iterator[None]:
    """Spare IPython from transforming a cell that was just transformed: it costs a millisecond."""
    transform = ip.transform_cell
    ip.transform_cell = lambda raw: transformed if raw is source else transform(raw)
    try:
        yield
    finally:
        vars(ip).pop("transform_cell", None)


@contextlib.contextmanager
def _no_input() -> Iterator[None]:
    asked, password = builtins.input, getpass.getpass
    builtins.input, getpass.getpass = refuse_input, refuse_password
    try:
        yield
    finally:
        builtins.input, getpass.getpass = asked, password


def _ending_before(package: str, found: Callable[..., Any]) -> Callable[..., Any]:
    """Return IPython's function that finds what to show, without the frames of a package."""

    def shown(given: Any = None) -> tuple[Any, Any, Any]:
        kind, error, first = found(given)
        before, trace = None, first
        while trace is not None:
            module = trace.tb_frame.f_globals.get("__name__", "")
            if before is not None and f"{module}.".startswith(f"{package}."):
                before.tb_next = None
                break
            before, trace = trace, trace.tb_next
        return kind, error, first

    return shown
