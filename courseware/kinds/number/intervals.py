r"""Intervals and their unions: (-∞; 3], [2; 5) ∪ {7}, x > 3, R \ {0}.

Compared as parts of the line, however they were written. The right ends with wrong
brackets earn `form_credit`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from courseware.errors import ExpressionError
from courseware.expressions import exact
from courseware.kinds.base import Description, Sample, Shown
from courseware.kinds.number import lists, plain
from courseware.kinds.number.lists import Read
from courseware.kinds.number.regions import (
    LINE,
    Piece,
    Region,
    complement,
    intersection,
    union,
)
from courseware.kinds.number.structs import Measured, NumberExercise
from courseware.mark import Misread, Note, Verdict
from courseware.rules.numbers import over
from courseware.text import NumberProblem, format_number
from courseware.units import HAIR, Real, read_real
from courseware.variants import Variant

_MOST: Final = 20
_BODY: Final = r"((?:[^()\[\]{}]|\([^()\[\]{}]*\))*)"
_ITEM: Final = re.compile(rf" ?(?:([(\[\]]){_BODY}([)\]\[])|\{{([^{{}}]*)\}}|(R|∅))")
_JOIN: Final = re.compile(r" ?(∪|⋃|[Uu]|yoki|или|or|ёки|;|,|\\|∖|$)")
_INFINITE: Final = re.compile(r"([+-]?) ?(?:∞|inf|infinity|oo|cheksiz|cheksizlik|бесконечность)")
_LEADING: Final = re.compile(r"^[A-Za-zА-Яа-я] ?(?:∈|=(?= ?[(\[{∅]))")
_OR: Final = re.compile(" (?:yoki|или|or|ёки) |∨|;|, ")
_AND: Final = re.compile(" (?:va|и|and|ва) |∧|&")
_RELATION: Final = re.compile("([<>≤≥≠=])")
_VARIABLE: Final = re.compile("[A-Za-zА-Яа-я]")
_SIGNS: Final = (
    ("≤", ("<=", "=<", "⩽", "≦")),
    ("≥", (">=", "=>", "⩾", "≧")),
    ("≠", ("!=", "<>")),
)


@dataclass(frozen=True, slots=True)
class Intervals:
    """A part of the line; whether an infinite end was closed, and how exact its ends are."""

    region: Region
    has_closed_infinity: bool = False
    is_approximate: bool = False


ANSWER: Final = Intervals


class _Refused(Exception):
    def __init__(self, key: str, **params: str | int) -> None:
        super().__init__(key)
        self.misread = Misread(Note(key, params))


def parse(exercise: NumberExercise, value: object) -> Intervals | Misread | None:
    """Read intervals, inequalities, points."""
    text = plain.typed(value)
    return text if text is None or isinstance(text, Misread) else read(text, read_real)


def read(raw: str, number: Read) -> Intervals | Misread:
    """Read a part of the line whose ends are read by `number`."""
    if len(raw) > lists.LONGEST:
        return Misread(Note("number.too_long", {"count": lists.LONGEST}))
    text = _LEADING.sub("", lists.tidy(raw)).strip()
    if lists.is_empty(text):
        return Intervals(())
    reader = _Reader(text, number)
    try:
        region = reader.relations() if re.search("[<>≤≥≠⩽⩾≦≧]|!=", text) else reader.items()
    except _Refused as refused:
        return refused.misread
    return Intervals(region, reader.has_closed_infinity, reader.is_approximate)


class _Reader:
    """Reads one text; remembers what is odd about it."""

    def __init__(self, text: str, number: Read) -> None:
        self.text, self.number = text, number
        self.has_closed_infinity = False
        self.is_approximate = False

    def refused(self) -> _Refused:
        return _Refused("quantities.interval_syntax", text=self.text[:40])

    def items(self) -> Region:
        r"""Read brackets, braces and R, joined by ∪ or parted by \."""
        if not re.search(r"[(\[\]{R∅]", self.text):
            return self.points(self.text)
        region: Region = ()
        at, is_minus = 0, False
        for _ in range(_MOST):
            match = _ITEM.match(self.text, at)
            if not match:
                raise self.refused()
            item = self.item(match)
            region = intersection(region, complement(item)) if is_minus else union((*region, *item))
            join = _JOIN.match(self.text, match.end())
            if not join:
                raise self.refused()
            if not join[1]:
                return region
            at, is_minus = join.end(), join[1] in "\\∖"
        raise self.refused()

    def item(self, match: re.Match[str]) -> Region:
        opening, body, closing, points, name = match.groups()
        if name:
            return LINE if name == "R" else ()
        if points is not None:
            return self.points(points) if points.strip() else ()
        low, high = self.ends(body)
        has_low, has_high = opening == "[", closing == "]"
        self.has_closed_infinity |= (low is None and has_low) or (high is None and has_high)
        if low is not None and high is not None and low > high:
            raise _Refused("quantities.interval_order", text=self.text[:40])
        return union(
            (Piece(low, high, has_low and low is not None, has_high and high is not None),)
        )

    def points(self, body: str) -> Region:
        pieces, others = lists.split(body)
        found = lists.numbers(pieces, self.number)
        if isinstance(found, Misread):
            raise _Refused(found.note.key, **found.note.parameters)
        if others and len(pieces) > 1:
            raise _Refused("quantities.separator")
        self.is_approximate |= any(real.is_approximate for real in found)
        return union(Piece(r.number.value, r.number.value, True, True) for r in found)  # noqa: FBT003

    def ends(self, body: str) -> tuple[Fraction | None, Fraction | None]:
        """Read two ends, parted by a semicolon or by the one comma that can part them."""
        cuts = [at for at, sign in enumerate(body) if sign == (";" if ";" in body else ",")]
        pairs = [(self.end(body[:at], -1), self.end(body[at + 1 :], 1)) for at in cuts[:_MOST]]
        found = [
            (low, high)
            for low, high in pairs
            if not isinstance(low, NumberProblem) and not isinstance(high, NumberProblem)
        ]
        if len(found) > 1:
            raise _Refused("quantities.separator")
        if not found:
            raise self.why(pairs)
        self.is_approximate |= any(isinstance(end, Real) and end.is_approximate for end in found[0])
        low, high = (end.number.value if end else None for end in found[0])
        return low, high

    def why(self, pairs: Sequence[tuple[object, object]]) -> _Refused:
        problems = [end for pair in pairs for end in pair if isinstance(end, NumberProblem)]
        if len(pairs) == 1 and problems and problems[0].code not in {"empty", "not_a_number"}:
            return _Refused(f"number.{problems[0].code}", **problems[0].params)
        return self.refused()

    def end(self, text: str, side: int) -> Real | NumberProblem | None:
        """Read one end, None for infinity; "+∞" on the left is no end."""
        infinite = _INFINITE.fullmatch(text.strip().lower())
        if infinite:
            is_left = infinite[1] == "-"
            return None if is_left == (side < 0) else NumberProblem("not_a_number", {"text": text})
        return self.number(text.strip())

    def relations(self) -> Region:
        """Read x > 3, 2 < x ≤ 5, x ≠ 1, joined by "or" and "and"."""
        text = self.text
        for sign, ways in _SIGNS:
            for way in ways:
                text = text.replace(way, sign)
        region: Region = ()
        for some in _OR.split(text)[:_MOST]:
            both = LINE
            for one in _AND.split(some)[:_MOST]:
                both = intersection(both, self.relation(one))
            region = union((*region, *both))
        return region

    def relation(self, text: str) -> Region:
        parts = [part.strip() for part in _RELATION.split(text)]
        if len(parts) == 3:
            left, sign, right = parts
            if _VARIABLE.fullmatch(left):
                return self.half(sign, right)
            if _VARIABLE.fullmatch(right):
                return self.half({"<": ">", ">": "<", "≤": "≥", "≥": "≤"}.get(sign, sign), left)
        if len(parts) == 5 and _VARIABLE.fullmatch(parts[2]):
            low, first, _, second, high = parts
            if {first, second} <= {"<", "≤"} or {first, second} <= {">", "≥"}:
                flipped = {"<": ">", ">": "<", "≤": "≥", "≥": "≤"}[first]
                return intersection(self.half(flipped, low), self.half(second, high))
        raise self.refused()

    def half(self, sign: str, text: str) -> Region:
        real = self.number(text)
        if isinstance(real, NumberProblem):
            raise _Refused(f"number.{real.code}", **real.params)
        self.is_approximate |= real.is_approximate
        value = real.number.value
        if sign in "<≤":
            return (Piece(None, value, has_high=sign == "≤"),)
        if sign in ">≥":
            return (Piece(value, None, has_low=sign == "≥"),)
        point = (Piece(value, value, has_low=True, has_high=True),)
        return point if sign == "=" else complement(point)


def mark(
    exercise: NumberExercise, key: Measured, variant: Variant, answer: Intervals
) -> Verdict | Misread:
    """Compare the pieces; then tell wrong brackets, the other side, a foreseen mistake."""
    target = lists.of_key(region_of, key.answer, variant)
    if _agree(key, target, answer, with_brackets=False):
        note = None
        if answer.has_closed_infinity:
            note = Note("quantities.interval_infinity")
        elif not _agree(key, target, answer, with_brackets=True):
            note = Note("quantities.interval_brackets")
        return Verdict(exact(key.form_credit), (note,)) if note else Verdict(Fraction(1))
    for mistake in key.mistakes:
        if _agree(
            key, lists.of_key(region_of, mistake.answer, variant), answer, with_brackets=True
        ):
            return plain.foreseen(mistake)
    return _missed(key, target, answer)


def region_of(answer: object, authors: Read) -> Region:
    """Return the part of the line that an author's text gives; raises ExpressionError."""
    found = read(answer, authors) if isinstance(answer, str) else None
    if not isinstance(found, Intervals):
        raise ExpressionError("unexpected", str(answer)[:40])
    return found.region


