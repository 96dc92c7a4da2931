"""`make bench` runs this; the figures are printed, nothing is judged."""

from __future__ import annotations

from tests.benchmarks import widget_state


def test_widget_state() -> None:
    widget_state.main()
