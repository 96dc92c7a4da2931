"""A short text as it is asked for: accepted forms, patterns, keywords, foreseen mistakes.

An answer is tried in this order, and what fits first counts: the forms that are
right, the forms that the author gives a credit of their own, the foreseen
mistakes, the keywords. Where spelling is lenient, what fits nothing is taken for
the nearest form or mistake within the slips that its length bears
(`courseware.text.spelling`), and told how to spell it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import msgspec

from courseware.expressions import exact
from courseware.mark import Note, Verdict
from courseware.scheme import Credit, Mistake
from courseware.text import Aspect, Texts, like, lookalikes, same
from courseware.text.folding import Folded, comparable, fits, folded, words
from courseware.text.spelling import slips
from courseware.variants import Variant, fill

Spelling = Literal["strict", "lenient"]


class Accepted(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An answer with a credit of its own; `*` in it stands for any run of characters."""

    answer: Texts
    credit: Credit = 1
    feedback: Texts = ""


class Keywords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Words that an answer must have, and must not: all of `all`, one of `any`, none of `none`.

    A keyword is one word or several that follow each other; `*` stands for any
    run of characters within a word. Given by language, any language's form counts.
    """

    all: tuple[Texts, ...] = ()
    any: tuple[Texts, ...] = ()
    none: tuple[Texts, ...] = ()
    credit: Credit = 1
    feedback: Texts = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a text is marked by; the forms are as the author wrote them, slots open."""

    forms: tuple[str, ...]
    patterns: tuple[str, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    keywords: tuple[Keywords, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    ignore: tuple[Aspect, ...] = ()
    spelling: Spelling = "strict"
    spelling_credit: Credit = 1


_BLANK = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u200b\u2028\u2029\u202f\u205f\u3000\ufeff"
)


def trimmed(text: str) -> str:
    """Return a text without the spaces around it; which those are, both halves agree on."""
    return text.strip(_BLANK)


def every(texts: object) -> tuple[str, ...]:
    """Return the forms of all languages: an answer in any of them is as good."""
    return tuple(texts.values()) if isinstance(texts, dict) else (str(texts),)


def example(rule: Keywords) -> str:
    """Return an answer that has the keywords of a rule, slots open."""
    wanted = [*rule.all, *rule.any[:1]]
    return " ".join(every(texts)[0].replace("*", "") for texts in wanted)


def verdict(answer: str, wanted: Wanted, variant: Variant) -> Verdict:
    """Mark a text; an answer that fits nothing gets 0."""
    ignored = frozenset(wanted.ignore)
    looks = (Note("marking.lookalikes"),) if lookalikes(answer) else ()
    found = _fitting(answer, wanted, variant, ignored) or _by_keywords(
        answer, wanted, variant, ignored
    )
    if found is None and wanted.spelling == "lenient":
        found = _nearest(answer, wanted, variant, ignored)
    credit, notes = found or (Fraction(0), ())
    return Verdict(credit, (*notes, *looks))


Found = tuple[Fraction, tuple[Note, ...]]


def _fitting(
    answer: str, wanted: Wanted, variant: Variant, ignored: frozenset[Aspect]
) -> Found | None:
    """Return what an answer that is spelt as the author foresaw it is worth."""
    if any(same(answer, form, ignored) for form in _filled(wanted.forms, variant)):
        return Fraction(1), ()
    if any(like(answer, pattern, ignored) for pattern in wanted.patterns):
        return Fraction(1), ()
    for item in _graded(wanted):
        for form in _filled(every(item.answer), variant):
            if like(answer, form, ignored) or same(answer, form, ignored):
                return exact(item.credit), _said(item.feedback)
    return None


def _by_keywords(
    answer: str, wanted: Wanted, variant: Variant, ignored: frozenset[Aspect]
) -> Found | None:
    given = words(answer, ignored) if wanted.keywords else []
    for rule in wanted.keywords:
        misspelt = _holds(rule, given, wanted, variant, ignored)
        if misspelt is not None:
            return _as_spelt(exact(rule.credit), rule.feedback, misspelt, wanted)
    return None


def _holds(
    rule: Keywords,
    given: list[Folded],
    wanted: Wanted,
    variant: Variant,
    ignored: frozenset[Aspect],
) -> list[str] | None:
    """Return None where the rule does not hold, else the keywords that were misspelt."""
    lenient = wanted.spelling == "lenient"
    misspelt: list[str] = []
    for texts in rule.all:
        found = _find(given, texts, variant, ignored, lenient=lenient)
        if found is None:
            return None
        misspelt += found
    if rule.any:
        several = [_find(given, texts, variant, ignored, lenient=lenient) for texts in rule.any]
        there = [found for found in several if found is not None]
        if not there:
            return None
        misspelt += [] if [] in there else there[0]
    if any(_find(given, texts, variant, ignored, lenient=False) == [] for texts in rule.none):
        return None
    return misspelt


def _find(
    given: list[Folded],
    texts: Texts,
    variant: Variant,
    ignored: frozenset[Aspect],
    *,
    lenient: bool,
) -> list[str] | None:
    """Look for a keyword: [] where it stands, itself where it is misspelt, None where it lacks."""
    forms = [(form, words(form, ignored)) for form in _filled(every(texts), variant)]
    if any(_stands(given, wanted, ignored, forgive=False) for _, wanted in forms):
        return []
    for form, wanted in forms if lenient else ():
        if "*" not in form and _stands(given, wanted, ignored, forgive=True):
            return [form]
    return None


def _stands(
    given: list[Folded], wanted: list[Folded], ignored: frozenset[Aspect], *, forgive: bool
) -> bool:
    """Tell whether the wanted words stand in the given ones, one after the other."""

    def is_there(ours: Folded, theirs: Folded) -> bool:
        text, pattern = comparable(ours, theirs, ignored)
        return slips(text, pattern) is not None if forgive else fits(text, pattern)

    return bool(wanted) and any(
        all(is_there(ours, theirs) for ours, theirs in zip(given[start:], wanted, strict=False))
        for start in range(len(given) - len(wanted) + 1)
    )


def _nearest(
    answer: str, wanted: Wanted, variant: Variant, ignored: frozenset[Aspect]
) -> Found | None:
    """Take a misspelt answer for what it is nearest to; between equals the better one."""
    ours = folded(answer, ignored)
    best: tuple[int, Fraction, Texts, str] | None = None
    for form, credit, feedback in _spellable(wanted, variant):
        if "*" in form:
            continue
        distance = slips(*comparable(ours, folded(form, ignored), ignored))
        if distance is None or (best and (distance, -credit) >= (best[0], -best[1])):
            continue
        best = distance, credit, feedback, form
    if best is None:
        return None
    _, credit, feedback, form = best
    return _as_spelt(credit, feedback, [form], wanted)


def _spellable(wanted: Wanted, variant: Variant) -> Iterator[tuple[str, Fraction, Texts]]:
    for form in _filled(wanted.forms, variant):
        yield form, Fraction(1), ""
    for item in _graded(wanted):
        for form in _filled(every(item.answer), variant):
            yield form, exact(item.credit), item.feedback


def _graded(wanted: Wanted) -> list[Accepted | Mistake]:
    return [*wanted.accepted, *wanted.mistakes]


def _as_spelt(credit: Fraction, feedback: Texts, misspelt: list[str], wanted: Wanted) -> Found:
    if not misspelt:
        return credit, _said(feedback)
    # Of a wrong answer only the author's feedback is said: its spelling is not the matter.
    spelt = () if not credit else (Note("marking.spelling", {"word": ", ".join(misspelt)}),)
    return credit * exact(wanted.spelling_credit), (*_said(feedback), *spelt)


def _said(feedback: Texts) -> tuple[Note, ...]:
    return (Note(text=feedback),) if feedback else ()


def _filled(forms: Iterable[str], variant: Variant) -> list[str]:
    return [fill(form, variant.values, "en") for form in forms]
