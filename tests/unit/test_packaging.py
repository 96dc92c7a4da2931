"""What is shipped: the wheel and the sdist are really built, opened and read."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from email.message import Message
from email.parser import Parser
from pathlib import Path

import pytest

import courseware

Archive = dict[str, bytes]  # file name to content, as the archive's reader sees it

# What may stand in the sdist beside the package itself.
SDIST_TOPS = {
    ".gitignore",  # hatchling adds it, to build the same again
    "CHANGELOG.md",
    "LICENSE",
    "PKG-INFO",
    "README.md",
    "courseware",
    "pyproject.toml",
    "widgets",
}


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that was built from that sdist."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Archive:
    (path,) = built.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def sdist(built: Path) -> Archive:
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        files = [member for member in archive if member.isfile()]
        return {member.name.partition("/")[2]: _content(archive, member) for member in files}


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    stream = archive.extractfile(member)
    assert stream is not None
    return stream.read()


@pytest.fixture(scope="module")
def metadata(wheel: Archive) -> Message:
    (name,) = (name for name in wheel if name.endswith(".dist-info/METADATA"))
    return Parser().parsestr(wheel[name].decode())


@pytest.fixture(scope="module")
def secrets(root: Path) -> list[str]:
    """Every text of every key in graders/ that is long enough to be nowhere by chance."""
    paths = sorted((root / "graders").glob("*/keys/**/*.toml"))
    assert paths, "the demo course has keys; without them this test would hold nothing"
    texts = {
        text for path in paths for text in _strings(tomllib.loads(path.read_text(encoding="utf-8")))
    }
    long = sorted(text for text in texts if len(text) >= 24)
    assert long, "no key has an explanation or a feedback: nothing to look for"
    return long


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value.strip()
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def test_wheel_holds_the_package_and_nothing_else(wheel: Archive) -> None:
    tops = {name.partition("/")[0] for name in wheel}
    assert tops == {"courseware", f"courseware-{courseware.__version__}.dist-info"}
    assert not [name for name in wheel if name.endswith((".ipynb", ".pyc", ".ts", ".map"))]
    assert not [name for name in wheel if "/tests/" in name or "/test_" in name]


def test_wheel_holds_every_tracked_file_of_the_package(wheel: Archive, root: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "courseware"], cwd=root, capture_output=True, check=True
    )
    tracked = {name for name in listed.stdout.decode().split("\0") if name}
    assert tracked - set(wheel) == set()


@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_bundle_is_shipped_as_it_was_built(
    kind: str, root: Path, request: pytest.FixtureRequest
) -> None:
    archive: Archive = request.getfixturevalue(kind)
    static = root / "courseware" / "static"
    built = [path for path in static.rglob("*") if path.is_file()]
    here = {path.relative_to(root).as_posix(): path.read_bytes() for path in built}
    shipped = {name: data for name, data in archive.items() if "/static/" in name}
    assert shipped == here
    parts = {"widget.js", "loader.js", "chunks/uz.js", "chunks/ru.js", "chunks/en.js"}
    assert {f"courseware/static/{part}" for part in parts} <= set(shipped)


def test_sdist_holds_only_what_is_listed(sdist: Archive) -> None:
    tops = {name.partition("/")[0] for name in sdist}
    assert tops <= SDIST_TOPS
    assert not [name for name in sdist if name.endswith((".ipynb", ".pyc"))]
    assert not [name for name in sdist if "node_modules" in name]


def test_sdist_can_build_its_browser_half_again(sdist: Archive) -> None:
    needed = {"widgets/build.mjs", "widgets/package.json", "widgets/package-lock.json"}
    assert needed <= set(sdist)
    assert "widgets/src/index.ts" in sdist


@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_no_word_of_a_key_is_shipped(
    kind: str, secrets: list[str], request: pytest.FixtureRequest
) -> None:
    archive: Archive = request.getfixturevalue(kind)
    assert not [name for name in archive if name.startswith(("graders/", "notebooks/"))]
    found = [
        (name, secret)
        for name, content in archive.items()
        for secret in secrets
        if secret.encode() in content
    ]
    assert found == []


def test_students_install_is_light(metadata: Message) -> None:
    base = [line for line in metadata.get_all("Requires-Dist", []) if "extra ==" not in line]
    names = {line.partition(">")[0].strip() for line in base}
    assert names == {"anywidget", "latex2mathml", "markdown-it-py", "msgspec"}


def test_extras_and_version(metadata: Message) -> None:
    extras = set(metadata.get_all("Provides-Extra", []))
    assert extras == {"cli", "dask", "dev", "docs", "grader", "hub", "labs", "serve"}
    assert metadata["Version"] == courseware.__version__
    assert metadata["License-Expression"] == "BSD-3-Clause"
    assert metadata["Requires-Python"] == ">=3.11"


def test_command_is_installed(wheel: Archive) -> None:
    (name,) = (name for name in wheel if name.endswith(".dist-info/entry_points.txt"))
    assert "courseware = courseware.cli:main" in wheel[name].decode().splitlines()


def test_editable_install_hides_the_rest_of_the_checkout(root: Path, tmp_path: Path) -> None:
    """A student's kernel must not find the graders' folder (hatch's ``dev-mode-exact``)."""
    source = "import importlib.util as u; print(*map(u.find_spec, ['graders', 'tests', 'widgets']))"
    command = [sys.executable, "-c", source]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["None", "None", "None"]
    assert (root / "graders").is_dir()
