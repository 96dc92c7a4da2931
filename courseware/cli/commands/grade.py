"""`courseware grade`: mark what was handed in, and show the marks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from courseware.cli import courses
from courseware.cli.guide import GUIDES, Example, Guide
from courseware.cli.marks import as_data, print_marks
from courseware.cli.progress import progress
from courseware.cli.speech import Speech
from courseware.cli.troubles import Status, Trouble
from courseware.errors import CourseNotFound
from courseware.library import shown_path

if TYPE_CHECKING:
    from courseware.grading import Run

GUIDES["grade"] = Guide(
    "cli.grade",
    "cli.grade_more",
    (
        Example("courseware grade equations", "cli.example_grade_here"),
        Example("courseware grade algebra equations", "cli.example_grade"),
        Example("courseware grade algebra equations --feedback", "cli.example_grade_feedback"),
        Example(
            "courseware grade algebra equations --student student07 --force",
            "cli.example_grade_one",
        ),
    ),
)


def grade(
    ctx: typer.Context,
    first: Annotated[str, typer.Argument(metavar="[COURSE] LESSON", help="cli.argument_lesson")],
    second: Annotated[str | None, typer.Argument(hidden=True)] = None,
    *,
    graders: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="cli.option_graders")
    ] = None,
    student: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="cli.option_student")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="cli.option_grade_force")] = False,
    feedback: Annotated[bool, typer.Option("--feedback", help="cli.option_feedback")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="cli.option_json")] = False,
) -> int:
    """Grade a lesson and print the marks."""
    speech: Speech = ctx.obj
    course, lesson = courses.find_lesson(first, second, graders)
    try:
        run = grade_lesson(
            speech, course.graders, lesson, students=student, force=force, quiet=as_json
        )
    except CourseNotFound as error:
        raise _nothing(course, lesson) or error from None
    late = who_is_late(course.graders, lesson)
    if feedback:
        write_feedback(speech, course.graders, lesson)
    if as_json:
        speech.print(json.dumps(as_data(run, late, speech), ensure_ascii=False))
    else:
        print_marks(run, late, speech)
    return Status.FAULTS if run.failed else Status.DONE


def _nothing(course: courses.Halves, lesson: str) -> Trouble | None:
    """Return why there is nothing to grade, as far as a course that lies as usual tells."""
    submitted = course.graders / "submitted"
    if not (course.graders / "release" / lesson).is_dir():
        return Trouble("cli.not_released", course=course.name, lesson=lesson)
    if not any(submitted.glob(f"*/{lesson}")):
        place = shown_path(submitted / "*" / lesson)
        return Trouble("cli.nobody", lesson=lesson, place=place)
    return None


def grade_lesson(
    speech: Speech,
    graders: Path,
    lesson: str,
    *,
    students: list[str] | None = None,
    force: bool = False,
    quiet: bool = False,
) -> Run:
    """Grade the hand-ins of a lesson with a progress bar; killed halfway, it goes on next time."""
    from courseware import grading

    with progress(speech, "cli.grading", quiet=quiet) as advance:
        return grading.run(
            graders,
            lesson,
            students=students or None,
            force=force,
            on_progress=lambda done, total, row: advance(done, total, row.student),
        )


def who_is_late(graders: Path, lesson: str) -> frozenset[str]:
    """Return who handed in after the due date."""
    from courseware.grading.due import late

    return late(graders, lesson)


def write_feedback(speech: Speech, graders: Path, lesson: str) -> None:
    """Write the pages that learners get back."""
    from courseware.grading.commands import feedback

    with speech.errors.status(speech.say("cli.writing_feedback", lesson=lesson)):
        feedback(graders, lesson)
