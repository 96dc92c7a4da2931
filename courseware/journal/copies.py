"""Finding what two learners' folders have in common."""

from __future__ import annotations

from typing import NamedTuple

from courseware.journal.readings import Reading


class RecordId(NamedTuple):
    """What is the same in no two records, unless one is a copy of the other."""

    writer: str
    number: int
    hash: str


def same_records(a: Reading, b: Reading) -> tuple[RecordId, ...]:
    """Return the records that stand in both folders, by writer and number.

    A writer's name holds 64 random bits, so that one shared record is enough to say that a file
    was copied; not who copied from whom, and not that answers were: the same answers typed
    twice share nothing.
    """
    return tuple(sorted(_ids(a) & _ids(b)))


def _ids(reading: Reading) -> set[RecordId]:
    return {RecordId(record.writer, record.number, record.hash) for record in reading.records}
