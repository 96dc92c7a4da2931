"""Vectors and matrices: a grid of numbers, each typed in a field of its own.

A value is {"row,column": text}, counted from 1; a vector is a column. Where the
exercise gives no size the learner chooses it, by which fields there are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from html import escape
from typing import Final

from courseware.errors import ExpressionError
from courseware.kinds.base import Description, Sample, Shown
from courseware.kinds.number import lists, plain
from courseware.kinds.number.structs import Measured, NumberExercise
from courseware.mark import Misread, Note, Verdict
from courseware.rules.numbers import over
from courseware.text import NumberProblem
from courseware.units import Real, read_real
from courseware.variants import Variant

MOST: Final = 10
"""Rows, and columns."""
_PLACE: Final = re.compile("([1-9]|10),([1-9]|10)")

Rows = tuple[tuple[Fraction, ...], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The entries by row and column; None where a field was left empty."""

    entries: tuple[tuple[Real | None, ...], ...]


ANSWER: Final = Grid


def size_of(exercise: NumberExercise) -> tuple[int, int] | None:
    """Return rows and columns, None where the learner chooses them."""
    rows, columns = exercise.rows, exercise.columns
    if exercise.shape == "vector" and (rows or columns):
        return rows or 1, columns or 1
    return (rows, columns) if rows and columns else None


def parse(exercise: NumberExercise, value: object) -> Grid | Misread | None:
    """Read each field as a number."""
    if value is None:
        return None
    if not isinstance(value, dict):
        return Misread(Note("marking.unreadable"))
    texts: dict[tuple[int, int], str] = {}
    for place, entry in value.items():
        match = _PLACE.fullmatch(str(place))
        text = plain.typed(entry)
        if not match:
            return Misread(Note("marking.unreadable"))
        if isinstance(text, Misread):
            return text
        texts[int(match[1]), int(match[2])] = text or ""
    if not any(texts.values()):
        return None
    return _grid(texts, size_of(exercise))


def _grid(texts: dict[tuple[int, int], str], size: tuple[int, int] | None) -> Grid | Misread:
    rows, columns = size or (max(row for row, _ in texts), max(column for _, column in texts))
    if any(row > rows or column > columns for row, column in texts):
        return Misread(Note("marking.unreadable"))
    found: list[tuple[Real | None, ...]] = []
    for row in range(1, rows + 1):
        entries: list[Real | None] = []
        for column in range(1, columns + 1):
            text = texts.get((row, column), "")
            real = read_real(text) if text else None
            if isinstance(real, NumberProblem):
                return lists.problem(real)
            entries.append(real)
        found.append(tuple(entries))
    return Grid(tuple(found))


def mark(
    exercise: NumberExercise, key: Measured, variant: Variant, answer: Grid
) -> Verdict | Misread:
    """Judge each entry; say what all the wrong ones have in common."""
    target = lists.of_key(rows_of, key.answer, variant)
    if _size(answer.entries) != _size(target):
        return _of_other_size(target, answer)
    verdicts = [
        _entry(key, wanted, given)
        for wanteds, givens in zip(target, answer.entries, strict=True)
        for wanted, given in zip(wanteds, givens, strict=True)
    ]
    total = sum((verdict.credit for verdict in verdicts), Fraction(0))
    right = sum(verdict.credit > 0 for verdict in verdicts)
    if right < len(verdicts):
        for mistake in key.mistakes:
            wrong = lists.of_key(rows_of, mistake.answer, variant)
            if _values(answer) == wrong:
                return plain.foreseen(mistake)
    is_counted = key.credit == "per_entry" or right == len(verdicts)
    notes = _notes(target, answer, right, len(verdicts))
    formed = next((verdict.notes for verdict in verdicts if verdict.credit and verdict.notes), ())
    return Verdict(total / len(verdicts) if is_counted else plain.NOTHING, (*notes, *formed))


def _entry(key: Measured, target: Fraction, given: Real | None) -> Verdict:
    if given is None:
        return Verdict(plain.NOTHING)
    if abs(given.number.value - target) <= lists.margin_of(key, target, given):
        return plain.form_verdict(key, target, given.number)
    return Verdict(plain.NOTHING)


