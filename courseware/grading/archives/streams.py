"""Reading archives within bounds that Python's own libraries do not have."""

from __future__ import annotations

import lzma
import os
import struct
import tarfile
from collections.abc import Callable
from typing import IO

_END = b"PK\x05\x06"
_END_BYTES = 22
_LOCATOR = b"PK\x06\x07"
_LOCATOR_BYTES = 20
_END_64 = b"PK\x06\x06"
_END_64_BYTES = 56
_COMMENT = 65_535
XZ_MEMORY = 150_000_000
"""Bytes that unpacking an .xz may take; `xz -9` asks for 65 MB."""
_SKIP = 65_536


def directory_bytes(file: IO[bytes]) -> int:
    """Return how long a zip's list of members is, which Python reads as a whole.

    Whatever is odd about the end of the file is left to `zipfile` to refuse.
    """
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _COMMENT - _END_BYTES - _LOCATOR_BYTES))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_BYTES:
        file.seek(0)
        return 0
    (length,) = struct.unpack_from("<L", tail, at + 12)
    if at >= _LOCATOR_BYTES and tail[at - _LOCATOR_BYTES :].startswith(_LOCATOR):
        length = max(0 if length == 0xFFFFFFFF else length, _length_64(file, size, tail, at))
    file.seek(0)
    return int(length)


def _length_64(file: IO[bytes], size: int, tail: bytes, at: int) -> int:
    """Return the length in a zip64's end record, which stands before the locator."""
    file.seek(max(0, size - len(tail) + at - _LOCATOR_BYTES - _END_64_BYTES))
    record = file.read(_END_64_BYTES)
    if len(record) < _END_64_BYTES or not record.startswith(_END_64):
        return 0
    return int(struct.unpack_from("<Q", record, 40)[0])


class Forward:
    """A stream for `tarfile` that is read from front to back, not endlessly, in small bites.

    A header of a tar may say that a name has gigabytes, and `tarfile` reads it in
    one go: a bite of more than `most_at_once` bytes is refused (`odd` tells that
    one was). `passed` tells that more than `most` bytes came.
    """

    def __init__(self, plain: Callable[[int], bytes], *, most: int, most_at_once: int) -> None:
        self.plain, self.most, self.most_at_once = plain, most, most_at_once
        self.at = 0
        self.passed = self.odd = False

    def read(self, count: int) -> bytes:
        """Read up to `count` bytes."""
        if count < 0 or count > self.most_at_once:
            self.odd = True
            raise tarfile.ReadError("a header is too long")
        found = self.plain(count)
        self.at += len(found)
        if self.at > self.most:
            self.passed = True
            raise tarfile.ReadError("more comes out than can be meant")
        return found

    def tell(self) -> int:
        """Return how many bytes were read."""
        return self.at

    def seek(self, place: int) -> int:
        """Read on to a place."""
        if place < self.at:
            raise tarfile.ReadError("it leads back to what was read")
        while self.at < place and self.read(min(_SKIP, place - self.at)):
            pass
        return self.at


class Unxz:
    """An .xz as a stream, with a bound for memory, which `lzma.open` does not have."""

    def __init__(self, packed: IO[bytes]) -> None:
        self.packed = packed
        self.decoder = self._decoder()

    @staticmethod
    def _decoder() -> lzma.LZMADecompressor:
        return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=XZ_MEMORY)

    def close(self) -> None:
        """Do nothing: the file is closed by whoever opened it."""

    def read(self, size: int = -1, /) -> bytes:
        """Read up to `size` bytes, as many as there are."""
        wanted = _SKIP if size < 0 else size
        found = bytearray()
        while len(found) < wanted:
            more = self._more(wanted - len(found))
            if more is None:
                break
            found += more
        return bytes(found)

    def _more(self, most: int) -> bytes | None:
        if self.decoder.eof:  # an .xz may be followed by another one
            rest = self.decoder.unused_data.lstrip(b"\0") or self.packed.read(_SKIP)
            if not rest:
                return None
            self.decoder = self._decoder()
            return self.decoder.decompress(rest, most)
        if not self.decoder.needs_input:
            return self.decoder.decompress(b"", most)
        packed = self.packed.read(_SKIP)
        if not packed:
            raise EOFError("the archive ends too early")
        return self.decoder.decompress(packed, most)
