"""The text with its gaps for viewers without widgets, and an answer as people read it."""

from __future__ import annotations

from html import escape

from courseware.kinds.base import Description, Shown, as_typed
from courseware.kinds.cloze.answers import arranged, number_of, parse
from courseware.kinds.cloze.body import MARK, words
from courseware.kinds.cloze.model import ClozeExercise, ClozeOption, options_of
from courseware.mark import Misread
from courseware.text import Texts, choose, plain_prose, prose, say
from courseware.variants import Variant, fill, slot_text

LINE = "______"


def describe(exercise: ClozeExercise, variant: Variant, language: str) -> Description:
    """Leave numbered lines in the text; list what there is to choose from."""
    markdown = choose(exercise.body, language)
    text = fill(plain_prose.plain(markdown), variant.values, language)
    template = prose.render(markdown)
    values = [
        slot_text(slot.expression, slot.decimals, variant.values, language)
        for slot in template.slots
    ]
    html = prose.fill(template.html, values)
    lines = list(_lists(exercise, variant, language))
    listed = "".join(f"<p>{escape(line)}</p>" for line in lines)
    plain = "\n\n".join([_open(exercise, text), *lines])
    return Description(plain, f"{_open(exercise, html)}{listed}")


def _open(exercise: ClozeExercise, text: str) -> str:
    """Write a numbered line for each gap, and the words that can be marked as words."""
    gaps = {name: number_of(exercise, name) for name in exercise.gaps}
    return MARK.sub(
        lambda mark: mark[2] or (f"{LINE} ({gaps[mark[1]]})" if mark[1] in gaps else LINE), text
    )


def _lists(exercise: ClozeExercise, variant: Variant, language: str) -> list[str]:
    lines = []
    for name, gap in exercise.gaps.items():
        if gap.kind == "dropdown":
            options = arranged(exercise, variant, name)
            said = " / ".join(_said(option, variant, language) for option in options)
            lines.append(f"({number_of(exercise, name)}) {said}")
    if exercise.bank:
        said = ", ".join(
            _said(option, variant, language) for option in arranged(exercise, variant, "")
        )
        lines.append(f"{say('cloze.bank', language)}: {said}")
    return lines


def _said(option: ClozeOption, variant: Variant, language: str) -> str:
    return plain(option.text, variant, language)


def plain(texts: Texts, variant: Variant, language: str) -> str:
    """Return an author's text without Markdown, its slots filled."""
    return fill(plain_prose.plain(choose(texts, language)), variant.values, language)


def shown(exercise: ClozeExercise, variant: Variant, value: object, language: str) -> Shown:
    """Return a line for each gap that was filled, or the words that were marked."""
    if isinstance(parse(exercise, value), Misread | None):
        return as_typed(value)
    if isinstance(value, list | tuple):
        read = words(exercise.body, language, every_word=exercise.words == "all")
        return Shown(tuple(piece.text for piece in read if piece.id and piece.id in value))
    given = value if isinstance(value, dict) else {}
    lines = []
    for name, gap in exercise.gaps.items():
        answer = str(given.get(name) or "")
        chosen = [option for option in options_of(exercise, gap) if option.id == answer]
        said = _said(chosen[0], variant, language) if chosen else answer
        typed = ", ".join(as_typed(said).texts)
        lines.append(f"({number_of(exercise, name)}) {typed or '—'}")
    return Shown(tuple(lines))
