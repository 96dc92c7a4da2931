"""Answers to a formula: the right one rewritten, spoilt, in pieces, and formulas that grew."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from courseware import algebra
from courseware.algebra import Node
from courseware.kinds.formula import FormulaExercise, FormulaKey
from courseware.kinds.formula.judging import target_of
from courseware.text import say
from courseware.variants import Variant

Case = dict[str, Any]

SIGNS = "+-*/^()[]{}|,;=<>≤!√±²³·. 0123456789xyabnπ\\_'"
PIECES = (
    *(
        "sin",
        "cos x",
        "ln|x|",
        "sqrt(x)",
        "√2",
        "x^2",
        "2x",
        "1/x",
        "(x+1)",
        "[x;1]",
        "{1;2}",
        "e^x",
    ),
    *("tg x", "\\frac{x}{2}", "x_1", "0,5", "1 1/2", "or", "x>1", "±", "30°", "n!", "xy", "abs(x)"),
    *("f(x)", "∞", "log_2 x", "i", "3e5", "∈", "x²", "max(x;1)", "matrix([1,2],[3,4])", "not", "≠"),
)


def answers(
    rng: random.Random, exercise: FormulaExercise, key: FormulaKey, variant: Variant
) -> Iterator[Any]:
    """Yield one answer of every sort."""
    target = target_of(exercise, key.answer, variant)
    right = algebra.written(target)
    yield rewritten(rng, right)
    yield spoilt(rng, right)
    yield "".join(rng.choice(SIGNS) for _ in range(rng.randrange(1, 20)))
    yield rng.choice(("", " ", "+", "*")).join(
        rng.choice(PIECES) for _ in range(rng.randrange(1, 5))
    )
    letters = sorted(algebra.names(target)) or ["x"]
    yield algebra.written(grown(rng, letters, rng.randrange(1, 4)))
    for mistake in key.mistakes:
        yield rewritten(rng, algebra.written(target_of(exercise, mistake.answer, variant)))


def tolerates(case: Case) -> bool:
    """Whether Python decided by its second opinion what the browser's half left undecided."""
    state, _, _, (said, *_) = case["browser"]
    undecided = state == "unmarked" and said == say("formula.undecided", case["language"])
    return bool(undecided and case["mark"][0] != "failed")


def rewritten(rng: random.Random, right: str) -> str:
    """Write the right formula in a way that changes nothing, or nearly."""
    ways = (
        f"({right})",
        f"{right}+0",
        f"1*({right})",
        f"-(-({right}))",
        f"({right})*2/2",
        f"2*({right})-({right})",
        f"0+{right}",
        right.replace("·", "*"),
        right.replace(" ", ""),
        f"({right})^1",
        f"{right}+C",
        f"3·({right})",
        f"-({right})",
    )
    return rng.choice(ways)


def spoilt(rng: random.Random, right: str) -> str:
    """Change, drop or add one sign."""
    place = rng.randrange(len(right) + 1)
    other = rng.choice(SIGNS)
    return rng.choice((right[:place] + other + right[place:], right[:place] + right[place + 1 :]))


def grown(rng: random.Random, letters: list[str], depth: int) -> Node:
    """Return a random formula."""
    if not depth:
        return rng.choice(
            (Node("number", str(rng.randrange(10))), Node("name", rng.choice(letters)))
        )
    head = rng.choice(("+", "-", "*", "/", "^", "negate", "call:sin", "call:sqrt", "call:ln"))
    count = 2 if len(head) == 1 else 1
    return Node(head, "", tuple(grown(rng, letters, depth - 1) for _ in range(count)))
