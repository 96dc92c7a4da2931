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

from nbgrader.converters import Autograde, GenerateAssignment
from nbgrader.preprocessors import ClearOutput, Execute, SaveAutoGrades
from traitlets.config import Config

from courseware.grading.cleaned import Clean
from courseware.grading.collect import Collect
from courseware.grading.commands import programs_on_path
from courseware.grading.execute import ExecuteWhereNeeded
from courseware.grading.feedback import FeedbackExporter
from courseware.grading.harvest import Harvest
from courseware.grading.hooks import TakeIn
from courseware.grading.mark import Mark
from courseware.grading.seal import Seal

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
    c.GenerateAssignment.preprocessors = [Seal, *_default(GenerateAssignment, "preprocessors")]
    if languages:
        c.Seal.languages = list(languages)
    sanitize = _default(Autograde, "sanitize_preprocessors")
    sanitize.insert(sanitize.index(ClearOutput), Harvest)
    c.Autograde.sanitize_preprocessors = sanitize
    ours = {Execute: ExecuteWhereNeeded, SaveAutoGrades: Mark}
    autograde = _default(Autograde, "autograde_preprocessors")
    c.Autograde.autograde_preprocessors = [*(ours.get(each, each) for each in autograde), Clean]
    c.Autograde.pre_convert_hook = TakeIn(graders)
    c.ExchangeFactory.collect = Collect
    c.GenerateFeedback.exporter_class = FeedbackExporter
    # Our pages take marks and comments from the gradebook itself, whatever sort of cell has them.
    c.GenerateFeedback.preprocessors = []


def _default(converter: type, trait: str) -> list[type]:
    """Return nbgrader's own list, so that what a later version adds is kept."""
    return list(getattr(converter, trait).default_args[0])
