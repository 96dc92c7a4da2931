"""How much may come out of an archive."""

from __future__ import annotations

from typing import Literal

import msgspec

from courseware.grading.examining.handin import FILE_BYTES
from courseware.grading.intake import FILES

Excess = Literal["too_many", "too_large", "all_too_many", "all_too_large", "bomb"]
"""Which bound was met; said by the catalogue, `collect.excess_<excess>`."""


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds of a hand-in, and of all that one command unpacks.

    `ratio` is how many times its packed size something may have, from
    `ratio_from` bytes on: text packs to a tenth, a bomb to a thousandth.
    """

    files: int = FILES
    bytes: int = FILE_BYTES
    all_files: int = 200_000
    all_bytes: int = 20_000_000_000
    ratio: int = 200
    ratio_from: int = 5_000_000


class TooMuch(Exception):
    """An archive or a hand-in holds more than it may; `excess` says of what."""

    def __init__(self, excess: Excess) -> None:
        super().__init__(excess)
        self.excess: Excess = excess


class Budget:
    """Counts what one hand-in, or all of them together, have used up.

    A learner's own archive counts against the same budget as the rest of the
    hand-in, and everything against that of the whole.
    """

    def __init__(self, limits: Limits, whole: Budget | None = None) -> None:
        self.limits = limits
        self.whole = whole
        self.files = self.bytes = 0

    def file(self) -> None:
        """Count a file; raises `TooMuch`."""
        self.files += 1
        if self.files > (self.limits.files if self.whole else self.limits.all_files):
            raise TooMuch("too_many" if self.whole else "all_too_many")
        if self.whole:
            self.whole.file()

    def read(self, count: int) -> None:
        """Count bytes that came out; raises `TooMuch`."""
        self.bytes += count
        if self.bytes > (self.limits.bytes if self.whole else self.limits.all_bytes):
            raise TooMuch("too_large" if self.whole else "all_too_large")
        if self.whole:
            self.whole.read(count)
