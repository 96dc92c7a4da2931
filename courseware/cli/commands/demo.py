"""`courseware demo`: the whole loop once, with a cohort that nobody is part of."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer

from courseware.cli.commands.grade import Watch, grade_lesson
from courseware.cli.commands.serve import serve_course
from courseware.cli.courses import Graded, Halves
from courseware.cli.guide import GUIDES, Example, Guide
from courseware.cli.marks import print_marks
from courseware.cli.progress import progress
from courseware.cli.speech import Speech
from courseware.cli.troubles import Status, Trouble

GUIDES["demo"] = Guide(
    "cli.demo",
    "cli.demo_more",
    (
        Example("courseware demo", "cli.example_demo"),
        Example("courseware demo --no-serve --lang ru", "cli.example_demo_no_serve"),
        Example("courseware demo --students 30 --seed other", "cli.example_demo_students"),
    ),
)

COURSE = "demo"
FOLDER = ".demo"
MARKER = "made-by-courseware-demo"
"""Says that a folder is the demo's own and may be made anew."""
_MADE = shutil.ignore_patterns(
    *(
        "release",
        "submitted",
        "autograded",
        "results",
        "feedback",
        "exchange",
        "gradebook.db*",
        "*.log",
    ),
    *("responses", ".ipynb_checkpoints", "__pycache__"),
)


def demo(
    ctx: typer.Context,
    *,
    folder: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="cli.option_demo_folder")
    ] = None,
    students: Annotated[
        int, typer.Option(metavar="N", min=12, max=1000, help="cli.option_students")
    ] = 14,
    seed: Annotated[str, typer.Option(metavar="TEXT", help="cli.option_cohort_seed")] = "",
    no_serve: Annotated[bool, typer.Option("--no-serve", help="cli.option_no_serve")] = False,
    port: Annotated[
        int, typer.Option(metavar="N", min=0, max=65535, help="cli.option_port")
    ] = 8866,
) -> int:
    """Release, answer, grade and serve the demo course in a working copy."""
    speech: Speech = ctx.obj
    top = _checkout()
    work = (folder or top / FOLDER).resolve()
    course = _working_copy(top, work)
    speech.print(speech.say("cli.demo_copy", folder=str(work)))
    lessons = _release(speech, course)
    _cohort(speech, course, students, seed)
    for lesson in lessons:
        run = grade_lesson(Watch(speech), Graded(course.graders, lesson))
        print_marks(run, speech)
        speech.print()
    if not no_serve:
        serve_course(
            speech,
            course.folder,
            port=port,
            ip="127.0.0.1",
            visitors=work / "visitors",
            idle=900,
        )
    return Status.DONE


def _checkout() -> Path:
    """Return the checkout that holds the demo course: above here, or around this package."""
    here = Path.cwd()
    for place in (here, *here.parents, Path(__file__).resolve().parents[3]):
        if (place / "notebooks" / COURSE).is_dir() and (place / "graders" / COURSE).is_dir():
            return place
    raise Trouble("cli.demo_no_checkout")


def _working_copy(top: Path, work: Path) -> Halves:
    """Copy both halves of the demo course anew; the answers of visitors stay."""
    if work.exists() and any(work.iterdir()) and not (work / MARKER).is_file():
        raise Trouble("cli.in_the_way", Status.FAULTS, place=str(work))
    work.mkdir(parents=True, exist_ok=True)
    (work / MARKER).touch()
    for half in ("notebooks", "graders"):
        shutil.rmtree(work / half, ignore_errors=True)
        shutil.copytree(top / half / COURSE, work / half / COURSE, ignore=_MADE)
    return Halves(work / "notebooks" / COURSE, work / "graders" / COURSE)


def _release(speech: Speech, course: Halves) -> tuple[str, ...]:
    from courseware import grading, library
    from courseware.grading.due import set_due
    from courseware.publish.cohort import DUE
    from courseware.publish.release import release

    lessons = library.load_course(course.folder).lessons
    with progress(speech, "cli.demo_releasing") as advance:
        for number, lesson in enumerate(lessons, 1):
            release(course.folder, lesson, course.graders, generate=grading.generate)
            set_due(course.graders, lesson, DUE)
            advance(number, len(lessons), lesson)
    speech.print(speech.say("cli.demo_released", lessons=", ".join(lessons)))
    return lessons


def _cohort(speech: Speech, course: Halves, students: int, seed: str) -> None:
    from courseware.publish.cohort import SEED, make_cohort, samples

    with progress(speech, "cli.demo_answering") as advance:
        made = make_cohort(
            course.folder,
            course.graders,
            seed=seed or SEED,
            count=students,
            on_progress=advance,
        )
    speech.print(speech.say("cli.demo_cohort", count=len(samples(students)), hand_ins=len(made)))
