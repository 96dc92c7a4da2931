"""What is wrong with a cloze that its form does not tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from courseware import expressions
from courseware.decoding import Path
from courseware.errors import ExpressionError
from courseware.kinds.base import Finding
from courseware.kinds.cloze.body import gap_ids, pieces, word_ids
from courseware.kinds.cloze.marking import accepted
from courseware.kinds.cloze.model import PLAIN, ClozeExercise, ClozeKey, options_of
from courseware.rules import texts
from courseware.text import ParsedNumber, parse_number, prose

_TELLING = 3
"""Gaps from which an order in which the answers stand tells something."""


def check(exercise: ClozeExercise, key: ClozeKey | None) -> Iterator[Finding]:
    """Find gaps without a place, places without a gap, keys that nobody can meet."""
    if bool(exercise.gaps) == (exercise.words is not None):
        yield Finding("cloze_gaps_or_words", ("gaps",))
        return
    yield from _check_body(exercise)
    yield from _check_options(exercise)
    if key is None:
        return
    if exercise.words is not None:
        yield from _check_word_key(exercise, key)
    else:
        yield from _check_gap_key(exercise, key)
        yield from _check_order(exercise, key)


def _bodies(exercise: ClozeExercise) -> dict[str, str]:
    body = exercise.body
    return {"": body} if isinstance(body, str) else {k: text for k, text in body.items() if text}


def _at(language: str) -> Path:
    return ("body", language) if language else ("body",)


def _check_body(exercise: ClozeExercise) -> Iterator[Finding]:
    every_word = exercise.words == "all"
    for language, text in _bodies(exercise).items():
        html = prose.render(text).with_expressions()
        if _seen(text, every_word=every_word) != _seen(html, every_word=every_word):
            yield Finding("cloze_markup", _at(language))
        places = Counter(gap_ids(text))
        for name in sorted(places.keys() - exercise.gaps.keys()):
            yield Finding("cloze_gap_unknown", _at(language), {"id": name})
        for name in exercise.gaps:
            if places[name] != 1:
                code = "cloze_gap_twice" if places[name] else "cloze_gap_missing"
                yield Finding(code, _at(language), {"id": name})
        if exercise.words is not None and not any(
            piece.id for piece in pieces(text, every_word=every_word)
        ):
            yield Finding("cloze_no_words", _at(language))


def _seen(text: str, *, every_word: bool) -> list[tuple[str, str]]:
    """Return what the page will find in a text: its gaps, and the words that can be marked."""
    read = pieces(text, every_word=every_word)
    return [(name, "") for name in gap_ids(text)] + [
        (piece.id, piece.text) for piece in read if piece.id
    ]


def _check_options(exercise: ClozeExercise) -> Iterator[Finding]:
    lists: dict[Path, tuple[str, ...]] = {("bank",): tuple(option.id for option in exercise.bank)}
    for name, gap in exercise.gaps.items():
        lists["gaps", name, "options"] = tuple(option.id for option in gap.options)
        if gap.kind == "dropdown" and len(gap.options) < 2:
            yield Finding("choice_too_few_options", ("gaps", name, "options"))
    for path, ids in lists.items():
        for index, id_ in enumerate(ids):
            if id_ in ids[:index]:
                yield Finding("choice_same_id", (*path, index, "id"), {"id": id_})
    gaps = sum(gap.kind == "bank" for gap in exercise.gaps.values())
    if gaps and len(exercise.bank) < (2 if exercise.reuse else gaps):
        yield Finding("cloze_bank_short", ("bank",), {"count": gaps})


def _check_gap_key(exercise: ClozeExercise, key: ClozeKey) -> Iterator[Finding]:
    answers = key.answers if isinstance(key.answers, dict) else {}
    known = ", ".join(exercise.gaps)
    for field, names in (("answers", answers), ("gaps", key.gaps)):
        for name in names:
            if name not in exercise.gaps:
                yield Finding(
                    "cloze_key_unknown", ("key", field, name), {"id": name, "known": known}
                )
    for name in exercise.gaps:
        path: Path = ("key", "answers", name)
        if not accepted(key, name):
            yield Finding("cloze_no_answer", ("key", "answers"), {"id": name})
        elif exercise.gaps[name].kind == "number":
            yield from _check_numbers(exercise, key, name, path)
        elif exercise.gaps[name].kind == "text":
            if any(not form.strip() for item in accepted(key, name) for form in texts.every(item)):
                yield Finding("text_empty_answer", path, {"count": 1})
        else:
            yield from _check_choice(exercise, key, name, path)
        yield from _check_feedback(exercise, key, name)


def _check_numbers(
    exercise: ClozeExercise, key: ClozeKey, name: str, path: Path
) -> Iterator[Finding]:
    for item in accepted(key, name):
        if isinstance(item, dict):
            yield Finding("number_needed", path)
        elif isinstance(item, str) and not isinstance(parse_number(item), ParsedNumber):
            try:
                used = expressions.names(expressions.parse(item))
            except ExpressionError as error:
                yield Finding(f"expression_{error.code}", path, {"detail": error.detail})
                continue
            for missing in sorted(used - set(exercise.variables) - {"pi", "e"}):
                yield Finding("expression_unknown_name", path, {"detail": missing})


def _check_choice(
    exercise: ClozeExercise, key: ClozeKey, name: str, path: Path
) -> Iterator[Finding]:
    ids = [option.id for option in options_of(exercise, exercise.gaps[name])]
    known = ", ".join(ids)
    for form in (form for item in accepted(key, name) for form in texts.every(item)):
        if form not in ids:
            yield Finding("choice_key_unknown", path, {"id": form, "known": known})
    for id_ in key.gaps.get(name, PLAIN).feedback:
        if id_ not in ids:
            where = ("key", "gaps", name, "feedback", id_)
            yield Finding("choice_key_unknown", where, {"id": id_, "known": known})


def _check_feedback(exercise: ClozeExercise, key: ClozeKey, name: str) -> Iterator[Finding]:
    """Ask for feedback on wrong answers: by option, by mistake, or one for all of them."""
    rule, gap = key.gaps.get(name, PLAIN), exercise.gaps[name]
    right = {form for item in accepted(key, name) for form in texts.every(item)}
    wrong = {option.id for option in options_of(exercise, gap)} - right
    explained = bool(rule.mistakes) or (bool(wrong) and wrong <= rule.feedback.keys())
    if not rule.wrong and not explained:
        yield Finding("cloze_no_feedback", ("key", "gaps"), {"id": name}, warning=True)


def _check_order(exercise: ClozeExercise, key: ClozeKey) -> Iterator[Finding]:
    """Find orders of the public half in which the right answers can be read."""
    if not exercise.graded:
        return
    chosen = {
        name: [form for item in accepted(key, name) for form in texts.every(item)]
        for name, gap in exercise.gaps.items()
        if gap.kind in ("bank", "dropdown")
    }
    bank = [option.id for option in exercise.bank]
    places = [
        bank.index(forms[0])
        for name, forms in chosen.items()
        if exercise.gaps[name].kind == "bank" and forms and forms[0] in bank
    ]
    if len(places) >= _TELLING and places == sorted(places):
        yield Finding("cloze_order_tells", ("bank",), warning=True)
    lists = {name: gap.options for name, gap in exercise.gaps.items() if gap.kind == "dropdown"}
    firsts = [bool(options) and options[0].id in chosen[name] for name, options in lists.items()]
    if len(firsts) >= _TELLING and all(firsts):
        yield Finding("cloze_order_tells", ("gaps",), warning=True)


def _check_word_key(exercise: ClozeExercise, key: ClozeKey) -> Iterator[Finding]:
    if not isinstance(key.answers, tuple) or not key.answers:
        yield Finding("cloze_words_needed", ("key", "answers"))
        return
    by_language = word_ids(exercise.body, every_word=exercise.words == "all")
    for language, known in by_language.items():
        for word in key.answers:
            if word not in known:
                yield Finding(
                    "cloze_word_missing",
                    ("key", "answers"),
                    {
                        "id": word,
                        "language": language or "-",
                        "known": ", ".join(sorted(known)[:30]),
                    },
                )
        if known and known <= set(key.answers):
            yield Finding("cloze_all_right", _at(language))
    everything = frozenset[str]().union(*by_language.values())
    for word in sorted(set(key.feedback) - everything):
        yield Finding("choice_key_unknown", ("key", "feedback", word), {"id": word, "known": "-"})
    if not key.feedback and not key.wrong:
        yield Finding("cloze_no_word_feedback", ("key", "feedback"), warning=True)