def _agree(key: Measured, target: Region, answer: Intervals, *, with_brackets: bool) -> bool:
    """Tell whether as many pieces have the same ends."""
    return len(target) == len(answer.region) and all(
        _same(key, wanted, given, answer, with_brackets=with_brackets)
        for wanted, given in zip(target, answer.region, strict=True)
    )


def _same(
    key: Measured, wanted: Piece, given: Piece, answer: Intervals, *, with_brackets: bool
) -> bool:
    ends = ((wanted.low, given.low), (wanted.high, given.high))
    if not all(_near(key, target, value, answer) for target, value in ends):
        return False
    return not with_brackets or wanted[2:] == given[2:]


def _near(
    key: Measured, target: Fraction | None, value: Fraction | None, answer: Intervals
) -> bool:
    if target is None or value is None:
        return target is value
    hair = HAIR * abs(target) if answer.is_approximate else Fraction(0)
    return abs(value - target) <= max(plain.tolerance(key, target), hair)


def _missed(key: Measured, target: Region, answer: Intervals) -> Verdict:
    """Say of wrong intervals what can be seen, and count the pieces that are right."""
    if target and _agree(key, complement(target), answer, with_brackets=False):
        return Verdict(plain.NOTHING, (Note("quantities.interval_other_side"),))
    found = sum(
        any(_same(key, wanted, given, answer, with_brackets=True) for given in answer.region)
        for wanted in target
    )
    extra = len(answer.region) - found
    if not found:
        return Verdict(plain.NOTHING)
    is_counted = key.credit == "per_entry" and found > extra
    credit = Fraction(found - extra, len(target)) if is_counted else plain.NOTHING
    parameters: dict[str, str | int] = {"count": found, "total": len(target)}
    return Verdict(credit, (Note("quantities.interval_pieces", parameters),))


