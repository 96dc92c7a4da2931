"""Marking a hand-in's answers, outside any kernel.

Pure but for reading the teacher's files: exercises from the authored lesson,
keys from the private half, answers as they were gathered. The variant is
redrawn for the learner whom the transport names; nothing that a notebook says
of it is believed.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable
from typing import Literal

import msgspec

from courseware import kinds, marking, trial
from courseware.errors import ContainmentRefused, CoursewareError, WarmParentFailed
from courseware.grading import answers, trying
from courseware.grading.gather import Gathered
from courseware.grading.master import Cell
from courseware.grading.places import Places
from courseware.grading.record import Marked, Reason, Said
from courseware.keys import load_key
from courseware.kinds.code import CodeExercise, CodeKey
from courseware.mark import Mark
from courseware.response import Response
from courseware.scheme import Key
from courseware.session import counting
from courseware.spec import Exercise
from courseware.trial import Try
from courseware.variants import Variant, seed_of

log = logging.getLogger(__name__)


class Marker:
    """Marks the exercises of one lesson, for one learner after the other.

    The teacher's files are read once. May be used by several threads.
    """

    def __init__(self, places: Places, attempt: Try = trying.contained) -> None:
        self.attempt = attempt
        self._reading = threading.Lock()
        self._known: dict[tuple[str, float | None], tuple[Exercise, Key]] = {}
        self.lesson = places.lesson
        self.keys = places.keys
        self.policy = places.policy
        self.languages = tuple(dict.fromkeys((self._first(), *self.lesson.course.languages)))

    def _first(self) -> str:
        return self.policy.feedback.language or self.lesson.course.language

    def mark(self, cells: Iterable[Cell], gathered: Gathered, student: str) -> tuple[Marked, ...]:
        """Mark every exercise among the cells; never raises for what a learner or author did."""
        return tuple(self._cell(cell, gathered, student) for cell in cells if cell.exercise)

    def _cell(self, cell: Cell, gathered: Gathered, student: str) -> Marked:
        id_ = f"{self.lesson.name}/{cell.exercise}"
        blank = Marked(
            exercise=id_, cell=cell.id, state="failed", score=None, out_of=cell.points or 0.0
        )
        known = self._found(cell)
        if isinstance(known, str):
            return msgspec.structs.replace(blank, reason=known)
        exercise, key = known
        try:
            return self._exercise(blank, exercise, key, gathered, student)
        except (ContainmentRefused, WarmParentFailed):
            log.exception("%s could not be tried for %s", id_, student)
            return msgspec.structs.replace(blank, reason="not_tried")
        except Exception:
            log.exception("marking %s failed for %s", id_, student)
            return msgspec.structs.replace(blank, reason="failed")

    def _found(self, cell: Cell) -> tuple[Exercise, Key] | Literal["no_exercise", "no_key"]:
        """Return an exercise with its key, or which of them cannot be read."""
        which = cell.exercise, cell.points
        # One thread at a time: msgspec crashes where two ask for the same type at first.
        with self._reading:
            if which not in self._known:
                try:
                    exercise = self._released(cell)
                except CoursewareError:
                    log.exception("the exercise %s cannot be read", cell.exercise)
                    return "no_exercise"
                try:
                    self._known[which] = exercise, load_key(self.keys, exercise)
                except CoursewareError:
                    log.exception("the key of %s cannot be read", cell.exercise)
                    return "no_key"
            return self._known[which]

    def _released(self, cell: Cell) -> Exercise:
        """Return an exercise, worth what the gradebook has promised since the release."""
        exercise = self.lesson.entry(cell.exercise).exercise
        points = exercise.points if cell.points is None else cell.points
        return msgspec.structs.replace(exercise, points=points)

    def _exercise(
        self, blank: Marked, exercise: Exercise, key: Key, gathered: Gathered, student: str
    ) -> Marked:
        given = gathered.responses.get(exercise.id, ())
        response = self._counting(exercise, given, student)
        if response is None:
            return self._unanswered(blank, exercise, key, gathered, student)
        variant = self._draw(exercise, response.variant, self._drawn_for(response, student))
        marked = msgspec.structs.replace(
            blank,
            answered=True,
            value=response.value,
            number=variant.number,
            seed=variant.seed,
            version=response.version,
        )
        reason = self._doubt(exercise, response, variant)
        if reason:
            said = {
                language: _answer(exercise, variant, response.value, language)
                for language in self.languages
            }
            return msgspec.structs.replace(marked, state="unmarked", reason=reason, said=said)
        return self._judged(marked, exercise, key, variant, response)

    def _counting(
        self, exercise: Exercise, given: Iterable[Response], student: str
    ) -> Response | None:
        """Return the answer that counts; one to the learner's own variant goes before others."""
        everything = tuple(given)
        own = [each for each in everything if self._is_own(exercise, each, student)]
        return counting(exercise, own) or counting(exercise, everything)

    def _is_own(self, exercise: Exercise, response: Response, student: str) -> bool:
        if response.version != exercise.version:
            return False
        who = self._drawn_for(response, student)
        return self._seed(exercise, who, response.variant) == response.seed

    def _drawn_for(self, response: Response, student: str) -> str:
        return response.learner if self.policy.variants.drawn_for == "recorded" else student

    def _seed(self, exercise: Exercise, learner: str, number: int) -> str:
        return seed_of(self.lesson.course.seed, exercise, learner, number)

    def _draw(self, exercise: Exercise, number: int, learner: str) -> Variant:
        return marking.draw(exercise, self.lesson.course.seed, learner, number)

    def _doubt(self, exercise: Exercise, response: Response, own: Variant) -> Reason:
        """Return why an answer cannot be marked against the learner's own variant, "" if it can.

        Another seed matters only where it gives other values, or where chance goes
        into the answer itself: the order of the options plays no part, since they
        are answered by id.
        """
        if response.version != exercise.version:
            return "older_version"
        if response.seed == own.seed:
            return ""
        if _is_seeded(exercise):
            return "foreign_variant"
        if not exercise.variables:
            return ""
        return "" if _values(exercise, response.seed) == own.values else "foreign_variant"

    def _unanswered(
        self, blank: Marked, exercise: Exercise, key: Key, gathered: Gathered, student: str
    ) -> Marked:
        """No answer is worth 0, unless answers may have been lost on the way."""
        variant = self._draw(exercise, 1, student)
        blank = msgspec.structs.replace(blank, seed=variant.seed, version=exercise.version)
        if gathered.lost:
            return msgspec.structs.replace(blank, state="unmarked", reason="damaged")
        return self._judged(blank, exercise, key, variant, None)

    def _judged(
        self,
        marked: Marked,
        exercise: Exercise,
        key: Key,
        variant: Variant,
        response: Response | None,
    ) -> Marked:
        """Return `marked` with its verdict, told in every language of the course."""
        value: object = response.value if response else None
        confidence = response.confidence if response else None
        if isinstance(exercise, CodeExercise) and isinstance(key, CodeKey):
            value = trial.report(exercise, key, value, self.attempt)
        marks = marking.mark_in(self.languages, exercise, key, variant, value, confidence)
        said: dict[str, Said] = {}
        for language, verdict in marks.items():
            shown = answers.shown(exercise, variant, value, language)
            explanation, right = self._explained(verdict, exercise, key, variant, language)
            said[language] = Said(
                answer=shown.texts,
                authored=shown.authored,
                feedback=verdict.feedback,
                explanation=explanation,
                right=right,
                beside=_beside(exercise, key, variant, value, language),
            )
        reason = _why_unscored(exercise, verdict)
        return msgspec.structs.replace(
            marked,
            state=verdict.state,
            score=verdict.score,
            reason=reason if verdict.score is None else "",
            understood=verdict.understood,
            digest=verdict.digest,
            said=said,
        )

    def _explained(
        self, verdict: Mark, exercise: Exercise, key: Key, variant: Variant, language: str
    ) -> tuple[str, tuple[str, ...]]:
        """Return the explanation and the right answer; only the policy gives them away."""
        if verdict.state == "right":
            return verdict.explanation, ()
        if not self.policy.feedback.show_right_answers:
            return "", ()
        best = answers.right(exercise, key, variant, language)
        return verdict.explanation, best.texts


