"""A set of numbers: {1; 2; 3}, in any order, each within the tolerance.

Credit by entry is what was found less what does not belong, of what there is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from courseware.errors import ExpressionError
from courseware.kinds.base import Description, Sample, Shown
from courseware.kinds.number import lists, plain
from courseware.kinds.number.structs import Measured, NumberExercise
from courseware.mark import Misread, Note, Verdict
from courseware.rules.numbers import over
from courseware.units import Real, read_real
from courseware.variants import Variant


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a set, and those that a doubtful comma may have meant."""

    reals: tuple[Real, ...]
    others: tuple[Real, ...] | None = None


ANSWER: Final = Numbers


def parse(exercise: NumberExercise, value: object) -> Numbers | Misread | None:
    """Read a set, with braces or without."""
    text = plain.typed(value)
    return text if text is None or isinstance(text, Misread) else read(text, read_real)


def read(raw: str, number: lists.Read) -> Numbers | Misread:
    """Read a set whose numbers are read by `number`."""
    if len(raw) > lists.LONGEST:
        return Misread(Note("number.too_long", {"count": lists.LONGEST}))
    text = lists.tidy(raw)
    if lists.is_empty(text):
        return Numbers(())
    body = text[1:-1].strip() if text[:1] + text[-1:] == "{}" else text
    if not body or any(sign in body for sign in "{}[]<>∪"):
        return Misread(Note("quantities.set_syntax", {"text": text[:40]}))
    pieces, others = lists.split(body)
    found = lists.numbers(pieces, number)
    if isinstance(found, Misread):
        return found
    second = lists.numbers(others, number) if others else None
    return Numbers(found, None if isinstance(second, Misread) else second)


def mark(
    exercise: NumberExercise, key: Measured, variant: Variant, answer: Numbers
) -> Verdict | Misread:
    """Count what was found and what does not belong; then look for a foreseen mistake."""
    targets = targets_of(key, variant)
    verdict = _counted(key, targets, answer.reals)
    missed, extra, _ = _compare(key, targets, answer.reals)
    if not missed and not extra:
        return verdict
    if answer.others and not any(_compare(key, targets, answer.others)[:2]):
        return Misread(Note("quantities.separator"))
    for mistake in key.mistakes:
        wrong = lists.of_key(values_of, mistake.answer, variant)
        missed, extra, _ = _compare(key, wrong, answer.reals)
        if not missed and not extra:
            return plain.foreseen(mistake)
    return verdict


def targets_of(key: Measured, variant: Variant) -> tuple[Fraction, ...]:
    """Return the numbers of the right set, in ascending order; raises ExpressionError."""
    return lists.of_key(values_of, key.answer, variant)


def values_of(answer: object, authors: lists.Read) -> tuple[Fraction, ...]:
    """Return what an author's text or list gives; raises ExpressionError."""
    if isinstance(answer, str):
        found = read(answer, authors)
        if isinstance(found, Misread):
            raise ExpressionError("unexpected", answer[:40])
        return _ascending(found.reals)
    entries = answer if isinstance(answer, tuple) else (answer,)
    return _ascending([lists.entry(entry, authors) for entry in entries])


def _ascending(reals: Sequence[Real]) -> tuple[Fraction, ...]:
    return tuple(sorted({real.number.value for real in reals}))


def _counted(key: Measured, targets: tuple[Fraction, ...], reals: tuple[Real, ...]) -> Verdict:
    """Give credit for a reading of the answer."""
    missed, extra, formed = _compare(key, targets, reals)
    if not missed and not extra:
        return formed
    notes = []
    found = len(targets) - missed
    if found and missed:
        notes.append(Note("quantities.set_missed", {"count": missed}))
    if found and extra:
        notes.append(Note("quantities.set_extra", {"count": extra}))
    credit = Fraction(0)
    if key.credit == "per_entry" and found > extra:
        credit = Fraction(found - extra, len(targets)) * formed.credit
    return Verdict(credit, (*notes, *formed.notes))


def _compare(
    key: Measured, targets: tuple[Fraction, ...], reals: tuple[Real, ...]
) -> tuple[int, int, Verdict]:
    """Return how many were missed, how many are too many, and the form of those that are right.

    Both lists ascend, so that the smallest that fits is the one to take.
    """
    given = sorted({real.number.value: real for real in reals}.items())
    formed, found, at = Verdict(Fraction(1)), 0, 0
    for target in targets:
        while at < len(given):
            value, real = given[at]
            margin = lists.margin_of(key, target, real)
            if value > target + margin:
                break
            at += 1
            if value >= target - margin:
                found += 1
                form = plain.form_verdict(key, target, real.number)
                formed = form if form.credit < formed.credit else formed
                break
    return len(targets) - found, len(given) - found, formed


def echo(answer: Numbers, value: object, language: str) -> str:
    """Write the set with its braces."""
    texts = [lists.text_of(real, language) for real in answer.reals]
    read_as = f"{{{'; '.join(texts)}}}" if texts else "∅"
    return "" if read_as == str(value).strip() else read_as


def describe(exercise: NumberExercise, variant: Variant, language: str) -> Description:
    """Leave a line to write on."""
    return plain.describe(exercise, variant, language)


def shown(exercise: NumberExercise, variant: Variant, value: object, language: str) -> Shown:
    """Return what was typed."""
    return plain.shown(exercise, variant, value, language)


def samples(exercise: NumberExercise, key: Measured, variant: Variant) -> Iterator[Sample]:
    """Yield the set backwards, a number that is not in it, and no set."""
    targets = targets_of(key, variant)
    texts = [plain.written(key, target) for target in reversed(targets)]
    yield Sample(f"{{{'; '.join(texts)}}}" if texts else "∅", "right")
    largest = max(targets, default=Fraction(0))
    yield Sample(f"{{{over(plain.beyond(key, largest))}}}", "wrong")
    yield Sample("{?}", "unmarked")
