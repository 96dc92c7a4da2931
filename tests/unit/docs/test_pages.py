"""The pages tell of every field, and link to what exists."""

from __future__ import annotations

import importlib.util
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
KINDS = DOCS / "kinds"
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md")), *sorted(KINDS.glob("*.md"))]
_spec = importlib.util.spec_from_file_location("fields", DOCS / "fields.py")
assert _spec is not None
assert _spec.loader is not None
fields_of = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(fields_of)
EXERCISES = (DOCS / "exercises.md").read_text("utf-8")


@pytest.mark.parametrize("name", kinds.NAMES)
def test_every_field_is_told(name: str) -> None:
    structs = (kinds.kind(name).EXERCISE, kinds.kind(name).KEY, Variable)
    fields = [field.name for struct in structs for field in msgspec.structs.fields(struct)]
    missing = [field for field in fields if not re.search(rf"\b{field}\b", EXERCISES)]
    assert missing == []


@pytest.mark.parametrize("name", kinds.NAMES)
def test_a_kind_has_a_page_with_its_fields(name: str) -> None:
    page = (KINDS / f"{name}.md").read_text("utf-8")
    assert page == fields_of.filled(page, name), "run: python docs/fields.py"
    assert f"index.html?only={name}" in page


def test_no_page_is_left_over() -> None:
    assert {page.stem for page in KINDS.glob("*.md")} == set(kinds.NAMES)


def test_every_function_of_expressions_is_told() -> None:
    authors = (DOCS / "authors.md").read_text("utf-8")
    assert " ".join(expressions.FUNCTIONS) in authors


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    prose = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.DOTALL)
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", prose)
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
    pages = {page.relative_to(DOCS).with_suffix("").as_posix() for page in DOCS.rglob("*.md")}
    assert set(toctree[1].split()) | {"index"} == pages
