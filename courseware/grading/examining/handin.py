"""A submission in memory: bounded, regular files only, nothing of it believed."""

from __future__ import annotations

import msgspec

from courseware.grading.gather import Gathered


class HandIn(msgspec.Struct, frozen=True, kw_only=True):
    """What one learner handed in.

    Attributes:
        student: as the transport names them; nothing inside is asked.
        notebooks: the bytes of each notebook, by name without `.ipynb`.
        files: the bytes of all other files, by relative path with `/`.
        refused: why it cannot be graded at all, "" where it can.
        gathered: the answers to our own exercises.
        notes: what was left out, a bounded line each.
    """

    student: str
    notebooks: dict[str, bytes] = {}
    files: dict[str, bytes] = {}
    refused: str = ""
    gathered: Gathered = Gathered()
    notes: tuple[str, ...] = ()
