"""``import courseware``: few names, documented, and light."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import courseware

# Each costs seconds or is not installed at a student's: none may come along uninvited.
HEAVY = {
    "IPython",
    "anywidget",
    "duckdb",
    "ibis",
    "ipywidgets",
    "jupyterhub",
    "matplotlib",
    "nbconvert",
    "nbformat",
    "nbgrader",
    "numpy",
    "rich",
    "typer",
    "voila",
}


def loaded_by(module: str) -> set[str]:
    """The top-level modules that a fresh Python holds after importing this one."""
    source = (
        f"import {module}, json, sys; print(json.dumps([m.partition('.')[0] for m in sys.modules]))"
    )
    command = [sys.executable, "-c", source]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


@pytest.mark.parametrize("module", ["courseware", "courseware.session", "courseware.marking"])
def test_import_is_light(module: str) -> None:
    loaded = loaded_by(module)
    assert "courseware" in loaded
    assert loaded & HEAVY == set()


def test_widgets_load_no_teachers_tools() -> None:
    loaded = loaded_by("courseware.widgets")
    assert "anywidget" in loaded
    assert loaded & {"nbgrader", "nbformat", "nbconvert", "voila", "typer", "jupyterhub"} == set()


def test_public_names_are_the_documented_ones(root: Path) -> None:
    page = (root / "docs" / "api.md").read_text(encoding="utf-8")
    documented = re.findall(r"^## `courseware\.(\w+)", page, flags=re.MULTILINE)
    assert sorted(documented) == sorted(courseware.__all__)


def test_front_door_is_small_and_opens() -> None:
    assert len(courseware.__all__) <= 10
    assert dir(courseware) == sorted(courseware.__all__)
    for name in courseware.__all__:
        assert getattr(courseware, name) is not None


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="'courseware' has no attribute 'exercize'"):
        _ = courseware.exercize
