"""What the self-test's attacker aims at: things of this process that must stay out of reach."""

from __future__ import annotations

import contextlib
import os
import secrets
import socket
import subprocess
import sys
from types import TracebackType
from typing import Self

import msgspec

from courseware.sandbox.scratches import scratch


class Aim(msgspec.Struct, frozen=True, kw_only=True):
    """Where the targets are, as the attacker is told."""

    folder: str
    secret: str
    pid: int
    victim: int
    tcp: int
    udp: int
    abstract: str
    shown: str

    @property
    def file(self) -> str:
        """Return the path of a file with the secret in it."""
        return f"{self.folder}/secret.txt"

    def socket(self, kind: str) -> str:
        """Return the path of a listening socket: `stream` or `datagram`."""
        return f"{self.folder}/{kind}.sock"


class Targets:
    """A secret file, a process with a secret, and sockets that listen; a context manager."""

    def __enter__(self) -> Self:
        self._ends = contextlib.ExitStack()
        self.folder = self._ends.enter_context(scratch())
        self.secret = secrets.token_hex(16)
        self.file = self.folder / "secret.txt"
        self.file.write_text(self.secret, encoding="ascii")
        self.file.chmod(0o600)
        self.shown = self._ends.enter_context(scratch()) / "shown.txt"
        self.shown.write_text("may be read", encoding="ascii")
        self._victim = subprocess.Popen(  # a process of ours, with the secret in its environment
            [sys.executable, "-S", "-E", "-c", "import signal; signal.pause()"],
            env={"SECRET": self.secret},
            stdin=subprocess.DEVNULL,
        )
        self._sockets: list[socket.socket] = []
        name = f"\0courseware-{secrets.token_hex(8)}"
        tcp = self._listen(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0))
        udp = self._listen(socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0))
        self._listen(socket.AF_UNIX, socket.SOCK_STREAM, f"{self.folder}/stream.sock")
        self._listen(socket.AF_UNIX, socket.SOCK_DGRAM, f"{self.folder}/datagram.sock")
        self._listen(socket.AF_UNIX, socket.SOCK_STREAM, name)
        self.aim = Aim(
            folder=str(self.folder),
            secret=self.secret,
            pid=os.getpid(),
            victim=self._victim.pid,
            tcp=tcp.getsockname()[1],
            udp=udp.getsockname()[1],
            abstract=name,
            shown=str(self.shown),
        )
        return self

    def _listen(self, family: int, kind: int, address: tuple[str, int] | str) -> socket.socket:
        made = socket.socket(family, kind)
        self._sockets.append(made)
        made.bind(address)
        made.setblocking(False)  # noqa: FBT003 - it takes no keyword
        if kind == socket.SOCK_STREAM:
            made.listen()
        return made

    def harm(self) -> set[str]:
        """Return what happened to the targets: `files_changed`, `network`, `sockets`."""
        found = set()
        state = self.file.stat()
        if self.file.read_text(encoding="ascii") != self.secret or state.st_mode & 0o777 != 0o600:
            found.add("files_changed")
        moved = abs(state.st_mtime - state.st_ctime) > 3600
        if moved or len(list(self.folder.iterdir())) != 3:
            found.add("files_changed")
        if not self.shown.stat().st_size:
            found.add("files_changed")
        for listening in self._sockets:
            with contextlib.suppress(BlockingIOError):
                if listening.type == socket.SOCK_STREAM:
                    listening.accept()[0].close()
                else:
                    listening.recv(64)
                found.add("network" if listening.family == socket.AF_INET else "sockets")
        return found

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._victim.kill()
        self._victim.wait()
        for listening in self._sockets:
            listening.close()
        self._ends.close()
