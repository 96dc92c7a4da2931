"""Guessing from a course folder what grading an assignment will need, before it is known.

Only the usual places are looked into: what a course's configuration makes of them is known
once nbgrader is imported, and that is too late. No guess is better than a long one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import msgspec

from courseware.errors import CoursewareError
from courseware.grading.cells import shown_exercise
from courseware.kernel import imports_of
from courseware.sandbox import Tier

MOST_BYTES = 20_000_000
"""Of a notebook that is looked into."""


class Guess(msgspec.Struct, frozen=True, kw_only=True):
    """What will be needed: modules of the notebooks and of the policy, and the policy's wishes."""

    modules: tuple[str, ...] = ()
    require: Tier | None = None
    runner: tuple[str, ...] = ()


class _Cell(msgspec.Struct):
    cell_type: str = ""
    source: str | list[str] = ""
    metadata: dict[str, Any] = {}

    @property
    def text(self) -> str:
        return self.source if isinstance(self.source, str) else "".join(self.source)


class _Notebook(msgspec.Struct):
    cells: list[_Cell] = []


def guess(
    graders: Path,
    lesson: str,
    *,
    students: Collection[str] | None = None,
    force: bool = False,
    require: Tier | None = None,
) -> Guess | None:
    """Return what will be needed to run an assignment, None where probably nothing is run."""
    if not (force or _is_new(graders, lesson, students)):
        return None
    ours = graders.parent.parent / "notebooks" / graders.name / lesson
    folders = (graders / "source" / lesson, ours, graders / "release" / lesson)
    cells = [cell for folder in folders for path in folder.glob("*.ipynb") for cell in _cells(path)]
    if not any(map(_is_run, cells)):
        return None
    sources = [cell.text for cell in cells if cell.cell_type == "code"]
    try:
        return _as_policy_says(graders, imports_of(sources), require)
    except CoursewareError:
        return None


def _is_new(graders: Path, lesson: str, students: Collection[str] | None) -> bool:
    """Tell whether there is a hand-in without a result."""
    return any(
        not (graders / "results" / place.parent.name / f"{lesson}.json").exists()
        for place in (graders / "submitted").glob(f"*/{lesson}")
        if students is None or place.parent.name in students
    )


def _cells(path: Path) -> Iterator[_Cell]:
    try:
        if path.stat().st_size <= MOST_BYTES:
            yield from msgspec.json.decode(path.read_bytes(), type=_Notebook).cells
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
        return


def _is_run(cell: _Cell) -> bool:
    """Tell whether a cell counts and is none of our exercises, as `Master.needs_kernel`."""
    known = cell.metadata.get("nbgrader")
    if not isinstance(known, dict):
        return False
    if known.get("solution") or known.get("task"):
        return True
    return bool(known.get("grade")) and shown_exercise(cell.text) is None


def _as_policy_says(graders: Path, modules: list[str], require: Tier | None) -> Guess:
    if not (graders / "policy.toml").is_file():
        return Guess(modules=tuple(modules), require=require)
    from courseware.grading.policy import load_policy  # noqa: PLC0415 - costs what is saved here

    policy = load_policy(graders)
    return Guess(
        modules=(*modules, *policy.examiner.preload),
        require=require or policy.containment.require,
        runner=policy.containment.runner,
    )
