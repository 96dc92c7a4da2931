"""Which system calls a contained process may make: a filter in classic BPF (seccomp(2)).

A list of what is forbidden, because Python and its libraries use most of the rest;
what no kernel had when this was written does not exist for a contained process.
Errors are chosen so that honest code goes on: what a library only tries fails as
it would on an older kernel.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
from functools import lru_cache
from typing import Final

from courseware.sandbox.calls import Machine
from courseware.sandbox.landlock import SCOPED_SIGNALS, TRUNCATION
from courseware.sandbox.system import PR_SET_SECCOMP, prctl

_LOAD, _AND, _EQUAL, _ABOVE, _ANY_BIT, _RETURN = 0x20, 0x54, 0x15, 0x25, 0x45, 0x06
_ALLOW, _ERRNO, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_NUMBER, _AUDIT = 0, 4  # places in struct seccomp_data
_FILTER: Final = 2  # SECCOMP_MODE_FILTER
_LAST_CALL: Final = 462  # mseal; later ones are unknown to us

_NAMESPACES: Final = 0x7E020000  # CLONE_NEW*, as clone(2) takes them
_AF_UNIX, _STREAM, _SEQUENCE, _KIND_OF_SOCKET = 1, 1, 5, 0xF
_SET_OWNER: Final = (8, 10, 15)  # F_SETOWN, F_SETSIG, F_SETOWN_EX
_SOCKET_OWNER: Final = (0x8901, 0x8902)  # FIOSETOWN, SIOCSPGRP
_TERMINAL_INPUT: Final = (0x5412, 0x541C)  # TIOCSTI, TIOCLINUX

# Other processes' memory, the kernel's larger surfaces, mounts, the machine itself. No connect:
# it would reach the sockets of other programs, which Landlock does not guard. No System V memory
# and queues: they stay when their processes are gone, and count as nobody's.
_NEVER: Final = """
    ptrace process_vm_readv process_vm_writev process_madvise process_mrelease pidfd_getfd kcmp
    migrate_pages move_pages perf_event_open bpf userfaultfd io_uring_setup io_uring_enter
    io_uring_register keyctl add_key request_key
    unshare setns mount umount2 pivot_root chroot fsopen fsconfig fsmount fspick move_mount
    open_tree mount_setattr statmount listmount open_by_handle_at name_to_handle_at
    kexec_load kexec_file_load init_module finit_module delete_module create_module
    get_kernel_syms query_module reboot swapon swapoff acct quotactl quotactl_fd nfsservctl
    settimeofday clock_settime adjtimex clock_adjtime sethostname setdomainname syslog vhangup
    lookup_dcookie uselib modify_ldt ioperm iopl _sysctl fanotify_init fanotify_mark connect
    shmget shmat shmctl msgget msgsnd msgrcv msgctl semget semop semctl semtimedop
    inotify_init inotify_init1 inotify_add_watch
"""
# Memory that no limit counts, and things that a machine or a user has only so many of. Libraries
# have other ways on kernels without these.
_MISSING: Final = "clone3 openat2 memfd_create memfd_secret io_setup"
# Where others of this user share the namespaces: what reaches them and Landlock does not see.
_SHARED_NEVER: Final = "mq_open mq_unlink"
# Modes, owners and times of *any* file of this user could be changed by its name. Honest code
# copies modes and times and does not look again, so these do nothing, and say that they did.
_SHARED_VAIN: Final = """
    chmod fchmod fchmodat fchmodat2 chown fchown lchown fchownat utime utimes futimesat utimensat
"""
_SHARED_ATTRIBUTES: Final = """
    setxattr lsetxattr fsetxattr removexattr lremovexattr fremovexattr
"""
# Nothing leaves its process group, so that one signal ends all of it at once, however it forks.
_SHARED_GROUP: Final = "setsid setpgid"
_OTHERS_BY_NUMBER: Final = """
    prlimit64 sched_setaffinity sched_setscheduler sched_setparam sched_setattr
