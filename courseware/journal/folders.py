"""What the writer asks of the file system, beyond what `open` and `write` do."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

if sys.platform == "darwin":
    import fcntl

_SYNC_UNKNOWN = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EACCES, errno.EPERM}


def sync(file: int) -> None:
    """Wait until the disk has what was written. OSError: do not trust this file any more.

    After a failed sync Linux may drop the pages and report success the next time, which is why
    nothing is ever synced twice.
    """
    if sys.platform == "darwin":  # fsync leaves the data in the drive's cache there
        fcntl.fcntl(file, fcntl.F_FULLFSYNC)
    elif sys.platform == "win32":
        os.fsync(file)
    else:
        os.fdatasync(file)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder as durable as the file system can.

    Some (network shares, FUSE, Windows) know no such thing, and a parent may be closed to us:
    there the name is as safe as it gets.
    """
    try:
        handle = os.open(folder, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
    except PermissionError:
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _SYNC_UNKNOWN:
            raise
    finally:
        os.close(handle)


def make_folder(folder: Path, mode: int = 0o700) -> None:
    """Make a folder and the parents that lack, unless it stands already.

    Raises:
        NotADirectoryError: a file stands there, or a link, which `read` would not follow.
        OSError: the system refuses.
    """
    try:
        found = os.lstat(folder)
    except FileNotFoundError:
        if not folder.parent.is_dir():
            make_folder(folder.parent, 0o777)
        _make(folder, mode)
        return
    if not stat.S_ISDIR(found.st_mode):
        raise NotADirectoryError(errno.ENOTDIR, "not a folder", str(folder))


def _make(folder: Path, mode: int) -> None:
    try:
        folder.mkdir(mode)
    except FileExistsError:
        return  # another writer was quicker; if it is no folder, opening a file in it tells
    sync_folder(folder.parent)
