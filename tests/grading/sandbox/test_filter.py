"""The filter of system calls, decided by an interpreter of our own for every kind of machine."""

from __future__ import annotations

import errno
import os
import struct

import pytest

from courseware.sandbox import calls, seccomp
from courseware.sandbox.calls import MACHINES, Machine

ALLOWED, KILLED = "allowed", "killed"
ME = 4_242


def decide(code: bytes, audit: int, number: int, *arguments: int) -> int | str:
    """Run a filter as the kernel does; return the error it answers with, or its verdict."""
    given = (*arguments, *([0] * (6 - len(arguments))))
    data = struct.pack("=iIQ6Q", number, audit, 0, *given)
    steps = list(struct.iter_unpack("HBBI", code))
    place = held = 0
    while True:
        operation, then, otherwise, operand = steps[place]
        place += 1
        if operation == 0x20:
            (held,) = struct.unpack_from("=I", data, operand)
        elif operation == 0x54:
            held &= operand
        elif operation == 0x06:
            if operand == 0x7FFF0000:
                return ALLOWED
            return KILLED if operand == 0x80000000 else operand & 0xFFFF
        else:
            holds = {0x15: held == operand, 0x25: held > operand, 0x45: bool(held & operand)}
            place += then if holds[operation] else otherwise


@pytest.fixture(params=sorted(MACHINES))
def machine(request: pytest.FixtureRequest) -> Machine:
    """Each machine that has a table, whichever this one is."""
    return MACHINES[request.param]


def answer(machine: Machine, name: str, *arguments: int, shared: bool, landlock: int = 7) -> object:
    code = seccomp.program(machine, shared=shared, landlock=landlock, me=ME)
    return decide(code, machine.audit, machine.numbers[name], *arguments)


@pytest.mark.parametrize("shared", [False, True])
def test_what_is_never_allowed(machine: Machine, *, shared: bool) -> None:
    names = [name for name in seccomp._NEVER.split() if name in machine.numbers]
    assert len(names) > 50
    assert {answer(machine, name, shared=shared) for name in names} == {errno.EPERM}


def test_calls_of_another_kind_of_machine_kill(machine: Machine) -> None:
    code = seccomp.program(machine, shared=True, landlock=7, me=ME)
    others = [each.audit for each in MACHINES.values() if each is not machine]
    assert {decide(code, audit, 0) for audit in others} == {KILLED}


@pytest.mark.parametrize("number", [463, 467, 0x40000000 | 165, 0x40000000 | 41])
def test_unknown_calls_do_not_exist(machine: Machine, number: int) -> None:
    code = seccomp.program(machine, shared=False, landlock=7, me=ME)
    assert decide(code, machine.audit, number) == errno.ENOSYS


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("clone", (0x11,), ALLOWED),
        ("clone", (0x3D0F00,), ALLOWED),  # a thread
        ("clone", (0x10000000 | 0x11,), errno.EPERM),
        ("clone", (0x00020000,), errno.EPERM),
        ("clone3", (), errno.ENOSYS),
        ("memfd_create", (), errno.ENOSYS),
        ("io_setup", (), errno.ENOSYS),
        ("shmget", (), errno.EPERM),
        ("socket", (1, 1), ALLOWED),
        ("socket", (1, 1 | 0x80000), ALLOWED),
        ("socket", (1, 2), errno.EOPNOTSUPP),
        ("socket", (1, 5), errno.EOPNOTSUPP),
        ("socket", (2, 1), errno.EOPNOTSUPP),
        ("socket", (16, 3), errno.EOPNOTSUPP),
        ("socketpair", (1, 1), ALLOWED),
        ("socketpair", (1, 5), ALLOWED),
        ("socketpair", (1, 2), errno.EOPNOTSUPP),
        ("ioctl", (0, 0x5401), ALLOWED),
        ("ioctl", (0, 0x5412), errno.EPERM),
    ],
)
@pytest.mark.parametrize("shared", [False, True])
def test_by_arguments(
    machine: Machine, name: str, arguments: tuple[int, ...], expected: object, *, shared: bool
) -> None:
    assert answer(machine, name, *arguments, shared=shared) == expected


