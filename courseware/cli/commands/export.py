"""`courseware export`: a file of marks that Moodle, Canvas or Blackboard import."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import msgspec
import typer

from courseware.cli.gradebooks import find_root
from courseware.cli.guide import GUIDES, Example, Guide
from courseware.cli.speech import Speech
from courseware.cli.troubles import Status, Trouble

if TYPE_CHECKING:
    from courseware.grading.exporting import Exported, Note

GUIDES["export"] = Guide(
    "export.about",
    "export.more",
    (
        Example("courseware export equations --to canvas", "export.example"),
        Example("courseware export equations --template grades.csv", "export.example_template"),
        Example(
            "courseware export --to blackboard --output marks.xls --missing zero",
            "export.example_all",
        ),
        Example(
            'courseware export equations --template grades.csv --column "equations=Week 3 (77)"',
            "export.example_column",
        ),
    ),
)

NAMES = 8
"""Students that are named where many are told of."""

Choice = TypeVar("Choice", bound=str)


def export(  # noqa: PLR0913 - a command's options
    ctx: typer.Context,
    lessons: Annotated[
        list[str] | None, typer.Argument(metavar="LESSON…", help="export.argument_lessons")
    ] = None,
    *,
    to: Annotated[
        str, typer.Option(metavar="moodle|canvas|blackboard", help="export.option_to")
    ] = "",
    template: Annotated[
        Path | None, typer.Option(metavar="FILE", help="export.option_template")
    ] = None,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="export.option_output")
    ] = None,
    missing: Annotated[
        str, typer.Option(metavar="empty|zero|skip", help="export.option_missing")
    ] = "empty",
    waiting: Annotated[
        str, typer.Option(metavar="empty|points", help="export.option_waiting")
    ] = "empty",
    column: Annotated[
        list[str] | None, typer.Option(metavar="LESSON=COLUMN", help="export.option_column")
    ] = None,
    scale: Annotated[bool, typer.Option("--scale", help="export.option_scale")] = False,
    course: Annotated[
        str | None, typer.Option(metavar="COURSE", help="cli.argument_course")
    ] = None,
    graders: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="cli.option_graders")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="cli.option_json")] = False,
) -> int:
    """Write the file and tell what to know of it."""
    from courseware.grading import exporting
    from courseware.grading.tables import read_table

    speech: Speech = ctx.obj
    options = exporting.Options(
        system=_one(to, exporting.SYSTEMS, "--to") if to else None,
        missing=_one(missing, ("empty", "zero", "skip"), "--missing"),
        waiting=_one(waiting, ("empty", "points"), "--waiting"),
        columns=_columns(column or ()),
        scale=scale,
        tabs=output is not None and output.suffix.lower() in {".xls", ".tsv", ".txt"},
    )
    marks = exporting.load_marks(find_root(course, graders), lessons or ())
    try:
        done = exporting.export(marks, options, read_table(template) if template else None)
        place = output or Path(f"{'-'.join(marks.points)[:80]}-{done.system}.csv")
        exporting.save(done.content, place, template)
    except exporting.ExportRefused as refused:
        raise Trouble(refused.key, Status.USAGE, **refused.parameters) from refused
    _tell(done, place, speech, as_json=as_json)
    return Status.DONE


def _one(given: str, known: Sequence[Choice], option: str) -> Choice:
    """Return a choice by its name."""
    found = next((each for each in known if each == given), None)
    if found is None:
        raise Trouble("cli.usage_value", Status.USAGE, name=option, detail="|".join(known))
    return found


def _columns(given: Sequence[str]) -> Mapping[str, str]:
    pairs = [each.partition("=") for each in given]
    wrong = next((name for name, sign, _ in pairs if not sign), None)
    if wrong is not None:
        raise Trouble("cli.usage_value", Status.USAGE, name="--column", detail="LESSON=COLUMN")
    return {name: head for name, _, head in pairs}


def _tell(done: Exported, place: Path, speech: Speech, *, as_json: bool) -> None:
    if as_json:
        notes = [{**msgspec.to_builtins(note), "told": _told(note, speech)} for note in done.notes]
        data = {"file": str(place), "system": done.system, "students": done.students}
        speech.print_data({**data, "notes": notes})
        return
    speech.print(
        speech.say("export.done", count=done.students, file=str(place)), style="bold green"
    )
    for note in done.notes:
        speech.print(_told(note, speech))
    speech.print(speech.say(f"export.next_{done.system}"))


def _told(note: Note, speech: Speech) -> str:
    """Return a note as a sentence, with the first of those it is about."""
    names = ", ".join(_shown(name) for name in note.about[:NAMES])
    more = "…" if len(note.about) > NAMES else ""
    return speech.say(
        f"export.note_{note.code}",
        count=len(note.about),
        names=f"{names}{more}",
        detail=note.detail,
    )


def _shown(name: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in name)
