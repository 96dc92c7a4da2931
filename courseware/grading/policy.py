"""How a course is graded: `graders/<course>/policy.toml`."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from courseware import library
from courseware.decoding import convert
from courseware.sandbox import Limits
from courseware.spec import LanguageCode

POLICY_FILE = "policy.toml"


class Feedback(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The pages that learners get back.

    `language` is the one that a page opens in, by default the course's; the
    course's other languages stand on the page too. `show_right_answers` adds
    the right answer and the author's explanation to what was not right.
    """

    language: LanguageCode | None = None
    show_right_answers: bool = False


class Variants(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """For whom variants are redrawn.

    `transport`: the owner of the folder that the submission came in, as the
    exchange or the gradebook knows them. `recorded`: the name that the learner's
    own kernel wrote down, for courses whose learners answer under other names
    than they hand in; it lets one learner hand in another's variant.
    """

    drawn_for: Literal["transport", "recorded"] = "transport"


class Examining(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The table `[examiner]`: how nbgrader's tests are put to what was handed in.

    Attributes:
        live: what to do with a test that needs the learner's live objects
            (classes compared, plots, mocks, source code). `worker`: run it in a
            copy of the learner's process and mark its verdict as forgeable;
            only tests that need it for the teacher's own solution are run so.
            `refuse`: it scores 0, with the reason: for exams.
        stderr: `nbgrader`: anything on stderr in a test cell before its result
            scores 0. `ours`: it does not.
        preload: modules to import once, beside those that the notebooks import.
    """

    live: Literal["worker", "refuse"] = "worker"
    stderr: Literal["nbgrader", "ours"] = "nbgrader"
    preload: tuple[str, ...] = ()


class Containing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The table `[containment]`: in what learners' code runs at the least.

    Attributes:
        require: the weakest tier that is acceptable, by default B.
        runner: the words of a site's own runner (tier C), of which `{command}` stands for
            the command to run; see `courseware.sandbox.choose`.
    """

    require: Literal["A", "B", "C"] | None = None
    runner: tuple[str, ...] = ()


class Policy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The policy of a course; every table and field may be left out.

    `limits` are the budgets of each hand-in; without that table a cell has the
    seconds of nbgrader's `Execute.timeout`.
    """

    feedback: Feedback = Feedback()
    variants: Variants = Variants()
    examiner: Examining = Examining()
    limits: Limits | None = None
    containment: Containing = Containing()


def load_policy(graders: Path) -> Policy:
    """Load the policy of a course's private half; raises `InvalidDocument`."""
    path = graders / POLICY_FILE
    return convert(library.read(path), Policy) if path.is_file() else Policy()
