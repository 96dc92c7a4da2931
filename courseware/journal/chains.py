"""Putting records in order, writer by writer, and finding what is missing between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from courseware.journal.readings import DamageKind, Findings
from courseware.journal.records import NO_RECORD, Record


class Chains:
    """The records of several writers: added in any order, given back in theirs."""

    def __init__(self) -> None:
        self.size = 0
        """How many different records were added."""
        self._writers: dict[str, dict[int, Record]] = {}
        self._rivals: dict[tuple[str, int], dict[str, Record]] = {}

    def add(self, record: Record) -> None:
        """Add a record; one added before counts once."""
        first = self._writers.setdefault(record.writer, {}).setdefault(record.number, record)
        if first is not record:
            if first.hash == record.hash:
                return
            rivals = self._rivals.setdefault((record.writer, record.number), {first.hash: first})
            if rivals.setdefault(record.hash, record) is not record:
                return
        self.size += 1

    def merged(self, findings: Findings) -> tuple[Record, ...]:
        """Return each record once, in order, and tell of what does not fit between them."""
        placed: list[tuple[datetime, Record]] = []
        for writer in sorted(self._writers):
            placed += _timed(self._chain(writer, findings))
        placed.sort(key=lambda place: (place[0], place[1].writer, place[1].number))
        return tuple(record for _, record in placed)

    def _chain(self, writer: str, findings: Findings) -> Iterator[Record]:
        """Yield a writer's records by number."""
        last, last_hash = 0, NO_RECORD
        for number, first in sorted(self._writers[writer].items()):
            record = self._chosen(first, last_hash, findings)
            if number > last + 1:
                missing = number - last - 1
                findings.between(DamageKind.GAP, writer, last + 1, missing)
            elif record.previous != last_hash:
                findings.between(DamageKind.CHAIN_BROKEN, writer, number)
            last, last_hash = number, record.hash
            yield record

    def _chosen(self, first: Record, last_hash: str, findings: Findings) -> Record:
        """Return the rival that continues the chain, and the one read first if none or all do."""
        rivals = self._rivals.get((first.writer, first.number))
        if rivals is None:
            return first
        findings.between(DamageKind.CONFLICT, first.writer, first.number, len(rivals))
        return next((rival for rival in rivals.values() if rival.previous == last_hash), first)


def _timed(records: Iterable[Record]) -> Iterator[tuple[datetime, Record]]:
    """Pair each record with the latest time its writer had reached: a clock may go back."""
    latest = None
    for record in records:
        latest = record.at if latest is None else max(latest, record.at)
        yield latest, record
