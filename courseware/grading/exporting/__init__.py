"""Marks for a learning management system: a file that Moodle, Canvas or Blackboard import as it is.

The marks come from nbgrader's gradebook through its own interface: manual scores,
extra credit and the late penalty counted. A mark that is not final is left empty,
never zero.
"""

from courseware.grading.exporting.forms import SYSTEMS, System
from courseware.grading.exporting.marks import Mark, Marks, load_marks
from courseware.grading.exporting.writing import (
    Exported,
    ExportRefused,
    Note,
    Options,
    export,
    save,
)

__all__ = [
    "SYSTEMS",
    "ExportRefused",
    "Exported",
    "Mark",
    "Marks",
    "Note",
    "Options",
    "System",
    "export",
    "load_marks",
    "save",
]
