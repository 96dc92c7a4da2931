"""nbgrader's configuration of the course that shows every kind."""

from courseware.grading import configure

c = get_config()
configure(c, __file__)
