"""The units that can be written, found by what people call them.

Symbols mind capitals, words do not. Mirrored in `widgets/src/units/table.ts`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from courseware.text.letters import CYRILLIC_LOOKS, LATIN_LOOKS, is_cyrillic

BASES: Final = "LMTIKNJYS"
"""Length, mass, time, current, temperature, substance, light, months, soʻm."""

Dimension = tuple[int, ...]
"""Powers of the bases."""

_CYRILLIC_LOOKS: Final = CYRILLIC_LOOKS | {"к": "k", "м": "m"}
_LATIN_LOOKS: Final = LATIN_LOOKS | {"k": "к", "m": "м"}
"""In the small letters of units к and м are looked at no closer than с and о."""

_LANGUAGES: Final = ("uz", "uz-Cyrl", "ru", "en")


@dataclass(frozen=True, slots=True, eq=False)
class Prefix:
    """A power of ten, the symbols shown for it, and all that are read, Latin and Cyrillic."""

    power: int
    latin: str
    cyrillic: str
    symbols: tuple[tuple[str, ...], tuple[str, ...]]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class NamedUnit:
    """A unit of the table; its size in the SI is `factor` times π to the power `pi`.

    `offset` is its zero in kelvins. `shown` is its symbol by language, `instead`
    the unit that a hasty learner may mean by the same sign, and by which signs.
    """

    name: str
    factor: Fraction
    pi: int
    dimension: Dimension
    offset: Fraction
    shown: dict[str, str]
    instead: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Atom:
    """One unit with its prefix; `inverse` where the word said "per" as well."""

    unit: NamedUnit
    prefix: Prefix | None = None
    inverse: bool = False


@dataclass(frozen=True, slots=True)
class _Table:
    units: dict[str, NamedUnit]
    symbols: dict[str, Atom]
    folded: dict[str, tuple[Atom, ...]]
    words: dict[str, Atom]
    prefixed: dict[str, NamedUnit]
    prefix_words: dict[str, Prefix]


@lru_cache(maxsize=4096)
def atoms(word: str) -> tuple[Atom, ...]:
    """Return what a symbol or word can mean, the likeliest first; () where nothing.

    Letters of the other script that look the same are taken as meant.
    """
    table = _table()
    for looks in (word, _all_latin(word), _all_cyrillic(word)):
        found = [table.symbols.get(looks) or _word(looks.lower())]
        found += table.folded.get(looks.lower(), ())
        known = tuple(dict.fromkeys(atom for atom in found if atom is not None))
        if known:
            return (*known, *_instead(table, looks, known[0]))
    return ()


def is_doubtful(word: str) -> bool:
    """Tell whether a word's capitals leave open which prefix is meant: MPA is mPa or MPa."""
    table = _table()
    ways = (word, _all_latin(word), _all_cyrillic(word))
    first, *others = atoms(word)
    is_written = any(way in table.symbols for way in ways) or _word(word.lower()) is not None
    return not is_written and any(other.unit is first.unit for other in others)


def _instead(table: _Table, word: str, atom: Atom) -> Iterator[Atom]:
    if atom.unit.instead and atom.prefix is None:
        name, *signs = atom.unit.instead
        if not signs or word in signs:
            yield Atom(table.units[name])


def _word(word: str) -> Atom | None:
    table = _table()
    if word in table.words:
        return table.words[word]
    for start, prefix in table.prefix_words.items():
        unit = table.prefixed.get(word.removeprefix(start)) if word.startswith(start) else None
        if unit is not None:
            return Atom(unit, prefix)
    return None


def _all_latin(word: str) -> str:
    return "".join(_CYRILLIC_LOOKS.get(letter, letter) for letter in word)


def _all_cyrillic(word: str) -> str:
    return "".join(_LATIN_LOOKS.get(letter, letter) for letter in word)


