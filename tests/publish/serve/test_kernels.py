"""Visitors' kernels: what is loaded beforehand, and the process that they are forked from."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.kernelspec import KernelSpecManager

from courseware.kernel.jupyter import host
from courseware.kernel.jupyter.spec import PROVISIONER, WarmKernelSpecs
from courseware.publish.serve import kernels

CELLS = [
    {"cell_type": "markdown", "source": "import antigravity", "metadata": {}},
    {"cell_type": "code", "source": ["import bars\n", "import zipapp"], "metadata": {}},
    {"cell_type": "code", "source": "import nowhere_at_all, sqlite3.dbapi2", "metadata": {}},
]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course with one lesson and two modules beside it that import one another."""
    lesson = tmp_path / "small" / "one"
    (lesson / "exercises").mkdir(parents=True)
    (lesson.parent / "course.toml").write_text('id = "small"\ntitle = "x"\nlessons = ["one"]\n')
    (lesson / "one.ipynb").write_text(json.dumps({"cells": CELLS}))
    (lesson / "bars.py").write_text("import colorsys, strokes")
    (lesson / "strokes.py").write_text("import bars, wave")
    return lesson.parent


@pytest.fixture
def runtime(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A folder for warm parents that only this test uses, with a short path."""
    with tempfile.TemporaryDirectory() as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        monkeypatch.setenv(host.IDLE, "0.5")
        yield
        for each in threading.enumerate():
            if each.name == kernels.THREAD:
                each.join(60)
        host.ask("stop")


def test_what_lessons_and_modules_beside_them_import_is_loaded(course: Path) -> None:
    found = set(kernels.modules_of(course)) - set(kernels.ALWAYS)

    assert found == {"zipapp", "sqlite3.dbapi2", "colorsys", "wave"}


def test_a_lesson_that_cannot_be_read_has_no_imports(course: Path) -> None:
    (course / "one" / "one.ipynb").write_text("{")

    assert kernels.modules_of(course) == list(kernels.ALWAYS)


@pytest.mark.usefixtures("runtime")
def test_the_process_stays_as_long_as_the_course_is_served() -> None:
    with kernels.kept_warm(["wave"]):
        status = _until_ready()
        time.sleep(1.5)  # three times as long as it stays for nobody
        assert host.ask("status") == [status]
    assert status["preload"] == ["wave"]
    assert host.ends(status["pid"], 30)


@pytest.mark.usefixtures("runtime")
def test_a_process_that_cannot_start_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(host, "MODULE", "courseware.no_such_module")

    with kernels.kept_warm(["wave"]):
        pass
    assert host.ask("status") == []


def test_a_course_can_be_served_where_nothing_can_be_forked() -> None:
    without = "import sys; sys.modules['fcntl'] = sys.modules['resource'] = None"
    program = f"{without}; import courseware.publish.serve"
    subprocess.run([sys.executable, "-c", program], check=True)


def test_kernels_of_this_python_alone_are_forked(tmp_path: Path) -> None:
    ours = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    own = {"kernel_provisioner": {"provisioner_name": "local-provisioner"}}
    for name, argv, metadata in (
        ("ours", ours, {}),
        ("other", ["R", "--slave"], {}),
        ("chosen", ours, own),
    ):
        (tmp_path / name).mkdir()
        spec = {"argv": argv, "display_name": name, "language": "x", "metadata": metadata}
        (tmp_path / name / "kernel.json").write_text(json.dumps(spec))
    folders = {"kernel_dirs": [os.fspath(tmp_path)], "ensure_native_kernel": False}
    specs = WarmKernelSpecs(preload=["wave"], **folders)

    stanza = specs.get_kernel_spec("ours").metadata["kernel_provisioner"]
    assert stanza == {"provisioner_name": PROVISIONER, "config": {"preload": ["wave"]}}
    plain = KernelSpecManager(**folders)
    for name in ("other", "chosen"):
        found = specs.get_kernel_spec(name).to_dict()
        assert found == plain.get_kernel_spec(name).to_dict()


def _until_ready() -> dict[str, Any]:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        for status in host.ask("status"):
            return status
        time.sleep(0.05)
    raise AssertionError("There is no warm process")
