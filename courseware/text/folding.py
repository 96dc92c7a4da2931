"""When two short texts are the same answer.

`same` compares an answer with an accepted form, `like` with a pattern. Both work
on `fold`, which takes away what the author said not to mind. Script is not part
of `fold`: whether цирк is sirk can only be asked of two words in *different*
scripts. Within one script the letters count, or свет would pass for цвет and
мел for мель. So compare with `same`, never with `fold(a) == fold(b)` alone.

Whatever the author minds, invisible characters go, quotation marks and dashes
are one of a kind (keyboards choose them, not learners), and a word typed in two
scripts at once is put right.

Work is linear in the text, of which `LIMIT` characters are read.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from courseware.text.letters import (
    APOSTROPHES,
    CYRILLIC_LOOKS,
    LATIN_LOOKS,
    OKINA,
    TUTUQ,
    has_cyrillic,
    is_cyrillic,
    is_latin,
    name_apostrophes,
    one_apostrophe,
    runs,
)
from courseware.text.transliteration import to_latin

Aspect = Literal["case", "space", "apostrophes", "script", "punctuation", "yo"]
"""What an author may tell the marker not to mind; "yo" is ё written as е."""

IGNORED: Final[frozenset[Aspect]] = frozenset({"case", "space", "apostrophes", "script", "yo"})
"""What is not minded unless the author says otherwise."""

LIMIT: Final = 5_000
"""Characters; the rest of a longer text is not read."""

_STAR = "\ue000"
_SPACES = frozenset("\t\n\v\f\r\x85\u2028\u2029")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co"})
# Compatibility forms that say something else than their plain digits do: x², H₂O, ½.
_MEANT = frozenset("ªº²³¹¼½¾\u2044") | frozenset(map(chr, range(0x2070, 0x20A0)))
_FRACTIONS = range(0x2150, 0x218A)
_SIGNS: Final = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | dict.fromkeys("«»\u201c\u201d\u201e\u201f\u2039\u203a", '"')
)


class Lookalike(NamedTuple):
    """A letter of the wrong script inside a word: where it stands, and what was meant."""

    position: int
    typed: str
    meant: str


class Folded(NamedTuple):
    """A folded text as it was written, and in Latin letters, to be compared across scripts."""

    form: str
    latin: str
    is_cyrillic: bool


def fold(text: str, ignore: frozenset[Aspect] = IGNORED) -> str:
    """Return `text` without the differences that `ignore` names; folding twice changes nothing.

    "script" does nothing here (see the module), "punctuation" leaves spaces.
    """
    return _finish(_clean(text, ignore), ignore)


def same(given: str, accepted: str, ignore: frozenset[Aspect] = IGNORED) -> bool:
    """Tell whether an answer is the accepted form, but for what `ignore` names.

    With "script", word by word: a word in one script may answer for the word in
    the other, read by the rules of Uzbek orthography, or made of letters that
    look the same (a learner's Cyrillic х for the unknown x).
    """
    if fold(given, ignore) == fold(accepted, ignore):
        return True
    if "script" not in ignore:
        return False
    ours, theirs = runs(_clean(given, ignore)), runs(_clean(accepted, ignore))
    return len(ours) == len(theirs) and all(
        _same_word(our, their, ignore) for our, their in zip(ours, theirs, strict=True)
    )


def like(given: str, pattern: str, ignore: frozenset[Aspect] = IGNORED) -> bool:
    """Tell whether an answer fits a pattern in which `*` stands for any run of characters.

    Both are folded as for `same`. Across scripts a letter after a star is read
    as the beginning of a word.
    """
    answer, wanted = _clean(given, ignore), _clean(pattern, ignore, has_stars=True)
    if fits(_finish(answer, ignore), _finish(wanted, ignore)):
        return True
    if "script" not in ignore or has_cyrillic(answer) == has_cyrillic(wanted):
        return False
    return fits(_finish(to_latin(answer), ignore), _finish(to_latin(wanted), ignore))


def folded(text: str, ignore: frozenset[Aspect] = IGNORED) -> Folded:
    """Fold a text in both ways."""
    return _folded(_clean(text, ignore), ignore)


def words(text: str, ignore: frozenset[Aspect] = IGNORED) -> list[Folded]:
    """Return the words and numbers of a text, folded; a `*` in it is the sign of patterns."""
    cleaned = _clean(text, ignore | {"punctuation", "space"}, has_stars=True)
    return [_folded(word, ignore) for word in cleaned.split()]


def comparable(ours: Folded, theirs: Folded, ignore: frozenset[Aspect]) -> tuple[str, str]:
    """Return the forms to compare: in Latin letters where one is Cyrillic and that is ignored."""
    if "script" not in ignore or ours.is_cyrillic == theirs.is_cyrillic:
        return ours.form, theirs.form
    return ours.latin, theirs.latin


def _folded(cleaned: str, ignore: frozenset[Aspect]) -> Folded:
    form, latin = _finish(cleaned, ignore), _finish(to_latin(cleaned), ignore)
    return Folded(form, latin, has_cyrillic(cleaned))


def lookalikes(text: str) -> tuple[Lookalike, ...]:
    """Return the letters of another script that hide in a word: the Latin c of a Russian word."""
    found: list[Lookalike] = []
    position = 0
    for run in runs(name_apostrophes(text[:LIMIT])):
        for typed, meant in zip(run, _one_script(run), strict=True):
            if typed != meant:
                found.append(Lookalike(position, typed, meant))
            position += 1
    return tuple(found)


@lru_cache(maxsize=128)
def _clean(text: str, ignore: frozenset[Aspect], *, has_stars: bool = False) -> str:
    """Do all that folding does but case and ё, which the reading of scripts needs."""
    text = "".join(
        " " if character in _SPACES else character
        for character in text[:LIMIT]
        if character in _SPACES or _is_seen(character)
    )
    if has_stars:
        text = text.replace("*", _STAR)
    text = _normal(text)[:LIMIT].translate(_SIGNS)
    if "apostrophes" in ignore:
        text = name_apostrophes(one_apostrophe(text))
    text = _normal("".join(map(_one_script, runs(text))))
    if "apostrophes" in ignore:
        # Once more: an o typed in Cyrillic has become Latin now, and its sign another.
        text = _hard_signs(name_apostrophes(text))
    if "punctuation" in ignore:
        text = "".join(" " if unicodedata.category(c)[0] == "P" else c for c in text)
    return _spaced(text) if "space" in ignore else text


def _is_seen(character: str) -> bool:
    if "\ufe00" <= character <= "\ufe0f" or character == "\u034f":
        return False  # variation selectors, the grapheme joiner
    return unicodedata.category(character) not in _UNSEEN


def _normal(text: str) -> str:
    """Apply NFKC, but leave apostrophes to be told apart, and what `_MEANT` holds."""
    plain = "".join(
        character
        if character in _MEANT or ord(character) in _FRACTIONS or character in APOSTROPHES
        else unicodedata.normalize("NFKC", character)
        for character in text
    )
    return unicodedata.normalize("NFC", plain)


def _one_script(word: str) -> str:
    """Put right a word in two scripts if the letters of one of them look like the other's."""
    latin = [letter for letter in word if is_latin(letter)]
    cyrillic = [letter for letter in word if is_cyrillic(letter)]
    if not latin or not cyrillic:
        return word
    looks = [
        table
        for letters, table in ((latin, LATIN_LOOKS), (cyrillic, CYRILLIC_LOOKS))
        if all(letter in table for letter in letters)
    ]
    if not looks:
        return word
    # Either way would do: the script with more letters was meant, Cyrillic if they are equal.
    table = looks[-1] if len(latin) > len(cyrillic) else looks[0]
    return "".join(table.get(letter, letter) for letter in word)


def _hard_signs(text: str) -> str:
    """Read an apostrophe after a Cyrillic letter as ъ, which many keyboards lack."""
    written = list(text)
    for place, (before, sign) in enumerate(pairwise(text), start=1):
        after = text[place + 1 : place + 2]
        if sign in (OKINA, TUTUQ) and is_cyrillic(before) and after not in APOSTROPHES:
            written[place] = "Ъ" if before.isupper() and not after.islower() else "ъ"
    return "".join(written)


def _spaced(text: str) -> str:
    """Keep one space between words and numbers, none beside a sign or at the ends."""
    parts = text.split()
    written = parts[:1]
    for before, after in pairwise(parts):
        if _is_inside(before[-1]) and _is_inside(after[0]):
            written.append(" ")
        written.append(after)
    return "".join(written)


def _is_inside(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN" or character in (_STAR, "'")


def _finish(text: str, ignore: frozenset[Aspect]) -> str:
    if "case" in ignore:
        lower = text.lower().replace("ς", "σ").replace("ß", "ss").replace("i\u0307", "i")
        text = unicodedata.normalize("NFC", lower)
    return text.replace("ё", "е").replace("Ё", "Е") if "yo" in ignore else text


def _same_word(our: str, their: str, ignore: frozenset[Aspect]) -> bool:
    if _finish(our, ignore) == _finish(their, ignore):
        return True
    if has_cyrillic(our) == has_cyrillic(their):
        return False
    cyrillic, latin = (our, their) if has_cyrillic(our) else (their, our)
    if _finish(to_latin(cyrillic), ignore) == _finish(latin, ignore):
        return True
    looks = "".join(CYRILLIC_LOOKS.get(letter, letter) for letter in cyrillic)
    return _finish(looks, ignore) == _finish(latin, ignore)


def fits(text: str, pattern: str) -> bool:
    """Tell whether a folded text fits a folded pattern (`words`, `comparable`).

    Match greedily from the left, which is enough where `*` is the only sign; linear.
    """
    first, *others = pattern.split(_STAR)
    if not others:
        return text == pattern
    *inner, last = others
    end = len(text) - len(last)
    if not text.startswith(first) or not text.endswith(last) or len(first) > end:
        return False
    place = len(first)
    for piece in inner:
        place = text.find(piece, place, end)
        if place < 0:
            return False
        place += len(piece)
    return True
