"""The side of the learner: runs cells, answers requests with plain data.

Nothing it says is believed.
"""
