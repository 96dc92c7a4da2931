"""A choice for viewers without widgets, and an answer as people read it."""

from __future__ import annotations

from html import escape

from courseware.kinds.base import Description, Shown
from courseware.kinds.choice.matrix import Grid
from courseware.kinds.choice.model import Answer, ChoiceExercise, option_ids
from courseware.rules import rich
from courseware.text import Texts, choose, say
from courseware.variants import Variant, fill

_BARE = 'style="list-style:none"'


def describe(exercise: ChoiceExercise, variant: Variant, language: str) -> Description:
    """List the options with an empty box each, as on paper; of a matrix the columns by row."""
    if exercise.select == "matrix":
        return _describe_matrix(exercise, variant, language)
    box = "☐" if exercise.select == "many" else "○"
    texts = [text_of(exercise, id_, language) for id_ in variant.order or option_ids(exercise)]
    lines = [f"{box} {rich.plain(text, variant, language)}" for text in texts]
    items = (f"<li>{box} {rich.html(text, variant, language)}</li>" for text in texts)
    return Description("\n".join(lines), f"<ul {_BARE}>{''.join(items)}</ul>")


def text_of(exercise: ChoiceExercise, id_: str, language: str) -> Texts:
    """Return an option's text; those of true_false are ours."""
    texts = {option.id: option.text for option in exercise.options}
    return texts.get(id_) or say(f"marking.{id_}", language)


def _describe_matrix(exercise: ChoiceExercise, variant: Variant, language: str) -> Description:
    box = "☐" if exercise.several else "○"
    rows = {row.id: row.text for row in exercise.rows}
    order = [rows[id_] for id_ in variant.order or rows]
    columns = [column.text for column in exercise.columns]
    heads = "   ".join(f"{box} {rich.plain(text, variant, language)}" for text in columns)
    lines = [f"{rich.plain(text, variant, language)}:   {heads}" for text in order]
    head = "".join(f"<th>{rich.html(text, variant, language)}</th>" for text in columns)
    cells = f"<td>{escape(box)}</td>" * len(columns)
    body = "".join(
        f"<tr><th>{rich.html(text, variant, language)}</th>{cells}</tr>" for text in order
    )
    table = f"<table><thead><tr><th></th>{head}</tr></thead><tbody>{body}</tbody></table>"
    return Description("\n".join(lines), table)


def shown_options(
    exercise: ChoiceExercise, variant: Variant, answer: Answer, language: str
) -> Shown:
    """Return the texts of the chosen options, in the order in which they stood."""
    if exercise.select == "true_false":
        return Shown(tuple(say(f"marking.{id_}", language) for id_ in sorted(answer)))
    texts = {option.id: choose(option.text, language) for option in exercise.options}
    order = [id_ for id_ in variant.order or texts if id_ in answer and id_ in texts]
    return Shown(tuple(fill(texts[id_], variant.values, language) for id_ in order), authored=True)


def shown_grid(exercise: ChoiceExercise, variant: Variant, grid: Grid, language: str) -> Shown:
    """Return a line for each row: its text, and those of the columns chosen in it."""
    rows = {row.id: row.text for row in exercise.rows}
    lines = []
    for id_ in variant.order or rows:
        chosen = [
            fill(choose(column.text, language), variant.values, language)
            for column in exercise.columns
            if column.id in grid.get(id_, ())
        ]
        head = fill(choose(rows[id_], language), variant.values, language) if id_ in rows else id_
        lines.append(f"{head}: {', '.join(chosen) or '—'}")
    return Shown(tuple(lines), authored=True)
