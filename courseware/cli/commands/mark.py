"""`courseware mark`: mark answers from the command line, one or many."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from courseware import kinds, library, marking, trial
from courseware.cli import bulk
from courseware.cli.courses import key_file
from courseware.cli.guide import GUIDES, Example, Guide
from courseware.cli.speech import Speech
from courseware.cli.troubles import Status, Trouble
from courseware.kinds.code import CodeExercise, CodeKey
from courseware.library import Entry
from courseware.mark import Mark
from courseware.response import Confidence
from courseware.scheme import Key
from courseware.variants import Variant

_FILE = "notebooks/algebra/lines/exercises/slope.toml"

GUIDES["mark"] = Guide(
    "cli.mark",
    "cli.mark_more",
    (
        Example(f"courseware mark {_FILE} --answer '\"3,5\"'", "cli.example_mark"),
        Example(f'courseware mark {_FILE} --answer \'["a", "c"]\'', "cli.example_mark_many"),
        Example(f"courseware mark {_FILE} --answer 3,5 --lang uz --json", "cli.example_mark_json"),
        Example("courseware mark < answers.jsonl > marks.jsonl", "cli.example_mark_bulk"),
    ),
)


def mark(
    ctx: typer.Context,
    exercise: Annotated[
        Path | None, typer.Argument(metavar="EXERCISE.toml", help="cli.argument_exercise_file")
    ] = None,
    *,
    answer: Annotated[str | None, typer.Option(metavar="JSON", help="cli.option_answer")] = None,
    key: Annotated[Path | None, typer.Option(metavar="KEY.toml", help="cli.option_key")] = None,
    confidence: Annotated[
        int | None, typer.Option(metavar="1|2|3", min=1, max=3, help="cli.option_confidence")
    ] = None,
    learner: Annotated[str, typer.Option(metavar="NAME", help="cli.option_learner")] = "",
    seed: Annotated[str, typer.Option(metavar="HEX", help="cli.option_seed")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="cli.option_json")] = False,
) -> int:
    """Mark one answer, or the lines of standard input."""
    speech: Speech = ctx.obj
    with _quiet(unless=speech.traceback):
        if exercise is None:
            return _bulk(speech, answer)
        entry, scheme, variant = _load(speech, exercise, key, learner=learner, seed=seed)
        value: object = None if answer is None else bulk.typed(answer)
        sure = msgspec.convert(confidence, Confidence | None)  # typer let 1, 2 and 3 through
        if isinstance(entry.exercise, CodeExercise) and isinstance(scheme, CodeKey):
            value = trial.report(entry.exercise, scheme, value)
        marked = marking.mark(entry.exercise, scheme, variant, value, speech.language, sure)
    if as_json:
        speech.print(bulk.encoded(marked).decode())
    else:
        _print(marked, speech)
    return Status.DONE


@contextlib.contextmanager
def _quiet(*, unless: bool) -> Iterator[None]:
    """Log nothing for a while: a marker that breaks says so in its mark."""
    log = logging.getLogger("courseware")
    before = log.level
    if not unless:
        log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(before)


def _bulk(speech: Speech, answer: str | None) -> int:
    if answer is not None or sys.stdin.isatty():
        raise Trouble("cli.mark_what", Status.USAGE)
    try:
        bulk.mark_lines(sys.stdin.buffer, sys.stdout.buffer, speech.language)
    except BrokenPipeError:
        # Whoever read the marks has gone; Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return Status.DONE


def _load(
    speech: Speech, path: Path, key: Path | None, *, learner: str, seed: str
) -> tuple[Entry, Key, Variant]:
    if not path.is_file():
        raise Trouble("cli.no_file", file=str(path))
    entry = library.load_exercise(path)
    scheme = _key(entry, path, key)
    course_seed = "" if seed else library.find_lesson(path.resolve().parent.parent).course.seed
    try:
        variant = bulk.drawn(entry.exercise, seed, learner, speech.language, course_seed)
    except bulk.Refused as refused:
        raise Trouble("cli.mark_refused", Status.FAULTS, detail=str(refused)) from None
    return entry, scheme, variant


def _key(entry: Entry, path: Path, given: Path | None) -> Key:
    """Return the key of `--key`, of the exercise's own file, or of the private half."""
    if given is None and entry.key is not None:
        return entry.key
    place = given or key_file(path)
    if not place.is_file():
        raise Trouble("cli.no_key", exercise=entry.name, key=library.shown_path(place))
    return kinds.decode_key(library.read(place), entry.exercise)


def _print(marked: Mark, speech: Speech) -> None:
    styles = {"right": "bold green", "partly": "bold yellow", "wrong": "bold red"}
    score = speech.say("cli.mark_no_score")
    if marked.score is not None:
        score = speech.say("cli.mark_score", score=marked.score, total=marked.out_of)
    state = speech.say(f"cli.state_{marked.state}")
    speech.print(f"{state}, {score}", style=styles.get(marked.state, "bold"))
    if marked.understood:
        speech.print(speech.say("marking.understood_as", text=marked.understood))
    for line in (*marked.feedback, marked.explanation):
        if line:
            speech.print(line)
