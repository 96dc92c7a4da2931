"""Each gap by the rules of its kind, the whole by their weights."""

from __future__ import annotations

from fractions import Fraction

from courseware.expressions import exact
from courseware.kinds.cloze.answers import Answer, Given, number_of
from courseware.kinds.cloze.model import PLAIN, ClozeExercise, ClozeGapKey, ClozeKey
from courseware.mark import Misread, Note, Verdict
from courseware.rules import numbers, texts
from courseware.text import LANGUAGES, ParsedNumber, Texts, say
from courseware.variants import Variant

RIGHT, WRONG = Fraction(1), Fraction(0)


def mark(
    exercise: ClozeExercise, key: ClozeKey, variant: Variant, answer: Answer
) -> Verdict | Misread:
    """Mark the gaps one by one, or the words together."""
    if not isinstance(answer, dict):
        return _mark_words(key, answer)
    verdicts: dict[str, Verdict] = {}
    for name in exercise.gaps:
        found = mark_gap(exercise, key, variant, name, answer)
        if isinstance(found, Misread):
            return found
        verdicts[name] = found
    weights = {name: exact(key.gaps.get(name, PLAIN).weight) for name in verdicts}
    earned = sum((weights[name] * verdicts[name].credit for name in verdicts), WRONG)
    credit = earned / sum(weights.values(), WRONG) if weights else WRONG
    notes = [
        _labelled(number_of(exercise, name), note)
        for name, verdict in verdicts.items()
        for note in verdict.notes
    ]
    right = sum(1 for verdict in verdicts.values() if verdict.credit == 1)
    if right < len(verdicts):
        notes.append(Note("cloze.right_gaps", {"count": right, "total": len(verdicts)}))
    if key.credit == "all_or_nothing" and credit != 1:
        credit = WRONG
    return Verdict(credit, tuple(notes))


def mark_gap(
    exercise: ClozeExercise, key: ClozeKey, variant: Variant, name: str, answer: Given
) -> Verdict | Misread:
    """Mark one gap; a blank one gets 0 and nothing is said of it."""
    rule, wanted = key.gaps.get(name, PLAIN), accepted(key, name)
    given = answer.get(name)
    if given is None or not wanted:
        return Verdict(WRONG)
    if isinstance(given, ParsedNumber):
        verdict = _mark_number(wanted, rule, variant, given, number_of(exercise, name))
    elif exercise.gaps[name].kind == "text":
        verdict = texts.verdict(given, _wanted(key, rule, wanted), variant)
    else:
        said = rule.feedback.get(given, "")
        is_right = given in _forms(wanted)
        verdict = Verdict(Fraction(is_right), (Note(text=said),) if said else ())
    if isinstance(verdict, Verdict) and not verdict.notes and verdict.credit == 0 and rule.wrong:
        return Verdict(WRONG, (Note(text=rule.wrong),))
    return verdict


def accepted(key: ClozeKey, name: str) -> tuple[int | float | Texts, ...]:
    """Return the answers that are right in a gap."""
    answers = key.answers.get(name, ()) if isinstance(key.answers, dict) else ()
    return answers if isinstance(answers, tuple) else (answers,)


def _forms(wanted: tuple[int | float | Texts, ...]) -> tuple[str, ...]:
    return tuple(form for item in wanted for form in texts.every(item))


def _wanted(
    key: ClozeKey, rule: ClozeGapKey, wanted: tuple[int | float | Texts, ...]
) -> texts.Wanted:
    credit = rule.spelling_credit
    return texts.Wanted(
        forms=_forms(wanted),
        patterns=rule.patterns,
        accepted=rule.accepted,
        mistakes=rule.mistakes,
        ignore=key.ignore if rule.ignore is None else rule.ignore,
        spelling=rule.spelling or key.spelling,
        spelling_credit=key.spelling_credit if credit is None else credit,
    )


def _mark_number(
    wanted: tuple[int | float | Texts, ...],
    rule: ClozeGapKey,
    variant: Variant,
    given: ParsedNumber,
    gap: int,
) -> Verdict | Misread:
    targets = [numbers.quantity(item, variant) for item in wanted]
    margins = [
        numbers.widest_margin(target, rule.tolerance, rule.relative_tolerance) for target in targets
    ]

    def is_near(value: Fraction) -> bool:
        pairs = zip(targets, margins, strict=True)
        return any(abs(value - target) <= margin for target, margin in pairs)

    if is_near(given.value):
        return Verdict(RIGHT)
    for mistake in rule.mistakes:
        if abs(given.value - numbers.quantity(mistake.answer, variant)) <= margins[0]:
            said = (Note(text=mistake.feedback),) if mistake.feedback else ()
            return Verdict(exact(mistake.credit), said)
    if given.ambiguous and is_near(given.value * 1000):
        return Misread(Note("cloze.gap_ambiguous", {"gap": gap}))
    return Verdict(WRONG, numbers.near_miss(targets[0], given))


def _mark_words(key: ClozeKey, answer: frozenset[str]) -> Verdict:
    """Give the marked right words less the marked wrong ones, over all right ones."""
    right = frozenset(key.answers) if isinstance(key.answers, tuple) else frozenset[str]()
    found, extra = len(answer & right), len(answer - right)
    missed = len(right) - found
    credit = Fraction(max(0, found - extra), len(right)) if right else WRONG
    if key.credit == "all_or_nothing" and (extra or missed):
        credit = WRONG
    notes = [Note(text=text) for word, text in key.feedback.items() if word in answer and text]
    if missed:
        notes.append(Note("cloze.missed_words", {"count": missed}))
    if extra:
        notes.append(Note("cloze.extra_words", {"count": extra}))
    return Verdict(credit, tuple(notes))


def _labelled(gap: int, note: Note) -> Note:
    """Say of which gap a note is; our own sentences become texts for that."""
    if note.key:
        said: dict[str, str] = {
            language: say(note.key, language, **note.parameters) for language in LANGUAGES
        }
    elif isinstance(note.text, str):
        said = dict.fromkeys(LANGUAGES, note.text)
    else:
        said = {language: text for language, text in note.text.items() if text}
    return Note(
        text={
            language: f"{say('cloze.gap_label', language, gap=gap)} {text}"
            for language, text in said.items()
        }
    )
