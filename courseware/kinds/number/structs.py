"""What a number's file can say: the exercise, its parts, and their keys."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from courseware.scheme import Credit, Key, Mistake
from courseware.spec import Exercise, Name, Number
from courseware.text import Texts

Form = Literal["any", "integer", "decimal", "fraction", "reduced", "scientific"]
Units = Literal["none", "optional", "required"]
Shape = Literal["number", "interval", "set", "vector", "matrix"]

_MARGIN = msgspec.Meta(ge=0)
_SIDE = msgspec.Meta(ge=1, le=10)

Quantity = Number | str
"""A number, or a text: an expression in the variables, or a number with its unit."""

Answer = Number | str | tuple[Quantity | tuple[Quantity, ...], ...]
"""One quantity, a list of them (set, vector), or rows of them (matrix)."""


class NumberPart(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One of several numbers asked for in one exercise; later keys may use its id."""

    id: Name
    text: Texts = ""
    suffix: Texts = ""
    units: Units = "none"


class NumberExercise(Exercise, frozen=True, kw_only=True, tag="number"):
    """A number typed by the learner; `suffix` stands after the input.

    `units` says whether a unit is typed with it. `shape` asks for something made of
    numbers: an interval (or a union of them), a set, a vector, a matrix; `rows` and
    `columns` give a vector or matrix its size, without them the learner chooses it.
    With `parts` several numbers are asked for.
    """

    suffix: Texts = ""
    units: Units = "none"
    shape: Shape = "number"
    rows: Annotated[int, _SIDE] | None = None
    columns: Annotated[int, _SIDE] | None = None
    parts: tuple[NumberPart, ...] = ()


class Measured(Key, frozen=True, kw_only=True):
    """What makes one number right, and what a nearly right one earns.

    `answer` is a number, an expression in the variables, or with its unit "5 km/h";
    `unit` gives the unit apart. `tolerance` is absolute, in the key's unit;
    `relative_tolerance` a share of the answer (0.01 is one per cent). The wider of
    the given ones counts. `difference` takes degrees Celsius as a difference of
    temperatures. `same_unit` wants the key's own unit, not one that can be converted.

    A right value in the wrong form earns `form_credit`, a right number with no unit
    or a wrong one `unit_credit`, a wrong number with a fitting unit
    `unit_only_credit`. `credit` says how sets, vectors and matrices are counted.
    """

    answer: Answer | None = None
    unit: str = ""
    difference: bool = False
    same_unit: bool = False
    tolerance: Annotated[int, _MARGIN] | Annotated[float, _MARGIN] = 0
    relative_tolerance: Annotated[float, msgspec.Meta(ge=0, lt=1)] = 0
    significant_figures: Annotated[int, msgspec.Meta(ge=1, le=15)] | None = None
    form: Form = "any"
    form_credit: Credit = 0.5
    unit_credit: Credit = 0.5
    unit_only_credit: Credit = 0
    credit: Literal["per_entry", "all_or_nothing"] = "per_entry"
    mistakes: tuple[Mistake, ...] = ()


class NumberPartKey(Measured, frozen=True, kw_only=True):
    """The key of one part; `share` weighs it among the parts.

    Its `answer` may name earlier parts. An answer that follows from the learner's own
    wrong value of one earns `carried_credit`.
    """

    share: Annotated[int, msgspec.Meta(gt=0)] | Annotated[float, msgspec.Meta(gt=0)] = 1
    carried_credit: Credit = 1


class NumberKey(Measured, frozen=True, kw_only=True):
    """The key of a number, or with `parts` of several."""

    parts: dict[Name, NumberPartKey] = msgspec.field(default_factory=dict)
