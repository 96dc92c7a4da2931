"""`courseware new`: a course, a lesson or an exercise from a template that runs."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from courseware.cli import courses
from courseware.cli.guide import GUIDES, Example, Guide
from courseware.cli.speech import Speech
from courseware.cli.troubles import Status, Trouble

_EXERCISE = Example(
    "courseware new exercise equations/slope --kind number", "cli.example_new_exercise"
)
GUIDES["new"] = Guide(
    "cli.new",
    "cli.new_more",
    (
        Example("courseware new course algebra", "cli.example_new_course"),
        Example("courseware new lesson equations", "cli.example_new_lesson"),
        _EXERCISE,
    ),
)
GUIDES["new course"] = Guide(
    "cli.new_course",
    "cli.new_course_more",
    (
        Example("courseware new course algebra", "cli.example_new_course"),
        Example("courseware new course algebra --lang uz", "cli.example_new_course_uz"),
    ),
)
GUIDES["new lesson"] = Guide(
    "cli.new_lesson",
    "cli.new_lesson_more",
    (
        Example("courseware new lesson equations", "cli.example_new_lesson"),
        Example("courseware new lesson equations --course algebra", "cli.example_new_lesson_in"),
    ),
)
GUIDES["new exercise"] = Guide(
    "cli.new_exercise",
    "cli.new_exercise_more",
    (
        _EXERCISE,
        Example(
            "courseware new exercise equations/root --kind choice --graded",
            "cli.example_new_graded",
        ),
    ),
)

CourseOption = Annotated[
    str | None, typer.Option("--course", metavar="COURSE", help="cli.argument_course")
]


def course(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="cli.argument_course_name")],
    folder: Annotated[Path, typer.Option(metavar="FOLDER", help="cli.option_folder")] = Path(),
) -> int:
    """Make a course with one lesson and one exercise."""
    from courseware.publish import new

    speech: Speech = ctx.obj
    with _named():
        written = new.new_course(folder, name, language=speech.language)
    _tell(speech, written)
    lesson = f"{folder / 'notebooks' / name / new.FIRST_LESSON}"
    _next(speech, f"jupyter lab {lesson}/{new.FIRST_LESSON}.ipynb", f"courseware check {name}")
    return Status.DONE


def lesson(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="cli.argument_lesson_name")],
    course: CourseOption = None,
) -> int:
    """Make a lesson with a notebook and one exercise."""
    from courseware.publish import new

    speech: Speech = ctx.obj
    found = courses.find_course(course)
    with _named():
        written = new.new_lesson(found.folder, name, language=speech.language)
    _tell(speech, written)
    _next(
        speech,
        f"courseware new exercise {name}/my_question --kind number",
        f"courseware check {found.name}",
    )
    return Status.DONE


def exercise(
    ctx: typer.Context,
    place: Annotated[str, typer.Argument(metavar="LESSON/NAME", help="cli.argument_exercise")],
    *,
    kind: Annotated[str, typer.Option(metavar="choice|number|text", help="cli.option_kind")],
    graded: Annotated[bool, typer.Option("--graded", help="cli.option_graded")] = False,
    course: CourseOption = None,
) -> int:
    """Make an exercise and show it in the lesson's notebook."""
    from courseware.library import load_course
    from courseware.publish import new

    speech: Speech = ctx.obj
    if kind not in new.kinds_with_template():
        known = ", ".join(new.kinds_with_template())
        raise Trouble("cli.no_kind", Status.USAGE, kind=kind, known=known)
    found = courses.find_course(course)
    lesson, slash, name = place.partition("/")
    if not slash:
        raise Trouble("cli.no_slash", Status.USAGE, place=place)
    if not (found.folder / lesson).is_dir():
        known = ", ".join(load_course(found.folder).lessons) or "-"
        raise Trouble("cli.no_lesson", course=found.name, lesson=lesson, known=known)
    with _named():
        written = new.new_exercise(
            found.folder, lesson, name, kind, graded=graded, language=speech.language
        )
    _tell(speech, written)
    _next(
        speech,
        f"courseware mark {_shown(written[0])} --answer …",
        f"courseware check {found.name}",
    )
    return Status.DONE


@contextlib.contextmanager
def _named() -> Iterator[None]:
    """Turn the refusals of `publish.new` into sentences."""
    from courseware.publish.new import InTheWay, UnfitName

    try:
        yield
    except InTheWay as error:
        raise Trouble("cli.in_the_way", Status.FAULTS, place=_shown(error.path)) from None
    except UnfitName as error:
        raise Trouble("cli.unfit_name", Status.USAGE, name=error.name) from None


def _tell(speech: Speech, written: Sequence[Path]) -> None:
    for path in dict.fromkeys(written):
        speech.print(speech.say("cli.wrote", file=_shown(path)), style="green")


def _next(speech: Speech, *commands: str) -> None:
    speech.print(speech.say("cli.next_steps"), style="bold")
    for command in commands:
        speech.print(f"  {command}")


def _shown(path: Path) -> str:
    from courseware.library import shown_path

    return shown_path(path)
