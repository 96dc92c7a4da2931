"""Programs that serve on loopback, started for a test and stopped with everything they started."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

HOST = "127.0.0.1"
START_SECONDS = 180
STOP_SECONDS = 15


def free_port() -> int:
    """Return a port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass(frozen=True)
class Server:
    """A running server. `url` has no slash at its end."""

    url: str
    token: str
    root: Path
    log: Path
    process: subprocess.Popen[bytes]

    def api(self, path: str, method: str = "GET") -> object:
        """Ask the server's REST interface and return its JSON, None for an empty answer."""
        request = urllib.request.Request(f"{self.url}/api/{path}", method=method)  # noqa: S310
        request.add_header("Authorization", f"token {self.token}")
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - our own server
            body = answer.read()
        return json.loads(body) if body else None

    def kernels(self) -> list[str]:
        """Return the ids of the running kernels."""
        return [kernel["id"] for kernel in self.api("kernels")]  # type: ignore[attr-defined]

    def stop_kernels(self) -> None:
        """Shut down every kernel and session: a test leaves none to the next."""
        for _ in range(STOP_SECONDS):
            for session in self.api("sessions"):  # type: ignore[attr-defined]
                self._delete(f"sessions/{session['id']}")
            for kernel in self.kernels():
                self._delete(f"kernels/{kernel}")
            if not self.kernels():
                return
            time.sleep(1)  # one that is just restarting cannot be stopped yet
        raise AssertionError(f"kernels that cannot be stopped: {self.kernels()}")

    def _delete(self, path: str) -> None:
        with contextlib.suppress(urllib.error.HTTPError):  # gone with its session, or restarting
            self.api(path, "DELETE")


def home(folder: Path) -> dict[str, str]:
    """Return an environment in which nothing of the user's own configuration is seen."""
    places = {
        "HOME": folder / "home",
        "IPYTHONDIR": folder / "ipython",
        "JUPYTER_CONFIG_DIR": folder / "config",
        "JUPYTER_DATA_DIR": folder / "data",
        "JUPYTER_RUNTIME_DIR": folder / "runtime",
    }
    for place in places.values():
        place.mkdir(parents=True, exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COURSEWARE_")}
    return kept | {name: str(place) for name, place in places.items()}


def wait_for_answer(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return when `url` answers anything at all; AssertionError with the log when it never does."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, f"the server ended:\n{log.read_text()[-4000:]}"
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 - our own server
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)  # a port that is not open yet cannot be waited for
        else:
            return
    raise AssertionError(f"no answer from {url}:\n{log.read_text()[-4000:]}")


def wait_until(holds: Callable[[], bool], seconds: float = 60) -> None:
    """Return when something that cannot be waited for holds; AssertionError when it never does."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.1)


@contextmanager
def running(
    command: Sequence[str | Path], *, environment: Mapping[str, str], cwd: Path, log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program; stop it and everything that it started."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=cwd,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        yield process
    finally:
        stop(process)


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a process and its descendants, kindly first."""
    family: list[psutil.Process] = []
    with contextlib.suppress(psutil.NoSuchProcess):
        parent = psutil.Process(process.pid)
        family = [*parent.children(recursive=True), parent]
    process.terminate()
    _, alive = psutil.wait_procs(family, timeout=STOP_SECONDS)
    for left in alive:
        with contextlib.suppress(psutil.NoSuchProcess):
            left.kill()
    process.wait(STOP_SECONDS)


@contextmanager
def jupyter(
    folder: Path, root: Path, environment: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """Serve `root` with JupyterLab 4 and Notebook 7: `/lab/tree/...` and `/notebooks/...`.

    `folder` takes the configuration, the log and the runtime files. The extensions of nbgrader
    and Voilà, which may stand in the same environment, are switched off: they slow the start.
    """
    variables = home(folder) | dict(environment or {})
    _configure(Path(variables["JUPYTER_CONFIG_DIR"]))
    port, token, log = free_port(), "letmein", folder / "jupyter.log"
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
        f"--ServerApp.ip={HOST}",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={root}",
        f"--IdentityProvider.token={token}",
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]
    url = f"http://{HOST}:{port}"
    with running(command, environment=variables, cwd=root, log=log) as process:
        wait_for_answer(f"{url}/api", process, log)
        yield Server(url, token, root, log, process)


def _configure(config: Path) -> None:
    off = ("formgrader", "validate_assignment", "assignment_list", "course_list")
    extensions = {f"nbgrader.server_extensions.{name}": False for name in off}
    extensions |= {"nbgrader": False, "voila.server_extension": False}
    server = {"ServerApp": {"jpserver_extensions": extensions}}
    (config / "jupyter_server_config.json").write_text(json.dumps(server))
    settings = {
        "@jupyterlab/apputils-extension:notification": {
            "fetchNews": "false",
            "checkForUpdates": False,
        },
        # Light or dark as the browser asks.
        "@jupyterlab/apputils-extension:themes": {"adaptive-theme": True},
    }
    overrides = config / "labconfig"
    overrides.mkdir(exist_ok=True)
    (overrides / "default_setting_overrides.json").write_text(json.dumps(settings))
