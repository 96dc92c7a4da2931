"""What the self-test's attacker tries, from inside. Every try that succeeds is a hole.

A probe returns when it succeeded and raises when it was prevented; some return
how far they came. Nothing here does harm where nothing holds.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import mmap
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import msgspec

from courseware.sandbox import calls, system
from courseware.sandbox.limits import Limits
from courseware.sandbox.targets import Aim


class Prevented(Exception):
    """A try did not get what it was after."""


class Inside(msgspec.Struct, frozen=True, kw_only=True):
    """What the attacker knows: its targets, a sibling, its own budget."""

    aim: Aim
    sibling: int
    sibling_home: str
    limits: Limits
    own_memory: bool

    @property
    def others(self) -> list[int]:
        """Return processes that are none of its business, as far as they can be named."""
        wanted = {self.aim.pid, self.aim.victim, self.sibling, os.getppid(), 1}
        return sorted(wanted - {os.getpid(), 0})


Probe = Callable[[Inside], None]
PROBES: Final[dict[str, list[Probe]]] = {}


def _probe(name: str) -> Callable[[Probe], Probe]:
    def register(function: Probe) -> Probe:
        PROBES.setdefault(name, []).append(function)
        return function

    return register


def run(inside: Inside) -> Iterator[tuple[str, bool, str]]:
    """Try everything; yield name, whether it was prevented, and what the system answered."""
    for name, tries in PROBES.items():
        answers = [_attempt(each, inside) for each in tries]
        holes = [f"{each.__name__.strip('_')} succeeded" for each, got in answers if got is None]
        yield name, not holes, "; ".join(holes or [answers[0][1] or ""])


def _attempt(probe: Probe, inside: Inside) -> tuple[Probe, str | None]:
    try:
        probe(inside)
    except (Exception, MemoryError) as error:  # noqa: BLE001 - any refusal will do
        return probe, str(error)[:200] or type(error).__name__
    return probe, None


def _of_all(processes: list[int], act: Callable[[int], object]) -> None:
    """Try something on each process; succeed when one try succeeds."""
    reason = "no such process can be named"
    for pid in processes:
        try:
            act(pid)
        except OSError as error:
            reason = str(error)
        else:
            return
    raise Prevented(reason)


def _call(name: str, *arguments: object) -> None:
    machine = calls.machine()
    if machine is None:
        raise Prevented("unknown machine")
    system.checked(system.syscall(machine.numbers[name], *arguments), name)


# Files and environment.


@_probe("files_read")
def _read(inside: Inside) -> None:
    Path(inside.aim.file).read_bytes()


@_probe("files_read")
def _list(inside: Inside) -> None:
    os.listdir(inside.aim.folder)  # noqa: PTH208 - to see them is enough


@_probe("files_read")
def _home_of_sibling(inside: Inside) -> None:
    (Path(inside.sibling_home) / "mine.txt").read_bytes()


@_probe("files_changed")
def _create(inside: Inside) -> None:
    Path(inside.aim.folder, "new.txt").write_bytes(b"new")


@_probe("files_changed")
def _truncate(inside: Inside) -> None:
    os.truncate(inside.aim.file, 0)


@_probe("files_changed")
def _empty_what_may_be_read(inside: Inside) -> None:
    os.close(os.open(inside.aim.shown, os.O_RDONLY | os.O_TRUNC))


@_probe("files_changed")
def _change_mode_and_time(inside: Inside) -> None:
    Path(inside.aim.file).chmod(0o666)
    os.utime(inside.aim.file, (0, 0))
    raise Prevented("told to have succeeded; the file is looked at from outside")


@_probe("environment")
def _environment(inside: Inside) -> None:
    if inside.aim.secret in str(os.environ):
        return
    _of_all([os.getpid(), *inside.others], lambda pid: _has_secret(pid, inside.aim.secret))


def _has_secret(pid: int, secret: str) -> None:
    if secret.encode() not in Path(f"/proc/{pid}/environ").read_bytes():
        raise PermissionError(errno.EACCES, "not in the environment")


# Processes.


@_probe("signals")
def _signal(inside: Inside) -> None:
    _of_all(inside.others, lambda pid: os.kill(pid, 0))


@_probe("signals")
def _limit_of_other(inside: Inside) -> None:
    old = ctypes.create_string_buffer(16)
    _of_all(inside.others, lambda pid: _call("prlimit64", pid, 0, None, old))


@_probe("tracing")
def _trace(inside: Inside) -> None:
    _of_all(inside.others, lambda pid: _call("ptrace", 0x4206, pid, 0, 0))  # PTRACE_SEIZE


@_probe("tracing")
def _memory_by_call(inside: Inside) -> None:
    _of_all(inside.others, lambda pid: _call("process_vm_readv", pid, None, 0, None, 0, 0))


@_probe("tracing")
def _memory_by_file(inside: Inside) -> None:
    _of_all(inside.others, lambda pid: Path(f"/proc/{pid}/mem").open("rb").close())


# Network and sockets.


@_probe("network")
def _tcp(inside: Inside) -> None:
    socket.create_connection(("127.0.0.1", inside.aim.tcp), 1).close()


@_probe("network")
def _udp(inside: Inside) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as made:
        made.sendto(b"x", ("127.0.0.1", inside.aim.udp))


@_probe("network")
def _other_families(_inside: Inside) -> None:
    for name in ("AF_NETLINK", "AF_PACKET", "AF_VSOCK", "AF_ALG", "AF_INET6"):
        with contextlib.suppress(OSError):
            socket.socket(getattr(socket, name), socket.SOCK_RAW).close()
            return
    raise Prevented("no socket of another family")


@_probe("sockets")
def _unix_stream(inside: Inside) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.settimeout(1)
        made.connect(inside.aim.socket("stream"))


@_probe("sockets")
def _unix_abstract(inside: Inside) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.settimeout(1)
        made.connect(inside.aim.abstract)


@_probe("sockets")
def _unix_datagram(inside: Inside) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as made:
        made.sendto(b"x", inside.aim.socket("datagram"))


@_probe("sockets")
def _unix_datagram_of_pair(inside: Inside) -> None:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    with ours, theirs:
        ours.sendto(b"x", inside.aim.socket("datagram"))


# The kernel.


@_probe("namespaces")
def _new_user(_inside: Inside) -> None:
    system.unshare(system.CLONE_NEWUSER)


@_probe("namespaces")
def _mount(_inside: Inside) -> None:
    system.mount("tmpfs", str(Path.cwd()), "tmpfs", 0)


@_probe("kernel")
def _io_uring(_inside: Inside) -> None:
    _call("io_uring_setup", 1, ctypes.create_string_buffer(120))


@_probe("kernel")
def _bpf(_inside: Inside) -> None:
    _call("bpf", 0, None, 0)


@_probe("kernel")
def _perf(_inside: Inside) -> None:
    _call("perf_event_open", ctypes.create_string_buffer(128), 0, -1, -1, 0)


@_probe("kernel")
def _faults(_inside: Inside) -> None:
    _call("userfaultfd", 0)


@_probe("kernel")
def _keys(_inside: Inside) -> None:
    _call("keyctl", 0, -4, 0)


@_probe("privileges")
def _privileges(_inside: Inside) -> None:
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    found = dict(line.split(":\t", 1) for line in lines if ":\t" in line)
    effective = int(found["CapEff"], 16) & ~(1 << system.CAP_DAC_READ_SEARCH)
    if os.geteuid() and not effective and found["NoNewPrivs"] == "1":
        raise Prevented("no capabilities, no new privileges, not root")


# Budgets.


@_probe("processes")
def _many_processes(inside: Inside) -> None:
    told, tell = os.pipe()
    children: list[int] = []
    try:
        for _ in range(inside.limits.processes + 36):
            child = os.fork()
            if not child:
                os.close(tell)
                os.read(told, 1)
                os._exit(0)
            children.append(child)
    finally:
        os.close(tell)
        os.close(told)
        for child in children:
            os.waitpid(child, 0)


@_probe("memory")
def _much_memory(inside: Inside) -> None:
    mmap.mmap(-1, 2 * inside.limits.memory_mb << 20).close()


@_probe("file")
def _large_file(inside: Inside) -> None:
    part = Path("large.bin")
    try:
        with part.open("wb") as file:
            for _ in range(inside.limits.file_mb + 1):
                file.write(bytes(1 << 20))
    finally:
        part.unlink(missing_ok=True)


@_probe("home")
def _full_home(inside: Inside) -> None:
    if not inside.own_memory:
        raise Prevented("watched from outside")
    parts = [Path(f"part{number}.bin") for number in range(inside.limits.home_mb + 1)]
    try:
        for part in parts:
            part.write_bytes(bytes(1 << 20))
    finally:
        for part in parts:
            part.unlink(missing_ok=True)


@_probe("open_files")
def _many_files(inside: Inside) -> None:
    fds: list[int] = []
    try:
        for _ in range(inside.limits.open_files + 1):
            fds.append(os.dup(0))  # noqa: PERF401 - what is open must be closed
    finally:
        for fd in fds:
            os.close(fd)


# What honest code must be able to do: here the probe succeeds by failing.


@_probe("usable")
def _honest(_inside: Inside) -> None:
    Path("own.txt").write_text("own", encoding="ascii")
    subprocess.run([sys.executable, "-S", "-c", "pass"], check=True, timeout=20)
    thread = threading.Thread(target=int)
    thread.start()
    thread.join()
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.sendall(b"x")
        theirs.recv(1)
    raise Prevented("files, processes, threads and pairs of sockets work")
