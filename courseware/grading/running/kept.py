"""Results on the disk: one file for each learner, whole or not there.

`results/<student>/<assignment>.json` in the course folder, beside nbgrader's own
steps and by the same `directory_structure`. What ends in `.new.json` was graded but
is not known to stand in the gradebook yet.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Literal

import msgspec

from courseware.grading.examining.result import Result
from courseware.grading.places import Places

STEP = "results"
"""The folder, as nbgrader calls its own `submitted` or `autograded`."""


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A result with what it came of.

    Attributes:
        result: what grading found out.
        run: digest of all that was run, beside what was handed in.
        rules: digest of all that turns what ran into marks: points, keys, policy.
        handed_in: when, as nbgrader writes it; "" where nobody knows.
    """

    result: Result
    run: str
    rules: str
    handed_in: str = ""
    version: Literal[1] = 1


class Shelf:
    """The results of one assignment."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def path(self, student: str) -> Path:
        """Return where a learner's result stands once the gradebook has it."""
        folder = self._places.step(STEP, student)
        return folder.with_name(f"{folder.name}.json")

    def _new(self, student: str) -> Path:
        path = self.path(student)
        return path.with_name(f"{path.stem}.new.json")

    def read(self, student: str) -> tuple[Kept | None, bool]:
        """Return the newest result, and whether the gradebook is known to have had it.

        A file that cannot be read is as good as none: the submission is graded again.
        """
        for path, told in ((self._new(student), False), (self.path(student), True)):
            with contextlib.suppress(FileNotFoundError, msgspec.MsgspecError, UnicodeError):
                return msgspec.json.decode(path.read_bytes(), type=Kept), told
        return None, False

    def put(self, student: str, kept: Kept) -> None:
        """Write a result, whole or not at all, before anybody is told of it."""
        path = self._new(student)
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(f".{path.name}.part")
        try:
            aside.write_bytes(msgspec.json.encode(kept))
            aside.replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                aside.unlink()
            raise

    def told(self, student: str) -> None:
        """Note that the gradebook has the newest result."""
        with contextlib.suppress(FileNotFoundError):
            self._new(student).replace(self.path(student))
