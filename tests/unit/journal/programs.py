"""Programs that the tests run as processes of their own: ``python programs.py NAME FOLDER ...``.

Each prints what it saw, as one JSON value, for the test to judge.
"""

from __future__ import annotations

import atexit
import ctypes
import json
import os
import random
import resource
import signal
import sys
import threading
from pathlib import Path

from courseware.journal import Journal, Limits, NotSaved, Outcome, read


class Outcomes(list[Outcome]):
    """What a journal told, and a way to wait until it says that something is not saved."""

    def __init__(self) -> None:
        super().__init__()
        self.bad_news = threading.Event()

    def hear(self, outcome: Outcome) -> None:
        self.append(outcome)
        if isinstance(outcome, NotSaved):
            self.bad_news.set()

    def report(self) -> list[tuple[int, str]]:
        return [
            (each.number, each.reason if isinstance(each, NotSaved) else "saved") for each in self
        ]


def answer(number: int) -> dict[str, object]:
    """Return the data of record `number`: of many lengths, in several scripts."""
    return {"i": number, "text": 'oʻ ж \u2028 "\\\n' * (number * 37 % 300)}


def show(value: object) -> None:
    print(json.dumps(value))


def until_killed(folder: str) -> None:
    """Append for ever, writing to the standard output which record of which writer is saved."""
    journal = Journal(Path(folder))

    def told(outcome: Outcome) -> None:
        os.write(1, f"{outcome.writer} {outcome.number}\n".encode())

    number = 0
    while True:
        number += 1
        journal.append("response", answer(number), told)
        if journal.pending > 40:
            journal.flush()


def many(folder: str, count: str) -> None:
    """Append `count` records."""
    journal = Journal(Path(folder))
    for number in range(1, int(count) + 1):
        journal.append("response", answer(number))
    show(journal.close(60))


def faulted(folder: str) -> None:
    """Append forty records, each saved before the next comes."""
    journal, outcomes = Journal(Path(folder)), Outcomes()
    saved = [
        journal.append("response", answer(number), outcomes.hear) and journal.flush(20)
        for number in range(1, 41)
    ]
    show([all(saved), outcomes.report()])


def traced(folder: str) -> None:
    """Append twenty records, writing "told N" among the traced system calls."""
    trace = os.open(os.environ["JOURNAL_TRACE"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    journal = Journal(Path(folder))

    def told(outcome: Outcome) -> None:
        if not isinstance(outcome, NotSaved):
            os.write(trace, b"told %d -\n" % outcome.number)

    for number in range(1, 21):
        journal.append("response", answer(number), told)
        if number % 3:
            journal.flush(20)
    show(journal.close(20))


def full(folder: str, filler: str) -> None:
    """Fill the disk, make room, and see what becomes of the records."""
    journal, outcomes = Journal(Path(folder)), Outcomes()
    count = 0
    while not outcomes.bad_news.is_set():
        count = journal.append("response", {"i": count + 1, "pad": "x" * 400}, outcomes.hear)
        journal.flush(0.05)
    stuck = journal.append("response", {"i": count + 1}, outcomes.hear)
    refused = journal.flush(0.5)
    files = len(list(Path(folder).iterdir()))
    Path(filler).unlink()
    saved = journal.flush(30)
    found = read(Path(folder))
    numbers = [record.data["i"] for record in found.records]
    all_there = saved and numbers == list(range(1, stuck + 1))
    last = [news for news in outcomes.report() if news[0] == stuck]
    show([refused, files, last, all_there, len(found.damage)])


def remounted(folder: str, mount: str) -> None:
    """Append on a file system mounted read-only, then again when it can be written."""
    os.system(f"mount -o remount,ro {mount}")  # noqa: S605 - a path of pytest's
    journal, outcomes = Journal(Path(folder)), Outcomes()
    journal.append("response", answer(1), outcomes.hear)
    outcomes.bad_news.wait(20)
    os.system(f"mount -o remount,rw {mount}")  # noqa: S605
    saved = journal.flush(20)
    show([saved, outcomes.report(), len(read(Path(folder)).records)])


def denied(folder: str) -> None:
    """Append in a folder that may not be written, then again when it may."""
    journal, outcomes = Journal(Path(folder)), Outcomes()
    journal.append("response", answer(1), outcomes.hear)
    outcomes.bad_news.wait(20)
    refused = journal.flush(0.2)
    Path(folder).chmod(0o700)
    saved = journal.flush(20)
    show([refused, saved, outcomes.report(), len(read(Path(folder)).records)])


def small_files(folder: str) -> None:
    """Append under a limit on the size of files: the kernel cuts a write short, then refuses."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
    faulted(folder)


def exits(folder: str) -> None:
    """Append and end at once; another handler appends while the interpreter is ending."""
    journal = Journal(Path(folder))
    atexit.register(journal.append, "response", answer(101))
    for number in range(1, 101):
        journal.append("response", answer(number))


def exits_in_trouble(folder: str) -> None:
    """Append where a file stands in the folder's place, and end."""
    Path(folder).write_bytes(b"")
    show(Journal(Path(folder)).append("response", answer(1)))


def no_threads(folder: str) -> None:
    """Append where no thread can be started."""
    threading.stack_size(1 << 47)
    outcomes = Outcomes()
    journal = Journal(Path(folder))

    def nested(outcome: Outcome) -> None:
        outcomes.hear(outcome)
        if outcome.number == 1:
            journal.append("response", answer(2), outcomes.hear)
            outcomes.nested = journal.flush(20)  # type: ignore[attr-defined]

    journal.append("response", answer(1), nested)
    at_once = [outcomes.report(), journal.pending, threading.active_count()]
    aside = Path(folder).rename(folder + "-aside")
    Path(folder).write_bytes(b"")
    journal.append("response", answer(3), outcomes.hear)
    refused = journal.flush(0.2)
    Path(folder).unlink()
    aside.rename(folder)
    show([at_once, refused, journal.flush(20), outcomes.report()])


def forks_with_work(folder: str) -> None:
    """Fork while records wait for the disk."""
    Path(folder).write_bytes(b"")
    journal, outcomes = Journal(Path(folder)), Outcomes()
    for number in range(1, 21):
        journal.append("response", answer(number), outcomes.hear)
    outcomes.bad_news.wait(20)
    child = os.fork()
    if not child:
        journal_is_empty = journal.pending == 0
        for number in range(1, 6):
            journal.append("response", answer(number))
        os._exit(0 if journal.flush(30) and journal_is_empty else 1)
    Path(folder).unlink()
    saved = journal.flush(30)
    _, status = os.waitpid(child, 0)
    told = [number for number, news in outcomes.report() if news == "saved"]
    show([saved, os.waitstatus_to_exitcode(status), told == list(range(1, 21))])


def forks_often(folder: str) -> None:
    """Fork again and again while the thread is saving; every child appends too."""
    journal = Journal(Path(folder))
    children = []
    for number in range(1, 41):
        for part in range(5):
            journal.append("response", answer(number * 5 + part))
        child = os.fork()
        if not child:
            journal.append("response", answer(0))
            os._exit(0 if journal.close(60) else 1)
        children.append(child)
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    show([journal.close(60), codes])


def forks_idle(folder: str) -> None:
    """Fork with a file open, and see whether the child holds it too."""
    journal = Journal(Path(folder))
    journal.append("response", answer(1))
    journal.flush(20)
    child = os.fork()
    files = {os.path.realpath(each.path) for each in os.scandir("/proc/self/fd")}
    held = any(each.startswith(os.path.realpath(folder)) for each in files)
    if not child:
        os._exit(held)
    show([held, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])])


