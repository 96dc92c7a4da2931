"""The sentences of courseware in every language; see the package for how to add one."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Final

from courseware.text.languages import FALLBACK, derive_cyrillic
from courseware.text.number_format import format_number
from courseware.text.plurals import plural

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

Sentence = dict[str, str | dict[str, str]]
"""By language: the sentence, or its plural forms."""

SECTIONS_OF_BROWSER: Final = ("marking", "number", "widget")
"""What every page of the browser half gets, in its languages."""

SECTIONS_OF_CHUNKS: Final[tuple[str, ...]] = (
    "choices",
    "cloze",
    "code",
    "essay",
    "formula",
    "lab",
    "lab_lever",
    "lab_pendulum",
    "lab_sampling",
    "match",
    "order",
    "quantities",
)
"""What comes with the chunk of the same name, `widgets/src/chunks/<section>.ts`, on first use."""

_PARAMETER = re.compile(r"\{(\w+)\}")


def say(key: str, language: str, /, **parameters: str | Fraction | float) -> str:
    """Return the sentence `key` in `language`, its `{parameters}` filled in.

    Numbers are written as the language writes them; `count` chooses the plural
    form. The result is plain text: escape it for HTML.

    Raises:
        KeyError: no such key, or a parameter of the sentence is missing.
    """
    sentence = _sentence(key, language)
    if isinstance(sentence, dict):
        sentence = sentence[_form(key, sentence, language, parameters)]

    def value(match: re.Match[str]) -> str:
        name = match[1]
        if name not in parameters:
            raise KeyError(f"{key}: no value for the parameter {name}")
        given = parameters[name]
        return given if isinstance(given, str) else format_number(given, language)

    return _PARAMETER.sub(value, sentence)


def keys() -> frozenset[str]:
    """Return every key of the catalogue."""
    return frozenset(_catalogue())


def sentences(key: str) -> Sentence:
    """Return a key's sentences by language, as they are written.

    Raises:
        KeyError: no such key.
    """
    section = key.partition(".")[0]
    # All files take a tenth of a second to read, so first the one where it ought to stand.
    found = _read(section).get(key) if section in _files() else None
    found = found or _catalogue().get(key)
    if found is None:
        raise KeyError(f"the catalogue has no text {key!r}")
    return found


def in_languages(key: str) -> Sentence:
    """Return the same with Uzbek in Cyrillic, derived where it is not written."""
    texts = sentences(key)
    latin = texts["uz"]
    if isinstance(latin, str):
        return {"uz-Cyrl": derive_cyrillic(latin), **texts}
    return {"uz-Cyrl": {form: derive_cyrillic(text) for form, text in latin.items()}, **texts}


def _form(
    key: str,
    forms: dict[str, str],
    language: str,
    parameters: dict[str, str | Fraction | float],
) -> str:
    count = parameters.get("count")
    if count is None or isinstance(count, str):
        raise KeyError(f"{key}: the parameter count, a number, chooses the plural form")
    form = plural(language, count)
    return form if form in forms else "other"


@cache
def _sentence(key: str, language: str) -> str | dict[str, str]:
    texts = in_languages(key)
    return next(texts[known] for known in (language, *FALLBACK) if known in texts)


@cache
def _files() -> dict[str, Traversable]:
    """Return the files by their names, which are those of sections."""
    from importlib.resources import files  # noqa: PLC0415 - many who import this say nothing

    folder = files("courseware.text") / "catalogue"
    every = sorted(folder.iterdir(), key=lambda file: file.name)
    return {file.name[:-5]: file for file in every if file.name.endswith(".toml")}


@cache
def _read(name: str) -> dict[str, Sentence]:
    """Read one file: its own section, and what else it adds to others."""
    import tomllib  # noqa: PLC0415 - as above

    sections = tomllib.loads(_files()[name].read_text("utf-8"))
    return {
        f"{section}.{entry}": texts
        for section, entries in sections.items()
        for entry, texts in entries.items()
    }


@cache
def _catalogue() -> dict[str, Sentence]:
    return {key: texts for name in _files() for key, texts in _read(name).items()}
