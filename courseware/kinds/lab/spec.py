"""The two halves of a virtual laboratory: what learners see, and the rubric of procedure."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from courseware.errors import ExpressionError
from courseware.kinds.lab import lever, pendulum, sampling
from courseware.kinds.lab.model import Control, Model, Settings
from courseware.rules.numbers import quantity
from courseware.scheme import Credit, Key
from courseware.spec import Exercise, Name, Number
from courseware.text import Texts
from courseware.variants import Variant

MODELS: dict[str, Model] = {
    module.MODEL.name: module.MODEL for module in (lever, pendulum, sampling)
}
MOST_ROWS = 60
"""Rows that a table can have."""
LONGEST = 5000
"""Characters of the learner's own explanation."""

LabId = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")]
Quantity = Number | str
"""A number, an expression in the variables, or the name of a choice."""
_MARGIN = msgspec.Meta(ge=0)
Margin = Annotated[int, _MARGIN] | Annotated[float, _MARGIN]
_COUNT = msgspec.Meta(ge=1, le=MOST_ROWS)


class LabOption(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that can be predicted or concluded."""

    id: LabId
    text: Texts


class LabPrediction(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the learner says before the experiment starts, and cannot change then."""

    prompt: Texts
    options: tuple[LabOption, ...]


class LabField(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What is asked at the end: a number with its unit, or one of some options."""

    id: LabId
    title: Texts
    suffix: Texts = ""
    options: tuple[LabOption, ...] = ()


class LabExercise(Exercise, frozen=True, kw_only=True, tag="lab"):
    """An experiment with a simulation.

    `free` are the controls that the learner can turn; the others stand where
    `settings` puts them, or where the laboratory has them by itself. A `hidden`
    one is not told: it is what the experiment is to find out. `explain` asks for
    an explanation in the learner's own words, which is kept for the teacher.
    """

    lab: Literal["lever", "pendulum", "sampling"]
    free: tuple[Name, ...]
    settings: dict[Name, Quantity] = msgspec.field(default_factory=dict)
    hidden: tuple[Name, ...] = ()
    predict: LabPrediction | None = None
    fields: tuple[LabField, ...] = ()
    explain: Texts = ""
    most_rows: Annotated[int, _COUNT] = 30


class LabCheck(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One line of the rubric: what was done or found, its share of the points, what to say.

    readings: `at_least` readings. levels: `at_least` values of `control`. range:
    the values of `control` lie at least `span` apart. repeats: `at_least` readings
    at the same settings, at `times` different settings. one_at_a_time: `at_least`
    values of `control` while no other control was touched. found: `at_least`
    different settings at which `instrument` shows `value`. fit: the number in
    `field` is the `constant` that the learner's own rows give, `at_least` of them,
    within a share `tolerance`; with `control`, only its longest series counts. field:
    `field` is the `answer`, within `tolerance` (absolute) or `relative_tolerance`.
    prediction: something was predicted; with `answer`, that option.
    """

    kind: Literal[
        "readings",
        "levels",
        "range",
        "repeats",
        "one_at_a_time",
        "found",
        "fit",
        "field",
        "prediction",
    ]
    credit: Credit
    control: Name | None = None
    at_least: Annotated[int, _COUNT] = 1
    times: Annotated[int, _COUNT] = 1
    span: Margin = 0
    instrument: Name | None = None
    value: str = ""
    field: LabId | None = None
    constant: Name | None = None
    answer: Quantity | None = None
    tolerance: Margin = 0
    relative_tolerance: Margin = 0
    feedback: Texts = ""


class LabKey(Key, frozen=True, kw_only=True):
    """The rubric: the credits of `checks` add up to 1, and so does what the learner gets."""

    checks: tuple[LabCheck, ...]


def model_of(exercise: LabExercise) -> Model:
    """Return the simulation of an exercise."""
    return MODELS[exercise.lab]


def free_controls(exercise: LabExercise) -> tuple[Control, ...]:
    """Return the controls that the learner can turn, in the simulation's order."""
    return tuple(each for each in model_of(exercise).controls if each.name in exercise.free)


def start(exercise: LabExercise, variant: Variant) -> Settings:
    """Return how everything is set before the learner touches it.

    Raises `ExpressionError` where a setting cannot be computed or is not one of
    those that the control has.
    """
    found: dict[str, int] = {}
    for control in model_of(exercise).controls:
        written = exercise.settings.get(control.name)
        found[control.name] = control.usual if written is None else _set(control, written, variant)
    return found


def _set(control: Control, written: Quantity, variant: Variant) -> int:
    if control.choices:
        found = control.read(written)
    else:
        value = quantity(written, variant) * 10**control.decimals
        found = value.numerator if value.denominator == 1 else None
    if found is None or not control.allows(found):
        raise ExpressionError("outside_domain", f"{control.name} = {written}")
    return found
