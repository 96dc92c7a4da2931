"""Binder as far as a machine without a container engine can go.

The Dockerfile is rendered by the program that Binder builds with, repo2docker. Its steps are then
taken one by one on a copy of what git tracks, in an environment that has nothing but pip and what
`binder/requirements.txt` asks for, so that pip has nothing to fetch (with --thorough it fetches).
The server is started by our `start` with the arguments that BinderHub gives. What is left unproven
is the image itself: its Ubuntu packages, its conda environment, its size.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import expect

from tests.packages import copy_packages
from tests.ui.support import browsing
from tests.ui.support.answering import Exercise
from tests.ui.support.servers import Server, free_port, home, running, wait_for_answer

SCRIPTS = ("binder/postBuild", "binder/start")
URL_PATH = re.compile(r"urlpath=([^`\s)]+)")
TOKEN = "b1nder"  # noqa: S105 - of a server on loopback that lives for a minute
SLOW = 120_000
RENDER = """
import sys
from repo2docker.app import Repo2Docker

app = Repo2Docker()
found = [kind(base_image=app.base_image) for kind in app.buildpacks]
chosen = next(pack for pack in found if pack.detect())
chosen.platform = "linux/amd64"
print(type(chosen).__name__, chosen.binder_dir, chosen.python_version)
print(chosen.render({"NB_USER": "jovyan", "NB_UID": "1000"}))
"""


@pytest.fixture(scope="module")
def checkout(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the files that git tracks, as Binder would clone them."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=False
    )
    if listed.returncode != 0:
        pytest.skip("this is no git checkout, so nobody knows which files Binder would get")
    copy = tmp_path_factory.mktemp("binder") / "repository"
    for name in filter(None, listed.stdout.split("\0")):
        if (root / name).is_file():  # removed, and not committed yet
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(root / name, copy / name)
    return copy


@pytest.fixture(scope="module")
def dockerfile(checkout: Path) -> list[str]:
    """What repo2docker would build, line by line; the first line says how it chose."""
    told = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", RENDER],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    return [line.strip() for line in told.stdout.splitlines()]


@pytest.fixture(scope="module")
def image(checkout: Path, pytestconfig: pytest.Config) -> dict[str, str]:
    """The image's environment after its steps were taken, as environment variables."""
    folder = checkout.parent / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    copy_packages(["pip"], folder)
    if not pytestconfig.getoption("--thorough"):
        lines = (checkout / "binder" / "requirements.txt").read_text("utf-8").splitlines()
        copy_packages([line for line in lines if line[:1].isalpha()], folder)
    variables = home(checkout.parent) | {
        "PATH": os.pathsep.join((str(folder / "bin"), "/usr/local/bin", "/usr/bin", "/bin")),
        "PIP_NO_COMPILE": "1",  # Python compiles what is imported; the rest is time lost
    }
    _step(
        [folder / "bin" / "pip", "install", "--quiet", "-r", "binder/requirements.txt"], variables
    )
    # From here on the environment's own: what an image without Node.js would have.
    for tool in ("node", "npm"):
        assert shutil.which(tool, path=variables["PATH"]) == str(folder / "bin" / tool)
    _step([checkout / "binder" / "postBuild"], variables)
    return variables


@pytest.fixture(scope="module")
def server(checkout: Path, image: dict[str, str]) -> Iterator[Server]:
    """The server, started as BinderHub starts it."""
    port, base = free_port(), "/user/demo-x1/"
    command: list[str | Path] = [
        *(checkout / "binder" / "start", "jupyter-lab", "--no-browser", "--allow-root"),
        "--ip=127.0.0.1",
        f"--port={port}",
        f"--ServerApp.base_url={base}",
        f"--ServerApp.token={TOKEN}",
        "--ServerApp.trust_xheaders=True",
        "--ServerApp.allow_origin=*",
    ]
    log = checkout.parent / "server.log"
    with running(command, environment=image, cwd=checkout, log=log) as process:
        url = f"http://127.0.0.1:{port}{base}".rstrip("/")
        wait_for_answer(f"{url}/api", process, log)
        yield Server(url, TOKEN, checkout, log, process)


def test_the_dockerfile_takes_every_step_in_order(dockerfile: list[str]) -> None:
    assert dockerfile[0] == "PythonBuildPack binder 3.11"
    pip = next(n for n, line in enumerate(dockerfile) if '-r "binder/requirements.txt"' in line)
    copied = max(n for n, line in enumerate(dockerfile[:pip]) if line.startswith("COPY"))
    built = next(n for n, line in enumerate(dockerfile) if line.endswith("./binder/postBuild"))
    assert "src/ ${REPO_DIR}" in dockerfile[copied], "requirements read a file of the repository"
    assert pip < built
    assert any(line.startswith("ENV R2D_ENTRYPOINT=") for line in dockerfile)
    assert any(line.endswith("/binder/start") or "binder/start" in line for line in dockerfile)


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_can_be_run(root: Path, name: str) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "--stage", name], cwd=root, capture_output=True, text=True, check=False
    )
    assert listed.stdout.startswith("100755 ")
    assert (root / name).read_bytes().startswith(b"#!/bin/bash\n")


def test_no_file_of_binder_has_the_line_ends_of_windows(root: Path) -> None:
    for path in (root / "binder").rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            assert b"\r" not in path.read_bytes(), path


def test_every_address_of_the_readme_answers(root: Path, server: Server) -> None:
    addresses = URL_PATH.findall((root / "binder" / "README.md").read_text("utf-8"))
    assert len(addresses) >= 3
    for address in addresses:
        assert _status(f"{server.url}/{unquote(address)}?token={TOKEN}") == 200, address
    missing = quote("voila/render/notebooks/demo/none/none.ipynb")
    assert _status(f"{server.url}/{missing}?token={TOKEN}") == 404
    assert _status(f"{server.url}/api/contents") == 403


def test_a_lesson_can_be_answered_and_asks_no_other_host(root: Path, server: Server) -> None:
    addresses = URL_PATH.findall((root / "binder" / "README.md").read_text("utf-8"))
    (voila,) = [unquote(each) for each in addresses if unquote(each).startswith("voila/render")]
    with browsing.started() as browser, browsing.context(browser) as (context, watch):
        page = context.new_page()
        page.goto(f"{server.url}/{voila}?token={TOKEN}", timeout=SLOW)
        root_ = page.locator(".cw-exercise").filter(has=page.locator('input[value="false"]'))
        exercise = Exercise(root_.first)
        expect(exercise.root).to_be_visible(timeout=SLOW)
        exercise.choose("false")
        exercise.expect_verdict("right")
        exercise.expect_kept()
        widths = page.locator("img").evaluate_all("all => all.map(each => each.naturalWidth)")
        assert len(widths) > 1
        assert all(widths), "a picture of the lesson is not shown"
        watch.assert_clean()


def _step(command: list[str | Path], environment: dict[str, str]) -> None:
    """Take one step of the Dockerfile, in the repository."""
    told = subprocess.run(
        command,
        cwd=Path(environment["HOME"]).parent / "repository",
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, f"{command}:\n{told.stdout[-3000:]}\n{told.stderr[-3000:]}"


def _status(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=90) as answer:  # noqa: S310 - our own server
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
