"""What learners type is read as they mean it, or refused with a reason that can be said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware import algebra
from courseware.algebra import Lexicon, _generate
from courseware.errors import AlgebraError
from courseware.kinds.formula import FormulaExercise, parse
from courseware.mark import Misread
from courseware.text import LANGUAGES, say

MEANT = {
    "2x": "2·x",
    "2x²": "2·x^2",
    "-x^2": "-x^2",
    "1/2x": "1/2·x",
    "1 1/2": "1 + 1/2",
    "1½x": "(1 + 1/2)·x",
    "0,5x": "0.5·x",
    "{1,2}": "{1; 2}",
    "{1,5; 2}": "{1.5; 2}",
    "(1,2]": "(1; 2]",
    "1,2,3": "1; 2; 3",
    "1 000x": "1000·x",
    "sin 2x": "sin(2·x)",
    "sin^2 x cos y": "sin(x)^2·cos(y)",
    "sin x/2": "sin(x)/2",
    "sin^-1 x": "asin(x)",
    "xsinx": "x·sin(x)",
    "tgx+ctg(x)": "tan(x) + cot(x)",
    "log_2 8": "log(8; 2)",
    "lg x": "lg(x)",
    "log x": "ln(x)",
    "√2x": "sqrt(2)·x",
    "√x^2": "sqrt(x^2)",
    "|x|-|-1|": "|x| - |-1|",
    "||x|-1|": "||x| - 1|",
    "2|x|3": "2·|x|·3",
    "n!": "n!",
    "x!=2": "x ≠ 2",
    "30°": "30°",
    "e^-x": "e^(-x)",
    "exp(2x)": "e^(2·x)",
    "2^3^x": "2^(3^x)",
    "xy": "x·y",
    "ab(c+d)": "a·b·(c + d)",
    "f(x)+P(x)": "f(x) + P·x",
    "x1+x_1": "x1 + x_1",
    "x_{12}^2": "x_12^2",
    "alpha pi": "α·π",
    "хсх": "x·c·x",
    "y'+y": "y' + y",
    "1<x<=3": "1 < x and x ≤ 3",
    "x=±2": "x = ±2",
    "a±b∓c": "a ± b ± -c",
    "x=1 или x=2": "x = 1 or x = 2",
    "A va emas B": "A and not B",
    "(-∞;1)∪[2;3]": "union((-∞; 1); [2; 3])",
    "[1;2] U {5}": "union([1; 2]; {5})",
    "5.1e-2": "5.1·10^-2",
    "5,1e-2": "5.1·10^-2",
    "3e5,5": "3·10^5; 5",
    "2e": "2·e",
    "\\frac{x+1}{2}\\cdot\\sqrt[3]{x}": "(x + 1)/2·root(x; 3)",
    "\\sin^{2}\\left(x\\right)": "sin(x)^2",
    "%pi*%e^(%i*x)": "π·e^(i·x)",
    "[3(x+1)-2]*4": "(3·(x + 1) - 2)·4",
}
REFUSED = {
    "": "nothing",
    "x+": "incomplete",
    "(x": "unclosed",
    "x)": "unopened",
    "*x": "unexpected_first",
    "x*/2": "unexpected",
    "sin": "argument",
    "2 3": "two_numbers",
    "1/3 1/3": "two_numbers",
    "foo(x)": "unknown_word",
    "javob": "unknown_word",
    "\\foo": "sign",
    "x@y": "unexpected",
    "中": "unexpected_first",
    "matrix([1],[1,2])": "matrix",
    "(" * 60: "too_deep",
    "+".join(["x"] * 300): "too_deep",
    "x" * 1001: "too_long",
}


@pytest.mark.parametrize(("typed", "meant"), MEANT.items())
def test_it_is_read_as_meant(typed: str, meant: str) -> None:
    assert algebra.written(algebra.read(typed)) == meant


@pytest.mark.parametrize(("typed", "code"), REFUSED.items())
def test_what_cannot_be_read_is_told(typed: str, code: str) -> None:
    with pytest.raises(AlgebraError) as refused:
        algebra.read(typed)
    assert refused.value.code == code
    for language in LANGUAGES:
        assert say(f"formula.{code}", language, **refused.value.parameters)


def test_declared_names_are_met_halfway() -> None:
    lexicon = Lexicon(names=frozenset({"x_1", "ab", "e"}), closed=True)
    assert algebra.written(algebra.read("x1+x₁+x_{1}+ab+e", lexicon)) == "x_1 + x_1 + x_1 + ab + e"
    with pytest.raises(AlgebraError) as refused:
        algebra.read("2ac", lexicon)
    assert refused.value.parameters == {"name": "a", "known": "ab, e, x_1"}


def test_declared_functions_are_called() -> None:
    lexicon = Lexicon(functions=frozenset({"P"}))
    assert algebra.written(algebra.read("P(x)+Q(x)", lexicon)) == "P(x) + Q·x"


@given(st.text("0123456789.,;xyabnesiπ+-*/^()[]{}|=<>≤!√±²³·_' \\°∪", max_size=30))
def test_what_is_read_is_written_so_that_it_is_read_again(typed: str) -> None:
    try:
        tree = algebra.read(typed)
    except AlgebraError:
        return
    text = algebra.written(tree)
    again = algebra.written(algebra.read(text)) if len(text) < algebra.LONGEST else text
    assert again.replace("(", "").replace(")", "") == text.replace("(", "").replace(")", "")


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(typed: str) -> None:
    found = parse(FormulaExercise(), typed)
    if isinstance(found, Misread):
        assert say(found.note.key, "uz", **found.note.parameters)
    elif isinstance(found, algebra.Node):
        assert algebra.written(found)


def test_the_browser_has_the_same_words() -> None:
    assert _generate.TARGET.read_text("utf-8") == _generate.module(), (
        "run: python -m courseware.algebra._generate"
    )
