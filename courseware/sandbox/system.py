"""Linux's calls that Python has no names for, through ctypes."""

from __future__ import annotations

import ctypes
import os
from typing import Final

LIBC: Final = ctypes.CDLL(None, use_errno=True)

PR_SET_PDEATHSIG: Final = 1
PR_GET_PDEATHSIG: Final = 2
PR_SET_DUMPABLE: Final = 4
PR_SET_KEEPCAPS: Final = 8
PR_SET_SECCOMP: Final = 22
PR_CAPBSET_DROP: Final = 24
PR_SET_CHILD_SUBREAPER: Final = 36
PR_SET_NO_NEW_PRIVS: Final = 38
PR_CAP_AMBIENT: Final = 47
AMBIENT_RAISE: Final = 2
AMBIENT_CLEAR_ALL: Final = 4

CAP_DAC_READ_SEARCH: Final = 2
CAP_SYS_ADMIN: Final = 21
LAST_CAPABILITY: Final = 63
_CAPABILITY_VERSION: Final = 0x20080522  # linux/capability.h, version 3

CLONE_NEWNS: Final = 0x00020000
CLONE_NEWCGROUP: Final = 0x02000000
CLONE_NEWUTS: Final = 0x04000000
CLONE_NEWIPC: Final = 0x08000000
CLONE_NEWUSER: Final = 0x10000000
CLONE_NEWPID: Final = 0x20000000
CLONE_NEWNET: Final = 0x40000000

MS_NOSUID: Final = 2
MS_NODEV: Final = 4
MS_NOEXEC: Final = 8
MS_BIND: Final = 4096
MS_REC: Final = 16384
MS_PRIVATE: Final = 1 << 18


def checked(result: int, what: str) -> int:
    """Return a call's result; raises OSError, with `what` in its text, if it failed."""
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def syscall(number: int, *arguments: object) -> int:
    """Make a system call by its number; -1 and errno as in C."""
    result: int = LIBC.syscall(number, *arguments)
    return result


def prctl(option: int, second: object = 0, third: object = 0, what: str = "prctl") -> int:
    """Change something about this process; raises OSError."""
    return checked(LIBC.prctl(option, second, third, 0, 0), what)


def unshare(flags: int) -> None:
    """Leave namespaces for new ones; raises OSError."""
    checked(LIBC.unshare(flags), "unshare")


def setns(fd: int, kind: int) -> None:
    """Join a namespace; raises OSError."""
    checked(LIBC.setns(fd, kind), "setns")


def mount(source: str | None, target: str, kind: str | None, flags: int, data: str = "") -> None:
    """Mount something; raises OSError."""
    words = [None if word is None else os.fsencode(word) for word in (source, target, kind)]
    result = LIBC.mount(*words, ctypes.c_ulong(flags), os.fsencode(data) if data else None)
    checked(result, f"mount {target}")


def set_capabilities(mask: int) -> None:
    """Make `mask` this thread's effective, permitted and inheritable capabilities."""
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0)
    low, high = mask & 0xFFFFFFFF, mask >> 32
    data = (ctypes.c_uint32 * 6)(low, low, low, high, high, high)
    checked(LIBC.capset(header, data), "capset")


def keep_over_exec(capability: int) -> None:
    """Let one capability, which this thread has, survive the start of another program."""
    set_capabilities(1 << capability)
    prctl(PR_CAP_AMBIENT, AMBIENT_RAISE, capability, "prctl ambient")


def bound_capabilities(kept: int | None = None) -> None:
    """Let no program that is started from here bring any capability back but `kept`."""
    for capability in range(LAST_CAPABILITY + 1):
        if capability != kept and LIBC.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0):
            break  # beyond the last one, or not ours to drop: no_new_privs sees to those


def drop_capabilities(keep: int | None = None) -> None:
    """Give away for good every capability but one, which is kept over `exec`.

    With no_new_privs, which is to follow, nothing brings them back.
    """
    LIBC.prctl(PR_CAP_AMBIENT, AMBIENT_CLEAR_ALL, 0, 0, 0)
    if keep is None:
        set_capabilities(0)
    else:
        keep_over_exec(keep)
