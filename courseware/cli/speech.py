"""In which language the command speaks, and where its words go.

Rich is imported when something is first said: marking in bulk never needs it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from courseware.text import LANGUAGES, say

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

WIDE = 10_000
"""Columns where nobody looks at a screen: lines in a log or a pipe are not folded."""


class Asked(NamedTuple):
    """What may stand anywhere on the command line, and the rest of it."""

    arguments: list[str]
    language: str
    traceback: bool
    unknown_language: str = ""


def asked(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> Asked:
    """Take `--lang` and `--traceback` out of a command line, before or after the command."""
    rest: list[str] = []
    language, traceback = "", False
    items = iter(arguments)
    for item in items:
        if item == "--":
            rest += [item, *items]
        elif item == "--lang":
            language = next(items, "?")
        elif item.startswith("--lang="):
            language = item.partition("=")[2]
        elif item == "--traceback":
            traceback = True
        else:
            rest.append(item)
    known = {name.lower(): name for name in LANGUAGES}
    spoken = known.get(language.lower()) or language_of(environment)
    unknown = language if language and language.lower() not in known else ""
    return Asked(rest, spoken, traceback, unknown)


def language_of(environment: Mapping[str, str]) -> str:
    """Return the language of a POSIX environment: LC_ALL, LC_MESSAGES, LANG; else English."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((environment[name] for name in names if environment.get(name)), "")
    language, _, modifier = locale.lower().partition("@")
    if language.startswith("uz") and modifier == "cyrillic":
        return "uz-Cyrl"
    return next((name for name in ("uz", "ru") if language.startswith(name)), "en")


class Speech:
    """What every command has: a language, a way to speak it, and a way to complain in it."""

    def __init__(self, language: str = "en", *, traceback: bool = False) -> None:
        self.language = language
        self.traceback = traceback

    @cached_property
    def out(self) -> Console:
        """Standard output."""
        return _console(stderr=False)

    @cached_property
    def errors(self) -> Console:
        """Standard error: complaints, and progress."""
        return _console(stderr=True)

    def say(self, key: str, /, **parameters: str | Fraction | float) -> str:
        """Return a sentence of the catalogue."""
        return say(key, self.language, **parameters)

    def print(self, text: str = "", style: str = "") -> None:
        """Print a line as it is: no markup in it is followed."""
        self.out.print(_plain(text, style))

    def print_data(self, data: object) -> None:
        """Print data as one line of JSON, for a program to read: nothing folds it."""
        sys.stdout.write(f"{json.dumps(data, ensure_ascii=False)}\n")

    def complain(self, text: str) -> None:
        """Print a line on standard error."""
        self.errors.print(_plain(text, "red"))

    def advise(self, text: str) -> None:
        """Print on standard error what to do about a complaint."""
        self.errors.print(_plain(text, ""))


def _plain(text: str, style: str) -> Text:
    from rich.text import Text

    return Text(text, style=style)


def _console(*, stderr: bool) -> Console:
    from rich.console import Console

    console = Console(stderr=stderr, highlight=False)
    return console if console.is_terminal else Console(stderr=stderr, highlight=False, width=WIDE)
