"""Match: items given their targets, in pairs or sorted into groups.

`per_item` gives each item the same share; an item that belongs nowhere and was
given a target counts as one more that is wrong. `less_guessing` takes from each
wrong one what guessing earns on average, right targets over the wrong ones there
are, so that a blind guess is worth nothing (formula scoring, Frary 1988);
`all_or_nothing`. Parts are named by stable ids, never by place.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from html import escape

from courseware.expressions import exact
from courseware.kinds.base import Description, Sample, Shown, as_typed
from courseware.kinds.match.checking import check
from courseware.kinds.match.fields import Answer, MatchExercise, MatchKey, MatchPart, accepted
from courseware.mark import Misread, Note, Verdict
from courseware.rules.orders import matched
from courseware.text import choose, plain_prose
from courseware.variants import Generator, Variant, fill

__all__ = [
    "EXERCISE",
    "KEY",
    "check",
    "describe",
    "draw",
    "echo",
    "mark",
    "parse",
    "samples",
    "shown",
]

EXERCISE = MatchExercise
KEY = MatchKey

MOST_SAID = 3
"""So many of the author's sentences are said at once; more would not be read."""

_RULE = "_" * 12


def draw(exercise: MatchExercise, generator: Generator) -> tuple[str, ...]:
    """Shuffle the items, then the targets of pairs; groups keep the author's order."""
    items = generator.shuffled([item.id for item in exercise.items])
    targets = [target.id for target in exercise.targets]
    if exercise.mode == "pairs":
        targets = generator.shuffled(targets)
    return (*items, *targets)


def parse(exercise: MatchExercise, value: object) -> Answer | Misread | None:
    """Read a table from items to targets; null and "" leave an item aside."""
    if value is None or (isinstance(value, str | dict | list | tuple) and not value):
        return None
    if not isinstance(value, dict):
        return Misread(Note("marking.unreadable"))
    items = {item.id for item in exercise.items}
    targets = {target.id for target in exercise.targets}
    if strangers := [item for item in value if item not in items]:
        return Misread(Note("match.unknown_item", {"item": _short(min(strangers, key=_utf16))}))
    answer: Answer = {}
    for item in (item.id for item in exercise.items):
        target = value.get(item)
        if target is None or target == "":
            continue
        if not isinstance(target, str) or target not in targets:
            return Misread(Note("match.unknown_target", {"target": _short(target)}))
        if exercise.mode == "pairs" and not exercise.reuse and target in answer.values():
            return Misread(Note("match.target_twice", {"target": target}))
        answer[item] = target
    return answer or None


def _utf16(text: object) -> bytes:
    """Return what orders texts as browsers do."""
    return str(text).encode("utf-16-be", "surrogatepass")


def _short(part: object) -> str:
    """Return what a message may repeat of an unknown part."""
    return part[:40] if isinstance(part, str) else "?"


def mark(exercise: MatchExercise, key: MatchKey, variant: Variant, answer: Answer) -> Verdict:
    """Give credit by the key's rule; say what is wrong with pairs, and how many there are."""
    confusions = {(each.item, each.target): each for each in key.confusions}
    earned, wrong, missing = Fraction(0), Fraction(0), 0
    belonging, misplaced, texts = 0, 0, []
    for part in exercise.items:
        right, target = accepted(key, part.id), answer.get(part.id)
        belonging += bool(right)
        if target is None:
            missing += bool(right)
            continue
        if target in right:
            earned += 1
            continue
        misplaced += 1
        belonging += not right
        known = confusions.get((part.id, target))
        earned += exact(known.credit) if known else 0
        wrong += _luck(exercise, len(right)) if not (known and known.credit) else 0
        texts.append((known and known.feedback) or key.feedback.get(part.id, ""))
    notes = [Note(text=text) for text in texts if text][:MOST_SAID]
    counts = {"match.misplaced": misplaced, "match.missing": missing}
    notes += [Note(name, {"count": count}) for name, count in counts.items() if count]
    if not misplaced and not missing:
        return Verdict(Fraction(1))
    if key.credit == "all_or_nothing":
        return Verdict(Fraction(0), tuple(notes))
    lost = wrong if key.credit == "less_guessing" else 0
    return Verdict(max(Fraction(0), (earned - lost) / belonging), tuple(notes))


