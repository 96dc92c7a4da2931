"""Running notebooks' code in children of a process that has already imported what they need.

Three things, each usable without the others:

- `WarmParent` starts a single-threaded process that imports what is declared and then forks
  children on request, each doing a *role* (`"package.module:function"`). It knows nothing of
  containment: how the process is started is passed in.
- `Shell` runs cells in this process with an IPython kernel's semantics and no sockets;
  `execute` runs a whole notebook, given and returned as plain nbformat JSON.
- `courseware.kernel.jupyter` puts a real Jupyter kernel into such a child.

Importing this package imports neither IPython nor any of Jupyter: a supervisor needs neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from courseware.kernel.child import Child, Ended
from courseware.kernel.imports import imports_of
from courseware.kernel.parent import Launch, WarmParent, unavailable
from courseware.lazily import from_modules

if TYPE_CHECKING:
    from courseware.kernel.notebook import execute
    from courseware.kernel.shell import CellOutcome, Shell

__all__ = [
    "CellOutcome",
    "Child",
    "Ended",
    "Launch",
    "Shell",
    "WarmParent",
    "execute",
    "imports_of",
    "unavailable",
]

__getattr__ = from_modules(
    __name__,
    {
        "CellOutcome": "shell",
        "Shell": "shell",
        "execute": "notebook",
    },
)
