"""System calls that fail, as disks, quotas and file servers make them fail."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from courseware.journal import DamageKind, read
from tests.unit.journal.programs import answer

EIO = errno.EIO
HARMLESS = {DamageKind.TORN_TAIL, DamageKind.DAMAGED_LINE}

# The plan, the record it hits, and the reasons its owner is told.
PLANS = {
    "disk full once": (f"write:5-5:{errno.ENOSPC}", 5, ["disk_full"]),
    "disk full for long": (f"write:5-11:{errno.ENOSPC}", 5, ["disk_full"]),
    "short write": ("write:5-5:half", 0, []),
    "short write, then full": (f"write:5-5:half,write:6-6:{errno.ENOSPC}", 5, ["disk_full"]),
    "short write, then full, and no way to cut": (
        f"write:5-5:half,write:6-6:{errno.ENOSPC},ftruncate:1-9:{EIO}",
        5,
        ["disk_full"],
    ),
    "the very first write, short, then full": (
        f"write:1-1:half,write:2-4:{errno.ENOSPC}",
        1,
        ["disk_full"],
    ),
    "every write short": ("write:1-4000:half", 0, []),
    "sync fails once": (f"fdatasync:5-5:{EIO}", 5, ["io"]),
    "sync fails five times": (f"fdatasync:5-9:{EIO}", 5, ["io"]),
    "the first syncs fail": (f"fdatasync:1-5:{EIO}", 1, ["io"]),
    "quota told by sync, as NFS does": (f"fdatasync:5-7:{errno.EDQUOT}", 5, ["quota"]),
    "interrupted write": (f"write:5-5:{errno.EINTR}", 0, []),
    "interrupted sync": (f"fdatasync:5-5:{errno.EINTR}", 0, []),
    "quota": (f"write:5-5:{errno.EDQUOT}", 5, ["quota"]),
    "read-only file": (f"write:1-6:{errno.EROFS}", 1, ["read_only"]),
    "read-only folder": (f"mkdir:1-3:{errno.EROFS}", 1, ["read_only"]),
    "file server lost the file": (f"write:5-5:{errno.ESTALE}", 5, ["gone"]),
    "no new file": (f"write:5-5:{EIO},open:2-5:{errno.EACCES}", 5, ["io", "denied"]),
    "too many open files": (f"open:1-3:{errno.EMFILE}", 1, ["unknown"]),
    "folder sync fails": (f"fsync:1-2:{EIO}", 1, ["io"]),
    "folder sync unknown to the file system": (f"fsync:1-9:{errno.EINVAL}", 0, []),
    "one after the other": (
        f"write:3-3:{errno.ENOSPC},write:4-4:{errno.EDQUOT},write:5-5:{errno.ENOSPC}",
        3,
        ["disk_full", "quota", "disk_full"],
    ),
}


@pytest.mark.parametrize("name", PLANS)
def test_a_failing_call_loses_nothing_and_is_told(
    folder: Path, faults: Path, run: Callable[..., Any], name: str
) -> None:
    plan, hit, reasons = PLANS[name]
    env = {"LD_PRELOAD": str(faults), "JOURNAL_FOLDER": str(folder), "JOURNAL_FAULTS": plan}
    saved, outcomes = run("faulted", folder, env=env)
    assert saved
    expected = []
    for number in range(1, 41):
        expected += [[number, reason] for reason in reasons if number == hit]
        expected.append([number, "saved"])
    assert outcomes == expected
    reading = read(folder)
    assert {damage.kind for damage in reading.damage} <= HARMLESS
    assert bool(reading.damage) == ("no way to cut" in name)
    assert [record.data for record in reading.records] == [answer(n) for n in range(1, 41)]
    # What was saved before, and what came after: nothing is left of the attempts between.
    assert len(list(folder.iterdir())) == (1 if hit < 2 else 2)


def test_the_plan_reaches_the_calls_it_names(
    folder: Path, faults: Path, run: Callable[..., Any], tmp_path: Path
) -> None:
    trace = tmp_path / "trace"
    env = {
        "LD_PRELOAD": str(faults),
        "JOURNAL_FOLDER": str(folder),
        "JOURNAL_FAULTS": f"write:5-5:half,fdatasync:9-9:{EIO}",
        "JOURNAL_TRACE": str(trace),
    }
    run("faulted", folder, env=env)
    calls = [line.split()[:2] for line in trace.read_text().splitlines()]
    assert {"mkdir", "open", "fsync", "write", "fdatasync", "ftruncate"} == {c[0] for c in calls}
    assert calls.count(["fdatasync", "-1"]) == 1
    assert sum(call[0] == "write" for call in calls) == 42  # 40, a half, and one written again


def test_saved_is_told_only_after_the_disk_has_the_file_and_the_names(
    faults: Path, run: Callable[..., Any], tmp_path: Path
) -> None:
    trace, lesson = tmp_path / "trace", tmp_path / "lesson"
    lesson.mkdir()
    env = {
        "LD_PRELOAD": str(faults),
        "JOURNAL_FOLDER": str(lesson),
        "JOURNAL_FAULTS": f"write:5-5:{errno.ENOSPC},fdatasync:9-9:{EIO}",
        "JOURNAL_TRACE": str(trace),
    }
    assert run("traced", lesson / "responses", env=env)
    dirty: dict[str, set[str]] = {"content": set(), "lesson": set(), "responses": set()}
    told = []
    for call, result, name in (line.split() for line in trace.read_text().splitlines()):
        if call == "told":
            told.append(int(result))
            assert not any(dirty.values()), dirty
        elif call == "mkdir":
            dirty["lesson"].add(name)
        elif call == "open":
            dirty["responses"].add(name)
        elif call == "write":
            dirty["content"].add(name)
        elif call == "fsync":
            dirty[name].clear()
        elif call == "fdatasync" and int(result) == 0:
            dirty["content"].discard(name)
        if int(result) < 0:  # given up: what it holds goes elsewhere
            dirty["content"].discard(name)
    assert told == list(range(1, 21))
