"""The first steps of a contained process: the cage, its home, its files."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec

from courseware.sandbox import Limits, enter


def settle(arguments: dict[str, Any]) -> Limits:
    """Go into the cage, before anything of a learner's is read; return the limits."""
    limits = msgspec.convert(arguments["limits"], Limits)
    home = Path(arguments["home"])
    if arguments["contained"]:
        enter(home=home, limits=limits)
    else:
        home.mkdir(parents=True)
        os.chdir(home)
    for name, value in arguments.get("environment", {}).items():
        os.environ[name] = value
    return limits


def write_files(files: dict[str, bytes]) -> None:
    """Write files into the home, where the process is; one that cannot be is left out."""
    for name, content in files.items():
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts:
            continue
        try:
            if len(path.parts) > 1:
                Path(path.parent).mkdir(parents=True, exist_ok=True)
            Path(path).write_bytes(content)
        except (OSError, ValueError):
            continue
