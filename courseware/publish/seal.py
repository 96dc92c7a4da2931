"""Moving the keys of graded exercises into the private half of a course.

A teacher writes one file. `seal` takes the `[key]` of every graded exercise out
of `notebooks/<course>/<lesson>/exercises/<name>.toml` and puts it into
`graders/<course>/keys/<lesson>/<name>.toml`. Practice exercises keep theirs:
visible by design.
"""

from __future__ import annotations

import os
import tempfile
import tomllib
from pathlib import Path

import msgspec

from courseware import library
from courseware.errors import InvalidDocument, Violation
from courseware.keys import key_path
from courseware.library import Entry
from courseware.publish.places import keys_folder
from courseware.publish.split import CannotSplitError, Halves, split


class Sealed(msgspec.Struct, frozen=True):
    """What was done: ids of exercises, `<lesson>/<name>`, in the order of the course.

    `moved` had their key moved now; `sealed` had been sealed before; of
    `replaced` the key that stood in the private half was overwritten.
    """

    moved: tuple[str, ...] = ()
    sealed: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()


class _Move(msgspec.Struct, frozen=True):
    entry: Entry
    public: Path
    private: Path
    halves: Halves
    replaces: bool


def seal(course: Path, graders: Path | None = None, *, force: bool = False) -> Sealed:
    """Seal every graded exercise of a course, all or none; doing it again changes nothing.

    Args:
        course: `notebooks/<course>`.
        graders: the private half, by default `graders/<course>` beside `notebooks`.
        force: overwrite a key that stands in the private half and says something else.

    Raises:
        InvalidDocument: an exercise or key is wrong, cannot be taken apart, or another key
            stands in the private half. Every such fault is named, and nothing was moved.
        CourseNotFound: there is no course, or a lesson of it is missing.
        OSError: a file could not be written; every key stands in at least one place.
    """
    keys = keys_folder(course, graders)
    violations: list[Violation] = []
    moves: list[_Move] = []
    before: list[str] = []
    for lesson in library.lessons(course):
        for name in lesson.names():
            try:
                entry = lesson.entry(name)
                public = lesson.folder / library.EXERCISES / f"{name}.toml"
                if entry.exercise.graded and entry.key is not None:
                    moves.append(_plan(entry, public, keys, force=force))
                elif entry.exercise.graded and key_path(keys, entry.exercise.id).is_file():
                    before.append(entry.exercise.id)
            except InvalidDocument as error:
                violations += error.violations
    if violations:
        raise InvalidDocument(violations)
    for move in moves:
        _write(move.private, move.halves.key)
        _write(move.public, move.halves.public)
    return Sealed(
        moved=tuple(move.entry.exercise.id for move in moves if not move.replaces),
        sealed=tuple(before),
        replaced=tuple(move.entry.exercise.id for move in moves if move.replaces),
    )


def _plan(entry: Entry, public: Path, keys: Path, *, force: bool) -> _Move:
    try:
        # As bytes, so that the ends of lines stay as they are.
        halves = split(public.read_bytes().decode("utf-8"))
    except CannotSplitError:
        raise InvalidDocument([entry.source.violation("seal_no_table", ("key",))]) from None
    private = key_path(keys, entry.exercise.id)
    other = _other_key(private, halves.key)
    if other and not force:
        place = library.shown_path(private)
        raise InvalidDocument([entry.source.violation("seal_other_key", ("key",), place=place)])
    return _Move(entry, public, private, halves, replaces=other)


def _other_key(path: Path, key: str) -> bool:
    """Tell whether a key stands there that says something else."""
    try:
        return tomllib.loads(path.read_text("utf-8")) != tomllib.loads(key)
    except FileNotFoundError:
        return False
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return True


def _write(path: Path, text: str) -> None:
    """Replace a file as a whole: a crash leaves the old text or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        _keep_mode(path, Path(name))
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _keep_mode(old: Path, new: Path) -> None:
    if old.exists():
        new.chmod(old.stat().st_mode & 0o777)
        return
    umask = os.umask(0o077)
    os.umask(umask)
    new.chmod(0o666 & ~umask)
