"""Exercise widgets for Jupyter.

``exercise("name")`` in a notebook cell shows the exercise of that name; ``practice(...)`` builds
one on the spot. Everything else lives one level down.

Nothing heavy is imported until one of the two is used: grading tools, static lessons and the
marker itself import this package without a widget in sight.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from courseware.lazily import from_modules

if TYPE_CHECKING:
    from courseware.widgets import exercise, practice

__version__ = "0.1.0.dev0"
__all__ = ["__version__", "exercise", "practice"]

__getattr__ = from_modules(
    __name__,
    {"exercise": "widgets", "practice": "widgets"},
)


def __dir__() -> list[str]:
    return sorted(__all__)
