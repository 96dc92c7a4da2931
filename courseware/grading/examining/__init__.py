"""Grading one submission by two processes that share nothing but plain data.

A *worker* runs the learner's cells; an *examiner* holds the tests. `engine`
drives both from the supervisor, `result` is what comes out.
"""
