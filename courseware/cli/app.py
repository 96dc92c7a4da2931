"""The commands of `courseware`, put together."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Annotated

import typer
from typer.main import get_command

from courseware import __version__
from courseware.cli.guide import GUIDES, ORDER, Command, Example, Group, Guide
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
_GROUPS = {
    "new": ("course", "lesson", "exercise"),
    "kernel": ("install", "status", "remove"),
}


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


def new_things(ctx: typer.Context) -> None:
    """Show the help where nothing is named."""
    _help_without_command(ctx)


def _help_without_command(ctx: typer.Context) -> None:
    if ctx.invoked_subcommand is None:
        ctx.get_help()
        raise typer.Exit


def program(names: Iterable[str] = ORDER) -> typer.Typer:
    """Return the program with these of its commands; the modules of others are not imported."""
    app = typer.Typer(cls=Group, invoke_without_command=True, **_PLAIN)  # type: ignore[arg-type]
    app.callback()(courseware)
    for name in names:
        module = import_module(f"courseware.cli.commands.{name}")
        if name not in _GROUPS:
            app.command(name, cls=Command)(getattr(module, name))
            continue
        group = typer.Typer(cls=Group, invoke_without_command=True, **_PLAIN)  # type: ignore[arg-type]
        group.callback()(new_things)
        for inner in _GROUPS[name]:
            group.command(inner, cls=Command)(getattr(module, inner))
        app.add_typer(group, name=name)
    return app


def run(arguments: list[str], speech: Speech) -> int:
    """Run a command line; returns its exit status, raises what went wrong."""
    named = [name for name in arguments[:1] if name in ORDER]
    command = get_command(program(named or ORDER))
    status = command.main(args=arguments, prog_name="courseware", standalone_mode=False, obj=speech)
    if status == Status.INTERRUPTED:  # typer has swallowed the Ctrl+C
        raise KeyboardInterrupt
    return int(status or 0)
