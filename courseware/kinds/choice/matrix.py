"""The choice matrix: one column, or several, in each row; each row earns its share."""

from __future__ import annotations

from fractions import Fraction

from courseware.kinds.choice.model import ChoiceExercise, ChoiceKey
from courseware.mark import Misread, Note, Verdict
from courseware.rules.credit import partial

Grid = dict[str, frozenset[str]]
"""By row the columns that were chosen; rows without any are left out."""


def parse(exercise: ChoiceExercise, value: object) -> Grid | Misread | None:
    """Read a table of rows: a column's id each, or a list of them."""
    if not isinstance(value, dict):
        return Misread(Note("marking.unreadable"))
    rows = {row.id for row in exercise.rows}
    columns = {column.id for column in exercise.columns}
    if not value.keys() <= rows:
        return Misread(Note("marking.unknown_option", {"option": "?"}))
    grid: Grid = {}
    for row in exercise.rows:
        given = value.get(row.id)
        if given is None or given == "":
            continue
        if isinstance(given, list | tuple) != exercise.several:
            return Misread(Note("marking.unreadable"))
        items = list(given) if isinstance(given, list | tuple) else [given]
        for item in items:
            if not isinstance(item, str) or item not in columns:
                return Misread(Note("marking.unknown_option", {"option": short(item)}))
        if items:
            grid[row.id] = frozenset(items)
    return grid or None


def short(item: object) -> str:
    """Return what a message may repeat of an unknown option."""
    return item[:40] if isinstance(item, str) else "?"


def right_columns(key: ChoiceKey, row: str) -> frozenset[str]:
    """Return the right columns of a row."""
    answers = key.answers if isinstance(key.answers, dict) else {}
    found = answers.get(row, ())
    return frozenset({found}) if isinstance(found, str) else frozenset(found)


def mark(exercise: ChoiceExercise, key: ChoiceKey, grid: Grid) -> Verdict:
    """Give each row its share by the key's rule; say the chosen cells' feedback."""
    shares, notes = [], []
    # One column is right or wrong: that others were rightly left is no merit there.
    rule = key.credit if exercise.several else "all_or_nothing"
    for row in exercise.rows:
        chosen, right = grid.get(row.id, frozenset[str]()), right_columns(key, row.id)
        shares.append(partial(rule, right, chosen, len(exercise.columns)))
        cells = key.cells.get(row.id, {})
        said = (cells.get(column.id) for column in exercise.columns if column.id in chosen)
        notes += [Note(text=text) for text in said if text]
    right_rows = sum(1 for credit in shares if credit == 1)
    if right_rows < len(shares):
        notes.append(Note("choices.right_rows", {"count": right_rows, "total": len(shares)}))
    credit = sum(shares, Fraction(0)) / len(shares) if shares else Fraction(0)
    if key.credit == "all_or_nothing" and credit != 1:
        credit = Fraction(0)
    return Verdict(credit, tuple(notes))