def _luck(exercise: MatchExercise, right: int) -> Fraction:
    """Return what a wrong guess loses, so that guessing earns nothing on average."""
    ways = len(exercise.targets) + exercise.spare
    return Fraction(max(1, right), ways - max(1, right)) if ways > max(1, right) else Fraction(1)


def echo(answer: object, value: object, language: str) -> str:
    """Nothing to echo: it is read as it was given."""
    return ""


def describe(exercise: MatchExercise, variant: Variant, language: str) -> Description:
    """List items with room for a letter and lettered targets; groups with lines to write on."""
    count = len(exercise.items)
    order = variant.order or (*_texts(exercise.items), *_texts(exercise.targets))
    items = [_words(_texts(exercise.items)[id_], variant, language) for id_ in order[:count]]
    targets = [_words(_texts(exercise.targets)[id_], variant, language) for id_ in order[count:]]
    if exercise.mode == "groups":
        lines = [*(f"• {text}" for text in items), *(f"{text}: {_RULE * 3}" for text in targets)]
    else:
        lines = [f"{_RULE} {number}. {text}" for number, text in enumerate(items, 1)]
        lines += [f"{_letter(at)}) {text}" for at, text in enumerate(targets)]
    rows = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return Description("\n".join(lines), f'<ul style="list-style:none">{rows}</ul>')


def _letter(at: int) -> str:
    """Return a, b, c and so on; after z comes aa."""
    return ("" if at < 26 else _letter(at // 26 - 1)) + chr(ord("a") + at % 26)


def _texts(parts: tuple[MatchPart, ...]) -> dict[str, MatchPart]:
    return {part.id: part for part in parts}


def _words(part: MatchPart, variant: Variant, language: str) -> str:
    """Return a part as plain text; of a picture, the words that stand for it."""
    text = plain_prose.plain(choose(part.text, language))
    return fill(text, variant.values, language)


def shown(exercise: MatchExercise, variant: Variant, value: object, language: str) -> Shown:
    """Return each item with its target, in the author's order."""
    answer = parse(exercise, value)
    if not isinstance(answer, dict):
        return as_typed(value)
    targets = _texts(exercise.targets)
    pairs = [(item, targets[answer[item.id]]) for item in exercise.items if item.id in answer]
    said = ([choose(part.text, language) for part in pair] for pair in pairs)
    return Shown(
        tuple(fill(" → ".join(texts), variant.values, language) for texts in said), authored=True
    )


def samples(exercise: MatchExercise, key: MatchKey, variant: Variant) -> Iterator[Sample]:
    """Yield the right pairs, pairs with one fault each, and what is no pair of these parts."""
    right = _right(exercise, key)
    yield Sample(right, "right")
    for item in right:
        yield Sample({other: target for other, target in right.items() if other != item}, "wrong")
    wrong = dict(zip(right, [*list(right.values())[1:], *list(right.values())[:1]], strict=True))
    if any(target not in accepted(key, item) for item, target in wrong.items()):
        yield Sample(wrong, "wrong")
    for confusion in key.confusions:
        others = {item: to for item, to in right.items() if to != confusion.target}
        if confusion.credit != 1:
            yield Sample(others | {confusion.item: confusion.target}, "wrong")
    yield Sample({"no-such-item": "no-such-target"}, "unmarked")
    yield Sample(["no-such-item"], "unmarked")


def _right(exercise: MatchExercise, key: MatchKey) -> Answer:
    """Return a right answer; where each target serves once, one that shares them out."""
    items = [item.id for item in exercise.items if accepted(key, item.id)]
    if exercise.reuse or exercise.mode == "groups":
        return {item: accepted(key, item)[0] for item in items}
    places = {target.id: at for at, target in enumerate(exercise.targets)}
    edges = [[places[target] for target in accepted(key, item)] for item in items]
    found = {items[left]: exercise.targets[at].id for at, left in matched(edges).items()}
    return {item: found[item] for item in items if item in found}
