"""Trying a learner's program on cases, in a process of its own.

`report` makes of a program an answer that can be marked. On the learner's own machine it is tried
with their rights, while they work; where it counts, `grading` passes in a way to try it contained.
"""

from courseware.trial.comparing import Observed, compared
from courseware.trial.reporting import Try, cases_of, report
from courseware.trial.running import observe, read, request

__all__ = ["Observed", "Try", "cases_of", "compared", "observe", "read", "report", "request"]