@cache
def _table() -> _Table:
    from importlib.resources import files  # noqa: PLC0415 - few exercises have units

    text = (files("courseware.units") / "table.txt").read_text("utf-8")
    upper, lower = text.split("\n\n")
    prefixes = [_prefix(line.split("\t")) for line in upper.splitlines()]
    rows = [line.split("\t") for line in lower.splitlines()]
    table = _Table({row[0]: _unit(row) for row in rows}, {}, {}, {}, {}, {})
    table.prefix_words.update({word: prefix for prefix in prefixes for word in prefix.words})
    for row in rows:
        _name(table, row)
    for row in rows:
        if row[5]:
            _add_prefixes(table, row, prefixes)
    folded = defaultdict(list)
    for symbol, atom in table.symbols.items():
        folded[symbol.lower()].append(atom)
    table.folded.update({word: tuple(dict.fromkeys(found)) for word, found in folded.items()})
    return table


def _prefix(row: list[str]) -> Prefix:
    latin, cyrillic, words = (tuple(cell.split()) for cell in row[1:])
    return Prefix(int(row[0]), latin[0], cyrillic[0], (latin, cyrillic), words)


def _unit(row: list[str]) -> NamedUnit:
    name, factor, pi, dimension, offset, _, shown, _, _, _, instead = row
    return NamedUnit(
        name,
        Fraction(factor),
        int(pi),
        _dimension(dimension),
        Fraction(offset),
        dict(zip(_LANGUAGES, shown.split("|"), strict=True)),
        tuple(instead.split()),
    )


def _dimension(text: str) -> Dimension:
    powers = dict(re.findall(r"([A-Z])(-?[0-9]+)", text))
    return tuple(int(powers.get(base, 0)) for base in BASES)


def _name(table: _Table, row: list[str]) -> None:
    """Enter what a unit is called, without prefixes."""
    unit = table.units[row[0]]
    for symbol in _symbols(row):
        table.symbols.setdefault(symbol, Atom(unit))
    for name in row[6].split("|"):
        if re.search("[ .]", name):
            table.words.setdefault(_joined(name), Atom(unit))
    for name in _forms(row[8]):
        table.words.setdefault(name, Atom(unit))
        if row[5]:
            table.prefixed.setdefault(name, unit)
    for name in row[9].split():
        table.words.setdefault(name, Atom(unit, inverse=True))


def _symbols(row: list[str]) -> list[str]:
    """Return a unit's symbols that are one word."""
    shown = (symbol.replace("ʻ", "'") for symbol in row[6].split("|"))
    return [symbol for symbol in (*shown, *row[7].split()) if not re.search("[ ./·]", symbol)]


def _add_prefixes(table: _Table, row: list[str], prefixes: list[Prefix]) -> None:
    unit = table.units[row[0]]
    for symbol in _symbols(row):
        for prefix in prefixes:
            for start in prefix.symbols[any(map(is_cyrillic, symbol))]:
                table.symbols.setdefault(start + symbol, Atom(unit, prefix))


def _joined(name: str) -> str:
    return re.sub("[ .]+", "_", name.replace("ʻ", "'")).strip("_").lower()


def _forms(words: str) -> list[str]:
    """Write out the endings: "метр/а/ов" is метр, метра, метров; with ~ never the bare stem."""
    found = []
    for word in words.split():
        stem, *endings = re.split("[/~]", word)
        found += [stem] * ("~" not in word) + [stem + ending for ending in endings]
    return found


def collisions() -> list[tuple[str, str, str]]:
    """Return the names that two rows of the table claim: the name, who has it, who wanted it."""
    from importlib.resources import files  # noqa: PLC0415 - a question of the tests

    text = (files("courseware.units") / "table.txt").read_text("utf-8")
    claims: dict[str, list[str]] = defaultdict(list)
    for line in text.split("\n\n")[1].splitlines():
        row = line.split("\t")
        for name in {*_symbols(row), *_forms(row[8]), *row[9].split()}:
            claims[name].append(row[0])
    return [
        (name, first, second)
        for name, claimed in sorted(claims.items())
        for first, second in pairwise(claimed)
    ]
