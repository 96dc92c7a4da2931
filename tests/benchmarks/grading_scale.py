"""How grading grows with the number of hand-ins; figures, no verdict.

    python -m tests.benchmarks.grading_scale [SUBMISSIONS...]

The whole run, as `courseware grade` does it, gradebook and folders included, in a process of its
own for each number: an assignment with one small test. Seconds for each hand-in, and the most
memory that the run's own process held. Hand-ins are synthetic: four answers, many names.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from tests.grading.examining import assignments as make

NUMBERS = (1_000, 3_000, 10_000)
NAME = "ps1"
BOOK = make.notebook(
    [
        make.solution(
            "### BEGIN SOLUTION\ndef double(x):\n    return 2 * x\n### END SOLUTION", "f"
        ),
        make.check("assert double(4) == 8", "test_f", points=2.0),
    ]
)
ANSWERS = ("return 2 * x", "return x + x", "return x * x", "raise ValueError(x)")

RUN = """
import json, resource, sys, time
from pathlib import Path
from courseware.grading import quick
quick.import_nbgrader()
from courseware import grading
began = time.perf_counter()
run = grading.run(Path(sys.argv[1]), sys.argv[2], jobs=2)
print(json.dumps({
    "seconds": time.perf_counter() - began,
    "rows": len(run.rows),
    "failed": len(run.failed),
    "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}))
"""


def main(numbers: tuple[int, ...] = NUMBERS) -> None:
    """Print a line for each number."""
    with tempfile.TemporaryDirectory() as folder:  # removed last: ext4 goes on with it for a while
        for number in numbers:
            root = Path(folder) / str(number)
            write(root, number)
            told = graded(root)
            print(
                f"{number:6} hand-ins: {told['seconds']:7.1f} s, "
                f"{1000 * told['seconds'] / number:6.1f} ms each, {told['megabytes']:.0f} MB in "
                f"the supervisor, {told['rows']} rows, {told['failed']} failed",
                flush=True,
            )


def write(root: Path, number: int) -> None:
    """Write a course of nbgrader's with that many hand-ins."""
    make.write_source(root / "source" / NAME, {"book": BOOK}, {})
    (root / "nbgrader_config.py").write_text("c = get_config()\n", encoding="utf-8")
    books = [
        msgspec.json.encode(make.answered(BOOK, {"f": f"def double(x):\n    {answer}"}))
        for answer in ANSWERS
    ]
    for at in range(number):
        folder = root / "submitted" / f"s{at:05}" / NAME
        folder.mkdir(parents=True)
        (folder / "book.ipynb").write_bytes(books[at % len(books)])


def graded(root: Path) -> dict[str, float]:
    """Grade everything in a process of its own and return what it says."""
    programs = os.fspath(Path(sys.executable).parent)
    path = os.pathsep.join((programs, os.environ.get("PATH", "")))
    done = subprocess.run(
        [sys.executable, "-c", RUN, os.fspath(root), NAME],
        env={**os.environ, "PATH": path},
        stdout=subprocess.PIPE,
        check=True,
    )
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


if __name__ == "__main__":
    began = time.perf_counter()
    main(tuple(int(each) for each in sys.argv[1:]) or NUMBERS)
    print(f"{time.perf_counter() - began:.0f} s in all")
