"""nbgrader's own autograde, cleaning what it leaves for formgrader."""

from __future__ import annotations

from nbformat import NotebookNode, from_dict

from courseware.grading.cleaning import clean
from courseware.grading.preprocessors import CoursePreprocessor, Resources


class Clean(CoursePreprocessor):
    """Last of `Autograde.autograde_preprocessors`, when marks are taken and saved.

    In an nbgrader_config.py, with nothing else of ours:

        from nbgrader.converters import Autograde
        from courseware.grading.cleaned import Clean

        standard = Autograde.autograde_preprocessors.default_args[0]
        c.Autograde.autograde_preprocessors = [*standard, Clean]
    """

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Return the notebook without what could run where a human opens it."""
        return from_dict(clean(nb, self._teachers(resources))), resources

    def _teachers(self, resources: Resources) -> frozenset[str]:
        """Return the ids of the text cells that nbgrader has put back as the teacher wrote them."""
        where = resources["nbgrader"]
        with self.gradebook(resources) as gradebook:
            master = gradebook.find_notebook(where["notebook"], where["assignment"])
            return frozenset(
                str(cell.name)
                for cell in master.source_cells
                if cell.locked and cell.cell_type != "code"
            )
