"""What a formula's exercise and key say."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from courseware.algebra import Domain, Form, UpTo
from courseware.scheme import Credit, Key, Mistake
from courseware.spec import Exercise
from courseware.text import Texts

Letter = Annotated[str, msgspec.Meta(pattern=r"^[^\W\d_][\w']{0,19}$")]
Used = Annotated[str, msgspec.Meta(pattern=r"^([a-z0-9]{1,20}|[-+*/^!±=|.])$")]
_MARGIN = msgspec.Meta(ge=0)


class FormulaExercise(Exercise, frozen=True, kw_only=True, tag="formula"):
    """A formula typed by the learner, shown as it is understood; `before` stands before the input.

    `names` are the letters that an answer may use; where there are none, every letter is a
    variable. `functions` are names that take arguments in brackets and mean nothing known.
    `domain` bounds what a variable may be: real where nothing is said. `log` is the base of a
    logarithm that is written without one.
    """

    names: tuple[Letter, ...] = ()
    functions: tuple[Letter, ...] = ()
    domain: dict[Letter, Domain] = msgspec.field(default_factory=dict)
    log: Literal["e", "10"] = "e"
    before: Texts = ""
    suffix: Texts = ""


class FormulaKey(Key, frozen=True, kw_only=True):
    """`answer` is a formula in the exercise's names and its drawn variables.

    `up_to` accepts what differs from it by a constant that is added (and asks for one, `+ C`), by
    a factor, or by the sign. `form` is how it must be written; `forbidden` and `required` name
    functions and signs (`sqrt`, `^`, `.` for decimals). A right value in another form earns
    `form_credit`. `tolerance` is absolute, `relative_tolerance` a share; `significant_figures`
    and `decimals` ask for a value so rounded.
    """

    answer: str | int | float
    form: Form = "any"
    up_to: UpTo | None = None
    forbidden: tuple[Used, ...] = ()
    required: tuple[Used, ...] = ()
    significant_figures: Annotated[int, msgspec.Meta(ge=1, le=15)] | None = None
    decimals: Annotated[int, msgspec.Meta(ge=0, le=15)] | None = None
    tolerance: Annotated[int, _MARGIN] | Annotated[float, _MARGIN] = 0
    relative_tolerance: Annotated[float, msgspec.Meta(ge=0, lt=1)] = 0
    form_credit: Credit = 0.5
    mistakes: tuple[Mistake, ...] = ()
