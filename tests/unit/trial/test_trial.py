"""Programs tried for real, in a process of their own."""

from __future__ import annotations

import msgspec
import pytest

from courseware import trial
from courseware.kinds.code.spec import CodeCase, CodeExercise, CodeFigure
from courseware.trial.comparing import Opaque, decoded, equal, literal
from courseware.trial.program import plain

EXERCISE = CodeExercise(define=("f",), seconds=1)


def outcome(source: str, **case: object) -> tuple[str, str]:
    made = msgspec.convert({"id": "c", **case}, CodeCase)
    (observed,) = trial.observe(EXERCISE, source, [made])
    return trial.compared(made, observed)


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("[1, 2]", "[1, 2.0]"),
        ("(1, [2, {'a': None}])", "(1, [2, {'a': None}])"),
        ("{3, 4}", "{4, 3}"),
        ("0.1 + 0.2", "0.3"),
        ("1 + 2j", "(1+2j)"),
        ("10 ** 50", "100000000000000000000000000000000000000000000000000"),
        ("float('inf')", "inf"),
        ("float('nan')", "nan"),
        ("'oʻ'", "'oʻ'"),
        ("None", "None"),
        ("True", "True"),
        ("__import__('numpy').array([[1, 2], [3, 4]])", "[[1, 2], [3, 4]]"),
    ],
)
def test_values_come_out_as_they_are(value: str, wanted: str) -> None:
    assert outcome(f"def f(): return {value}", call="f()", returns=wanted) == ("right", "")


@pytest.mark.parametrize(
    ("value", "wanted"),
    [("1", "True"), ("[1]", "(1,)"), ("'1'", "1"), ("object()", "None"), ("{1: 2}", "{1: 3}")],
)
def test_what_is_another_value_is_not_equal(value: str, wanted: str) -> None:
    found, _ = outcome(f"def f(): return {value}", call="f()", returns=wanted)
    assert found == "value"


def test_a_value_that_lies_about_itself_is_opaque() -> None:
    source = "class Equal(int):\n    def __eq__(self, _): return True\ndef f(): return Equal(3)\n"
    assert outcome(source, call="f()", returns="5") == ("value", "<Equal>")


def test_what_is_printed_is_compared_without_the_ends_of_lines() -> None:
    source = "name = input('Ism? ')\nprint('Salom,', name + '!  ')\n"
    assert outcome(source, input="Ali", prints="Salom, Ali!")[0] == "right"
    assert outcome(source, input="Ali", prints="salom, Ali!") == ("printed", "Salom, Ali!")
    assert outcome(source, input="", prints="")[1].startswith("EOFError|1|")


def test_an_error_is_told_by_the_learners_own_line() -> None:
    source = "import json\n\ndef f(text):\n    return json.loads(text)\n"
    assert outcome(source, call="f('{')", returns="1")[1].startswith("ValueError|4|")
    assert outcome(source, call="f('{')", raises="ValueError")[0] == "right"
    assert outcome(source, call="f('{')", raises="JSONDecodeError")[0] == "right"
    assert outcome(source, call="f('1')", raises="ValueError") == ("not_raised", "1")


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("def f():\n    while True: pass", "slow"),
        ("import os\ndef f(): os._exit(0)", "ended"),
        ("import os, signal\ndef f(): os.kill(os.getpid(), signal.SIGKILL)", "ended"),
        ("def f(): return 'x' * 50_000_000", "value"),
        ("def f(): return f()", "raised"),
        ("def f(): exit()", "value"),
        ("def f(): raise KeyboardInterrupt", "raised"),
    ],
)
def test_whatever_a_program_does_there_is_an_outcome(source: str, wanted: str) -> None:
    assert outcome(source, call="f()", returns="1")[0] == wanted


def test_one_case_does_not_spoil_the_others() -> None:
    source = (
        "seen = []\ndef f(n):\n    seen.append(n)\n    while n == 2: pass\n    return len(seen)\n"
    )
    cases = [CodeCase(id=str(n), call=f"f({n})", returns="1") for n in (1, 2, 3)]
    observed = trial.observe(EXERCISE, source, cases)
    pairs = zip(cases, observed, strict=True)
    assert [trial.compared(*pair)[0] for pair in pairs] == ["right", "slow", "right"]


def test_a_figure_is_looked_at() -> None:
    source = (
        "import matplotlib.pyplot as plt\nplt.plot([1, 2, 3], [1, 4, 9], label='a')\n"
        "plt.xlabel('x, cm')\nplt.title('Parabola')\n"
    )
    slow = msgspec.structs.replace(EXERCISE, seconds=30)
    wanted = [
        (CodeFigure(title={"uz": "parabola", "ru": "Парабола"}, xlabel="x, cm"), "right"),
        (CodeFigure(x="[1, 2, 3]", y="[1, 4, 9]", kind="line"), "right"),
        (CodeFigure(y="[1, 4, 8]"), "data"),
        (CodeFigure(ylabel="y"), "ylabel"),
        (CodeFigure(kind="bars"), "kind"),
        (CodeFigure(legend=True), "legend"),
    ]
    cases = [CodeCase(id=str(at), figure=figure) for at, (figure, _) in enumerate(wanted)]
    observed = trial.observe(slow, source, cases)
    found = [trial.compared(*pair) for pair in zip(cases, observed, strict=True)]
    assert [what or told for told, what in found] == [each for _, each in wanted]
    assert trial.compared(cases[0], trial.observe(slow, "x = 1", cases[:1])[0]) == (
        "figure",
        "missing",
    )


def test_nothing_of_what_would_be_right_goes_to_the_process() -> None:
    case = CodeCase(id="c", call="f()", returns="31415", prints="27182", feedback="16180")
    told = str(trial.request(EXERCISE, "", [case]))
    assert not any(secret in told for secret in ("31415", "27182", "16180"))


@pytest.mark.parametrize(
    "told",
    [b"", b"\n\n", b"null\n", b"[1]\n", b"{", b'{"id": "c", "raised": 5}\n', b"[" * 100_000],
)
def test_what_cannot_be_read_is_a_case_that_ended(told: bytes) -> None:
    case = CodeCase(id="c", call="f()", returns="1")
    (observed,) = trial.read(told, [case])
    assert trial.compared(case, observed)[0] == "ended"


def test_a_forged_trial_is_tried_again() -> None:
    case = CodeCase(id="c", call="f()", returns="1")
    exercise = msgspec.structs.replace(EXERCISE, examples=(case,))
    forged = {"source": "def f(): return 2", "facts": [], "ran": [["c", "right", ""]]}
    assert trial.report(exercise, None, forged) == {
        "source": "def f(): return 2",
        "facts": ["def:f", "function", "return"],
        "ran": [["c", "value", "2"]],
    }


@pytest.mark.parametrize("value", [1, -1.5, "a", None, True, [1, (2, {3})], {"a": [b"x"]}])
def test_plain_data_comes_back(value: object) -> None:
    back = decoded(plain(value))
    if "b'" in repr(value):
        assert isinstance(back, dict)
        assert isinstance(back["a"][0], Opaque)
    else:
        assert back == value


def test_a_literal_may_be_infinite() -> None:
    assert equal(float("-inf"), literal("-inf"), 0)
