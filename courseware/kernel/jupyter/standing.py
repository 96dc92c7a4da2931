"""The warm parent of a person's kernels: it listens, forks, and ends when it is idle.

Started by `host.start` as `python -m courseware.kernel.jupyter.standing SOCKET READY MODULE...`;
a byte to the descriptor READY says that it listens. Whoever can connect is the same person.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sys
import time
from pathlib import Path
from typing import Any

from courseware.kernel import wire
from courseware.kernel.jupyter import host
from courseware.kernel.preloading import quiet_threads
from courseware.kernel.server import Forker, Waiting, resident_kb, warm_up

PREPARE = "courseware.kernel.jupyter.app:prepare"
PATIENCE = 10.0
"""Seconds that a client has to say what it wants."""


class Standing:
    """Serves any number of clients until nobody needs it."""

    def __init__(self, listener: socket.socket, path: Path, told: dict[str, Any]) -> None:
        self._listener, self._path, self._told = listener, path, told
        self._forker, self._waiting = Forker(), Waiting()
        self._forker.private += [listener.fileno(), *self._waiting.private]
        self._clients: dict[int, socket.socket] = {}
        self._forked = 0
        self._idle = host.idle_seconds()

    def serve(self) -> None:
        """Serve until there has been no kernel and no client for a while, or the socket is gone."""
        since = time.monotonic()
        while True:
            hang_ups = self._forker.channels
            timeout = 1.0 if len(self._forker) else min(60.0, max(0.1, self._idle))
            ready = self._waiting.until_something(
                [self._listener.fileno(), *self._clients], list(hang_ups), timeout
            )
            self._forker.reap()
            for fd in ready & set(hang_ups):
                if self._forker.channels.get(fd) == hang_ups[fd]:
                    self._forker.hung_up(hang_ups[fd])
            for fd in ready & set(self._clients):
                if not self._listen_to(self._clients[fd]):
                    self._drop(fd)
            if self._listener.fileno() in ready:
                self._accept()
            if len(self._forker) or self._clients:
                since = time.monotonic()
            elif time.monotonic() - since >= self._idle or not self._path.exists():
                return

    def _accept(self) -> None:
        client, _ = self._listener.accept()
        if host.peer(client).uid != os.getuid():
            client.close()
            return
        client.settimeout(PATIENCE)
        self._clients[client.fileno()] = client
        self._forker.private.append(client.fileno())

    def _drop(self, fd: int) -> None:
        self._forker.private.remove(fd)
        self._clients.pop(fd).close()

    def _listen_to(self, client: socket.socket) -> bool:
        """Do one thing that a client asks for; return False when it is to be let go."""
        try:
            request, fds = wire.receive(client)
            if "role" in request:
                self._forked += 1
                self._forker.fork(request, fds)
                return True
            wire.send(client, self._answer())
        except (EOFError, OSError):
            return False
        if request.get("ask") == "stop":
            raise SystemExit
        return True

    def _answer(self) -> dict[str, Any]:
        return {
            "pid": os.getpid(),
            "kernels": len(self._forker),
            "forked": self._forked,
            "resident_kb": resident_kb(),
            "preload": self._told["preload"],
            "failed": self._told["failed"],
            "python": sys.executable,
        }


def leave_folder() -> None:
    """Take the folder that this was started in off the path; each kernel puts its own there.

    Python's option -P would keep it off, but then IPython keeps the kernels' off too.
    """
    if not sys.flags.safe_path:
        del sys.path[0]
    os.chdir("/")


def main() -> None:
    """Warm up, listen, say so, serve."""
    path, ready, preload = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    leave_folder()
    quiet_threads()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    told = warm_up({"preload": preload, "prepare": [PREPARE]})
    if told["threaded"]:  # begin again without the modules that start threads
        kept = [name for name in preload if name not in told["threaded"]]
        os.chdir(path.parent)
        os.execv(sys.executable, [*sys.orig_argv[: -len(preload)], *kept])  # noqa: S606
    if "failure" in told:
        sys.exit(told["failure"])
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.fspath(path))
        listener.listen(128)
        os.write(ready, b"1")
        os.close(ready)
        try:
            Standing(listener, path, {**told, "preload": preload}).serve()
        finally:
            with contextlib.suppress(OSError):
                path.unlink()


if __name__ == "__main__":
    main()
