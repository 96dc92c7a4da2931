"""`courseware grade`: mark what was handed in, and show the marks."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from courseware.cli import courses
from courseware.cli.guide import GUIDES, Example, Guide
from courseware.cli.marks import as_data, print_line, print_marks
from courseware.cli.progress import Advance, progress
from courseware.cli.speech import Speech
from courseware.cli.troubles import Status, Trouble
from courseware.errors import CourseNotFound
from courseware.library import shown_path

if TYPE_CHECKING:
    from courseware.grading import Row, Run

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
        Example(
            "courseware grade algebra equations --require-sandbox A --jobs 4",
            "cli.example_grade_exam",
        ),
        Example(
            "courseware grade algebra equations --scheduler tcp://host:8786", "cluster.example"
        ),
    ),
)


class Tier(StrEnum):
    """What may be asked for."""

    A = "A"
    B = "B"


def grade(  # noqa: PLR0913 - each option of the command is a parameter
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
    jobs: Annotated[
        int | None, typer.Option(metavar="N", min=1, max=512, help="cli.option_jobs")
    ] = None,
    require_sandbox: Annotated[
        Tier | None, typer.Option(metavar="A|B", help="cli.option_require_sandbox")
    ] = None,
    unsafe: Annotated[bool, typer.Option("--unsafe", help="cli.option_unsafe")] = False,
    scheduler: Annotated[str | None, typer.Option(metavar="ADDRESS", help="cluster.option")] = None,
    feedback: Annotated[bool, typer.Option("--feedback", help="cli.option_feedback")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="cli.option_verbose")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="cli.option_json")] = False,
) -> int:
    """Grade a lesson and print the marks."""
    speech: Speech = ctx.obj
    place = courses.find_graded(first, second, graders)
    watch = Watch(speech, verbose=verbose and not as_json, quiet=as_json)
    try:
        run = grade_lesson(
            watch,
            place,
            students=student,
            force=force,
            jobs=jobs,
            require=require_sandbox.value if require_sandbox else None,
            unsafe=unsafe,
            scheduler=scheduler,
        )
    except CourseNotFound as error:
        raise _nothing(place) or error from None
    if feedback:
        write_feedback(speech, place.graders, place.lesson)
    if as_json:
        speech.print_data(as_data(run, speech))
    else:
        print_marks(run, speech)
    return Status.FAULTS if run.failed else Status.DONE


class Watch:
    """Shows how far a run has come, and says what to do when it is stopped."""

    def __init__(self, speech: Speech, *, verbose: bool = False, quiet: bool = False) -> None:
        self.speech, self.quiet = speech, quiet
        self._verbose = verbose
        self._done = self._total = 0

    def told(self, advance: Advance) -> Callable[[int, int, Row], None]:
        """Return what a run is to call after each hand-in."""

        def on_progress(done: int, total: int, row: Row) -> None:
            self._done, self._total = done, total
            if self._verbose:
                print_line(row, self.speech)
            advance(done, total, row.student)

        return on_progress

    def stopped(self) -> Trouble:
        """Return how to go on after Ctrl+C."""
        counts = {"done": str(self._done), "total": str(self._total or "?")}
        return Trouble("run.stopped", Status.INTERRUPTED, **counts)


def grade_lesson(
    watch: Watch,
    place: courses.Graded,
    *,
    students: list[str] | None = None,
    force: bool = False,
    jobs: int | None = None,
    require: Literal["A", "B"] | None = None,
    unsafe: bool = False,
    scheduler: str | None = None,
) -> Run:
    """Grade the hand-ins of a lesson with a progress bar; killed halfway, it goes on next time."""
    from courseware.grading.running.ahead import Ahead
    from courseware.grading.running.guessing import guess

    guessed = guess(*place, students=students, force=force, require=require)
    with (
        Ahead(guessed if scheduler is None else None, unsafe=unsafe) as ahead,
        progress(watch.speech, "cli.grading", quiet=watch.quiet) as advance,
    ):
        from courseware.grading import quick

        quick.import_nbgrader("courseware.grading.running.run")
        from courseware import grading
        from courseware.grading.running.hands import Local, Safety

        hands: Callable[..., Any] = partial(Local, taken=ahead.take)
        if scheduler is not None:
            from courseware.grading.running.cluster import Cluster

            hands = partial(Cluster, scheduler=scheduler)
        try:
            return grading.run(
                place.graders,
                place.lesson,
                students=students or None,
                force=force,
                jobs=jobs,
                safety=Safety(require=require, unsafe=unsafe),
                on_progress=watch.told(advance),
                hands=hands,
            )
        except KeyboardInterrupt:
            raise watch.stopped() from None


def _nothing(place: courses.Graded) -> Trouble | None:
    """Return why there is nothing to grade, as far as a course that lies as usual tells."""
    submitted = place.graders / "submitted"
    if not any(submitted.glob(f"*/{place.lesson}")):
        shown = shown_path(submitted / "*" / place.lesson)
        return Trouble("cli.nobody", lesson=place.lesson, place=shown)
    return None


def write_feedback(speech: Speech, graders: Path, lesson: str) -> None:
    """Write the pages that learners get back."""
    from courseware.grading.commands import feedback

    with speech.errors.status(speech.say("cli.writing_feedback", lesson=lesson)):
        feedback(graders, lesson)
