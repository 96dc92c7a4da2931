"""Names of members: which may become files, and which are only litter."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from courseware.grading.examining.handin import FOLDERS

NAME_BYTES = 200
"""Of one file's or folder's name, in UTF-8; file systems end at 255."""
PATH_BYTES = 1_000
"""Of a whole relative path."""
LITTER = frozenset(
    {
        "__MACOSX",
        "__pycache__",
        ".DS_Store",
        ".git",
        ".ipynb_checkpoints",
        "Thumbs.db",
        "desktop.ini",
    }
)
"""What systems leave in folders; passed over without a word."""

PathFault = Literal["absolute", "outside", "letters", "long_name", "deep", "no_name"]
"""Why a member's name is not followed; said by the catalogue, `collect.member_<fault>`."""

Parts = tuple[str, ...]

_DRIVE = re.compile(r"[A-Za-z]:($|[/\\])")


class BadPath(ValueError):
    """A member's name that is not followed; `fault` says why."""

    def __init__(self, fault: PathFault) -> None:
        super().__init__(fault)
        self.fault: PathFault = fault


def parts_of(name: str) -> Parts:
    r"""Return the folders and the file of a member's name, outermost first.

    A backslash parts folders as well: some Windows programs write it, and on
    Windows `..\` leads out just as `../` does.

    Raises:
        BadPath: absolute, leading out, too long or deep, or with control characters.
    """
    if not _is_text(name):
        raise BadPath("letters")
    plain = name.replace("\\", "/")
    if plain.startswith("/") or _DRIVE.match(plain):
        raise BadPath("absolute")
    parts = tuple(part for part in plain.split("/") if part not in {"", "."})
    if ".." in parts:
        raise BadPath("outside")
    if not parts:
        raise BadPath("no_name")
    if any(len(part.encode()) > NAME_BYTES for part in parts):
        raise BadPath("long_name")
    if len(parts) > FOLDERS or len("/".join(parts).encode()) > PATH_BYTES:
        raise BadPath("deep")
    return parts


def is_litter(parts: Parts) -> bool:
    """Tell whether a member is something that a system left there."""
    return any(part in LITTER or part.startswith("._") for part in parts)


def folded(parts: Parts) -> Parts:
    """Return what two names have in common that some file system takes for one."""
    return tuple(unicodedata.normalize("NFC", part).casefold() for part in parts)


def shown(name: str) -> str:
    """Return a name fit for a terminal: one line, no control characters, not endless."""
    text = name.encode("utf-8", "backslashreplace").decode()
    line = "".join(letter if letter.isprintable() else "?" for letter in text)
    return line if len(line) <= 120 else f"{line[:80]}…{line[-30:]}"


def _is_text(name: str) -> bool:
    """Tell whether a name is Unicode without control characters; an archive may hold any bytes."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return not any(unicodedata.category(letter) in {"Cc", "Zl", "Zp"} for letter in name)
