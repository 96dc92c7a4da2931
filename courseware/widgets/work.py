"""One learner at one exercise: what stands, and what a new answer makes of it.

All the widgets of one exercise in one kernel show the same `Work`, so that two cells, a cell run
again and two tabs never disagree, and a commit that is still on its way stays "not saved" in
whichever of them comes next.
"""

from __future__ import annotations

import asyncio
import logging
import weakref
from typing import Protocol

import msgspec

from courseware import kinds, marking
from courseware.errors import DrawError, ExpressionError
from courseware.journal import NotSaved, Saved
from courseware.mark import Mark, Misread
from courseware.response import Response, Value
from courseware.scheme import Key
from courseware.session import Session
from courseware.spec import Exercise
from courseware.variants import Variant
from courseware.widgets.messages import Answer
from courseware.widgets.status import Outcomes, Status, running_loop
from courseware.widgets.trying import try_answer

log = logging.getLogger(__name__)
log.addHandler(logging.NullHandler())  # a line on stderr costs a cell its mark in nbgrader


class Standing(msgspec.Struct, frozen=True):
    """What is restored before an exercise is shown.

    `response` is the newest answer to the variant in hand. `carried` is the newest of all,
    which may be to an older version of the exercise: it is not shown, and not lost either.
    """

    variant: Variant
    response: Response | None = None
    carried: Response | None = None
    hints: int = 0


class Listener(Protocol):
    """What shows a work."""

    def show(self) -> None:
        """Show how the work stands now; called in the thread that changed it."""

    def tell(self, status: Status, loop: asyncio.AbstractEventLoop | None = None) -> None:
        """Show a status; called from any thread, `loop` is the one to go on in."""


