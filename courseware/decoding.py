"""Strict decoding of TOML into the values, with every violation at once.

msgspec stops at the first fault; a teacher wants them all. When it refuses a
document, the document is walked again field by field, and what is wrong is
located in the text.
"""

from __future__ import annotations

import difflib
import tomllib
import types
import typing
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal, TypeVar, Union

import msgspec

from courseware.errors import InvalidDocument, Violation
from courseware.text import LANGUAGES
from courseware.toml_places import Places

T = TypeVar("T")
Path = tuple[str | int, ...]


class Document(msgspec.Struct, frozen=True):
    """A decoded TOML file that still knows its lines."""

    file: str
    data: dict[str, Any]
    places: Places

    def violation(self, code: str, path: Path = (), **parameters: str | int) -> Violation:
        """Return a violation that names this file and the line of `path`."""
        return Violation(
            code=code,
            file=self.file,
            line=self.places.line(path),
            field=dotted(path),
            parameters=parameters,
        )


def document(text: str, file: str = "") -> Document:
    """Read TOML; raise `InvalidDocument` naming the line where it is not TOML."""
    try:
        return Document(file, tomllib.loads(text), Places(text))
    except tomllib.TOMLDecodeError as error:
        violation = Violation(
            code="toml", file=file, line=_line_of(error, text), parameters={"detail": str(error)}
        )
        raise InvalidDocument([violation]) from None


def convert(source: Document, type_: type[T], data: object = None, path: Path = ()) -> T:
    """Return `data` (the whole document by default) as `type_`.

    Raises `InvalidDocument` with every violation found below `path`.
    """
    value = source.data if data is None else data
    try:
        return msgspec.convert(value, type_)
    except msgspec.ValidationError as error:
        found = list(_violations(source, value, type_, path))
        raise InvalidDocument(
            found or [source.violation("value", path, detail=str(error))]
        ) from None


def dotted(path: Path) -> str:
    """Return a path as a teacher would write it: `options[2].text.uz`."""
    parts = [f"[{part}]" if isinstance(part, int) else f".{part}" for part in path]
    return "".join(parts).removeprefix(".")


def _violations(source: Document, value: object, type_: object, path: Path) -> Iterator[Violation]:
    type_ = _bare(type_)
    if isinstance(type_, type) and issubclass(type_, msgspec.Struct):
        yield from _in_struct(source, value, type_, path)
        return
    origin, arguments = typing.get_origin(type_), typing.get_args(type_)
    if origin in {tuple, list} and isinstance(value, list) and arguments[-1:] == (...,):
        for index, item in enumerate(value):
            yield from _violations(source, item, arguments[0], (*path, index))
    elif origin is dict and isinstance(value, dict):
        for key, item in value.items():
            yield from _misfit(source, key, arguments[0], (*path, key))
            yield from _violations(source, item, arguments[1], (*path, key))
    else:
        yield from _misfit(source, value, type_, path)


def _in_struct(
    source: Document, value: object, type_: type[msgspec.Struct], path: Path
) -> Iterator[Violation]:
    if not isinstance(value, dict):
        yield source.violation("type", path, expected="expect.table", found=_shown(value))
        return
    config = type_.__struct_config__
    hints = typing.get_type_hints(type_, include_extras=True)
    fields = {field.name: field for field in msgspec.structs.fields(type_)}
    tag = {config.tag_field} if config.tag_field else set()
    for key, item in value.items():
        if key in fields:
            yield from _violations(source, item, hints[key], (*path, key))
        elif key not in tag:
            yield _unknown(source, (*path, key), key, sorted(fields))
    for name, field in fields.items():
        if field.required and name not in value:
            yield source.violation("missing", (*path, name), expected=expected(hints[name]))


def _unknown(source: Document, path: Path, name: str, known: list[str]) -> Violation:
    near = difflib.get_close_matches(name, known, n=1)
    code = "unknown_field_near" if near else "unknown_field"
    return source.violation(
        code, path, name=name, near=near[0] if near else "", known=", ".join(known)
    )


def _misfit(source: Document, value: object, type_: object, path: Path) -> Iterator[Violation]:
    try:
        msgspec.convert(value, type_)
    except msgspec.ValidationError:
        choices = _choices(type_)
        if choices:
            yield not_among(source, path, value, choices)
        elif isinstance(value, dict) and expected(type_) == "expect.texts":
            yield source.violation("texts", path, languages=", ".join(LANGUAGES))
        else:
            yield source.violation("type", path, expected=expected(type_), found=_shown(value))


def not_among(source: Document, path: Path, value: object, choices: Sequence[str]) -> Violation:
    """Return the violation of a word that is none of the choices, with the one that was meant."""
    near = difflib.get_close_matches(str(value), choices, n=1)
    return source.violation(
        "choice_near" if near else "choice",
        path,
        found=_shown(value),
        expected=", ".join(choices),
        near=near[0] if near else "",
    )


def expected(type_: object) -> str:
    """Return the catalogue's key that says what a type expects."""
    members = {typing.get_origin(member) or member for member in _members(type_)}
    if members == {int, float}:
        return "expect.number"
    if members == {str, dict}:
        return "expect.texts"
    return (
        _EXPECTED.get(next(iter(members)), "expect.table") if len(members) == 1 else "expect.other"
    )


_EXPECTED: dict[object, str] = {
    bool: "expect.boolean",
    int: "expect.integer",
    float: "expect.number",
    str: "expect.string",
    dict: "expect.table",
    list: "expect.list",
    tuple: "expect.list",
}


def _choices(type_: object) -> tuple[str, ...]:
    for member in _members(type_):
        if typing.get_origin(member) is Literal:
            return tuple(str(choice) for choice in typing.get_args(member))
    return ()


def _members(type_: object) -> list[object]:
    """Return the types that a type allows, annotations and None stripped."""
    if typing.get_origin(type_) is Annotated:
        return _members(typing.get_args(type_)[0])
    if _is_union(type_):
        return [part for member in typing.get_args(type_) for part in _members(member)]
    return [] if type_ is type(None) else [type_]


def _bare(type_: object) -> object:
    """Strip `| None`, so that a struct or a list below it can be walked."""
    if _is_union(type_):
        members = [member for member in typing.get_args(type_) if member is not type(None)]
        if len(members) == 1:
            return members[0]
    return type_


def _is_union(type_: object) -> bool:
    return typing.get_origin(type_) in {Union, types.UnionType}


def _shown(value: object, longest: int = 60) -> str:
    text = repr(value)
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _line_of(error: tomllib.TOMLDecodeError, text: str) -> int:
    """Read the line from the message, the only place where tomllib tells it: `at line 3, `."""
    _, _, tail = str(error).rpartition("at line ")
    number = tail.partition(",")[0]
    return int(number) if number.isdigit() else text.count("\n") + 1
