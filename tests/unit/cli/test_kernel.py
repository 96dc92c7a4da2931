"""`courseware kernel`, as an administrator calls it."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run


@pytest.fixture
def apart(tmp_path: Path) -> Iterator[dict[str, str]]:
    """An environment in which nothing of the user's is read or written; its path is short."""
    with tempfile.TemporaryDirectory() as runtime:
        yield {"JUPYTER_DATA_DIR": os.fspath(tmp_path / "data"), "XDG_RUNTIME_DIR": runtime}


def test_install_status_remove(courseware: Run, tmp_path: Path, apart: dict[str, str]) -> None:
    done = courseware(
        "kernel", "install", "--user", "--name", "quick", "--preload", "json", **apart
    )
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "data" / "kernels" / "quick"
    assert str(folder) in done.stdout.replace("\n", "")
    content = json.loads((folder / "kernel.json").read_text())
    assert content["argv"][0] == sys.executable
    assert content["metadata"]["kernel_provisioner"] == {
        "provisioner_name": "courseware-warm",
        "config": {"preload": ["json"]},
    }

    told = courseware("kernel", "status", **apart)
    assert told.returncode == 0, told.stderr
    assert "quick" in told.stdout
    assert "json" in told.stdout

    removed = courseware("kernel", "remove", "--name", "quick", **apart)
    assert removed.returncode == 0, removed.stderr
    assert not folder.exists()
    assert courseware("kernel", "remove", "--name", "quick", **apart).returncode != 0


def test_a_name_that_is_none_is_refused_kindly(courseware: Run, apart: dict[str, str]) -> None:
    done = courseware("kernel", "install", "--user", "--name", "../elsewhere", **apart)
    assert done.returncode == 2
    assert "../elsewhere" in done.stderr
