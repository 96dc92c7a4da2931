"""`courseware check`: everything wrong with a course at once."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from courseware.cli import courses
from courseware.cli.guide import GUIDES, Example, Guide
from courseware.cli.progress import progress
from courseware.cli.speech import Speech
from courseware.cli.troubles import Status

if TYPE_CHECKING:
    from courseware.errors import Violation
    from courseware.publish.check import Report

GUIDES["check"] = Guide(
    "cli.check",
    "cli.check_more",
    (
        Example("courseware check", "cli.example_check_here"),
        Example("courseware check algebra", "cli.example_check"),
        Example("courseware check algebra --variants 200", "cli.example_check_variants"),
        Example("courseware check algebra --strict --json", "cli.example_check_json"),
    ),
)


def check(
    ctx: typer.Context,
    course: Annotated[
        str | None, typer.Argument(metavar="COURSE", help="cli.argument_course")
    ] = None,
    *,
    graders: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="cli.option_graders")
    ] = None,
    variants: Annotated[
        int, typer.Option(metavar="N", min=1, max=100_000, help="cli.option_variants")
    ] = 25,
    strict: Annotated[bool, typer.Option("--strict", help="cli.option_strict")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="cli.option_json")] = False,
) -> int:
    """Check a course and report."""
    from courseware.grading.policy import load_policy
    from courseware.publish.check import check_course

    speech: Speech = ctx.obj
    found = courses.find_course(course, graders)
    with progress(speech, "cli.checking", quiet=as_json) as advance:
        report = check_course(
            found.folder,
            graders,
            variants=variants,
            also=lambda: load_policy(found.graders),
            on_progress=lambda done, total: advance(done, total, ""),
        )
    if as_json:
        speech.print_data(_as_data(found.name, report, speech))
    else:
        _print(found.name, report, speech)
    faulty = report.errors or (strict and report.warnings)
    return Status.FAULTS if faulty else Status.DONE


def _as_data(name: str, report: Report, speech: Speech) -> dict[str, object]:
    return {
        "course": name,
        "lessons": report.lessons,
        "exercises": report.exercises,
        "errors": len(report.errors),
        "warnings": len(report.warnings),
        "violations": [
            {
                "severity": violation.severity,
                "code": violation.code,
                "file": violation.file,
                "line": violation.line,
                "field": violation.field,
                "problem": violation.problem(speech.language),
                "cure": violation.cure(speech.language),
            }
            for violation in report.violations
        ],
    }


def _print(name: str, report: Report, speech: Speech) -> None:
    for file, violations in groupby(report.violations, lambda violation: violation.file):
        if speech.out.is_terminal:
            _print_table(file, list(violations), speech)
        else:
            _print_lines(violations, speech)
    speech.print(
        speech.say(
            "cli.check_looked",
            course=name,
            lessons=report.lessons,
            count=report.exercises,
        )
    )
    if not report.violations:
        speech.print(speech.say("cli.check_clean"), style="bold green")
        return
    errors, warnings = len(report.errors), len(report.warnings)
    if errors:
        speech.print(speech.say("cli.check_errors", count=errors), style="bold red")
    if warnings:
        speech.print(speech.say("cli.check_warnings", count=warnings), style="bold yellow")


def _print_lines(violations: object, speech: Speech) -> None:
    """Print one fault a line, as compilers do: editors and logs can jump to the place."""
    for violation in violations:  # type: ignore[attr-defined]
        sort = speech.say(f"cli.severity_{violation.severity}")
        told = f"{violation.problem(speech.language)} {violation.cure(speech.language)}"
        field = f"{violation.field}: " if violation.field else ""
        speech.print(f"{violation.file}:{violation.line}: {sort}: {field}{told}")


def _print_table(file: str, violations: list[Violation], speech: Speech) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(
        title=Text(file, style="bold"),
        title_justify="left",
        box=box.SIMPLE,
        expand=True,
        show_edge=False,
        padding=(0, 1),
    )
    table.add_column(speech.say("cli.column_line"), justify="right", no_wrap=True)
    table.add_column(speech.say("cli.column_field"), ratio=2, overflow="fold")
    table.add_column(speech.say("cli.column_problem"), ratio=5)
    table.add_column(speech.say("cli.column_cure"), ratio=5, style="green")
    for violation in violations:
        style = "red" if violation.severity == "error" else "yellow"
        table.add_row(
            str(violation.line or ""),
            Text(violation.field),
            Text(violation.problem(speech.language), style=style),
            Text(violation.cure(speech.language)),
        )
    speech.out.print(table)
    speech.print()
