"""Choice: one of several, several of several, true or false.

Partial credit for several answers: `right_minus_wrong` (ticked right options
less ticked wrong ones, over the right ones, not below zero), `per_option`
(every option rightly ticked or left, as PrairieLearn's "each decision
counts"), `all_or_nothing`. Options are named by stable ids, never by place.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from html import escape
from typing import Annotated, Literal

import msgspec

from courseware.kinds.base import Description, Finding, Sample, Shown, as_typed
from courseware.mark import Misread, Note, Verdict
from courseware.scheme import Key
from courseware.spec import Exercise
from courseware.text import Texts, choose, say
from courseware.variants import Generator, Variant, fill

OptionId = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")]


class Option(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One option; a `fixed` one keeps its place when the others are shuffled."""

    id: OptionId
    text: Texts
    fixed: bool = False


class ChoiceExercise(Exercise, frozen=True, kw_only=True, tag="choice"):
    """A choice among options; true_false brings its own two."""

    select: Literal["one", "many", "true_false"] = "one"
    shuffle: bool = True
    options: tuple[Option, ...] = ()


class ChoiceKey(Key, frozen=True, kw_only=True):
    """`answer` for one, `answers` for several; `feedback` by option, when it was chosen."""

    answer: str | bool | None = None
    answers: tuple[str, ...] | None = None
    credit: Literal["right_minus_wrong", "per_option", "all_or_nothing"] = "right_minus_wrong"
    feedback: dict[str, Texts] = msgspec.field(default_factory=dict)


EXERCISE = ChoiceExercise
KEY = ChoiceKey
Answer = frozenset[str]


def option_ids(exercise: ChoiceExercise) -> tuple[str, ...]:
    """Return the ids in the author's order."""
    if exercise.select == "true_false":
        return ("true", "false")
    return tuple(option.id for option in exercise.options)


def right_ids(key: ChoiceKey) -> Answer:
    """Return the ids of the right options."""
    if key.answers is not None:
        return frozenset(key.answers)
    if isinstance(key.answer, bool):
        return frozenset({"true" if key.answer else "false"})
    return frozenset() if key.answer is None else frozenset({key.answer})


def draw(exercise: ChoiceExercise, generator: Generator) -> tuple[str, ...]:
    """Shuffle the options that are not fixed among their own places."""
    if not exercise.shuffle or exercise.select == "true_false":
        return option_ids(exercise)
    moving = [option.id for option in exercise.options if not option.fixed]
    mixed = iter(generator.shuffled(moving))
    return tuple(option.id if option.fixed else next(mixed) for option in exercise.options)


def parse(exercise: ChoiceExercise, value: object) -> Answer | Misread | None:
    """Read an id, for `many` a list of ids; True and False stand for their words."""
    if value is None or value == "":
        return None
    if isinstance(value, list | tuple) != (exercise.select == "many"):
        return Misread(Note("marking.unreadable"))
    given = list(value) if isinstance(value, list | tuple) else [_word(value)]
    known = option_ids(exercise)
    for item in given:
        if item not in known:
            return Misread(Note("marking.unknown_option", {"option": _short(item)}))
    return frozenset(str(item) for item in given)


