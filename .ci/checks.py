"""Run the checks of `make test`: two at a time, longest first, each with its duration.

    .venv/bin/python .ci/checks.py                      all of them
    .venv/bin/python .ci/checks.py unit mypy            some
    .venv/bin/python .ci/checks.py list                 their names
    .venv/bin/python .ci/checks.py unit -- -k fold      one, with arguments for its tool

Of a check that failed, its tool's closing lines are shown and then what it printed, for pytest from
its first failure on; of a passed one, the closing lines. The full output of each stands in
test-results/. The last line is `N passed, N failed`, and the exit status
is 1 when anything failed. Whatever the checks leave running is stopped, and counts as a failure.
"""

from __future__ import annotations

import contextlib
import ctypes
import dataclasses
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

import psutil

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
RESULTS = ROOT / "test-results"
AT_ONCE = min(2, os.cpu_count() or 1)
HEARTBEAT = 60.0  # seconds between signs of life
PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h


@dataclasses.dataclass(frozen=True)
class Check:
    """One program to run: it exits with 0 when all is well."""

    name: str
    command: Sequence[str | Path]
    folder: Path = ROOT
    minutes: float = 10  # after which it is stopped and has failed
    shown: int = 1  # closing lines shown when it passed


def ring(name: str, minutes: float = 25) -> Check:
    """A ring of the test suite: the folder tests/<name>."""
    return Check(name, [BIN / "python", "-m", "pytest", f"tests/{name}"], minutes=minutes, shown=12)


def node(name: str, *command: str, shown: int = 1) -> Check:
    """A tool from widgets/node_modules."""
    tool, *arguments = command
    path = ROOT / "widgets" / "node_modules" / ".bin" / tool
    return Check(name, [path, *arguments], ROOT / "widgets", shown=shown)


# The slowest first, so that the two lanes end together.
CHECKS = (
    ring("ui"),
    ring("grading"),
    ring("unit"),
    ring("hub"),
    ring("publish"),
    Check("mypy", [BIN / "mypy"]),
    node("vitest", "vitest", "run", shown=5),
    Check("notebooks", [BIN / "python", ".ci/notebooks.py"], shown=12),
    Check("docs", [BIN / "python", ".ci/docs.py"]),
    node("tsc", "tsc", "--noEmit"),
    node("biome", "biome", "check", "--error-on-warnings", "."),
    Check("imports", [BIN / "lint-imports", "--no-cache", "--no-logo"], shown=2),
    Check("ruff", [BIN / "ruff", "check", "."]),
    Check("format", [BIN / "ruff", "format", "--check", "."]),
)


class Run:
    """A check that has been started: its process, its output file, its clock."""

    def __init__(self, check: Check, arguments: Sequence[str]) -> None:
        """Start the check in a process group of its own, so that it can be stopped whole."""
        self.check = check
        self.output = RESULTS / f"{check.name}.log"
        self.started = time.monotonic()
        self.late = False
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [*map(str, check.command), *arguments],
                cwd=check.folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=environment(),
                start_new_session=True,
            )

    @property
    def seconds(self) -> float:
        """How long it has run, or ran."""
        return time.monotonic() - self.started

    @property
    def passed(self) -> bool:
        """Whether it ended well; only asked once it has ended."""
        return self.process.returncode == 0 and not self.late

    def ended(self) -> bool:
        """Whether it has ended by now; one past its time is stopped."""
        if self.process.poll() is not None:
            return True
        if self.seconds > self.check.minutes * 60:
            self.late = True
            self.stop()
            return True
        return False

    def stop(self) -> None:
        """End the check and its whole process group: asked first, then made to."""
        for number, patience in ((signal.SIGTERM, 10), (signal.SIGKILL, 5)):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(patience)
                return

    def report(self) -> None:
        """Print how it went: the closing lines, and if it failed, what led to them."""
        text = self.output.read_text("utf-8", errors="replace").rstrip()
        word = "passed" if self.passed else "FAILED"
        print(f"{word}  {self.check.name}  {self.seconds:.1f} s", flush=True)
        closing = "\n".join(closing_lines(text)[-self.check.shown :])
        # Which tests failed comes first: a long output may be kept from its beginning only.
        for part in (closing,) if self.passed else (closing, from_first_failure(text)):
            if part:
                print("    " + part.replace("\n", "\n    "), flush=True)
        if self.late:
            print(f"    stopped: it ran longer than {self.check.minutes:g} minutes", flush=True)


