"""How long a page of a served course takes, and what a visitor costs; figures, no verdict.

    python -m tests.benchmarks.served_pages [VISITORS] [LESSON]

The demo course is served by Voilà three times at once, on loopback: as we do it; with a process of
its own for each visitor's kernel; and with templates that are compiled for each page. Pages are
asked for in turn, so that all meet the same load, each by a visitor of its own who stays. Then the
memory that belongs to nobody else (USS) of all kernels of each, the warm process's included. The
last column is the CPU time of the server's own process, without the kernels.
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
OURS, OWN, ANEW = "ours", "kernels of their own", "compiled each time"
SERVE = f"""
import sys
from pathlib import Path
from courseware.publish.serve import serve, templates
if sys.argv[3] == "{ANEW}":
    templates.Compiled.load_bytecode = lambda self, bucket: None
serve(Path(sys.argv[1]), visitors=Path(sys.argv[2]), port=0, fork_kernels=sys.argv[3] != "{OWN}",
      on_ready=lambda address: print(address, flush=True))
"""


class Server:
    """A server of the demo course: its address, its processes, and how long its pages took."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process, self.address = process, address
        self.seconds: list[float] = []
        self.cpu: list[float] = []

    def visit(self, lesson: str) -> None:
        """Ask for a lesson as a new visitor, until the whole page is there."""
        began, used = time.perf_counter(), self._used()
        with urllib.request.urlopen(f"{self.address}lesson/{lesson}/") as page:  # noqa: S310 - ours
            page.read()
        self.seconds.append(time.perf_counter() - began)
        self.cpu.append(self._used() - used)

    def _used(self) -> float:
        times = psutil.Process(self.process.pid).cpu_times()
        return float(times.user + times.system)

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
        servers = {how: end.enter_context(served(how)) for how in (OURS, OWN, ANEW)}
        for server in servers.values():
            server.visit(lesson)  # the first page of a server imports what the others need not
            server.seconds.clear()
            server.cpu.clear()
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
    """Print the medians and what a visitor costs, and of the others how many times as much."""
    headings = f"{'page, median':>14}{'slowest':>12}{'MB a visitor':>14}{'CPU':>12}"
    print(f"\n{f'lesson {lesson!r}':<22}{headings}")
    rows = {how: figures(server, visitors) for how, server in servers.items()}
    for how, row in rows.items():
        print(f"{how:<22}{row[0]:>11.0f} ms{row[1]:>9.0f} ms{row[2]:>14.1f}{row[3]:>9.0f} ms")
    for how in (OWN, ANEW):
        ratios = "".join(f"{a / b:>12.1f}" for a, b in zip(rows[how], rows[OURS], strict=True))
        print(f"{how} / {OURS}: {ratios}")


def figures(server: Server, visitors: int) -> tuple[float, float, float, float]:
    """Return median, slowest (ms), memory of a visitor (MB), median of the server's CPU (ms)."""
    median, slowest = statistics.median(server.seconds), max(server.seconds)
    each = server.megabytes() / visitors
    return 1000 * median, 1000 * slowest, each, 1000 * statistics.median(server.cpu)


if __name__ == "__main__":
    main()
