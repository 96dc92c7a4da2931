"""Taking out of an executed notebook what could run, or ask for something, where a human opens it.

nbgrader's formgrader shows a learner's notebook inside its own page, with the
teacher's rights, and sanitises nothing. `clean` is a pure function from notebook
to notebook: figures, tables and text stay, script goes.
"""

from courseware.grading.cleaning.notebook import clean

__all__ = ["clean"]
