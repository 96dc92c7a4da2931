"""Which learners hold the same records of a journal: a file was copied.

A writer's name holds 64 random bits, so that one shared record is enough.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from courseware.grading.running.rows import Copied, shown
from courseware.journal import Record


class Copies:
    """Looks at one learner's records after the other, and keeps a few bytes of each."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._first: dict[int, int] = {}
        self._shared: defaultdict[int, set[int]] = defaultdict(set)

    def add(self, student: str, records: list[Record] | tuple[Record, ...]) -> None:
        """Take down whose records these are."""
        if not records:
            return
        here = len(self._names)
        self._names.append(shown(student))
        for record in records:
            mark = hash((record.writer, record.number, record.hash))
            first = self._first.setdefault(mark, here)
            if first != here:
                self._shared[mark] |= {first, here}

    def found(self) -> tuple[Copied, ...]:
        """Return the groups of learners who share records, and how many."""
        groups = Counter(
            tuple(sorted(self._names[at] for at in holders)) for holders in self._shared.values()
        )
        return tuple(
            Copied(students=students, records=count) for students, count in sorted(groups.items())
        )
