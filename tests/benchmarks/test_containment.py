"""`make bench` runs this; the figures are printed, nothing is judged."""

from __future__ import annotations

import sys

import pytest

from tests.benchmarks import containment


def test_containment(monkeypatch: pytest.MonkeyPatch) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("containment is Linux's")
    monkeypatch.setattr(sys, "argv", sys.argv[:1])  # pytest's are not the benchmark's
    containment.main()
