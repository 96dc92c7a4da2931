"""The table of marks of a lesson."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from courseware.cli.report import print_report
from courseware.cli.speech import Speech
from courseware.text import format_number

if TYPE_CHECKING:
    from rich.text import Text

    from courseware.grading import Row, Run
    from courseware.grading.record import Marked

SIGNS = {"right": "✓", "partly": "◐", "wrong": "✗", "unmarked": "?", "failed": "!"}
"""States are told apart without colour."""
TABLE = 200
"""Rows of a table that anybody would read; of more there is the report alone."""
_FRAME, _GAP, _CELL = 44, 2, 6
"""Columns of the student, score and state; between two exercises; of a mark, as `0.75 ◐`."""
_STYLES = {"right": "green", "partly": "yellow", "wrong": "red", "unmarked": "cyan"}


def as_data(run: Run, speech: Speech) -> dict[str, object]:
    """Return a run as plain data, with the reasons in the reader's language.

    `rows` holds every hand-in, `report` what they add up to.
    """
    from courseware.grading.running.report import report_of

    rows = [
        {**msgspec.to_builtins(row), "marks": [_mark_data(marked, speech) for marked in row.marks]}
        for row in run.rows
    ]
    return {
        "lesson": run.lesson,
        "rows": rows,
        "copied": [msgspec.to_builtins(each) for each in run.copied],
        "seconds": run.seconds,
        "report": msgspec.to_builtins(report_of(run)),
    }


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


def print_marks(run: Run, speech: Speech) -> None:
    """Print a table with a row for every hand-in, then what they add up to."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    if len(run.rows) > TABLE:
        print_report(run, speech)
        return
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
        status = Text(_status(row, speech), style="red" if row.status == "failed" else "")
        table.add_row(Text(row.student), *cells, _score(row, speech), status)
    speech.out.print(table)
    if heads != names:
        speech.print("  ".join(f"{head} {name}" for head, name in zip(heads, names, strict=True)))
    if exercises:
        _print_legend(speech)
    print_report(run, speech)


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


def _status(row: Row, speech: Speech) -> str:
    key = "look" if row.needs_human and row.status != "failed" else row.status
    words = [speech.say(f"cli.row_{key}")]
    if row.late:
        words.append(speech.say("cli.row_late"))
    return ", ".join(words)


def _print_legend(speech: Speech) -> None:
    words = [f"{sign} {speech.say(f'cli.state_{state}')}" for state, sign in SIGNS.items()]
    speech.print("  ".join((*words, f"– {speech.say('cli.state_blank')}")), style="dim")


def print_line(row: Row, speech: Speech) -> None:
    """Print a hand-in that has just ended as one line."""
    seconds = f"{_number(row.seconds, speech)} s"
    words = [row.student, _score(row, speech), _status(row, speech), seconds, row.reason]
    speech.print("  ".join(word for word in words if word))
