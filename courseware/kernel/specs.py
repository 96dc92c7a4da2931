"""Which kernelspecs a warm parent of this Python can stand in for."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

DEFAULT = "python3"
_PYTHON = re.compile(r"python(3(\.\d+)?)?")


def is_this_python(kernel_name: str) -> bool:
    """Tell whether a kernel is ipykernel in the environment that this process runs in.

    An unknown name is not: whoever starts that kernel will say so. `python` is
    `python3`, as for jupyter_client's KernelManager.
    """
    name = DEFAULT if kernel_name in {"", "python"} else kernel_name
    try:
        spec = KernelSpecManager().get_kernel_spec(name)
    except NoSuchKernel:
        return False
    return spec.language.lower() == "python" and runs_ipykernel_here(spec.argv)


def runs_ipykernel_here(argv: Sequence[str]) -> bool:
    """Tell whether a command starts ipykernel with this process's interpreter."""
    if "ipykernel_launcher" not in argv and "ipykernel" not in argv:
        return False
    program = argv[0]
    if _PYTHON.fullmatch(program):  # Jupyter looks for it beside this interpreter first
        return True
    return Path(program).parent.resolve() == Path(sys.executable).parent.resolve()
