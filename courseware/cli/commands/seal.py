"""`courseware seal`: move the keys of graded exercises into the private half."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from courseware.cli import courses
from courseware.cli.guide import GUIDES, Example, Guide
from courseware.cli.speech import Speech
from courseware.cli.troubles import Status

GUIDES["seal"] = Guide(
    "cli.seal",
    "cli.seal_more",
    (
        Example("courseware seal", "cli.example_seal_here"),
        Example("courseware seal algebra", "cli.example_seal"),
        Example("courseware seal algebra --force", "cli.example_seal_force"),
    ),
)


def seal(
    ctx: typer.Context,
    course: Annotated[
        str | None, typer.Argument(metavar="COURSE", help="cli.argument_course")
    ] = None,
    *,
    graders: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="cli.option_graders")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="cli.option_seal_force")] = False,
) -> int:
    """Seal a course and say what was moved."""
    from courseware.library import shown_path
    from courseware.publish import seal as sealing

    speech: Speech = ctx.obj
    found = courses.find_course(course, graders)
    sealed = sealing.seal(found.folder, graders, force=force)
    place = shown_path(found.graders / "keys")
    for exercise in (*sealed.moved, *sealed.replaced):
        speech.print(speech.say("cli.seal_moved", exercise=exercise, place=place))
    moved, before = len(sealed.moved) + len(sealed.replaced), len(sealed.sealed)
    speech.print(speech.say("cli.seal_done", count=moved), style="bold green")
    if before:
        speech.print(speech.say("cli.seal_before", count=before))
    return Status.DONE
