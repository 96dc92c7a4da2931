"""Five hundred answers that nobody should give: marked or refused, in bounded time and memory."""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
from collections.abc import Iterator

GIGABYTE = 2**30
STATES = {"right", "partly", "wrong", "unmarked"}
KEYS = (
    {"answer": "x"},
    {"answer": "(x-1)^2*(x+y)", "form": "factored"},
    {"answer": "x^3/3", "up_to": "constant"},
    {"answer": "3.14", "significant_figures": 3},
    {"answer": "x>1"},
    {"answer": "{1,2}", "form": "simplified"},
    {"answer": "y=2x+3", "form": "lowest_terms"},
)
PIECES = (
    *(
        "9^9^9^9",
        "10^10^10",
        "x^999999",
        "x^-999999",
        "1/0",
        "0^0",
        "0^-1",
        "1e9999",
        "170!!",
        "999999!",
    ),
    *(
        "((((",
        "))))",
        "[{(",
        "|||||",
        "√√√√",
        "----",
        "!!!!",
        "^^^",
        "±±",
        "..",
        ",,",
        "\\frac",
        "\\sqrt{",
    ),
    *(
        "sin sin ",
        "ln 0",
        "tan(pi/2)",
        "x/(x-x)",
        "sqrt(-1)",
        "i^i",
        "log_0 5",
        "root(x,0)",
        "binomial(9^9,3)",
    ),
    *("\u202e", "\u200f", "\x00", "\ufeff", "а", "х", "𝔁", "中文", "😀", "Ⅷ", "½", "²", "₂", "′"),
    *(
        "__import__('os')",
        "eval(x)",
        "; rm -rf /",
        "<script>",
        "{{x}}",
        "%n%s",
        "import os",
        "lambda x: x",
    ),
    *(
        "diff(x^9,x)",
        "int(e^(x^2),x)",
        "sum(k^k,k,1,inf)",
        "limit(x,x,inf)",
        "matrix([1,2],[3])",
        "x∈",
    ),
    *(
        "x=",
        "=x",
        "<>",
        "x<y<z",
        "not not",
        "and or",
        "(1;2)∪",
        "∞-∞",
        "0*∞",
        "max()",
        "f(f(f(x)))",
    ),
)


def hostile() -> Iterator[str]:
    """Yield the answers, the same each time."""
    rng = random.Random("formula")
    yield from PIECES
    for piece in PIECES:
        yield piece * 40
        yield piece * 900
    yield "(" * 10**5
    yield "x" * 10**6
    yield "+".join(["sin(x)"] * 160)
    yield "*".join(["(x+1)"] * 160)
    yield "^".join(["2"] * 400)
    yield "/".join(["x"] * 400)
    yield "(x+y+1)^60*(x-y)^59"
    yield "x^1000000-y^1000000"
    yield "((x+1)^1000)^1000"
    yield "((2^1000)^1000)^1000"
    yield "1." + "3" * 900
    yield " or ".join(f"x={number}" for number in range(99))
    yield " and ".join(f"x>{number}" for number in range(99))
    yield "{" + ";".join(f"x^{number}" for number in range(150)) + "}"
    while True:
        yield "".join(rng.choice(PIECES) for _ in range(rng.randrange(2, 12)))


def confined() -> None:
    """Bound what the process and all that it starts may take."""
    resource.setrlimit(resource.RLIMIT_AS, (2 * GIGABYTE, 2 * GIGABYTE))
    resource.setrlimit(resource.RLIMIT_CPU, (120, 120))


def test_hostile_answers_are_marked_or_refused() -> None:
    lines = []
    for place, value in zip(range(500), hostile(), strict=False):
        exercise = {"kind": "formula", **({"names": ["x", "y"]} if place % 3 == 0 else {})}
        lines.append(json.dumps({"exercise": exercise, "key": KEYS[place % 7], "value": value}))
    ran = subprocess.run(
        [sys.executable, "-m", "courseware.cli", "mark"],
        input="\n".join(lines).encode(),
        capture_output=True,
        check=True,
        preexec_fn=confined,
    )
    marks = [json.loads(line) for line in ran.stdout.splitlines()]
    assert len(marks) == 500
    # A line that took longer than its five seconds would have failed.
    failed = [
        (json.loads(line)["value"][:60], mark.get("error"))
        for line, mark in zip(lines, marks, strict=True)
        if mark["state"] not in STATES
    ]
    assert failed == []