def forks_unseen(folder: str) -> None:
    """Fork in the C library, so that Python's own hooks do not run."""
    journal = Journal(Path(folder))
    journal.append("response", answer(1))
    journal.flush(20)
    child = ctypes.PyDLL(None).fork()
    if not child:
        number = journal.append("response", answer(2))
        os._exit(0 if journal.flush(20) and number == 1 else 1)
    _, status = os.waitpid(child, 0)
    number = journal.append("response", answer(3))
    show([number, journal.close(20), os.waitstatus_to_exitcode(status)])


def interrupted(folder: str) -> None:
    """Append while interrupts fall anywhere, as they do when a learner stops a cell."""
    journal = Journal(Path(folder))
    chance = random.Random(7)
    stopped = appended = 0

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGALRM, interrupt)
    while stopped < 2000:
        try:
            signal.setitimer(signal.ITIMER_REAL, chance.uniform(1e-6, 4e-4))
            while True:
                appended = journal.append("response", {"stopped": stopped})
        except KeyboardInterrupt:
            stopped += 1
    signal.signal(signal.SIGALRM, signal.SIG_IGN)
    last = journal.append("response", {"stopped": stopped})
    saved = journal.close(60)
    found = read(Path(folder), Limits(records=10**7, total_bytes=1 << 30))
    show([saved, last > appended, len(found.records) == last, len(found.damage)])


def peak() -> int:
    """Return the most memory this program has had, in bytes."""
    status = Path("/proc/self/status")
    if status.exists():  # ru_maxrss begins, under Linux, with that of the process which forked us
        (line,) = (each for each in status.read_text().splitlines() if each.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def reads(folder: str, **limits: int) -> None:
    """Read a folder; show what was found and by how many bytes the process grew at its peak."""
    before = peak()
    found = read(Path(folder), Limits(**limits))
    grown = peak() - before
    kinds = sorted({str(damage.kind) for damage in found.damage})
    show({"records": len(found.records), "damage": kinds, "grown": grown})


if __name__ == "__main__":
    _, name, *arguments = sys.argv
    positional = [each for each in arguments if "=" not in each]
    named = {key: int(value) for key, _, value in (a.partition("=") for a in arguments) if value}
    globals()[name](*positional, **named)
