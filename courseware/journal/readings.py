"""What reading a folder gives: its records, its damage, and the limits that were kept."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from courseware.journal.records import DEPTH, LINE_BYTES, Record


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How much of a folder is read at most. What goes beyond is damage of kind ``too_large``.

    A grader reads what learners handed in: time and memory stay in proportion to `total_bytes`,
    whatever the folder holds. Where that is not enough, what was written last is read. The defaults
    leave honest journals a hundredfold room; the writer's own files and lines always fit.
    """

    files: int = 2_000
    """Entries of the folder looked at, of whatever kind."""
    file_bytes: int = 16 << 20
    total_bytes: int = 32 << 20
    line_bytes: int = LINE_BYTES
    depth: int = DEPTH
    records: int = 100_000
    damage: int = 1_000
    """Pieces of damage told; after them one of kind ``too_large`` says that there was more."""


class DamageKind(StrEnum):
    """What can be wrong with a folder."""

    TORN_TAIL = "torn_tail"
    """The last line of a file was cut: a writer died, or its disk filled. Nothing `Saved` is lost
    by it, unless the file was cut later."""
    DAMAGED_LINE = "damaged_line"
    """A line is no record: flipped bits, an edit, or something else altogether."""
    UNKNOWN_VERSION = "unknown_version"
    """A later version of this library wrote the line."""
    GAP = "gap"
    """Records are missing before a later one of the same writer."""
    CHAIN_BROKEN = "chain_broken"
    """A record does not continue the one before it: one of the two is not the original."""
    CONFLICT = "conflict"
    """Different records, `count` of them, bear the same writer and number; the one kept continues
    the chain. A copied virtual machine does this, and so does an edit."""
    TOO_LARGE = "too_large"
    """A limit was reached; what lies beyond it was not read."""
    NOT_REGULAR = "not_regular"
    """A link, folder, pipe or device stands where a file, or the folder itself, should."""
    UNREADABLE = "unreadable"
    """The system would not let the file be read."""


class Damage(msgspec.Struct, frozen=True, kw_only=True):
    """One thing wrong, and where: in a line of a file, or among the records of a writer.

    `file` is empty for the folder itself and for damage found between records; it is safe to
    print. `line` counts from 1; 0 means the whole file. `number` is the first record meant, and
    `count` how many records a gap misses or how many bytes a torn tail has.
    """

    kind: DamageKind
    file: str = ""
    line: int = 0
    writer: str = ""
    number: int = 0
    count: int = 0
    detail: str = ""


class Findings:
    """Damage as it is found: at most `most` pieces are kept, and one that tells of the rest."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.pieces: list[Damage] = []

    def within(
        self, kind: DamageKind, file: str, line: int = 0, detail: str = "", count: int = 0
    ) -> None:
        """Tell of damage in a line of a file, in a whole file, or in the folder ("")."""
        self._add(Damage(kind=kind, file=file, line=line, detail=detail, count=count))

    def between(self, kind: DamageKind, writer: str, number: int, count: int = 0) -> None:
        """Tell of damage that shows among a writer's records only."""
        self._add(Damage(kind=kind, writer=writer, number=number, count=count))

    def _add(self, damage: Damage) -> None:
        if len(self.pieces) < self.most:
            self.pieces.append(damage)
        elif len(self.pieces) == self.most:
            self.pieces.append(Damage(kind=DamageKind.TOO_LARGE, detail="more damage than is told"))


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """The records of a folder, each once, and what was wrong with it.

    Records of one writer stand by number; writers are merged by time, so that a clock which went
    back does not turn a writer's records round.
    """

    records: tuple[Record, ...] = ()
    damage: tuple[Damage, ...] = ()
