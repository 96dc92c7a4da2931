from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import courseware.journal

HERE = Path(__file__).parent
ROOT = Path(courseware.journal.__file__).parents[2]
DEADLINE = 120


def command(name: str, *arguments: object) -> list[str]:
    return [sys.executable, "-B", str(HERE / "programs.py"), name, *map(str, arguments)]


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    # From Python 3.12 on forking with threads gives a warning, which is why it is tested here.
    own = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PYTHONWARNINGS": "ignore"}
    return {**os.environ, **own, **(more or {})}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "responses"


@pytest.fixture
def start() -> Callable[..., subprocess.Popen[bytes]]:
    """Start one of the programs, its standard output in a pipe."""

    def started(name: str, *arguments: object) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            command(name, *arguments), stdout=subprocess.PIPE, env=environment()
        )

    return started


@pytest.fixture
def run() -> Callable[..., Any]:
    """Run one of the programs to its end and return what it showed."""

    def ran(
        name: str,
        *arguments: object,
        prefix: Sequence[str] = (),
        env: Mapping[str, str] | None = None,
    ) -> Any:
        done = subprocess.run(
            [*prefix, *command(name, *arguments)],
            capture_output=True,
            text=True,
            env=environment(env),
            timeout=DEADLINE,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-2000:]
        assert not done.stderr, done.stderr[-2000:]
        return json.loads(done.stdout) if done.stdout else None

    return ran


@pytest.fixture(scope="session")
def faults(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that makes system calls fail, compiled from faults.c."""
    compiler = shutil.which("cc")
    if sys.platform != "linux" or compiler is None:
        pytest.skip("needs Linux and a C compiler (cc) to build the library that injects faults")
    library = tmp_path_factory.mktemp("faults") / "faults.so"
    build = [compiler, "-shared", "-fPIC", "-O1", "-Wall", "-o", str(library), "faults.c", "-ldl"]
    subprocess.run(build, check=True, cwd=HERE)
    return library


@pytest.fixture(scope="session")
def tmpfs(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, int], list[str]]:
    """What to put before a command so that it finds a small file system of its own at a path."""
    probe = tmp_path_factory.mktemp("mount")

    def prefix(flags: str, where: Path, size: int) -> list[str]:
        mount = f"mount -t tmpfs -o size={size} none '{where}' && exec \"$@\""
        return ["unshare", flags, "sh", "-c", mount, "sh"]

    def possible(flags: str) -> bool:
        probing = [*prefix(flags, probe, 65536), "true"]
        return not subprocess.run(probing, capture_output=True, check=False).returncode

    if shutil.which("unshare"):
        for flags in ("-m", "-rm"):  # as root first: not every system has namespaces for others
            if possible(flags):
                return partial(prefix, flags)
    pytest.skip("needs the right to mount a tmpfs: root, or user namespaces and unshare")


@pytest.fixture(scope="session")
def mere_user() -> list[str]:
    """What to put before a command so that file permissions bind it, as they do not bind root."""
    if os.geteuid() != 0:
        return []
    if not shutil.which("setpriv"):
        pytest.skip("permissions do not bind root, and setpriv is not here to drop its privileges")
    return ["setpriv", "--bounding-set=-all", "--inh-caps=-all"]