"""
_SIGNALS: Final = "kill tkill rt_sigqueueinfo rt_tgsigqueueinfo pidfd_send_signal"


class _Program:
    """Instructions; each handles some calls and leaves the number loaded for the next."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.code: list[bytes] = []
        self.add(_LOAD, _AUDIT)
        self.add(_EQUAL, machine.audit, then=1)
        self.add(_RETURN, _KILL)
        self.add(_LOAD, _NUMBER)
        self.add(_ABOVE, _LAST_CALL, otherwise=1)  # also the calls of x32
        self.add(_RETURN, _ERRNO | errno.ENOSYS)

    def add(self, operation: int, operand: int, then: int = 0, otherwise: int = 0) -> None:
        self.code.append(struct.pack("HBBI", operation, then, otherwise, operand))

    def answer(self, names: str, number: int) -> None:
        """Answer calls with an error, or with success if `number` is 0."""
        for call in self.machine.of(names):
            self.add(_EQUAL, call, otherwise=1)
            self.add(_RETURN, _ERRNO | number)

    def unless(self, names: str, number: int, *needed: tuple[int, int, tuple[int, ...]]) -> None:
        """Answer with an error unless each argument, masked, is one of its values."""
        body = []
        for place, mask, values in needed:
            body += [(_LOAD, _argument(place), 0, 0), (_AND, mask, 0, 0)]
            for left, value in zip(range(len(values), 0, -1), values, strict=True):
                body.append((_EQUAL, value, left, 0))
            body.append((_RETURN, _ERRNO | number, 0, 0))
        self._for(names, [*body, (_RETURN, _ALLOW, 0, 0)])

    def when(self, names: str, number: int, place: int, values: tuple[int, ...]) -> None:
        """Answer with an error when an argument is one of the values."""
        body = [(_LOAD, _argument(place), 0, 0)]
        for left, value in zip(range(len(values), 0, -1), values, strict=True):
            body.append((_EQUAL, value, left, 0))
        self._for(names, [*body, (_RETURN, _ALLOW, 0, 0), (_RETURN, _ERRNO | number, 0, 0)])

    def when_bits(self, names: str, number: int, place: int, bits: int) -> None:
        """Answer with an error when an argument has one of the bits."""
        body = [(_LOAD, _argument(place), 0, 0), (_ANY_BIT, bits, 1, 0)]
        self._for(names, [*body, (_RETURN, _ALLOW, 0, 0), (_RETURN, _ERRNO | number, 0, 0)])

    def _for(self, names: str, body: list[tuple[int, int, int, int]]) -> None:
        for call in self.machine.of(names):
            self.add(_EQUAL, call, otherwise=len(body))
            for operation, operand, then, otherwise in body:
                self.add(operation, operand, then, otherwise)


def _argument(place: int) -> int:
    """Return where an argument's low half stands; both machines are little-endian."""
    return 16 + 8 * place


@lru_cache(maxsize=8)
def program(machine: Machine, *, shared: bool, landlock: int, me: int) -> bytes:
    """Return the filter's code.

    `shared`: other processes of this user stand in the same namespaces.
    `landlock` is the version in force; `me` this process's number, which counts
    only where that version cannot hold signals back.
    """
    made = _Program(machine)
    made.answer(_NEVER, errno.EPERM)
    # Without clone3 libc calls clone, whose flags can be seen; openat2 it does not use at all.
    made.answer(_MISSING, errno.ENOSYS)
    made.when_bits("clone", errno.EPERM, 0, _NAMESPACES)
    # Not EPERM: libraries take that as a defect and abort. No datagrams: they need no connect.
    unix = (0, 0xFFFFFFFF, (_AF_UNIX,))
    made.unless("socket", errno.EOPNOTSUPP, unix, (1, _KIND_OF_SOCKET, (_STREAM,)))
    made.unless("socketpair", errno.EOPNOTSUPP, unix, (1, _KIND_OF_SOCKET, (_STREAM, _SEQUENCE)))
    refused: tuple[int, ...] = _TERMINAL_INPUT
    if shared:
        _share(made, landlock)
        if landlock < SCOPED_SIGNALS:
            refused += _SOCKET_OWNER
            _hold_signals(made, me)
    made.when("ioctl", errno.EPERM, 1, refused)
    made.add(_RETURN, _ALLOW)
    return b"".join(made.code)


def _share(made: _Program, landlock: int) -> None:
    made.answer(_SHARED_NEVER, errno.EPERM)
    made.answer(_SHARED_ATTRIBUTES, errno.EOPNOTSUPP)
    made.answer(_SHARED_VAIN + _SHARED_GROUP, 0)
    itself = (0, 0xFFFFFFFF, (0,))
    made.unless(_OTHERS_BY_NUMBER, errno.EPERM, itself)
    made.unless("setpriority", errno.EPERM, itself, (1, 0xFFFFFFFF, (0,)))
    made.unless("ioprio_set", errno.EPERM, (0, 0xFFFFFFFF, (1,)), (1, 0xFFFFFFFF, (0,)))
    if landlock < TRUNCATION:
        made.answer("truncate", errno.EPERM)
        _hold_truncation(made)


def _hold_signals(made: _Program, me: int) -> None:
    made.answer(_SIGNALS, errno.EPERM)
    made.unless("tgkill", errno.EPERM, (0, 0xFFFFFFFF, (me,)))  # abort, threads
    made.when("fcntl", errno.EPERM, 1, _SET_OWNER)


def _hold_truncation(made: _Program) -> None:
    """Refuse to open for reading *and* to empty the file, which old Landlock takes for reading."""
    for name, place in (("open", 1), ("openat", 2)):
        mask = os.O_TRUNC | os.O_ACCMODE
        harmless = (os.O_RDONLY, os.O_WRONLY, os.O_RDWR, os.O_WRONLY | os.O_TRUNC)
        made.unless(name, errno.EPERM, (place, mask, (*harmless, os.O_RDWR | os.O_TRUNC)))


def restrict(code: bytes) -> None:
    """Put a filter on this thread and all that it will start. Needs no_new_privs.

    Raises:
        OSError: the kernel has no seccomp, or refuses the filter.
    """
    buffer = ctypes.create_string_buffer(code, len(code))
    length = len(code) // struct.calcsize("HBBI")
    filters = struct.pack("HxxxxxxQ", length, ctypes.addressof(buffer))
    prctl(PR_SET_SECCOMP, _FILTER, filters, "seccomp")