@pytest.mark.parametrize(
    ("name", "arguments", "alone", "shared"),
    [
        ("fchmodat", (), ALLOWED, 0),
        ("fchownat", (), ALLOWED, 0),
        ("utimensat", (), ALLOWED, 0),
        ("setsid", (), ALLOWED, 0),
        ("setpgid", (), ALLOWED, 0),
        ("setxattr", (), ALLOWED, errno.EOPNOTSUPP),
        ("mq_open", (), ALLOWED, errno.EPERM),
        ("prlimit64", (0, 7), ALLOWED, ALLOWED),
        ("prlimit64", (ME, 7), ALLOWED, errno.EPERM),
        ("sched_setaffinity", (0,), ALLOWED, ALLOWED),
        ("sched_setaffinity", (1,), ALLOWED, errno.EPERM),
        ("setpriority", (0, 0), ALLOWED, ALLOWED),
        ("setpriority", (0, 1), ALLOWED, errno.EPERM),
        ("setpriority", (2, 0), ALLOWED, errno.EPERM),
        ("ioprio_set", (1, 0), ALLOWED, ALLOWED),
        ("ioprio_set", (3, 0), ALLOWED, errno.EPERM),
        ("kill", (1, 9), ALLOWED, ALLOWED),  # Landlock holds signals
        ("truncate", (), ALLOWED, ALLOWED),  # and truncation
    ],
)
def test_where_others_of_this_user_are_near(
    machine: Machine, name: str, arguments: tuple[int, ...], alone: object, shared: object
) -> None:
    assert answer(machine, name, *arguments, shared=False) == alone
    assert answer(machine, name, *arguments, shared=True) == shared


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("kill", (ME, 9), errno.EPERM),
        ("pidfd_send_signal", (), errno.EPERM),
        ("rt_sigqueueinfo", (), errno.EPERM),
        ("tgkill", (ME, ME, 6), ALLOWED),
        ("tgkill", (1, 1, 9), errno.EPERM),
        ("fcntl", (0, 8, 1), errno.EPERM),  # F_SETOWN
        ("fcntl", (0, 3), ALLOWED),
        ("ioctl", (0, 0x8901), errno.EPERM),  # FIOSETOWN
        ("truncate", (), errno.EPERM),
        ("openat", (0, 0, os.O_RDONLY), ALLOWED),
        ("openat", (0, 0, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), ALLOWED),
        ("openat", (0, 0, os.O_RDWR | os.O_TRUNC), ALLOWED),
        ("openat", (0, 0, os.O_RDONLY | os.O_TRUNC), errno.EPERM),
        ("openat", (0, 0, os.O_RDONLY | os.O_TRUNC | os.O_CLOEXEC), errno.EPERM),
        ("openat2", (), errno.ENOSYS),
    ],
)
def test_what_an_old_landlock_lets_through_is_held_here(
    machine: Machine, name: str, arguments: tuple[int, ...], expected: object
) -> None:
    assert answer(machine, name, *arguments, shared=True, landlock=1) == expected


def test_old_ways_to_the_same_are_held_where_a_machine_has_them() -> None:
    machine = calls.MACHINES["x86_64"]
    for name in ("chmod", "chown", "lchown", "utime", "utimes", "futimesat"):
        assert answer(machine, name, shared=True) == 0
    read_and_empty = answer(machine, "open", 0, os.O_RDONLY | os.O_TRUNC, shared=True, landlock=1)
    assert read_and_empty == errno.EPERM


def test_a_filter_fits_the_kernels_bound(machine: Machine) -> None:
    code = seccomp.program(machine, shared=True, landlock=1, me=ME)
    assert len(code) // 8 < 4096
