"""The running text: where its gaps are, which of its words can be marked.

What is found in the author's Markdown must be found in the HTML that is made of
it, for the browser sees only that: tags, character references and slots are
passed over, and `check` compares the two.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from courseware.text import Texts, choose, to_latin
from courseware.text.letters import APOSTROPHES, is_letter

MARK = re.compile(r"\[\[([A-Za-z][A-Za-z0-9_-]{0,39})(?::([^\[\]<>\n]{1,200}))?\]\]")
"""`[[id]]` is a gap, `[[id:word]]` a word that can be marked."""

_KEPT = re.compile(rf"{MARK.pattern}|\{{\{{[^{{}}]*\}}\}}|<[^<>]*>|&#?\w+;", re.ASCII)
_HYPHENS = "-\u2010\u2011"
_LONGEST_STEM = 32


class Piece(NamedTuple):
    """A part of a text: a gap by its id, a word that can be marked with its, or anything else."""

    kind: Literal["gap", "word", "other"]
    text: str
    id: str = ""


@lru_cache(maxsize=64)
def gap_ids(text: str) -> tuple[str, ...]:
    """Return the gaps of a text in their order, one for each time that it stands there."""
    return tuple(mark[1] for mark in MARK.finditer(text) if mark[2] is None)


@lru_cache(maxsize=64)
def pieces(text: str, *, every_word: bool) -> tuple[Piece, ...]:
    """Cut a text into the words that can be marked and what stands between them."""
    taken = {mark[1] for mark in MARK.finditer(text) if mark[2] is not None}
    found: list[Piece] = []
    end = 0
    for kept in _KEPT.finditer(text):
        found += _words(text[end : kept.start()], taken) if every_word else ()
        found += () if every_word else (Piece("other", text[end : kept.start()]),)
        is_word = kept[1] is not None and kept[2] is not None
        found.append(Piece("word", kept[2], kept[1]) if is_word else Piece("other", kept[0]))
        end = kept.end()
    found += _words(text[end:], taken) if every_word else (Piece("other", text[end:]),)
    return tuple(piece for piece in found if piece.text)


def words(body: Texts, language: str, *, every_word: bool) -> tuple[Piece, ...]:
    """Return the pieces of the text that a reader of `language` gets.

    A text in Cyrillic letters that has as many words as the one in Latin letters
    is the same text: its words have the ids of those.
    """
    read = pieces(choose(body, language), every_word=every_word)
    if language != "uz-Cyrl" or isinstance(body, str) or not body.get("uz"):
        return read
    ids = [piece.id for piece in pieces(body["uz"], every_word=every_word) if piece.id]
    if len(ids) != sum(1 for piece in read if piece.id):
        return read
    named = iter(ids)
    return tuple(piece._replace(id=next(named)) if piece.id else piece for piece in read)


def word_ids(body: Texts, *, every_word: bool) -> dict[str, frozenset[str]]:
    """Return the ids of the words by language; "" stands for every language."""
    texts = {"": body} if isinstance(body, str) else {k: text for k, text in body.items() if text}
    return {
        language: frozenset(
            piece.id for piece in words(body, language, every_word=every_word) if piece.id
        )
        for language in texts
    }


def _words(text: str, taken: set[str]) -> Iterator[Piece]:
    """Cut out the words; each gets an id from its letters, and adds it to those taken."""
    start = 0
    for place in range(1, len(text) + 1):
        if place < len(text) and _in_word(text, place) == _in_word(text, start):
            continue
        run = text[start:place]
        if _in_word(text, start) and any(map(is_letter, run)):
            yield Piece("word", run, _new_id(run, taken))
        else:
            yield Piece("other", run)
        start = place


def _in_word(text: str, place: int) -> bool:
    sign = text[place]
    if _is_part(sign):
        return True
    joins = sign in APOSTROPHES or sign in _HYPHENS
    return (
        joins
        and 0 < place < len(text) - 1
        and _is_part(text[place - 1])
        and _is_part(text[place + 1])
    )


def _is_part(sign: str) -> bool:
    return is_letter(sign) or unicodedata.category(sign)[0] == "N"


def _new_id(word: str, taken: set[str]) -> str:
    """Return the word's letters in ASCII, with a number where they have stood before.

    It begins with a letter: objects of JavaScript put numbers first.
    """
    letters = re.sub("[^a-z0-9]", "", to_latin(word.lower()))[:_LONGEST_STEM]
    if not letters[:1].isalpha():
        letters = f"w{letters}"
    found, count = letters, 1
    while found in taken:
        count += 1
        found = f"{letters}-{count}"
    taken.add(found)
    return found
