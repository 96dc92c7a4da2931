"""What an author writes of a choice: options, or rows and columns, and the key."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from courseware.scheme import Key
from courseware.spec import Exercise
from courseware.text import Texts

OptionId = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")]


class Option(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One option; a `fixed` one keeps its place when the others are shuffled.

    `none` says that none of the others is right: it stands last and excludes
    them. Of the options of one `group` one is drawn.
    """

    id: OptionId
    text: Texts
    fixed: bool = False
    none: bool = False
    group: OptionId | None = None


class ChoiceRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One row of a matrix; a `fixed` one keeps its place when the others are shuffled."""

    id: OptionId
    text: Texts
    fixed: bool = False


class ChoiceColumn(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One column of a matrix; columns are never shuffled."""

    id: OptionId
    text: Texts


class ChoiceExercise(Exercise, frozen=True, kw_only=True, tag="choice"):
    """A choice among options; true_false brings its own two, matrix has rows and columns.

    `draw` shows so many options of a pool. In a matrix `several` allows more
    than one column in a row.
    """

    select: Literal["one", "many", "true_false", "matrix"] = "one"
    display: Literal["list", "dropdown"] = "list"
    shuffle: bool = True
    draw: Annotated[int, msgspec.Meta(ge=2, le=100)] | None = None
    several: bool = False
    options: tuple[Option, ...] = ()
    rows: tuple[ChoiceRow, ...] = ()
    columns: tuple[ChoiceColumn, ...] = ()


class ChoiceKey(Key, frozen=True, kw_only=True):
    """`answer` for one, `answers` for several or, by row, for a matrix.

    `feedback` is by option, when it was chosen; `cells` by row and column.
    """

    answer: str | bool | None = None
    answers: tuple[str, ...] | dict[str, str | tuple[str, ...]] | None = None
    credit: Literal["right_minus_wrong", "per_option", "all_or_nothing"] = "right_minus_wrong"
    feedback: dict[str, Texts] = msgspec.field(default_factory=dict)
    cells: dict[str, dict[str, Texts]] = msgspec.field(default_factory=dict)


Answer = frozenset[str]


def option_ids(exercise: ChoiceExercise) -> tuple[str, ...]:
    """Return the ids in the author's order."""
    if exercise.select == "true_false":
        return ("true", "false")
    return tuple(option.id for option in exercise.options)


def none_ids(exercise: ChoiceExercise) -> Answer:
    """Return the ids of the options that say that none of the others is right."""
    return frozenset(option.id for option in exercise.options if option.none)


def right_ids(key: ChoiceKey) -> Answer:
    """Return the ids of the right options of the whole pool."""
    if key.answers is not None:
        return frozenset(key.answers)
    if isinstance(key.answer, bool):
        return frozenset({"true" if key.answer else "false"})
    return frozenset() if key.answer is None else frozenset({key.answer})


def right_shown(exercise: ChoiceExercise, key: ChoiceKey, shown: tuple[str, ...]) -> Answer:
    """Return the right ones of the options that stand there; else none of them is right."""
    right = right_ids(key) & frozenset(shown)
    return right or none_ids(exercise) & frozenset(shown)
