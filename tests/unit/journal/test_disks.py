"""File systems in trouble, with no pretending: full, read-only, closed to us, limited in size."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from courseware.journal import read


def test_a_full_disk_is_told_and_saves_all_once_there_is_room(
    tmp_path: Path, tmpfs: Callable[[Path, int], list[str]], run: Callable[..., Any]
) -> None:
    size, filler = 1 << 20, tmp_path / "filler"
    prefix = tmpfs(tmp_path, size)
    fill = ["sh", "-c", f"head -c {size - 200_000} /dev/zero > '{filler}' && exec \"$@\"", "sh"]
    result = run("full", tmp_path / "responses", filler, prefix=[*prefix, *fill])
    refused, files, last, all_there, damage = result
    assert not refused
    assert files == 1  # what failed was cut or deleted
    assert [reason for _, reason in last] == ["disk_full", "saved"]
    assert all_there
    assert damage == 0


def test_a_disk_mounted_read_only_is_told_and_saves_once_it_is_not(
    tmp_path: Path, tmpfs: Callable[[Path, int], list[str]], run: Callable[..., Any]
) -> None:
    prefix = tmpfs(tmp_path, 1 << 20)
    result = run("remounted", tmp_path / "responses", tmp_path, prefix=prefix)
    assert result == [True, [[1, "read_only"], [1, "saved"]], 1]


def test_a_folder_closed_to_the_learner_is_told_and_saves_once_it_is_open(
    folder: Path, mere_user: list[str], run: Callable[..., Any]
) -> None:
    folder.mkdir(mode=0o500)
    result = run("denied", folder, prefix=mere_user)
    assert result == [False, True, [[1, "denied"], [1, "saved"]], 1]


def test_a_limit_on_the_size_of_files_begins_new_ones(
    folder: Path, run: Callable[..., Any]
) -> None:
    saved, outcomes = run("small_files", folder)
    assert saved
    assert {reason for _, reason in outcomes} == {"saved", "quota"}
    sizes = [path.stat().st_size for path in folder.iterdir()]
    assert len(sizes) > 2
    assert max(sizes) <= 20_000
    reading = read(folder)
    assert not reading.damage  # every line that was cut short was taken back
    assert [record.number for record in reading.records] == list(range(1, 41))
