"""One learner and one lesson: what was answered, and what comes next.

No user interface and no Jupyter: the widget, the served catalogue and the
marker of a hand-in all stand on this.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from courseware import marking
from courseware.journal import Journal, NotSaved, Record, Saved
from courseware.journal import read as read_journal
from courseware.library import Lesson
from courseware.response import Confidence, Response, Value, age, newest
from courseware.spec import Exercise
from courseware.variants import Variant

FOLDER = "responses"
"""The journal's folder, beside the notebook."""

LONGEST_TEXT = 100_000
"""Characters of an answer that are kept."""

Outcome = Callable[[Saved | NotSaved], None]


class Hint(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The learner opened the ladder of hints up to `shown` on one variant."""

    exercise: str
    variant: int
    shown: int
    at: datetime


class Progress(msgspec.Struct, frozen=True):
    """How far a learner is with one exercise.

    `variant` is the draw in hand, `attempts` the tries spent on it, `response`
    the newest one on it.
    """

    response: Response | None = None
    variant: int = 1
    attempts: int = 0
    hints: int = 0
    sequence: int = 0


class History(msgspec.Struct, frozen=True):
    """Everything a learner gave, by exercise; `unreadable` counts records that say nothing."""

    responses: dict[str, tuple[Response, ...]] = {}
    hints: dict[str, tuple[Hint, ...]] = {}
    unreadable: int = 0

    def progress(self, exercise_id: str) -> Progress:
        """Return how far the learner is, by replaying what was given."""
        last = newest(self.responses.get(exercise_id, ()))
        hints = self.hints.get(exercise_id, ())
        if last is None:
            shown = max((hint.shown for hint in hints if hint.variant == 1), default=0)
            return Progress(hints=shown)
        return Progress(
            response=last,
            variant=last.variant,
            attempts=last.attempt,
            hints=max((hint.shown for hint in hints if hint.variant == last.variant), default=0),
            sequence=last.sequence,
        )


def history(records: Iterable[Record], carried: Iterable[Response] = ()) -> History:
    """Merge a journal's records with the responses that notebooks carry.

    The same response from both counts once; the oldest stands first. A record that
    is no response and no hint is counted as unreadable, never guessed at.
    """
    responses: defaultdict[str, set[Response]] = defaultdict(set)
    hints: defaultdict[str, list[Hint]] = defaultdict(list)
    unreadable = 0
    for response in carried:
        responses[response.exercise].add(response)
    for record in records:
        try:
            if record.kind == "response":
                response = msgspec.convert(record.data, Response)
                responses[response.exercise].add(response)
            elif record.kind == "hint":
                hint = msgspec.convert(record.data, Hint)
                hints[hint.exercise].append(hint)
        except msgspec.ValidationError:
            unreadable += 1
    return History(
        {id_: tuple(sorted(given, key=age)) for id_, given in responses.items()},
        {id_: tuple(shown) for id_, shown in hints.items()},
        unreadable,
    )


def counting(exercise: Exercise, responses: Iterable[Response]) -> Response | None:
    """Return the response that counts: the newest within the limit of attempts.

    Answers to the exercise's present version go before answers to an older one.
    """
    limit = exercise.attempts
    allowed = [given for given in responses if limit is None or given.attempt <= limit]
    current = [given for given in allowed if given.version == exercise.version]
    return newest(current or allowed)


class Session:
    """A learner at work on a lesson: restores, draws, commits.

    `folder` is the journal's. Answers that other tabs or kernels write into the
    same folder are seen at the next `progress`.
    """

    def __init__(self, lesson: Lesson, learner: str, folder: Path) -> None:
        self.lesson = lesson
        self.learner = learner
        self.folder = folder
        self.journal = Journal(folder)
        self._carried: dict[str, Response] = {}
        self._signature: object = None
        self._history = History()

    def carry(self, responses: Iterable[Response]) -> None:
        """Take in what a notebook carries, as when only the .ipynb was copied here."""
        for response in responses:
            known = self._carried.get(response.exercise)
            best = newest(filter(None, (known, response)))
            if best is not None:
                self._carried[response.exercise] = best
        self._signature = None

    def progress(self, exercise_id: str) -> Progress:
        """Return how far the learner is with an exercise."""
        signature = _signature(self.folder)
        if signature is None or signature != self._signature:
            records = read_journal(self.folder).records
            self._history = history(records, self._carried.values())
            self._signature = signature
        return self._history.progress(exercise_id)

    def variant(self, exercise: Exercise, number: int = 1) -> Variant:
        """Draw the learner's variant of an exercise."""
        return marking.draw(exercise, self.lesson.course.seed, self.learner, number)

    def commit(
        self,
        exercise: Exercise,
        variant: Variant,
        value: Value,
        on_outcome: Outcome,
        *,
        attempt: int = 1,
        confidence: Confidence | None = None,
        front_end: str = "",
        at: datetime | None = None,
    ) -> Response:
        """Record an answer; `on_outcome` hears from another thread when it is safe on disk.

        Never blocks and never raises for trouble with the disk.
        """
        earlier = self.progress(exercise.id).sequence
        carried = self._carried.get(exercise.id)
        response = Response(
            exercise=exercise.id,
            version=exercise.version,
            variant=variant.number,
            attempt=attempt,
            seed=variant.seed,
            value=_bounded(value),
            confidence=confidence,
            at=at or datetime.now(UTC),
            front_end=front_end,
            sequence=max(earlier, carried.sequence if carried else 0) + 1,
            learner=self.learner,
        )
        self.carry([response])
        self.journal.append("response", msgspec.to_builtins(response), on_outcome)
        return response

    def hint(self, exercise: Exercise, variant: Variant, shown: int) -> None:
        """Record that the ladder of hints was opened up to `shown`."""
        hint = Hint(exercise.id, variant.number, shown, datetime.now(UTC))
        self.journal.append("hint", msgspec.to_builtins(hint))


def _bounded(value: Value) -> Value:
    """Cut a text that no kind reads anyway, before it is too long for a line of the journal."""
    return value[:LONGEST_TEXT] if isinstance(value, str) else value


def _signature(folder: Path) -> Mapping[str, tuple[int, int]] | None:
    """Return what changes when any journal file grows, None where there is no folder."""
    try:
        with_stat = [(path.name, path.stat()) for path in folder.iterdir()]
    except OSError:
        return None
    return {name: (stat.st_size, stat.st_mtime_ns) for name, stat in with_stat}
