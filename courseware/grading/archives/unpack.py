"""The members of a zip or tar archive, one after the other, nothing of them believed.

Members are read as streams: what a header says about sizes is used only to refuse.
"""

from __future__ import annotations

import bz2
import contextlib
import gzip
import lzma
import os
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Literal, Protocol

import msgspec

from courseware.grading.archives.budget import Limits, TooMuch
from courseware.grading.archives.streams import Forward, Unxz, directory_bytes

ENDINGS = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
"""Names of archives that are unpacked; also in a hand-in."""
CHUNK = 65_536
HEADER_BYTES = 1_000_000
"""Of one header of a tar: names longer than that are no names."""
DIRECTORY_BYTES = 200
"""Of a zip's list of members, for each member that it may have."""

Kind = Literal["file", "folder", "link", "special", "encrypted", "packing"]
"""`packing`: packed in a way that is not unpacked here; `special`: pipe, device or the like."""

DAMAGED = (
    zipfile.BadZipFile,
    tarfile.TarError,
    lzma.LZMAError,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    IndexError,
    OverflowError,
    RecursionError,
    NotImplementedError,
    RuntimeError,
)
"""What Python's libraries raise for archives that are damaged, or made to be odd."""


def is_damage(error: Exception) -> bool:
    """Tell whether an error lies in the archive, and not in the disk."""
    return isinstance(error, DAMAGED) and not getattr(error, "errno", None)


class Readable(Protocol):
    """What gzip, bz2 and our own reader have in common with a file."""

    def read(self, size: int = -1, /) -> bytes:
        """Read up to `size` bytes."""

    def close(self) -> None:
        """Let go of it."""


class NotAnArchive(Exception):
    """Neither zip nor tar."""


class Member(msgspec.Struct, frozen=True):
    """One member: its name as it stands there, what it is, and how to read it.

    `alone` says that damage to it tells nothing of the others.
    """

    name: str
    kind: Kind
    chunks: Callable[[], Iterator[bytes]]
    alone: bool = False


def is_archive(name: str) -> bool:
    """Tell whether a file is taken for an archive, by its name."""
    return name.lower().endswith(ENDINGS)


def members(path: Path, limits: Limits, most: int) -> Iterator[Member]:
    """Yield the members of an archive; each must be read before the next is asked for.

    `most` is how many there may be.

    Raises:
        NotAnArchive: neither zip nor tar.
        TooMuch: its list alone is too long, or it unpacks to far more than it has bytes.
        One of `DAMAGED`: somewhere in the middle.
    """
    with path.open("rb") as file:
        head = file.read(512)
        file.seek(0)
        if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
            yield from _zip_members(file, limits, most)
        else:
            yield from _tar_members(file, head, limits, most)


def _zip_members(file: IO[bytes], limits: Limits, most: int) -> Iterator[Member]:
    if directory_bytes(file) > most * DIRECTORY_BYTES:
        raise TooMuch("too_many")
    with zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            reader = _zip_reader(archive, info, limits)
            yield Member(_name_in_zip(info), _zip_kind(info), reader, alone=True)


def _zip_kind(info: zipfile.ZipInfo) -> Kind:
    mode = info.external_attr >> 16
    if info.create_system == 3 and stat.S_IFMT(mode) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        return "link" if stat.S_ISLNK(mode) else "special"
    if info.is_dir() or info.filename.endswith("\\"):
        return "folder"
    if info.flag_bits & 0x1:
        return "encrypted"
    # LZMA may ask for gigabytes of memory, and no LMS or system packs with it.
    known = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2}
    return "file" if info.compress_type in known else "packing"


def _zip_reader(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits
) -> Callable[[], Iterator[bytes]]:
    def read() -> Iterator[bytes]:
        count = 0
        with archive.open(info) as stream:
            while chunk := stream.read(CHUNK):
                count += len(chunk)
                if count > max(limits.ratio_from, limits.ratio * info.compress_size):
                    raise TooMuch("bomb")
                yield chunk

    return read


def _name_in_zip(info: zipfile.ZipInfo) -> str:
    """Return a member's name; where no code is named, UTF-8 or that of Russian Windows."""
    name = info.orig_filename
    if info.flag_bits & 0x800:
        return name
    raw = name.encode("cp437")
    with contextlib.suppress(UnicodeDecodeError):
        return raw.decode()
    russian = raw.decode("cp866")
    letters = [letter for letter in russian if not letter.isascii()]
    return russian if all("А" <= letter <= "ё" for letter in letters) else name


def _tar_members(file: IO[bytes], head: bytes, limits: Limits, most: int) -> Iterator[Member]:
    packed = os.fstat(file.fileno()).st_size
    allowed = max(limits.ratio_from, limits.ratio * packed)
    with contextlib.closing(_unpacked(file, head)) as plain:
        stream = Forward(plain.read, most=allowed, most_at_once=HEADER_BYTES)
        try:
            # `closing` and not `with`: a tar that is written in would be ended by zeros.
            with contextlib.closing(_opened(stream)) as archive:
                for number, info in enumerate(archive, 1):
                    if number > most:
                        raise TooMuch("too_many")
                    yield Member(info.name, _tar_kind(info), _tar_reader(archive, info, stream))
        except tarfile.ReadError as error:
            if stream.passed:
                raise TooMuch("bomb") from error
            raise


def _opened(stream: Forward) -> tarfile.TarFile:
    try:
        return tarfile.open(fileobj=stream, mode="r:")  # type: ignore[call-overload, no-any-return]
    except tarfile.ReadError as error:
        if stream.passed or stream.odd or stream.at > tarfile.BLOCKSIZE:
            raise
        raise NotAnArchive from error


def _unpacked(file: IO[bytes], head: bytes) -> Readable:
    if head.startswith(b"\x1f\x8b"):
        return gzip.open(file)
    if head.startswith(b"BZh"):
        return bz2.open(file)
    if head.startswith(b"\xfd7zXZ\x00"):
        return Unxz(file)
    return file


def _tar_kind(info: tarfile.TarInfo) -> Kind:
    if info.issym() or info.islnk():
        return "link"
    if info.isdir():
        return "folder"
    return "file" if info.isreg() and not info.issparse() else "special"


def _tar_reader(
    archive: tarfile.TarFile, info: tarfile.TarInfo, stream: Forward
) -> Callable[[], Iterator[bytes]]:
    def read() -> Iterator[bytes]:
        inner = archive.extractfile(info)
        try:
            while inner is not None and (chunk := inner.read(CHUNK)):
                yield chunk
        except tarfile.ReadError as error:
            if stream.passed:
                raise TooMuch("bomb") from error
            raise

    return read
