"""What our nbgrader preprocessors share: where they are, and the gradebook."""

from __future__ import annotations

from typing import Any

from nbgrader.api import Gradebook, SubmittedNotebook
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor

from courseware.grading.master import Master, load_master
from courseware.grading.places import Places

Resources = dict[str, Any]
"""nbconvert's resources; `["nbgrader"]` holds student, assignment, notebook and db_url."""


class CoursePreprocessor(NbGraderPreprocessor):
    """A preprocessor that knows its course.

    nbgrader gives a preprocessor no course folder, but makes the exporter it
    belongs to a child of the converter, which has one.
    """

    @property
    def coursedir(self) -> CourseDirectory:
        """The course folder of the converter that runs this."""
        return self.parent.parent.coursedir

    def places(self, resources: Resources) -> Places:
        """Return where the lesson in hand lies."""
        return Places(self.coursedir, resources["nbgrader"]["assignment"])

    def student(self, resources: Resources) -> str:
        """Return whose hand-in this is, as the transport says."""
        return str(resources["nbgrader"]["student"])

    def gradebook(self, resources: Resources) -> Gradebook:
        """Open the gradebook; it is a context manager."""
        return Gradebook(resources["nbgrader"]["db_url"], self.coursedir.course_id)

    def master(self, gradebook: Gradebook, resources: Resources) -> Master:
        """Return the teacher's version of the notebook in hand."""
        where = resources["nbgrader"]
        return load_master(gradebook, where["notebook"], where["assignment"])

    def submission(self, gradebook: Gradebook, resources: Resources) -> SubmittedNotebook:
        """Return the gradebook's row of the notebook in hand."""
        where = resources["nbgrader"]
        return gradebook.find_submission_notebook(
            where["notebook"], where["assignment"], where["student"]
        )
