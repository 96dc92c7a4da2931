"""The browser half, sent once to each page and not once for each exercise.

anywidget copies `_esm` into the state of every widget. So `_esm` is a few hundred
bytes that import the real module from the one `ModuleWidget` of the kernel.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable
from pathlib import Path

import ipywidgets
from traitlets import Dict, Instance, Unicode

STATIC = Path(__file__).parent.parent / "static"
BUNDLE = "widget.js"
LOADER = "loader.js"
CHUNKS = "chunks"


class ModuleWidget(ipywidgets.Widget):
    """The text of an ES module, and the SHA-256 by which a page knows it.

    The bundle has `chunks`: what its exercises need beyond the first load, by name. One is
    sent to the page with the first exercise that needs it.
    """

    source = Unicode().tag(sync=True)
    digest = Unicode().tag(sync=True)
    chunks = Dict(Instance(ipywidgets.Widget)).tag(sync=True, **ipywidgets.widget_serialization)

    def set_state(self, sync_data: dict[str, object]) -> None:
        """Take nothing from the page: the bundle comes from the installed package."""


def is_built(static: Path = STATIC) -> bool:
    """Tell whether the browser half was built; in an installed wheel it always is."""
    return all((static / name).is_file() for name in (BUNDLE, LOADER))


def of_language(language: str) -> str:
    """Return the chunk that holds a language's sentences; the browser derives Uzbek Cyrillic."""
    return language.partition("-")[0]


def loader(static: Path = STATIC) -> str:
    """Return the module that every exercise carries."""
    return (static / LOADER).read_text("utf-8")


_shared: list[ModuleWidget] = []


def shared(chunks: Iterable[str] = (), static: Path = STATIC) -> ModuleWidget:
    """Return the kernel's module widget, with these chunks among its own.

    A new one where it was closed or the bundle changed.
    """
    source, digest = _read(static / BUNDLE)
    if not (_shared and _shared[0].comm is not None and _shared[0].digest == digest):
        _shared[:] = [ModuleWidget(source=source, digest=digest)]
    (bundle,) = _shared
    missing = [name for name in dict.fromkeys(chunks) if name not in bundle.chunks]
    if missing:
        bundle.chunks = bundle.chunks | {name: _chunk(static, name) for name in missing}
    return bundle


def _chunk(static: Path, name: str) -> ModuleWidget:
    source, digest = _read(static / CHUNKS / f"{name}.js")
    return ModuleWidget(source=source, digest=digest)


def _read(path: Path) -> tuple[str, str]:
    stat = path.stat()
    return _content(path, stat.st_mtime_ns, stat.st_size)


@functools.lru_cache(maxsize=32)
def _content(path: Path, _time: int, _size: int) -> tuple[str, str]:
    """Return a built module's text and its digest; read again only when it was built again."""
    source = path.read_text("utf-8")
    return source, hashlib.sha256(source.encode()).hexdigest()
