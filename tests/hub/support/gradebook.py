"""What stands in the instructor's gradebook."""

from __future__ import annotations

import json

from tests.hub.support.hub import COURSE, LESSON, Hub

ASK = f"""
import json, sys
from nbgrader.api import Gradebook

found = {{}}
with Gradebook("sqlite:///" + sys.argv[1], "{COURSE}") as gradebook:
    for submission in gradebook.assignment_submissions("{LESSON}"):
        (notebook,) = submission.notebooks
        assert not any(grade.needs_manual_grade for grade in notebook.grades)
        found[submission.student.id] = {{grade.name: grade.score for grade in notebook.grades}}
print("found", json.dumps(found))
"""


def scores(hub: Hub) -> dict[str, dict[str, float]]:
    """Return every student's points, asked by the instructor; by the exercise's name."""
    told = hub.teacher.run(hub.environment.python, "-c", ASK, hub.graders / "gradebook.db")
    found = json.loads(told.rpartition("found ")[2])
    return {
        student: {cell.replace("-", "_"): score for cell, score in cells.items()}
        for student, cells in found.items()
    }
