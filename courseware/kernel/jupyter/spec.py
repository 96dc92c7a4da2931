"""The kernelspec `courseware`: what makes Jupyter start kernels from the warm parent."""

from __future__ import annotations

import json
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager, NoSuchKernel
from jupyter_core.paths import jupyter_data_dir
from traitlets import List, Unicode

from courseware.kernel.jupyter.provisioner import PRELOAD
from courseware.kernel.specs import runs_ipykernel_here

NAME = "courseware"
PROVISIONER = "courseware-warm"


class Installed(msgspec.Struct, frozen=True):
    """A kernelspec of ours that was found: where, under which name, and what it preloads."""

    name: str
    folder: Path
    preload: tuple[str, ...]
    python: str


def spec(preload: Sequence[str] = PRELOAD) -> dict[str, Any]:
    """Return the content of kernel.json for this environment.

    It is an ordinary ipykernel's, with the provisioner in its metadata: where that is
    missing, jupyter_client says so; where it cannot fork, it runs the command as it is.
    """
    command = [sys.executable, "-Xfrozen_modules=off", "-m", "ipykernel_launcher"]
    return {
        "argv": [*command, "-f", "{connection_file}"],
        "display_name": "Python 3 (courseware, warm)",
        "language": "python",
        "metadata": {"debugger": True, **_stanza(preload)},
    }


def _stanza(preload: Sequence[str]) -> dict[str, Any]:
    """Return what names our provisioner in a kernelspec's metadata."""
    config = {"preload": list(preload)}
    return {"kernel_provisioner": {"provisioner_name": PROVISIONER, "config": config}}


class WarmKernelSpecs(KernelSpecManager):
    """Finds the kernels that are installed; those of this Python are forked from a warm parent.

    For a server that is to start kernels so without any kernelspec of ours being installed.
    """

    preload = List(
        Unicode(), default_value=list(PRELOAD), help="Modules that the warm parent imports."
    ).tag(config=True)

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Return a kernelspec, with our provisioner where it names none of its own."""
        found = super().get_kernel_spec(kernel_name)
        if runs_ipykernel_here(found.argv) and "kernel_provisioner" not in found.metadata:
            found.metadata = {**found.metadata, **_stanza(self.preload)}
        return found


def install(
    *, user: bool = False, name: str = NAME, preload: Sequence[str] | None = None
) -> Installed:
    """Write the kernelspec, for this environment or for this user; return where it is.

    Without `preload` the modules are those of `provisioner.PRELOAD`.

    Raises:
        OSError: the folder may not be written.
        ValueError: the name is none for a kernel.
    """
    if not re.fullmatch(r"[A-Za-z0-9._-]+", name):
        raise ValueError(f"A kernel's name has letters, digits, '.', '-' and '_': {name!r}")
    prefix = Path(jupyter_data_dir()) if user else Path(sys.prefix) / "share" / "jupyter"
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        modules = tuple(preload or PRELOAD)
        content = json.dumps(spec(modules), indent=1)
        (Path(folder) / "kernel.json").write_text(content + "\n", encoding="utf-8")
        for picture in _pictures():
            shutil.copy(picture, folder)
        target = prefix / "kernels" / name.lower()
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(folder, target)
    return Installed(name, target, modules, sys.executable)


def installed() -> list[Installed]:
    """Return every kernelspec that Jupyter finds and that names our provisioner."""
    manager = KernelSpecManager()
    found = []
    for name in sorted(manager.find_kernel_specs()):
        try:
            content = manager.get_kernel_spec(name)
        except (NoSuchKernel, ValueError):
            continue
        stanza = content.metadata.get("kernel_provisioner") or {}
        if stanza.get("provisioner_name") == PROVISIONER:
            preload = tuple(stanza.get("config", {}).get("preload", PRELOAD))
            found.append(Installed(name, Path(content.resource_dir), preload, content.argv[0]))
    return found


def remove(name: str = NAME) -> Path | None:
    """Remove the kernelspec of that name, if it is one of ours; return where it was."""
    for each in installed():
        if each.name == name.lower():
            shutil.rmtree(each.folder)
            return each.folder
    return None


def _pictures() -> list[Path]:
    """Return ipykernel's own pictures: it is the kernel that people see."""
    import ipykernel  # noqa: PLC0415 - only for its folder

    return sorted((Path(ipykernel.__file__).parent / "resources").glob("logo-*"))
