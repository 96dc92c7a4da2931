"""Putting a hand-in into its place, whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import shutil
from datetime import UTC, datetime
from pathlib import Path

from nbgrader.utils import parse_utc

from courseware.grading.archives.report import Status
from courseware.grading.archives.sorting import SECRET
from courseware.grading.archives.staging import Staged, files_below
from courseware.grading.gather import read_bounded
from courseware.grading.intake import FILES, TIMESTAMP

_ASIDE = ".before-"
_NEW = ".taking-"


def standing(place: Path, time: datetime | None, files: list[Staged], *, force: bool) -> Status:
    """Tell what a hand-in is to the one that is there already.

    Where neither has a time, what is collected now is taken for newer.
    """
    if not place.is_dir():
        return "new"
    before = _time_of(place)
    if before is None and time is None and not _same(place, files):
        return "newer"
    if before == time:
        return "newer" if force and not _same(place, files) else "same"
    if force or (before is not None and time is not None and before < time):
        return "newer"
    return "undecided" if before is None or time is None else "older"


def put(place: Path, time: datetime | None, files: list[Staged], *, shared: bool = False) -> None:
    """Put files into a place, in place of what is there.

    They are put together beside it first: whoever looks finds the old hand-in or
    the new one, never half of one. `shared` lets the group of graders change it.

    Raises:
        OSError: nothing was changed.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    new = place.parent / f"{_NEW}{place.name}-{secrets.token_hex(4)}"
    old = place.parent / f"{_ASIDE}{place.name}"
    try:
        _fill(new, time, files)
        if shared:
            _share(new)
        mend(place)
        if place.exists():
            place.replace(old)
        new.replace(place)
    except OSError:
        mend(place)
        raise
    finally:
        shutil.rmtree(new, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)


def mend(place: Path) -> None:
    """Undo what a `put` that was killed has left."""
    old = place.parent / f"{_ASIDE}{place.name}"
    if old.is_dir() and not place.exists():
        old.replace(place)
    shutil.rmtree(old, ignore_errors=True)
    for left in place.parent.glob(f"{_NEW}*"):
        if left.name.startswith(f"{_NEW}{place.name}-") and left.stat().st_mtime < _long_ago():
            shutil.rmtree(left, ignore_errors=True)


def _long_ago() -> float:
    """Return a time before which nobody can still be at work."""
    return datetime.now(UTC).timestamp() - 3600


def _fill(folder: Path, time: datetime | None, files: list[Staged]) -> None:
    folder.mkdir()
    for each in files:
        path = folder.joinpath(*each.parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(each.blob, path)
    if time is not None:
        stamp = time.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f UTC")
        (folder / TIMESTAMP).write_text(stamp, "utf-8")


def _share(folder: Path) -> None:
    for here, _, files in os.walk(folder):
        Path(here).chmod(0o2770)
        for name in files:
            Path(here, name).chmod(0o660)


def _time_of(place: Path) -> datetime | None:
    with contextlib.suppress(OSError, ValueError, OverflowError):
        naive: datetime = parse_utc(read_bounded(place / TIMESTAMP, 1_000).decode().strip())
        return naive.replace(tzinfo=UTC) if naive.tzinfo is None else naive
    return None


def _same(place: Path, files: list[Staged]) -> bool:
    """Tell whether the same files stand there, nbgrader's own left aside."""
    wanted = {"/".join(each.parts): _digest(each.blob) for each in files}
    there: dict[str, bytes] = {}
    for path in files_below(place):
        name = path.relative_to(place).as_posix()
        if name in {TIMESTAMP, SECRET}:
            continue
        if path.is_symlink() or not path.is_file() or len(there) > FILES:
            return False
        there[name] = _digest(path)
    return there == wanted


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
