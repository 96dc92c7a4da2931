"""Large folders: memory stays in proportion to what stands on the disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from courseware.journal import Journal
from tests.unit.journal.test_hostile import line

COUNT = 105_000


def test_a_hundred_thousand_records_are_written_and_read_in_bounded_memory(
    folder: Path, run: Callable[..., Any]
) -> None:
    journal = Journal(folder)
    for number in range(COUNT):
        journal.append("response", {"exercise": "fractions/compare", "value": number})
    assert journal.close(60)
    size = sum(path.stat().st_size for path in folder.iterdir())
    result = run("reads", folder, "records=1000000", f"total_bytes={1 << 30}")
    assert (result["records"], result["damage"]) == (COUNT, [])
    assert result["grown"] < 4 * size + (16 << 20)


def test_data_that_swells_when_decoded_does_not_swell_memory(
    folder: Path, run: Callable[..., Any]
) -> None:
    folder.mkdir()
    swelling = '{"a":[' + "{}," * 300_000 + "{}]}"
    lines = [line(swelling, number=str(number)) for number in range(1, 13)]
    for part in range(3):
        (folder / f"{part}.jsonl").write_bytes(b"".join(lines[part::3]))
    result = run("reads", folder)
    assert result["records"] == 12
    assert result["grown"] < 4 * sum(map(len, lines)) + (48 << 20)
