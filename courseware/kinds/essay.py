"""Essay: a long text, marked by a human with a rubric that its writer knows.

No program marks it: whatever was written is `unmarked` until a human has given
points; only a blank one is worth 0 by itself. Words are counted in any script,
and too few or too many are told, never punished. Every commit is a draft in the
journal, and the newest counts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from html import escape
from typing import Annotated

import msgspec

from courseware.kinds.base import Description, Finding, Sample, Shown, as_typed
from courseware.mark import Misread, Note
from courseware.scheme import Key
from courseware.spec import Exercise
from courseware.text import Texts, choose, format_number, say
from courseware.variants import Generator, Variant, fill

LONGEST = 20_000
"""Characters of an essay."""

BY_HAND = True
"""A human marks what this kind's answers are worth."""

_POINTS = msgspec.Meta(ge=0, le=1000)
_WORDS = Annotated[int, msgspec.Meta(ge=1, le=5000)]
_BLANK = " \t\r\n\u00a0"
_LETTERS = frozenset("LMN")
"""First letters of the categories of which words consist."""
_JOINTS = frozenset("'`ʻʼ‘’´-‐‑.,·")
"""Between two letters or digits these do not end a word: oʻqish, well-known, 3,5."""

RubricId = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")]


class EssayLevel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How well a criterion can be met: the points, and what that looks like."""

    points: Annotated[int, _POINTS] | Annotated[float, _POINTS]
    text: Texts


class EssayCriterion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of the rubric; its levels go from the most points down."""

    id: RubricId
    title: Texts
    levels: tuple[EssayLevel, ...]


class EssayExercise(Exercise, frozen=True, kw_only=True, tag="essay"):
    """A long text in the learner's own words.

    `rubric` is shown to the learner beside the task. `least_words` and
    `most_words` are told while writing. `lines` is the height to begin with.
    """

    rubric: tuple[EssayCriterion, ...] = ()
    least_words: _WORDS | None = None
    most_words: _WORDS | None = None
    lines: Annotated[int, msgspec.Meta(ge=3, le=40)] = 8
    placeholder: Texts = ""


class EssayKey(Key, frozen=True, kw_only=True):
    """What helps whoever marks: `notes` by criterion, and an `example` of a good answer.

    The example is shown in practice when the learner has asked for a verdict.
    """

    notes: dict[str, Texts] = msgspec.field(default_factory=dict)
    example: Texts = ""


EXERCISE = EssayExercise
KEY = EssayKey


def count_words(text: str) -> int:
    """Count words in any script; a sign of Chinese or Japanese counts as a word of its own."""
    count, inside = 0, False
    for place, letter in enumerate(text):
        if _is_sign(letter):
            count, inside = count + 1, False
        elif unicodedata.category(letter)[0] in _LETTERS:
            count, inside = count + (not inside), True
        else:
            inside = inside and letter in _JOINTS and _is_letter(text[place + 1 : place + 2])
    return count


def _is_letter(letter: str) -> bool:
    return bool(letter) and unicodedata.category(letter)[0] in _LETTERS and not _is_sign(letter)


def _is_sign(letter: str) -> bool:
    """Tell whether a character is written without spaces to the next word."""
    return "\u3040" <= letter <= "\u30ff" or "\u3400" <= letter <= "\u9fff"


def draw(exercise: EssayExercise, generator: Generator) -> tuple[str, ...]:
    """Nothing to order."""
    return ()


def parse(exercise: EssayExercise, value: object) -> str | Misread | None:
    """Take a text as it was typed."""
    if value is None:
        return None
    if not isinstance(value, str):
        return Misread(Note("marking.not_text"))
    if len(value) > LONGEST:
        return Misread(Note("marking.too_long", {"count": LONGEST}))
    return value if value.strip(_BLANK) else None


def mark(exercise: EssayExercise, key: EssayKey, variant: Variant, answer: str) -> Misread:
    """Leave the mark to a human; say where the length is not what was asked for."""
    done, least, most = count_words(answer), exercise.least_words, exercise.most_words
    if least is not None and done < least:
        return Misread(Note("essay.short", {"done": done, "least": least}))
    if most is not None and done > most:
        return Misread(Note("essay.long", {"done": done, "most": most}))
    return Misread(Note("essay.by_hand" if exercise.graded else "essay.compare"))


def echo(answer: object, value: object, language: str) -> str:
    """Nothing to echo: it is read as it was given."""
    return ""


