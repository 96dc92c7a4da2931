"""SIGKILL at any moment: what was done stands, nothing stands in part, and it goes on."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path


def test_a_killed_run_ends_with_the_gradebook_of_an_undisturbed_one() -> None:
    """In a process of its own: the run is forked from it, and it has one thread only."""
    top = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-m", "tests.grading.running.killed", "3", "4"],
        cwd=top,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert re.match(r"killed 3 times in \d+ rounds; compared \d+ rows", done.stdout)
    assert "different 0;" in done.stdout
    assert "a result was there: 0;" in done.stdout
