"""Choice: one of several, several of several, true or false, a matrix of rows and columns.

Partial credit for several answers: `right_minus_wrong` (ticked right options
less ticked wrong ones, over the right ones, not below zero), `per_option`
(every option rightly ticked or left, as PrairieLearn's "each decision
counts"), `all_or_nothing`. Options are named by stable ids, never by place.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from courseware.kinds.base import Description, Sample, Shown, as_typed
from courseware.kinds.choice import describing, matrix
from courseware.kinds.choice.checking import check
from courseware.kinds.choice.drawing import draw
from courseware.kinds.choice.model import (
    Answer,
    ChoiceColumn,
    ChoiceExercise,
    ChoiceKey,
    ChoiceRow,
    Option,
    none_ids,
    option_ids,
    right_ids,
    right_shown,
)
from courseware.mark import Misread, Note, Verdict
from courseware.rules.credit import partial
from courseware.variants import Variant

EXERCISE = ChoiceExercise
KEY = ChoiceKey

__all__ = [
    "EXERCISE",
    "KEY",
    "ChoiceColumn",
    "ChoiceExercise",
    "ChoiceKey",
    "ChoiceRow",
    "Option",
    "check",
    "describe",
    "draw",
    "echo",
    "mark",
    "modules",
    "option_ids",
    "parse",
    "right_ids",
    "samples",
    "shown",
]


def modules(exercise: ChoiceExercise) -> tuple[str, ...]:
    """The rarer forms come with a chunk; plain lists of options are in the first load."""
    is_rare = exercise.select == "matrix" or exercise.display == "dropdown"
    is_pool = exercise.draw is not None or bool(none_ids(exercise))
    return ("choices",) if is_rare or is_pool else ()


def parse(exercise: ChoiceExercise, value: object) -> Answer | matrix.Grid | Misread | None:
    """Read an id, for `many` a list of ids, of a matrix a table by row.

    True and False stand for their words.
    """
    if value is None or value == "":
        return None
    if exercise.select == "matrix":
        return matrix.parse(exercise, value)
    if isinstance(value, list | tuple) != (exercise.select == "many"):
        return Misread(Note("marking.unreadable"))
    given = list(value) if isinstance(value, list | tuple) else [_word(value)]
    known = option_ids(exercise)
    for item in given:
        if item not in known:
            return Misread(Note("marking.unknown_option", {"option": matrix.short(item)}))
    answer = frozenset(map(str, given))
    if len(answer) > 1 and answer & none_ids(exercise):
        return Misread(Note("choices.none_and_others"))
    return answer


def _word(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value


def mark(
    exercise: ChoiceExercise, key: ChoiceKey, variant: Variant, answer: Answer | matrix.Grid
) -> Verdict | Misread:
    """Give credit by the key's rule and say the chosen options' feedback."""
    if isinstance(answer, dict):
        return matrix.mark(exercise, key, answer)
    ids = variant.order or option_ids(exercise)
    absent = sorted(answer - frozenset(ids))
    if absent:
        return Misread(Note("marking.unknown_option", {"option": absent[0]}))
    right = right_shown(exercise, key, ids)
    notes = [
        Note(text=key.feedback[id_])
        for id_ in option_ids(exercise)
        if id_ in answer and id_ in key.feedback
    ]
    if exercise.select != "many":
        return Verdict(Fraction(bool(answer & right)), tuple(notes))
    if answer & right:
        missed, extra = len(right - answer), len(answer - right)
        counts = {"marking.missed_options": missed, "marking.extra_options": extra}
        notes += [Note(said, {"count": count}) for said, count in counts.items() if count]
    return Verdict(partial(key.credit, right, answer, len(ids)), tuple(notes))


def echo(answer: object, value: object, language: str) -> str:
    """Nothing to echo: it is read as it was given."""
    return ""


def describe(exercise: ChoiceExercise, variant: Variant, language: str) -> Description:
    """List what there is to choose from, as on paper."""
    return describing.describe(exercise, variant, language)


def shown(exercise: ChoiceExercise, variant: Variant, value: object, language: str) -> Shown:
    """Return the texts of what was chosen, in the order in which it stood."""
    answer = parse(exercise, value)
    if isinstance(answer, dict):
        return describing.shown_grid(exercise, variant, answer, language)
    if not isinstance(answer, frozenset):
        return as_typed(value)
    return describing.shown_options(exercise, variant, answer, language)


def samples(exercise: ChoiceExercise, key: ChoiceKey, variant: Variant) -> Iterator[Sample]:
    """Yield the right choice, each single wrong one, an unknown option."""
    if exercise.select == "matrix":
        yield from _of_matrix(exercise, key)
        return
    ids = variant.order or option_ids(exercise)
    right = right_shown(exercise, key, ids)
    many = exercise.select == "many"
    yield Sample(sorted(right) if many else next(iter(sorted(right)), None), "right")
    for id_ in option_ids(exercise):
        if id_ in ids and id_ not in right:
            yield Sample([id_] if many else id_, "wrong")
    yield Sample(["no-such-option"] if many else "no-such-option", "unmarked")


def _of_matrix(exercise: ChoiceExercise, key: ChoiceKey) -> Iterator[Sample]:
    """Yield the right grid, the same with one row wrong, a row that is not there."""

    def cell(columns: list[str]) -> str | list[str] | None:
        return columns if exercise.several else next(iter(columns), None)

    right = {row.id: sorted(matrix.right_columns(key, row.id)) for row in exercise.rows}
    yield Sample({row: cell(columns) for row, columns in right.items()}, "right")
    for row, columns in right.items():
        others = [column.id for column in exercise.columns if column.id not in columns]
        if others:
            wrong = right | {row: others[:1]}
            yield Sample({each: cell(chosen) for each, chosen in wrong.items()}, "wrong")
    yield Sample({"no-such-row": "x"}, "unmarked")
