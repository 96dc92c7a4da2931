"""A Python environment that every user of this machine can run, made once and kept.

A Hub's servers run as their users, so the checkout's own `.venv` will not do: its Python often
stands in a home that nobody else may enter. This one stands in /var/tmp, is filled from the wheel
of this checkout, and is made again only when what pip installs has changed. What courseware
requires is taken from `.venv`; with --thorough, and for another Python, pip fetches it anew.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import stat
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.packages import copy_packages

ROOT = Path(__file__).resolve().parents[3]
CONSTRAINTS = ROOT / ".ci" / "constraints.txt"
BESIDE = ("configurable-http-proxy", "jupyterlab", "notebook")
"""What the Hub of the tests has installed beside courseware and its extras."""
EXTRAS = "grader,hub,labs,serve"
OLDEST = (3, 11)


@dataclass(frozen=True)
class Environment:
    """An installed environment."""

    folder: Path

    @property
    def bin(self) -> Path:
        """Where its programs lie."""
        return self.folder / "bin"

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.bin / "python"


def python_for_all() -> Path | None:
    """A Python, new enough, that every user can run; None where this machine has none."""
    ours = f"python3.{sys.version_info.minor}"
    names = ("python3", *(f"python3.{minor}" for minor in range(OLDEST[1], OLDEST[1] + 4)))
    folders = ("/usr/bin", "/usr/local/bin", "/opt/python/bin")
    found = [shutil.which(name, path=os.pathsep.join(folders)) for name in (ours, *names)]
    mine = str(Path(sys.base_prefix) / "bin" / "python3")
    return next((Path(path) for path in (*found, mine) if path and _serves(Path(path))), None)


def _serves(python: Path) -> bool:
    if not python.exists() or not _all_may_enter(python.resolve()):
        return False
    told = subprocess.run(
        [python, "-Ic", "import sys, venv; print(*sys.version_info[:2])"],
        capture_output=True,
        text=True,
        check=False,
    )
    return told.returncode == 0 and tuple(map(int, told.stdout.split())) >= OLDEST


def _like_ours(python: Path) -> bool:
    """Whether it can import what was installed for the Python of the tests."""
    tag = "import sys; print(sys.implementation.cache_tag)"
    told = subprocess.run([python, "-Ic", tag], capture_output=True, text=True, check=True)
    return told.stdout.strip() == sys.implementation.cache_tag


def _all_may_enter(path: Path) -> bool:
    return all(place.stat().st_mode & stat.S_IXOTH for place in (path, *path.parents))


@contextmanager
def installed(python: Path, log: Path, *, fetched: bool = False) -> Iterator[Environment]:
    """Make or find the environment and hold it for one run: a second run waits.

    What pip and the build print goes to `log`. `fetched`: take no package from `.venv`.
    """
    cache = Path("/var/tmp") / f"courseware-hub-tests-{os.geteuid()}"  # noqa: S108 - checked below
    cache.mkdir(mode=0o755, exist_ok=True)
    about = cache.lstat()
    # Others can make files here; what root runs must be root's own.
    assert stat.S_ISDIR(about.st_mode), cache
    assert about.st_uid == os.geteuid(), cache
    assert not about.st_mode & (stat.S_IWGRP | stat.S_IWOTH), cache
    with (cache / "lock").open("w") as lock, log.open("wb") as output:
        fcntl.flock(lock, fcntl.LOCK_EX)
        fetched = fetched or not _like_ours(python)
        environment = Environment(cache / ("environment" if fetched else "copied"))
        _packages(environment, python, output.fileno(), fetched=fetched)
        _courseware(environment, log.parent, output.fileno())
        yield environment


def _packages(environment: Environment, python: Path, output: int, *, fetched: bool) -> None:
    """Everything that pip fetches; slow, so it is remembered by what it was asked for."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [BESIDE, EXTRAS, table["dependencies"], table["optional-dependencies"]]
    asked += [str(python.resolve()), CONSTRAINTS.read_text("utf-8")]
    digest = hashlib.sha256(json.dumps(asked).encode()).hexdigest()
    stamp = environment.folder / "packages"
    if stamp.is_file() and stamp.read_text("ascii") == digest:
        return
    stamp.unlink(missing_ok=True)
    if not (fetched and environment.python.exists()):  # which pip brings up to date, more quickly
        # Debian's Python has no ensurepip: the pip of the tests fills the environment.
        _run([python, "-m", "venv", "--clear", "--without-pip", environment.folder], output)
    if fetched:
        _pip(environment, output, "--constraint", CONSTRAINTS, *BESIDE, f"{ROOT}[{EXTRAS}]")
    else:
        copy_packages([*BESIDE, f"courseware[{EXTRAS}]"], environment.folder)
        _run(["chmod", "-R", "a+rX", environment.folder], output)  # whatever our umask was
    stamp.write_text(digest, "ascii")


def _courseware(environment: Environment, folder: Path, output: int) -> None:
    """The wheel of the checkout as it stands, built anew for every run."""
    wheels = folder / "wheels"
    _run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", wheels, ROOT], output)
    (wheel,) = wheels.glob("*.whl")
    _pip(environment, output, "--no-deps", "--force-reinstall", "--no-index", wheel)


def _pip(environment: Environment, output: int, *what: str | Path) -> None:
    pip: list[str | Path] = [sys.executable, "-m", "pip", "--python", environment.python]
    _run([*pip, "install", "--no-input", "--disable-pip-version-check", *what], output)


def _run(command: list[str | Path], output: int) -> None:
    """Run a command under umask 022: what it makes, all may read."""
    told = subprocess.run(
        command, stdout=output, stderr=subprocess.STDOUT, cwd=ROOT, umask=0o022, check=False
    )
    assert told.returncode == 0, f"failed, see the log: {' '.join(map(str, command))}"
