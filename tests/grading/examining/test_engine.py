"""What the engine does beyond scores: callbacks, budgets, lost processes, provenance."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from courseware.grading.examining.engine import Engine
from courseware.grading.examining.result import Result
from courseware.sandbox import Limits
from tests.grading.examining import assignments as make

SETUP = "import helper\nfrom numpy.testing import assert_allclose\nlimits = [1, 2]"
TESTS = {
    "calls": "assert apply(lambda x: x + offset(), [1, 2]) == [11, 12]\ndef offset_(): return 0",
    "nested": "assert apply(lambda x: twice(x), [1, 2]) == [2, 4]",
    "own_error": (
        "try:\n    fail()\nexcept Own as error:\n    assert 'why' in str(error)\n"
        "else:\n    assert 0"
    ),
    "default": (
        "assert sorted(apply(str, limits)) == ['1', '2']\nassert_allclose(apply(float, [1]), [1])"
    ),
    "unsent": "assert apply(id, [object()])",
    "partly": "print('checking')\n0.5",
    "too_much": "17",
    "rest": "assert True",
}
SOLUTION = (
    "### BEGIN SOLUTION\nclass Own(Exception): pass\ndef apply(f, xs): return [f(x) for x in xs]\n"
    "def twice(x): return x * 2\ndef offset(): return 10\ndef fail(): raise Own('why')\n"
    "### END SOLUTION"
)
BOOK = make.notebook(
    [
        make.setup(SETUP),
        make.solution(SOLUTION, "answer"),
        *(make.check(source, id_) for id_, source in TESTS.items()),
    ]
)
TEXT = make.notebook(
    [make.written("Why?", "why", 2), make.cell("# nothing to run", cell_type="markdown")]
)
LIMITS = Limits(cell_seconds=2, submission_seconds=30)


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine(_assignment(), limits=LIMITS) as made:
        yield made


@pytest.fixture(scope="module")
def right(engine: Engine) -> Result:
    return engine.grade(_handin(SOLUTION))


def _assignment(*, solved: bool = True) -> Any:
    helper = {"helper.py": b"x = 1\n"}
    return make.assignment("course", {"book": BOOK, "text": TEXT}, helper, solved=solved)


def _handin(answer: str, **more: Any) -> Any:
    books = {"book": make.answered(BOOK, {"answer": answer}), "text": make.released(TEXT)}
    return make.handin("student", books, **more)


def test_calls_of_the_tests_own_functions(right: Result) -> None:
    found = make.cells(right)

    for id_ in ("calls", "nested", "own_error", "default", "rest"):
        assert (id_, found[id_].score, found[id_].forgeable) == (id_, 1.0, False)


def test_what_cannot_be_sent_is_run_live(right: Result) -> None:
    assert (make.cells(right)["unsent"].score, make.cells(right)["unsent"].forgeable) == (1.0, True)


def test_partial_credit(right: Result) -> None:
    partly, too_much = make.cells(right)["partly"], make.cells(right)["too_much"]

    assert (partly.score, partly.state) == (0.5, "partly")
    assert (too_much.score, too_much.state, too_much.reason) == (None, "failed", "above_maximum")
    shown = [each["output_type"] for each in make.outputs(right, "book", "partly")]
    assert shown == ["stream", "execute_result"]


def test_nothing_to_run_starts_nothing(engine: Engine) -> None:
    only_text = make.assignment("course", {"text": TEXT})
    with Engine(only_text) as idle:
        result = idle.grade(make.handin("s", {"text": make.released(TEXT)}))

        assert (result.tier, result.usage.cpu) == ("", 0.0)
        assert make.scores(result) == {"why": 0.0}
        assert idle._nursery is None
    assert engine.assignment.name == "course"


def test_without_the_teachers_solution() -> None:
    with Engine(_assignment(solved=False), limits=LIMITS) as guessing:
        found = make.cells(guessing.grade(_handin(SOLUTION)))

    for id_ in ("calls", "nested", "own_error", "rest"):
        assert (id_, found[id_].score, found[id_].forgeable) == (id_, 1.0, False)


def test_process_lost_on_the_way(engine: Engine) -> None:
    result = engine.grade(_handin(f"{SOLUTION}\ndef twice(x):\n    import os; os._exit(3)"))
    found = make.cells(result)

    assert (result.status, result.why.split(":")[0]) == ("crashed", "worker_ended")
    assert found["calls"].score == 1.0
    later = {id_: found[id_] for id_ in ("nested", "own_error", "default", "rest")}
    assert {(each.score, each.state) for each in later.values()} == {(0.0, "not_run")}
    assert {each.reason for each in later.values()} == {"worker_ended"}
    assert result.notebooks["text"].cells[0].state == "blank"


def test_test_that_takes_too_long(engine: Engine) -> None:
    slow = "def twice(x):\n    while True: pass"
    found = make.cells(engine.grade(_handin(f"{SOLUTION}\n{slow}")))

    assert (found["nested"].score, found["rest"].score) == (0.0, 1.0)
    assert "too long" in found["nested"].detail


@pytest.mark.parametrize(
    "large", ["def twice(x): return 'x' * 5_000_000", "def apply(f, xs): return f('x' * 5_000_000)"]
)
def test_what_is_too_large_to_be_told_costs_its_own_test_alone(engine: Engine, large: str) -> None:
    found = make.cells(engine.grade(_handin(f"{SOLUTION}\n{large}")))

    assert (found["nested"].score, found["rest"].score) == (0.0, 1.0)
    assert "too large" in found["nested"].detail


def test_only_tests_of_what_is_too_large_are_run_live() -> None:
    solution = "### BEGIN SOLUTION\ntext = 'x' * 5_000_000\nn = 1\n### END SOLUTION"
    tests = {"large": "assert len(text) == 5_000_000", "small": "assert n == 1"}
    checks = [make.check(source, id_) for id_, source in tests.items()]
    book = make.notebook([make.solution(solution, "answer"), *checks])
    handed_in = make.handin("student", {"book": make.answered(book, {"answer": solution})})
    with Engine(make.assignment("course", {"book": book}, {}), limits=LIMITS) as engine:
        found = make.cells(engine.grade(handed_in))

    assert {id_: each.score for id_, each in found.items()} == {"large": 1.0, "small": 1.0}
    assert {id_: each.forgeable for id_, each in found.items()} == {"large": True, "small": False}


def test_missing_notebook_is_worth_nothing(engine: Engine) -> None:
    result = engine.grade(make.handin("s", {"text": make.released(TEXT)}))

    assert (result.status, result.notebooks["book"].fault) == ("graded", "is missing")
    assert {each.score for each in result.notebooks["book"].cells} == {0.0}


def test_unreadable_notebook_waits_for_a_human(engine: Engine) -> None:
    result = engine.grade(make.handin("s", {"text": make.released(TEXT), "book": b"?"}))

    assert {each.score for each in result.notebooks["book"].cells} == {None}
    assert result.notebooks["text"].cells[0].score == 0.0
    assert "is not a notebook" in result.why


def test_files_of_both(engine: Engine) -> None:
    """The teacher's go over the learner's; the tests see none of the learner's."""
    theirs = {"helper.py": b"1/0", "numpy.py": b"1/0", "mine.txt": b"me"}
    shown = f"{SOLUTION}\nimport helper\nprint(open('mine.txt').read(), helper.x)"
    result = engine.grade(_handin(shown, files=theirs))

    (printed,) = make.outputs(result, "book", "answer")
    assert printed["text"] == "me 1\n"
    assert make.cells(result)["calls"].score == 1.0


def test_provenance(engine: Engine, right: Result) -> None:
    again = engine.grade(_handin(SOLUTION))
    other = engine.grade(_handin("pass"))

    assert again.digests == right.digests
    assert other.digests["submission"] != right.digests["submission"]
    assert {"assignment", "tests", "files", "policy"} < set(right.digests)
    assert (right.limits["cell_seconds"], right.versions["numpy"][0].isdigit()) == (2, True)
    assert right.usage.worker_mb > 10


def test_several_at_once(engine: Engine) -> None:
    found: list[Result] = []

    def work() -> None:
        found.append(engine.grade(_handin(SOLUTION)))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert [result.score for result in found] == [found[0].score] * 4


def test_warm_process_is_started_anew(engine: Engine) -> None:
    engine.start().parent.close()

    assert make.cells(engine.grade(_handin(SOLUTION)))["calls"].score == 1.0
