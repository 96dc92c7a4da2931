"""Letters and signs: what a character is, before any rule about words.

Everything here is mirrored in `widgets/src/text/letters.ts`.
"""

from __future__ import annotations

import unicodedata
from itertools import groupby

OKINA = "\u02bb"
"""The sign of the letters oʻ and gʻ."""

TUTUQ = "\u02bc"
"""Tutuq belgisi, the sign of a break or of a long vowel: sanʼat, maʼno."""

APOSTROPHES = frozenset(
    "'`\u00b4\u02b9\u02bb\u02bc\u02bd\u02be\u02c8\u02ca\u02cb\u0374\u055a\u05f3"
    "\u1fbd\u1fbf\u1fef\u1ffd\u2018\u2019\u201b\u2032\u2035\ua78b\ua78c\uff07\uff40"
)
"""What keyboards and word processors put where Uzbek has U+02BB or U+02BC."""

CYRILLIC_LOOKS = dict(
    zip(
        "АВЕЁКМНОРСТУХІЈЅҺԚԜаеёорсухіјѕһԛԝ",
        "ABEËKMHOPCTYXIJSHQWaeëopcyxijshqw",
        strict=True,
    )
)
"""Cyrillic letters that cannot be told from Latin ones by eye."""

LATIN_LOOKS = dict(zip("ABEËKMHOPCTYXaeëopcyx", "АВЕЁКМНОРСТУХаеёорсух", strict=True))
"""Latin letters that cannot be told from Russian or Uzbek ones by eye."""


def is_letter(character: str) -> bool:
    """Tell whether a character can stand inside a word: a letter or a mark on one."""
    return character.isalpha() or unicodedata.category(character)[0] == "M"


def is_latin(character: str) -> bool:
    """Tell whether a character is a letter of the Latin script (ASCII to Extended-B)."""
    return character.isalpha() and character < "\u0250"


def is_cyrillic(character: str) -> bool:
    """Tell whether a character is a letter of the Cyrillic script."""
    return "\u0400" <= character < "\u0530" and character.isalpha()


def has_cyrillic(text: str) -> bool:
    """Tell whether any letter of the text is Cyrillic."""
    return any(map(is_cyrillic, text))


def runs(text: str) -> list[str]:
    """Cut a text into words and what stands between them; joined they give the text."""
    return ["".join(part) for _, part in groupby(text, is_letter)]


def one_apostrophe(text: str) -> str:
    """Write every variant of the apostrophe as U+0027.

    To be done before any Unicode normalisation: NFKC takes U+00B4 apart into a
    space and a combining accent.
    """
    return "".join("'" if character in APOSTROPHES else character for character in text)


def name_apostrophes(text: str) -> str:
    """Write each apostrophe in a word as what it is: the sign of oʻ and gʻ, or tutuq belgisi.

    Quotation marks stay: a mark before a word opens a quotation, and the next one
    that ends a word closes it.
    """
    written: list[str] = []
    is_open = False
    for place, character in enumerate(text):
        before = text[place - 1] if place else " "
        after = text[place + 1] if place + 1 < len(text) else " "
        if character not in APOSTROPHES:
            written.append(character)
        elif not _is_of_word(before):
            is_open = _is_of_word(after)
            written.append(character)
        elif is_open and not _is_of_word(after) and after not in APOSTROPHES:
            is_open = False
            written.append(character)
        else:
            written.append(OKINA if before in "oOgG" else TUTUQ)
    return "".join(written)


def _is_of_word(character: str) -> bool:
    return is_letter(character) and character not in APOSTROPHES
