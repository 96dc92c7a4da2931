"""Every exception of courseware, and the violations they carry.

CoursewareError
├── InvalidDocument      a TOML file of a course is wrong: all violations at once
├── CourseNotFound       a course, lesson or exercise is not where it was looked for
├── ExpressionError      an author's expression cannot be read or computed
├── AlgebraError         a formula cannot be read, or not be decided upon
├── DrawError            no draw of the variables satisfies the author's conditions
├── GradingStopped       the whole run has to stop: gradebook, disk, another run
├── KeyExposed           something that learners receive holds the key of a graded exercise
├── WarmParentFailed     a warm parent did not start, or is gone
├── ForkRefused          a warm parent may not fork: it has more than one thread
└── ContainmentRefused   learners' code cannot be contained here as it must be
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

Severity = Literal["error", "warning"]


def _say(key: str, language: str, /, **parameters: str | int) -> str:
    """Say a sentence: processes that only might complain do without the catalogue."""
    from courseware.text import say  # noqa: PLC0415

    return say(key, language, **parameters)


class Violation(msgspec.Struct, frozen=True, kw_only=True):
    """One thing wrong with a course: where it is, what it is, what to do.

    `code` names two sentences of the catalogue, `check.<code>` (what is wrong)
    and `check.<code>_cure` (what to do); `parameters` fill both. `line` counts
    from 1, 0 where it is unknown. A parameter that is itself a key of the
    catalogue (`expect.integer`) is said in the reader's language.
    """

    code: str
    file: str = ""
    line: int = 0
    field: str = ""
    parameters: dict[str, str | int] = {}
    severity: Severity = "error"

    def problem(self, language: str = "en") -> str:
        """Return what is wrong, as a sentence."""
        return _say(f"check.{self.code}", language, **self._said(language))

    def cure(self, language: str = "en") -> str:
        """Return what to do about it, as a sentence."""
        return _say(f"check.{self.code}_cure", language, **self._said(language))

    def place(self) -> str:
        """Return `file:line field`, as far as they are known."""
        where = f"{self.file}:{self.line}" if self.line else self.file
        return " ".join(part for part in (where, self.field) if part)

    def _said(self, language: str) -> dict[str, str | int]:
        known = {"field": self.field, **self.parameters}
        return {
            name: _say(value, language)
            if isinstance(value, str) and value.startswith("expect.")
            else value
            for name, value in known.items()
        }


class CoursewareError(Exception):
    """The root of every error that courseware raises on purpose."""


class InvalidDocument(CoursewareError):
    """A file of a course is wrong; `violations` holds everything found in it."""

    def __init__(self, violations: Iterable[Violation]) -> None:
        self.violations = tuple(violations)
        super().__init__(self.violations)

    def __str__(self) -> str:
        return "\n".join(f"{v.place()}: {v.problem()} {v.cure()}" for v in self.violations)


class CourseNotFound(CoursewareError):
    """A course, a lesson or an exercise is not where it was looked for."""


class ExpressionError(CoursewareError):
    """An author's expression cannot be read or computed.

    `code` names the sentence `check.expression_<code>`, `detail` is what it is about.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        self.code, self.detail = code, detail
        super().__init__(f"{code}: {detail}" if detail else code)


class AlgebraError(CoursewareError):
    """A formula cannot be read or computed.

    `code` names the sentence `formula.<code>`, `parameters` fill it.
    """

    def __init__(self, code: str, **parameters: str | int) -> None:
        self.code, self.parameters = code, parameters
        super().__init__(code, parameters)


class DrawError(CoursewareError):
    """No draw of the variables satisfied the author's conditions."""


class KeyExposed(CoursewareError):
    """Something that learners receive holds the key of a graded exercise."""


class GradingStopped(CoursewareError):
    """All grading has to stop, through no fault of a hand-in; what is done is kept.

    `key` names a sentence of the catalogue, `parameters` fill it.
    """

    def __init__(self, key: str, /, **parameters: str) -> None:
        self.key, self.parameters = key, parameters
        super().__init__(key, parameters)

    def __str__(self) -> str:
        return _say(self.key, "en", **self.parameters)


class WarmParentFailed(CoursewareError):
    """A warm parent did not start, did not answer, or is gone."""


class ForkRefused(CoursewareError):
    """A warm parent may not fork: it has more than one thread; the message names them."""


class ContainmentRefused(CoursewareError):
    """Learners' code cannot be contained on this machine as it must be.

    `reasons` are keys of the catalogue with their parameters: what did not
    hold, and what to do about it.
    """

    def __init__(self, *reasons: tuple[str, dict[str, str]]) -> None:
        self.reasons = reasons
        super().__init__(reasons)

    def sentences(self, language: str = "en") -> list[str]:
        """Return the reasons in words."""
        return [_say(key, language, **parameters) for key, parameters in self.reasons]

    def __str__(self) -> str:
        return "\n".join(self.sentences())
