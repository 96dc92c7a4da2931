"""A run that is killed at random moments ends with the same gradebook; figures on demand.

    python -m tests.grading.running.killed [MOMENTS] [HAND-INS]

Each round begins with a fresh course. The run is killed by SIGKILL after a random
time, begun again, killed again, and so on; now and then it is let go to its end, and
the gradebook is compared with that of an undisturbed run, row by row.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from courseware.grading import run
from courseware.grading.course import programs_on_path
from courseware.grading.running.kept import STEP
from courseware.sandbox import choose
from tests.grading.running import plain

SEED = 20300115


class Figures(msgspec.Struct):
    """What a series of kills came to."""

    killed: int = 0
    rounds: int = 0
    rows: int = 0
    different: int = 0
    run_twice: int = 0
    seconds: float = 0.0

    def __str__(self) -> str:
        return (
            f"killed {self.killed} times in {self.rounds} rounds; compared {self.rows} rows of the"
            f" gradebook, different {self.different}; run twice though a result was there:"
            f" {self.run_twice}; an undisturbed run takes {self.seconds:.1f} s"
        )


def main(moments: int = 50, hand_ins: int = 12) -> Figures:
    """Kill `moments` times; return what came of it."""
    chance, figures = random.Random(SEED), Figures()
    choose()  # known to all that are forked from here
    with tempfile.TemporaryDirectory() as folder:
        course = _course(Path(folder) / "course", hand_ins)
        quiet = Path(shutil.copytree(course, Path(folder) / "quiet"))
        began = time.monotonic()
        run(quiet, plain.NAME)
        figures.seconds = time.monotonic() - began
        wanted = plain.rows(quiet)
        while figures.killed < moments:
            disturbed = Path(shutil.copytree(course, Path(folder) / f"round{figures.rounds}"))
            _disturb(disturbed, figures, chance, min(moments - figures.killed, 10))
            found = plain.rows(disturbed)
            figures.rounds += 1
            figures.rows += len(wanted)
            figures.different += len(set(found) ^ set(wanted))
    return figures


def _course(root: Path, hand_ins: int) -> Path:
    programs_on_path()
    plain.write_course(root)
    answers: tuple[dict[str, str], ...] = (plain.RIGHT, plain.HALF, {})
    for at in range(hand_ins):
        late = plain.LATE if at % 4 == 3 else plain.ON_TIME
        plain.hand_in(root, f"student{at:02}", answers[at % 3], at=late)
    return root


def _disturb(root: Path, figures: Figures, chance: random.Random, most: int) -> None:
    """Kill a run up to `most` times, then let it end."""
    for _ in range(most):
        before = _results(root)
        child = _begun(root)
        time.sleep(chance.uniform(0, 1.2 * figures.seconds))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            assert os.waitstatus_to_exitcode(status) == 0
            return  # it was quicker
        figures.killed += 1
        figures.run_twice += _replaced(before, _results(root))
    child = _begun(root)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _begun(root: Path) -> int:
    """Begin a run in a process of its own."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            status = len(run(root, plain.NAME).failed)
        finally:
            os._exit(status)
    return child


def _results(root: Path) -> dict[str, float]:
    """Return what each kept result says that its running took: no two runs take the same."""
    found = {}
    for path in (root / STEP).glob("*/*.json"):
        kept = msgspec.json.decode(path.read_bytes())
        found[path.parent.name] = kept["result"]["usage"]["wall"]
    return found


def _replaced(before: dict[str, float], after: dict[str, float]) -> int:
    return sum(after.get(student) != wall for student, wall in before.items())


if __name__ == "__main__":
    print(main(*map(int, sys.argv[1:])))
