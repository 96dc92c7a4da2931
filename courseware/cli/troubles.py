"""What can go wrong with a command, said so that the reader knows what to do; exit statuses."""

from __future__ import annotations

import difflib
import sys
import traceback
from enum import IntEnum
from fractions import Fraction
from typing import Any

from courseware.cli.speech import Speech
from courseware.errors import (
    ContainmentRefused,
    CourseNotFound,
    CoursewareError,
    GradingStopped,
    InvalidDocument,
)


class Status(IntEnum):
    """The exit statuses of `courseware`."""

    DONE = 0
    FAULTS = 1
    USAGE = 2
    MISSING = 3
    BROKEN = 4
    INTERRUPTED = 130


class Trouble(Exception):
    """Something expected that stops a command: a sentence of the catalogue, and a status."""

    def __init__(
        self, key: str, /, status: Status = Status.MISSING, **parameters: str | Fraction | float
    ) -> None:
        super().__init__(key)
        self.key, self.status, self.parameters = key, status, parameters


def report(error: BaseException, speech: Speech) -> Status:
    """Say what went wrong; a traceback only where one was asked for."""
    if _is_usage(error):
        return _usage(error, speech)
    if type(error).__name__ == "Abort":  # what click makes of Ctrl+C
        return interrupted(speech)
    if speech.traceback:
        traceback.print_exception(error)
    if isinstance(error, InvalidDocument):
        for violation in error.violations:
            speech.complain(f"{violation.place()}: {violation.problem(speech.language)}")
            speech.advise(f"    {violation.cure(speech.language)}")
        return Status.FAULTS
    trouble = error if isinstance(error, Trouble) else _trouble(error, speech)
    speech.complain(speech.say(trouble.key, **trouble.parameters))
    return trouble.status


def _trouble(error: BaseException, speech: Speech) -> Trouble:
    """Return what an error of the library, the system or a missing package means here."""
    if isinstance(error, ModuleNotFoundError) and (extra := EXTRAS.get(_top(error))):
        return Trouble("cli.extra_missing", package=_top(error), extra=extra)
    if isinstance(error, CourseNotFound):
        return Trouble("cli.not_found", detail=str(error))
    if isinstance(error, GradingStopped):
        return Trouble(error.key, Status.FAULTS, **error.parameters)
    if isinstance(error, ContainmentRefused):
        said = " ".join(error.sentences(speech.language))
        return Trouble("cli.refused", Status.FAULTS, detail=said)
    if isinstance(error, CoursewareError):
        return Trouble("cli.refused", Status.FAULTS, detail=str(error))
    if isinstance(error, OSError) and error.filename:
        return Trouble("cli.file_trouble", detail=f"{error.filename}: {error.strerror}")
    return Trouble("cli.broken", Status.BROKEN, detail=f"{type(error).__name__}: {error}")


def interrupted(speech: Speech) -> Status:
    """Say that a command was stopped, and that it may be started again."""
    speech.complain(speech.say("cli.interrupted"))
    return Status.INTERRUPTED


EXTRAS = {
    "distributed": "dask",
    "jinja2": "grader",
    "nbformat": "grader",
    "nbgrader": "grader",
    "tomlkit": "cli",
    "jupyter_server": "serve",
    "tornado": "serve",
    "traitlets": "serve",
    "voila": "serve",
    "anywidget": "serve",
    "ipykernel": "serve",
    "ipywidgets": "serve",
    "jupyter_client": "serve",
}
"""Which extra brings a package."""


def _top(error: ModuleNotFoundError) -> str:
    return (error.name or "").partition(".")[0]


def _is_usage(error: BaseException) -> bool:
    """Tell whether typer refused the command line; its errors are click's, by any name."""
    return hasattr(error, "format_message") and hasattr(error, "ctx")


def _usage(error: BaseException, speech: Speech) -> Status:
    """Say what is wrong with a command line, and how the command is called."""
    ctx = getattr(error, "ctx", None)
    speech.complain(_usage_told(error, getattr(ctx, "command", None), speech))
    path = ctx.command_path if ctx is not None else "courseware"
    speech.advise(speech.say("cli.usage_help", command=f"{path} --help"))
    return Status.USAGE


def _usage_told(error: BaseException, command: object, speech: Speech) -> str:
    message = str(getattr(error, "message", "") or error)
    name = _parameter(getattr(error, "param", None))
    sort = type(error).__name__
    if sort == "MissingParameter":
        return speech.say("cli.usage_missing", name=name)
    if sort == "NoSuchOption":
        wrong = str(getattr(error, "option_name", ""))
        near = list(getattr(error, "possibilities", None) or ())
        near += difflib.get_close_matches(wrong, ("--lang", "--traceback"))
        return speech.say("cli.usage_option", name=wrong, near=", ".join(near) or "--help")
    if sort == "BadParameter":
        return speech.say("cli.usage_value", name=name, detail=message)
    commands = list(getattr(command, "commands", ()))
    if commands and message.startswith("No such command"):
        wrong = message.split("'")[1] if "'" in message else ""
        close = difflib.get_close_matches(wrong, commands, n=2) or commands
        return speech.say("cli.usage_command", name=wrong, near=", ".join(close))
    return speech.say("cli.usage", detail=message)


def _parameter(parameter: Any) -> str:
    """Return an option or argument as the help writes it."""
    if parameter is None:
        return ""
    if parameter.param_type_name == "option":
        return str(parameter.opts[0])
    return str(parameter.metavar or parameter.name)


def no_typer(speech: Speech) -> Status:
    """Say that the command needs an extra; there is nothing at hand to say it in colour."""
    sys.stderr.write(speech.say("cli.typer_missing") + "\n")
    return Status.MISSING
