"""nbgrader's configuration of a course with exercises.

`graders/<course>/nbgrader_config.py` is three lines:

    from courseware.grading import configure

    c = get_config()
    configure(c, __file__)

After that every stock command works: `nbgrader generate_assignment`,
`release_assignment`, `fetch_assignment`, `submit`, `collect`, `autograde`,
`generate_feedback`, `release_feedback`, `fetch_feedback`, `export`, and
Formgrader. Whatever else is set on `c` afterwards is nbgrader's own.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from traitlets.config import Config
from traitlets.config.loader import LazyConfigValue

from courseware.grading.course import programs_on_path
from courseware.grading.hooks import TakeIn

IGNORED = (".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", "*.key.toml", ".DS_Store")
"""Never carried. `responses` is not among them: nbgrader would drop the learners' answers too;
a folder of that name in the source is refused instead."""


def configure(
    c: Config,
    config_file: str | os.PathLike[str],
    *,
    course: str | None = None,
    notebooks: str | os.PathLike[str] | None = None,
    languages: Sequence[str] = (),
) -> None:
    """Fill nbgrader's configuration for a course.

    Args:
        c: what `get_config()` returns.
        config_file: the file this is called from; its folder is the private half of the course,
            where nbgrader keeps release, submitted, autograded, feedback and gradebook.db.
        course: the course's id, by default the name of that folder.
        notebooks: the public half, by default `notebooks/<course>` beside `graders`.
        languages: the languages to release, by default all of the course.
    """
    programs_on_path()
    graders = Path(config_file).resolve().parent
    course = course or graders.name
    public = Path(notebooks) if notebooks else graders.parent.parent / "notebooks" / course
    c.CourseDirectory.course_id = course
    c.CourseDirectory.root = os.fspath(graders)
    # Relative, because nbgrader also uses it as a regular expression.
    c.CourseDirectory.source_directory = os.path.relpath(graders / public, graders)
    c.CourseDirectory.ignore = list(IGNORED)
    c.GenerateAssignment.preprocessors = _Sealed()
    if languages:
        c.Seal.languages = list(languages)
    c.Autograde.sanitize_preprocessors = _Harvested()
    c.Autograde.autograde_preprocessors = _Marked()
    c.Autograde.pre_convert_hook = TakeIn(graders)
    c.ExchangeFactory.collect = "courseware.grading.collect.Collect"
    c.GenerateFeedback.exporter_class = "courseware.grading.feedback.FeedbackExporter"
    # Our pages take marks and comments from the gradebook itself, whatever sort of cell has them.
    c.GenerateFeedback.preprocessors = []


class _Changed(LazyConfigValue):
    """nbgrader's own list with ours in it, so that what a later version adds is kept.

    It is made when nbgrader asks for it: the classes in it cost a second to import, and
    `courseware grade` needs none of them. What a course adds to it is added afterwards.
    """

    def get_value(self, initial: list[type]) -> list[type]:
        found: list[type] = super().get_value(self.changed(list(initial)))
        return found

    def changed(self, standard: list[type]) -> list[type]:
        """Return the list with ours in it."""
        raise NotImplementedError


class _Sealed(_Changed):
    """Of `GenerateAssignment`."""

    def changed(self, standard: list[type]) -> list[type]:
        from courseware.grading.seal import Seal  # noqa: PLC0415

        return [Seal, *standard]


class _Harvested(_Changed):
    """Of `Autograde`, before anything is run."""

    def changed(self, standard: list[type]) -> list[type]:
        from nbgrader.preprocessors import ClearOutput  # noqa: PLC0415

        from courseware.grading.harvest import Harvest  # noqa: PLC0415

        standard.insert(standard.index(ClearOutput), Harvest)
        return standard


class _Marked(_Changed):
    """Of `Autograde`."""

    def changed(self, standard: list[type]) -> list[type]:
        from nbgrader.preprocessors import Execute, SaveAutoGrades  # noqa: PLC0415

        from courseware.grading.cleaned import Clean  # noqa: PLC0415
        from courseware.grading.execute import ExecuteWhereNeeded  # noqa: PLC0415
        from courseware.grading.mark import Mark  # noqa: PLC0415

        ours = {Execute: ExecuteWhereNeeded, SaveAutoGrades: Mark}
        return [*(ours.get(each, each) for each in standard), Clean]
