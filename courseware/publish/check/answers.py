"""Every exercise drawn again and again, its texts filled and its own answers marked."""

from __future__ import annotations

import contextlib
import json
import logging
from collections.abc import Iterator

import msgspec

from courseware import expressions, kinds, library, marking, trial
from courseware.decoding import Path
from courseware.errors import DrawError, ExpressionError, Violation
from courseware.kinds.base import Sample
from courseware.kinds.code import CodeExercise, CodeKey
from courseware.mark import Mark
from courseware.publish.check.source import ExerciseSource
from courseware.publish.check.texts import Written, slots
from courseware.scheme import Key, Mistake
from courseware.spec import Exercise
from courseware.variants import Variant, computable, fill, slot_text

LEARNER = "check"
"""For whom variants are drawn here."""


def check(exercise: ExerciseSource, texts: list[Written], variants: int) -> Iterator[Violation]:
    """Draw an exercise `variants` times and yield each fault once, with the values that show it.

    The exercise must be free of faults that can be seen without drawing.
    """
    if exercise.exercise is None:
        return
    try:
        seeds = [seed for seed, _ in _draws(exercise.exercise, variants)]
    except DrawError:
        yield exercise.at("reject_impossible", ("reject",))
        return
    except ExpressionError:
        yield from _locate(exercise, exercise.exercise, variants)
        return
    found: set[tuple[str, str]] = set()
    yield from _solution(exercise)
    for number, seed in enumerate(seeds, 1):
        variant = marking.redraw(exercise.exercise, seed, number)
        for violation in (
            *_check_texts(exercise, texts, variant),
            *_answer(exercise, variant),
            *_check_mistakes(exercise, variant),
        ):
            if (violation.code, violation.field) not in found:
                found.add((violation.code, violation.field))
                yield violation
        if not exercise.exercise.variables and number >= _FIXED:
            return


_FIXED = 3
"""Draws of an exercise that has no variables: only the order of its options differs."""


def _draws(exercise: Exercise, variants: int) -> Iterator[tuple[str, Variant]]:
    for number in range(1, variants + 1):
        variant = marking.draw(exercise, "", LEARNER, number)
        yield variant.seed, variant


def _locate(exercise: ExerciseSource, drawn: Exercise, variants: int) -> Iterator[Violation]:
    """Find the variable or the condition that cannot be computed."""
    free = msgspec.structs.replace(drawn, reject=())
    names = list(drawn.variables)
    for number in range(1, variants + 1):
        for count, name in enumerate(names, 1):
            above = {known: drawn.variables[known] for known in names[:count]}
            part = msgspec.structs.replace(free, variables=above)
            try:
                values = marking.draw(part, "", LEARNER, number).values
            except ExpressionError as error:
                written = drawn.variables[name].expression or name
                known = _shown(values) if count > 1 else ""
                yield _fault(exercise, ("variables", name), error, written, known)
                return
        for index, condition in enumerate(drawn.reject):
            try:
                holds = expressions.evaluate(condition, computable(values))
            except ExpressionError as error:
                yield _fault(exercise, ("reject", index), error, condition, _shown(values))
                return
            if holds is True:
                break
    yield exercise.at("reject_impossible", ("reject",))


def check_conditions(exercise: ExerciseSource) -> Iterator[Violation]:
    """Yield the conditions of `reject` that are none: `a + b` is never true."""
    if exercise.exercise is None or not exercise.exercise.variables:
        return
    free = msgspec.structs.replace(exercise.exercise, reject=())
    try:
        values = computable(marking.draw(free, "", LEARNER).values)
    except (ExpressionError, DrawError):
        return
    for index, condition in enumerate(exercise.exercise.reject):
        with contextlib.suppress(ExpressionError):
            result = expressions.evaluate(condition, values)
            if not isinstance(result, bool):
                yield exercise.at("expression_not_a_condition", ("reject", index), detail=condition)


def _check_texts(
    exercise: ExerciseSource, texts: list[Written], variant: Variant
) -> Iterator[Violation]:
    for text in texts:
        for language, said in text.by_language().items():
            for expression, decimals in slots(said):
                try:
                    slot_text(expression, decimals, variant.values, language or "en")
                except ExpressionError as error:
                    path = text.at(language)
                    yield _fault(exercise, path, error, expression, _shown(variant.values))