def describe(exercise: EssayExercise, variant: Variant, language: str) -> Description:
    """Leave lines to write on; say how it is marked."""
    blank = [f"{'_' * 30}" for _ in range(exercise.lines)]
    lines = list(_asked(exercise, language))
    rubric = list(rubric_lines(exercise, variant, language))
    told = [f"{title}: {'; '.join(levels)}" for title, levels in rubric]
    items = "".join(f"<li>{escape(line)}</li>" for line in (*lines, *told))
    return Description("\n".join((*lines, *told, *blank)), f"<ul>{items}</ul>")


def _asked(exercise: EssayExercise, language: str) -> Iterator[str]:
    least, most = exercise.least_words, exercise.most_words
    if least is not None and most is not None:
        yield say("essay.asked_both", language, least=least, most=most)
    elif least is not None:
        yield say("essay.asked_least", language, least=least)
    elif most is not None:
        yield say("essay.asked_most", language, most=most)


def rubric_lines(
    exercise: EssayExercise, variant: Variant, language: str
) -> Iterator[tuple[str, list[str]]]:
    """Yield each criterion with its levels, in words."""
    for criterion in exercise.rubric:
        levels = [
            say(
                "essay.level",
                language,
                points=format_number(level.points, language),
                text=fill(choose(level.text, language), variant.values, language),
            )
            for level in criterion.levels
        ]
        yield fill(choose(criterion.title, language), variant.values, language), levels


def beside(
    exercise: EssayExercise, key: EssayKey, variant: Variant, value: object, language: str
) -> tuple[tuple[str, str], ...]:
    """Return what whoever marks has beside the text: words, rubric, notes, an example."""
    words = count_words(value) if isinstance(value, str) else 0
    asked = "; ".join(_asked(exercise, language))
    lines = [(say("essay.words", language, count=words), asked)]
    for criterion, (title, levels) in zip(
        exercise.rubric, rubric_lines(exercise, variant, language), strict=True
    ):
        note = choose(key.notes.get(criterion.id, ""), language)
        extra = [f"{say('essay.notes', language)}: {note}"] if note else []
        lines.append((title, "\n".join((*levels, *extra))))
    example = choose(key.example, language)
    if example:
        lines.append((say("essay.example", language), example))
    return tuple(lines)


def shown(exercise: EssayExercise, variant: Variant, value: object, language: str) -> Shown:
    """Show the whole text as it was typed."""
    if not isinstance(value, str):
        return as_typed(value)
    return Shown(("".join(letter for letter in value if letter.isprintable() or letter in "\n\t"),))


def samples(exercise: EssayExercise, key: EssayKey, variant: Variant) -> Iterator[Sample]:
    """Yield a text that a human must read, blank paper, what is too long to be read."""
    yield Sample("One two three.", "unmarked")
    yield Sample(" \n ", "wrong")
    yield Sample("x" * (LONGEST + 1), "unmarked")


def check(exercise: EssayExercise, key: EssayKey | None) -> Iterator[Finding]:
    """Find rubrics that do not add up, limits that contradict, notes about nothing."""
    if exercise.attempts is not None:
        yield Finding("essay_attempts", ("attempts",))
    if exercise.confidence:
        yield Finding("essay_confidence", ("confidence",))
    least, most = exercise.least_words, exercise.most_words
    if least is not None and most is not None and least > most:
        yield Finding("essay_words", ("least_words",), {"least": least, "most": most})
    yield from _check_rubric(exercise)
    ids = [criterion.id for criterion in exercise.rubric]
    for id_ in key.notes if key is not None else ():
        if id_ not in ids:
            known = ", ".join(ids) or "-"
            yield Finding("essay_notes_unknown", ("key", "notes", id_), {"id": id_, "known": known})


def _check_rubric(exercise: EssayExercise) -> Iterator[Finding]:
    if not exercise.rubric:
        yield Finding("essay_no_rubric", ("rubric",), warning=True)
        return
    ids = [criterion.id for criterion in exercise.rubric]
    for index, criterion in enumerate(exercise.rubric):
        path = ("rubric", index)
        if criterion.id in ids[:index]:
            yield Finding("essay_same_id", (*path, "id"), {"id": criterion.id})
        if not _go_down([level.points for level in criterion.levels]):
            yield Finding("essay_levels", (*path, "levels"), {"id": criterion.id})
    most = sum(max((each.points for each in line.levels), default=0) for line in exercise.rubric)
    if most != exercise.points:
        parameters: dict[str, str | int] = {"sum": f"{most:g}", "points": f"{exercise.points:g}"}
        yield Finding("essay_points", ("points",), parameters)


def _go_down(points: Iterable[float]) -> bool:
    """Tell whether levels go down to nothing."""
    given = list(points)
    return given == sorted(set(given), reverse=True) and given[-1:] == [0]
