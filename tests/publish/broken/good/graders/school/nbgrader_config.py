"""nbgrader's configuration of the good course."""

from courseware.grading import configure

c = get_config()
configure(c, __file__)
