"""How a course is graded: `graders/<course>/policy.toml`."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from courseware import library
from courseware.decoding import convert
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


class Policy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The policy of a course; every table and field may be left out."""

    feedback: Feedback = Feedback()
    variants: Variants = Variants()


def load_policy(graders: Path) -> Policy:
    """Load the policy of a course's private half; raises `InvalidDocument`."""
    path = graders / POLICY_FILE
    return convert(library.read(path), Policy) if path.is_file() else Policy()
