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
_CYRILLIC: Final = dict(
    zip("abdefghijklmnopqrstuvxyz", "абдефгҳижклмнопқрстувхйз", strict=True)
) | {"oʻ": "ў", "gʻ": "ғ", "sh": "ш", "ch": "ч", "yo": "ё", "yu": "ю", "ya": "я", TUTUQ: "ъ"}

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

LOANS: Final[dict[str, str]] = {
    # §32: after oʻ the tutuq belgisi is not written, though Cyrillic has ъ
    "moʻjiza": "мўъжиза",
    "moʻtabar": "мўътабар",
    "moʻtadil": "мўътадил",
    # ъ between a prefix and е is not written
    "obyekt": "объект",
    "subyekt": "субъект",
    "inyeksiya": "инъекция",
    # these have с, against the rule for -ksiya, -nsiya, -psiya
    "epilepsiya": "эпилепсия",
    "pensiya": "пенсия",
    "refleksiya": "рефлексия",
    # ц is written s at the beginning of a word and after a consonant
    "aksent": "акцент",
    "aksiz": "акциз",
    "fransuz": "француз",
    "inersiya": "инерция",
    "kalsiy": "кальций",
    "konsentr": "концентр",
    "konsepsiya": "концепция",
    "konsern": "концерн",
    "konsert": "концерт",
    "kvars": "кварц",
    "porsiya": "порция",
    "prinsip": "принцип",
    "proporsi": "пропорци",
    "selsiy": "цельсий",
    "sement": "цемент",
    "sentner": "центнер",
    "senzura": "цензура",
    "sex": "цех",
    "siferblat": "циферблат",
    "sifr": "цифр",
    "sikl": "цикл",
    "silindr": "цилиндр",
    "sink": "цинк",
    "sirk(?!a)": "цирк",  # not sirka, vinegar
    "sirkul": "циркуль",
    "sitat": "цитат",
    "sitoplazma": "цитоплазма",
    "sitrus": "цитрус",
    "sivilizatsiya": "цивилизация",
    "vaksina": "вакцина",
    # ь is not written
    "albom": "альбом",
    "alfa": "альфа",
    "aprel": "апрель",
    "avtomobil": "автомобиль",
    "bulyon": "бульон",
    "dekabr": "декабрь",
    "delta": "дельта",
    "diagonal": "диагональ",
    "fevral": "февраль",
    "film": "фильм",
    "filtr": "фильтр",
    "gorizontal": "горизонталь",
    "impuls": "импульс",
    "iyul": "июль",
    "iyun": "июнь",
    "kalkulyator": "калькулятор",
    "kompyuter": "компьютер",
    "medal": "медаль",
    "model": "модель",
    "multimedia": "мультимедиа",
    "nol": "ноль",
    "noyabr": "ноябрь",
    "nyuton": "ньютон",
    "oktabr": "октябрь",
    "parallel": "параллель",
    "rels": "рельс",
    "rol": "роль",
    "rubl": "рубль",
    "sentabr": "сентябрь",
    "vertikal": "вертикаль",
    "volt": "вольт",
    "yanvar": "январь",
}
"""Loans whose Latin spelling does not tell the Cyrillic one; patterns of a word's beginning."""

_LOAN = re.compile("|".join(f"({stem})" for stem in sorted(LOANS, key=len, reverse=True)))
_LOAN_WORDS = [LOANS[stem] for stem in sorted(LOANS, key=len, reverse=True)]


def to_latin(cyrillic: str) -> str:
    """Write Cyrillic Uzbek in Latin letters; whatever is not Cyrillic stays.

    Russian letters that Uzbek lacks get their usual Uzbek reading: щ shch, ы i.
    Several words can come out alike (цвет and свет), so two Cyrillic texts must
    never be compared this way.
    """
    return "".join(_latin_word(run) if has_cyrillic(run) else run for run in runs(cyrillic))


def to_cyrillic(latin: str, *, knows_loans: bool = True) -> str:
    """Write Latin Uzbek in Cyrillic letters, whichever apostrophes it is typed with.

    Words with letters that Uzbek lacks (c, w, é) and Roman numerals stay as they
    are. Without `LOANS` this is what the browser does.
    """
    written = runs(name_apostrophes(latin))
    return "".join(_cyrillic_word(run, knows_loans=knows_loans) for run in written)


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


def _cyrillic_word(word: str, *, knows_loans: bool) -> str:
    low = word.lower()
    is_roman = len(word) > 1 and _ROMAN.fullmatch(word)
    if is_roman or len(low) != len(word) or _FOREIGN.search(low):
        return word
    loan = _LOAN.match(low) if knows_loans else None
    if not loan:
        return _by_rule(word, low, 0)
    cyrillic = _LOAN_WORDS[(loan.lastindex or 1) - 1]
    if loan.end() < len(word):
        cyrillic = cyrillic.removesuffix("ь")  # апрель, but апрелда
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
