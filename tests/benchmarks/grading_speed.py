"""What grading costs: ours, nbgrader's, and the floor; figures, no verdict.

    python -m tests.benchmarks.grading_speed [SUBMISSIONS] [OF THESE BY NBGRADER] [ASSIGNMENT...]

Assignments: `quickstart`, the one that `nbgrader quickstart` makes; `plots`, a notebook that
computes with numpy and pandas and draws with matplotlib; `closed`, a lesson of our own exercises
with nothing to run. For each, in one run and on the same hand-ins, with two jobs:

- `nbgrader autograde`, called once for all as a teacher calls it; for `closed` with our
  preprocessors on stock execution;
- `courseware grade`, called once for all, in the strongest containment that holds: from the start
  of the command to its end;
- each further submission of such a run: the time from its first row to its last;
- the floor: a bare forked Python that runs all cells of a notebook in one namespace and draws its
  figures, with what they import loaded before the fork.

All automatic scores are compared. With fewer by nbgrader than there are, its start is shared by
fewer: only equal numbers are fair to it. `otter_speed` compares with `otter run`.
"""

from __future__ import annotations

import dataclasses
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook

from courseware import grading
from courseware.publish.seal import seal
from tests.grading.course import LESSON, Learner, hand_in, write_course
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
class Course:
    """A course with hand-ins: the folder to be in, its assignment, and how each side is told."""

    root: Path
    assignment: str
    students: list[str]
    notebooks: dict[str, Path]
    stock: str = ""
    """What nbgrader's configuration has to say besides, for execution as nbgrader does it."""


@dataclasses.dataclass
class Figures:
    """Milliseconds per submission; megabytes of a worker at its peak."""

    name: str
    students: int
    by_nbgrader: int
    nbgrader: float = 0.0
    command: float = 0.0
    further: float = 0.0
    floor: float = 0.0
    megabytes: float = 0.0
    tier: str = ""
    compared: int = 0
    different: int = 0

    def __str__(self) -> str:
        whole, further = self.nbgrader / self.command, self.nbgrader / self.further
        floor = (
            f"   floor {self.floor:.1f} ms (ours {self.further / self.floor:.1f} times)"
            if self.floor
            else ""
        )
        return (
            f"{self.name:10} of {self.students}: "
            f"nbgrader (of {self.by_nbgrader}) {self.nbgrader:.0f} ms   "
            f"ours {self.command:.1f} ms ({whole:.0f} times faster), each further one "
            f"{self.further:.1f} ms ({further:.0f} times)"
            f"{floor}   "
            f"tier {self.tier or '-'}, {self.megabytes:.0f} MB at the peak of a process   "
            f"cells compared {self.compared}, different {self.different}"
        )


def main(submissions: int = 100, by_nbgrader: int = 0, names: Iterable[str] = ()) -> list[Figures]:
    """Measure the assignments and print a line each."""
    found = []
    with tempfile.TemporaryDirectory() as folder:  # removed last: ext4 goes on with it for a while
        for name in tuple(names) or ("quickstart", "plots", "closed"):
            (top := Path(folder) / name).mkdir()
            course = COURSES[name](top, submissions)
            found.append(_measured(name, course, by_nbgrader or submissions))
            print(found[-1], flush=True)
    return found


def _measured(name: str, course: Course, by_nbgrader: int) -> Figures:
    students = course.students
    figures = Figures(name, len(students), by_nbgrader)
    theirs = _copy_for_nbgrader(course, students[:by_nbgrader])
    os.sync()  # what was written so far is nobody's cost
    started = time.perf_counter()
    _courseware(course.root, "grade", course.assignment, "--jobs", str(JOBS), "--json")
    figures.command = 1000 * (time.perf_counter() - started) / len(students)
    if course.notebooks:
        figures.floor = _floor(course)
    _again(course, figures)
    os.sync()
    started = time.perf_counter()
    _nbgrader(theirs, "autograde", course.assignment)
    figures.nbgrader = 1000 * (time.perf_counter() - started) / by_nbgrader
    _compare(course, theirs, figures)
    return figures


