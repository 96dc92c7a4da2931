"""Folders for contained processes are gone when nobody needs them, also after a SIGKILL."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from courseware.sandbox import scratch

HOLD = """
from courseware.sandbox import scratch
with scratch() as folder:
    (folder / "of_a_learner").mkdir(mode=0)
    print(folder, flush=True)
    input()
"""


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", os.fspath(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)


@contextmanager
def _held() -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """Let another process hold a folder that looks old."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        folder = Path(process.stdout.readline().strip())
        _age(folder)
        yield process, folder
        process.kill()


def _age(folder: Path) -> None:
    long_ago = time.time() - 7200
    os.utime(folder, (long_ago, long_ago))


def test_it_is_removed_with_all_that_is_in_it() -> None:
    with scratch() as folder:
        assert folder.stat().st_mode & 0o777 == 0o700
        (folder / "closed").mkdir()
        (folder / "closed" / "file").write_text("x", encoding="ascii")
        (folder / "closed").chmod(0)
    assert not folder.exists()


def test_what_a_killed_process_left_is_removed_by_the_next() -> None:
    with _held() as (process, folder):
        with scratch():
            assert folder.is_dir()  # it is old, and held
        process.send_signal(signal.SIGKILL)
        process.wait()
        with scratch():
            assert not folder.exists()


def test_nothing_else_is_removed(tmp_path: Path) -> None:
    new = tmp_path / "courseware-scratch-new"
    kept = tmp_path / "kept"
    for folder in (new, kept):
        folder.mkdir()
    _age(kept)
    link = tmp_path / "courseware-scratch-link"
    link.symlink_to(kept)
    os.utime(link, (0, 0), follow_symlinks=False)
    file = tmp_path / "courseware-scratch-file"
    file.touch()
    _age(file)

    with scratch():
        pass

    assert sorted(tmp_path.iterdir()) == sorted([new, kept, link, file])
