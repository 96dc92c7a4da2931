"""The sentences: each in every language, none unsaid, none missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from courseware.text import LANGUAGES, keys, say
from courseware.text._generate import FOLDER, modules
from courseware.text.catalogue import SECTIONS_OF_BROWSER, in_languages
from courseware.text.plurals import FORMS, plural

ROOT = Path(__file__).parents[3]

SECTIONS = "|".join(sorted({key.split(".")[0] for key in keys()}))
LITERAL = re.compile(rf"""["'`]((?:{SECTIONS})\.[a-z0-9_]+)["'`]""")
PREFIX = re.compile(rf"""["'`]((?:{SECTIONS})\.[a-z0-9_]*)(?:\$?\{{|["'`] ?\+)""")
SAID = re.compile(r"""\b(?:say|Note|t)\(\s*["'`]([a-z_]+\.[a-z0-9_]+)["'`]""")
PARAMETERS = re.compile(r"\{(\w+)\}")


def sources() -> list[Path]:
    python = (path for kind in ("*.py", "*.j2") for path in (ROOT / "courseware").rglob(kind))
    browser = (ROOT / "widgets" / "src").rglob("*.ts")
    return [path for path in (*python, *browser) if not path.name.endswith(".generated.ts")]


# Sentences for surfaces that are still being built.
FORESEEN = frozenset({"widget.clear", "widget.practice_key_visible"})

CODE = "\n".join(path.read_text("utf-8") for path in sources())

LITERALS = frozenset(LITERAL.findall(CODE))
# A whole section with a value after it (`widget.${state}`) claims nothing.
PREFIXES = tuple(prefix for prefix in set(PREFIX.findall(CODE)) if not prefix.endswith("."))
WORDS = frozenset(re.findall(r"""["'`]([a-z0-9_]+)["'`]""", CODE))


def forms(key: str, language: str) -> dict[str, str]:
    texts = in_languages(key)[language]
    return texts if isinstance(texts, dict) else {"other": texts}


@pytest.mark.parametrize("key", sorted(keys()))
def test_a_sentence_is_there_in_every_language(key: str) -> None:
    assert set(in_languages(key)) == set(LANGUAGES)
    parameters = {
        language: [set(PARAMETERS.findall(text)) for text in forms(key, language).values()]
        for language in LANGUAGES
    }
    wanted = parameters["uz"][0]
    assert all(found == wanted for each in parameters.values() for found in each), parameters


@pytest.mark.parametrize("key", sorted(keys()))
def test_a_sentence_is_well_written(key: str) -> None:
    for language in LANGUAGES:
        texts = in_languages(key)[language]
        if isinstance(texts, dict):
            assert set(texts) == set(FORMS[language])
            assert any("{count}" in text for text in texts.values())
        for text in forms(key, language).values():
            assert text
            assert text == text.strip()
            assert "  " not in text
            if key.startswith(SECTIONS_OF_BROWSER):
                assert not re.search(r"[\n|]", text), "lines and | part sentences there"
    for text in (re.sub("`.*?`", "", text) for text in forms(key, "uz").values()):
        assert not re.search("[oOgG]['`\u2018\u2019\u02bc]", text), "oʻ and gʻ take U+02BB"
        assert not re.search("\\w['`\u2018\u2019]\\w", text), "tutuq belgisi is U+02BC"


def test_what_is_said_is_in_the_catalogue() -> None:
    assert set(SAID.findall(CODE)) - keys() == set()


def test_what_is_in_the_catalogue_is_said() -> None:
    unsaid = {key for key in keys() if not is_said(key)}
    assert unsaid - FORESEEN == set()


def is_said(key: str) -> bool:
    """Tell whether the code holds the key, its beginning, or the word it is put together from."""
    parts = key.split(".")[1].removesuffix("_cure").split("_")
    ends = {"_".join(parts[start:]) for start in range(len(parts))}
    return key in LITERALS or key.startswith(PREFIXES) or not ends.isdisjoint(WORDS)


def test_the_browser_has_what_the_catalogue_has() -> None:
    for name, text in modules().items():
        assert (FOLDER / name).read_text("utf-8") == text, "run python -m courseware.text._generate"
    catalogue = modules()["catalogue.generated.ts"]
    assert all(f"\n{section}." in catalogue.replace("`", "\n") for section in SECTIONS_OF_BROWSER)


def test_a_missing_key_is_named() -> None:
    with pytest.raises(KeyError, match=r"widget\.nothing"):
        say("widget.nothing", "uz")


def test_a_missing_parameter_is_named() -> None:
    with pytest.raises(KeyError, match=r"widget\.score_of.*total"):
        say("widget.score_of", "en", score=1)
    with pytest.raises(KeyError, match=r"widget\.points.*count"):
        say("widget.points", "ru")
    with pytest.raises(KeyError, match=r"widget\.points.*count"):
        say("widget.points", "ru", count="three")


def test_a_value_is_never_taken_for_a_parameter() -> None:
    assert say("widget.understood_as", "en", text="{count}") == "Understood as: {count}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_forms_are_those_of_the_language(language: str) -> None:
    assert {plural(language, count / 2) for count in range(500)} == set(FORMS[language])
