"""A front end without a browser: it runs cells in a real kernel, keeps the widgets' state as a
page would, and answers exercises by the messages that the browser half sends.
"""

from __future__ import annotations

import itertools
import json
import os
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from queue import Empty
from typing import Any

from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import KernelManager

from courseware.kernel.jupyter.spec import WarmKernelSpecs
from courseware.publish.serve.kernels import ALWAYS
from courseware.response import MEDIA_TYPE

VIEW = "application/vnd.jupyter.widget-view+json"
SECONDS = 60.0
State = dict[str, Any]


class FrontEnd:
    """One kernel and the notebook in front of it."""

    def __init__(self, manager: KernelManager, client: BlockingKernelClient) -> None:
        self.manager = manager
        self.client = client
        self.models: dict[str, State] = {}
        self.opened: dict[str, int] = {}
        """Bytes of each widget's comm_open message."""
        self.cells: dict[int, list[State]] = {}
        """By cell, its outputs as the notebook would save them."""
        self.displays: dict[str, State] = {}
        self.history: list[tuple[str, State]] = []
        """Every (model, changed state), in order."""
        self._cell = -1
        self._tokens = itertools.count(1)

    def run(self, code: str, cell: int | None = None) -> list[State]:
        """Run a cell to its end and return its outputs; AssertionError where it raises."""
        self._cell = len(self.cells) if cell is None else cell
        self.cells[self._cell] = []
        message = self.client.session.msg("execute_request", _execution(code))
        message["metadata"] = {"cellId": f"cell-{self._cell}"}
        self.client.shell_channel.send(message)
        request = str(message["header"]["msg_id"])
        self.until(lambda message: _is_idle(message, request))
        reply = self._reply(request)
        errors = [out for out in self.cells[self._cell] if out["output_type"] == "error"]
        assert reply["status"] == "ok", "\n".join(
            errors[0]["traceback"] if errors else [str(reply)]
        )
        return self.cells[self._cell]

    def value(self, expression: str) -> Any:
        """Return what an expression is in the kernel, by its JSON."""
        outputs = self.run(f"import json; print(json.dumps({expression}))")
        return json.loads(next(out["text"] for out in outputs if out["output_type"] == "stream"))

    def show(self, name: str, cell: int | None = None) -> str:
        """Run `exercise(name)` in a cell and return the model that it shows."""
        return self.model_of(self.run(f"from courseware import exercise\nexercise({name!r})", cell))

    def model_of(self, outputs: list[State]) -> str:
        """Return the model of the first widget that a cell shows."""
        return next(str(out["data"][VIEW]["model_id"]) for out in outputs if VIEW in _data(out))

    def commit(
        self, model: str, value: object, *, subshell: str | None = None, **fields: object
    ) -> str:
        """Send an answer as a page does and return its token; nothing is waited for."""
        token = f"token-{next(self._tokens)}"
        answer = {
            "value": value,
            "confidence": None,
            "attempt": 1,
            "variant": self.models[model]["variant"]["number"],
            "at": datetime.now(UTC).isoformat(),
            "front_end": "test",
            "token": token,
        }
        self.send(model, {"type": "commit", "response": answer | fields}, subshell)
        return str(fields.get("token", token))

    def answer(self, model: str, value: object, **fields: object) -> State:
        """Send an answer and wait until its status is told; return the status."""
        return self.settled(model, self.commit(model, value, subshell=None, **fields))

    def settled(self, model: str, token: str) -> State:
        """Wait until the commit of this token is saved, or is said not to be."""
        return self.wait_status(model, token, {"saved", "unsaved"})

    def wait_status(self, model: str, token: str, states: set[str]) -> State:
        """Wait for a status of a commit."""

        def told(_: object = None) -> bool:
            status = self.models[model]["status"]
            return status["token"] == token and status["state"] in states

        if not told():
            self.until(told)
        status: State = self.models[model]["status"]
        return status

    def send(self, model: str, content: object, subshell: str | None = None) -> None:
        """Send a message to a widget."""
        data = {"method": "custom", "content": content}
        message = self.client.session.msg("comm_msg", {"comm_id": model, "data": data})
        message["header"]["subshell_id"] = subshell
        self.client.shell_channel.send(message)

    def sync(self) -> None:
        """Wait until the kernel has handled everything that was sent."""
        request = self.client.kernel_info()
        self.until(lambda message: _is_idle(message, request))
        self._reply(request)

    def carried(self) -> list[State]:
        """Return the responses that a notebook saved now would carry."""
        outputs = itertools.chain.from_iterable(self.cells.values())
        return [_data(out)[MEDIA_TYPE]["response"] for out in outputs if MEDIA_TYPE in _data(out)]

    def save(self, path: Path) -> None:
        """Write the notebook as a front end does."""
        cells = [
            {"cell_type": "code", "id": f"c{number}", "metadata": {}, "source": "", "outputs": outs}
            for number, outs in self.cells.items()
        ]
        content = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        path.write_text(json.dumps(content), "utf-8")

    def clear(self) -> None:
        """Clear the outputs of all cells."""
        self.cells = {number: [] for number in self.cells}
        self.displays = {}

    def kill(self) -> None:
        """SIGKILL the kernel."""
        os.kill(self.pid, signal.SIGKILL)

    @property
    def pid(self) -> int:
        """The kernel's process."""
        provisioner: Any = self.manager.provisioner
        return int(provisioner.pid)

    def drain(self, quiet: float = 0.3) -> None:
        """Take in what the kernel still had to say; a killed one says nothing more."""
        while True:
            try:
                self._take(self.client.get_iopub_msg(timeout=quiet))
            except Empty:
                return

    def _reply(self, request: str) -> State:
        while True:
            message = self.client.get_shell_msg(timeout=SECONDS)
            if message["parent_header"].get("msg_id") == request:
                content: State = message["content"]
                return content

    def until(self, done: Callable[[State], bool]) -> None:
        deadline = time.monotonic() + SECONDS
        while True:
            message = self.client.get_iopub_msg(timeout=max(0.1, deadline - time.monotonic()))
            self._take(message)
            if done(message):
                return

    def _take(self, message: State) -> None:
        content = message["content"]
        match message["msg_type"]:
            case "comm_open":
                self.models[content["comm_id"]] = dict(content["data"]["state"])
                self.opened[content["comm_id"]] = _size(content)
            case "comm_close":
                self.models.pop(content["comm_id"], None)
            case "comm_msg" if content["data"].get("method") == "update":
                state = content["data"]["state"]
                self.models.setdefault(content["comm_id"], {}).update(state)
                self.history.append((content["comm_id"], state))
            case "update_display_data":
                self.displays[content["transient"]["display_id"]]["data"] = content["data"]
            case "display_data" | "execute_result" | "stream" | "error" as kind:
                self._output({**content, "output_type": kind})

    def _output(self, output: State) -> None:
        transient = output.pop("transient", None) or {}
        self.cells.setdefault(self._cell, []).append(output)
        if transient.get("display_id"):
            self.displays[transient["display_id"]] = output


