"""Grading all hand-ins of an assignment: who does the work, what is kept, what is told.

The *supervisor*, the process that a teacher started, alone reads and writes the
course folder and the gradebook. `hands` turn what was handed in into results;
they may be threads of this process or machines elsewhere.
"""
