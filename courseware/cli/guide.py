"""Help that teaches: what a command is for, how it is called, with examples.

Rendered here and not by typer, so that every word of it is in the reader's
language, on the screen and in docs/cli.md alike.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from typer.core import TyperCommand, TyperGroup

from courseware.text import say

if TYPE_CHECKING:
    from courseware.cli.speech import Speech


class Example(NamedTuple):
    """A command line, and the key of what it does."""

    command: str
    key: str


class Guide(NamedTuple):
    """The keys of a command's help: one line, more lines, examples."""

    summary: str
    more: str
    examples: tuple[Example, ...] = ()


class Entry(NamedTuple):
    """One argument or option as it is typed, the key of what it is for, and its default."""

    typed: str
    key: str
    is_option: bool
    is_required: bool = False
    default: str = ""

    def said(self, language: str) -> str:
        """Return what it is for, with the default in brackets."""
        text = say(self.key, language)
        return f"{text} [{self.default}]" if self.default else text


GUIDES: dict[str, Guide] = {}
"""By the command's path, such as `new course`; "" is `courseware` itself."""

READABLE = 96
"""Columns of prose."""

ORDER = (
    "new",
    "check",
    "mark",
    "seal",
    "release",
    "collect",
    "grade",
    "export",
    "serve",
    "kernel",
    "demo",
)
"""The commands as a course needs them, one after the other."""

COMMON = (
    Entry("--lang uz|uz-Cyrl|ru|en", "cli.option_lang", is_option=True),
    Entry("--traceback", "cli.option_traceback", is_option=True),
    Entry("--help", "cli.option_help", is_option=True),
)

STATUSES = (
    ("0", "cli.status_done"),
    ("1", "cli.status_faults"),
    ("2", "cli.status_usage"),
    ("3", "cli.status_missing"),
    ("4", "cli.status_broken"),
    ("130", "cli.status_interrupted"),
)


class Command(TyperCommand):
    """A command whose help is its guide."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - click's signature
        """Print the guide of this command."""
        show(ctx.obj, ctx.command_path, self)


class Group(TyperGroup):
    """A group whose help is its guide and the list of its commands."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - click's signature
        """Print the guide of this group."""
        show(ctx.obj, ctx.command_path, self)


def key_of(path: str) -> str:
    """Return the path of a command without the program's name."""
    return path.partition(" ")[2]


def entries(command: Any) -> list[Entry]:
    """Return the arguments and options of a command, in order."""
    shown = (each for each in command.params if not each.hidden and each.name != "help")
    return [_entry(parameter) for parameter in shown]


def _entry(parameter: Any) -> Entry:
    is_option = parameter.param_type_name == "option"
    metavar = parameter.metavar or (parameter.name or "").upper()
    typed = ", ".join(parameter.opts) if is_option else metavar
    if is_option and not parameter.is_flag:
        typed = f"{typed} {metavar}"
    has_default = is_option and parameter.default not in {None, False, "", Path()}
    default = str(parameter.default) if has_default else ""
    return Entry(typed, parameter.help or "", is_option, bool(parameter.required), default)


def usage(path: str, command: Any) -> str:
    """Return how a command is called, on one line."""
    if hasattr(command, "commands"):
        return f"{path} …"
    own = entries(command)
    arguments = [e.typed if e.is_required else f"[{e.typed}]" for e in own if not e.is_option]
    needed = [e.typed for e in own if e.is_option and e.is_required]
    more = ["[…]"] if any(e.is_option and not e.is_required for e in own) else []
    return " ".join((path, *arguments, *needed, *more))


def commands(path: str, command: Any) -> Iterator[tuple[str, Any]]:
    """Yield the commands right below a group, by path."""
    inner = getattr(command, "commands", {})
    for name in sorted(inner, key=lambda name: ORDER.index(name) if name in ORDER else 0):
        yield f"{path} {name}", inner[name]


def show(speech: Speech, path: str, command: Any) -> None:
    """Print a command's guide."""
    guide = GUIDES[key_of(path)]
    speech.print(usage(path, command), style="bold")
    speech.print()
    speech.print(_folded(speech.say(guide.summary), speech))
    speech.print()
    speech.print(_folded(speech.say(guide.more), speech))
    inner = [
        (key_of(each), speech.say(GUIDES[key_of(each)].summary))
        for each, _ in commands(path, command)
    ]
    own = [(e.is_option, e.typed, e.said(speech.language)) for e in entries(command)]
    examples = [(each.command, speech.say(each.key)) for each in guide.examples]
    _section(speech, "cli.title_examples", examples, style="cyan")
    _section(speech, "cli.title_commands", inner)
    _section(speech, "cli.title_arguments", [row[1:] for row in own if not row[0]])
    _section(speech, "cli.title_options", [row[1:] for row in own if row[0]])
    _section(speech, "cli.title_common", [(e.typed, e.said(speech.language)) for e in COMMON])
    if not key_of(path):
        statuses = [(status, speech.say(key)) for status, key in STATUSES]
        _section(speech, "cli.title_statuses", statuses)


def _folded(text: str, speech: Speech) -> str:
    """Fold prose to a width that reads well, also where the output is no screen."""
    return textwrap.fill(text, min(speech.out.width, READABLE))


def _section(
    speech: Speech, title: str, rows: Sequence[tuple[str, str]], style: str = "bold"
) -> None:
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    if not rows:
        return
    speech.print()
    speech.print(speech.say(title), style="bold")
    table = Table.grid(padding=(0, 3))
    table.add_column(no_wrap=True)
    table.add_column()
    for typed, meaning in rows:
        table.add_row(Text(typed, style=style), Text(meaning))
    speech.out.print(Padding(table, (0, 0, 0, 2), expand=False))
