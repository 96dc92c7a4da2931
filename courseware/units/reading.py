"""Units as people write them, read by a grammar of our own.

    unit   := "1"? part (("·" | "*" | "." | "-" | " " | "/" | "per" | "в") part)*
    part   := name power? | "(" unit ")" power?
    power  := ("^" | "**")? "("? sign? digit ")"? | "squared" | "кв" | ...

Nothing of the learner's goes to pint or to Python: `9**9**9` is refused as it
stands. A division holds for the next part alone, as the rule is; where a product
follows it, "J/kg·K" is offered as J/(kg·K) too. Mirrored in
`widgets/src/units/reading.ts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from courseware.text.letters import one_apostrophe
from courseware.units.table import BASES, Atom, Dimension, atoms, is_doubtful

Problem = Literal["unknown", "syntax", "case", "too_long"]

LONGEST: Final = 80
"""Characters of a unit."""
_MOST_PARTS: Final = 8
_DEEPEST: Final = 3
_HIGHEST: Final = 9
_MOST_READINGS: Final = 8
_PER: Final = frozenset({"per", "в", "на", "taqsim", "тақсим"})
_QUALIFIERS: Final = {
    2: "sq square squared kv kvadrat кв квадрат квадратный квадратных квадратные в_квадрате",
    3: "cu cubic cubed kub куб кубический кубических кубические в_кубе",
}
_POWERS: Final = {word: power for power, words in _QUALIFIERS.items() for word in words.split()}
_SIGNS: Final = frozenset({"%", "‰", "'", "''", '"'})
"""Units that are no letters."""
_TOKEN: Final = re.compile(r" *(a+(?:'a+)*|0+|\*\*|''|[^ ])")
"""Over classes: a for letters and degree signs, 0 for digits."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as it was written: its parts with their powers, and its size in the SI.

    The size is `factor` times π to the power `pi`; `offset` is the zero, in
    kelvins, of a temperature scale that stands alone.
    """

    parts: tuple[tuple[Atom, int], ...]
    factor: Fraction
    pi: int
    dimension: Dimension
    offset: Fraction


@dataclass(frozen=True, slots=True)
class UnitProblem:
    """Why a text is no unit, and the piece of it that is to blame."""

    code: Problem
    text: str


class _Part(NamedTuple):
    candidates: tuple[Atom, ...]
    power: int
    was_after_slash: bool = False


class _Refused(Exception):
    def __init__(self, code: Problem, text: str) -> None:
        super().__init__(code, text)
        self.problem = UnitProblem(code, text)


@lru_cache(maxsize=2048)
def read_unit(text: str) -> tuple[Unit, ...] | UnitProblem:
    """Read a unit from `plain` text; return what it can mean, the likeliest first."""
    if len(text) > LONGEST:
        return UnitProblem("too_long", text[:20])
    try:
        parts = _Reader(text).whole()
    except _Refused as refused:
        return refused.problem
    return tuple(_readings(parts))


def _readings(parts: list[_Part]) -> Iterator[Unit]:
    """Yield the plain reading, then the one with a longer denominator, then other letters."""
    firsts = tuple((part.candidates[0], part.power) for part in parts)
    yield _unit(firsts)
    if any(part.was_after_slash for part in parts):
        signs = (-1 if part.was_after_slash else 1 for part in parts)
        signed = zip(firsts, signs, strict=True)
        yield _unit(tuple((atom, sign * power) for (atom, power), sign in signed))
    others = [
        (*firsts[:place], (atom, part.power), *firsts[place + 1 :])
        for place, part in enumerate(parts)
        for atom in part.candidates[1:]
    ]
    yield from map(_unit, others[:_MOST_READINGS])


def _unit(parts: tuple[tuple[Atom, int], ...]) -> Unit:
    factor, pi, powers = Fraction(1), 0, [0] * len(BASES)
    for atom, written in parts:
        power = -written if atom.inverse else written
        factor *= _size(atom) ** power
        pi += atom.unit.pi * power
        powers = [sum_ + own * power for sum_, own in zip(powers, atom.unit.dimension, strict=True)]
    alone = len(parts) == 1 and parts[0][1] == 1
    offset = parts[0][0].unit.offset if alone else Fraction(0)
    return Unit(parts, factor, pi, tuple(powers), offset)


def _size(atom: Atom) -> Fraction:
    return atom.unit.factor * (Fraction(10) ** atom.prefix.power if atom.prefix else 1)


class _Token(NamedTuple):
    text: str
    is_spaced: bool
    is_name: bool


_END: Final = _Token("", is_spaced=False, is_name=False)


def _tokens(text: str) -> list[_Token]:
    """Cut into names (letters, degree signs, apostrophes between letters), digits and signs."""
    text = one_apostrophe(text)
    classes = "".join(map(_class, text))
    found = []
    for match in _TOKEN.finditer(classes):
        token = text[match.start(1) : match.end(1)]
        is_name = match[1][0] == "a" or token in _SIGNS
        found.append(_Token(token, match[0][0] == " ", is_name))
    return found


def _class(character: str) -> str:
    if character.isalpha() or character == "°":
        return "a"
    if "0" <= character <= "9":
        return "0"
    return character if character in " '*" else "?"


class _Reader:
    """Recursive descent over the tokens of one unit."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = _tokens(text)
        self.at = 0

    def whole(self) -> list[_Part]:
        parts = self.product(1)
        if self.peek() is not _END:
            raise self.refused()
        return parts

    def refused(self) -> _Refused:
        return _Refused("syntax", self.text[:30])

    def peek(self, ahead: int = 0) -> _Token:
        place = self.at + ahead
        return self.tokens[place] if place < len(self.tokens) else _END

    def take(self, *wanted: str) -> str:
        """Return the next token and step over it if it is one of `wanted`, else ""."""
        token = self.peek().text
        if token not in wanted:
            return ""
        self.at += 1
        return token

    def product(self, depth: int) -> list[_Part]:
        """Read parts until the text or the bracket ends."""
        if depth > _DEEPEST:
            raise self.refused()
        parts: list[_Part] = []
        is_below = False
        if self.peek().text == "1" and (self.peek(1).text == "/" or self.peek(1).text in _PER):
            self.at += 1
        elif self.peek().text != "/":
            parts += self.part(depth)
        while self.peek().text not in {"", ")"}:
            divides = bool(self.take("/", *_PER))
            if not divides and self.take("*", ".", "-") == "." and self.peek() is _END:
                break
            new = self.part(depth)
            if divides:
                new = [_Part(part.candidates, -part.power) for part in new]
            elif is_below:
                new = [part._replace(was_after_slash=True) for part in new]
            is_below |= divides
            parts += new
        if not 0 < len(parts) <= _MOST_PARTS:
            raise self.refused()
        return parts

    def part(self, depth: int) -> list[_Part]:
        if self.take("("):
            inner = self.product(depth + 1)
            if not self.take(")"):
                raise self.refused()
            power = self.power()
            parts = [part._replace(power=part.power * power) for part in inner]
            if any(abs(part.power) > _HIGHEST for part in parts):
                raise self.refused()
            return parts
        if not self.peek().is_name:
            raise self.refused()
        qualified = self.qualifier(before_name=True)
        name, words = self.name()
        found = atoms(name)
        if not found:
            raise _Refused("unknown", name.replace("_", " ")[:20])
        if is_doubtful(name):
            raise _Refused("case", name[:20])
        self.at += words
        power = (qualified or 1) * self.power()
        if abs(power) > _HIGHEST:
            raise self.refused()
        return [_Part(found, power)]

    def name(self) -> tuple[str, int]:
        """Return the longest name that stands here, of up to three words, and its tokens."""
        joined, best = self.peek().text, (self.peek().text, 1)
        ahead = 1
        for _ in range(2):
            ahead += self.peek(ahead).text == "."
            if not self.peek(ahead).is_name:
                break
            joined += f"_{self.peek(ahead).text}"
            ahead += 1
            if atoms(joined) or joined.lower() in _POWERS:
                best = (joined, ahead)
        return best

    def qualifier(self, *, before_name: bool) -> int:
        """Step over "square" or "cubic", before a unit or after it; return 2, 3 or 0."""
        name, words = self.name()
        power = _POWERS.get(name.lower(), 0)
        after = words + (self.peek(words).text == ".")
        if not power or self.peek(after).is_name != before_name:
            return 0
        self.at += after if before_name else words
        return power

    def power(self) -> int:
        if self.take("^", "**"):
            closing = {"(": ")", "{": "}"}.get(self.take("(", "{"), "")
            power = self.digits(self.take("+", "-"))
            if closing and not self.take(closing):
                raise self.refused()
            return power
        token, following = self.peek(), self.peek(1)
        is_signed = token.text == "-" and not following.is_spaced and _is_digits(following.text)
        if not token.is_spaced and (_is_digits(token.text) or is_signed):
            return self.digits(self.take("-"))
        return self.qualifier(before_name=False) or 1

    def digits(self, sign: str) -> int:
        digits = self.peek().text
        if not re.fullmatch("[1-9]", digits):
            raise self.refused()
        self.at += 1
        return -int(digits) if sign == "-" else int(digits)


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdecimal()
