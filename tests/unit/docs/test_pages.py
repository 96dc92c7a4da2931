"""The pages tell of every field, and link to what exists."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import msgspec
import pytest

from courseware import expressions, kinds, library
from courseware.decoding import document
from courseware.spec import Variable

ROOT = Path(__file__).resolve().parents[3]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
EXERCISES = (DOCS / "exercises.md").read_text("utf-8")


@pytest.mark.parametrize("name", kinds.NAMES)
def test_every_field_is_told(name: str) -> None:
    structs = (kinds.kind(name).EXERCISE, kinds.kind(name).KEY, Variable)
    fields = [field.name for struct in structs for field in msgspec.structs.fields(struct)]
    missing = [field for field in fields if not re.search(rf"\b{field}\b", EXERCISES)]
    assert missing == []


def test_every_function_of_expressions_is_told() -> None:
    authors = (DOCS / "authors.md").read_text("utf-8")
    assert " ".join(expressions.FUNCTIONS) in authors


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    local = [target for target in targets if "://" not in target]
    assert [target for target in local if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_exercises_on_the_pages_can_be_read(page: Path) -> None:
    for block in re.findall(r"```toml\n(.*?)```", page.read_text("utf-8"), re.DOTALL):
        if "kind" in tomllib.loads(block):
            assert library.read_exercise(document(block, page.name), "x", "l/x").key is not None


def test_the_index_lists_every_page() -> None:
    toctree = re.search(
        r"```\{toctree\}\n(?::[^\n]*\n)*(.*?)```", (DOCS / "index.md").read_text(), re.DOTALL
    )
    assert toctree is not None
    assert set(toctree[1].split()) | {"index"} == {page.stem for page in DOCS.glob("*.md")}
