"""Turning what a kernel publishes into a cell's outputs, as nbclient's client does.

The messages are those of the Jupyter protocol (jupyter-client.readthedocs.io, "Messaging in
Jupyter"); the rules for `update_display_data`, `clear_output` and Output widgets are those of
nbclient.client.NotebookClient.process_message.
"""

from __future__ import annotations

import base64
import json
from typing import Any

Output = dict[str, Any]
Message = dict[str, Any]

CUT = "\n[the rest of this output was cut]\n"
WIDGET_STATE = "application/vnd.jupyter.widget-state+json"
OUTPUT_WIDGET = ("@jupyter-widgets/output", "OutputModel")
LONGEST_LINE_OF_TRACEBACK = 20_000


class Recorder:
    """Keeps the outputs of the cell that runs, of those before, and the widgets' state.

    `limit` is in bytes of JSON for one cell, `total` for all of them and for the
    widgets; what goes beyond is dropped and `truncated` says so. An error is
    recorded in any case.
    """

    def __init__(self, limit: int, total: int) -> None:
        self.limit, self.total = limit, total
        self.outputs: list[Output] = []
        self.truncated = False
        self.widget_state: dict[str, dict[str, Any]] = {}
        self._buffers: dict[str, dict[tuple[str, ...], dict[str, Any]]] = {}
        self._models: dict[str, _OutputModel] = {}
        self._listening: dict[str, list[_OutputModel]] = {}
        self._displays: dict[str, list[Output]] = {}
        self._clear_next = False
        self._sizes: dict[int, int] = {}
        self._used = self._used_before = 0

    def begin(self) -> list[Output]:
        """Start a new cell and return its list of outputs."""
        self._used_before += self._used
        self.outputs, self._used, self.truncated, self._clear_next = [], 0, False, False
        return self.outputs

    def room(self) -> int:
        """Return how many bytes the running cell may still put out."""
        return max(0, min(self.limit, self.total - self._used_before) - self._used)

    def stream(self, name: str, text: str, parent: str = "") -> None:
        """Record text of stdout or stderr, joined to what the same stream wrote just before."""
        text = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        room = self.room()
        if len(text) > room:
            text = text[:room] + ("" if self.truncated else CUT)
            self.truncated = True
        if not text:
            return
        models = self._listening.get(parent)
        if models:
            models[-1].output({"output_type": "stream", "name": name, "text": text})
            return
        self._clear_if_due()
        last = self.outputs[-1] if self.outputs else {}
        if last.get("output_type") == "stream" and last["name"] == name:
            last["text"] += text
            self._count(last, len(text))
        else:
            self._add({"output_type": "stream", "name": name, "text": text}, len(text))

    def message(self, message: Message) -> None:
        """Record one message that a kernel would have published."""
        kind, content = message["msg_type"], message["content"]
        parent = message["parent_header"].get("msg_id", "")
        match kind:
            case "execute_result" | "display_data" | "update_display_data" | "error":
                self._show(kind, content, parent)
            case "clear_output":
                self._clear(parent, wait=bool(content.get("wait")))
            case "comm_open" | "comm_msg":
                self._comm(kind, content, message.get("buffers") or [])
            case _:
                pass  # status, inputs, debugging: nothing that a notebook keeps

    def _show(self, kind: str, content: dict[str, Any], parent: str) -> None:
        display = (content.get("transient") or {}).get("display_id")
        output = _output(kind, content)
        size = len(json.dumps(output))
        if size > self.room() and kind != "error":
            self.truncated, size = True, 0
            output = _shortened(output)
        if display and kind != "error":
            self._update(display, output)
        if kind == "update_display_data" or not output:
            return
        models = self._listening.get(parent)
        if models:
            models[-1].output(output)
            return
        self._clear_if_due()
        if display:
            self._displays.setdefault(display, []).append(output)
        self._add(output, size)

    def _update(self, display: str, output: Output) -> None:
        for shown in self._displays.get(display, ()):
            self._count(shown, -self._sizes.get(id(shown), 0))
            shown["data"], shown["metadata"] = output.get("data", {}), output.get("metadata", {})
            self._count(shown, len(json.dumps(shown)))

    def _add(self, output: Output, size: int) -> None:
        self.outputs.append(output)
        self._count(output, size)

    def _count(self, output: Output, size: int) -> None:
        self._sizes[id(output)] = self._sizes.get(id(output), 0) + size
        self._used += size

    def _clear(self, parent: str, *, wait: bool) -> None:
        models = self._listening.get(parent)
        if models:
            models[-1].clear(wait=wait)
        elif wait:
            self._clear_next = True
        else:
            self._empty()

    def _clear_if_due(self) -> None:
        if self._clear_next:
            self._clear_next = False
            self._empty()

    def _empty(self) -> None:
        gone = {id(output) for output in self.outputs}
        for output in self.outputs:
            self._count(output, -self._sizes.get(id(output), 0))
        self.outputs.clear()
        for display, shown in self._displays.items():
            self._displays[display] = [each for each in shown if id(each) not in gone]

    def _comm(self, kind: str, content: dict[str, Any], buffers: list[bytes]) -> None:
        identity, data = content["comm_id"], content["data"]
        state = data.get("state")
        if isinstance(state, dict):
            size = len(json.dumps(state)) + sum(len(each) for each in buffers)
            self._used_before += size
            if self._used_before > self.total:
                self.truncated = True
                return
            self.widget_state.setdefault(identity, {}).update(state)
            self._keep_buffers(identity, data.get("buffer_paths") or [], buffers)
        if kind == "comm_open" and isinstance(state, dict):
            named = (state.get("_model_module"), state.get("_model_name"))
            if named == OUTPUT_WIDGET:
                self._models[identity] = _OutputModel(self.widget_state[identity])
        elif kind == "comm_msg" and identity in self._models and "msg_id" in (state or {}):
            self._listen(self._models[identity], data["state"]["msg_id"])

    def _keep_buffers(self, identity: str, paths: list[list[str]], buffers: list[bytes]) -> None:
        kept = self._buffers.setdefault(identity, {}) if paths else {}
        for path, buffer in zip(paths, buffers, strict=False):
            data = base64.b64encode(buffer).decode("ascii")
            kept[tuple(map(str, path))] = {"data": data, "encoding": "base64", "path": path}

    def _listen(self, model: _OutputModel, parent: str) -> None:
        if parent:
            self._listening.setdefault(parent, []).append(model)
            model.parent = parent
        elif model in self._listening.get(model.parent, ()):
            self._listening[model.parent].remove(model)

    def outputs_of_widgets(self) -> dict[str, list[Output]]:
        """Return what Output widgets caught, by comm: their Python side wants to know."""
        return {
            identity: model.state["outputs"]
            for identity, model in self._models.items()
            if model.fresh()
        }

    def widgets_metadata(self) -> dict[str, Any] | None:
        """Return the notebook's `metadata.widgets`, or None when no widget was made."""
        models = {
            identity: self._model(identity, state)
            for identity, state in self.widget_state.items()
            if "_model_name" in state
        }
        if not self.widget_state:
            return None
        return {WIDGET_STATE: {"state": models, "version_major": 2, "version_minor": 0}}

    def _model(self, identity: str, state: dict[str, Any]) -> dict[str, Any]:
        model = {
            "model_name": state.get("_model_name"),
            "model_module": state.get("_model_module"),
            "model_module_version": state.get("_model_module_version"),
            "state": state,
        }
        buffers = self._buffers.get(identity)
        return {**model, "buffers": list(buffers.values())} if buffers else model


