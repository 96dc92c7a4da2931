"""What became of each hand-in, and of each thing that could not be taken."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

Status = Literal["new", "newer", "same", "older", "undecided", "unmapped", "refused", "left_out"]
"""What became of something; a hand-in's is said by the catalogue, `collect.status_<status>`.

- `new`, `newer`: taken; in place of an earlier one.
- `same`, `older`: what is there already is as new.
- `undecided`: something else is there, and which is newer cannot be told.
- `unmapped`: nobody knows whose it is.
- `refused`: nothing of a hand-in, or of an archive, was taken; `why` says why.
- `left_out`: one member was not taken, the rest of the hand-in was.
"""

Why = Literal[
    "",
    # of a member
    "absolute",
    "outside",
    "letters",
    "long_name",
    "deep",
    "no_name",
    "link",
    "special",
    "encrypted",
    "packing",
    "clash",
    "reserved",
    "nested",
    "nobody",
    "more",
    # of a member, a hand-in or an archive
    "damaged",
    "too_many",
    "too_large",
    "all_too_many",
    "all_too_large",
    "bomb",
    "no_archive",
    "unreadable",
    # of an archive
    "which_lms",
    # of a hand-in
    "ambiguous",
    "bad_id",
    "nothing",
    "two_senders",
    "unwritable",
]
"""Why; said by the catalogue, `collect.why_<why>`."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One hand-in, one member that was left out, or one archive that could not be read.

    Attributes:
        source: the archive, folder or file given.
        sender: as the learning management system names them.
        student: the id in the gradebook, "" where there is none.
        path: of the member, within its archive.
        time: when it was handed in, as far as that is known.
        late: the system says so.
        detail: what a library or the system said, a bounded line.
    """

    source: str
    status: Status
    sender: str = ""
    student: str = ""
    path: str = ""
    why: Why = ""
    files: int = 0
    size: int = 0
    time: datetime | None = None
    late: bool = False
    detail: str = ""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a collection did, or would do (`dry`)."""

    assignment: str
    rows: tuple[Row, ...] = ()
    dry: bool = False

    @property
    def taken(self) -> tuple[Row, ...]:
        """The hand-ins that are now in their places."""
        return tuple(row for row in self.rows if row.status in {"new", "newer"})

    @property
    def faults(self) -> tuple[Row, ...]:
        """What a human should look at."""
        wanted = {"undecided", "unmapped", "refused", "left_out"}
        return tuple(row for row in self.rows if row.status in wanted)
