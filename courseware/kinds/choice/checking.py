"""What is wrong with a choice that its form does not tell."""

from __future__ import annotations

from collections.abc import Iterator

from courseware.kinds.base import Finding
from courseware.kinds.choice.drawing import groups
from courseware.kinds.choice.matrix import right_columns
from courseware.kinds.choice.model import (
    ChoiceExercise,
    ChoiceKey,
    none_ids,
    option_ids,
    right_ids,
)
from courseware.text import choose


def check(exercise: ChoiceExercise, key: ChoiceKey | None) -> Iterator[Finding]:
    """Find options without an id of their own, keys that name none, feedback for nobody."""
    if exercise.select == "matrix":
        yield from _check_matrix(exercise, key)
        return
    yield from _check_options(exercise)
    if exercise.display == "dropdown":
        yield from _check_dropdown(exercise)
    if exercise.draw is not None:
        yield from _check_pool(exercise, exercise.draw)
    if key is not None:
        yield from _check_key(exercise, key, option_ids(exercise))
        if exercise.draw is not None:
            yield from _check_groups(exercise, key)


def _check_options(exercise: ChoiceExercise) -> Iterator[Finding]:
    ids = option_ids(exercise)
    if exercise.select == "true_false" and exercise.options:
        yield Finding("choice_true_false_options", ("options",))
    elif len(ids) < 2:
        yield Finding("choice_too_few_options", ("options",))
    for table in ("rows", "columns"):
        if getattr(exercise, table):
            yield Finding("choice_no_matrix", (table,))
    yield from _same_ids(ids, "options")
    if len(none_ids(exercise)) > 1:
        yield Finding("choice_one_none", ("options",))


def _same_ids(ids: tuple[str, ...], table: str) -> Iterator[Finding]:
    for index, id_ in enumerate(ids):
        if id_ in ids[:index]:
            yield Finding("choice_same_id", (table, index, "id"), {"id": id_})


def _check_dropdown(exercise: ChoiceExercise) -> Iterator[Finding]:
    """A list that drops down holds one choice, and words alone."""
    if exercise.select == "many":
        yield Finding("choice_dropdown_many", ("display",))
    for index, option in enumerate(exercise.options):
        text = choose(option.text, "en")
        if "$" in text or "![" in text:
            yield Finding("choice_dropdown_words", ("options", index, "text"), warning=True)


def _check_pool(exercise: ChoiceExercise, wanted: int) -> Iterator[Finding]:
    """The draw does not know the key: see `drawing` for the two ways that there are."""
    pool = groups(exercise)
    counts: dict[str, str | int] = {"count": len(pool), "draw": wanted}
    if exercise.select == "true_false" or len(pool) < wanted:
        yield Finding("choice_draw_few", ("draw",), counts)
    elif len(pool) > wanted and not none_ids(exercise):
        yield Finding("choice_draw_groups", ("draw",), counts)


def _check_groups(exercise: ChoiceExercise, key: ChoiceKey) -> Iterator[Finding]:
    right = right_ids(key)
    pool = groups(exercise)
    for group in pool:
        ids = {option.id for option in group}
        if ids & right and ids - right:
            name = str(group[0].group)
            yield Finding("choice_group_mixed", ("key",), {"group": name})
    if exercise.draw != len(pool):
        if exercise.select == "one" and len(right - none_ids(exercise)) > 1:
            yield Finding("choice_draw_several_right", ("key", "answers"))
        return
    if exercise.select == "one" and sum(group[0].id in right for group in pool) != 1:
        yield Finding("choice_draw_several_right", ("key", "answers"))
    always = {group[0].id for group in pool if len(group) == 1}
    if exercise.graded and always and always <= right and len(always) < len(pool):
        yield Finding("choice_draw_tells", ("options",))


def _check_key(exercise: ChoiceExercise, key: ChoiceKey, ids: tuple[str, ...]) -> Iterator[Finding]:
    wanted, other = ("answers", "answer") if exercise.select == "many" else ("answer", "answers")
    if exercise.draw is not None and key.answers is not None:
        wanted, other = "answers", "answer"
    if getattr(key, wanted) is None or isinstance(key.answers, dict):
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
    if len(right_ids(key)) > 1 and right_ids(key) & none_ids(exercise):
        yield Finding("choice_none_and_right", ("key", "answers"))
    for id_ in sorted(set(ids) - right_ids(key) - set(key.feedback)):
        yield Finding("choice_no_feedback", ("key", "feedback"), {"id": id_}, warning=True)


def _check_matrix(exercise: ChoiceExercise, key: ChoiceKey | None) -> Iterator[Finding]:
    rows = tuple(row.id for row in exercise.rows)
    columns = tuple(column.id for column in exercise.columns)
    if len(rows) < 1 or len(columns) < 2:
        yield Finding("choice_matrix_small", ("rows" if len(columns) > 1 else "columns",))
    if exercise.options:
        yield Finding("choice_matrix_options", ("options",))
    yield from _same_ids(rows, "rows")
    yield from _same_ids(columns, "columns")
    if key is None:
        return
    if not isinstance(key.answers, dict):
        yield Finding("choice_matrix_key", ("key", "answers"))
        return
    for row in (*key.answers, *key.cells):
        if row not in rows:
            field = "answers" if row in key.answers else "cells"
            known = ", ".join(rows)
            yield Finding("choice_key_unknown", ("key", field, row), {"id": row, "known": known})
    for row in rows:
        yield from _check_row(exercise, key, row, columns)


def _check_row(
    exercise: ChoiceExercise, key: ChoiceKey, row: str, columns: tuple[str, ...]
) -> Iterator[Finding]:
    answers = key.answers if isinstance(key.answers, dict) else {}
    right, cells = right_columns(key, row), key.cells.get(row, {})
    if row not in answers or (not exercise.several and len(right) != 1):
        yield Finding("choice_matrix_row", ("key", "answers"), {"id": row})
    known = ", ".join(columns)
    for column in sorted((right | cells.keys()) - set(columns)):
        path = ("key", "cells" if column in cells else "answers", row)
        yield Finding("choice_key_unknown", path, {"id": column, "known": known})
    for column in sorted(set(columns) - right - cells.keys()):
        parameters: dict[str, str | int] = {"row": row, "column": column}
        yield Finding("choice_no_cell_feedback", ("key", "cells"), parameters, warning=True)
