"""`courseware collect`: take hand-ins out of what Moodle, Canvas or Blackboard let one download."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
import typer

from courseware.cli.gradebooks import find_root
from courseware.cli.guide import GUIDES, Example, Guide
from courseware.cli.progress import progress
from courseware.cli.speech import Speech
from courseware.cli.troubles import Status, Trouble

if TYPE_CHECKING:
    from rich.text import Text

    from courseware.grading.archives import Report, Row

GUIDES["collect"] = Guide(
    "collect.about",
    "collect.more",
    (
        Example("courseware collect equations submissions.zip", "collect.example"),
        Example("courseware collect equations submissions.zip --dry-run", "collect.example_dry"),
        Example(
            "courseware collect equations submissions.zip --roster grades.csv",
            "collect.example_roster",
        ),
        Example(
            "courseware collect equations downloads --timezone Asia/Tashkent",
            "collect.example_timezone",
        ),
    ),
)

_STYLES = {"refused": "red", "unmapped": "red", "undecided": "yellow", "left_out": "yellow"}


def collect(  # noqa: PLR0913 - a command's options
    ctx: typer.Context,
    lesson: Annotated[str, typer.Argument(metavar="LESSON", help="collect.argument_lesson")],
    archives: Annotated[
        list[Path], typer.Argument(metavar="ARCHIVE…", help="collect.argument_archives")
    ],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="collect.option_dry_run")] = False,
    roster: Annotated[
        Path | None, typer.Option(metavar="FILE.csv", help="collect.option_roster")
    ] = None,
    id_column: Annotated[
        str, typer.Option("--id", metavar="COLUMN", help="collect.option_id")
    ] = "",
    lms: Annotated[
        str,
        typer.Option(metavar="moodle|canvas|blackboard|folders", help="collect.option_lms"),
    ] = "",
    timezone: Annotated[str, typer.Option(metavar="ZONE", help="collect.option_timezone")] = "UTC",
    force: Annotated[bool, typer.Option("--force", help="collect.option_force")] = False,
    course: Annotated[
        str | None, typer.Option(metavar="COURSE", help="cli.argument_course")
    ] = None,
    graders: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="cli.option_graders")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="cli.option_json")] = False,
) -> int:
    """Collect hand-ins and tell what became of each."""
    from courseware.grading import archives as collecting

    speech: Speech = ctx.obj
    missing = next((path for path in archives if not path.exists()), None)
    if missing is not None:
        raise Trouble("collect.no_file", path=str(missing))
    if lms and lms not in collecting.KINDS:
        known = ", ".join(collecting.KINDS)
        raise Trouble("collect.no_lms", Status.USAGE, name=lms, known=known)
    options = collecting.Options(
        lms=next((each for each in collecting.KINDS if each == lms), None),
        roster=roster,
        id_column=id_column,
        clock=_zone(timezone),
        force=force,
        dry=dry_run,
    )
    root = find_root(course, graders)
    with progress(speech, "collect.collecting", quiet=as_json) as advance:
        report = collecting.collect(root, lesson, archives, options, advance)
    if as_json:
        speech.print_data(_data(report, speech))
    else:
        _print(report, speech)
    return Status.FAULTS if report.faults else Status.DONE


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Trouble("collect.no_timezone", Status.USAGE, name=name) from None


def _data(report: Report, speech: Speech) -> dict[str, object]:
    rows = [{**msgspec.to_builtins(row), "told": _told(row, speech)} for row in report.rows]
    return {"assignment": report.assignment, "dry": report.dry, "rows": rows}


def _told(row: Row, speech: Speech) -> str:
    """Return why something was not taken, in a sentence."""
    if row.why:
        return speech.say(f"collect.why_{row.why}", detail=row.detail or "-", count=row.files)
    return speech.say(f"collect.told_{row.status}") if row.status in _STYLES else ""


def _print(report: Report, speech: Speech) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    hand_ins = [row for row in report.rows if row.sender and row.status != "left_out"]
    if hand_ins:
        title = Text(report.assignment, style="bold")
        table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD)
        for name in ("student", "sender"):
            table.add_column(speech.say(f"collect.column_{name}"))
        table.add_column(speech.say("collect.column_files"), justify="right")
        for name in ("time", "status"):
            table.add_column(speech.say(f"collect.column_{name}"))
        for row in hand_ins:
            table.add_row(*_cells(row, speech))
        speech.out.print(table)
    _print_faults(report.faults, speech)
    _print_sum(report, speech)


def _cells(row: Row, speech: Speech) -> tuple[Text | str, ...]:
    from rich.text import Text

    words = [speech.say(f"collect.status_{row.status}")]
    if row.late:
        words.append(speech.say("cli.row_late"))
    time = row.time.strftime("%Y-%m-%d %H:%M UTC") if row.time else "–"
    status = Text(", ".join(words), style=_STYLES.get(row.status, ""))
    return Text(row.student or "–"), Text(row.sender), str(row.files), time, status


def _print_faults(rows: Iterable[Row], speech: Speech) -> None:
    """Say for each hand-in or archive what is wrong, under its name."""
    before = ""
    for row in rows:
        name = ": ".join(part for part in (row.source, row.student or row.sender) if part)
        if name != before:
            speech.print(name, style="bold")
            before = name
        path = f"{row.path}: " if row.path else ""
        speech.print(f"  {path}{_told(row, speech)}")


def _print_sum(report: Report, speech: Speech) -> None:
    key = "collect.done_dry" if report.dry else "collect.done"
    speech.print(speech.say(key, count=len(report.taken)), style="bold")
    if any(row.status == "unmapped" for row in report.rows):
        speech.print(speech.say("collect.advice_roster"))
    if any(row.status == "undecided" for row in report.rows):
        speech.print(speech.say("collect.advice_force"))
