"""Visitors' kernels, forked from one warm process that lives as long as the course is served.

A page then opens without waiting for a Python to start, and visitors share the memory of
what every kernel imports. Where that process does not start, each kernel is one of its own.
"""

from __future__ import annotations

import json
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from courseware import kinds, library
from courseware.errors import WarmParentFailed
from courseware.kernel.imports import imports_of
from courseware.kernel.jupyter import host
from courseware.kernel.jupyter.spec import WarmKernelSpecs

ALWAYS = (
    "courseware.widgets",
    "courseware.text.markdown_math",
    "courseware.text.prose",
    "latex2mathml.converter",
    *(f"courseware.kinds.{name}" for name in kinds.NAMES),
)
"""What is imported only when an exercise is shown."""
THREAD = "warm kernels"
LINGER_SECONDS = 5
"""How long the warm process stays when neither we nor a kernel need it any more."""


def configure(config: Any, modules: list[str]) -> None:
    """Have Voilà fork its kernels from a process that has imported `modules`."""
    config.VoilaConfiguration.kernel_spec_manager_class = WarmKernelSpecs
    config.WarmKernelSpecs.preload = modules


@contextmanager
def kept_warm(modules: list[str]) -> Iterator[None]:
    """Have that process ready, or nearly so, as long as this lasts; nothing waits for it."""
    os.environ.setdefault(host.IDLE, str(LINGER_SECONDS))
    held: list[socket.socket] = []

    def hold() -> None:
        with suppress(WarmParentFailed, OSError):  # the provisioner will say why
            held.append(host.connected(host.place(modules, os.environ), dict(os.environ)))

    threading.Thread(target=hold, name=THREAD, daemon=True).start()
    try:
        yield
    finally:
        for channel in held:
            channel.close()


def modules_of(course: Path) -> list[str]:
    """Return what the kernels of a course's lessons import, as far as it is installed.

    Modules beside a lesson are not loaded beforehand, but what they import is.
    """
    found: dict[str, None] = dict.fromkeys(ALWAYS)
    for lesson in library.lessons(course):
        waiting, seen = list(_cells(lesson.notebook)), set[Path]()
        while waiting:
            for name in imports_of([waiting.pop()]):
                beside = lesson.folder / f"{name.partition('.')[0]}.py"
                if not beside.is_file():
                    found |= {name: None} if _installed(name) else {}
                elif beside not in seen:
                    seen.add(beside)
                    waiting.append(_text(beside))
    return list(found)


def _cells(notebook: Path) -> Iterator[str]:
    try:
        cells = json.loads(notebook.read_text("utf-8"))["cells"]
        yield from ("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    except (OSError, ValueError, KeyError, TypeError):
        return


def _text(module: Path) -> str:
    try:
        return module.read_text("utf-8", errors="replace")
    except OSError:
        return ""


def _installed(name: str) -> bool:
    try:
        return find_spec(name.partition(".")[0]) is not None
    except (ImportError, ValueError):
        return False
