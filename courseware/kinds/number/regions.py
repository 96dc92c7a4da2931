"""Parts of the number line: pieces with ends that belong to them or not, in ascending order."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple


class Piece(NamedTuple):
    """From `low` to `high`; None is infinite. A point is a piece with equal ends."""

    low: Fraction | None
    high: Fraction | None
    has_low: bool = False
    has_high: bool = False


Region = tuple[Piece, ...]

LINE: Region = (Piece(None, None),)


def union(pieces: Iterable[Piece]) -> Region:
    """Put pieces in order and join those that touch; empty ones go."""
    joined: list[Piece] = []
    for piece in sorted(filter(_is_any, pieces), key=_start):
        if joined and _touches(joined[-1], piece):
            joined[-1] = _joined(joined[-1], piece)
        else:
            joined.append(piece)
    return tuple(joined)


def complement(region: Region) -> Region:
    """Return the rest of the line."""
    rest: list[Piece] = []
    low, has_low = None, False
    for piece in region:
        if piece.low is not None:
            rest.append(Piece(low, piece.low, has_low, not piece.has_low))
        if piece.high is None:
            return union(rest)
        low, has_low = piece.high, not piece.has_high
    return union([*rest, Piece(low, None, has_low)])


def intersection(one: Region, other: Region) -> Region:
    """Return what both have."""
    return complement(union([*complement(one), *complement(other)]))


def _is_any(piece: Piece) -> bool:
    if piece.low is None or piece.high is None:
        return True
    both = piece.has_low and piece.has_high
    return piece.low < piece.high or (piece.low == piece.high and both)


def _start(piece: Piece) -> tuple[bool, Fraction, bool]:
    return (piece.low is not None, piece.low or Fraction(0), not piece.has_low)


def _touches(before: Piece, piece: Piece) -> bool:
    """Tell whether nothing lies between two pieces, the first of which starts first."""
    if before.high is None or piece.low is None:
        return True
    meets = before.high == piece.low and (before.has_high or piece.has_low)
    return before.high > piece.low or meets


def _joined(before: Piece, piece: Piece) -> Piece:
    if before.high is None:
        return before
    if piece.high is None or piece.high > before.high:
        return before._replace(high=piece.high, has_high=piece.has_high)
    if piece.high == before.high:
        return before._replace(has_high=before.has_high or piece.has_high)
    return before
