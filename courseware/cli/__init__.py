"""The command `courseware`: `main()` runs it and returns its exit status.

Typer and Rich come with the extra `cli`, which every teacher's extra brings
along; a student's install has the library without the command.
"""

from __future__ import annotations

import atexit
import gc
import sys
from collections.abc import Sequence

from courseware.cli.speech import Speech, asked
from courseware.cli.troubles import Status, Trouble, interrupted, no_typer
from courseware.cli.troubles import report as explain
from courseware.text import LANGUAGES

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line (the process's own by default) and return the exit status."""
    if arguments is None:  # then the process is ours, and need not be taken apart at its end
        atexit.register(gc.freeze)
    wanted = asked(sys.argv[1:] if arguments is None else arguments)
    speech = Speech(wanted.language, traceback=wanted.traceback)
    try:
        import rich  # noqa: F401 - only to see whether it is there
        import typer  # noqa: F401
    except ModuleNotFoundError:
        return no_typer(speech)
    try:
        return _run(wanted.arguments, wanted.unknown_language, speech)
    except KeyboardInterrupt:
        return interrupted(speech)
    except Exception as error:  # noqa: BLE001 - the one place where errors become sentences
        return explain(error, speech)


def _run(arguments: list[str], unknown_language: str, speech: Speech) -> int:
    from courseware.cli.app import run

    if unknown_language:
        known = ", ".join(LANGUAGES)
        raise Trouble("cli.language_unknown", Status.USAGE, language=unknown_language, known=known)
    return run(arguments, speech)
