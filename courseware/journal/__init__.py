"""The response journal: what a learner gave, kept through crashes, full disks and copied folders.

``Journal(folder).append(kind, data, on_outcome)`` queues a record and returns at once; the outcome
is told when the record is on the disk, or is known not to be. ``read(folder)`` gives back every
record and says where the folder is damaged. ``same_records(a, b)`` finds what two folders share.

Promises, and their edges:

1. After `Saved` a record survives ``kill -9`` and, as far as disk and file server keep their word,
   a power cut.
2. Until then the learner is told so: a disk in trouble gives `NotSaved` with the reason, the
   record stays in memory, and trying goes on. Nothing is raised or waited for in a cell.
3. After any crash a reader gets every record that was `Saved`, in order, and none that was never
   appended. A record that was on its way may be there or not.
4. Damage is reported with its place, never guessed over. One flipped bit costs two records at most.
5. Any number of writers at once lose nothing: each has files of its own.
6. The learner owns the files, so an edit is made visible, not impossible: lines are chained by
   hash, and whoever recomputes the whole chain is seen only by comparing with a hash kept
   elsewhere (`Saved.hash`). Records cut off the end leave no trace either.
7. The same writer, number and hash in two learners' folders means that one was copied.
"""

from __future__ import annotations

from courseware.journal.copies import RecordId, same_records
from courseware.journal.outcomes import NotSaved, Outcome, Reason, Saved
from courseware.journal.reader import read
from courseware.journal.readings import Damage, DamageKind, Limits, Reading
from courseware.journal.records import Record
from courseware.journal.writer import Journal

__all__ = [
    "Damage",
    "DamageKind",
    "Journal",
    "Limits",
    "NotSaved",
    "Outcome",
    "Reading",
    "Reason",
    "Record",
    "RecordId",
    "Saved",
    "read",
    "same_records",
]
