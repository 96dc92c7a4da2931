"""What a contained process may read besides its own: the system's programs, and Python's."""

from __future__ import annotations

import os
import site
import sys
from functools import cache
from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).parents[1]

_SYSTEM: Final = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
SETTINGS: Final = tuple(
    Path("/etc", name)
    for name in ("alternatives", "fonts", "ld.so.cache", "localtime", "mime.types", "nsswitch.conf")
)
"""Of /etc nothing else: it names users, and some systems keep passwords there."""

DEVICES: Final = tuple(Path("/dev", name) for name in ("null", "zero", "full", "random", "urandom"))
IN_PROC: Final = tuple(
    Path("/proc", name) for name in ("cpuinfo", "filesystems", "loadavg", "meminfo", "stat")
)

# Of a Python environment these and not the whole folder: some people make theirs in the folder
# of a course, beside what no learner may read.
_OF_ENVIRONMENTS: Final = ("bin", "etc", "include", "lib", "lib64", "pyvenv.cfg", "share")


@cache
def system_places() -> tuple[Path, ...]:
    """Return the system's programs, libraries and harmless settings that exist here."""
    return tuple(path for path in (*map(Path, _SYSTEM), *SETTINGS) if path.exists())


@cache
def python_places() -> tuple[Path, ...]:
    """Return where this Python and its packages are, outside the system's places."""
    prefixes = {sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix}
    found = [Path(prefix, name) for prefix in sorted(prefixes) for name in _OF_ENVIRONMENTS]
    if user_base() is not None:
        found.append(Path(site.getusersitepackages()))
    found.append(PACKAGE)
    return tuple(path for path in found if path.exists() and not _of_system(path))


@cache
def user_base() -> str | None:
    """Return the folder of `pip install --user`, if this Python looks there."""
    if site.ENABLE_USER_SITE and Path(site.getusersitepackages()).is_dir():
        return site.getuserbase()
    return None


def _of_system(path: Path) -> bool:
    return any(Path(place) in path.parents for place in _SYSTEM) or not os.access(path, os.R_OK)
