"""Exercises as the page gets them: every text that is shown becomes HTML, slots left open."""

from __future__ import annotations

import functools
import typing
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import msgspec

from courseware.mark import Mark
from courseware.text import Texts, prose
from courseware.variants import Value, slot_text
from courseware.widgets.pictures import data_uri

RAW = {"all", "answer", "answers", "any", "choices", "none"}
"""Fields whose texts are compared or drawn, not shown."""
INLINE = {"placeholder", "suffix", "text", "title"}
"""Fields whose texts stand within a line."""
UNSENT = {"bloom", "level", "skills"}
"""Fields that the page has no use for."""

Render = Callable[[str, bool], str]
"""From a text, and whether it stands within a line, to HTML."""


def on_the_wire(
    part: msgspec.Struct, languages: tuple[str, ...], folder: Path
) -> dict[str, object]:
    """Return an exercise or a key as plain data; what has its default value is left out.

    Texts are sent in the languages of the course alone; pictures of the lesson's folder
    travel inside them.
    """
    return _struct(part, languages, lambda text, inline: html(text, folder=folder, inline=inline))


def mark_on_the_wire(mark: Mark | None, _widget: object = None) -> dict[str, object] | None:
    """Return a mark whose feedback and explanation are HTML."""
    if mark is None:
        return None
    plain: dict[str, object] = msgspec.to_builtins(mark)
    feedback = [html(text) for text in mark.feedback]
    return plain | {"feedback": feedback, "explanation": html(mark.explanation)}


def html(text: str, *, folder: Path | None = None, inline: bool = False) -> str:
    """Render an author's Markdown; `{{slots}}` stay as written, the page fills them as text."""
    return _template(text, folder, inline=inline).with_expressions()


def filled(text: str, values: Mapping[str, Value], language: str) -> str:
    """Render an author's Markdown with the drawn values in their places, without pictures."""
    template = _template(text, None, inline=False)
    said = [slot_text(slot.expression, slot.decimals, values, language) for slot in template.slots]
    return prose.fill(template.html, said)


def _template(text: str, folder: Path | None, *, inline: bool) -> prose.Template:
    if folder is None:
        return prose.render(text, inline=inline)
    return prose.render(text, inline=inline, resolve=partial(data_uri, folder))


def _struct(part: msgspec.Struct, languages: tuple[str, ...], render: Render) -> dict[str, object]:
    config = part.__struct_config__
    plain: dict[str, object] = {config.tag_field: config.tag} if config.tag_field else {}
    for field, hint in _fields(type(part)):
        value = getattr(part, field.name)
        if field.name in UNSENT or _is_default(field, value):
            continue
        inline = field.name in INLINE
        shown = None if field.name in RAW else partial(_texts, languages, render, inline)
        plain[field.name] = _value(value, hint, shown, languages, render)
    return plain


@functools.cache
def _fields(type_: type[msgspec.Struct]) -> tuple[tuple[msgspec.structs.FieldInfo, object], ...]:
    """Return a struct's fields with their types; cached, or it would cost a third of the time."""
    hints = typing.get_type_hints(type_, include_extras=True)
    return tuple((field, hints[field.name]) for field in msgspec.structs.fields(type_))


def _value(
    value: object,
    hint: object,
    shown: Callable[[Texts], Texts] | None,
    languages: tuple[str, ...],
    render: Render,
) -> object:
    """Return a field's value as plain data, with whatever is a text in it rendered."""
    inner = typing.get_args(hint)
    if shown is not None and hint == Texts:
        return shown(typing.cast("Texts", value))
    if isinstance(value, msgspec.Struct):
        return _struct(value, languages, render)
    if isinstance(value, tuple) and inner:
        return [_value(item, inner[0], shown, languages, render) for item in value]
    if isinstance(value, dict) and typing.get_origin(hint) is dict:
        return {
            key: _value(item, inner[1], shown, languages, render) for key, item in value.items()
        }
    return msgspec.to_builtins(value)


def _texts(languages: tuple[str, ...], render: Render, inline: bool, texts: Texts) -> Texts:  # noqa: FBT001 - bound by partial
    if isinstance(texts, str):
        return render(texts, inline)
    wanted = {code: text for code, text in texts.items() if code in languages and text}
    return {code: render(text, inline) for code, text in (wanted or texts).items()}


def _is_default(field: msgspec.structs.FieldInfo, value: object) -> bool:
    if field.default_factory is not msgspec.NODEFAULT:
        return bool(value == field.default_factory())
    return not field.required and bool(value == field.default)
