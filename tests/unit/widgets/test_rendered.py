"""What of an exercise and its key becomes HTML on the way to the page, and what must stay text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from courseware import library
from courseware.decoding import document
from courseware.publish.check import texts
from courseware.widgets.rendering import on_the_wire

DOCS = Path(__file__).parents[3] / "docs" / "kinds"
COMPARED = {"answer", "answers", "all", "any", "none", "patterns"}


def entries(kind: str) -> list[library.Entry]:
    page = (DOCS / f"{kind}.md").read_text("utf-8")
    blocks = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    return [library.read_exercise(document(block, kind), "x", "l/x") for block in blocks]


def leaves(thing: Any, field: str = "") -> list[tuple[str, str]]:
    """Return every text with the name of the field that holds it."""
    if isinstance(thing, dict):
        return [
            each
            for name, value in thing.items()
            for each in leaves(value, field if field in COMPARED else name)
        ]
    if isinstance(thing, list):
        return [each for value in thing for each in leaves(value, field)]
    return [(field, thing)] if isinstance(thing, str) else []


@pytest.mark.parametrize("kind", ["cloze", "text"])
def test_what_is_compared_stays_as_the_author_wrote_it(kind: str, tmp_path: Path) -> None:
    for entry in entries(kind):
        assert entry.key is not None
        sent = on_the_wire(entry.key, ("uz", "ru", "en"), tmp_path)
        found = leaves(sent)
        assert [text for field, text in found if field in COMPARED and "<" in text] == []
        said = [text for field, text in found if field not in COMPARED and " " in text]
        assert all(text.startswith("<") for text in said), said


def test_a_body_becomes_html_with_its_marks(tmp_path: Path) -> None:
    gaps, words = entries("cloze")
    body: Any = on_the_wire(gaps.exercise, ("en",), tmp_path)["body"]
    assert body["en"].startswith("<p>The acceleration")
    assert "[[force]]" in body["en"]
    assert "{{m}}" in body["en"]
    body = on_the_wire(words.exercise, ("uz",), tmp_path)["body"]
    assert body["uz"] == "<p>Anvar erta [[rise:turdi]] va maktabga [[go:ketdi]].</p>"


def test_accepted_forms_need_not_be_in_every_language() -> None:
    keywords = entries("text")[1]
    shown = [text.path for text in texts.written(keywords.key) if text.shown and text.texts]
    assert shown == [("keywords", 1, "feedback")]
