"""Unpacking into a folder of our own, under numbers in place of names."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import msgspec

from courseware.grading.archives.budget import Budget, Limits, TooMuch
from courseware.grading.archives.paths import BadPath, Parts, is_litter, parts_of, shown
from courseware.grading.archives.report import Why
from courseware.grading.archives.unpack import (
    CHUNK,
    DAMAGED,
    Kind,
    Member,
    NotAnArchive,
    is_archive,
    is_damage,
    members,
)

KINDS: dict[Kind, Why] = {
    "link": "link",
    "special": "special",
    "encrypted": "encrypted",
    "packing": "packing",
}


class Staged(msgspec.Struct, frozen=True):
    """A file that was unpacked: where it was to stand, and where it stands for now."""

    parts: Parts
    blob: Path
    size: int


class Left(msgspec.Struct, frozen=True):
    """A member that was left out. `whole` says that its hand-in must not be taken without it."""

    path: str
    why: Why
    parts: Parts = ()
    detail: str = ""
    whole: bool = False


class Stopped(Exception):
    """An archive that could not be read to its end: nothing of it is to be taken."""

    def __init__(self, why: Why, detail: str = "") -> None:
        super().__init__(why)
        self.why: Why = why
        self.detail = detail


class Stage:
    """A folder that unpacked files lie in until it is known whose they are."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self.folder, self.limits = folder, limits
        self.whole = Budget(limits)
        self._numbers = count(1)

    def archive(self, path: Path, own: Budget | None = None) -> Iterator[Staged | Left]:
        """Unpack an archive; each top name has a budget, unless all of it has `own`.

        Raises `Stopped`.
        """
        most = self.limits.files if own else self.limits.all_files
        budgets: dict[str, Budget] = {}
        try:
            for member in members(path, self.limits, most):
                yield from self._member(member, budgets, own)
        except TooMuch as error:
            raise Stopped(error.excess) from error
        except NotAnArchive as error:
            raise Stopped("no_archive") from error
        except DAMAGED as error:
            if not is_damage(error):
                raise
            raise Stopped("damaged", _told(error)) from error

    def loose(self, top: Path, files: Iterator[Path]) -> Iterator[Staged | Left]:
        """Copy files that lie in a folder; what is no regular file is left out."""
        budgets: dict[str, Budget] = {}
        for path in files:
            name = os.fspath(path.relative_to(top))
            yield from self._member(_on_disk(path, name), budgets, None)

    def budget(self) -> Budget:
        """Return the budget of one hand-in."""
        return Budget(self.limits, self.whole)

    def _member(
        self, member: Member, budgets: dict[str, Budget], own: Budget | None
    ) -> Iterator[Staged | Left]:
        if member.kind == "folder":
            return
        path = shown(member.name)
        try:
            parts = parts_of(member.name)
        except BadPath as error:
            yield Left(path, error.fault)
            return
        if is_litter(parts):
            return
        if member.kind != "file":
            yield Left(path, KINDS[member.kind], parts)
            return
        budget = own or budgets.setdefault(parts[0], self.budget())
        try:
            yield self._staged(member, parts, budget)
        except TooMuch as error:
            if own or error.excess.startswith("all_"):
                raise
            yield Left(path, error.excess, parts, whole=True)
        except DAMAGED as error:
            if not (member.alone and is_damage(error)):
                raise
            yield Left(path, "damaged", parts, _told(error), whole=True)

    def _staged(self, member: Member, parts: Parts, budget: Budget) -> Staged:
        blob = self.folder / str(next(self._numbers))
        size = 0
        budget.file()
        try:
            with blob.open("xb") as file:
                for chunk in member.chunks():
                    size += len(chunk)
                    budget.read(len(chunk))
                    file.write(chunk)
        except BaseException:
            blob.unlink(missing_ok=True)
            raise
        return Staged(parts, blob, size)


def files_below(top: Path) -> Iterator[Path]:
    """Yield everything in a folder that is no folder, links not followed."""
    for here, folders, files in os.walk(top):
        folders.sort()
        for name in sorted((*files, *(each for each in folders if Path(here, each).is_symlink()))):
            yield Path(here, name)


def _on_disk(path: Path, name: str) -> Member:
    mode = path.lstat().st_mode
    kind: Kind = "file" if stat.S_ISREG(mode) else "link" if stat.S_ISLNK(mode) else "special"

    def read() -> Iterator[bytes]:
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        with os.fdopen(os.open(path, flags), "rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk

    return Member(name, kind, read)


def _told(error: Exception) -> str:
    return shown(f"{type(error).__name__}: {error}")


__all__ = ["Left", "Stage", "Staged", "Stopped", "files_below", "is_archive"]
