"""What a result rests on: when it has to be had anew, and when only its marks have.

Two digests of the teacher's side: of all that is run, and of the rules that turn
what ran into marks. Points and keys are rules: correcting them runs nobody's code.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from courseware.grading.examining.assignment import Assignment, Task
from courseware.grading.examining.handin import Unreadable, cells_of
from courseware.grading.master import Cell
from courseware.grading.places import Places
from courseware.grading.policy import POLICY_FILE
from courseware.grading.running.hands import Work
from courseware.library import COURSE_FILE

_encode = msgspec.json.Encoder(order="deterministic").encode


class Basis(msgspec.Struct, frozen=True):
    """The digests that all submissions of an assignment share."""

    run: str
    rules: str


def basis_of(work: Work, places: Places, *, exercises: bool) -> Basis:
    """Return the digests of an assignment; `exercises`: it has exercises of ours."""
    assignment, examining = work.assignment, work.examining
    run: list[object] = [_ran(task) for task in assignment.tasks.values()]
    run += [work.limits, examining.live, examining.preload]
    files = [part for name, data in sorted(assignment.files.items()) for part in (name, data)]
    rules: list[object] = [_points(assignment), examining.stderr]
    teachers = [part for path in _ours(places) for part in (path.name, _read(path))]
    return Basis(
        _digest([_encode(run), *files]), _digest([_encode(rules), *(teachers if exercises else ())])
    )


def _ran(task: Task) -> dict[str, Any]:
    """Return what of a notebook is run: its text, and no points."""
    master = [
        msgspec.structs.replace(cell, points=None, checksum=None)
        for _, cell in sorted(task.master.cells.items())
    ]
    return {
        "name": task.name,
        "cells": master,
        "kernelspec": task.kernelspec,
        "source": _text(task.source),
    }


def _text(source: bytes) -> object:
    try:
        return [(cell.cell_type, cell.claims, cell.source) for cell in cells_of(source)]
    except Unreadable:
        return hashlib.sha256(source).hexdigest()


def _points(assignment: Assignment) -> dict[str, list[Cell]]:
    return {
        name: [
            msgspec.structs.replace(cell, source="")
            for _, cell in sorted(task.master.cells.items())
        ]
        for name, task in assignment.tasks.items()
    }


def _ours(places: Places) -> Iterable[Path]:
    """Yield the files that say how exercises are marked."""
    yield places.source.parent / COURSE_FILE
    yield places.root / POLICY_FILE
    yield from sorted((places.source / "exercises").glob("*.toml"))
    yield from sorted((places.keys / places.assignment).glob("*.toml"))


def _read(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _digest(parts: Iterable[str | bytes]) -> str:
    found = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        found.update(len(content).to_bytes(8, "big"))
        found.update(content)
    return found.hexdigest()
