"""Several numbers in one text, parted by semicolons, or by commas that are no decimal marks."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final, TypeVar

from courseware.errors import ExpressionError
from courseware.expressions import exact
from courseware.kinds.number.plain import tolerance
from courseware.kinds.number.structs import Measured
from courseware.mark import Misread, Note
from courseware.rules.numbers import over, quantity
from courseware.text import NumberProblem, ParsedNumber, format_number
from courseware.text.letters import one_apostrophe
from courseware.text.numbers import plain
from courseware.units import HAIR, Real, read_real
from courseware.variants import Variant

LONGEST: Final = 400
"""Characters of a set or an interval."""
MOST: Final = 40
"""Numbers in it."""

Read = Callable[[str], Real | NumberProblem]
"""How one number is read: a learner's, or an author's with variables."""

_EMPTY: Final = frozenset(
    {
        "∅",
        "ø",
        "{}",
        "{ }",
        "bo'sh",
        "bo'sh to'plam",
        "yechim yo'q",
        "yechimi yo'q",
        "пустое множество",
        "нет решений",
        "решений нет",
        "empty",
        "empty set",
        "no solution",
        "no solutions",
    }
)
_AND: Final = re.compile(" (?:va|и|and|yoki|или|or|ва|ёки) ")
_NAMED: Final = re.compile("^[A-Za-zА-Яа-я](?:_?[0-9]|[₀-₉])? ?= ?")


def tidy(raw: str) -> str:
    """Return plain text with one kind of apostrophe."""
    return one_apostrophe(plain(raw))


def is_empty(text: str) -> bool:
    """Tell whether a text says that there is nothing in the set."""
    return text.lower() in _EMPTY


def split(body: str) -> tuple[list[str], list[str] | None]:
    """Cut a list into its numbers; the second is how else "1,5" and "1,5,2,5" can be meant."""
    body = _AND.sub(";", body)
    if ";" in body:
        return body.split(";"), None
    if ", " in body:
        loose = len(re.findall(",(?! )", body))
        return re.split(", " if loose else ",", body), None
    pieces = body.split(",")
    if len(pieces) % 2 or "." in body:
        return pieces, None
    return pieces, [",".join(pieces[at : at + 2]) for at in range(0, len(pieces), 2)]


def numbers(pieces: list[str], read: Read) -> tuple[Real, ...] | Misread:
    """Read the numbers of a list; "x1 = 2" is 2, "±2" is two numbers."""
    if len(pieces) > MOST:
        return Misread(Note("quantities.too_many", {"count": MOST}))
    found: list[Real] = []
    for piece in pieces:
        text = _NAMED.sub("", piece.strip(), count=1)
        size = text[1:].strip()
        for each in (size, f"-{size}") if text.startswith("±") else (text,):
            real = read(each)
            if isinstance(real, NumberProblem):
                return problem(real)
            found.append(real)
    return tuple(found)


def problem(why: NumberProblem) -> Misread:
    """Say why something in a list is no number."""
    return Misread(Note(f"number.{why.code}", dict(why.params)))


def authors(variant: Variant) -> Read:
    """Return how an author's numbers are read: expressions in the variables too."""

    def read(text: str) -> Real | NumberProblem:
        try:
            return of_value(quantity(text, variant))
        except ExpressionError:
            return read_real(text)

    return read


def entry(written: object, read: Read) -> Real:
    """Return one number of a key's list; raises ExpressionError."""
    if isinstance(written, str):
        real = read(written)
        if isinstance(real, NumberProblem):
            raise ExpressionError("unexpected", written[:40])
        return real
    return of_value(exact(written))  # type: ignore[arg-type]


Made = TypeVar("Made")


def of_key(make: Callable[[object, Read], Made], answer: object, variant: Variant) -> Made:
    """Return what an author's answer gives; without variables it is worked out but once."""
    if variant.values:
        return make(answer, authors(variant))
    made: Made = _fixed(make, answer)
    return made


@lru_cache(maxsize=512)
def _fixed(make: Callable[[object, Read], object], answer: object) -> Any:
    return make(answer, authors(Variant()))


def of_value(value: Fraction) -> Real:
    """Return a number that nobody wrote."""
    return Real(ParsedNumber(value, "decimal", (0, 0)))


def margin_of(key: Measured, target: Fraction, *reals: Real) -> Fraction:
    """Return how far from a target is still right; a root or π asks for a hair."""
    hair = HAIR * abs(target) if any(real.is_approximate for real in reals) else Fraction(0)
    return max(tolerance(key, target), hair)


def text_of(real: Real, language: str) -> str:
    """Write a number for a reader of `language`, a root or π as the decimal it is near to."""
    if real.is_approximate:
        return f"≈ {format_number(real.number.value, language, figures=9)}"
    if real.number.form in {"fraction", "mixed"}:
        return over(real.number.value)
    return format_number(real.number.value, language, figures=15)