def _answer(exercise: ExerciseSource, variant: Variant) -> Iterator[Violation]:
    """Mark the answers that the kind makes of itself: right ones right, wrong ones not."""
    drawn, key = exercise.exercise, exercise.key
    if drawn is None or key is None:
        return
    try:
        samples = list(kinds.of(drawn).samples(drawn, key, variant))
    except ExpressionError as error:
        yield _fault(exercise, ("key", "answer"), error, "answer", _shown(variant.values))
        return
    with _quiet():
        for sample in samples:
            code = _fault_of(sample, marking.mark(drawn, key, variant, sample.value))
            if code:
                yield exercise.at(
                    code,
                    ("key",),
                    answer=json.dumps(sample.value, ensure_ascii=False)[:80],
                    values=_shown(variant.values) or "-",
                    file=library.shown_path(exercise.path),
                )


def _solution(exercise: ExerciseSource) -> Iterator[Violation]:
    """Try the solution of a program for real: the author's own code, on the author's machine."""
    drawn, key = exercise.exercise, exercise.key
    if not isinstance(drawn, CodeExercise) or not isinstance(key, CodeKey) or not key.solution:
        return
    tried = trial.report(drawn, key, key.solution)
    mark = marking.mark(drawn, key, marking.redraw(drawn, "00"), tried)
    if mark.state != "right":
        told = " ".join(mark.feedback)[:300]
        yield exercise.at("code_solution_fails", ("key", "solution"), feedback=told)


def _check_mistakes(exercise: ExerciseSource, variant: Variant) -> Iterator[Violation]:
    """Yield the foreseen mistakes that are right in this draw: nobody would be told of them."""
    drawn, key = exercise.exercise, exercise.key
    if drawn is None or key is None:
        return
    for index, mistake in enumerate(mistakes(key)):
        for value in foreseen(mistake, variant) if mistake.credit != 1 else ():
            if marking.mark(drawn, key, variant, value).state == "right":
                found = exercise.at(
                    "mistake_is_right",
                    ("key", "mistakes", index, "answer"),
                    answer=value[:80],
                    values=_shown(variant.values) or "-",
                )
                yield msgspec.structs.replace(found, severity="warning")


def mistakes(key: Key) -> tuple[Mistake, ...]:
    """Return the mistakes that an author foresaw; not every kind has such."""
    found: tuple[Mistake, ...] = getattr(key, "mistakes", ())
    return found


def foreseen(mistake: Mistake, variant: Variant) -> Iterator[str]:
    """Yield a foreseen mistake as a learner would type it: a number where it is one, or texts."""
    answer = mistake.answer
    for text in answer.values() if isinstance(answer, dict) else (answer,):
        try:
            yield str(expressions.number_of(str(text), computable(variant.values)))
        except ExpressionError:
            yield fill(str(text), variant.values, "en")


def _fault_of(sample: Sample, mark: Mark) -> str:
    if mark.state == "failed":
        return "sample_failed"
    if sample.state == "right":
        return "" if mark.state == "right" else "sample_right_refused"
    return "sample_wrong_accepted" if mark.state == "right" else ""


def _fault(
    exercise: ExerciseSource, path: Path, error: ExpressionError, expression: str, values: str
) -> Violation:
    detail = expression if not values else f"{expression}; {values}"
    if error.code in {"not_a_number", "outside_domain", "arguments", "unknown_name"}:
        detail = f"{error.detail}: {detail}" if error.detail not in {"", expression} else detail
    return exercise.at(f"expression_{error.code}", path, detail=detail)


def _shown(values: object) -> str:
    """Return drawn values as a teacher reads them: `a = 3, b = 1/2`."""
    if not isinstance(values, dict):
        return ""
    return ", ".join(f"{name} = {value}" for name, value in computable(values).items())


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep a marker's traceback out of the report: the fault stands there by name."""
    logger = logging.getLogger(marking.__name__)
    before = logger.disabled
    logger.disabled = True
    try:
        yield
    finally:
        logger.disabled = before
