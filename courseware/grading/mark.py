"""After the kernel, outside it: marks into the gradebook, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader import utils
from nbgrader.api import Comment, Grade, Gradebook, SubmittedNotebook

from courseware.grading import record
from courseware.grading.gather import gather
from courseware.grading.marker import Marker
from courseware.grading.master import Master
from courseware.grading.preprocessors import CoursePreprocessor, Resources
from courseware.grading.record import Marked, Record
from courseware.grading.summary import summary_html, summary_text


class Mark(CoursePreprocessor):
    """In the place of `SaveAutoGrades` in `Autograde.autograde_preprocessors`.

    Exercises are marked from the harvested answers. All other cells are graded
    by nbgrader's own rule; where their notebook was set aside unread, or could
    not be run, they wait for a human. A manual score is kept and shown for
    review, as nbgrader does.
    """

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Mark one notebook of a hand-in."""
        student, places = self.student(resources), self.places(resources)
        known = record.read(nb) or Record(gathered=gather(places.submitted(student)))
        gathered = known.gathered
        marker = Marker(places)
        language = marker.languages[0]
        with self.gradebook(resources) as gradebook:
            master = self.master(gradebook, resources)
            marks = marker.mark(master.cells.values(), gathered, student)
            rows = Rows(gradebook, self.submission(gradebook, resources))
            for marked in marks:
                rows.score(marked.cell, marked.score)
                rows.comment(marked.cell, summary_text(marked, language))
            refused = f"{resources['nbgrader']['notebook']}.ipynb" in gathered.refused
            if not refused and not known.fault:
                self._save_others(nb, rows, master)
            gradebook.db.commit()
        record.write(nb, msgspec.structs.replace(known, marks=marks))
        _show(nb, marks, language)
        return nb, resources

    def _save_others(self, nb: NotebookNode, rows: Rows, master: Master) -> None:
        """Grade the cells that are no exercises as nbgrader's SaveAutoGrades does."""
        for cell in nb.cells:
            id_ = cell.metadata.get("nbgrader", {}).get("grade_id")
            if id_ not in master.cells or id_ in master.exercises:
                continue
            if utils.is_grade(cell):
                score, _ = utils.determine_grade(cell, self.log)
                rows.score(id_, score)
            if utils.is_solution(cell) or utils.is_task(cell):
                same = cell.metadata.nbgrader.get("checksum") == utils.compute_checksum(cell)
                blank = same and not utils.is_task(cell)
                rows.comment(id_, "No response." if blank else None)


class Rows:
    """The gradebook's rows of one notebook of one hand-in, by the id of their cell."""

    def __init__(self, gradebook: Gradebook, submission: SubmittedNotebook) -> None:
        self._gradebook, self._submission = gradebook, submission
        self._grades: dict[str, Grade] = {each.name: each for each in submission.grades}
        self._comments: dict[str, Comment] = {each.name: each for each in submission.comments}

    def score(self, cell: str, score: float | None) -> None:
        """Set an automatic score; what a human scored, a human looks at again."""
        grade = self._grades[cell]
        grade.auto_score = score
        grade.needs_manual_grade = score is None or grade.manual_score is not None

    def comment(self, cell: str, text: str | None) -> None:
        """Set an automatic comment; nbgrader makes rows for cells of solutions only."""
        comment = self._comments.get(cell)
        if comment is None:
            comment = Comment(cell_id=self._grades[cell].cell_id, notebook=self._submission)
            self._gradebook.db.add(comment)
        comment.auto_comment = text


def _show(nb: NotebookNode, marks: Iterable[Marked], language: str) -> None:
    """Let an exercise's cell show its mark, for whoever opens the notebook in Formgrader."""
    by_cell = {marked.cell: marked for marked in marks}
    for cell in nb.cells:
        marked = by_cell.get(cell.metadata.get("nbgrader", {}).get("grade_id"))
        if marked is not None and cell.cell_type == "code":
            data = {
                "text/html": summary_html(marked, language),
                "text/plain": summary_text(marked, language),
            }
            if marked.reason == "by_hand":
                # Formgrader gives room for a comment under solutions only; this copy is nobody's.
                cell.metadata["nbgrader"]["solution"] = True
            cell.execution_count = None
            cell.outputs = [new_output("display_data", data)]
