"""Looking through what a user of this machine can read, and through their processes' memory.

The search runs as that user, so that the system itself says what they can read.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Collection, Iterator
from pathlib import Path

import psutil

from tests.hub.support.hub import Hub
from tests.hub.support.people import Person

SEARCH = r"""
import json, os, pathlib, re, sys

folder, *places = sys.argv[1:]
forms = re.compile(b"|".join(re.escape(bytes.fromhex(form)) for form in open(folder).read().split()))
read, found = 0, []
for place in places:
    for here, _, names in os.walk(place):
        for name in names:
            path = os.path.join(here, name)
            try:
                content = open(path, "rb").read() if os.path.isfile(path) else b""
            except OSError:
                continue
            read += 1
            found += [[path, hit.decode("utf-8", "replace")] for hit in set(forms.findall(content))]
print("read", json.dumps([read, found]))
"""


def in_files(
    hub: Hub, person: Person, forms: Collection[bytes], places: Collection[Path]
) -> list[tuple[str, str]]:
    """Return where a person can read any of the byte strings, in all files below some places."""
    asked = hub.folder / "asked"
    asked.write_text("\n".join(form.hex() for form in forms), "ascii")
    try:
        told = person.run(hub.environment.python, "-Ic", SEARCH, asked, *places)
    finally:
        asked.unlink()
    read, found = json.loads(told.rpartition("read ")[2])
    assert read > 10, "nearly nothing could be read: the search looked in the wrong place"
    return [(path, hit) for path, hit in found]


def processes(person: Person, program: str) -> list[psutil.Process]:
    """Return the processes of a person that run a program."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.NoSuchProcess):
            theirs = process.uids().real == person.uid
            if theirs and any(program in word for word in process.cmdline()):
                found.append(process)
    return found


def in_memory(process: psutil.Process, forms: Collection[bytes]) -> set[bytes]:
    """Return those of the byte strings that stand in a process's memory (root only)."""
    pattern = re.compile(b"|".join(map(re.escape, forms)))
    return {hit for region in _regions(process.pid) for hit in pattern.findall(region)}


def _regions(pid: int) -> Iterator[bytes]:
    """Yield what is writable in a process's memory: all that its program has made."""
    maps = Path(f"/proc/{pid}/maps").read_text("ascii")
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in maps.splitlines():
            where, rights, *_ = line.split()
            start, end = (int(bound, 16) for bound in where.split("-"))
            if "w" in rights:
                with contextlib.suppress(OSError):
                    memory.seek(start)
                    yield memory.read(end - start)
