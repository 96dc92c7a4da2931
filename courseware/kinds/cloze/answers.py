"""From what a learner gave to an answer, and from a drawn order to the options as they stand."""

from __future__ import annotations

import unicodedata

from courseware.kinds.cloze.body import word_ids
from courseware.kinds.cloze.model import ClozeExercise, ClozeOption, options_of
from courseware.mark import Misread, Note
from courseware.rules.numbers import echo as number_echo
from courseware.rules.texts import trimmed
from courseware.text import NumberProblem, ParsedNumber, parse_number
from courseware.variants import Generator, Variant

LONGEST = 500
"""Characters of one gap."""
_SHOWN = 40
"""Characters that a message repeats."""
_UNSEEN = {"Cc", "Cf", "Cs", "Co"}

Given = dict[str, str | ParsedNumber]
Answer = Given | frozenset[str]
"""By gap what stands in it, blank ones left out; or the words that were marked."""


def draw(exercise: ClozeExercise, generator: Generator) -> tuple[str, ...]:
    """Mix the bank, `:id`, and the options of each dropdown, `gap:id`."""
    lists = {"": exercise.bank} | {
        name: gap.options for name, gap in exercise.gaps.items() if gap.kind == "dropdown"
    }
    order: list[str] = []
    for name, options in lists.items():
        ids = [f"{name}:{option.id}" for option in options]
        order += generator.shuffled(ids) if exercise.shuffle else ids
    return tuple(order)


def arranged(exercise: ClozeExercise, variant: Variant, gap: str) -> tuple[ClozeOption, ...]:
    """Return the options of a dropdown, or of the bank for "", as this learner meets them."""
    options = {f"{gap}:{option.id}": option for option in _of(exercise, gap)}
    order = [id_ for id_ in variant.order if id_ in options] or list(options)
    return tuple(options[id_] for id_ in order)


def _of(exercise: ClozeExercise, gap: str) -> tuple[ClozeOption, ...]:
    return exercise.gaps[gap].options if gap else exercise.bank


def number_of(exercise: ClozeExercise, gap: str) -> int:
    """Return the number by which a gap is called: its place in the table, from 1."""
    return list(exercise.gaps).index(gap) + 1


def parse(exercise: ClozeExercise, value: object) -> Answer | Misread | None:
    """Read a table of gaps, or a list of words; blank gaps are left out."""
    if value is None or value == "":
        return None
    if exercise.words is not None:
        return _parse_words(exercise, value)
    if not isinstance(value, dict):
        return Misread(Note("marking.unreadable"))
    if not value.keys() <= exercise.gaps.keys():
        return Misread(Note("marking.unknown_option", {"option": "?"}))
    answer: Given = {}
    for name in exercise.gaps:
        read = _parse_gap(exercise, name, value.get(name))
        if isinstance(read, Misread):
            return read
        if read is not None:
            answer[name] = read
    return answer or None


def _parse_words(exercise: ClozeExercise, value: object) -> Answer | Misread | None:
    if not isinstance(value, list | tuple):
        return Misread(Note("marking.unreadable"))
    known = frozenset[str]().union(
        *word_ids(exercise.body, every_word=exercise.words == "all").values()
    )
    for word in value:
        if not isinstance(word, str) or word not in known:
            return Misread(Note("marking.unknown_option", {"option": _short(word)}))
    return frozenset(map(str, value)) or None


def _parse_gap(
    exercise: ClozeExercise, name: str, given: object
) -> str | ParsedNumber | Misread | None:
    gap, number = exercise.gaps[name], number_of(exercise, name)
    text = _typed(given) if gap.kind == "number" else given
    if text is None:
        return None
    if not isinstance(text, str):
        return Misread(Note("cloze.gap_unreadable", {"gap": number, "text": "?"}))
    if len(text) > LONGEST:
        return Misread(Note("cloze.gap_too_long", {"gap": number, "count": LONGEST}))
    if not trimmed(text):
        return None
    if gap.kind == "text":
        return trimmed(text)
    if gap.kind == "number":
        read = parse_number(text)
        if isinstance(read, NumberProblem):
            return Misread(Note("cloze.gap_no_number", {"gap": number, "text": _short(text)}))
        return read
    if text not in {option.id for option in options_of(exercise, gap)}:
        return Misread(Note("cloze.gap_unreadable", {"gap": number, "text": _short(text)}))
    return text


def _typed(given: object) -> object:
    """Write a number as both halves do; JSON does not tell 1.0 from 1."""
    if isinstance(given, bool) or not isinstance(given, int | float):
        return given
    is_whole = isinstance(given, int) or given.is_integer()
    return str(int(given)) if is_whole else repr(given)


def _short(item: object) -> str:
    """Return what a message may repeat of what was given."""
    start = item[:_SHOWN] if isinstance(item, str) else "?"
    return "".join(sign for sign in start if unicodedata.category(sign) not in _UNSEEN)


def echo(answer: Answer, value: object, language: str) -> str:
    """Say how the numbers in the gaps were read, where that is not how they were typed."""
    if not isinstance(answer, dict) or not isinstance(value, dict):
        return ""
    read = (
        number_echo(given, _typed(value.get(name)), language)
        for name, given in answer.items()
        if isinstance(given, ParsedNumber)
    )
    return "; ".join(text for text in read if text)
