"""What grading costs: ours, nbgrader's, and the floor; figures, no verdict.

    python -m tests.benchmarks.grading_speed [SUBMISSIONS] [OF THESE BY NBGRADER]

Two assignments: the one that `nbgrader quickstart` makes, and a notebook that computes with numpy
and pandas and draws with matplotlib. For each, in one run and on the same hand-ins: `nbgrader
autograde` as a teacher calls it; ours with two jobs in the strongest containment that holds, the
start of the warm process and the trial of the tests included; and the floor, a bare forked Python
that runs all cells of a notebook in one namespace and draws its figures, with what they import
loaded before the fork.
"""

from __future__ import annotations

import dataclasses
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory

from courseware.grading.examining import handin
from courseware.grading.examining.engine import Engine
from courseware.grading.examining.result import Result
from courseware.grading.examining.teacher import load_assignment
from courseware.grading.places import Places
from tests.grading.examining import assignments as make

JOBS = 2
NAME = "ps1"
PLOTS = make.notebook(
    [
        make.cell("import numpy as np\nimport pandas as pd\nimport matplotlib.pyplot as plt"),
        make.solution(
            "### BEGIN SOLUTION\ndef table(n):\n    x = np.arange(n)\n"
            "    return pd.DataFrame({'x': x, 'y': x ** 2, 'even': x % 2 == 0})\n### END SOLUTION",
            "table",
        ),
        make.cell("table(50).describe()"),
        make.check("assert table(3).shape == (3, 3)\nassert table(4).y.sum() == 14", "test_table"),
        make.solution(
            "### BEGIN SOLUTION\ndef means(t):\n"
            "    return t.groupby('even').y.mean()\n### END SOLUTION",
            "means",
        ),
        make.check(
            "np.testing.assert_allclose(means(table(4)), [5, 2])\n"
            "assert list(means(table(4)).index) == [False, True]",
            "test_means",
        ),
        make.cell("fig, ax = plt.subplots()\nax.plot(table(20).x, table(20).y)\nplt.show()"),
        make.cell("plt.hist(np.random.default_rng(1).normal(size=500), bins=20)\nplt.show()"),
    ]
)


@dataclasses.dataclass
class Figures:
    """Milliseconds per submission; megabytes of a worker at its peak."""

    name: str
    nbgrader: float = 0.0
    ours: float = 0.0
    ours_warm: float = 0.0
    floor: float = 0.0
    cpu: float = 0.0
    megabytes: float = 0.0
    tier: str = ""
    compared: int = 0
    different: int = 0

    def __str__(self) -> str:
        times = self.nbgrader / self.ours if self.ours else 0.0
        warm = self.nbgrader / self.ours_warm if self.ours_warm else 0.0
        return (
            f"{self.name:12} nbgrader {self.nbgrader:7.0f} ms   ours {self.ours:6.1f} ms "
            f"({times:.0f} times faster; {self.ours_warm:.1f} ms, {warm:.0f} times, once warm; "
            f"{self.cpu:.0f} ms of CPU, tier {self.tier}, {self.megabytes:.0f} MB at the peak)   "
            f"floor {self.floor:5.1f} ms   cells compared {self.compared}, "
            f"different {self.different}"
        )


def main(submissions: int = 100, by_nbgrader: int = 0) -> list[Figures]:
    """Measure both assignments and print a line each."""
    found = []
    for name, write in (("quickstart", _quickstart), ("plots", _plots)):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "course"
            write(root)
            _nbgrader(root, "generate_assignment", NAME, "--create")
            students = list(_hand_in(root, submissions))
            found.append(_measured(name, root, students, by_nbgrader or submissions))
            print(found[-1], flush=True)
    return found


def _measured(name: str, root: Path, students: list[str], by_nbgrader: int) -> Figures:
    figures = Figures(name)
    results, figures.ours, figures.ours_warm = _ours(root, students)
    some = students[:by_nbgrader]
    started = time.perf_counter()
    for student in [""] if len(some) == len(students) else some:
        _nbgrader(root, "autograde", NAME, *(["--student", student] if student else []))
    figures.nbgrader = 1000 * (time.perf_counter() - started) / len(some)
    figures.floor = _floor(root, students)
    figures.cpu = 1000 * sum(each.usage.cpu for each in results) / len(results)
    figures.megabytes = max(each.usage.worker_mb for each in results)
    figures.tier = results[0].tier
    _compare(root, figures, results, some)
    return figures


def _ours(root: Path, students: list[str]) -> tuple[list[Result], float, float]:
    """Return the results, and milliseconds per submission from cold and once warm."""
    coursedir = CourseDirectory(root=os.fspath(root))
    started = time.perf_counter()
    with Gradebook(f"sqlite:///{root}/gradebook.db") as gradebook:
        assignment = load_assignment(gradebook, Places(coursedir, NAME))

    def grade(student: str) -> Result:
        return engine.grade(handin.read(root / "submitted" / student / NAME, student))

    with Engine(assignment) as engine, ThreadPoolExecutor(JOBS) as pool:
        first = grade(students[0])
        warm = time.perf_counter()
        results = [first, *pool.map(grade, students[1:])]
        ended = time.perf_counter()
    each = 1000 / len(students)
    return results, (ended - started) * each, 1000 * (ended - warm) / max(1, len(students) - 1)