def _size(content: State) -> int:
    """Return the bytes of a message's content on the wire, as jupyter_client packs it."""
    return len(json.dumps(content, ensure_ascii=False).encode())


def _execution(code: str) -> State:
    return {
        "code": code,
        "silent": False,
        "store_history": True,
        "user_expressions": {},
        "allow_stdin": False,
        "stop_on_error": True,
    }


def _data(output: State) -> State:
    data: State = output.get("data", {})
    return data


def _is_idle(message: State, request: str) -> bool:
    if message["parent_header"].get("msg_id") != request or message["msg_type"] != "status":
        return False
    return bool(message["content"]["execution_state"] == "idle")


@contextmanager
def kernel(folder: Path, environment: Mapping[str, str] | None = None) -> Iterator[FrontEnd]:
    """Start a kernel in a folder as `courseware serve` does, and stop it at the end.

    The kernels of the rings `ui` and `hub` are those of Jupyter's own servers.
    """
    specs = WarmKernelSpecs(preload=[*ALWAYS, "matplotlib.figure"])
    manager = KernelManager(kernel_name="python3", kernel_spec_manager=specs)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COURSEWARE")}
    manager.start_kernel(
        cwd=str(folder),
        env=kept | {"COURSEWARE_LEARNER": "zilola"} | dict(environment or {}),
    )
    client: BlockingKernelClient = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=SECONDS)
        yield FrontEnd(manager, client)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
        manager.cleanup_resources()
