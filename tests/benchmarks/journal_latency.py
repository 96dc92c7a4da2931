"""How long an answer takes to be on the disk; figures, no verdict.

    python -m tests.benchmarks.journal_latency [FOLDER]

One answer of about 300 bytes at a time, each way in turn so that all meet the same load: the
journal, from `append` to its `Saved`; a row in an SQLite database in WAL mode that syncs every
commit; and, as the floor under both, one bare write and fdatasync. Then a burst through the
journal, as records that come while the disk is busy share a sync. FOLDER chooses the disk.
"""

from __future__ import annotations

import json
import os
import sqlite3
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from courseware.journal import Journal, Outcome
from courseware.journal.folders import sync

ROUNDS = 1000
BURST = 5000
ANSWER: dict[str, object] = {
    "exercise": "fractions/compare",
    "value": "3/4",
    "version": 1,
    "variant": 2,
    "attempt": 1,
    "sequence": 17,
    "at": "2026-03-01T12:00:00Z",
    "front_end": "jupyterlab",
}


def main() -> None:
    """Measure in the folder given, or in the system's folder for temporary files."""
    where = sys.argv[1] if len(sys.argv) == 2 else None
    with tempfile.TemporaryDirectory(dir=where) as folder, ExitStack() as end:
        ways = {
            "journal, append to Saved": journal_way(Path(folder), end),
            "SQLite WAL, synchronous": sqlite_way(Path(folder), end),
            "bare write and sync": bare_way(Path(folder), end),
        }
        seconds: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(ROUNDS):
            for name, way in ways.items():
                began = time.perf_counter()
                way()
                seconds[name].append(time.perf_counter() - began)
        report(seconds)
        burst(Path(folder))


def journal_way(folder: Path, end: ExitStack) -> Callable[[], None]:
    """Append one record and wait until its owner is told."""
    journal = Journal(folder / "responses")
    end.callback(journal.close)
    told = threading.Semaphore(0)

    def tell(_: Outcome) -> None:
        told.release()

    def way() -> None:
        journal.append("response", ANSWER, tell)
        told.acquire()

    return way


def sqlite_way(folder: Path, end: ExitStack) -> Callable[[], None]:
    """Commit one row."""
    database = sqlite3.connect(folder / "responses.sqlite", isolation_level=None)
    end.callback(database.close)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("CREATE TABLE responses (number INTEGER PRIMARY KEY, data TEXT)")

    def way() -> None:
        database.execute("INSERT INTO responses (data) VALUES (?)", (json.dumps(ANSWER),))

    return way


def bare_way(folder: Path, end: ExitStack) -> Callable[[], None]:
    """Write one line and sync it."""
    file = os.open(folder / "bare", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    end.callback(os.close, file)
    content = json.dumps(ANSWER).encode() + b"\n"

    def way() -> None:
        os.write(file, content)
        sync(file)

    return way


def report(seconds: dict[str, list[float]]) -> None:
    """Print medians and the hundredth slowest, and the journal's share of SQLite's time."""
    print(f"\n{'ms, ' + str(ROUNDS) + ' answers':<28}{'median':>8}{'p99':>8}")
    figures = {}
    for name, times in seconds.items():
        figures[name] = statistics.median(times), statistics.quantiles(times, n=100)[98]
        median, slow = (1000 * figure for figure in figures[name])
        print(f"{name:<28}{median:>8.2f}{slow:>8.2f}")
    ours, theirs, _ = figures.values()
    print(f"{'journal / SQLite':<28}{ours[0] / theirs[0]:>8.2f}{ours[1] / theirs[1]:>8.2f}")


def burst(folder: Path) -> None:
    """Print how long appending takes the caller, and the disk, when much comes at once."""
    journal = Journal(folder / "burst")
    began = time.perf_counter()
    for _ in range(BURST):
        journal.append("response", ANSWER)
    appended = time.perf_counter() - began
    saved = journal.close(60)
    whole = time.perf_counter() - began
    print(f"{BURST} at once: {appended / BURST * 1e6:.0f} µs each for the caller, ", end="")
    print(f"all saved after {whole:.2f} s" if saved else "not saved within a minute")


if __name__ == "__main__":
    main()
