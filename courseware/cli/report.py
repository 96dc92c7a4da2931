"""What a run adds up to, for a teacher who reads it in a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from courseware.cli.speech import Speech
from courseware.text import format_number

if TYPE_CHECKING:
    from courseware.grading import Run
    from courseware.grading.running.report import Lot, Report

WIDTH = 40
"""Columns of the longest bar."""
LINES = 25
"""Lines under one heading."""
NAMES = 5
"""Students named in one line."""


def print_report(run: Run, speech: Speech) -> None:
    """Print the report of a run: what it adds up to, and what a teacher should look at."""
    from courseware.grading.running.report import report_of

    report = report_of(run)
    _print_notes(run, speech)
    for key, lots in (
        ("look", report.look),
        ("stderr", report.stderr),
        ("forgeable", report.forgeable),
        ("other", report.other),
    ):
        _print_list(f"run.{key}", [_lot(lot, speech) for lot in lots], speech)
    failures = [
        f"{each.student}: {speech.say(f'run.outcome_{each.outcome}')}"
        + (f" ({each.why})" if each.why else "")
        for each in report.failures
    ]
    _print_list("run.failures", failures, speech)
    _print_list("run.missing", report.missing, speech)
    if report.not_handed_in:
        count = speech.say("run.not_handed_in", count=len(report.not_handed_in))
        speech.print(f"{count}: {_names(report.not_handed_in)}")
    for copied in report.copied:
        students = ", ".join(copied.students)
        told = speech.say("cli.grade_copied", students=students, count=copied.records)
        speech.print(told, style="bold yellow")
    if report.notes:
        _print_list("run.notes", [speech.say("run.note_tests"), *report.notes], speech)
    _print_distribution(report, speech)
    _print_containment(report, speech)
    _print_sum(report, speech)


def _print_notes(run: Run, speech: Speech) -> None:
    """Say what was wrong with hand-ins that were graded nevertheless."""
    lines = [
        f"{row.student}: {line}"
        for row in run.rows
        for line in (*((row.reason,) if row.reason else ()), *row.notes)
        if row.outcome == "graded"
    ]
    for line in _some(lines, speech):
        speech.print(line)


def _print_list(key: str, lines: Iterable[str], speech: Speech) -> None:
    found = list(lines)
    if found:
        speech.print(speech.say(key), style="bold")
    for line in _some(found, speech):
        speech.print(f"  {line}")


def _some(lines: list[str], speech: Speech) -> list[str]:
    if len(lines) <= LINES:
        return lines
    return [*lines[:LINES], speech.say("run.more", count=len(lines) - LINES)]


def _lot(lot: Lot, speech: Speech) -> str:
    """Say what is to be known of a cell, and of how many students."""
    why = speech.say(f"run.reason_{lot.reason}" if lot.reason else f"run.state_{lot.state}")
    if lot.marked:
        why = speech.say(f"grading.reason_{lot.marked}")
    words = [why] if lot.state != "right" or lot.reason else []
    if lot.points:
        words.append(speech.say("run.points", points=_number(lot.points, speech)))
    words.append(speech.say("run.students", count=lot.students))
    return f"{lot.cell}: {'; '.join(words)} ({_names(lot.examples, lot.students)})"


def _names(students: tuple[str, ...], count: int = 0) -> str:
    named = ", ".join(students[:NAMES])
    return f"{named}, …" if max(count, len(students)) > NAMES else named


def _print_distribution(report: Report, speech: Speech) -> None:
    """Print a bar for each tenth of the full marks."""
    if report.mean is None or report.median is None or not report.max_score:
        return
    numbers = {
        "max": report.max_score,
        "mean": report.mean,
        "median": report.median,
    }
    told = {name: _number(value, speech) for name, value in numbers.items()}
    speech.print(speech.say("run.distribution", **told), style="bold")
    most = max(report.distribution)
    step = report.max_score / len(report.distribution)
    for at, count in enumerate(report.distribution):
        bar = "█" * -(-WIDTH * count // most) if most else ""
        low, high = (_number(step * end, speech) for end in (at, at + 1))
        speech.print(f"  {low:>6} – {high:<6} {count:>5}  {bar}".rstrip())


def _print_containment(report: Report, speech: Speech) -> None:
    if not report.tiers:
        if report.statuses.get("failed", 0) < report.hand_ins:
            speech.print(speech.say("run.not_run"), style="dim")
        return
    tiers = ", ".join(f"{tier} ({count})" for tier, count in sorted(report.tiers.items()))
    megabytes = str(round(report.peak_mb))
    speech.print(speech.say("run.contained", tiers=tiers, megabytes=megabytes), style="dim")
    if "D" in report.tiers:
        speech.print(speech.say("run.unsafe"), style="bold red")


def _print_sum(report: Report, speech: Speech) -> None:
    counts = {
        status: report.statuses.get(status, 0)
        for status in ("graded", "remarked", "kept", "failed")
    }
    seconds = _number(report.seconds, speech)
    told = speech.say("run.sum", count=report.hand_ins, seconds=seconds, **counts)
    speech.print(told, style="bold red" if counts["failed"] else "bold")
    if report.waiting:
        speech.print(speech.say("run.waiting", count=report.waiting))


def _number(value: float, speech: Speech) -> str:
    return format_number(round(value, 2), speech.language)
