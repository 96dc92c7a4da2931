"""What contained code does in these tests, bad and good. Each function runs in a child of its own.

Called as `do({"deed": name, ...}, fds)`, a role of a warm parent. What a deed returns is
sent over the first descriptor; the second is held by whatever the deed starts.
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import fcntl
import json
import multiprocessing
import os
import resource
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from courseware import sandbox

LIBC = ctypes.CDLL(None, use_errno=True)


def do(arguments: dict[str, Any], fds: list[int]) -> None:
    """Be contained, then do the deed and tell what came of it."""
    limits = msgspec.convert(arguments["limits"], sandbox.Limits)
    sandbox.enter(home=Path(arguments["home"]), limits=limits)
    deed: Callable[[dict[str, Any]], object] = globals()[arguments["deed"]]
    try:
        told = deed(arguments)
    except Exception as error:  # noqa: BLE001 - to be prevented is an answer
        told = f"{type(error).__name__}: {error}"
    os.write(fds[0], json.dumps(told).encode())


def tries(*acts: Callable[[], object]) -> list[str]:
    """Return what came of each act, "" for success."""
    told = []
    for act in acts:
        try:
            act()
        except Exception as error:  # noqa: BLE001 - ditto
            told.append(f"{type(error).__name__}: {error}")
        else:
            told.append("")
    return told


# Harm to other processes.


def stop_others(given: dict[str, Any]) -> object:
    others = {given["victim"], given["supervisor"], os.getppid()} - {0, os.getpid()}
    return tries(*(lambda pid=pid: os.kill(pid, signal.SIGSTOP) for pid in others))


def signal_through_kernel(given: dict[str, Any]) -> object:
    """Have the kernel send SIGKILL to the victim when something can be read."""
    ours, theirs = socket.socketpair()
    fcntl.fcntl(ours, fcntl.F_SETOWN, given["victim"])
    fcntl.fcntl(ours, 10, signal.SIGKILL)  # F_SETSIG
    fcntl.fcntl(ours, fcntl.F_SETFL, os.O_ASYNC)
    theirs.send(b"x")
    return "sent"


def limit_victim(given: dict[str, Any]) -> object:
    return resource.prlimit(given["victim"], resource.RLIMIT_CPU, (1, 1))


def slow_victim(given: dict[str, Any]) -> object:
    pid = given["victim"]
    return tries(
        lambda: os.setpriority(os.PRIO_PROCESS, pid, 19),
        lambda: os.setpriority(os.PRIO_USER, 0, 19),
        lambda: os.sched_setaffinity(pid, {0}),
    )


def read_memory_of_victim(given: dict[str, Any]) -> object:
    pid = given["victim"]
    names = ("mem", "environ", "maps", "fd", "cwd/", "root/")
    return tries(*(lambda name=name: open_any(f"/proc/{pid}/{name}") for name in names))


def open_any(path: str) -> None:
    os.close(os.open(path, os.O_RDONLY))
    if path.endswith(("cwd/", "root/", "fd")):
        os.listdir(path)  # noqa: PTH208


def list_processes(_given: dict[str, Any]) -> object:
    return sorted(int(name) for name in os.listdir("/proc") if name.isdigit())  # noqa: PTH208


def shared_memory_of_others(given: dict[str, Any]) -> object:
    found = LIBC.shmget(given["shared_memory"], 0, 0)
    return "reached" if found >= 0 else os.strerror(ctypes.get_errno())


# Harm to files.


def change_files(given: dict[str, Any]) -> object:
    secret, shown = given["secret"], given["shown"]
    return tries(
        lambda: Path(secret).chmod(0o777),
        lambda: os.utime(secret, (0, 0)),
        lambda: os.setxattr(secret, "user.mark", b"1"),
        lambda: os.truncate(secret, 0),
        lambda: Path(secret).unlink(),
        lambda: Path(secret).rename("mine"),
        lambda: os.link(secret, "linked"),
        lambda: os.close(os.open(shown, os.O_RDONLY | os.O_TRUNC)),
        lambda: os.truncate(shown, 0),
        lambda: Path(shown).chmod(0),
        lambda: Path(shown).write_text("changed", encoding="ascii"),
        lambda: (Path(given["home"]).parent / "outside").write_text("x", encoding="ascii"),
    )


def see_files(given: dict[str, Any]) -> object:
    folder = Path(given["secret"]).parent
    inotify = LIBC.inotify_init1(0)
    Path("link").symlink_to(given["secret"])
    return tries(
        lambda: Path(given["secret"]).read_bytes(),
        lambda: Path("link").read_bytes(),
        lambda: os.listdir(folder),  # noqa: PTH208
        lambda: os.listdir(Path(given["home"]).parent),  # noqa: PTH208
        lambda: os.listdir(given["teacher"]),  # noqa: PTH208
        lambda: Path("/etc/passwd").read_bytes(),
        lambda: watch(inotify, bytes(folder)),
    )


def watch(inotify: int, folder: bytes) -> None:
    if LIBC.inotify_add_watch(inotify, folder, 0xFFF) < 0:
        raise OSError(ctypes.get_errno(), "inotify")


def open_descriptors(_given: dict[str, Any]) -> object:
    found = [Path(f"/proc/self/fd/{fd}") for fd in range(64) if is_open(fd)]
    return sorted({str(path.readlink()) for path in found})


def is_open(fd: int) -> bool:
    try:
        os.fstat(fd)
    except OSError:
        return False
    return True


def environment(_given: dict[str, Any]) -> object:
    return [dict(os.environ), Path("/proc/self/environ").read_text(encoding="utf-8")]


# What outlives its parents.


def leave_daemon(_given: dict[str, Any]) -> object:
    if not os.fork():
        os.setsid()
        if not os.fork():
            while True:
                signal.pause()
        os._exit(0)
    return "left"


def leave_chain(_given: dict[str, Any]) -> object:
    """Leave processes that fork and end faster than one could look."""
    if not os.fork():
        for step in range(10**9):
            if step % 50 == 0:
                with contextlib.suppress(OSError):
                    os.setsid()
            with contextlib.suppress(OSError):
                if os.fork():
                    os._exit(0)
    return "left"


def multiply(_given: dict[str, Any]) -> object:
    """Fork for as long as it goes, in every process."""
    first, count = os.getpid(), 0
    until = time.monotonic() + 0.3
    while time.monotonic() < until:
        try:
            if not os.fork() and count > 200:
                break
            count += 1
        except OSError:
            time.sleep(0.01)
    if os.getpid() != first:
        signal.pause()
    return "multiplied"


def many_threads(_given: dict[str, Any]) -> object:
    gate = threading.Event()
    threads = []
    try:
        for _ in range(200):
            thread = threading.Thread(target=gate.wait)
            thread.start()
            threads.append(thread)
    except RuntimeError:
        pass
    gate.set()
    return len(threads)


def wait_for_ever(_given: dict[str, Any]) -> object:
    leave_daemon({})
    while True:
        signal.pause()


# Budgets that hold in sum. These wait until someone kills them.


def take_memory_together(given: dict[str, Any]) -> object:
    share = given["limits"]["memory_mb"] * 6 // 10
    for _ in range(3):
        if not os.fork():
            held = bytearray(share << 20)
            held[::4096] = b"x" * len(held[::4096])
            signal.pause()
    signal.pause()
    return None


def fill_home(given: dict[str, Any]) -> object:
    for number in range(given["limits"]["home_mb"] + 2):
        Path(f"{number}.bin").write_bytes(bytes(1 << 20))
    signal.pause()
    return None


def fill_unlinked(given: dict[str, Any]) -> object:
    files = []
    for _ in range(given["limits"]["home_mb"] + 2):
        file = tempfile.TemporaryFile(dir=".")  # noqa: SIM115 - open until we die
        file.write(bytes(1 << 20))
        file.flush()
        files.append(file)
    signal.pause()
    return None


def hide_files(_given: dict[str, Any]) -> object:
    for _ in range(1100):
        os.mkdir("d")  # noqa: PTH102
        os.chdir("d")
    os.mkdir("closed", 0o300)  # noqa: PTH102
    Path("closed/file").write_bytes(b"x")
    return "hidden"


# Honest work.


def honest_work(_given: dict[str, Any]) -> object:
    Path("a.txt").write_text("a", encoding="ascii")
    shutil.copy2("a.txt", "b.txt")
    with tempfile.NamedTemporaryFile() as temporary:
        inside = Path(temporary.name).is_relative_to(Path.cwd())
    with sqlite3.connect("data.db") as base:
        base.execute("create table t (x)")
    base.close()
    word = subprocess.run(
        [sys.executable, "-S", "-c", "print('child')"],
        capture_output=True,
        text=True,
        check=True,
        start_new_session=True,
    ).stdout
    process = multiprocessing.get_context("fork").Process(target=int)
    process.start()
    process.join()
    lasting = subprocess.Popen(["sleep", "600"])
    lasting.kill()
    ended = lasting.wait()
    return [inside, word, process.exitcode, ended, asyncio.run(soon()), os.umask(0o22)]


async def soon() -> str:
    await asyncio.sleep(0)
    return "soon"
