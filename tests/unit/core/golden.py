"""The golden cases: folders under tests/golden, run here and by vitest alike."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from courseware import library
from courseware.decoding import Document
from courseware.library import Entry
from courseware.toml_places import Places

FOLDER = Path(__file__).parents[2] / "golden"


def case(name: str) -> dict[str, Any]:
    """Load one case."""
    loaded: dict[str, Any] = json.loads((FOLDER / name / "case.json").read_text("utf-8"))
    return loaded


def names(field: str) -> list[str]:
    """Return the cases that have a field."""
    folders = sorted(path.parent.name for path in FOLDER.glob("*/case.json"))
    return [name for name in folders if case(name).get(field)]


def entry(loaded: dict[str, Any]) -> Entry:
    """Decode a case's exercise and key as if they stood in one file."""
    exercise = {name: value for name, value in loaded["exercise"].items() if name != "id"}
    document = Document("case.json", {**exercise, "key": loaded["key"]}, Places(""))
    return library.read_exercise(document, "x", loaded["exercise"]["id"])
