"""The checkout as a whole: its rooms, its twins, and what may stand in no file of it."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

TOP = {
    ".ci",
    ".gitattributes",
    ".gitignore",
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "binder",
    "courseware",
    "docs",
    "graders",
    "notebooks",
    "pyproject.toml",
    "tests",
    "widgets",
}

# In pieces, because this file is read as well. Where packages come from is the machine's setting.
REGISTRIES = [
    ".".join(host)
    for host in [
        ("registry", "npmjs", "org"),
        ("registry", "yarnpkg", "com"),
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("deb", "debian", "org"),
    ]
]
# A path that is right on one machine alone.
ABSOLUTE = re.compile(r"(?<![\w./~:*-])/(?:work|root|Users)/[\w.]")


@pytest.fixture(scope="module")
def tracked(root: Path) -> list[Path]:
    """Every file that git tracks, relative to the checkout."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True)
    names = [name for name in listed.stdout.decode().split("\0") if name]
    assert names
    return [Path(name) for name in names if (root / name).is_file()]


@pytest.fixture(scope="module")
def texts(root: Path, tracked: list[Path]) -> dict[Path, str]:
    """The content of every tracked text file."""
    contents = {path: (root / path).read_bytes() for path in tracked}
    return {path: data.decode() for path, data in contents.items() if b"\0" not in data}


def test_nothing_else_stands_at_the_top(tracked: list[Path]) -> None:
    assert {path.parts[0] for path in tracked} <= TOP


def test_no_registry_is_named(texts: dict[Path, str]) -> None:
    named = [(path, host) for path, text in texts.items() for host in REGISTRIES if host in text]
    assert named == []


def test_no_path_of_one_machine(texts: dict[Path, str], root: Path) -> None:
    found = [
        f"{path}:{number}: {line.strip()[:80]}"
        for path, text in texts.items()
        for number, line in enumerate(text.splitlines(), 1)
        if ABSOLUTE.search(line) or str(root) in line
    ]
    assert found == []


def test_lock_file_says_what_and_not_where_from(root: Path) -> None:
    lock = json.loads((root / "widgets" / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert packages
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    assert [name for name, entry in packages.items() if "integrity" not in entry] == []


def test_every_kind_has_both_halves(root: Path) -> None:
    kinds = root / "courseware" / "kinds"
    packages = {path.parent.name for path in kinds.glob("*/__init__.py")}
    python = {path.stem for path in kinds.glob("*.py")} | packages
    browser = {path.stem for path in (root / "widgets" / "src" / "kinds").glob("*.ts")}
    helpers = {"__init__", "base", "index", "kind"}
    assert python - helpers == browser - helpers
    assert {"choice", "number", "text"} <= python


def test_no_key_or_answer_stands_in_the_public_half(tracked: list[Path]) -> None:
    """A journal in notebooks/ would be released, and written over the students' own."""
    public = [path for path in tracked if path.parts[0] == "notebooks"]
    assert public
    assert [path for path in public if {"responses", "keys"} & set(path.parts)] == []
    assert [path for path in public if any(part.startswith(".") for part in path.parts)] == []


def test_changelog_knows_this_version(root: Path) -> None:
    import courseware

    text = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    version = courseware.__version__
    wanted = "## [Unreleased]" if ".dev" in version else f"## [{version}]"
    assert wanted in text
