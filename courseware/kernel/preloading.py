"""What a warm parent does before its first fork: set the stage, import, prepare."""

from __future__ import annotations

import importlib
import inspect
import os
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ONE_THREAD = (
    "BLIS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)
INLINE = "module://matplotlib_inline.backend_inline"
ALWAYS = ("IPython.core.ultratb", "pygments.formatters.terminal256", "pygments.lexers.python")
"""What the first cell, figure or traceback of any notebook imports."""


def quiet_threads() -> None:
    """Ask numeric libraries for one thread, and matplotlib for figures in the notebook.

    Both are read when those libraries are imported: later is too late.
    """
    for name in ONE_THREAD:
        os.environ[name] = "1"
    os.environ["MPLBACKEND"] = INLINE


def preload(modules: Sequence[str], prepare: Sequence[str]) -> dict[str, Any]:
    """Import `modules`, call what `prepare` names, and tell what came of it.

    What a generator function does before its only `yield` comes before the imports: some modules
    look while they are imported whether there is a shell (ipywidgets, plotly, tqdm).

    Returns:
        failed: why, by module; threaded: modules that left a thread behind;
        failure: only when a preparation failed: the parent is of no use.
    """
    told: dict[str, Any] = {"failed": {}, "threaded": []}
    halves: dict[str, Callable[[], object]] = {}
    at = ""
    try:
        for at in prepare:
            halves[at] = _begun(named(at))
        told = _imported(modules)
        for at in prepare:
            halves[at]()
    except Exception as error:  # noqa: BLE001 - it is told to the supervisor, with its kind
        told["failure"] = f"{at} failed in the warm parent: {type(error).__name__}: {error}"
    return told


def _begun(preparation: Callable[[], Any]) -> Callable[[], object]:
    """Do what comes before the imports, and return what to call after them."""
    if not inspect.isgeneratorfunction(preparation):
        return preparation
    halves = preparation()
    next(halves)
    return lambda: next(halves, None)


def _imported(modules: Sequence[str]) -> dict[str, Any]:
    failed: dict[str, str] = {}
    threaded: list[str] = []
    for name in modules:
        before = _threads()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # they belong to the learner who imports it
                importlib.import_module(name)
        except BaseException as error:  # noqa: BLE001 - what a module raises is its own affair
            failed[name] = f"{type(error).__name__}: {error}"
        if _threads() > before:
            threaded.append(name)
    return {"failed": failed, "threaded": threaded}


def named(reference: str) -> Callable[..., Any]:
    """Return the function that `"package.module:function"` names.

    Raises:
        ImportError: there is no such module.
        AttributeError: the module has no such function.
    """
    module, _, name = reference.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return found


def _threads() -> int:
    return sum(1 for _ in Path("/proc/self/task").iterdir())