class Work:
    """An exercise in the hands of a learner; `key` is None unless it is for practice.

    Making one restores what was answered; raises `DrawError` or `ExpressionError` where the
    exercise cannot be drawn.
    """

    def __init__(
        self, session: Session, exercise: Exercise, key: Key | None, *, read_only: bool = False
    ) -> None:
        self.session = session
        self.exercise = exercise
        self.key = None if exercise.graded else key
        self.read_only = read_only
        self.listeners: weakref.WeakSet[Listener] = weakref.WeakSet()
        self.standing = self._restored()
        self.status = _status_of(self.standing)
        self.report: dict[str, object] | None = None
        self._try()

    def restore(self) -> None:
        """Take in what other kernels and tabs answered meanwhile."""
        found, now = self._restored(), self.standing
        drew_on = now.response is None and now.variant.number > found.variant.number
        if not drew_on and found != now:
            self.standing = found
            if found.response != now.response:
                self.status = _status_of(found)
                self._try()
            self._show()

    def commit(self, answer: Answer) -> None:
        """Record an answer, or refuse it and say why. Never raises."""
        attempt = self.next_attempt()
        if self._is_known(answer):
            self._confirm(answer.token)
        elif self.read_only:
            self.refuse("closed", answer.token)
        elif answer.variant != self.standing.variant.number:
            self.refuse("changed", answer.token)
        elif attempt is None:
            self.refuse("attempts", answer.token)
        else:
            self._commit(answer, attempt)

    def refuse(self, reason: str, token: str) -> None:
        """Say that an answer was not taken; the one before it stands."""
        status = Status("unsaved", self.status.sequence, reason, token)
        for listener in list(self.listeners):
            listener.tell(status)

    def next_attempt(self) -> int | None:
        """Return the number of the next try on the variant in hand, None where none is left.

        An answer that could not be understood spends no attempt, and where a graded exercise
        sets no limit every change is saved by itself: that is still the first try.
        """
        limit, response = self.exercise.attempts, self.standing.response
        if response is None:
            return 1
        if limit is None and self.exercise.graded:
            return response.attempt
        parsed = kinds.of(self.exercise).parse(self.exercise, self._tried(response.value))
        number = response.attempt + (not isinstance(parsed, Misread))
        return number if limit is None or number <= limit else None

    def another(self, number: int) -> None:
        """Draw a further variant of a practice exercise.

        A graded exercise has one: who could draw again would draw an easy one.
        """
        newest = self.session.progress(self.exercise.id).variant
        if self.exercise.graded or self.read_only or number > newest + 1:
            return
        variant = self.session.variant(self.exercise, number)
        self.standing = Standing(variant, carried=self.standing.carried)
        self.status = Status(sequence=self.status.sequence)
        self._show()

    def hint(self, shown: int) -> None:
        """Record that the ladder of hints stands open up to `shown`."""
        standing = self.standing
        if self.read_only or not standing.hints < shown <= len(self.exercise.hints):
            return
        self.session.hint(self.exercise, standing.variant, shown)
        self.standing = msgspec.structs.replace(standing, hints=shown)
        self._show()

    def mark(self, language: str) -> Mark | None:
        """Mark a practice answer as the browser does; None for what counts or is not answered."""
        given, variant = self.standing.response, self.standing.variant
        if self.key is None or given is None:
            return None
        value = self._tried(given.value)
        return marking.mark(self.exercise, self.key, variant, value, language, given.confidence)

    def _try(self) -> None:
        """Have the newest answer tried, where its kind is one that must be."""
        if self.standing.response is not None:
            try_answer(self.exercise, self.key, self.standing.response.value, self._reported)

    def _reported(self, report: dict[str, object]) -> None:
        self.report = report
        self._show()

    def _tried(self, value: Value) -> object:
        """Return an answer with what became of it, where it was tried."""
        is_of_this = self.report is not None and self.report.get("source") == value
        return self.report if is_of_this else value

    def _is_known(self, answer: Answer) -> bool:
        """Tell whether a page sends again what it gave already and did not hear of."""
        given = self.standing.response
        return given is not None and given.at == answer.at and given.value == answer.value

    def _confirm(self, token: str) -> None:
        """Tell how a known answer stands; where saving failed, try again without a pause."""
        self.status = msgspec.structs.replace(self.status, token=token)
        if self.status.state != "saved":
            self.session.journal.flush(0)
        for listener in list(self.listeners):
            listener.tell(self.status)

    def _commit(self, answer: Answer, attempt: int) -> None:
        loop = running_loop()
        outcomes = Outcomes(lambda outcome: self._settle(saving, outcome, loop))
        try:
            response = self.session.commit(
                self.exercise,
                self.standing.variant,
                answer.value,
                outcomes,
                attempt=attempt,
                confidence=answer.confidence,
                front_end=answer.front_end,
                at=answer.at,
            )
        except Exception:
            log.exception("an answer to %s could not be recorded", self.exercise.id)
            self.refuse("unknown", answer.token)
            return
        saving = Status("saving", response.sequence, "", answer.token)
        self.status = saving
        self.standing = msgspec.structs.replace(self.standing, response=response, carried=response)
        self._show()
        outcomes.open()
        self._try()

    def _settle(
        self, saving: Status, outcome: Saved | NotSaved, loop: asyncio.AbstractEventLoop | None
    ) -> None:
        """Hear from the journal, in its thread; a later answer is not spoken over."""
        if self.status.sequence != saving.sequence:
            return
        self.status = self.status.after(outcome)
        for listener in list(self.listeners):
            listener.tell(self.status, loop)

    def _show(self) -> None:
        for listener in list(self.listeners):
            listener.show()

    def _restored(self) -> Standing:
        progress = self.session.progress(self.exercise.id)
        last = progress.response
        if last is None or last.version != self.exercise.version:
            hints = progress.hints if last is None else 0
            return Standing(self.session.variant(self.exercise), None, last, hints)
        return Standing(self._variant_of(last), last, last, progress.hints)

    def _variant_of(self, response: Response) -> Variant:
        """Redraw what the learner had before them, also where they had another name then.

        Their name differs between a Hub and a laptop, and an answer means nothing beside other
        numbers than those it was given to. Whoever marks redraws by the learner's true name.
        """
        if response.seed:
            try:
                return marking.redraw(self.exercise, response.seed, response.variant)
            except (ValueError, DrawError, ExpressionError):
                log.warning("the seed of an answer to %s draws nothing", self.exercise.id)
        return self.session.variant(self.exercise, response.variant)


def _status_of(standing: Standing) -> Status:
    if standing.response is None:
        return Status(sequence=standing.carried.sequence if standing.carried else 0)
    return Status("saved", standing.response.sequence)
