"""What authors write of a code exercise: what is to be written, and the cases it must meet."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from courseware.scheme import Key
from courseware.spec import Exercise, Name
from courseware.text import Texts

Weight = Annotated[int, msgspec.Meta(gt=0, le=1000)]
CaseId = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")]
Seconds = Annotated[int, msgspec.Meta(gt=0, le=60)] | Annotated[float, msgspec.Meta(gt=0, le=60)]
Share = Annotated[int, msgspec.Meta(ge=0)] | Annotated[float, msgspec.Meta(ge=0)]


class CodeFigure(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a matplotlib figure must have; what is not given is not looked at.

    `x` and `y` are the data of one line or set of points that must be in it, as Python
    literals or expressions without names: `"[1, 2, 3]"`. `kind` is how they are drawn.
    """

    title: Texts = ""
    xlabel: Texts = ""
    ylabel: Texts = ""
    x: str = ""
    y: str = ""
    kind: Literal["any", "line", "points", "bars"] = "any"
    legend: bool = False


class CodeCase(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One thing that is tried: an expression, or the whole program with some input.

    `call` is a Python expression over what the learner wrote, `"mean([1, 2, 3])"`; without one
    the program itself is run. `input` is what is typed where it asks. Then at least one of:
    `returns`, a Python literal that the call's value must equal; `prints`, what must be
    printed, spaces at the ends of lines apart; `raises`, the name of the error that must be
    raised; `figure`. `tolerance` is how far numbers may be off.
    """

    id: CaseId
    call: str = ""
    input: str = ""
    returns: str | None = None
    prints: str | None = None
    raises: str | None = None
    figure: CodeFigure | None = None
    tolerance: Share = 1e-9
    weight: Weight = 1
    feedback: Texts = ""


class CodeRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How it must, or must not, be written: `uses = "loop"`, `avoids = "import"`.

    What can be named: `loop`, `for`, `while`, `if`, `function`, `return`, `recursion`,
    `comprehension`, `lambda`, `class`, `try`, `import`, `import:math`, `call:sum`, `print`.
    """

    uses: str = ""
    avoids: str = ""
    weight: Weight = 1
    feedback: Texts = ""


class CodeExercise(Exercise, frozen=True, kw_only=True, tag="code"):
    """A function or a program in Python, tried on examples at once.

    `define` are the names that must be defined; without any, a program is to be written.
    `starter` stands in the editor at first. `setup` is run before the learner's code.
    `examples` are cases that everybody sees. `seconds` is what one case may take.
    """

    define: tuple[Name, ...] = ()
    starter: str = ""
    setup: str = ""
    examples: tuple[CodeCase, ...] = ()
    seconds: Seconds = 5


class CodeKey(Key, frozen=True, kw_only=True):
    """Cases that are tried when it counts, rules of style, and a solution.

    Credit is by weight over the examples, the cases and the rules, or for all of them only.
    `solution` is what `courseware check` tries; learners never see it unless the policy shows
    right answers.
    """

    cases: tuple[CodeCase, ...] = ()
    rules: tuple[CodeRule, ...] = ()
    credit: Literal["by_weight", "all_or_nothing"] = "by_weight"
    solution: str = ""
