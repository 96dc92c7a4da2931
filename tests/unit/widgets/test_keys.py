"""No key of a graded exercise is in the kernel while a learner works."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from tests.unit.widgets.conftest import StartKernel

SEALED = "sealed-key-7f3d91"
VISIBLE = "visible-key-a84c02"
CHUNK = 1 << 24

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc/PID/mem")


def holds(pid: int, sentinel: str) -> bool:
    """Tell whether a process has a text anywhere in its memory, in any of Python's widths."""
    forms = [sentinel.encode(code) for code in ("utf-8", "utf-16-le", "utf-32-le")]
    regions = re.findall(
        r"^([0-9a-f]+)-([0-9a-f]+) rw", Path(f"/proc/{pid}/maps").read_text(), re.MULTILINE
    )
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for first, last in regions:
            place, end = int(first, 16), int(last, 16)
            while place < end:
                memory.seek(place)
                try:
                    found = memory.read(min(CHUNK, end - place))
                except OSError:  # a guard page, or memory that was just given back
                    break
                if not found:
                    break
                if any(form in found for form in forms):
                    return True
                # The next piece begins a little earlier: a text may lie across the border.
                place += len(found) if len(found) < CHUNK else CHUNK - 4 * len(sentinel)
    return False


def test_the_kernel_of_a_released_lesson_has_no_key(
    start_kernel: StartKernel, lesson: Path, tmp_path: Path
) -> None:
    keys = tmp_path / "graders" / "school" / "keys" / "small"
    keys.mkdir(parents=True)
    (keys / "teacher.toml").write_text(f'answer = "{SEALED}"\n', "utf-8")
    practice = lesson / "exercises" / "capital.toml"
    practice.write_text(practice.read_text("utf-8").replace("Tashkent", VISIBLE), "utf-8")
    front_end = start_kernel()
    for name, value in (("teacher", "ustoz"), ("primes", ["two"]), ("capital", "Buxoro")):
        front_end.answer(front_end.show(name), value)
    assert holds(front_end.pid, VISIBLE), "a practice key is there, so the search does find"
    assert not holds(front_end.pid, SEALED)
