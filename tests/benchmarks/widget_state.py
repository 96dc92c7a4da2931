"""What an exercise weighs and how soon it can be answered; figures, no verdict.

    python -m tests.benchmarks.widget_state

Prints a table: the bundle in bytes, raw and compressed; the bytes of widget state per exercise
(the comm_open messages of a real kernel, for lessons of 1, 10 and 50 exercises drawn from the
demo course); the seconds from running the cells to an exercise that takes an answer, and to the
last of them, in a real JupyterLab and a real Chromium.
"""

from __future__ import annotations

import gzip
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import expect

from courseware.widgets import module
from tests.ui.support import browsing, servers
from tests.ui.support.notebooks import Notebook, open_notebook, write_notebook
from tests.unit.widgets.front_end import FrontEnd, kernel

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "notebooks" / "demo"
SIZES = (1, 10, 50)
SLOW = 300_000


@dataclass(frozen=True)
class State:
    """Bytes of comm_open messages for a lesson of so many exercises."""

    exercises: int
    of_exercises: list[int]
    of_others: int
    of_bundle: int

    @property
    def each(self) -> int:
        """Bytes per exercise, layouts and everything but the shared bundle included."""
        return (sum(self.of_exercises) + self.of_others) // self.exercises


@dataclass(frozen=True)
class Wait:
    """Seconds from running the cells, in JupyterLab."""

    exercises: int
    first: float
    last: float


def main() -> None:
    """Measure everything and print the table."""
    print(f"\n{'bundle':28} {'raw':>9} {'gzip':>9}")
    for name in (module.BUNDLE, module.LOADER):
        content = (module.STATIC / name).read_bytes()
        print(f"{name:28} {len(content):>9,} {len(gzip.compress(content, 9)):>9,}")
    with lesson() as folder:
        print(f"\n{'widget state, bytes':28} {'each':>9} {'median':>9} {'largest':>9} {'all':>9}")
        for state in [measure_state(folder, size) for size in SIZES]:
            of = state.of_exercises
            total = sum(of) + state.of_others + state.of_bundle
            print(
                f"{state.exercises:>3} exercises{'':15} {state.each:>9,}"
                f" {int(statistics.median(of)):>9,} {max(of):>9,} {total:>9,}"
            )
        print(f"\n{'JupyterLab, seconds':28} {'first':>9} {'last':>9}")
        for wait in measure_waits(folder):
            print(f"{wait.exercises:>3} exercises{'':15} {wait.first:>9.2f} {wait.last:>9.2f}")


@contextmanager
def lesson() -> Iterator[Path]:
    """A folder with 50 exercises: those of the demo course, again and again."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "benchmark"
        (folder / "exercises").mkdir(parents=True)
        shutil.copy(DEMO / "course.toml", folder)
        found = sorted(DEMO.glob("*/exercises/*.toml"))
        for number in range(max(SIZES)):
            shutil.copy(found[number % len(found)], folder / "exercises" / f"e{number}.toml")
        yield folder


def measure_state(folder: Path, size: int) -> State:
    """Count what a kernel sends to open the widgets of a lesson."""
    with kernel(folder) as front_end:
        front_end.run("from courseware import exercise")
        for number in range(size):
            front_end.run(f"exercise('e{number}')")
        return _state(front_end, size)


def _state(front_end: FrontEnd, size: int) -> State:
    sizes, models = front_end.opened, front_end.models
    exercises = [sizes[id_] for id_, state in models.items() if "exercise" in state]
    bundle = sum(sizes[id_] for id_, state in models.items() if "source" in state)
    assert len(exercises) == size
    return State(size, exercises, sum(sizes.values()) - sum(exercises) - bundle, bundle)


def measure_waits(folder: Path) -> Iterator[Wait]:
    """Run lessons of each size in JupyterLab; the kernel runs, the page has seen no exercise."""
    with tempfile.TemporaryDirectory() as place, browsing.started() as browser:
        root = folder.parent
        with servers.jupyter(Path(place), root) as server:
            for size in SIZES:
                cells = [f'exercise("e{number}")' for number in range(size)]
                path = folder / f"lesson{size}.ipynb"
                write_notebook(path, ["from courseware import exercise", *cells])
                with browsing.context(browser) as (context, _):
                    place_on_server = str(path.relative_to(root))
                    page = context.new_page()
                    yield _wait(open_notebook(page, server, place_on_server, "lab"), size)
                server.stop_kernels()


def _wait(notebook: Notebook, size: int) -> Wait:
    begun = time.perf_counter()
    notebook.menu("Run", "Run All Cells")
    shown = notebook.page.locator(".cw-exercise .cw-state")
    shown.first.wait_for(timeout=SLOW)
    first = time.perf_counter() - begun
    expect(shown).to_have_count(size, timeout=SLOW)
    return Wait(size, first, time.perf_counter() - begun)


if __name__ == "__main__":
    main()
