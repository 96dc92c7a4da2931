"""`courseware serve`: a course in the browser, with Voilà."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from courseware.cli import courses
from courseware.cli.guide import GUIDES, Example, Guide
from courseware.cli.speech import Speech
from courseware.cli.troubles import Status

GUIDES["serve"] = Guide(
    "cli.serve",
    "cli.serve_more",
    (
        Example("courseware serve", "cli.example_serve_here"),
        Example("courseware serve algebra --port 8000", "cli.example_serve_port"),
        Example("courseware serve algebra --ip 0.0.0.0", "cli.example_serve_ip"),
    ),
)


def serve(
    ctx: typer.Context,
    course: Annotated[
        str | None, typer.Argument(metavar="COURSE", help="cli.argument_course")
    ] = None,
    *,
    port: Annotated[
        int, typer.Option(metavar="N", min=0, max=65535, help="cli.option_port")
    ] = 8866,
    ip: Annotated[str, typer.Option(metavar="ADDRESS", help="cli.option_ip")] = "127.0.0.1",
    visitors: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="cli.option_visitors")
    ] = None,
    idle: Annotated[int, typer.Option(metavar="SECONDS", min=2, help="cli.option_idle")] = 900,
) -> int:
    """Serve a course until interrupted."""
    speech: Speech = ctx.obj
    found = courses.find_course(course)
    serve_course(speech, found.folder, port=port, ip=ip, visitors=visitors, idle=idle)
    return Status.DONE


def serve_course(
    speech: Speech, folder: Path, *, port: int, ip: str, visitors: Path | None, idle: int
) -> None:
    """Serve a course and say its addresses once they answer."""
    from courseware import library
    from courseware.publish.serve import serve as run

    lessons = library.load_course(folder).lessons

    def tell(address: str) -> None:
        speech.print(speech.say("cli.serving", address=address), style="bold green")
        for lesson in lessons:
            speech.print(f"  {address.rstrip('/')}/lesson/{lesson}")
        speech.print(speech.say("cli.serving_stop"))

    run(
        folder,
        port=port,
        ip=ip,
        visitors=visitors,
        idle_seconds=idle,
        on_ready=tell,
    )
