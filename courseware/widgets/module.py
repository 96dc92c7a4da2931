"""The browser half, sent once to each page and not once for each exercise.

anywidget copies `_esm` into the state of every widget. So `_esm` is a few hundred
bytes that import the real module from the one `ModuleWidget` of the kernel.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import ipywidgets
from traitlets import Unicode

STATIC = Path(__file__).parent.parent / "static"
BUNDLE = "widget.js"
LOADER = "loader.js"


class ModuleWidget(ipywidgets.Widget):
    """The bundle as the text of an ES module, and the SHA-256 by which a page knows it."""

    source = Unicode().tag(sync=True)
    digest = Unicode().tag(sync=True)

    def set_state(self, sync_data: dict[str, object]) -> None:
        """Take nothing from the page: the bundle comes from the installed package."""


def is_built(static: Path = STATIC) -> bool:
    """Tell whether the browser half was built; in an installed wheel it always is."""
    return all((static / name).is_file() for name in (BUNDLE, LOADER))


def loader(static: Path = STATIC) -> str:
    """Return the module that every exercise carries."""
    return (static / LOADER).read_text("utf-8")


_shared: list[ModuleWidget] = []


def shared(static: Path = STATIC) -> ModuleWidget:
    """Return the kernel's module widget; a new one where it was closed or the bundle changed."""
    source = (static / BUNDLE).read_text("utf-8")
    digest = hashlib.sha256(source.encode()).hexdigest()
    if _shared and _shared[0].comm is not None and _shared[0].digest == digest:
        return _shared[0]
    _shared[:] = [ModuleWidget(source=source, digest=digest)]
    return _shared[0]
