"""Exercise widgets for Jupyter.

``exercise("name")`` in a notebook cell shows the exercise of that name; ``practice(...)`` builds
one on the spot. Everything else lives one level down.

Nothing heavy is imported until one of the two is used: grading tools, static lessons and the
marker itself import this package without a widget in sight.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from courseware.widgets import exercise, practice

__version__ = "0.1.0.dev0"
__all__ = ["__version__", "exercise", "practice"]

_LAZY = {"exercise": "courseware.widgets", "practice": "courseware.widgets"}


def __getattr__(name: str) -> Callable[..., object]:
    """Import the module behind a public name when the name is first used (PEP 562)."""
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: Callable[..., object] = getattr(import_module(_LAZY[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
