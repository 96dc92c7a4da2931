"""`nbgrader generate_feedback` with pages of our own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.api import Grade, Gradebook, SubmittedNotebook

from courseware.errors import CourseNotFound
from courseware.grading import record
from courseware.grading.marker import Marker
from courseware.grading.page import Exercised, Grading, Sheet, Task, render
from courseware.grading.places import Places
from courseware.grading.record import Marked
from courseware.library import Lesson


class FeedbackExporter(Exporter):
    """`GenerateFeedback.exporter_class`: marks, answers and comments, from the gradebook.

    The autograded notebook gives the marks and what learners wrote into cells of
    their own. What stands in locked cells, in outputs and in tracebacks may be a
    hidden test and is never shown.
    """

    output_mimetype = "text/html"

    def _file_extension_default(self) -> str:
        return ".html"

    # A page and not a notebook is what every exporter of text returns.
    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: Any = None, **options: Any
    ) -> tuple[str, dict[str, Any]]:
        """Return the page of one notebook of one hand-in."""
        nb, resources = super().from_notebook_node(nb, resources, **options)
        converter: Any = self.parent
        coursedir = converter.coursedir
        where = resources["nbgrader"]
        found = record.read(nb)
        marks = {} if found is None else {marked.cell: marked for marked in found.marks}
        places = Places(coursedir, where["assignment"])
        with Gradebook(where["db_url"], coursedir.course_id) as gradebook:
            submission = gradebook.find_submission_notebook(
                where["notebook"], where["assignment"], where["student"]
            )
            sheet = _sheet(nb, places, marks, submission, where["notebook"])
        return render(sheet), resources


def _sheet(
    nb: NotebookNode,
    places: Places,
    marks: dict[str, Marked],
    submission: SubmittedNotebook,
    name: str,
) -> Sheet:
    penalty = float(submission.late_submission_penalty or 0.0)
    lesson, languages = _lesson(places)
    return Sheet(
        lesson=lesson,
        name=name,
        languages=languages,
        items=tuple(_items(nb, marks, submission)),
        score=float(submission.score) - penalty,
        max_score=float(submission.max_score),
        late_penalty=penalty,
    )


def _lesson(places: Places) -> tuple[Lesson | None, tuple[str, ...]]:
    """Return the lesson and the page's languages; of nbgrader's own courses, ours."""
    try:
        return places.lesson, Marker(places).languages
    except CourseNotFound:
        first = places.policy.feedback.language or "en"
        return None, tuple(dict.fromkeys((first, "en", "uz", "ru")))


def _items(
    nb: NotebookNode, marks: dict[str, Marked], submission: SubmittedNotebook
) -> Iterator[Task | Exercised]:
    """Yield what is graded or commented on in the notebook's order, then what is gone from it."""
    said = {comment.name: comment.manual_comment or "" for comment in submission.comments}
    left = {grade.name: _grading(grade) for grade in submission.grades}
    for cell in nb.cells:
        id_ = cell.metadata.get("nbgrader", {}).get("grade_id")
        grading = left.pop(id_, None)
        if id_ in marks and grading is not None:
            yield Exercised(grading=grading, marked=marks[id_], comment=said.get(id_, ""))
        elif grading is not None or utils.is_solution(cell):
            source = cell.source if utils.is_solution(cell) else ""
            yield Task(cell=id_, grading=grading, source=source, comment=said.get(id_, ""))
    for id_, grading in left.items():
        yield Task(cell=id_, grading=grading, comment=said.get(id_, ""))


def _grading(grade: Grade) -> Grading:
    return Grading(
        score=float(grade.score),
        max_score=float(grade.max_score),
        waiting=bool(grade.needs_manual_grade),
        by_teacher=grade.manual_score is not None,
    )
