"""The commands of `courseware`, put together."""

from __future__ import annotations

from typing import Annotated

import typer
from typer.main import get_command

from courseware import __version__
from courseware.cli.commands import (
    check,
    collect,
    demo,
    export,
    grade,
    kernel,
    mark,
    new,
    release,
    seal,
    serve,
)
from courseware.cli.guide import GUIDES, Command, Example, Group, Guide
from courseware.cli.speech import Speech
from courseware.cli.troubles import Status

GUIDES[""] = Guide(
    "cli.about",
    "cli.about_more",
    (
        Example("courseware new course algebra", "cli.example_new_course"),
        Example("courseware check algebra", "cli.example_check"),
        Example("courseware seal algebra", "cli.example_seal"),
        Example("courseware release algebra equations", "cli.example_release"),
        Example("courseware grade algebra equations", "cli.example_grade"),
        Example("courseware demo", "cli.example_demo"),
    ),
)

_PLAIN = {"rich_markup_mode": None, "add_completion": False, "pretty_exceptions_enable": False}
app = typer.Typer(cls=Group, invoke_without_command=True, **_PLAIN)  # type: ignore[arg-type]
new_app = typer.Typer(cls=Group, invoke_without_command=True, **_PLAIN)  # type: ignore[arg-type]
kernel_app = typer.Typer(cls=Group, invoke_without_command=True, **_PLAIN)  # type: ignore[arg-type]


@app.callback()
def courseware(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="cli.option_version")] = False,
) -> None:
    """Show the help where no command is named."""
    speech: Speech = ctx.obj
    if version:
        speech.print(__version__)
        raise typer.Exit
    _help_without_command(ctx)


@new_app.callback()
@kernel_app.callback()
def new_things(ctx: typer.Context) -> None:
    """Show the help where nothing is named."""
    _help_without_command(ctx)


def _help_without_command(ctx: typer.Context) -> None:
    if ctx.invoked_subcommand is None:
        ctx.get_help()
        raise typer.Exit


app.add_typer(new_app, name="new")
new_app.command("course", cls=Command)(new.course)
new_app.command("lesson", cls=Command)(new.lesson)
new_app.command("exercise", cls=Command)(new.exercise)
app.command("check", cls=Command)(check.check)
app.command("mark", cls=Command)(mark.mark)
app.command("seal", cls=Command)(seal.seal)
app.command("release", cls=Command)(release.release)
app.command("collect", cls=Command)(collect.collect)
app.command("grade", cls=Command)(grade.grade)
app.command("export", cls=Command)(export.export)
app.command("serve", cls=Command)(serve.serve)
app.add_typer(kernel_app, name="kernel")
kernel_app.command("install", cls=Command)(kernel.install)
kernel_app.command("status", cls=Command)(kernel.status)
kernel_app.command("remove", cls=Command)(kernel.remove)
app.command("demo", cls=Command)(demo.demo)


def run(arguments: list[str], speech: Speech) -> int:
    """Run a command line; returns its exit status, raises what went wrong."""
    command = get_command(app)
    status = command.main(args=arguments, prog_name="courseware", standalone_mode=False, obj=speech)
    if status == Status.INTERRUPTED:  # typer has swallowed the Ctrl+C
        raise KeyboardInterrupt
    return int(status or 0)
