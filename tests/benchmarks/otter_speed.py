"""What `otter run` costs beside `courseware grade`, on an equivalent assignment.

    python -m tests.benchmarks.otter_speed [SUBMISSIONS] [OF THESE BY OTTER]

One function to write, one test of 2 points. Otter-Grader is installed into a virtual environment
of its own, in a folder of the user's cache, once; it is no dependency of ours. It grades one
submission per call, so it is called for each of some; ours once for all, from the start of the
command to its end.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks import grading_scale
from tests.benchmarks.grading_scale import ANSWERS, NAME
from tests.grading.examining import assignments as make

TEST = """\
OK_FORMAT = True

test = {
    "name": "q1",
    "points": 2,
    "suites": [
        {
            "cases": [
                {"code": ">>> assert double(4) == 8\\n", "hidden": False, "locked": False}
            ],
            "scored": True,
            "setup": "",
            "teardown": "",
            "type": "doctest",
        }
    ],
}
"""


def main(submissions: int = 100, by_otter: int = 4) -> None:
    """Print a line for each, and how many times faster ours is."""
    programs = otter(cache())
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "course"
        grading_scale.write(root, submissions)
        began = time.perf_counter()
        call(Path(sys.executable).parent, ["courseware", "grade", NAME, "--jobs", "2"], root)
        ours = (time.perf_counter() - began) / submissions
        theirs = by_otter_run(programs, Path(folder) / "otter", by_otter)
    print(f"otter run, of {by_otter}: {1000 * theirs:.0f} ms for each submission")
    print(f"courseware grade, of {submissions}: {1000 * ours:.1f} ms ({theirs / ours:.0f} times)")


def cache() -> Path:
    """Return the folder that keeps the environment from one run to the next."""
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "courseware-benchmarks" / "otter"


def otter(folder: Path) -> Path:
    """Return the programs of an environment with Otter-Grader, made if it is not there yet."""
    programs = folder / "bin"
    if not (programs / "otter").exists():
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True)
        call(programs, ["pip", "install", "--quiet", "otter-grader", "ipykernel"], folder)
    return programs


def by_otter_run(programs: Path, folder: Path, number: int) -> float:
    """Return the seconds that `otter run` takes for each submission."""
    (folder / "tests").mkdir(parents=True)
    (folder / "tests" / "q1.py").write_text(TEST, encoding="utf-8")
    words = ["otter", "generate", "-t", "tests", "-o", "autograder.zip", "--no-environment"]
    call(programs, words, folder)
    seconds, scores = 0.0, []
    for at in range(number):
        book = notebook(ANSWERS[at % len(ANSWERS)])
        (folder / "submission.ipynb").write_text(json.dumps(book), encoding="utf-8")
        began = time.perf_counter()
        call(programs, ["otter", "run", "submission.ipynb", "-a", "autograder.zip"], folder)
        seconds += time.perf_counter() - began
        results = json.loads((folder / "results.json").read_text(encoding="utf-8"))
        scores.append(next(test["score"] for test in results["tests"] if test["name"] == "q1"))
    if scores != [2.0 if at % len(ANSWERS) < 2 else 0.0 for at in range(number)]:
        raise SystemExit(f"otter run gave {scores}")
    return seconds / number


def notebook(answer: str) -> make.Json:
    """Return a submission as Otter-Grader wants it."""
    sources = (
        "import otter\ngrader = otter.Notebook()",
        f"def double(x):\n    {answer}",
        'grader.check("q1")',
    )
    return make.notebook([make.cell(source) for source in sources])


def call(programs: Path, words: Sequence[str], folder: Path) -> None:
    """Run a program of an environment in a folder."""
    path = os.pathsep.join((os.fspath(programs), os.environ.get("PATH", "")))
    subprocess.run(
        [programs / words[0], *words[1:]],
        cwd=folder,
        env={**os.environ, "PATH": path},
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
