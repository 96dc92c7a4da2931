"""Running the real command, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def courseware(tmp_path: Path) -> Run:
    """Return a function that runs `courseware ...` in an empty folder, in no special language."""

    def run(
        *arguments: str, cwd: Path = tmp_path, given: str | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("LC_")}
        clean |= {"LANG": "C.UTF-8", "NO_COLOR": "1"} | environment
        return subprocess.run(
            [sys.executable, "-m", "courseware.cli", *arguments],
            cwd=cwd,
            env=clean,
            input=given,
            stdin=subprocess.DEVNULL if given is None else None,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return run
