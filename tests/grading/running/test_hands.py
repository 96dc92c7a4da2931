"""What is handed out is plain data, and comes back as such from whoever did the work."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from courseware.grading.examining.handin import HandIn
from courseware.grading.examining.result import Result
from courseware.grading.policy import Examining
from courseware.grading.running.hands import Local, Work
from courseware.sandbox import Limits
from tests.grading.examining import assignments as make

BOOK = make.notebook(
    [
        make.solution("### BEGIN SOLUTION\nx = 2\n### END SOLUTION", "x"),
        make.check("assert x == 2", "test_x", points=3.0),
    ]
)
WORK = Work(
    assignment=make.assignment("ps1", {"book": BOOK}, {"data.bin": b"\xff\x00"}),
    examining=Examining(preload=("math",)),
    limits=Limits(cell_seconds=5),
)


def _handins(count: int) -> list[HandIn]:
    answers = ({"x": "x = 2"}, {"x": "x = 3"})
    return [
        make.handin(
            f"s{at}", {"book": make.answered(BOOK, answers[at % 2])}, files={"a/b": b"\xff"}
        )
        for at in range(count)
    ]


def _as_graded(result: Result) -> Result:
    """The result without what differs from one time to the next."""
    return msgspec.structs.replace(result, usage=type(result.usage)())


def test_every_hand_in_comes_back_once_with_its_result() -> None:
    hands = Local(WORK, jobs=2)
    taken = 0

    def handins() -> Iterator[HandIn]:
        nonlocal taken
        for each in _handins(12):
            taken += 1
            yield each

    scores = {}
    for count, (handin, result) in enumerate(
        hands.grade(handins(), lambda _, result: msgspec.structs.replace(result, why="seen"))
    ):
        assert taken - count <= 4  # no more are held than are worked on, and as many again
        assert (handin.student, result.why) == (result.student, "seen")
        scores[handin.student] = result.score
    hands.close()
    assert scores == {f"s{at}": 0.0 if at % 2 else 3.0 for at in range(12)}


def test_bytes_are_enough_to_do_the_same() -> None:
    handin = _handins(1)[0]
    sent = msgspec.msgpack.encode((WORK, handin))
    work, theirs = msgspec.msgpack.decode(sent, type=tuple[Work, HandIn])
    assert (work, theirs) == (WORK, handin)
    with WORK.engine() as here, work.engine() as there:
        ours = here.grade(handin)
        told = msgspec.msgpack.decode(msgspec.msgpack.encode(there.grade(theirs)), type=Result)
    assert ours.score == 3.0
    assert _as_graded(told) == _as_graded(ours)
