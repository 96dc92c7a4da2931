"""Whose is what: the files of an archive, put together by sender."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from courseware.grading.archives import senders
from courseware.grading.archives.paths import Parts, folded
from courseware.grading.archives.report import Why
from courseware.grading.archives.senders import Known, Lms, Sender
from courseware.grading.archives.staging import Left, Staged
from courseware.grading.intake import TIMESTAMP
from courseware.session import FOLDER

SECRET = "submission_secret.txt"  # noqa: S105 - the name of nbgrader's file
WRAPPINGS = 3
"""Folders around a hand-in that are taken off."""


class Parcel(msgspec.Struct, kw_only=True):
    """All that one sender sent at one time."""

    sender: Sender
    files: list[Staged] = []
    left: list[Left] = []
    refused: Why = ""
    detail: str = ""


class Sorted(msgspec.Struct, kw_only=True):
    """The parcels of an archive, and what belongs to nobody."""

    parcels: list[Parcel] = []
    nobody: list[Left] = []
    older: list[Parcel] = []


def sort(things: Iterable[Staged | Left], lms: Lms, assignment: str, known: Known) -> Sorted:
    """Put the files of one archive together by sender; of several attempts the last."""
    found = Sorted()
    parcels: dict[Sender, Parcel] = {}
    listed = list(things)
    if lms == "folders":
        listed = _without_wrapping(listed, assignment, known)
    for thing in listed:
        parts = thing.parts
        sent = senders.read(parts[0], lms, assignment, known) if parts else None
        if sent is None or (lms == "folders" and len(parts) < 2):
            found.nobody.append(_nobodys(thing))
        elif not sent.skip:
            parcel = parcels.setdefault(sent.sender, Parcel(sender=sent.sender))
            _add(parcel, thing, (sent.rest, *parts[1:]) if sent.rest else parts[1:])
    _last_attempts(found, parcels)
    return found


def _nobodys(thing: Staged | Left) -> Left:
    return thing if isinstance(thing, Left) else Left("/".join(thing.parts), "nobody", thing.parts)


def _add(parcel: Parcel, thing: Staged | Left, parts: Parts) -> None:
    if isinstance(thing, Staged):
        parcel.files.append(Staged(parts, thing.blob, thing.size))
        return
    parcel.left.append(thing)
    if thing.whole:
        parcel.refused, parcel.detail = thing.why, thing.path


def _last_attempts(found: Sorted, parcels: dict[Sender, Parcel]) -> None:
    """Of several parcels of one sender keep the newest; late and early files go together."""
    newest: dict[str, Parcel] = {}
    for parcel in parcels.values():
        key = parcel.sender.key
        other = newest.get(key) if key else None
        if other is None:
            newest[key or f"?{len(newest)}"] = parcel
        elif other.sender.time == parcel.sender.time:
            _merge(other, parcel)
        else:
            first, last = sorted((other, parcel), key=_age)
            newest[key] = last
            found.older.append(first)
    found.parcels += newest.values()


def _age(parcel: Parcel) -> str:
    return parcel.sender.time.isoformat() if parcel.sender.time else ""


def _merge(one: Parcel, other: Parcel) -> None:
    late = one.sender.late or other.sender.late
    one.sender = msgspec.structs.replace(one.sender, late=late)
    one.files += other.files
    one.left += other.left
    one.refused, one.detail = one.refused or other.refused, one.detail or other.detail


def _without_wrapping(
    things: list[Staged | Left], assignment: str, known: Known
) -> list[Staged | Left]:
    """Take off a folder that holds the learners' folders and nothing else."""
    paths = {thing.parts for thing in things if thing.parts}
    tops = {parts[0] for parts in paths}
    inner = {parts[1] for parts in paths if len(parts) > 1}
    alone = len(tops) == 1 and all(len(parts) > 2 for parts in paths)
    if not alone or assignment in inner or FOLDER in inner or known(next(iter(tops))):
        return things
    return [msgspec.structs.replace(thing, parts=thing.parts[1:]) for thing in things]


def unwrapped(files: list[Staged]) -> list[Staged]:
    """Take off folders that hold all of a hand-in, as learners pack it."""
    for _ in range(WRAPPINGS):
        tops = {each.parts[0] for each in files}
        if len(tops) != 1 or tops == {FOLDER} or any(len(each.parts) == 1 for each in files):
            break
        files = [Staged(each.parts[1:], each.blob, each.size) for each in files]
    return files


def renamed(files: list[Staged], expected: Iterable[str]) -> list[Staged]:
    """Give notebooks the names that the assignment expects, where a system has changed them."""
    there = {each.parts[0] for each in files if len(each.parts) == 1}
    missing = set(expected) - there
    done = []
    for each in files:
        name = each.parts[-1]
        if len(each.parts) == 1 and name not in expected:
            bare = next((bare for bare in senders.bare_names(name) if bare in missing), name)
            missing.discard(bare)
            each = Staged((bare,), each.blob, each.size)  # noqa: PLW2901
        done.append(each)
    return done


def fit(files: list[Staged]) -> tuple[list[Staged], list[Left]]:
    """Return the files that can stand beside one another, and the rest."""
    taken: set[Parts] = set()
    folders: set[Parts] = set()
    good: list[Staged] = []
    left: list[Left] = []
    for each in files:
        path, key = "/".join(each.parts), folded(each.parts)
        above = {key[:end] for end in range(1, len(key))}
        if len(each.parts) == 1 and key[0] in {TIMESTAMP, SECRET}:
            left.append(Left(path, "reserved"))
        elif key in taken or key in folders or not taken.isdisjoint(above):
            left.append(Left(path, "clash"))
        else:
            taken.add(key)
            folders |= above
            good.append(each)
    return good, left
