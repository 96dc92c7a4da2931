"""nbgrader's `Execute`, a good deal faster: the notebook runs in a child of a warm parent.

In an nbgrader_config.py, with nothing else of ours:

    from nbgrader.converters import Autograde
    from nbgrader.preprocessors import Execute
    from courseware.grading.warm_execute import WarmExecute

    standard = Autograde.autograde_preprocessors.default_args[0]
    c.Autograde.autograde_preprocessors = [
        WarmExecute if each is Execute else each for each in standard
    ]

`c.Execute`'s options keep their meaning. Scores, outputs and errors are those of
`Execute`, and so is the safety: what was handed in runs with the teacher's rights.
`courseware grade` is the way to grade that does not do so.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, ClassVar

from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode, from_dict
from nbgrader.preprocessors import Execute
from traitlets import Any as AnyTrait
from traitlets import List, Unicode

from courseware.kernel import WarmParent, imports_of, unavailable
from courseware.kernel.notebook import Options
from courseware.kernel.running import Run, run_notebook
from courseware.kernel.specs import is_this_python

Resources = dict[str, Any]

_parents: dict[tuple[str, ...], WarmParent] = {}
"""By what they have imported. One process grades one course, with a few notebooks."""


def close_parents() -> None:
    """End every warm parent of this process. They also end when the process does."""
    while _parents:
        _parents.popitem()[1].close()


class WarmExecute(Execute):
    """In the place of `Execute` in `Autograde.autograde_preprocessors`.

    Notebooks of other kernels than this environment's Python, and options that
    only a kernel of its own can serve, go the old way.
    """

    preload = List(
        Unicode(),
        help="Modules to import once, before any notebook is run; empty: those that the"
        " first hand-in of a notebook imports.",
    ).tag(config=True)

    launch = AnyTrait(
        None,
        allow_none=True,
        help="How the warm parent's process is started: a callable as `subprocess.Popen`, with"
        " argv, pass_fds and env. The place to contain what is handed in.",
    ).tag(config=True)

    _found: ClassVar[dict[tuple[str, str], list[str]]] = {}

    def preprocess(
        self, nb: NotebookNode, resources: Resources, km: Any = None
    ) -> tuple[NotebookNode, Resources]:
        """Run the notebook."""
        obstacle = self._obstacle(nb) if km is None else "a kernel is given"
        if obstacle:
            self.log.info("Executing with a kernel of its own: %s", obstacle)
            done: tuple[NotebookNode, Resources] = super().preprocess(nb, resources, km)
            return done
        folder = resources.get("metadata", {}).get("path") or os.curdir
        parent = self._parent(self._modules(nb, resources, Path(folder)))
        run = run_notebook(
            parent, nb, self._options(), folder=folder, grace=float(self.iopub_timeout)
        )
        self._take_over(nb, run)
        return nb, resources

    def _obstacle(self, nb: NotebookNode) -> str | None:
        """Return why this notebook needs a kernel of its own, if it does."""
        name = self.kernel_name or nb.metadata.get("kernelspec", {}).get("name", "")
        if not is_this_python(name):
            return f"kernel {name!r} is not this environment's Python"
        for option in ("extra_arguments", "timeout_func"):
            if getattr(self, option):
                return f"{option} is set"
        return unavailable()

    def _modules(self, nb: NotebookNode, resources: Resources, folder: Path) -> list[str]:
        """Return what to preload, without what the hand-in brings a version of its own of."""
        where = resources.get("nbgrader", {})
        key = (str(where.get("assignment", "")), str(where.get("notebook", "")))
        if not self.preload and key not in self._found:
            self._found[key] = imports_of(c.source for c in nb.cells if c.cell_type == "code")
        wanted = self.preload or self._found[key]
        own = {path.stem for path in folder.iterdir()} if folder.is_dir() else set()
        return [name for name in wanted if name.partition(".")[0] not in own]

    def _parent(self, modules: list[str]) -> WarmParent:
        key = tuple(sorted(modules))
        known = _parents.get(key)
        if known is not None and known.alive():
            return known
        _parents[key] = self.start_parent(modules)
        return _parents[key]

    def start_parent(self, modules: list[str]) -> WarmParent:
        """Start a warm parent that has imported `modules`."""
        parent = WarmParent.start(preload=modules, launch=self.launch)
        for name, reason in parent.failed.items():
            self.log.info("Not preloaded: %s (%s)", name, reason)
        return parent

    def _options(self) -> Options:
        return Options(
            timeout=self.timeout if self.timeout and self.timeout > 0 else None,
            allow_errors=self.allow_errors,
            allow_error_names=tuple(self.allow_error_names),
            force_raise_errors=self.force_raise_errors,
            skip_cells_with_tag=self.skip_cells_with_tag,
            interrupt_on_timeout=self.interrupt_on_timeout,
            error_on_timeout=self.error_on_timeout if self.interrupt_on_timeout else None,
            record_timing=self.record_timing,
            store_widget_state=self.store_widget_state,
            coalesce_streams=self.coalesce_streams,
        )

    def _take_over(self, nb: NotebookNode, run: Run) -> None:
        """Put into the notebook what running it adds, and nothing else that the child says.

        Raises:
            DeadKernelError: the process died.
            CellTimeoutError: a cell did not end, or may not take so long.
            CellExecutionError: a cell raised what is not allowed.
        """
        if run.notebook is None:
            if run.killed_at is None:
                raise DeadKernelError("Kernel died")
            raise CellTimeoutError.error_from_timeout_and_cell(
                "Timeout waiting for IOPub output", self.iopub_timeout, nb.cells[run.killed_at]
            )
        done = from_dict(run.notebook)
        for cell, ran in zip(nb.cells, done.cells, strict=True):
            if cell.cell_type == "code":
                cell.outputs = ran.get("outputs", [])
                cell.execution_count = ran.get("execution_count")
                if "execution" in ran.metadata and self.record_timing:
                    cell.metadata["execution"] = ran.metadata["execution"]
        for name in ("language_info", "widgets"):
            if name in done.metadata:
                nb.metadata[name] = done.metadata[name]
        if run.stopped is not None:
            self._raise(nb, run)

    def _raise(self, nb: NotebookNode, run: Run) -> None:
        stopped = run.stopped
        if stopped is None:
            return
        cell = nb.cells[stopped.index]
        if stopped.status == "timeout" and not self.interrupt_on_timeout:
            raise CellTimeoutError.error_from_timeout_and_cell(
                "Cell execution timed out", int(self.timeout or 0), cell
            )
        error = {name: getattr(stopped, name) for name in ("ename", "evalue", "traceback")}
        raise CellExecutionError.from_cell_and_msg(cell, error)
