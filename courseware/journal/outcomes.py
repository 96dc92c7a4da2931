"""What became of a record: saved, or not saved and why."""

from __future__ import annotations

import errno
from enum import StrEnum

import msgspec


class Reason(StrEnum):
    """Why a record is not saved: stable codes, for which the caller has texts.

    ``denied`` is also said where something that is no folder stands in the folder's place,
    ``gone`` where the folder was deleted or moved, or a file server lost the file.
    """

    DISK_FULL = "disk_full"
    QUOTA = "quota"
    READ_ONLY = "read_only"
    DENIED = "denied"
    GONE = "gone"
    IO = "io"
    UNKNOWN = "unknown"


class Saved(msgspec.Struct, frozen=True, kw_only=True):
    """The record is on the disk. `hash` is what a receipt kept elsewhere would hold."""

    writer: str
    number: int
    hash: str


class NotSaved(msgspec.Struct, frozen=True, kw_only=True):
    """The record is in memory only, and the journal goes on trying.

    `detail` is the system's message, with paths: for logs, not for learners.
    """

    writer: str
    number: int
    reason: Reason
    detail: str


Outcome = Saved | NotSaved

_REASONS = {
    errno.ENOSPC: Reason.DISK_FULL,
    errno.EDQUOT: Reason.QUOTA,
    errno.EFBIG: Reason.QUOTA,  # RLIMIT_FSIZE, or a share that limits the size of files
    errno.EROFS: Reason.READ_ONLY,
    errno.EACCES: Reason.DENIED,
    errno.EPERM: Reason.DENIED,
    errno.EEXIST: Reason.DENIED,
    errno.ENOTDIR: Reason.DENIED,
    errno.ELOOP: Reason.DENIED,
    errno.ENOENT: Reason.GONE,
    errno.ESTALE: Reason.GONE,
    errno.EIO: Reason.IO,
    errno.ENXIO: Reason.IO,
    errno.ENODEV: Reason.IO,
    errno.ETIMEDOUT: Reason.IO,
}


def reason_of(error: Exception) -> Reason:
    """Return the code of what went wrong; `Reason.UNKNOWN` for what has no code of its own."""
    number = error.errno if isinstance(error, OSError) else None
    return _REASONS.get(number or 0, Reason.UNKNOWN)
