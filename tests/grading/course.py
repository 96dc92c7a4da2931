"""A small course for the tests, and learners who answer it."""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from courseware import library
from courseware.response import MEDIA_TYPE, Response, Value
from courseware.session import FOLDER, Session
from courseware.variants import Variant

TINY = Path(__file__).parent / "tiny"
"""The exercises, unsealed as a teacher writes them."""

LESSON = "first"
"""A lesson of exercises alone: 12 points."""
MIXED = "mixed"
"""A lesson with nbgrader's own cells beside an exercise: 2 + 5 + 6 points."""

POINTS = {"planets": 4.0, "speed": 3.0, "plant": 2.0, "sure": 3.0}
"""What the graded exercises of `first` are worth."""

HIDDEN = "31415"
"""Stands in a hidden test of `mixed`, and nowhere else."""


def write_course(top: Path) -> Path:
    """Write both halves of the course, unsealed; return its private half."""
    public, graders = top / "notebooks" / "tiny", top / "graders" / "tiny"
    for lesson, notebook in ((LESSON, first_notebook()), (MIXED, mixed_notebook())):
        folder = public / lesson / "exercises"
        folder.mkdir(parents=True)
        for path in TINY.glob("*.toml"):
            if path.stem in (*POINTS, "warm_up") and (lesson == LESSON or path.stem == "plant"):
                shutil.copy(path, folder)
        nbformat.write(notebook, public / lesson / f"{lesson}.ipynb")
    shutil.copy(TINY / "course.toml", public)
    graders.mkdir(parents=True)
    (graders / "nbgrader_config.py").write_text(
        "from courseware.grading import configure\n\n"
        "c = get_config()\n"
        "configure(c, __file__)\n"
        f"c.Exchange.root = {os.fspath(top / 'exchange')!r}\n"
        f"c.Exchange.cache = {os.fspath(top / 'cache')!r}\n"
        # The tests run as one system user, who hands in under many names.
        "c.ExchangeCollect.check_owner = False\n",
        "utf-8",
    )
    (top / "exchange").mkdir()
    (top / "exchange").chmod(0o777)
    return graders


def first_notebook() -> NotebookNode:
    """Write the notebook of `first`."""
    texts = {"uz": "Birinchi dars", "ru": "Первый урок", "en": "The first lesson"}
    headings = [
        new_markdown_cell(f"# {text}", metadata={"tags": [f"lang:{language}"]})
        for language, text in texts.items()
    ]
    cells = [
        *headings,
        new_code_cell("from courseware import exercise"),
        new_code_cell('exercise("planets")'),
        new_code_cell('exercise("warm_up")'),
        new_code_cell('# Think first.\nexercise("speed")'),
        new_code_cell('exercise("plant", language="ru")'),
        new_code_cell('exercise("sure");'),
    ]
    return _notebook(cells)


def mixed_notebook() -> NotebookNode:
    """Write the notebook of `mixed`."""
    solution = "def double(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION\n"
    hidden = (
        f"### BEGIN HIDDEN TESTS\nassert double({HIDDEN}) == 2 * {HIDDEN}\n### END HIDDEN TESTS"
    )
    test = f"assert double(2) == 4\n{hidden}"
    cells = [
        new_code_cell('from courseware import exercise\n\nprint("this ran")'),
        new_code_cell('exercise("plant")'),
        _nbgrader(new_code_cell(solution), "double", solution=True),
        _nbgrader(new_code_cell(test), "test_double", grade=True, points=5),
        _nbgrader(new_markdown_cell("Why?"), "essay", grade=True, solution=True, points=6),
    ]
    return _notebook(cells)


def _nbgrader(cell: NotebookNode, id_: str, **known: object) -> NotebookNode:
    plain: dict[str, object] = {"grade": False, "solution": False, "task": False}
    plain |= {"schema_version": 3, "grade_id": id_, "locked": not known.get("solution", False)}
    cell.metadata["nbgrader"] = plain | known
    return cell


def _notebook(cells: list[NotebookNode]) -> NotebookNode:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook: NotebookNode = new_notebook(cells=cells, metadata={"kernelspec": kernel})
    return notebook


class Learner:
    """Somebody who answers a released lesson and hands it in.

    The journal is written by the library's own session, the notebook's outputs
    as the widget writes them.
    """

    def __init__(self, folder: Path, name: str, release: Path) -> None:
        shutil.copytree(release, folder)
        self.folder, self.name = folder, name
        self.lesson = library.find_lesson(folder)
        self.session = Session(self.lesson, name, self.journal)
        self.responses: list[Response] = []

    @property
    def journal(self) -> Path:
        return self.folder / FOLDER

    @property
    def notebook(self) -> Path:
        return self.lesson.notebook

    def variant(self, name: str, number: int = 1) -> Variant:
        """Return what this learner meets."""
        return self.session.variant(self.lesson.entry(name).exercise, number)

    def speed(self, number: int = 1) -> str:
        """Return the right answer to the exercise `speed` in this learner's variant."""
        return str(self.variant("speed", number).values["v"])

    def answer(self, name: str, value: Value, *, number: int = 1, **options: Any) -> Response:
        """Answer one exercise and wait until the answer is safe on the disk."""
        exercise = self.lesson.entry(name).exercise
        safe = threading.Event()
        response = self.session.commit(
            exercise, self.variant(name, number), value, lambda _: safe.set(), **options
        )
        assert safe.wait(60)
        self.responses.append(response)
        return response

    def answer_all(self) -> float:
        """Answer `first`; return the score worked out by hand."""
        self.answer("planets", ("mars", "venus", "moon"))  # 2 right - 1 wrong, of 2: half of 4
        self.answer("speed", self.speed())  # 3
        self.answer("plant", "Osmos")  # a foreseen mistake: half of 2
        self.answer("sure", "false", confidence=2)  # wrong and fairly sure: -2/3 of 3
        return 2 + 3 + 1 - 2

    def save(self, responses: Iterable[Response] | None = None) -> None:
        """Let the notebook carry the answers, each in the output of its exercise's cell."""
        nb = self.read()
        for response in self.responses if responses is None else responses:
            name = response.exercise.rpartition("/")[2]
            for cell in nb.cells:
                if f'exercise("{name}"' in cell.source:
                    cell.outputs = [carrier(response)]
        self.write(nb)

    def read(self) -> NotebookNode:
        nb: NotebookNode = nbformat.read(self.notebook, as_version=4)
        return nb

    def write(self, nb: NotebookNode) -> None:
        """Write the notebook, whatever is wrong with it."""
        self.notebook.write_text(json.dumps(nb), "utf-8")

    def drop_journal(self) -> None:
        self.session.journal.close()
        shutil.rmtree(self.journal)


def carrier(response: Response) -> NotebookNode:
    """Return the output in which a notebook carries a response."""
    carried = {"version": 1, "response": msgspec.to_builtins(response)}
    data = {MEDIA_TYPE: carried, "text/plain": "an exercise"}
    output: NotebookNode = new_output("display_data", data)
    return output


def hand_in(learner: Learner, graders: Path) -> Path:
    """Put a learner's folder where collected hand-ins lie."""
    place = graders / "submitted" / learner.name / learner.lesson.name
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        shutil.rmtree(place)
    shutil.copytree(learner.folder, place, symlinks=True)
    (place / "timestamp.txt").write_text("2030-01-15 10:00:00.000000 UTC", "utf-8")
    (place / "submission_secret.txt").write_text(f"secret of {learner.name!a}", "utf-8")
    return place
