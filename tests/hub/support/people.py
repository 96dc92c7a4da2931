"""Real users of this machine: an instructor and two students, made for a run and removed after it.

Their names are fixed, because a learner's numbers are drawn from the name: with other names the
marks worked out by hand in the tests would not hold.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

MADE_BY_US = "courseware hub tests"
TEACHER = "cw-teacher"
STUDENTS = ("cw-student-1", "cw-student-2")
TOOLS = ("useradd", "userdel", "runuser")
SBIN = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"))


def why_not() -> str:
    """Why users cannot be made here; empty where they can."""
    if sys.platform != "linux":
        return "the Hub's users are made with Linux's useradd"
    if os.geteuid() != 0:
        return "only root may make users: run these tests as root, in a container or a VM"
    missing = [tool for tool in TOOLS if shutil.which(tool, path=SBIN) is None]
    if missing:
        return f"this machine has no {', '.join(missing)}"
    for name in (TEACHER, *STUDENTS):
        with contextlib.suppress(KeyError):
            if pwd.getpwnam(name).pw_gecos != MADE_BY_US:
                return f"this machine has a user {name} already, who is not ours"
    return ""


@dataclass(frozen=True)
class Person:
    """A user of this machine."""

    name: str
    home: Path

    @property
    def uid(self) -> int:
        """The number of the user."""
        return pwd.getpwnam(self.name).pw_uid

    def run(self, *command: str | Path) -> str:
        """Run a program as this user, at home; return what it printed, on failure raise."""
        told = subprocess.run(
            [_tool("runuser"), "-u", self.name, "--", *command],
            cwd=self.home,
            env={"PATH": os.defpath, "HOME": str(self.home), "LANG": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert told.returncode == 0, f"{command}:\n{told.stdout}\n{told.stderr}"
        return told.stdout

    def owns(self, place: Path) -> None:
        """Make a folder and all that is in it theirs, and nobody else's to read."""
        for folder, _, files in os.walk(place):
            for path in (Path(folder), *(Path(folder, name) for name in files)):
                os.chown(path, self.uid, pwd.getpwnam(self.name).pw_gid)
        place.chmod(0o700)


@contextmanager
def people(homes: Path) -> Iterator[dict[str, Person]]:
    """Make the users, with homes that only their owners may enter; remove them at the end."""
    names = (TEACHER, *STUDENTS)
    try:
        for name in names:
            _remove(name)  # left behind by a run that was killed
            _call("useradd", "--create-home", "--home-dir", homes / name, *_particulars(), name)
            (homes / name).chmod(0o700)
        yield {name: Person(name, homes / name) for name in names}
    finally:
        for name in names:
            _remove(name)


def _particulars() -> Sequence[str]:
    return ("--comment", MADE_BY_US, "--shell", "/bin/bash", "--user-group")


def _remove(name: str) -> None:
    try:
        user = pwd.getpwnam(name)
    except KeyError:
        return
    assert user.pw_gecos == MADE_BY_US, f"{name} is not ours"
    theirs = [each for each in psutil.process_iter() if _is_of(each, user.pw_uid)]
    for process in theirs:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    until = time.monotonic() + 10
    while not all(map(_has_ended, theirs)) and time.monotonic() < until:
        time.sleep(0.05)
    # By force: to userdel a process that nobody has reaped yet still counts as one.
    _call("userdel", "--force", name)


def _has_ended(process: psutil.Process) -> bool:
    with contextlib.suppress(psutil.NoSuchProcess):
        return bool(process.status() == psutil.STATUS_ZOMBIE)
    return True


def _is_of(process: psutil.Process, uid: int) -> bool:
    with contextlib.suppress(psutil.NoSuchProcess):
        return bool(process.uids().real == uid)
    return False


def _call(tool: str, *arguments: str | Path) -> None:
    told = subprocess.run([_tool(tool), *arguments], capture_output=True, text=True, check=False)
    assert told.returncode == 0, f"{tool}: {told.stderr}"


def _tool(name: str) -> str:
    return shutil.which(name, path=SBIN) or name
