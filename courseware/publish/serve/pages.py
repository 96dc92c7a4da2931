"""What the pages say: titles from the notebooks, words from the catalogue."""

from __future__ import annotations

import json
from collections.abc import Sequence

from courseware.library import Lesson
from courseware.text import Texts, choose, say

LANGUAGE_COOKIE = "courseware-language"
_TAG = "lang:"


def title(lesson: Lesson) -> Texts:
    """Return the first heading of the notebook in every language, else the lesson's name."""
    try:
        notebook = json.loads(lesson.notebook.read_text("utf-8"))
        found = dict(_headings(notebook["cells"]))
    except (OSError, ValueError, KeyError, TypeError):
        return lesson.name
    untagged = found.pop("", None)
    return found or untagged or lesson.name


def in_every_language(text: Texts, languages: Sequence[str]) -> dict[str, str]:
    """Return a text by language, for a page that switches in place."""
    return {language: choose(text, language) for language in languages}


def words(languages: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return the words of a lesson's page in every language, and each language's own name."""
    keys = ("lessons", "language", "next", "previous", "skip")
    return {
        language: {
            "name": say(f"serve.language_{language.replace('-', '_')}", language),
            **{key: say(f"serve.{key}", language) for key in keys},
        }
        for language in languages
    }


def preferred(
    languages: Sequence[str], asked: str | None, kept: str | None, accepted: str, default: str
) -> str:
    """Return the page's language: asked for, kept in a cookie, the browser's, the course's."""
    browser = [part.partition(";")[0].strip().partition("-")[0] for part in accepted.split(",")]
    wishes = (asked, kept, *browser, default)
    return next((wish for wish in wishes if wish and wish in languages), languages[0])


def _headings(cells: Sequence[dict[str, object]]) -> list[tuple[str, str]]:
    """Return (language, heading), the first of each language first; language "" is for all."""
    found: dict[str, str] = {}
    for cell in cells:
        source = cell.get("source", "")
        text = "".join(source) if isinstance(source, list) else str(source)
        first = text.strip().partition("\n")[0]
        if cell.get("cell_type") != "markdown" or not first.startswith("# "):
            continue
        metadata = cell.get("metadata")
        tags = metadata.get("tags", []) if isinstance(metadata, dict) else []
        for language in [tag.removeprefix(_TAG) for tag in tags if tag.startswith(_TAG)] or [""]:
            found.setdefault(language, first.removeprefix("# ").strip())
    return list(found.items())
