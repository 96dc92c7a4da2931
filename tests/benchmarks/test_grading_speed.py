"""`make bench` runs this; the figures are printed, nothing is judged."""

from __future__ import annotations

from tests.benchmarks import grading_scale, grading_speed


def test_grading_speed() -> None:
    grading_speed.main(submissions=12, by_nbgrader=4)


def test_grading_scale() -> None:
    grading_scale.main((20, 60))
