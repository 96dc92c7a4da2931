"""Who sent what, by the names that learning management systems give to downloaded files.

- Moodle, *Download all submissions* (mod/assign/classes/downloader.php):
  `Full name_12345_assignsubmission_file/ps1.ipynb`, with a `_` more before the
  `/` in older versions, or without folders
  `Full name_12345_assignsubmission_file_ps1.ipynb`. No `_` stands in the name:
  Moodle writes a space for it.
- Canvas, *Download Submissions*: `lastfirst_12345_67890_ps1.ipynb`, with `_LATE`
  behind the name of a late one; 12345 is the user, 67890 the file. A file that
  was handed in again is called `ps1-1.ipynb`.
- Blackboard, *Assignment File Download*: `ps1_user_attempt_2026-01-30-20-30-10_ps1.ipynb`
  beside `ps1_user_attempt_2026-01-30-20-30-10.txt`, a receipt.

A learner chooses what stands at the end of such a name, and perhaps their own
name before it: what can be read in two ways is not read at all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Literal

import msgspec

Lms = Literal["moodle", "canvas", "blackboard", "folders"]
"""How senders are named; `folders`: a folder for each learner, by the id in the gradebook."""

KINDS: tuple[Lms, ...] = ("moodle", "canvas", "blackboard", "folders")

_MOODLE = re.compile(r"([^_]*)_(\d{1,20})_assignsubmission_(file|onlinetext)(?:_(.*))?", re.DOTALL)
_CANVAS = re.compile(r"(.+?)(_LATE)?_(\d{1,20})_(\d{1,20})_(.+)", re.DOTALL)
_TIME = r"\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d"
_BLACKBOARD = re.compile(rf"(.+?)_attempt_({_TIME})(?:_(.+)|\.txt)", re.DOTALL)
_AGAIN = re.compile(r"(.+)-\d{1,4}(\.[A-Za-z0-9]+)", re.DOTALL)
_WHOLE = re.compile(rf"gradebook_.*_{_TIME}\.zip", re.DOTALL)
"""What Blackboard calls the download of a whole assignment."""
_PATTERNS: tuple[tuple[Lms, re.Pattern[str]], ...] = (
    ("moodle", _MOODLE),
    ("canvas", _CANVAS),
    ("blackboard", _BLACKBOARD),
)


class Sender(msgspec.Struct, frozen=True, kw_only=True):
    """Whom the learning management system names as the sender of a file.

    Attributes:
        key: its number or user name; "" where it cannot be told for sure.
        name: the person's name as it stands there, for whoever reads the report.
        time: when it was handed in, on the clock of the system; naive.
    """

    key: str
    name: str = ""
    late: bool = False
    time: datetime | None = None


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """A sender, and what is left of a top name without them.

    `rest` is "" where the name is that of a folder, `skip` says that no learner
    made the file.
    """

    sender: Sender
    rest: str = ""
    skip: bool = False


Known = Callable[[str], bool]
"""Tells whether a user name is known: to the roster or the gradebook."""


def is_named(name: str, lms: Lms | None) -> bool:
    """Tell whether a file's name is one that a system (any, where None) gives on download."""
    if _WHOLE.fullmatch(name):
        return False
    return any(pattern.fullmatch(name) for each, pattern in _PATTERNS if lms in {None, each})


def bare_names(name: str) -> Iterator[str]:
    """Yield what a file was called before systems put something to its name."""
    for _, pattern in _PATTERNS:
        found = pattern.fullmatch(name)
        if found and found[found.re.groups]:
            yield found[found.re.groups]
            yield from _first(found[found.re.groups])
    yield from _first(name)


def sort_of(names: Iterable[str]) -> tuple[Lms, ...]:
    """Tell from the top names of an archive which system named them; several where in doubt."""
    found: Counter[Lms] = Counter()
    for name in set(names):
        found.update(lms for lms, pattern in _PATTERNS if pattern.fullmatch(name))
    most = max(found.values(), default=0)
    return tuple(lms for lms, count in found.items() if count == most) if most else ("folders",)


def read(name: str, lms: Lms, assignment: str, known: Known) -> Sent | None:
    """Return the sender that a top name tells, None where it is not of that system's making."""
    if lms == "moodle":
        return _moodle(name)
    if lms == "canvas":
        return _canvas(name, known)
    if lms == "blackboard":
        return _blackboard(name, assignment, known)
    return Sent(sender=Sender(key=name))


def _first(name: str) -> Iterator[str]:
    """Yield the name under which a file was handed in the first time, as Canvas counts them."""
    found = _AGAIN.fullmatch(name)
    if found:
        yield f"{found[1]}{found[2]}"


def _moodle(name: str) -> Sent | None:
    found = _MOODLE.fullmatch(name)
    if not found:
        return None
    sender = Sender(key=found[2], name=found[1].strip())
    return Sent(sender=sender, rest=found[4] or "", skip=found[3] == "onlinetext")


def _canvas(name: str, known: Known) -> Sent | None:
    found = _CANVAS.fullmatch(name)
    if not found:
        return None
    who, late, user, file, rest = found.groups()
    # `lee_12_345_678_ps1.ipynb`: a file `678_ps1.ipynb` of user 12, or of user 345 called `lee_12`.
    other = re.fullmatch(r"\d{1,20}_(.+)", rest, re.DOTALL)
    if other and known(user) == known(file):
        user = ""
    elif other and known(file):
        who, user, rest = f"{who}_{user}", file, other[1]
    return Sent(sender=Sender(key=user, name=who, late=bool(late)), rest=rest)


def _blackboard(name: str, assignment: str, known: Known) -> Sent | None:
    found = _BLACKBOARD.fullmatch(name)
    if not found:
        return None
    head, time, rest = found.groups()
    try:
        at = datetime.strptime(time, "%Y-%m-%d-%H-%M-%S")  # noqa: DTZ007 - the system's own clock
    except ValueError:
        at = None
    sender = Sender(key=_user(head, assignment, known), time=at)
    return Sent(sender=sender, rest=rest or "", skip=rest is None)


def _user(head: str, assignment: str, known: Known) -> str:
    """Return the user name behind an assignment's name; both may hold a `_`."""
    pieces = head.split("_")
    tails = ["_".join(pieces[at:]) for at in range(1, len(pieces))]
    wanted = _squashed(assignment)
    own = [tail for tail in tails if _squashed(head.removesuffix(f"_{tail}")) == wanted]
    if own:
        return own[0]
    found = [tail for tail in tails if known(tail)]
    if len(found) == 1 or len(tails) == 1:
        return (found or tails)[0]
    return ""


def _squashed(text: str) -> str:
    return re.sub(r"[\s_]+", "", text).casefold()
