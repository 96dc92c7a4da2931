"""nbclient's own tests, with a `python3` kernel that is forked from a warm parent.

    python -m tests.grading.conformance.nbclient_suite [--stock] [PYTEST ARGUMENT...]

The tests do not ship in nbclient's wheel: they are taken from the source distribution of the
version that is installed, through pip, once, into a folder of the user's cache; with them what
they need besides. `--stock` leaves the kernel as it is, for comparison.

Left out, with the reason:

(see LEFT_OUT)
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import tempfile
from importlib.metadata import version
from pathlib import Path

from courseware.kernel.jupyter import host

LEFT_OUT: dict[str, str] = {}
"""Tests by name, and why they cannot pass, or say nothing about us."""
OPTIONS = ("-q", "-o", "asyncio_default_fixture_loop_scope=function")
NEEDED = ("flaky", "pytest-asyncio>=1.3", "testpath", "xmltodict")


def main() -> int:
    """Run the suite and return pytest's status; fail also when no kernel was forked."""
    arguments = [each for each in sys.argv[1:] if each != "--stock"]
    stock = len(arguments) < len(sys.argv) - 1
    status, forked = run(arguments, stock=stock)
    for name, reason in LEFT_OUT.items():
        print(f"left out: {name}: {reason}")
    print(f"kernels forked from a warm parent: {forked}")
    return status or int(not stock and not forked)


def run(arguments: list[str], *, stock: bool = False) -> tuple[int, int]:
    """Run the suite; return pytest's status and how many kernels were forked."""
    suite = unpacked(cache())
    with tempfile.TemporaryDirectory() as folder:
        environment = prepared(Path(folder), stock=stock)
        left_out = [f"--deselect=tests/{name}" for name in LEFT_OUT]
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *OPTIONS, *left_out, *(arguments or ["tests"])],
            cwd=suite,
            env=environment,
            check=False,
        )
        return done.returncode, forked_in(folder)


def forked_in(folder: str) -> int:
    """Return how many kernels the warm parents of that folder forked, and end them."""
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = folder
    try:
        forked: int = sum(answer["forked"] for answer in host.ask("status"))
        host.ask("stop")
    finally:
        if before is None:
            del os.environ["XDG_RUNTIME_DIR"]
        else:
            os.environ["XDG_RUNTIME_DIR"] = before
    return forked


def cache() -> Path:
    """Return the folder that keeps the suite from one run to the next."""
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = base / "courseware-conformance" / f"nbclient-{version('nbclient')}"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def unpacked(folder: Path) -> Path:
    """Return the unpacked source distribution, fetched if it is not there yet."""
    suite = folder / f"nbclient-{version('nbclient')}"
    if not suite.is_dir():
        name = f"nbclient=={version('nbclient')}"
        pip(
            "download",
            "--no-binary",
            ":all:",
            "--no-deps",
            "--no-build-isolation",
            name,
            "-d",
            folder,
        )
        with tarfile.open(next(folder.glob("*.tar.gz"))) as archive:
            archive.extractall(folder, filter="data")
        (suite / "nbclient").rename(suite / "not-installed")  # the installed one is tested
    if not (folder / "needed").is_dir():
        pip("install", "--target", folder / "needed", "--no-deps", *NEEDED)
    return suite


def pip(*arguments: str | Path) -> None:
    """Run pip."""
    subprocess.run(
        [sys.executable, "-m", "pip", "--quiet", *(os.fspath(each) for each in arguments)],
        check=True,
    )


def prepared(folder: Path, *, stock: bool) -> dict[str, str]:
    """Return an environment in which `python3` is forked, and nothing of the user's is read."""
    spec = {
        "argv": [
            sys.executable,
            "-Xfrozen_modules=off",
            "-m",
            "ipykernel_launcher",
            "-f",
            "{connection_file}",
        ],
        "display_name": "Python 3",
        "language": "python",
        "metadata": {
            "debugger": True,
            **({} if stock else {"kernel_provisioner": {"provisioner_name": "courseware-warm"}}),
        },
    }
    kernels = folder / "data" / "kernels" / "python3"
    kernels.mkdir(parents=True)
    (kernels / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
    needed = cache() / "needed"
    ours = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    return {
        **ours,
        "IPYTHONDIR": os.fspath(folder / "ipython"),
        "JUPYTER_CONFIG_DIR": os.fspath(folder / "config"),
        "JUPYTER_PATH": os.fspath(folder / "data"),
        "PYTHONPATH": os.fspath(needed),
        "PATH": os.pathsep.join(
            (os.fspath(Path(sys.executable).parent), os.environ.get("PATH", ""))
        ),
        "XDG_RUNTIME_DIR": os.fspath(folder),
    }


if __name__ == "__main__":
    sys.exit(main())
