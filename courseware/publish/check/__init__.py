"""Everything wrong with a course at once: `check_course(folder)`.

Each fault is a `Violation`: file, line, field, what is wrong and what to do, in
every language. Warnings are told apart from errors: with a warning a course
works, but helps its learners less than it could.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from courseware import kinds
from courseware.errors import InvalidDocument, Violation
from courseware.publish.check import answers, course, files, keys, notebooks, texts, variables
from courseware.publish.check.source import (
    CourseSource,
    ExerciseSource,
    LessonSource,
    read_course,
)
from courseware.publish.places import graders_folder
from courseware.spec import Exercise

VARIANTS = 25
"""Draws of each exercise, unless more are asked for."""

__all__ = ["VARIANTS", "Report", "check_course"]


class Report(msgspec.Struct, frozen=True):
    """What was found, by file and line; `lessons` and `exercises` count what was looked at."""

    violations: tuple[Violation, ...] = ()
    lessons: int = 0
    exercises: int = 0

    @property
    def errors(self) -> tuple[Violation, ...]:
        """What must be put right."""
        return tuple(v for v in self.violations if v.severity == "error")

    @property
    def warnings(self) -> tuple[Violation, ...]:
        """What could be better."""
        return tuple(v for v in self.violations if v.severity == "warning")


def check_course(
    folder: Path,
    graders: Path | None = None,
    *,
    variants: int = VARIANTS,
    also: Callable[[], object] = bool,
    on_progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Check a course and its private half; raises nothing for what is wrong with them.

    Args:
        folder: `notebooks/<course>`.
        graders: the private half, by default `graders/<course>` beside `notebooks`.
        variants: how often each exercise is drawn and answers itself.
        also: reads something that this package may not know, such as the grading policy;
            its `InvalidDocument` is reported with the rest.
        on_progress: told how many exercises are done, and of how many.
    """
    private = graders or graders_folder(folder)
    source = read_course(folder, private if private.is_dir() else graders)
    found = [*source.violations, *course.check(source), *files.check_course(source)]
    found += [*keys.check_configuration(source), *keys.check_orphans(source)]
    try:
        also()
    except InvalidDocument as error:
        found += error.violations
    total, done = sum(1 for _ in source.exercises()), 0
    for lesson in source.lessons:
        found += _check_lesson(source, lesson)
        for exercise in lesson.exercises:
            found += _check_exercise(source, lesson, exercise, variants)
            done += 1
            if on_progress is not None:
                on_progress(done, total)
    unique = {(v.code, v.file, v.line, v.field, str(v.parameters)): v for v in found}
    ordered = sorted(unique.values(), key=lambda v: (v.file, v.line, v.field, v.code))
    return Report(tuple(ordered), len(source.lessons), total)


def _check_lesson(source: CourseSource, lesson: LessonSource) -> Iterator[Violation]:
    yield from files.check_lesson(source, lesson)
    notebook = notebooks.read(lesson.notebook)
    if isinstance(notebook, Violation):
        yield notebook
    elif notebook is not None:
        yield from notebooks.check(lesson, notebook, source.languages)
        yield from files.check_pictures_of_notebook(lesson, notebook)


def _check_exercise(
    source: CourseSource, lesson: LessonSource, exercise: ExerciseSource, variants: int
) -> list[Violation]:
    """Look at an exercise; it is drawn and answers itself only once all else is right."""
    public = exercise.exercise
    if public is None:
        return []
    written = [*texts.written(public), *texts.written(exercise.key, ("key",))]
    found = [
        *keys.check(source, exercise),
        *course.check_exercise_skills(source, exercise),
        *variables.check(exercise),
        *_check_kind(exercise, public),
    ]
    for text in written:
        found += texts.check_languages(exercise.at, text, source.languages)
        found += texts.check_slots(exercise, text)
        found += texts.check_formulas(exercise, text) if text.shown else ()
        found += files.check_pictures_of_text(lesson, exercise, text)
    if not public.prompt:
        found.append(exercise.at("no_prompt", ("prompt",)))
    if not any(v.severity == "error" for v in found):
        found += answers.check_conditions(exercise)
        found += answers.check(exercise, written, variants)
    found += _warnings(exercise, public)
    return found


def _check_kind(exercise: ExerciseSource, public: Exercise) -> Iterator[Violation]:
    for finding in kinds.of(public).check(public, exercise.key):
        violation = exercise.at(finding.code, finding.path, **finding.parameters)
        severity = "warning" if finding.warning else "error"
        yield msgspec.structs.replace(violation, severity=severity)


def _warnings(exercise: ExerciseSource, public: Exercise) -> Iterator[Violation]:
    lacking: list[tuple[str, tuple[str, ...]]] = []
    if not public.hints:
        lacking.append(("no_hints", ("hints",)))
    if not public.skills:
        lacking.append(("no_skills", ("skills",)))
    # What a human marks is explained by who marks it.
    by_hand = getattr(kinds.of(public), "BY_HAND", False)
    if exercise.key is not None and not exercise.key.explanation and not by_hand:
        lacking.append(("no_explanation", ("key", "explanation")))
    for code, path in lacking:
        yield msgspec.structs.replace(exercise.at(code, path), severity="warning")
