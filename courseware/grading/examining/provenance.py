"""What a result came of: hashes and versions, so that it can be had again or says why not."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable, Mapping
from importlib import metadata

import msgspec

import courseware
from courseware.grading.examining.assignment import Assignment, Examining
from courseware.grading.examining.handin import HandIn

_encode = msgspec.json.Encoder(order="deterministic").encode


def of_assignment(assignment: Assignment, policy: Examining) -> dict[str, str]:
    """Return the digests that all submissions of an assignment share (SHA-256)."""
    masters = {name: task.master.cells for name, task in assignment.tasks.items()}
    tests = {
        f"{name}/{cell.id}": cell.source
        for name, cells in masters.items()
        for cell in cells.values()
        if cell.grade and not cell.solution
    }
    sources = {name: task.source for name, task in assignment.tasks.items()}
    return {
        "assignment": _digest(_encode(masters), *_parts(sources)),
        "tests": _digest(_encode(tests)),
        "files": _digest(*_parts(assignment.files)),
        "policy": _digest(_encode(policy)),
    }


def of_submission(handin: HandIn) -> str:
    """Return the digest of everything that was handed in."""
    answers = _encode(handin.gathered)
    return _digest(*_parts(handin.notebooks), b"|", *_parts(handin.files), answers)


def versions(modules: Iterable[str]) -> dict[str, str]:
    """Return the versions of Python, of courseware and of the modules' distributions."""
    found = {"python": platform.python_version(), "courseware": courseware.__version__}
    for name in sorted({module.partition(".")[0] for module in modules} | {"IPython"}):
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def _parts(files: Mapping[str, bytes]) -> Iterable[bytes]:
    for name in sorted(files):
        yield name.encode("utf-8", "surrogateescape")
        yield files[name]


def _digest(*parts: bytes) -> str:
    """Hash parts, each with its length, so that no two lists of parts are alike."""
    found = hashlib.sha256()
    for part in parts:
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.hexdigest()
