"""A progress bar on standard error, for whoever watches; nothing in a pipe or a log."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

from courseware.cli.speech import Speech

Advance = Callable[[int, int, str], None]
"""Told how much is done, of how much, and the name of what was last done."""


@contextlib.contextmanager
def progress(speech: Speech, key: str, *, quiet: bool = False) -> Iterator[Advance]:
    """Show a bar while the block runs; `key` says what is going on."""
    if quiet or not speech.errors.is_terminal:
        yield lambda _done, _total, _name: None
        return
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    times = (TimeElapsedColumn(), TextColumn("→"), TimeRemainingColumn())
    bar = Progress(*columns, *times, console=speech.errors, transient=True)
    with bar:
        task = bar.add_task(speech.say(key), total=None)

        def advance(done: int, total: int, name: str) -> None:
            bar.update(task, completed=done, total=total, description=f"{speech.say(key)} {name}")

        yield advance
