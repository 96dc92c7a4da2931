"""`make bench` runs this; the figures are printed, nothing is judged."""

from __future__ import annotations

import sys

import pytest

from tests.benchmarks import journal_latency


def test_journal_latency(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", sys.argv[:1])  # pytest's are not the benchmark's
    journal_latency.main()
