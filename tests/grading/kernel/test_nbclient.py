"""A part of nbclient's own tests with kernels from a warm parent.

All of them are `python -m tests.grading.conformance.nbclient_suite`.
"""

from __future__ import annotations

import subprocess

import pytest

from tests.grading.conformance import nbclient_suite

PART = "test_run_all_notebooks and (Clear or Comms or Skip or Widgets or display)"


@pytest.mark.thorough  # it needs nbclient's source distribution
def test_some_of_nbclient_s_own_tests() -> None:
    try:
        nbclient_suite.unpacked(nbclient_suite.cache())
    except subprocess.CalledProcessError:
        pytest.skip("nbclient's source distribution cannot be had here")
    status, forked = nbclient_suite.run(["tests/test_client.py", "-k", PART])
    assert status == 0
    assert forked >= 7
