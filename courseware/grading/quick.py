"""Importing nbgrader without what takes seconds and grading never uses.

`import nbgrader` imports its four server extensions, and so a web server; its own modules
import setuptools to unpack archives and a client of the web to ask JupyterHub; its JSON
schemas import grammars of addresses and durations. Together that is more than grading a
hundred hand-ins costs.
"""

from __future__ import annotations

import gc
import importlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

_EXTENSIONS = ("assignment_list", "course_list", "formgrader", "validate_assignment")
_PACKAGE = "nbgrader.server_extensions"
_PUT_OFF: dict[str, tuple[str, ...]] = {
    _PACKAGE: (),
    **{f"{_PACKAGE}.{name}": ("load_jupyter_server_extension",) for name in _EXTENSIONS},
    "setuptools": (),
    "setuptools.archive_util": ("unpack_archive", "unpack_tarfile", "unpack_zipfile"),
    "requests": ("request",),
}
"""Functions by the modules that nbgrader takes them from; none of them is needed to grade."""
_UNUSED = ("isoduration", "rfc3339_validator", "rfc3986_validator", "rfc3987_syntax")
"""Optional packages of jsonschema's, for formats that no notebook's schema has."""


def import_nbgrader(*more: str) -> None:
    """Import nbgrader's gradebook, what it needs, and `more`; the rest when it is used.

    For processes of our own that start to grade: in a server, or where nbgrader was
    imported already, there is nothing to be saved.
    """
    if "nbgrader" in sys.modules or "jupyter_server" in sys.modules:
        return
    with _for_good():
        with _left_out(_UNUSED), _stood_in(_PUT_OFF):
            importlib.import_module("jsonschema")
            nbgrader = importlib.import_module("nbgrader")
            importlib.import_module("nbgrader.api")
        vars(nbgrader).pop("server_extensions", None)
        for name in more:
            importlib.import_module(name)


@contextmanager
def _for_good() -> Iterator[None]:
    """Look for no garbage among what is imported, neither now nor later: all of it stays."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if enabled:
            gc.enable()


@contextmanager
def _left_out(names: tuple[str, ...]) -> Iterator[None]:
    """Let modules be as if they were not installed."""
    with _in_place({name: None for name in names if name not in sys.modules}):
        yield


@contextmanager
def _stood_in(functions: dict[str, tuple[str, ...]]) -> Iterator[None]:
    """Let modules be whose functions import the real ones when they are called."""
    missing = {name: each for name, each in functions.items() if name not in sys.modules}
    with _in_place({name: _stand_in(name, each) for name, each in missing.items()}):
        yield


@contextmanager
def _in_place(stand_ins: dict[str, ModuleType | None]) -> Iterator[None]:
    modules: dict[str, Any] = vars(sys)["modules"]  # None in it stops an import
    modules.update(stand_ins)
    try:
        yield
    finally:
        for name in stand_ins:
            modules.pop(name, None)


def _stand_in(name: str, functions: tuple[str, ...]) -> ModuleType:
    made = ModuleType(name)
    made.__path__ = []  # a package, as far as an import can tell
    for function in functions:
        setattr(made, function, _later(name, function))
    return made


def _later(module: str, function: str) -> Callable[..., object]:
    def call(*arguments: object, **named: object) -> object:
        real: Callable[..., object] = getattr(importlib.import_module(module), function)
        return real(*arguments, **named)

    return call
