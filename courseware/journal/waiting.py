"""The records that are not saved yet, and the chain they continue."""

from __future__ import annotations

import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from courseware.journal.outcomes import NotSaved, Outcome, Reason, Saved
from courseware.journal.records import NO_RECORD, Line, seal

BATCH_BYTES = 1 << 20
"""Records written together; one that is longer is written alone."""


@dataclass(slots=True)
class Entry:
    """A record on its way, and who wants to know what becomes of it."""

    number: int
    line: Line
    on_outcome: Callable[[Outcome], None] | None
    told: Reason | None = None
    """Why it is not saved, as far as its owner was told."""


def new_writer(at: datetime) -> str:
    """Return a name that no other writer has: its start in UTC, to the second, and 64 random bits.

    Names sort by time; nothing else depends on the clock being right.
    """
    start = at.astimezone(UTC).isoformat(timespec="seconds")[:19]
    return f"{start.replace('-', '').replace(':', '')}Z-{secrets.token_hex(8)}"


class Waiting:
    """A writer's records from the first unsaved on. Callers hold the journal's lock."""

    def __init__(self) -> None:
        self.writer = ""
        self._queue: deque[Entry] = deque()
        self._saved = (0, NO_RECORD)

    def __len__(self) -> int:
        return len(self._queue)

    @property
    def last(self) -> tuple[int, str]:
        """The number and hash of the record appended last; 0 if there is none."""
        if self._queue:
            return self._queue[-1].number, self._queue[-1].line.hash
        return self._saved

    def entry(
        self, at: datetime, kind: str, body: str, on_outcome: Callable[[Outcome], None] | None
    ) -> Entry:
        """Return the next record, not yet added."""
        self.writer = self.writer or new_writer(at)
        number, previous = self.last
        line = seal(self.writer, number + 1, at, kind, body, previous)
        return Entry(number + 1, line, on_outcome)

    def add(self, entry: Entry) -> None:
        """Add it: the one step that counts, so that an interrupt leaves nothing half done."""
        self._queue.append(entry)

    def batch(self) -> list[Entry]:
        """Return the first records, together at most `BATCH_BYTES` long, but one at least."""
        chosen: list[Entry] = []
        room = BATCH_BYTES
        for entry in self._queue:
            room -= len(entry.line.content)
            if chosen and room < 0:
                break
            chosen.append(entry)
        return chosen

    def saved(self, batch: list[Entry]) -> list[tuple[Entry, Outcome]]:
        """Take a batch off the queue; return what is to be told."""
        self._saved = (batch[-1].number, batch[-1].line.hash)
        for _ in batch:
            self._queue.popleft()
        return [
            (entry, Saved(writer=self.writer, number=entry.number, hash=entry.line.hash))
            for entry in batch
        ]

    def failed(self, reason: Reason, detail: str) -> list[tuple[Entry, Outcome]]:
        """Return what is to be told to those who have not been told this reason yet."""
        news: list[tuple[Entry, Outcome]] = []
        for entry in self._queue:
            if entry.told is not reason:
                entry.told = reason
                outcome = NotSaved(
                    writer=self.writer, number=entry.number, reason=reason, detail=detail
                )
                news.append((entry, outcome))
        return news
