"""What the README and the pages promise: the example works, the commands and links exist."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from courseware import library, marking
from courseware.decoding import document

EXAMPLE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
LINK = re.compile(r"\]\((?!https?://|mailto:|#)([^)\s#]+)")
LANGUAGES = ("uz", "ru", "en")


@pytest.fixture(scope="module")
def readme(root: Path) -> str:
    return (root / "README.md").read_text(encoding="utf-8")


def test_the_exercise_in_the_readme_is_one(readme: str) -> None:
    (source,) = re.findall(r"```toml\n(.*?)```", readme, flags=re.DOTALL)
    entry = library.read_exercise(document(source), "average_speed", "motion/average_speed")
    assert entry.key is not None
    variant = marking.draw(entry.exercise, "salt", "a learner")
    right = str(variant.values["v"])
    for language in LANGUAGES:
        mark = marking.mark(entry.exercise, entry.key, variant, right, language)
        assert (mark.state, mark.score) == ("right", 2), mark.feedback
    wrong = marking.mark(entry.exercise, entry.key, variant, "1")
    assert (wrong.state, wrong.score) == ("wrong", 0)


def test_its_make_targets_exist(readme: str, root: Path) -> None:
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, flags=re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z]+)$|`make ([a-z]+)`", readme, flags=re.MULTILINE))
    wanted = {name for pair in named for name in pair if name}
    assert {"demo", "test"} <= wanted <= targets


def test_its_commands_exist(readme: str) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "courseware.cli", "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    named = set(re.findall(r"^courseware (\w+) ", readme, flags=re.MULTILINE))
    assert named
    assert {name for name in named if not re.search(rf"\b{name}\b", told.stdout)} == set()


def prose(page: Path) -> str:
    return EXAMPLE.sub("", page.read_text("utf-8"))


def test_every_link_between_pages_leads_somewhere(root: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "*.md"], cwd=root, capture_output=True, check=True
    )
    pages = [root / name for name in listed.stdout.decode().split("\0") if name]
    pages = [page for page in pages if page.is_file()]
    links = [(page, link) for page in pages for link in LINK.findall(prose(page))]
    assert links
    assert [(page, link) for page, link in links if not (page.parent / link).exists()] == []
