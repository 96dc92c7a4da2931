"""A number with its unit, as people write it: "5 км/ч", "1 soat 30 daqiqa", "20 °C".

Conversion is exact on rational numbers; only π, between degrees and radians, is
cut after 50 decimals. Mirrored in `widgets/src/units/quantities.ts`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from courseware.text import NumberProblem, ParsedNumber, format_number
from courseware.text.letters import one_apostrophe
from courseware.text.numbers import LONGEST, plain
from courseware.units.reading import Unit, UnitProblem, read_unit
from courseware.units.reals import Real, read_real
from courseware.units.table import Atom

PI: Final = Fraction("3.14159265358979323846264338327950288419716939937511")
"""As far as pint takes it."""

_POWER: Final = r"(?:\^|\*\*) ?[({]? ?[+-]? ?[0-9]+ ?[)}]?"
_EXPONENT: Final = rf" ?[eEеЕ] ?[+-]? ?[0-9]+| ?[*xXхХ] ?10 ?{_POWER}"
_NUMERAL: Final = r"[.,]?[0-9](?:[0-9., ]*[0-9])?"
_NUMBER: Final = re.compile(
    rf"[+-]? ?(?:10 ?{_POWER}"
    rf"|{_NUMERAL}(?:{_EXPONENT}| ?/ ?[0-9](?:[0-9 ]*[0-9])?)?)"
)
_ROOT: Final = rf"(?:π|(?:√|sqrt) ?(?:\( ?{_NUMERAL} ?\)|{_NUMERAL}))"
_IRRATIONAL: Final = re.compile(
    rf"[+-]? ?(?:{_NUMERAL} ?(?:/ ?[0-9]+ ?)?\*? ?)?{_ROOT}(?: ?/ ?[0-9]+)?"
)
_BOUNDARY: Final = re.compile(r"([°'\"]) ?([0-9])|([^0-9 ^*/+-]) ([0-9])")
_MOST_PIECES: Final = 4


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and what its unit can mean, the likeliest first; () where none was written."""

    real: Real
    units: tuple[Unit, ...] = ()
    written: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a text is no quantity: the catalogue says it as `key` with `params`."""

    key: str
    params: dict[str, str | int]


def read_quantity(raw: str) -> Quantity | Problem:
    """Read a number with or without a unit. Never raises."""
    if len(raw) > LONGEST:
        return Problem("number.too_long", {"count": LONGEST})
    text = one_apostrophe(plain(raw))
    pieces = _BOUNDARY.sub(r"\1\3\n\2\4", text).split("\n")
    if 1 < len(pieces) <= _MOST_PIECES:
        parts = [_one(piece) for piece in pieces]
        total = _sum([part for part in parts if isinstance(part, Quantity)], len(pieces))
        if total is not None:
            return total
    return _one(text)


def _one(text: str) -> Quantity | Problem:
    number, unit = split(text)
    if not number:
        return _no_number(text)
    real = read_real(number)
    if isinstance(real, NumberProblem):
        return Problem(f"number.{real.code}", dict(real.params))
    if not unit:
        return Quantity(real)
    units = read_unit(unit)
    if isinstance(units, UnitProblem):
        return Problem(f"quantities.unit_{units.code}", {"unit": units.text})
    return Quantity(real, units, unit[:20])


def split(text: str) -> tuple[str, str]:
    """Cut plain text into the number that it begins with, "" if none, and the rest."""
    match = _IRRATIONAL.match(text) or _NUMBER.match(text)
    if not match:
        return "", text
    number, rest = match[0], text[match.end() :].strip()
    if rest.startswith("/") and number.endswith(" 1"):
        return number[:-2], f"1{rest}"
    return number, "" if rest == "." else rest


def _no_number(text: str) -> Problem:
    if text and not isinstance(read_unit(text), UnitProblem):
        return Problem("quantities.no_number", {"unit": text[:30]})
    read = read_real(text)
    if isinstance(read, NumberProblem):
        return Problem(f"number.{read.code}", dict(read.params))
    return Problem("number.not_a_number", {"text": text[:40]})


def _sum(parts: list[Quantity], expected: int) -> Quantity | None:
    """Add "1 soat 30 daqiqa" up in its first unit; None where that makes no sense."""
    if len(parts) < expected:
        return None
    first, *others = parts
    unit = _plain_unit(first)
    if unit is None:
        return None
    total, before = abs(first.real.number.value), unit
    for part in others:
        own = _same(part, before)
        if own is None or own.factor >= before.factor or part.real.number.value < 0:
            return None
        total += part.real.number.value * own.factor / unit.factor
        before = own
    sign = -1 if first.real.number.value < 0 else 1
    number = ParsedNumber(sign * total, "mixed", (0, 0))
    return Quantity(Real(number, is_approximate=first.real.is_approximate), (unit,))


def _plain_unit(part: Quantity) -> Unit | None:
    """Return a unit of one part to the first power, no scale of temperature."""
    for unit in part.units:
        if len(unit.parts) == 1 and unit.parts[0][1] == 1 and not unit.offset:
            return unit
    return None


def _same(part: Quantity, before: Unit) -> Unit | None:
    """Return the reading of a later part that fits the one before: minutes after hours."""
    for unit in part.units:
        alike = unit.dimension == before.dimension and unit.pi == before.pi
        if alike and len(unit.parts) == 1 and unit.parts[0][1] == 1:
            return unit
    return None


def convert(value: Fraction, unit: Unit, into: Unit, *, difference: bool = False) -> Fraction:
    """Return a value in another unit of the same dimension.

    A temperature that stands alone has its scale's zero; with `difference` it has not.
    """
    size = unit.factor / into.factor * PI ** (unit.pi - into.pi)
    if difference or not (unit.offset or into.offset):
        return value * size
    if unit.offset and into.offset == unit.offset:
        return value * size
    return value * size + (unit.offset - into.offset) / into.factor


def unit_text(unit: Unit, language: str) -> str:
    """Write a unit for a reader of `language`: km/soat, км/ч, J/(kg·K)."""
    above: list[str] = []
    below: list[str] = []
    for atom, written in unit.parts:
        power = -written if atom.inverse else written
        (above if power > 0 else below).append(_atom(atom, abs(power), language))
    top, bottom = "·".join(above) or "1", "·".join(below)
    return f"{top}/({bottom})" if len(below) > 1 else f"{top}/{bottom}" if below else top


def _atom(atom: Atom, power: int, language: str) -> str:
    symbol = atom.unit.shown.get(language) or atom.unit.shown["en"]
    prefix = ""
    if atom.prefix:
        is_cyrillic = any("\u0400" <= letter < "\u0530" for letter in symbol)
        prefix = atom.prefix.cyrillic if is_cyrillic else atom.prefix.latin
    raised = "" if power == 1 else "⁰¹²³⁴⁵⁶⁷⁸⁹"[power]
    return f"{prefix}{symbol}{raised}"


def quantity_text(value: Fraction, unit: Unit | None, language: str) -> str:
    """Write a quantity for a reader of `language`; a degree sign stands close to its number."""
    number = format_number(value, language, figures=15)
    if unit is None:
        return number
    written = unit_text(unit, language)
    space = "" if written[0] in "°′″" and written[1:] == "" else " "
    return f"{number}{space}{written}"
