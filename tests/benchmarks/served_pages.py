"""How long a page of a served course takes, and what a visitor costs; figures, no verdict.

    python -m tests.benchmarks.served_pages [VISITORS] [LESSON]

The demo course is served by Voilà twice at once, on loopback: with a process of its own for each
visitor's kernel, and with kernels that are forked from one warm process. Pages are asked for in
turn, so that both meet the same load, each by a visitor of its own who stays. Then the memory
that belongs to nobody else (USS) of all kernels of each, the warm process's included.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psutil

VISITORS, LESSON = 10, "words"
COURSE = Path(__file__).parent.parent.parent / "notebooks" / "demo"
SERVE = """
import sys
from pathlib import Path
from courseware.publish.serve import serve
serve(Path(sys.argv[1]), visitors=Path(sys.argv[2]), port=0, fork_kernels=sys.argv[3] == "forked",
      on_ready=lambda address: print(address, flush=True))
"""


class Server:
    """A server of the demo course: its address, its processes, and how long its pages took."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process, self.address = process, address
        self.seconds: list[float] = []

    def visit(self, lesson: str) -> None:
        """Ask for a lesson as a new visitor, until the whole page is there."""
        began = time.perf_counter()
        with urllib.request.urlopen(f"{self.address}lesson/{lesson}/") as page:  # noqa: S310 - ours
            page.read()
        self.seconds.append(time.perf_counter() - began)

    def megabytes(self) -> float:
        """Return the memory that only this server's kernels have, together."""
        below = psutil.Process(self.process.pid).children(recursive=True)
        total: int = sum(each.memory_full_info().uss for each in below)
        return total / 1e6


def main() -> None:
    """Measure both and print a table."""
    given = sys.argv[1:]
    visitors = int(given[0]) if given else VISITORS
    lesson = given[1] if len(given) > 1 else LESSON
    with ExitStack() as end:
        servers = {how: end.enter_context(served(how)) for how in ("own", "forked")}
        for server in servers.values():
            server.visit(lesson)  # the first page of a server imports what the others need not
            server.seconds.clear()
        for _ in range(visitors):
            for server in servers.values():
                server.visit(lesson)
        report(servers, visitors + 1, lesson)


@contextmanager
def served(how: str) -> Iterator[Server]:
    """Serve the demo course in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        with log.open("w") as stderr:
            process = subprocess.Popen(
                [sys.executable, "-c", SERVE, COURSE, Path(folder) / "visitors", how],
                stdout=subprocess.PIPE,
                stderr=stderr,
                text=True,
                env={**os.environ, "XDG_RUNTIME_DIR": folder},
            )
            try:
                if process.stdout is None or not (address := process.stdout.readline().strip()):
                    raise RuntimeError(log.read_text())
                yield Server(process, address)
            finally:
                process.terminate()
                process.wait(60)


def report(servers: dict[str, Server], visitors: int, lesson: str) -> None:
    """Print the medians and what a visitor costs."""
    print(f"\n{f'lesson {lesson!r}':<20}{'page, median':>14}{'slowest':>10}{'MB a visitor':>15}")
    figures = []
    for how, server in servers.items():
        median, slowest = statistics.median(server.seconds), max(server.seconds)
        each = server.megabytes() / visitors
        figures.append((median, slowest, each))
        print(f"{how:<20}{1000 * median:>11.0f} ms{1000 * slowest:>7.0f} ms{each:>15.1f}")
    ratios = [a / b for a, b in zip(*figures, strict=True)]
    print(f"{'own / forked':<20}{ratios[0]:>14.1f}{ratios[1]:>10.1f}{ratios[2]:>15.1f}")


if __name__ == "__main__":
    main()