def echo(answer: Intervals, value: object, language: str) -> str:
    """Write the pieces with their brackets."""
    read_as = " ∪ ".join(_text(piece, language) for piece in answer.region) or "∅"
    read_as = ("≈ " if answer.is_approximate else "") + read_as
    return "" if read_as == str(value).strip() else read_as


def _text(piece: Piece, language: str) -> str:
    if piece.low is not None and piece.low == piece.high:
        return f"{{{_number(piece.low, language)}}}"
    low = "−∞" if piece.low is None else _number(piece.low, language)
    high = "+∞" if piece.high is None else _number(piece.high, language)
    return f"{'[' if piece.has_low else '('}{low}; {high}{']' if piece.has_high else ')'}"


def _number(value: Fraction, language: str) -> str:
    return format_number(value, language, figures=12)


def describe(exercise: NumberExercise, variant: Variant, language: str) -> Description:
    """Leave a line to write on."""
    return plain.describe(exercise, variant, language)


def shown(exercise: NumberExercise, variant: Variant, value: object, language: str) -> Shown:
    """Return what was typed."""
    return plain.shown(exercise, variant, value, language)


def samples(exercise: NumberExercise, key: Measured, variant: Variant) -> Iterator[Sample]:
    """Yield the right pieces, a point far away, and no interval."""
    target = lists.of_key(region_of, key.answer, variant)
    yield Sample(" ∪ ".join(map(_exactly, target)) or "∅", "right")
    ends = [end for piece in target for end in piece[:2] if end is not None]
    far = plain.beyond(key, max(ends, default=Fraction(0)))
    yield Sample(f"({over(far)}; {over(far + 1)})", "wrong")
    yield Sample("(?; 1)", "unmarked")


def _exactly(piece: Piece) -> str:
    low = "-∞" if piece.low is None else over(piece.low)
    high = "∞" if piece.high is None else over(piece.high)
    return f"{'[' if piece.has_low else '('}{low}; {high}{']' if piece.has_high else ')'}"