def _copy_for_nbgrader(course: Course, students: list[str]) -> Path:
    """Copy the course before anything was graded, with some of the hand-ins."""
    top = course.root.parent
    copy = top.with_name(f"{top.name}-theirs")
    submitted = course.root / "submitted"

    def others(folder: str, names: list[str]) -> set[str]:
        return set(names) - set(students) if Path(folder) == submitted else set()

    shutil.copytree(top, copy, ignore=others)
    root = copy / course.root.name
    config = root / "nbgrader_config.py"
    text = config.read_text().replace(os.fspath(top), os.fspath(copy))
    config.write_text(f"{text}\n{course.stock}\n")
    return root


def _again(course: Course, figures: Figures) -> None:
    """Grade all once more, in this process, and look at the clock when each has ended."""
    ended = []
    run = grading.run(
        course.root,
        course.assignment,
        force=True,
        jobs=JOBS,
        on_progress=lambda *_: ended.append(time.perf_counter()),
    )
    figures.further = 1000 * (ended[-1] - ended[0]) / max(1, len(ended) - 1)
    figures.megabytes = max(row.peak_mb for row in run.rows)
    figures.tier = run.rows[0].tier


def _floor(course: Course) -> float:
    """Return milliseconds per submission of forked processes that run all cells, two at a time."""
    notebooks = [
        [
            _cells(path, course.notebooks[path.stem])
            for path in sorted((course.root / "submitted" / each / NAME).glob("*.ipynb"))
        ]
        for each in course.students
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
    return 1000 * float(ran.stderr.split()[-1]) / len(course.students)


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


def _compare(course: Course, theirs: Path, figures: Figures) -> None:
    """Count the automatic scores that are not nbgrader's."""
    ours_, theirs_ = _scores(course.root, course.assignment), _scores(theirs, course.assignment)
    figures.compared = len(theirs_)
    figures.different = sum(ours_.get(cell) != score for cell, score in theirs_.items())


def _scores(root: Path, assignment: str) -> dict[tuple[str, str, str], float | None]:
    with Gradebook(f"sqlite:///{root}/gradebook.db") as gradebook:
        return {
            (submission.student.id, book.name, grade.name): grade.auto_score
            for submission in gradebook.assignment_submissions(assignment)
            for book in submission.notebooks
            for grade in book.grades
        }


def _quickstart(folder: Path, submissions: int) -> Course:
    _nbgrader(folder, "quickstart", "course")
    return _generated(folder / "course", submissions)


def _plots(folder: Path, submissions: int) -> Course:
    root = folder / "course"
    make.write_source(root / "source" / NAME, {"plots": PLOTS}, {})
    (root / "nbgrader_config.py").write_text("c = get_config()\n")
    return _generated(root, submissions)


def _generated(root: Path, submissions: int) -> Course:
    _nbgrader(root, "generate_assignment", NAME, "--create")
    students = list(_hand_in(root, submissions))
    sources = {path.stem: path for path in (root / "source" / NAME).glob("*.ipynb")}
    return Course(root, NAME, students, sources)


def _closed(folder: Path, submissions: int) -> Course:
    graders = write_course(folder)
    seal(folder / "notebooks" / "tiny")
    grading.generate(graders, LESSON)
    students = [f"student{number:04}" for number in range(submissions)]
    for student in students:
        home = folder / "homes" / student / LESSON
        learner = Learner(home, student, graders / "release" / LESSON)
        learner.answer_all()
        learner.session.journal.close()
        hand_in(learner, graders)
    shutil.rmtree(folder / "homes")
    return Course(graders, LESSON, students, {}, stock="c.ExecuteWhereNeeded.always = True")


COURSES: dict[str, Callable[[Path, int], Course]] = {
    "quickstart": _quickstart,
    "plots": _plots,
    "closed": _closed,
}


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
    _call(folder, "nbgrader", *words)


def _courseware(folder: Path, *words: str) -> None:
    _call(folder, "courseware", *words)


def _call(folder: Path, program: str, *words: str) -> None:
    programs = Path(sys.executable).parent
    path = os.pathsep.join((os.fspath(programs), os.environ.get("PATH", "")))
    done = subprocess.run(
        [programs / program, *words],
        cwd=folder,
        env={**os.environ, "PATH": path},
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise SystemExit(f"{program} {' '.join(words)}: {done.stderr[-2000:]}")


if __name__ == "__main__":
    numbers = [int(each) for each in sys.argv[1:] if each.isdigit()]
    asked = [each for each in sys.argv[1:] if not each.isdigit()]
    first, second = [*numbers, 0, 0][:2]
    main(first or 100, second, asked)
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB in the supervisor")
