"""A laboratory in words: for viewers without widgets, and for who reads the answer."""

from __future__ import annotations

from html import escape

from courseware.kinds.base import Description, Shown, as_typed
from courseware.kinds.lab.model import Scale
from courseware.kinds.lab.rows import Answer, parse
from courseware.kinds.lab.spec import LabExercise, LabOption, free_controls, model_of
from courseware.text import Texts, choose, say
from courseware.variants import Variant, fill


def describe(exercise: LabExercise, variant: Variant, language: str) -> Description:
    """Say what can be predicted, set, measured and concluded; leave a table to fill in."""
    lines = []
    if exercise.predict is not None:
        lines.append(_filled(exercise.predict.prompt, variant, language))
        lines += _listed(exercise.predict.options, variant, language)
    for control in free_controls(exercise):
        span = "–".join(
            _value(exercise, control, value, language) for value in _ends(control.values())
        )
        if control.choices:
            values = (_value(exercise, control, value, language) for value in control.values())
            span = ", ".join(values)
        lines.append(f"{_name(exercise, control, language)}: {span}")
    for field in exercise.fields:
        title = _filled(field.title, variant, language)
        suffix = _filled(field.suffix, variant, language)
        lines.append(f"{title}: ________ {suffix}".rstrip())
        lines += _listed(field.options, variant, language)
    if exercise.explain:
        lines.append(f"{_filled(exercise.explain, variant, language)}\n{'_' * 30}")
    heads = _heads(exercise, language)
    table = " | ".join(heads)
    cells = "".join(f"<th>{escape(head)}</th>" for head in heads)
    blank = f"<tr>{'<td>&nbsp;</td>' * len(heads)}</tr>"
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return Description(
        "\n".join((*lines, table)),
        f"<ul>{items}</ul><table><tr>{cells}</tr>{blank * 3}</table>",
    )


def shown(exercise: LabExercise, variant: Variant, value: object, language: str) -> Shown:
    """Return prediction, table, fields and explanation, each as a text of its own."""
    answer = parse(exercise, value)
    if not isinstance(answer, Answer):
        return as_typed(value)
    texts = []
    predicted = exercise.predict.options if exercise.predict else ()
    for option in predicted:
        if option.id == answer.predict:
            told = f"{say('lab.prediction', language)}: {_filled(option.text, variant, language)}"
            texts.append(told)
    if answer.rows:
        lines = [" | ".join(_heads(exercise, language))]
        lines += [" | ".join(_cells(exercise, row, language)) for row in answer.rows]
        texts.append("\n".join(lines))
    for field in exercise.fields:
        typed = answer.fields.get(field.id)
        if typed is not None:
            chosen = [each.text for each in field.options if each.id == typed]
            text = _filled(chosen[0], variant, language) if chosen else typed
            title = _filled(field.title, variant, language)
            texts.append(f"{title}: {text} {_filled(field.suffix, variant, language)}".rstrip())
    if answer.explain:
        texts.append(answer.explain)
    return Shown(tuple(text for each in texts for text in as_typed(each).texts))


def _heads(exercise: LabExercise, language: str) -> list[str]:
    model = model_of(exercise)
    scales = (*free_controls(exercise), *model.instruments)
    names = [_headed(exercise, scale, language) for scale in scales]
    return [*names[: -len(model.instruments)], "№", *names[-len(model.instruments) :]]


def _headed(exercise: LabExercise, scale: Scale, language: str) -> str:
    unit = say(f"lab.unit_{scale.unit}", language) if scale.unit else ""
    name = _name(exercise, scale, language)
    return f"{name}, {unit}" if unit else name


def _name(exercise: LabExercise, scale: Scale, language: str) -> str:
    return say(f"lab_{exercise.lab}.{scale.name}", language)


def _cells(exercise: LabExercise, row: tuple[str, ...], language: str) -> list[str]:
    """Return a row's cells, words in the reader's language; one that is no row stays as it is."""
    controls, instruments = free_controls(exercise), model_of(exercise).instruments
    scales: list[Scale | None] = [*controls, None, *instruments]
    if len(row) != len(scales):
        return list(row)
    return [_cell(exercise, scale, text, language) for scale, text in zip(scales, row, strict=True)]


def _cell(exercise: LabExercise, scale: Scale | None, text: str, language: str) -> str:
    if scale is None:
        return text
    value = scale.read(text)
    return text if value is None else _value(exercise, scale, value, language)


def _value(exercise: LabExercise, scale: Scale, value: int, language: str) -> str:
    text = scale.write(value)
    if scale.choices:
        return say(f"lab_{exercise.lab}.{text}", language)
    return text if language == "en" else text.replace(".", ",")


def _ends(values: range) -> tuple[int, int]:
    return values[0], values[-1]


def _listed(options: tuple[LabOption, ...], variant: Variant, language: str) -> list[str]:
    return [f"○ {_filled(option.text, variant, language)}" for option in options]


def _filled(texts: Texts, variant: Variant, language: str) -> str:
    return fill(choose(texts, language), variant.values, language)
