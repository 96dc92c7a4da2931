"""The answer in the notebook's own outputs, so that the saved .ipynb has it with no extension.

The carrier is an output of its own in the cell that made the exercise, updated by its handle
after each commit. It is not the output with the widget's view: an update makes JupyterLab build
that view anew, which takes the focus away, and Lab then reads what is typed as shortcuts. It
works as well for an exercise that stands in a VBox. Where a living exercise is on the page the
carrier is hidden by a style sheet; in nbviewer, on paper or in nbgrader's feedback it is what
there is to see.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import NamedTuple, Protocol

from IPython.core.getipython import get_ipython
from IPython.display import DisplayHandle, display

log = logging.getLogger(__name__)
log.addHandler(logging.NullHandler())

CLASS = "courseware-carrier"
HIDING = f".jp-OutputArea-child:has(.{CLASS}){{display:none}}"

Bundle = dict[str, object]


class Run(NamedTuple):
    """One run of a cell: the cell's id, "" where the front end does not tell, and the request's."""

    cell: str = ""
    request: str = ""


def running() -> Run:
    """Return the run of a cell that is under way."""
    parent = getattr(get_ipython(), "parent_header", None) or {}
    cell = parent.get("metadata", {}).get("cellId", "")
    return Run(str(cell), str(parent.get("header", {}).get("msg_id", "")))


class Carrier:
    """One output; nothing happens before it is put into a cell.

    Its metadata names the exercise: a page that was reloaded meanwhile has lost the handle, and
    there the browser half writes the newest answer into the notebook by this name.
    """

    def __init__(self, exercise: str) -> None:
        self._metadata = {"courseware": {"exercise": exercise}}
        self._handle: DisplayHandle | None = None

    def put(self, bundle: Bundle) -> None:
        """Make it an output of the cell that runs."""
        self._handle = display(bundle, raw=True, display_id=True, metadata=self._metadata)

    def update(self, bundle: Bundle) -> None:
        """Change it wherever it stands."""
        if self._handle is not None:
            self._handle.update(bundle, raw=True, metadata=self._metadata)


class _Events(Protocol):
    def register(self, event: str, function: Callable[..., None]) -> None: ...
    def unregister(self, event: str, function: Callable[..., None]) -> None: ...


class Outputs:
    """The carriers that wait for the end of their cell."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Carrier, Callable[[], Bundle]]] = []

    def leave(self, carrier: Carrier, bundle: Callable[[], Bundle]) -> None:
        """Put a carrier below what the running cell shows. Does nothing outside a kernel."""
        shell = get_ipython()
        if shell is None or not hasattr(shell, "kernel"):
            return
        if not self._waiting:
            self._register(shell.events)
        self._waiting.append((carrier, bundle))

    def _register(self, events: _Events) -> None:
        def at_the_end(*_: object) -> None:
            events.unregister("post_run_cell", at_the_end)
            waiting, self._waiting = self._waiting, []
            for carrier, bundle in waiting:
                try:
                    carrier.put(bundle())
                except Exception:  # an answer is in the journal as well; the cell goes on
                    log.exception("an answer could not be carried by the notebook")

        events.register("post_run_cell", at_the_end)


outputs = Outputs()