def _answer(exercise: Exercise, variant: Variant, value: object, language: str) -> Said:
    shown = answers.shown(exercise, variant, value, language)
    return Said(answer=shown.texts, authored=shown.authored)


def _why_unscored(exercise: Exercise, verdict: Mark) -> Reason:
    """Return why a mark has no score; only used where it has none."""
    if verdict.state == "failed":
        return "failed"
    return "by_hand" if getattr(kinds.of(exercise), "BY_HAND", False) else "unreadable_answer"


def _beside(
    exercise: Exercise, key: Key, variant: Variant, value: object, language: str
) -> tuple[tuple[str, str], ...]:
    """Return what a kind that is marked by hand lays beside the answer."""
    beside = getattr(kinds.of(exercise), "beside", None)
    if beside is None or value is None:
        return ()
    lines: tuple[tuple[str, str], ...] = beside(exercise, key, variant, value, language)
    return lines


def _is_seeded(exercise: Exercise) -> bool:
    """Tell whether chance from the variant's seed goes into a kind's answers."""
    seeded = getattr(kinds.of(exercise), "seeded", None)
    return seeded is not None and bool(seeded(exercise))


def _values(exercise: Exercise, seed: str) -> object:
    try:
        return marking.redraw(exercise, seed).values
    except (ValueError, CoursewareError):  # no seed at all
        return None
