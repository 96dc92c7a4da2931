"""Write the tables of fields into docs/kinds/*.md, from the structs themselves.

    python docs/fields.py

A page holds `<!-- fields -->` where its tables belong; they stand up to `<!-- /fields -->`. The
words are the author's of the page, the names, values and defaults are the code's.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import inspect

from courseware import kinds
from courseware.scheme import Key
from courseware.spec import Exercise
from courseware.text import Texts

PAGES = Path(__file__).parent / "kinds"
TRY = """\
```{{raw}} html
<iframe class="try" title="Try it" src="../_static/demo/index.html?only={kind}"></iframe>
```
"""
OPEN, CLOSE = "<!-- fields -->", "<!-- /fields -->"


def filled(page: str, kind: str) -> str:
    """Return a page with its tables written anew."""
    before, marker, rest = page.partition(OPEN)
    after = rest.partition(CLOSE)[2] if CLOSE in rest else rest
    if not marker:
        raise ValueError(f"docs/kinds/{kind}.md has no {OPEN}")
    return f"{before}{OPEN}\n\n{tables(kind)}\n{CLOSE}{after}"


def tables(kind: str) -> str:
    """Return the tables of a kind: its exercise, its key, and the structs within them."""
    module = kinds.kind(kind)
    inner: dict[str, type] = {}
    exercise = _table(module.EXERCISE, Exercise, inner)
    key = _table(module.KEY, Key, inner)
    parts = [TRY.format(kind=kind), f"### The exercise\n\n{exercise}", f"### The key\n\n{key}"]
    told = set[str]()
    while unfinished := [name for name in inner if name not in told]:
        for name in unfinished:
            told.add(name)
            parts.append(
                f"### Each `{name}`\n\n{_about(inner[name])}\n\n{_table(inner[name], None, inner)}"
            )
    return "\n".join(parts)


def _about(struct: type) -> str:
    return " ".join((struct.__doc__ or "").split())


def _table(struct: type, base: type | None, inner: dict[str, type]) -> str:
    common = {field.name for field in msgspec.structs.fields(base)} if base else set()
    info: Any = inspect.type_info(struct)
    rows = [
        f"| `{field.encode_name}` | {_value(field.type, inner)} | {_default(field)} |"
        for field in info.fields
        if field.name not in common
    ]
    if not rows:
        return "Nothing beyond what every kind has.\n"
    return "\n".join(["| field | value | without it |", "|---|---|---|", *rows, ""])


def _default(field: inspect.Field) -> str:
    if field.required:
        return "must be given"
    if field.default_factory is not msgspec.NODEFAULT:
        return "nothing"
    value: Any = field.default
    if value in ("", (), {}, None):
        return "nothing"
    if isinstance(value, msgspec.Struct):
        return "its defaults"
    return f"`{json.dumps(msgspec.to_builtins(value))}`"


_TEXTS = inspect.type_info(Texts)
_WORDS = {
    inspect.BoolType: "`true` or `false`",
    inspect.IntType: "a whole number",
    inspect.FloatType: "a number",
    inspect.StrType: "a string",
    inspect.NoneType: "",
    inspect.AnyType: "anything",
}


def _value(type_: inspect.Type, inner: dict[str, type]) -> str:
    """Say what may be written there."""
    if type_ == _TEXTS:
        return "a text by language"
    if isinstance(type_, inspect.Metadata):
        return _value(type_.type, inner)
    if isinstance(type_, inspect.LiteralType):
        return ", ".join(f"`{json.dumps(value)}`" for value in type_.values)
    if isinstance(type_, inspect.UnionType):
        members = dict.fromkeys(_members(type_, inner))
        if "a number" in members:
            members.pop("a whole number", None)
        return " or ".join(members)
    if isinstance(type_, inspect.StructType):
        inner.setdefault(type_.cls.__name__, type_.cls)
        return f"a table ({type_.cls.__name__})"
    if isinstance(type_, inspect.VarTupleType | inspect.ListType):
        return f"a list: {_value(type_.item_type, inner)}"
    if isinstance(type_, inspect.TupleType):
        return f"`[{', '.join(_value(item, inner) for item in type_.item_types)}]`"
    if isinstance(type_, inspect.DictType):
        return f"a table by name: {_value(type_.value_type, inner)}"
    return _WORDS.get(type(type_), type(type_).__name__)


def _members(union: inspect.UnionType, inner: dict[str, type]) -> Iterator[str]:
    members = list(union.types)
    if all(part in members for part in _TEXTS.types):  # type: ignore[attr-defined]
        yield "a text by language"
        members = [member for member in members if member not in _TEXTS.types]  # type: ignore[attr-defined]
    yield from filter(None, (_value(member, inner) for member in members))


def pages() -> dict[Path, str]:
    """Return what each page should hold."""
    paths = sorted(PAGES.glob("*.md"))
    return {path: filled(path.read_text("utf-8"), path.stem) for path in paths}


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, "utf-8")
