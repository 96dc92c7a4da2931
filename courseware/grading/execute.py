"""Running a hand-in only where something in it has to be run."""

from __future__ import annotations

import msgspec
from nbformat import NotebookNode
from nbgrader.preprocessors import Execute
from traitlets import Bool

from courseware.grading import record
from courseware.grading.preprocessors import CoursePreprocessor, Resources


class ExecuteWhereNeeded(CoursePreprocessor, Execute):
    """In the place of `Execute` in `Autograde.autograde_preprocessors`.

    Exercises are marked from what was answered, not from what ran. A notebook
    in which nothing else counts needs no kernel: it is graded in milliseconds,
    and no learner's code runs beside the gradebook. Cells of exercises are not
    run in any case.

    A kernel that dies or hangs takes no exercise's marks with it: the notebook's
    other cells then wait for a human.
    """

    always = Bool(
        default_value=False, help="Run every notebook, also where nothing that counts needs it."
    ).tag(config=True)

    def preprocess(
        self, nb: NotebookNode, resources: Resources, **options: object
    ) -> tuple[NotebookNode, Resources]:
        """Run the notebook, or leave it as it is."""
        with self.gradebook(resources) as gradebook:
            master = self.master(gradebook, resources)
        self.exercises = master.exercises
        if self._is_set_aside(nb, resources) or not (self.always or master.needs_kernel):
            self.log.info("Nothing in this notebook needs a kernel.")
            return nb, resources
        try:
            done: tuple[NotebookNode, Resources] = Execute.preprocess(
                self, nb, resources, **options
            )
        except Exception as error:
            fault = f"{type(error).__name__}: {error}".strip(": ")
            self.log.exception("A notebook of %s could not be run", self.student(resources))
            known = record.read(nb) or record.Record()
            record.write(nb, msgspec.structs.replace(known, fault=fault))
            return nb, resources
        return done

    def _is_set_aside(self, nb: NotebookNode, resources: Resources) -> bool:
        """Tell whether this is the released notebook, in the place of one nobody could read."""
        harvested = record.read(nb)
        name = f"{resources['nbgrader']['notebook']}.ipynb"
        return harvested is not None and name in harvested.gathered.refused

    def preprocess_cell(
        self, cell: NotebookNode, resources: Resources, index: int
    ) -> tuple[NotebookNode, Resources]:
        """Run one cell, unless it shows an exercise that is graded."""
        if cell.metadata.get("nbgrader", {}).get("grade_id") in self.exercises:
            return cell, resources
        ran: tuple[NotebookNode, Resources] = Execute.preprocess_cell(self, cell, resources, index)
        return ran
