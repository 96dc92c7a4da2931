"""Looking through what a user of this machine can read, and through their processes' memory."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import psutil

from tests.hub.support.hub import Hub
from tests.hub.support.people import Person

SEARCH = """
import json, os, sys

wanted = [bytes.fromhex(line) for line in open(sys.argv[1])]
read, found = 0, []
for place in sys.argv[2:]:
    for here, _, names in os.walk(place):
        for name in names:
            path = os.path.join(here, name)
            try:
                content = open(path, "rb").read() if os.path.isfile(path) else b""
            except OSError:
                continue
            read += 1
            found += [[path, each.decode("utf-8", "replace")] for each in wanted if each in content]
print("read", json.dumps([read, found]))
"""


def found_in_files(
    hub: Hub, person: Person, wanted: Sequence[bytes], *places: Path
) -> list[tuple[str, str]]:
    """Return which files below some places hold a wanted text, and which.

    The search runs as the person: the system itself says what they can read.
    """
    list_ = hub.folder / "wanted"
    list_.write_text("\n".join(each.hex() for each in wanted), "ascii")
    list_.chmod(0o644)
    told = person.run(hub.environment.python, "-Ic", SEARCH, list_, *places)
    list_.unlink()
    read, found = json.loads(told.removeprefix("read "))
    assert read > 10, "nearly nothing could be read: this is the wrong place"
    return [(path, text) for path, text in found]


def processes(person: Person, program: str) -> list[psutil.Process]:
    """Return the processes of a person that run a program."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.NoSuchProcess):
            theirs = process.uids().real == person.uid
            if theirs and any(program in word for word in process.cmdline()):
                found.append(process)
    return found


def found_in_memory(process: psutil.Process, wanted: Iterable[bytes]) -> set[bytes]:
    """Return those of the byte strings that stand in a process's memory (root only)."""
    regions = list(_regions(process.pid))
    return {each for each in wanted if any(each in region for region in regions)}


def _regions(pid: int) -> Iterator[bytes]:
    """Yield what is writable in a process's memory: all that its program has made."""
    maps = Path(f"/proc/{pid}/maps").read_text("utf-8")
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in maps.splitlines():
            where, rights, *_ = line.split()
            start, end = (int(bound, 16) for bound in where.split("-"))
            if "w" in rights:
                with contextlib.suppress(OSError):
                    memory.seek(start)
                    yield memory.read(end - start)