def _floor(root: Path, students: list[str]) -> float:
    """Return milliseconds per submission of forked processes that run all cells, two at a time."""
    notebooks = [
        [
            _cells(path, root / "source" / NAME / path.name)
            for path in sorted(folder.glob("*.ipynb"))
        ]
        for folder in (root / "submitted" / student / NAME for student in students)
    ]
    program = (
        "import io, json, os, sys, time\nos.environ['MPLBACKEND'] = 'agg'\n"
        "books, modules = json.load(sys.stdin)\nfor name in modules: __import__(name)\n"
        "sys.stdout = open(os.devnull, 'w')\nstarted, running = time.perf_counter(), 0\n"
        "for cells in books:\n    if not cells: continue\n"
        "    if running == 2: os.wait(); running -= 1\n"
        "    running += 1\n    if os.fork() == 0:\n        names = {}\n"
        "        for cell in cells:\n"
        "            try: exec(cell, names)\n            except Exception: pass\n"
        "            plt = sys.modules.get('matplotlib.pyplot')\n"
        "            for n in plt.get_fignums() if plt else ():\n"
        "                plt.figure(n).savefig(io.BytesIO(), format='png', bbox_inches='tight')\n"
        "                plt.close(n)\n"
        "        os._exit(0)\n"
        "while running: os.wait(); running -= 1\n"
        "print(time.perf_counter() - started, file=sys.stderr)"
    )
    plots = any("matplotlib" in cell for books in notebooks for cells in books for cell in cells)
    modules = ["numpy", "pandas", "matplotlib.pyplot"] if plots else []
    asked = json.dumps([[cells for books in notebooks for cells in books], modules])
    ran = subprocess.run(
        [sys.executable, "-c", program], input=asked, capture_output=True, text=True, check=True
    )
    return 1000 * float(ran.stderr.split()[-1]) / len(students)


def _cells(path: Path, source: Path) -> list[str]:
    tests = {_id(cell): "".join(cell["source"]) for cell in json.loads(source.read_text())["cells"]}
    return [
        tests[_id(cell)] if _is_test(cell) else "".join(cell["source"])
        for cell in json.loads(path.read_text())["cells"]
        if cell["cell_type"] == "code"
    ]


def _id(cell: Any) -> str:
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))


def _is_test(cell: Any) -> bool:
    known = cell["metadata"].get("nbgrader", {})
    return bool(known.get("grade")) and not known.get("solution")


def _compare(root: Path, figures: Figures, results: Iterable[Result], students: list[str]) -> None:
    """Count the automatic scores that are not nbgrader's."""
    by_student = {each.student: each for each in results}
    with Gradebook(f"sqlite:///{root}/gradebook.db") as gradebook:
        for student in students:
            for book, ours in by_student[student].notebooks.items():
                found = gradebook.find_submission_notebook(book, NAME, student)
                theirs = {each.name: each.auto_score for each in found.grades}
                for cell in ours.cells:
                    figures.compared += 1
                    figures.different += cell.score != theirs[cell.id]


def _quickstart(root: Path) -> None:
    _nbgrader(root.parent, "quickstart", root.name)


def _plots(root: Path) -> None:
    make.write_source(root / "source" / NAME, {"plots": PLOTS}, {})
    (root / "nbgrader_config.py").write_text("c = get_config()\n")


def _hand_in(root: Path, submissions: int) -> Iterable[str]:
    """Write submissions: right, half right, with a helper of their own, and nothing done."""
    sources = {path.stem: path for path in (root / "source" / NAME).glob("*.ipynb")}
    changes: list[Callable[[list[Any]], None]] = [_right, _half, _otherwise, _nothing]
    for number in range(submissions):
        student = f"student{number:04}"
        folder = root / "submitted" / student / NAME
        folder.mkdir(parents=True)
        for stem, source in sources.items():
            book = json.loads((root / "release" / NAME / f"{stem}.ipynb").read_text())
            solved = {_id(cell): cell for cell in json.loads(source.read_text())["cells"]}
            answers = [cell for cell in book["cells"] if _is_answer(cell)]
            if changes[number % 4] is not _nothing:
                for cell in answers:
                    cell["source"] = solved[_id(cell)]["source"]
            changes[number % 4](answers)
            (folder / f"{stem}.ipynb").write_text(json.dumps(book))
        for path in (root / "release" / NAME).iterdir():
            if path.suffix != ".ipynb":
                (folder / path.name).write_bytes(path.read_bytes())
        yield student


def _is_answer(cell: Any) -> bool:
    return bool(cell["metadata"].get("nbgrader", {}).get("solution"))


def _right(answers: list[Any]) -> None:
    del answers


def _nothing(answers: list[Any]) -> None:
    del answers


def _half(answers: list[Any]) -> None:
    for cell in answers[1::2]:
        cell["source"] = "pass" if cell["cell_type"] == "code" else "I do not know."


def _otherwise(answers: list[Any]) -> None:
    for cell in answers:
        if cell["cell_type"] == "code":
            cell["source"] = "helper = lambda x: x\n" + "".join(cell["source"])


def _nbgrader(folder: Path, *words: str) -> None:
    programs = Path(sys.executable).parent
    path = os.pathsep.join((os.fspath(programs), os.environ.get("PATH", "")))
    subprocess.run(
        [programs / "nbgrader", *words],
        cwd=folder,
        env={**os.environ, "PATH": path},
        check=True,
        capture_output=True,
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB in the supervisor")
