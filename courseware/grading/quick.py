"""Importing nbgrader without what takes seconds and grading never uses.

`import nbgrader` imports its four server extensions, and so a web server; its JSON
schemas import a grammar of international addresses that is compiled at each start.
Together that is more than grading a hundred hand-ins costs.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

_EXTENSIONS = ("assignment_list", "course_list", "formgrader", "validate_assignment")
_PACKAGE = "nbgrader.server_extensions"
_LOADS = "load_jupyter_server_extension"
_UNUSED = ("rfc3987_syntax",)
"""Optional packages of jsonschema's, for formats that no notebook's schema has."""


def import_nbgrader() -> None:
    """Import nbgrader, and what it needs to grade; its server extensions when they are used.

    For processes of our own that start to grade: in a server, or where nbgrader was
    imported already, there is nothing to be saved.
    """
    if "nbgrader" in sys.modules or "jupyter_server" in sys.modules:
        return
    unused = {name: None for name in _UNUSED if name not in sys.modules}
    stand_ins = {f"{_PACKAGE}.{name}": _stand_in(f"{_PACKAGE}.{name}") for name in _EXTENSIONS}
    stand_ins[_PACKAGE] = ModuleType(_PACKAGE)
    modules: dict[str, Any] = vars(sys)["modules"]  # None in it stops an import
    modules.update({**unused, **stand_ins})
    try:
        importlib.import_module("jsonschema")
        nbgrader = importlib.import_module("nbgrader")
    finally:
        for name in (*unused, *stand_ins):
            modules.pop(name, None)
    vars(nbgrader).pop("server_extensions", None)


def _stand_in(name: str) -> ModuleType:
    """Return a module whose function imports the real one when it is called."""
    made: Any = ModuleType(name)

    def load(*arguments: object) -> object:
        real: Callable[..., object] = getattr(importlib.import_module(name), _LOADS)
        return real(*arguments)

    setattr(made, _LOADS, load)
    found: ModuleType = made
    return found
