"""Preparations that a warm parent makes for the children to come."""

from __future__ import annotations

import functools
import importlib
import sys
from collections.abc import Iterator
from typing import Any

from courseware.kernel.preloading import INLINE

FIRST = ("pexpect", "pygments.formatters.terminal256", "stack_data", "unittest.mock")
"""What the first `!command` or traceback of any notebook would import."""

CELLS = (
    "1 + 1",
    "1 / 0",
    "def",
    "print(1); display(1)",
    "%time None",
)
CELLS_WITH = {
    "matplotlib.pyplot": (
        "import matplotlib.pyplot as plt",
        "plt.plot([1, 2], label='x'); plt.title('x'); plt.xlabel('$x$'); plt.legend()",
        "fig, axes = plt.subplots(1, 2); axes[0].hist([1, 2, 2]); axes[1].scatter([1], [2])",
        "plt.bar(['a', 'b'], [1, 2]); plt.grid(True); plt.show()",
        "plt.close('all')",
    ),
    "numpy": (
        "import numpy as np; np.linspace(0, 1, 5).reshape(1, 5)",
        "np.random.default_rng(1).normal(size=3), np.linalg.inv(np.eye(2)), np.allclose([1], [2])",
    ),
    "pandas": (
        "import io, pandas as pd; d = pd.DataFrame({'a': [1.5, 2], 'b': ['x', 'y'], 'c': [0, 1]})",
        "d.describe()",
        "d.groupby('b')['a'].mean(), d.groupby('c').agg({'a': 'sum'}), d['b'].value_counts()",
        "d.sort_values('a'), d[d.a > 1], d.merge(d, on='b'), pd.read_csv(io.StringIO('a,b\\n1,2'))",
    ),
}
"""By a module that was preloaded: cells that make it import and compute what it puts off."""


def interactive() -> Iterator[None]:
    """Ready a `Shell`; once modules are imported it runs and forgets some cells of every kind."""
    from courseware.kernel.shell import Shell  # noqa: PLC0415 - heavy, and only for this

    shell = Shell()
    yield
    shell.rehearse([*rehearsal(), "await __import__('asyncio').sleep(0)"])
    draw_figures_once()


def rehearsal() -> list[str]:
    """Return the cells to run before the first fork, and do what no cell can."""
    for name in FIRST:
        importlib.import_module(name)
    find_colours_once()
    more = [cell for name, cells in CELLS_WITH.items() if name in sys.modules for cell in cells]
    return [*CELLS, *more]


def find_colours_once() -> None:
    """Keep the colours of tracebacks: IPython looks for the nearest of 256 anew for each.

    Both caches are by style, and a learner may make styles of their own; where the libraries
    have changed, nothing is kept.
    """
    stack_data: Any = importlib.import_module("stack_data")
    formatter: Any = importlib.import_module("pygments.formatters.terminal256").Terminal256Formatter
    find = vars(formatter).get("_setup_styles")
    if find is None or hasattr(find, "known"):
        return
    known: dict[tuple[Any, ...], dict[str, tuple[str, str]]] = {}

    @functools.wraps(find)
    def found(self: Any) -> None:
        key = (self.style, self.usebold, self.useunderline, self.useitalic)
        if key not in known:
            find(self)
            known[key] = dict(self.style_string)
        self.style_string.update(known[key])

    vars(found)["known"] = known
    formatter._setup_styles = found  # noqa: SLF001
    stack_data.style_with_executing_node = functools.cache(stack_data.style_with_executing_node)


def draw_figures_once() -> None:
    """Let a cell's figures be drawn when they are shown, not also right before.

    pyplot draws every figure after a cell, for windows on a screen; the inline
    backend then draws it again, for the notebook, and closes it. The first
    drawing is a third of what a figure costs, and nobody sees it.
    """
    if "matplotlib.pyplot" not in sys.modules:
        return
    forget_fonts()
    from IPython.core.getipython import get_ipython  # noqa: PLC0415
    from matplotlib import pyplot as plt  # noqa: PLC0415

    events: Any = getattr(get_ipython(), "events", None)
    drawing: Any = plt._draw_all_if_interactive  # noqa: SLF001
    if drawing not in events.callbacks["post_execute"]:
        return

    def draw_what_stays() -> None:
        inline = sys.modules.get("matplotlib_inline.config")
        closing = inline is not None and inline.InlineBackend.instance().close_figures
        if not (closing and plt.get_backend().lower() in {"inline", INLINE}):
            drawing()

    events.unregister("post_execute", drawing)
    events.register("post_execute", draw_what_stays)


def forget_fonts() -> None:
    """Close matplotlib's fonts here: it closes them in every child, for they share a position.

    Closing them once costs nothing; closing them in each child copies a megabyte.
    """
    fonts = sys.modules.get("matplotlib.font_manager")
    cached = getattr(fonts, "_get_font", None)
    if cached is not None:
        cached.cache_clear()