def _word(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value


def _short(item: object) -> str:
    """Return what a message may repeat of an unknown option."""
    return item[:40] if isinstance(item, str) else "?"


def mark(exercise: ChoiceExercise, key: ChoiceKey, variant: Variant, answer: Answer) -> Verdict:
    """Give credit by the key's rule and say the chosen options' feedback."""
    right = right_ids(key)
    ids = option_ids(exercise)
    credit = _credit(key, right, answer, len(ids)) if exercise.select == "many" else None
    notes = [Note(text=key.feedback[id_]) for id_ in ids if id_ in answer and id_ in key.feedback]
    if exercise.select == "many" and answer & right:
        missed, extra = len(right - answer), len(answer - right)
        counts = {"marking.missed_options": missed, "marking.extra_options": extra}
        notes += [Note(said, {"count": count}) for said, count in counts.items() if count]
    return Verdict(Fraction(answer == right) if credit is None else credit, tuple(notes))


def _credit(key: ChoiceKey, right: Answer, chosen: Answer, options: int) -> Fraction:
    if chosen == right:
        return Fraction(1)
    if key.credit == "all_or_nothing" or not right or not chosen:
        return Fraction(0)
    if key.credit == "per_option":
        return Fraction(options - len(right ^ chosen), options)
    return max(Fraction(0), Fraction(len(chosen & right) - len(chosen - right), len(right)))


def echo(answer: object, value: object, language: str) -> str:
    """Nothing to echo: it is read as it was given."""
    return ""


def describe(exercise: ChoiceExercise, variant: Variant, language: str) -> Description:
    """List the options with an empty box each, as on paper."""
    box = "☐" if exercise.select == "many" else "○"
    texts = {option.id: option.text for option in exercise.options}
    lines = []
    for id_ in variant.order or option_ids(exercise):
        text = choose(texts[id_], language) if id_ in texts else say(f"marking.{id_}", language)
        lines.append(f"{box} {fill(text, variant.values, language)}")
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return Description("\n".join(lines), f'<ul style="list-style:none">{items}</ul>')


def shown(exercise: ChoiceExercise, variant: Variant, value: object, language: str) -> Shown:
    """Return the texts of the chosen options, in the order in which they stood."""
    answer = parse(exercise, value)
    if not isinstance(answer, frozenset):
        return as_typed(value)
    if exercise.select == "true_false":
        return Shown(tuple(say(f"marking.{id_}", language) for id_ in answer))
    texts = {option.id: choose(option.text, language) for option in exercise.options}
    order = [id_ for id_ in variant.order or texts if id_ in answer]
    return Shown(tuple(fill(texts[id_], variant.values, language) for id_ in order), authored=True)


def samples(exercise: ChoiceExercise, key: ChoiceKey, variant: Variant) -> Iterator[Sample]:
    """Yield the right choice, each single wrong one, an unknown option."""
    right = right_ids(key)
    many = exercise.select == "many"
    yield Sample(sorted(right) if many else next(iter(right), None), "right")
    for id_ in option_ids(exercise):
        if id_ not in right:
            yield Sample([id_] if many else id_, "wrong")
    yield Sample(["no-such-option"] if many else "no-such-option", "unmarked")


def check(exercise: ChoiceExercise, key: ChoiceKey | None) -> Iterator[Finding]:
    """Find options without an id of their own, keys that name none, feedback for nobody."""
    ids = option_ids(exercise)
    if exercise.select == "true_false" and exercise.options:
        yield Finding("choice_true_false_options", ("options",))
    elif len(ids) < 2:
        yield Finding("choice_too_few_options", ("options",))
    for index, id_ in enumerate(ids):
        if id_ in ids[:index]:
            yield Finding("choice_same_id", ("options", index, "id"), {"id": id_})
    if key is not None:
        yield from _check_key(exercise, key, ids)


def _check_key(exercise: ChoiceExercise, key: ChoiceKey, ids: tuple[str, ...]) -> Iterator[Finding]:
    wanted, other = ("answers", "answer") if exercise.select == "many" else ("answer", "answers")
    if getattr(key, wanted) is None:
        yield Finding("key_needs", ("key", wanted), {"field": wanted})
    if getattr(key, other) is not None:
        yield Finding("key_unwanted", ("key", other), {"field": other, "wanted": wanted})
    known = ", ".join(ids)
    for id_ in sorted(right_ids(key) - set(ids)):
        field = "answers" if key.answers is not None else "answer"
        yield Finding("choice_key_unknown", ("key", field), {"id": id_, "known": known})
    for id_ in key.feedback:
        if id_ not in ids:
            yield Finding(
                "choice_key_unknown", ("key", "feedback", id_), {"id": id_, "known": known}
            )
    for id_ in sorted(set(ids) - right_ids(key) - set(key.feedback)):
        yield Finding("choice_no_feedback", ("key", "feedback"), {"id": id_}, warning=True)