class _OutputModel:
    """The front end's half of an ipywidgets Output: it collects what is shown inside of it."""

    def __init__(self, state: dict[str, Any]) -> None:
        self.state = state
        self.parent = ""
        self._clear_next = False
        self._fresh = False

    def output(self, output: Output) -> None:
        outputs = [] if self._clear_next else list(self.state.get("outputs", ()))
        self._clear_next = False
        last = outputs[-1] if outputs else {}
        both = {last.get("output_type"), output["output_type"]} == {"stream"}
        if both and last["name"] == output["name"]:
            outputs[-1] = {**last, "text": last["text"] + output["text"]}
        else:
            outputs.append(output)
        self.state["outputs"], self._fresh = outputs, True

    def clear(self, *, wait: bool) -> None:
        if wait:
            self._clear_next = True
        else:
            self.state["outputs"], self._fresh = [], True

    def fresh(self) -> bool:
        fresh, self._fresh = self._fresh, False
        return fresh


def _output(kind: str, content: dict[str, Any]) -> Output:
    """Return the output that nbformat.v4.output_from_msg makes of a message's content."""
    if kind == "error":
        return {
            "output_type": "error",
            "ename": content["ename"],
            "evalue": content["evalue"][:LONGEST_LINE_OF_TRACEBACK],
            "traceback": [line[:LONGEST_LINE_OF_TRACEBACK] for line in content["traceback"]][-100:],
        }
    shown = {"metadata": content["metadata"], "data": content["data"]}
    if kind == "execute_result":
        count = content["execution_count"]
        return {"output_type": "execute_result", "execution_count": count, **shown}
    return {"output_type": "display_data", **shown}


def _shortened(output: Output) -> Output:
    """Return what may stay of an output that is too large: a short plain text of a result."""
    plain = output["data"].get("text/plain", "")
    if output["output_type"] == "execute_result" and len(plain) <= LONGEST_LINE_OF_TRACEBACK:
        return {**output, "data": {"text/plain": plain}, "metadata": {}}
    return {}