def _notes(target: Rows, answer: Grid, right: int, total: int) -> Iterator[Note]:
    if right == total:
        return
    values = _values(answer)
    empty = sum(entry is None for row in answer.entries for entry in row)
    if values == tuple(tuple(-value for value in row) for row in target):
        yield Note("marking.sign")
    elif values == tuple(zip(*target, strict=True)):
        yield Note("quantities.grid_transposed")
    elif right:
        yield Note("quantities.grid_right", {"count": right, "total": total})
    if empty:
        yield Note("quantities.grid_empty", {"count": empty})


def _of_other_size(target: Rows, answer: Grid) -> Verdict:
    rows, columns = _size(answer.entries)
    notes = [Note("quantities.grid_size", {"rows": rows, "columns": columns})]
    if _values(answer) == tuple(zip(*target, strict=True)):
        notes = [Note("quantities.grid_transposed")]
    return Verdict(plain.NOTHING, tuple(notes))


def _size(rows: tuple[tuple[object, ...], ...]) -> tuple[int, int]:
    return len(rows), len(rows[0]) if rows else 0


def _values(answer: Grid) -> tuple[tuple[Fraction | None, ...], ...]:
    return tuple(
        tuple(None if entry is None else entry.number.value for entry in row)
        for row in answer.entries
    )


def rows_of(answer: object, authors: lists.Read) -> Rows:
    """Return an author's vector or matrix by rows: [[1, 2], [3, 4]], or "1; 2 | 3; 4".

    A plain list is a column. Raises ExpressionError.
    """
    if isinstance(answer, str):
        lines = [line.split(";") for line in answer.strip("()[] ").split("|")]
        written: list[list[object]] = [[piece.strip() for piece in line] for line in lines]
        if len(written) == 1:
            written = [[piece] for piece in written[0]]
    else:
        entries = answer if isinstance(answer, tuple) else (answer,)
        written = [list(row) if isinstance(row, tuple) else [row] for row in entries]
    rows = tuple(tuple(lists.entry(e, authors).number.value for e in row) for row in written)
    if len({len(row) for row in rows}) != 1 or not rows[0]:
        raise ExpressionError("unexpected", str(answer)[:40])
    return rows


def echo(answer: Grid, value: object, language: str) -> str:
    """Write the numbers, rows parted by bars, where one of them was not typed as it is read."""
    typed = list(value.values()) if isinstance(value, dict) else []
    flat = [entry for row in answer.entries for entry in row if entry is not None]
    texts = [lists.text_of(entry, language) for entry in flat]
    if {str(text).strip() for text in typed} >= set(texts):
        return ""
    lines = (
        "; ".join("—" if entry is None else lists.text_of(entry, language) for entry in row)
        for row in answer.entries
    )
    return f"({' | '.join(lines)})"


def describe(exercise: NumberExercise, variant: Variant, language: str) -> Description:
    """Leave a grid to write into."""
    rows, columns = size_of(exercise) or (1, 1)
    line = "  ".join(["________"] * columns)
    suffix = plain.describe(exercise, variant, language).plain.removeprefix("________")
    text = "\n".join([line] * rows) + suffix
    cells = f"<td>{'</td><td>'.join(['________'] * columns)}</td>"
    table = f"<table>{f'<tr>{cells}</tr>' * rows}</table>"
    return Description(text, table + (f"<p>{escape(suffix.strip())}</p>" if suffix else ""))


def shown(exercise: NumberExercise, variant: Variant, value: object, language: str) -> Shown:
    """Return what was typed, a line for each row."""
    if not isinstance(value, dict):
        return plain.shown(exercise, variant, value, language)
    lines: dict[str, list[object]] = {}
    for place, text in value.items():
        lines.setdefault(str(place).partition(",")[0], []).append(text)
    return plain.shown(exercise, variant, ["; ".join(map(str, row)) for row in lines.values()], "")


def _value(rows: Rows, write: Callable[[Fraction], str]) -> dict[str, str]:
    return {
        f"{row},{column}": write(entry)
        for row, entries in enumerate(rows, 1)
        for column, entry in enumerate(entries, 1)
    }


def samples(exercise: NumberExercise, key: Measured, variant: Variant) -> Iterator[Sample]:
    """Yield the right entries, entries that are all too large, and a field with no number."""
    rows = lists.of_key(rows_of, key.answer, variant)
    yield Sample(_value(rows, lambda target: plain.written(key, target)), "right")
    yield Sample(_value(rows, lambda target: over(plain.beyond(key, target))), "wrong")
    yield Sample({"1,1": "?"}, "unmarked")
