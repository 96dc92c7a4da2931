"""Collecting hand-ins from what a learning management system lets a teacher download.

`collect` unpacks archives, finds out whose each file is, and puts every hand-in
into its place in the course. Nothing in an archive is believed but what the
system itself has put there: not sizes, not names, not times, not who a notebook
says that it belongs to.
"""

from courseware.grading.archives.budget import Limits
from courseware.grading.archives.collecting import Options, collect
from courseware.grading.archives.report import Report, Row, Status, Why
from courseware.grading.archives.senders import KINDS, Lms

__all__ = ["KINDS", "Limits", "Lms", "Options", "Report", "Row", "Status", "Why", "collect"]
