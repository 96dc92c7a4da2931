"""Uzbek in both scripts, by the rules of the orthography.

Source: the orthography of 24 August 1995 (decree 339), by section where one is
named below. Cyrillic to Latin needs no list of words but for two months. Latin
to Cyrillic has lost letters that only a dictionary gives back (`LOANS`), so it
serves to *show* a text; answers are compared in Latin (`courseware.text.folding`).
"""

from __future__ import annotations

import re
from typing import Final

from courseware.text.letters import TUTUQ, has_cyrillic, name_apostrophes, runs

_LATIN: Final = dict(
    zip("абвгдежзийклмнопрстуфхыэқҳ", "abvgdejziyklmnoprstufxieqh", strict=True)
) | {"ғ": "gʻ", "ё": "yo", "ў": "oʻ", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya"}
_CYRILLIC = dict(zip("abdefghijklmnopqrstuvxyz", "абдефгҳижклмнопқрстувхйз", strict=True)) | {
    "oʻ": "ў",
    "gʻ": "ғ",
    "sh": "ш",
    "ch": "ч",
    "yo": "ё",
    "yu": "ю",
    "ya": "я",
    TUTUQ: "ъ",
}
_CYRILLIC |= {"c": "ц", "š": "с", "ʹ": "ь"}  # only of `LOANS`

_VOWELS: Final = "аеёиоуўыэюя"
_LATIN_VOWELS: Final = "aeiouʻ"

# sentabr, oktabr: §1; the word up to two letters after its я
_MONTH = re.compile("(?:окт|сент)ябр")

_PIECE = re.compile(
    "oʻ|gʻ|sh|ch"
    "|y(?=oʻ)"  # yoʻl is йўл: the letter oʻ goes before the pair yo
    "|yo|yu|ya|ye"
    # ts is ц in loans; in native words a verb's t meets a suffix: ket+sa, ket+sin, ot+siz
    "|ts(?=e|i(?!n(?!a)|z|$)|$)"
    "|."
)
_FOREIGN = re.compile("[^a-zʻʼ]|w|c(?!h)")
_ROMAN = re.compile("M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")

LOANS: Final = (
    # §32: after oʻ the tutuq belgisi is not written, though Cyrillic has ъ
    "moʻʼjiza moʻʼtabar moʻʼtadil"
    # ъ between a prefix and е is not written
    " inʼyeksiya obʼyekt subʼyekt"
    # these have с, against the rule for -ksiya, -nsiya, -psiya
    " epilepšiya penšiya reflekšiya"
    # ц is written s at the beginning of a word and after a consonant; vinegar is no circus
    " akcent akciz celʹsiy cement centner cenzura cex ciferblat cifr cikl cilindr cink cirk cirkulʹ"
    " citat citoplazma citrus civilizatsiya francuz inerciya kalʹciy koncentr koncepciya koncern"
    " koncert kvarc porciya princip proporci vakcina širka"
    # ь is not written
    " alʹbom alʹfa aprelʹ avtomobilʹ bulʹon dekabrʹ delʹta diagonalʹ fevralʹ filʹm filʹtr"
    " gorizontalʹ impulʹs iyulʹ iyunʹ kalʹkulyator kompʹyuter medalʹ modelʹ mulʹtimedia nolʹ"
    " noyabrʹ nʹyuton oktÿabrʹ parallelʹ relʹs rolʹ rublʹ sentÿabrʹ vertikalʹ volʹt yanvarʹ"
)
"""Beginnings of loans whose Latin spelling has lost what Cyrillic keeps.

Spelt as they would be had nothing been lost: c is ц, š is с where the rules would
see ц, ʹ is ь (of the yo for ьо too), ʼ is ъ, and ÿ the y of the months.
"""

_LOST: Final = (("ʹo", "yo"), ("ʹ", ""), ("ʼ", ""), ("ÿ", ""), ("c", "s"), ("š", "s"))


def _as_written(loan: str) -> str:
    for kept, written in _LOST:
        loan = loan.replace(kept, written)
    return loan


_LOANS: Final = {_as_written(loan): loan.replace("ÿ", "y") for loan in LOANS.split()}
_LOAN = re.compile("|".join(sorted(_LOANS, key=len, reverse=True)))


def to_latin(cyrillic: str) -> str:
    """Write Cyrillic Uzbek in Latin letters; whatever is not Cyrillic stays.

    Russian letters that Uzbek lacks get their usual Uzbek reading: щ shch, ы i.
    Several words can come out alike (цвет and свет), so two Cyrillic texts must
    never be compared this way.
    """
    return "".join(_latin_word(run) if has_cyrillic(run) else run for run in runs(cyrillic))


def to_cyrillic(latin: str) -> str:
    """Write Latin Uzbek in Cyrillic letters, whichever apostrophes it is typed with.

    Words with letters that Uzbek lacks (c, w, é) and Roman numerals stay as they are.
    """
    return "".join(map(_cyrillic_word, runs(name_apostrophes(latin))))


def _latin_word(word: str) -> str:
    written = []
    for place, letter in enumerate(word):
        before, after = word[place - 1 : place], word[place + 1 : place + 2]
        is_month = letter in "яЯ" and _MONTH.fullmatch(word[: place + 3].lower())
        sounds = "a" if is_month else _sounds(letter.lower(), before.lower(), after.lower())
        if letter != letter.lower():
            is_shouted = after.isupper() or (not after and before.isupper())
            sounds = sounds.upper() if is_shouted else sounds[:1].upper() + sounds[1:]
        written.append(sounds)
    return "".join(written)


def _sounds(letter: str, before: str, after: str) -> str:
    """Return the Latin for one lower-case letter between its neighbours ("" at an edge)."""
    follows_vowel = before != "" and before in _VOWELS
    if letter == "е":
        return "ye" if follows_vowel or before in ("", "ъ", "ь") else "e"
    if letter == "ц":
        return "ts" if follows_vowel else "s"
    if letter == "ь":
        return "y" if after == "о" else ""
    if letter == "ъ":
        # мўъжиза: §32. объект: only keeps е from melting into the consonant.
        is_silent = before == "ў" or (not follows_vowel and after and after in "еёюя")
        return "" if is_silent else TUTUQ
    if letter == "ҳ" and before == "с":
        return TUTUQ + "h"
    return _LATIN.get(letter, letter)


def _cyrillic_word(word: str) -> str:
    low = word.lower()
    is_roman = len(word) > 1 and _ROMAN.fullmatch(word)
    if is_roman or len(low) != len(word) or _FOREIGN.search(low):
        return word
    loan = _LOAN.match(low)
    if not loan:
        return _by_rule(word, low, 0)
    stem = _LOANS[loan[0]]
    if loan.end() < len(word):
        stem = stem.removesuffix("ʹ")  # апрель, but апрелда
    cyrillic = _by_rule(stem, stem, 0)
    if len(word) > 1 and word.isupper():
        cyrillic = cyrillic.upper()
    elif word[0].isupper():
        cyrillic = cyrillic[0].upper() + cyrillic[1:]
    return cyrillic + _by_rule(word, low, loan.end())


def _by_rule(word: str, low: str, start: int) -> str:
    written = []
    for piece in _PIECE.finditer(low, start):
        before = low[piece.start() - 1] if piece.start() else ""
        letters = _letters(piece[0], before, low[piece.end() : piece.end() + 3])
        first = word[piece.start()]
        is_capital = first.isupper() or (first == TUTUQ and word.isupper())
        written.append(letters.upper() if is_capital else letters)
    return "".join(written)


def _letters(piece: str, before: str, after: str) -> str:
    """Return the Cyrillic for one piece of a lower-case Latin word."""
    opens = not before or before in _LATIN_VOWELS
    if piece == "e":
        return "э" if opens else "е"
    if piece == "ye":
        return "е" if opens or before == TUTUQ else "ье"
    if piece == "ts" or (piece == "s" and before and before in "knp" and after == "iya"):
        return "ц"  # -ksiya, -nsiya, -psiya are -кция, -нция, -пция
    if piece == TUTUQ and before == "s" and after.startswith("h"):
        return ""  # Isʼhoq: it only keeps s and h from being read as sh
    return _CYRILLIC.get(piece, piece)
