"""Preparations that a warm parent makes for the children to come."""

from __future__ import annotations

import importlib
import sys

FIRST = ("pexpect", "pygments.formatters.terminal256", "stack_data", "unittest.mock")
"""What the first `!command` or traceback of any notebook would import."""

CELLS = (
    "1 + 1",
    "1 / 0",
    "def",
    "await __import__('asyncio').sleep(0)",
    "print(1); display(1)",
    "%time None",
)
CELLS_WITH = {
    "matplotlib.pyplot": (
        "import matplotlib.pyplot as plt",
        "plt.plot([1, 2], label='x'); plt.title('x'); plt.xlabel('$x$'); plt.legend()",
        "plt.close('all')",
    ),
    "numpy": ("import numpy as np; np.linspace(0, 1, 5).reshape(1, 5)",),
    "pandas": ("import pandas as pd; pd.DataFrame({'a': [1.5], 'b': ['x']}).describe()",),
}
"""By a module that was preloaded: cells that make it import and compute what it puts off."""


def interactive() -> None:
    """Ready a `Shell` that has run and forgotten some cells of every kind."""
    from courseware.kernel.shell import Shell  # noqa: PLC0415 - heavy, and only for this

    for name in FIRST:
        importlib.import_module(name)
    more = [cell for name, cells in CELLS_WITH.items() if name in sys.modules for cell in cells]
    Shell().rehearse([*CELLS, *more])