class Runner:
    """The checks that wait, those that run, and those that have ended."""

    def __init__(self, checks: Sequence[Check], arguments: Sequence[str]) -> None:
        """Keep what to run; nothing is started yet."""
        self.waiting = list(checks)
        self.arguments = arguments
        self.running: list[Run] = []
        self.ended: list[Run] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for run in self.running:
            run.stop()

    def go(self) -> None:
        """Run all checks to their end, reporting each as it ends."""
        spoke = time.monotonic()
        while self.waiting or self.running:
            while self.waiting and len(self.running) < AT_ONCE:
                self.running.append(Run(self.waiting.pop(0), self.arguments))
            for run in [run for run in self.running if run.ended()]:
                self.running.remove(run)
                self.ended.append(run)
                run.report()
                spoke = time.monotonic()
            if time.monotonic() - spoke > HEARTBEAT:
                spoke = time.monotonic()
                names = ", ".join(f"{run.check.name} {run.seconds:.0f} s" for run in self.running)
                print(f"... {names}; {len(self.waiting)} waiting", flush=True)
            time.sleep(0.1)


def closing_lines(text: str) -> list[str]:
    """The end of a tool's output; for pytest from its summary on, so that skips are seen."""
    lines = [line for line in text.splitlines() if line.strip()]
    summary = [at for at, line in enumerate(lines) if "short test summary info" in line]
    return lines[summary[-1] :] if summary else lines[-5:]


def from_first_failure(text: str) -> str:
    """What a tool printed; of pytest's output only what follows its lines of progress."""
    headings = [text.find(f"= {word} =") for word in ("ERRORS", "FAILURES")]
    found = [text.rfind("\n", 0, at) + 1 for at in headings if at >= 0]
    return text[min(found) :] if found else text


def environment() -> dict[str, str]:
    """What every check sees: the tools of .venv first, no colours, no window."""
    path = f"{BIN}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    kept = dict(os.environ)
    # The checks start Python hundreds of times: what one of them compiled, the next need not.
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return {**kept, "PATH": path, "MPLBACKEND": "agg", "NO_COLOR": "1", "PYTHONUTF8": "1"}


def adopt_orphans() -> None:
    """Become the parent of what our checks leave behind, so that it can be found (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def stop_leftovers() -> list[str]:
    """Stop every process that the checks started and did not stop; return what they were."""
    _, alive = psutil.wait_procs(psutil.Process().children(recursive=True), timeout=5)
    found = []
    for process in alive:
        with contextlib.suppress(psutil.NoSuchProcess):
            found.append(f"{process.pid}: {' '.join(process.cmdline())[:200]}")
            process.terminate()
    _, alive = psutil.wait_procs(alive, timeout=10)
    for process in alive:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    return found


def chosen(names: Sequence[str]) -> list[Check]:
    """The checks of these names, all of them for none; SystemExit for a name that is none."""
    known = {check.name: check for check in CHECKS}
    if unknown := [name for name in names if name not in known]:
        raise SystemExit(f"no check {', '.join(unknown)}; there are: {' '.join(known)}")
    return [known[name] for name in names] or list(CHECKS)


def main(arguments: list[str]) -> int:
    """Run what the command line names; return the exit status."""
    names, extra = arguments, list[str]()
    if "--" in arguments:
        cut = arguments.index("--")
        names, extra = arguments[:cut], arguments[cut + 1 :]
    names = [name for argument in names for name in argument.replace(",", " ").split()]
    if names == ["list"]:
        print(*(check.name for check in CHECKS), sep="\n")
        return 0
    checks = chosen(names)
    RESULTS.mkdir(exist_ok=True)
    adopt_orphans()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    started = time.monotonic()
    try:
        with Runner(checks, extra) as runner:
            runner.go()
    except KeyboardInterrupt:
        stop_leftovers()
        print("\nstopped, with everything that was running", file=sys.stderr)
        return 130
    return summary(runner.ended, stop_leftovers(), time.monotonic() - started)


def summary(runs: Sequence[Run], leftovers: Sequence[str], seconds: float) -> int:
    """Print the closing lines; return the exit status."""
    for run in runs:
        if not run.passed:
            # Once more at the end: the output above may be thousands of lines long.
            text = run.output.read_text("utf-8", errors="replace")
            print(f"\n{run.check.name}:", *closing_lines(text)[-12:], sep="\n    ")
    for line in leftovers:
        print(f"FAILED  left running, now stopped: {line}")
    failed = [run.check.name for run in runs if not run.passed]
    if leftovers:
        failed.append("leftovers")
    print(f"\n{len(runs)} checks in {seconds:.0f} s, full output in {RESULTS.name}/")
    if failed:
        print(f"failed: {', '.join(failed)}")
    # Alone on the last line: what continuous integration reads.
    print(f"{sum(run.passed for run in runs)} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
