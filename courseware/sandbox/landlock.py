"""Landlock: which files may be touched, no TCP, no signal to the outside (linux/landlock.h)."""

from __future__ import annotations

import contextlib
import os
import stat
import struct
from collections.abc import Iterable
from typing import Final

from courseware.sandbox.system import checked, syscall

# The same numbers on every machine.
_CREATE, _ADD, _RESTRICT = 444, 445, 446
_ASK_VERSION: Final = 1
_PATH_BENEATH: Final = 1

EXECUTE: Final = 1 << 0
WRITE_FILE: Final = 1 << 1
READ_FILE: Final = 1 << 2
READ_DIR: Final = 1 << 3
MAKE_CHAR: Final = 1 << 6
MAKE_SOCK: Final = 1 << 9
MAKE_BLOCK: Final = 1 << 11
REFER: Final = 1 << 13
TRUNCATE: Final = 1 << 14
IOCTL_DEV: Final = 1 << 15

_READ: Final = EXECUTE | READ_FILE | READ_DIR
_OF_FILES: Final = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV
_TCP: Final = 0b11  # bind, connect
_SCOPES: Final = 0b11  # abstract sockets, signals

SCOPED_SIGNALS: Final = 6
"""The version from which signals to processes outside are refused (Linux 6.12)."""
TRUNCATION: Final = 3
"""The version from which truncating counts as writing (Linux 6.2)."""


def version() -> int:
    """Return the version of Landlock's interface that this kernel offers, 0 for none."""
    return max(0, syscall(_CREATE, None, 0, _ASK_VERSION))


def restrict(readable: Iterable[str], writable: Iterable[str], offered: int) -> None:
    """Let this thread and its descendants touch nothing but these files and folders.

    Folders count with all that is in them; a path that does not exist, or that we
    cannot reach, is left out. `offered` is what `version` returned. Needs no_new_privs.

    Raises:
        OSError: the kernel refused.
    """
    files = _known_to(offered)
    attributes = struct.pack(
        "QQQ", files, _TCP if offered >= 4 else 0, _SCOPES if offered >= SCOPED_SIGNALS else 0
    )
    size = 8 if offered < 4 else 16 if offered < SCOPED_SIGNALS else 24
    rules = checked(syscall(_CREATE, attributes[:size], size, 0), "landlock_create_ruleset")
    try:
        everything = files & ~(MAKE_CHAR | MAKE_BLOCK | MAKE_SOCK)
        for path in readable:
            _allow(rules, path, _READ)
        for path in writable:
            _allow(rules, path, everything)
        checked(syscall(_RESTRICT, rules, 0), "landlock_restrict_self")
    finally:
        os.close(rules)


def _known_to(offered: int) -> int:
    """Return every right over files that this version handles: what is handled is refused."""
    files = REFER - 1
    for right, since in ((REFER, 2), (TRUNCATE, TRUNCATION), (IOCTL_DEV, 5)):
        if offered >= since:
            files |= right
    return files


def _allow(rules: int, path: str, rights: int) -> None:
    with contextlib.suppress(FileNotFoundError, PermissionError):
        fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
        try:
            if not stat.S_ISDIR(os.fstat(fd).st_mode):
                rights &= _OF_FILES
            rule = struct.pack("=Qi", rights, fd)
            checked(syscall(_ADD, rules, _PATH_BENEATH, rule, 0), f"landlock_add_rule {path}")
        finally:
            os.close(fd)
