"""A learner at work: commits, comes back, and everything is as it was."""

from __future__ import annotations

import queue
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.journal import NotSaved, Saved
from courseware.kinds.text import TextExercise
from courseware.library import Lesson
from courseware.response import Response, newest
from courseware.session import LONGEST_TEXT, Session, counting, history
from courseware.spec import Course

COURSE = Course(id="c", title="", lessons=("l",), seed="salt")
EXERCISE = TextExercise(id="l/x")
MORNING = datetime(2026, 9, 1, 8, tzinfo=UTC)


def opened(folder: Path) -> Session:
    return Session(Lesson("l", folder, COURSE), "learner-1", folder / "responses")


def commit(session: Session, value: str, attempt: int = 1) -> Response:
    outcomes: queue.Queue[Saved | NotSaved] = queue.Queue()
    variant = session.variant(EXERCISE)
    given = session.commit(EXERCISE, variant, value, outcomes.put, attempt=attempt)
    assert isinstance(outcomes.get(timeout=10), Saved)
    return given


def test_what_was_saved_is_there_again(tmp_path: Path) -> None:
    first = opened(tmp_path)
    assert first.progress("l/x").response is None
    commit(first, "bir")
    last = commit(first, "ikki", attempt=2)
    first.hint(EXERCISE, first.variant(EXERCISE), 1)
    assert first.journal.close(10)
    again = opened(tmp_path).progress("l/x")
    assert (again.response, again.attempts, again.sequence, again.hints) == (last, 2, 2, 1)


def test_two_sessions_on_one_folder_see_one_another(tmp_path: Path) -> None:
    one, other = opened(tmp_path), opened(tmp_path)
    commit(one, "bir")
    commit(other, "ikki")
    seen = one.progress("l/x")
    assert seen.response is not None
    assert (seen.response.value, seen.sequence) == ("ikki", 2)
    for session in (one, other):
        assert session.journal.close(10)


def test_a_carried_answer_counts_until_a_newer_one(tmp_path: Path) -> None:
    session = opened(tmp_path)
    session.carry([Response(exercise="l/x", value="tashilgan", at=MORNING, sequence=5)])
    assert session.progress("l/x").sequence == 5
    assert commit(session, "yangi").sequence == 6
    assert session.journal.close(10)


def test_an_endless_text_is_kept_as_far_as_anybody_reads(tmp_path: Path) -> None:
    session = opened(tmp_path)
    assert commit(session, "x" * 3_000_000).value == "x" * LONGEST_TEXT
    assert session.journal.close(10)


@pytest.mark.parametrize(
    ("attempts", "limit", "counts"),
    [((1, 2, 3), None, 3), ((1, 2, 3), 2, 2), ((3,), 2, None), ((), 2, None)],
)
def test_attempts_beyond_the_limit_do_not_count(
    attempts: tuple[int, ...], limit: int | None, counts: int | None
) -> None:
    exercise = TextExercise(id="l/x", attempts=limit)
    given = [
        Response(exercise="l/x", value="a", at=MORNING, attempt=attempt, sequence=attempt)
        for attempt in attempts
    ]
    counted = counting(exercise, given)
    assert (counted.attempt if counted else None) == counts


@given(st.permutations(range(6)))
def test_the_newest_is_the_same_in_any_order(order: list[int]) -> None:
    """Two tabs can give the same number: then the time decides, then the content."""
    given = [
        Response(exercise="l/x", value=value, at=MORNING + timedelta(hours=hour), sequence=number)
        for number, hour, value in (
            (1, 9, "a"),
            (2, 1, "b"),
            (2, 2, "c"),
            (2, 2, "d"),
            (2, 0, "e"),
            (0, 9, "f"),
        )
    ]
    best = newest(given)
    assert best is not None
    assert best.value in {"c", "d"}
    assert newest([given[place] for place in order]) == best


@given(order=st.permutations(range(6)))
def test_a_history_is_told_oldest_first_in_any_order(order: list[int]) -> None:
    responses = [
        Response(
            exercise="l/x",
            value=str(number),
            at=MORNING + timedelta(minutes=number % 3),
            learner="a",
            sequence=1 + number // 2,
            attempt=1 + number // 2,
        )
        for number in range(6)
    ]
    told = history((), [responses[number] for number in order]).responses["l/x"]
    assert [given.sequence for given in told] == [1, 1, 2, 2, 3, 3]
    assert told == history((), responses).responses["l/x"]
