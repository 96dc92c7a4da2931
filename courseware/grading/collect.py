"""Collecting hand-ins from the exchange without trusting what lies there.

Learners own their inbound folders. Stock collect follows their links with the
teacher's rights, and one folder with a bad name or too many bytes stops the
collection of all others.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeCollect
from nbgrader.utils import ignore_patterns, parse_utc

from courseware.grading.intake import TooMuchError, take_in
from courseware.grading.places import Places
from courseware.session import FOLDER

Ignore = Callable[[str, list[str]], Iterable[str]]

NEEDED = ("timestamp.txt", "submission_secret.txt")
"""What nbgrader wants to find in a hand-in."""


class Collect(ExchangeCollect):
    """`ExchangeFactory.collect`: stock collection, of regular files only, each hand-in for itself.

    A hand-in without a readable notebook gets the released one, so that the
    answers in its journal are marked.
    """

    src_records: list[dict[str, Any]]

    def _path_to_record(self, path: str) -> dict[str, Any]:
        name = Path(path).name
        parts = name.rsplit("+", 3)
        try:
            return {"username": parts[0], "filename": name, "timestamp": parse_utc(parts[2])}
        except (IndexError, ValueError, OverflowError):
            self.log.warning("Not a hand-in, passed over: %r", name)
            return {"username": "", "filename": name, "timestamp": datetime.now(UTC)}

    def init_src(self) -> None:
        """Find the hand-ins."""
        super().init_src()
        self.src_records = [record for record in self.src_records if record["username"]]

    def do_copy(self, src: str, dest: str, log: object = None) -> None:  # noqa: ARG002 - nbgrader's
        """Copy one hand-in; whatever is wrong with it is logged and stays its own."""
        places = Places(self.coursedir, self.coursedir.assignment_id)
        try:
            self._copy(Path(src), Path(dest))
            for note in take_in(Path(dest), places.release):
                self.log.warning("%s: %s", Path(dest).parent.name, note)
        except (OSError, TooMuchError, RecursionError) as error:
            self.log.warning("%r could not be collected: %s", Path(src).name, error)

    def _copy(self, src: Path, dest: Path) -> None:
        if not stat.S_ISDIR(src.lstat().st_mode):
            raise NotADirectoryError(0, "is not a folder")
        ignored: Ignore = ignore_patterns(
            exclude=self.coursedir.ignore,
            include=self.coursedir.include,
            max_file_size=self.coursedir.max_file_size,
            log=self.log,
        )
        size = self.get_size(os.fspath(src))
        if size > 1000 * self.coursedir.max_dir_size:
            self.log.error("%r is too large (%d bytes): notebooks and answers only", src.name, size)
            ignored = _all_but_answers(os.fspath(src), ignored)
        shutil.copytree(src, dest, symlinks=True, ignore=_regular(ignored))
        if self.coursedir.groupshared:
            _share(dest)


def _share(folder: Path) -> None:
    """Let the group of graders change what was collected, as stock collect does."""
    for here, _, files in os.walk(folder):
        Path(here).chmod(Path(here).stat().st_mode & 0o777 | 0o2770)
        for name in files:
            path = Path(here, name)
            path.chmod(path.stat().st_mode & 0o777 | 0o660)


def _regular(ignored: Ignore) -> Ignore:
    """Also leave out links, pipes, sockets and devices."""

    def choose(folder: str, names: list[str]) -> set[str]:
        odd = {name for name in names if not _is_regular(Path(folder, name))}
        return odd | set(ignored(folder, [name for name in names if name not in odd]))

    return choose


def _all_but_answers(top: str, ignored: Ignore) -> Ignore:
    def choose(folder: str, names: list[str]) -> set[str]:
        wanted = {name for name in names if name in (FOLDER, *NEEDED) or name.endswith(".ipynb")}
        others = set(names) - wanted if folder == top else set()
        return others | set(ignored(folder, names))

    return choose


def _is_regular(path: Path) -> bool:
    try:
        mode = path.lstat().st_mode
    except OSError:
        return False
    return stat.S_ISREG(mode) or stat.S_ISDIR(mode)
