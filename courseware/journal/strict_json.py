"""JSON in and out with nothing left to chance: what goes in comes out, or is refused."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from typing import NoReturn, cast

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]

# A string that never ends is matched to the end of the text: no start is tried twice.
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
_ONE_SORT = bytes.maketrans(b"{}", b"[]")
_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))


class Refused(ValueError):
    """Not acceptable; the message says why."""


def write(value: Mapping[str, object], depth: int) -> str:
    """Return `value` as compact JSON that is valid UTF-8.

    Raises:
        TypeError: it holds something that JSON has no form for.
        ValueError: a number is not finite, a key is no valid text, or it nests deeper than `depth`.
    """
    if not isinstance(value, Mapping):
        raise TypeError(f"expected a table, got {type(value).__name__}")
    return compact(_plain(value, depth))


def compact(value: Plain) -> str:
    """Return the shortest JSON text of `value`.

    ValueError where UTF-8 cannot hold it, or a number is not finite.
    """
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    text.encode()  # half a letter gives a UnicodeEncodeError, which is a ValueError
    return text


def _plain(value: object, depth: int) -> Plain:
    """Return a copy made of JSON's own types."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return value if value.isascii() else _mended(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError("a number in the data is not finite")
        return value
    if depth < 1:
        raise ValueError("the data nests too deep, or contains itself")
    if isinstance(value, Mapping):
        return {_key(key): _plain(item, depth - 1) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item, depth - 1) for item in value]
    raise TypeError(f"JSON has no form for {type(value).__name__}")


def _key(key: object) -> str:
    if not isinstance(key, str):  # json.dumps would turn 1, True and None into text by itself
        raise TypeError(f"a key of the data is {type(key).__name__}, not text")
    return key


def _mended(text: str) -> str:
    """Join surrogate pairs and replace single surrogates, which UTF-8 cannot hold, by U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def load(text: bytes, depth: int) -> Plain:
    """Decode one JSON text strictly, in time and memory proportional to its length.

    A number beyond what a float can hold comes back infinite, and half a letter as it stands:
    `compact` refuses both.

    Raises:
        Refused: not UTF-8, not JSON, NaN, a key twice, or nested deeper than `depth`.
    """
    if _deeper(text, depth):
        raise Refused("nested too deep, or brackets without partners")
    try:
        return cast("Plain", _DECODER.decode(text.decode("utf-8")))
    except Refused:
        raise
    except UnicodeDecodeError as error:
        raise Refused("not UTF-8") from error
    except ValueError as error:  # JSONDecodeError, or an integer of thousands of digits
        raise Refused("not JSON") from error


def _deeper(text: bytes, depth: int) -> bool:
    """Tell whether it nests deeper, or has brackets without partners, without going down itself."""
    if text.count(b"{") + text.count(b"[") <= depth:
        return False
    brackets = _STRING.sub(b"", text).translate(_ONE_SORT, _NO_BRACKETS)
    for _ in range(depth):
        if not brackets:
            return False
        brackets = brackets.replace(b"[]", b"")  # the innermost level, all over the text
    return bool(brackets)


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    table = dict(pairs)
    if len(table) != len(pairs):
        raise Refused("a key stands twice")
    return table


def _no_constant(name: str) -> NoReturn:
    raise Refused(f"{name} is not JSON")


_DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_no_constant)
