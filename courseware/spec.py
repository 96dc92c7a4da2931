"""The public half of an exercise and of a course, as their TOML files say it.

A kind adds its own fields by subclassing `Exercise` in `courseware/kinds/`.
Nothing here can hold a key: a graded exercise has no field for one.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from courseware.text import Texts

Bloom = Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]
Level = Literal[
    "preschool",
    "primary",
    "lower_secondary",
    "upper_secondary",
    "vocational",
    "university",
    "adult",
]
Name = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z_][A-Za-z0-9_]{0,39}$")]
Slug = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$")]
LanguageCode = Literal["uz", "uz-Cyrl", "ru", "en"]
Number = int | float
_POSITIVE = msgspec.Meta(gt=0)
_POINTS = msgspec.Meta(gt=0, le=1000)


class Variable(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A quantity drawn for each learner; exactly one of the four ways is given.

    `integer` and `decimal` are inclusive ranges walked in `step` (1 and 0.1 by
    default), `choices` are numbers or texts, `expression` derives the value
    from the variables above it.
    """

    integer: tuple[int, int] | None = None
    decimal: tuple[Number, Number] | None = None
    choices: tuple[Number | Texts, ...] | None = None
    expression: str | None = None
    step: Annotated[int, _POSITIVE] | Annotated[float, _POSITIVE] | None = None


class Exercise(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    tag_field="kind",
):
    """What learners may see of one exercise; the fields that all kinds share.

    `id` is `<lesson>/<name>` and comes from the place of the file. `points` is
    the most that a learner can score. `attempts` limits the tries on one
    variant, without it there is no limit. `confidence` turns certainty-based
    marking on. `reject` are conditions under which a draw is thrown away.
    """

    id: str = ""
    version: Annotated[int, msgspec.Meta(ge=1)] = 1
    title: Texts = ""
    prompt: Texts = ""
    variables: dict[Name, Variable] = {}
    reject: tuple[str, ...] = ()
    hints: tuple[Texts, ...] = ()
    skills: tuple[str, ...] = ()
    bloom: Bloom | None = None
    level: Level | None = None
    points: Annotated[int, _POINTS] | Annotated[float, _POINTS] = 1
    graded: bool = False
    attempts: Annotated[int, msgspec.Meta(ge=1)] | None = None
    confidence: bool = False


class Skill(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something a learner can do, and the skills it builds on."""

    title: Texts
    needs: tuple[str, ...] = ()


class Course(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A course: its lessons in order, its languages, its skills.

    `seed` is a public salt: the learner's own kernel draws the variants, so it
    cannot be a secret. `byte_budget` bounds the bytes of one released lesson.
    """

    id: Slug
    title: Texts
    lessons: tuple[Slug, ...]
    languages: tuple[LanguageCode, ...] = ("uz", "ru", "en")
    language: LanguageCode = "uz"
    seed: str = ""
    byte_budget: Annotated[int, msgspec.Meta(gt=0)] | None = None
    skills: dict[str, Skill] = {}
