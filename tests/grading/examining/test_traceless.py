"""Examiners that judge one notebook after another, as long as no test leaves a trace."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from typing import Any

import pytest

from courseware.grading.examining import bench
from courseware.grading.examining.engine import Engine
from courseware.grading.examining.planning import frame_of
from courseware.grading.examining.result import Result
from courseware.grading.examining.traceless import leave_no_trace
from courseware.kernel import Child
from courseware.sandbox import Limits
from tests.grading.examining import assignments as make

HARMLESS = [
    "assert add(17, 25) == 42",
    "import math\nassert math.isclose(area(1), math.pi)",
    "from collections import Counter\nassert Counter(letters('aab'))['a'] == 2",
    "from numpy.testing import assert_allclose\nassert_allclose(means([1, 2]), 1.5)",
    (
        "before = twice\ndel twice\ntry:\n    four()\nexcept NameError:\n    pass\n"
        "else:\n    raise AssertionError('uses twice')\nfinally:\n    twice = before\n"
    ),
    "def check(x):\n    return sorted(found(x)) == [x for x in range(3)]\nassert check(3)",
    "import numpy as np\nassert np.allclose(xs(), np.linspace(0, 1, 3))",
    "np.testing.assert_equal(np.asarray(xs()).mean(), np.pi)",
    "import numpy.testing as npt\nnpt.assert_array_equal(draw(np.random.default_rng(1)), [1])",
    "import numpy\nassert numpy.linalg.norm(xs()) < numpy.inf",
    "assert pd.read_csv('data.csv').equals(table()) and table().to_dict()",
    "import os, random, matplotlib.pyplot as plt\nfrom pathlib import Path",
    "%matplotlib inline\nimport numpy as np",
    "# nothing yet",
    "",
]
HARMFUL = [
    "import random\nrandom.seed(1)",
    "np.set_printoptions(3)",
    "np.save('x', xs())",
    "assert check(np)",
    "modules = [np]",
    "from numpy import random\nrandom.seed(1)",
    "from numpy.testing import suppress_warnings\nsuppress_warnings()",
    "assert np.empty(3).shape == xs().shape",
    "plt.plot(xs())",
    "table().to_csv('data.csv')",
    "xs().tofile('x')",
    "assert table().plot() is not None",
    "table().x.hist()",
    "import os\nos.getcwd()",
    "def f():\n    import numpy as np\n    np.random.seed(1)",
    "import helper",
    "from . import helper",
    "import this",
    "%matplotlib notebook\nassert f()",
    "import numpy.testing\nnumpy.random.seed(1)",
    "from math import *",
    "np.random.seed(1)\nassert draw() == 4",
    "assert open('data.txt').read() == text()",
    "import math\nmath.pi = 3",
    "assert setattr(f(), 'x', 1) is None",
    "assert (1).__class__.__base__.__subclasses__()",
    "assert __import__('os').getpid()",
    "exec(source())",
    "global shared\nshared = 1",
    "def f():\n    global shared\n    shared = 1",
    "with patch():\n    f()",
    "class Trial:\n    pass",
    "await f()",
    "!ls",
    "this is no Python",
    "input()",
]
IMPORTED = {"plt": ("matplotlib.pyplot", ""), "Counter": ("collections", "Counter")}
RIGHT = "def add(a, b): return a + b"
BOOK = make.notebook(
    [
        make.solution(f"### BEGIN SOLUTION\n{RIGHT}\n### END SOLUTION", "answer"),
        make.check("kept = add(1, 2)\nassert kept == 3\nprint('three')", "adds"),
        make.check("try:\n    other\nexcept NameError:\n    other = add(0, 1)\nother", "new"),
        make.check("assert add('a', 'b') == 'ab'", "joins"),
    ]
)


@pytest.mark.parametrize("source", HARMLESS)
def test_what_leaves_no_trace(source: str) -> None:
    assert leave_no_trace([(source, {}), ("assert Counter('a')", IMPORTED)])


@pytest.mark.parametrize("source", HARMFUL)
def test_what_might_leave_one(source: str) -> None:
    assert not leave_no_trace([("assert f()", {}), (source, {})])


def test_a_module_under_a_name_of_another_cells() -> None:
    assert not leave_no_trace([("plt.rcParams.clear()", IMPORTED)])


@pytest.fixture
def engine() -> Iterator[Engine]:
    with Engine(_assignment(), limits=Limits(cell_seconds=5, submission_seconds=20)) as made:
        yield made


def test_one_examiner_judges_many_as_if_it_were_new(engine: Engine) -> None:
    wrong = "def add(a, b): return [a, b]"

    first, second, third = (_graded(engine, answer) for answer in (RIGHT, wrong, RIGHT))

    (waiting,) = _waiting(engine)
    assert waiting.uses == 3
    assert _shown(first) == _shown(third)
    assert [cell.score for cell in first.notebooks["book"].cells if cell.points] == [1, 1, 1]
    assert [cell.score for cell in second.notebooks["book"].cells if cell.points] == [0, 1, 0]


def test_what_a_library_warns_of_once_is_warned_of_for_each() -> None:
    warns = (
        "from numpy.testing import assert_almost_equal\ntry:\n"
        "    assert_almost_equal(big(), -big())\nexcept AssertionError:\n    pass"
    )
    large = "import numpy\ndef big(): return numpy.float64(1e308)"
    book = make.notebook(
        [
            make.solution(f"### BEGIN SOLUTION\n{large}\n### END SOLUTION", "answer"),
            make.check(warns, "warns"),
        ]
    )
    with Engine(make.assignment("course", {"book": book}), limits=Limits()) as engine:
        first, second = (_graded(engine, large, book) for _ in range(2))
        (waiting,) = _waiting(engine)

    assert waiting.uses == 2
    (heard,) = make.outputs(first, "book", "warns")
    assert "overflow" in heard["text"]
    assert make.outputs(second, "book", "warns") == [heard]


def test_a_worn_examiner_ends(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "USES", 2)
    for _ in range(3):
        _graded(engine, RIGHT)

    (waiting,) = _waiting(engine)
    assert waiting.uses == 1


def test_an_examiner_that_took_long_ends(engine: Engine) -> None:
    _graded(engine, RIGHT)
    assert len(_waiting(engine)) == 1
    slow = "import time\ndef add(a, b):\n    time.sleep(0.5)\n    return a + b"

    engine.start()._bench._most = 1.0
    _graded(engine, slow)

    assert not _waiting(engine)


def test_an_examiner_that_died_while_it_waited_is_nobodys_loss(engine: Engine) -> None:
    expected = _graded(engine, RIGHT)
    (waiting,) = _waiting(engine)
    _kill(waiting.child)

    assert _shown(_graded(engine, RIGHT)) == _shown(expected)


def test_a_notebook_whose_used_examiner_dies_is_judged_by_a_new_one(engine: Engine) -> None:
    _graded(engine, RIGHT)
    (waiting,) = _waiting(engine)
    # Stopped, it takes the notebook and does not live to judge it.
    os.kill(waiting.child.pid, signal.SIGSTOP)
    slow = "import time\ndef add(a, b):\n    time.sleep(0.3)\n    return a + b"
    taken = waiting.channel.send_descriptor

    def dying(*arguments: Any) -> None:
        taken(*arguments)
        _kill(waiting.child)

    waiting.channel.send_descriptor = dying

    found = _graded(engine, slow)

    assert [cell.score for cell in found.notebooks["book"].cells if cell.points] == [1, 1, 1]


def test_tests_that_may_leave_a_trace_get_a_new_examiner_each() -> None:
    book = make.notebook(
        [*BOOK["cells"], make.check("import random\nassert add(random.random(), 0) < 1", "any")]
    )
    assignment = make.assignment("course", {"book": book}, {}, solved=True)
    assert not frame_of(assignment.tasks["book"]).traceless
    with Engine(assignment, limits=Limits(cell_seconds=5, submission_seconds=20)) as engine:
        _graded(engine, RIGHT, book)

        assert not _waiting(engine)


def _assignment() -> Any:
    return make.assignment("course", {"book": BOOK}, {}, solved=True)


def _graded(engine: Engine, answer: str, book: Any = BOOK) -> Result:
    books = {"book": make.answered(book, {"answer": answer})}
    return engine.grade(make.handin("student", books))


def _waiting(engine: Engine) -> list[Any]:
    return engine.start()._bench._waiting


def _shown(result: Result) -> Any:
    return result.notebooks["book"].executed


def _kill(child: Child) -> None:
    child.kill()
    deadline = time.monotonic() + 10
    while child.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
