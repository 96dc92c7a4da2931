"""The table of marks of a lesson, and what a teacher must look at."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import msgspec

from courseware.cli.speech import Speech
from courseware.text import format_number

if TYPE_CHECKING:
    from rich.text import Text

    from courseware.grading import Row, Run
    from courseware.grading.record import Marked

SIGNS = {"right": "✓", "partly": "◐", "wrong": "✗", "unmarked": "?", "failed": "!"}
"""States are told apart without colour."""
_FRAME, _GAP, _CELL = 44, 2, 6
"""Columns of the student, score and state; between two exercises; of a mark, as `0.75 ◐`."""
_STYLES = {"right": "green", "partly": "yellow", "wrong": "red", "unmarked": "cyan"}


def as_data(run: Run, late: Collection[str], speech: Speech) -> dict[str, object]:
    """Return a run as plain data, with the reasons in the reader's language."""
    rows = [
        {
            **msgspec.to_builtins(row),
            "late": row.student in late,
            "marks": [_mark_data(marked, speech) for marked in row.marks],
        }
        for row in run.rows
    ]
    copied = [msgspec.to_builtins(each) for each in run.copied]
    return {"lesson": run.lesson, "rows": rows, "copied": copied, "seconds": run.seconds}


def _mark_data(marked: Marked, speech: Speech) -> dict[str, object]:
    return {
        "exercise": marked.exercise,
        "state": marked.state,
        "score": marked.score,
        "out_of": marked.out_of,
        "answered": marked.answered,
        "reason": marked.reason,
        "told": speech.say(f"grading.reason_{marked.reason}") if marked.reason else "",
    }


def print_marks(run: Run, late: Collection[str], speech: Speech) -> None:
    """Print a row for every hand-in, what went wrong, and how many there are of each.

    `late` are those who handed in after the due date.
    """
    from rich import box
    from rich.table import Table
    from rich.text import Text

    exercises = sorted({marked.exercise for row in run.rows for marked in row.marks})
    names = [exercise.partition("/")[2] or exercise for exercise in exercises]
    heads = _heads(names, speech.out.width)
    table = Table(title=Text(run.lesson, style="bold"), title_justify="left", box=box.SIMPLE_HEAD)
    table.add_column(speech.say("cli.column_student"), no_wrap=True)
    for head in heads:
        table.add_column(head, justify="right", no_wrap=True)
    table.add_column(speech.say("cli.column_score"), justify="right", no_wrap=True)
    table.add_column(speech.say("cli.column_state"))
    for row in run.rows:
        marks = {marked.exercise: marked for marked in row.marks}
        cells = [_cell(marks.get(exercise), speech) for exercise in exercises]
        status = Text(_status(row, late, speech), style="red" if row.status == "failed" else "")
        table.add_row(Text(row.student), *cells, _score(row, speech), status)
    speech.out.print(table)
    if heads != names:
        speech.print("  ".join(f"{head} {name}" for head, name in zip(heads, names, strict=True)))
    _print_legend(speech)
    _print_troubles(run, speech)
    _print_sum(run, speech)


def _heads(names: list[str], width: int) -> list[str]:
    """Return the exercises' names, or numbers where a narrow screen has no room for them."""
    room = width - _FRAME - _GAP * len(names)
    if sum(max(len(name), _CELL) for name in names) <= room:
        return names
    return [str(number) for number in range(1, len(names) + 1)]


def _cell(marked: Marked | None, speech: Speech) -> Text:
    from rich.text import Text

    if marked is None:
        return Text("–")
    sign = "–" if marked.state == "wrong" and not marked.answered else SIGNS[marked.state]
    score = "" if marked.score is None else f"{_number(marked.score, speech)} "
    return Text(score + sign, style=_STYLES.get(marked.state, ""))


def _score(row: Row, speech: Speech) -> str:
    if row.score is None or row.max_score is None:
        return "–"
    return f"{_number(row.score, speech)} / {_number(row.max_score, speech)}"


def _number(value: float, speech: Speech) -> str:
    return format_number(round(value, 2), speech.language)


def _status(row: Row, late: Collection[str], speech: Speech) -> str:
    key = "look" if row.needs_human and row.status != "failed" else row.status
    words = [speech.say(f"cli.row_{key}")]
    if row.student in late:
        words.append(speech.say("cli.row_late"))
    return ", ".join(words)


def _print_legend(speech: Speech) -> None:
    words = [f"{sign} {speech.say(f'cli.state_{state}')}" for state, sign in SIGNS.items()]
    speech.print("  ".join((*words, f"– {speech.say('cli.state_blank')}")), style="dim")


def _print_troubles(run: Run, speech: Speech) -> None:
    """Say for each hand-in why it failed, why a human must look, and what was wrong with it."""
    for row in run.rows:
        lines = [row.reason] if row.reason else []
        lines += [
            f"{marked.exercise}: {speech.say(f'grading.reason_{marked.reason}')}"
            for marked in row.marks
            if marked.reason
        ]
        lines += list(row.notes)
        if lines:
            speech.print(row.student, style="bold")
        for line in lines:
            speech.print(f"  {line}")
    for copied in run.copied:
        students = ", ".join(copied.students)
        speech.print(
            speech.say("cli.grade_copied", students=students, count=copied.records),
            style="bold yellow",
        )


def _print_sum(run: Run, speech: Speech) -> None:
    speech.print(
        speech.say("cli.grade_done", count=len(run.rows), seconds=round(run.seconds, 1)),
        style="bold",
    )
    look = sum(1 for row in run.rows if row.needs_human and row.status != "failed")
    if look:
        speech.print(speech.say("cli.grade_look", count=look))
    if run.failed:
        speech.print(speech.say("cli.grade_failed", count=len(run.failed)), style="bold red")
