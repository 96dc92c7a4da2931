"""`courseware release`: make what the students receive."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from courseware.cli import courses
from courseware.cli.guide import GUIDES, Example, Guide
from courseware.cli.speech import Speech
from courseware.cli.troubles import Status

GUIDES["release"] = Guide(
    "cli.release",
    "cli.release_more",
    (
        Example("courseware release equations", "cli.example_release_here"),
        Example("courseware release algebra equations", "cli.example_release"),
        Example("courseware release algebra equations --exchange", "cli.example_release_exchange"),
    ),
)


def release(
    ctx: typer.Context,
    first: Annotated[str, typer.Argument(metavar="[COURSE] LESSON", help="cli.argument_lesson")],
    second: Annotated[str | None, typer.Argument(hidden=True)] = None,
    *,
    graders: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="cli.option_graders")
    ] = None,
    exchange: Annotated[bool, typer.Option("--exchange", help="cli.option_exchange")] = False,
) -> int:
    """Release a lesson and say where it is."""
    from courseware import grading
    from courseware.library import shown_path
    from courseware.publish import release as releasing

    speech: Speech = ctx.obj
    course, lesson = courses.find_lesson(first, second, graders)
    with speech.errors.status(speech.say("cli.releasing", lesson=lesson)):
        done = releasing.release(
            course.folder,
            lesson,
            graders,
            exchange=exchange,
            generate=grading.generate,
            release_assignment=grading.release_assignment,
        )
    files, place = len(done.files), shown_path(done.folder)
    speech.print(
        speech.say("cli.release_done", lesson=lesson, place=place, count=files, bytes=done.size),
        style="bold green",
    )
    key = "cli.release_in_exchange" if done.in_exchange else "cli.release_next"
    speech.print(speech.say(key, course=course.name, lesson=lesson))
    return Status.DONE
