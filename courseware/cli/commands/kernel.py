"""`courseware kernel`: Jupyter kernels that start at once and share their memory."""

from __future__ import annotations

from typing import Annotated

import typer

from courseware.cli.guide import GUIDES, Example, Guide
from courseware.cli.speech import Speech
from courseware.cli.troubles import Status, Trouble

INSTALL = Example("courseware kernel install", "kernel.example_install")
GUIDES["kernel"] = Guide(
    "kernel.about",
    "kernel.more",
    (
        INSTALL,
        Example("courseware kernel status", "kernel.example_status"),
        Example("courseware kernel remove", "kernel.example_remove"),
    ),
)
GUIDES["kernel install"] = Guide(
    "kernel.install",
    "kernel.install_more",
    (
        INSTALL,
        Example(
            "courseware kernel install --name python3 --user", "kernel.example_install_python3"
        ),
        Example(
            "courseware kernel install --preload numpy --preload pandas",
            "kernel.example_install_preload",
        ),
    ),
)
GUIDES["kernel status"] = Guide(
    "kernel.status",
    "kernel.status_more",
    (Example("courseware kernel status", "kernel.example_status"),),
)
GUIDES["kernel remove"] = Guide(
    "kernel.remove",
    "kernel.remove_more",
    (Example("courseware kernel remove", "kernel.example_remove"),),
)

NAME = "courseware"


def install(
    ctx: typer.Context,
    *,
    user: Annotated[bool, typer.Option("--user", help="kernel.option_user")] = False,
    name: Annotated[str, typer.Option(metavar="NAME", help="kernel.option_name")] = NAME,
    preload: Annotated[
        list[str] | None, typer.Option(metavar="MODULE", help="kernel.option_preload")
    ] = None,
) -> int:
    """Write the kernelspec."""
    from courseware.kernel import unavailable
    from courseware.kernel.jupyter import spec

    speech: Speech = ctx.obj
    try:
        written = spec.install(user=user, name=name, preload=preload)
    except ValueError:
        raise Trouble("kernel.bad_name", Status.USAGE, name=name) from None
    speech.print(
        speech.say("kernel.installed", name=written.name, folder=str(written.folder)),
        style="bold green",
    )
    speech.print(speech.say("kernel.preloads", modules=", ".join(written.preload)))
    obstacle = unavailable()
    if obstacle:
        speech.print(speech.say("kernel.unavailable", reason=obstacle), style="yellow")
    return Status.DONE


def status(ctx: typer.Context) -> int:
    """Say which kernelspecs there are, and which warm parents run."""
    from courseware.kernel import unavailable
    from courseware.kernel.jupyter import host, spec

    speech: Speech = ctx.obj
    found = spec.installed()
    for each in found:
        speech.print(speech.say("kernel.found", name=each.name, folder=str(each.folder)))
        speech.print(speech.say("kernel.preloads", modules=", ".join(each.preload)))
    if not found:
        speech.print(speech.say("kernel.not_installed"))
    obstacle = unavailable()
    if obstacle:
        speech.print(speech.say("kernel.unavailable", reason=obstacle), style="yellow")
        return Status.DONE
    running = host.ask("status")
    for parent in running:
        speech.print(
            speech.say(
                "kernel.parent",
                pid=str(parent["pid"]),
                kernels=parent["kernels"],
                megabytes=round(parent["resident_kb"] / 1024),
                python=parent["python"],
            )
        )
        for module, reason in parent["failed"].items():
            line = speech.say("kernel.not_preloaded", module=module, reason=reason)
            speech.print(f"    {line}")
    if not running:
        speech.print(speech.say("kernel.no_parent"))
    return Status.DONE


def remove(
    ctx: typer.Context,
    *,
    name: Annotated[str, typer.Option(metavar="NAME", help="kernel.option_name")] = NAME,
) -> int:
    """Remove the kernelspec and end warm parents; kernels that run go on."""
    from courseware.kernel import unavailable
    from courseware.kernel.jupyter import host, spec

    speech: Speech = ctx.obj
    folder = spec.remove(name)
    ended = [] if unavailable() else host.ask("stop")
    if ended:
        speech.print(speech.say("kernel.ended", count=len(ended)))
    if folder is None:
        speech.print(speech.say("kernel.not_ours", name=name), style="yellow")
        return Status.MISSING
    speech.print(speech.say("kernel.removed", folder=str(folder)), style="bold green")
    return Status.DONE
