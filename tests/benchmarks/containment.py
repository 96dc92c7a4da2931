"""What containing a submission costs at its start; figures, no verdict.

    python -m tests.benchmarks.containment [ROUNDS]

Four ways in turn, so that all meet the same load: a child of a warm parent that has imported
numpy, matplotlib and IPython, forked and not contained; the same in the cage (tier B); the same in
a world of its own (tier A); and for comparison bubblewrap started anew around an empty program,
which would still have to start Python and import everything. From asking until the first word.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

from courseware import sandbox
from courseware.kernel import WarmParent
from courseware.sandbox import bubblewrap, landlock
from courseware.sandbox.containment import Containment

ROUNDS = 60
Way = Callable[[], tuple[float, float]]
"""Starts something; returns seconds until its first word, and of processor time for entering."""

PRELOAD = ("numpy", "matplotlib.pyplot", "IPython")


def role(arguments: dict[str, Any], fds: list[int]) -> None:
    """Be contained if asked, and say how many seconds of processor time that took."""
    began = time.process_time()
    if arguments["contained"]:
        sandbox.enter(home=Path(arguments["home"]), limits=sandbox.Limits())
    os.write(fds[0], f"{time.process_time() - began}".encode())


def main() -> None:
    """Measure what this machine can do."""
    rounds = int(sys.argv[1]) if len(sys.argv) == 2 else ROUNDS
    with ExitStack() as end:
        ways = dict(found_ways(end))
        total: dict[str, list[float]] = {name: [] for name in ways}
        inside: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(rounds):
            for name, way in ways.items():
                until_first_word, entering = way()
                total[name].append(until_first_word)
                inside[name].append(entering)
        report(total, inside)


def found_ways(end: ExitStack) -> Iterator[tuple[str, Way]]:
    """Yield each way to start, readied, by name."""
    offered = landlock.version()
    yield "fork, not contained", forking(end, Containment(tier="D"), contained=False)
    if offered:
        yield "fork and enter B", forking(end, Containment(tier="B", landlock=offered))
    if bubblewrap.program():
        yield "fork and enter A", forking(end, Containment(tier="A", inner=True, landlock=offered))
        yield "bubblewrap anew, around `true`", bubblewrap_anew


def forking(end: ExitStack, containment: Containment, *, contained: bool = True) -> Way:
    """Return a way that forks a warm parent, which is kept until the end."""
    scratch = Path(end.enter_context(tempfile.TemporaryDirectory()))
    here = Path(__file__).parent
    parent = end.enter_context(
        WarmParent.start(
            preload=PRELOAD,
            prepare=[sandbox.PREPARE],
            launch=partial(containment.launch, readable=[here], scratch=scratch),
            environment={"PYTHONPATH": str(here)},
        )
    )

    def way() -> tuple[float, float]:
        told, tell = os.pipe()
        home = scratch / "home"
        began = time.perf_counter()
        arguments = {"contained": contained, "home": str(home)}
        child = parent.fork("containment:role", arguments, [tell])
        os.close(tell)
        entering = float(os.read(told, 100) or "nan")
        seconds = time.perf_counter() - began
        os.close(told)
        end.callback(child.close)
        child.wait(10)
        sandbox.clear(home)
        return seconds, entering

    return way


def bubblewrap_anew() -> tuple[float, float]:
    """Start bubblewrap with every namespace, as if for one submission."""
    words: Sequence[str] = ["bwrap", "--unshare-all", "--ro-bind", "/", "/", "--tmpfs", "/tmp"]  # noqa: S108
    began = time.perf_counter()
    subprocess.run([*words, "--proc", "/proc", "--dev", "/dev", "true"], check=True)
    return time.perf_counter() - began, 0.0


def report(total: dict[str, list[float]], inside: dict[str, list[float]]) -> None:
    """Print milliseconds: least, median and one in twenty above."""
    print(f"\n{'':34}{'until the first word, ms':^30}{'entering, CPU ms':^22}")
    print(f"{'':34}{'min':>10}{'median':>10}{'p95':>10}{'min':>11}{'median':>11}")
    for name, seconds in total.items():
        ordered = sorted(1000 * each for each in seconds)
        late = ordered[min(len(ordered) - 1, len(ordered) * 95 // 100)]
        entering = [1000 * each for each in inside[name]]
        print(
            f"{name:34}{ordered[0]:10.1f}{statistics.median(ordered):10.1f}{late:10.1f}"
            f"{min(entering):11.2f}{statistics.median(entering):11.2f}"
        )


if __name__ == "__main__":
    main()
