"""The languages of the project, and which of an author's texts a reader gets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, Literal

from courseware.text.transliteration import to_cyrillic

Language = Literal["uz", "uz-Cyrl", "ru", "en"]
"""BCP 47; "uz" is Uzbek in Latin letters."""

LANGUAGES: Final[tuple[Language, ...]] = ("uz", "uz-Cyrl", "ru", "en")

Texts = str | dict[str, str]
"""An author's text: one for every language, or one for each. An empty one is a missing one."""

FALLBACK: Final = ("uz", "ru", "en")

_KEPT_PATTERNS = (
    r"(?s:(?P<fence>```|~~~).*?(?:(?P=fence)|\Z))",
    r"(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)",
    r"(?s:\$\$.*?\$\$)",
    r"\\\$",
    r"\$[^$\n]+\$",
    r"\{\{[^{}]*\}\}|\{\w+\}",  # a value of the exercise; a parameter of the catalogue
    r"\[\[[A-Za-z][A-Za-z0-9_-]*(?:\]\]|:)",  # a gap, or the name of a word, in a cloze
    r"\]\([^()\n]*\)",  # where a link or an image points
    r"\b(?:https?|ftp|mailto):[^\s)>]+|\bwww\.[^\s)>]+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    r"\b[\w/-]+\.(?:csv|ipynb|json|md|png|py|svg|toml|txt)\b",
    r"&\w+;",
    r"\b(?:Jupyter(?:Lab|Hub)?|Python|Binder)(?=\b|[\W_])",
    # A lone letter is a point, a variable or a unit; only u (he, she, it) is a word.
    r"(?<![\w'`\u2018\u2019\u02bb\u02bc])(?![uU])[A-Za-z](?![\w'`\u2018\u2019\u02bb\u02bc])",
)
_KEPT = re.compile("|".join(_KEPT_PATTERNS))


def choose(texts: Texts, language: str, fallback: Iterable[str] = FALLBACK) -> str:
    """Return the text for a reader of `language`, "" where there is none at all.

    Uzbek in Cyrillic is derived from Uzbek in Latin where the author gave none.
    Failing that, the languages of `fallback` are tried, then whatever there is.
    """
    if isinstance(texts, str):
        return texts
    if texts.get(language):
        return texts[language]
    if language == "uz-Cyrl" and texts.get("uz"):
        return derive_cyrillic(texts["uz"])
    others = (texts.get(other, "") for other in (*fallback, *texts))
    return next((text for text in others if text), "")


def available(texts: Texts) -> tuple[Language, ...]:
    """Return the languages in which a text can be read without falling back."""
    if isinstance(texts, str):
        return LANGUAGES if texts else ()
    given = {language for language, text in texts.items() if text}
    if "uz" in given:
        given.add("uz-Cyrl")
    return tuple(language for language in LANGUAGES if language in given)


@lru_cache(maxsize=2048)
def derive_cyrillic(text: str) -> str:
    """Write a Markdown text of Latin Uzbek in Cyrillic letters.

    Code, formulas, `{{values}}`, `{parameters}`, addresses, file names and lone
    letters other than u stay as they are.
    """
    written, end = [], 0
    for kept in _KEPT.finditer(text):
        written += [to_cyrillic(text[end : kept.start()]), kept[0]]
        end = kept.end()
    return "".join(written) + to_cyrillic(text[end:])
