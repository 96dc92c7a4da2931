"""Honest work that a careless grader gets wrong: who refuses everything fails these."""

# ruff: noqa: E501 - cells read best whole

from __future__ import annotations

import copy

from tests.grading.hostile.cases import FULL, RIGHT, Submission, case


@case("nothing: right", score=FULL)
def right(s: Submission) -> None:
    s.solve(RIGHT)


@case("nothing: half of it right", score=3.0)
def half_right(s: Submission) -> None:
    s.solve({"add": RIGHT["add"]})


@case("nothing: writes to stderr", score=FULL)
def stderr(s: Submission) -> None:
    s.solve(RIGHT)
    s.solve(
        {
            "add": "import sys\ndef add(a, b):\n    print('careful', file=sys.stderr)\n    return a + b"
        }
    )


@case("nothing: a library warns", score=FULL)
def warning(s: Submission) -> None:
    s.solve(RIGHT)
    s.solve(
        {
            "add": "import warnings\ndef add(a, b):\n    warnings.warn('old', UserWarning)\n    return a + b"
        }
    )


@case("nothing: prints", score=FULL)
def prints(s: Submission) -> None:
    s.solve(RIGHT)
    s.solve({"add": "def add(a, b):\n    print('adding', a, b)\n    return a + b"})


@case("nothing: numbers of other kinds", score=FULL)
def numbers(s: Submission) -> None:
    s.solve(
        {
            "add": "from fractions import Fraction\ndef add(a, b): return Fraction(a) + b",
            "mean": "from decimal import Decimal\ndef mean(xs): return Decimal(sum(xs)) / len(xs)",
        }
    )


@case("nothing: numpy's numbers", score=FULL)
def numpy_numbers(s: Submission) -> None:
    s.solve(
        {"add": "import numpy as np\ndef add(a, b): return np.add(a, b)", "mean": "mean = np.mean"}
    )


@case("nothing: a slow cell", score=FULL)
def slow(s: Submission) -> None:
    s.solve(RIGHT)
    s.first("import time; time.sleep(0.4)")


@case("nothing: copied a test to try something", score=FULL)
def copied_test(s: Submission) -> None:
    s.solve(RIGHT)
    twin = copy.deepcopy(s.slot("test_add"))
    twin["source"] = "assert add(2, 2) == 4"
    s.nb["cells"].insert(s.nb["cells"].index(s.slot("test_add")) + 1, twin)


@case("nothing: the answer stands in another cell", score=FULL)
def other_cell(s: Submission) -> None:
    s.solve({**RIGHT, "add": ""})
    s.first(RIGHT["add"])


@case("nothing: CRLF and tabs", score=FULL)
def line_ends(s: Submission) -> None:
    s.solve(
        {"add": "def add(a, b):\r\n\treturn a + b\r\n", "mean": RIGHT["mean"].replace("\n", "\r\n")}
    )


@case("nothing: deleted a test and the locked cell by accident", score=FULL)
def deleted_test(s: Submission) -> None:
    s.solve(RIGHT)
    for id_ in ("test_add", "setup"):
        s.nb["cells"].remove(s.slot(id_))


@case("nothing: tried something that fails, magics, a shell command, await", score=FULL)
def experiments(s: Submission) -> None:
    s.solve(RIGHT)
    s.first("1 / 0")
    s.first("%time sum(range(10))\n!echo hello")
    s.first("import asyncio\nawait asyncio.sleep(0)")


@case("nothing: a recursive helper and a closure", score=FULL)
def helpers(s: Submission) -> None:
    s.first("def total(xs):\n    return xs[0] + total(xs[1:]) if xs else 0")
    s.solve({"add": "add = (lambda k: lambda a, b: total([a, b]) + k)(0)"})
    s.solve({"mean": "def mean(xs):\n    return total(xs) / len(xs)"})


@case("nothing: sorts the list that it was given", score=FULL)
def sorts_in_place(s: Submission) -> None:
    s.solve({**RIGHT, "mean": "def mean(xs):\n    xs.sort()\n    return sum(xs) / len(xs)"})


@case("nothing: decimals, a data class, a cached function, names in Uzbek", score=FULL)
def of_every_kind(s: Submission) -> None:
    s.first("from dataclasses import dataclass\nfrom decimal import Decimal\nimport functools")
    s.first("@dataclass\nclass Ўртача:\n    xs: list\n    def v(self): return sum(self.xs)")
    s.solve(
        {
            "add": "@functools.cache\ndef add(a, b): return Decimal(a) + Decimal(b)",
            "mean": "def mean(xs): return Ўртача(xs).v() / len(xs)",
        }
    )


@case("nothing: threads, a process of its own and a pool of them", score=FULL)
def in_parallel(s: Submission) -> None:
    s.solve(RIGHT)
    s.first(
        "from concurrent.futures import ThreadPoolExecutor\nimport multiprocessing, subprocess, sys\n"
        "list(ThreadPoolExecutor(4).map(abs, [-1, 2]))\n"
        "subprocess.run([sys.executable, '-c', 'print(1)'], check=True)\n"
        "with multiprocessing.get_context('fork').Pool(2) as pool: pool.map(abs, [-1, 2])"
    )


@case("nothing: saved by an older Jupyter, without ids, in lines", score=FULL)
def older(s: Submission) -> None:
    s.solve(RIGHT)
    s.nb["nbformat_minor"] = 4
    for each in s.nb["cells"]:
        del each["id"]
        each["source"] = each["source"].splitlines(keepends=True)
