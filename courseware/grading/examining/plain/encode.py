"""Values to plain tagged data.

By exact type, or by the built-in type that a value's own derives from: a list
with an `==` of its own arrives as a list that has none. Runs beside a learner's
code, so that nothing of it is believed by whoever decodes.
"""

from __future__ import annotations

import collections
import datetime as dt
import decimal
import fractions
import sys
from collections.abc import Callable, Iterable
from typing import Any

DEPTH = 50
"""Levels of containers."""
ITEMS = 1_000_000
"""Values in one message."""
_SMALL = 1 << 63

Encode = Callable[[Any], Any]


class TooLarge(Exception):
    """A value nests too deep or holds too much to be sent."""


class Encoder:
    """Encodes one message's values.

    `reference` is asked for whatever is no plain data: it returns the tagged
    list to send in its place, or raises.
    """

    def __init__(self, reference: Encode) -> None:
        self._reference = reference
        self._items = 0
        self._depth = 0

    def encode(self, value: Any) -> Any:
        """Return `value` as plain tagged data.

        Raises:
            TooLarge: it is beyond `DEPTH` or `ITEMS`.
        """
        self._items += 1
        if self._items > ITEMS:
            raise TooLarge(f"more than {ITEMS:,} values")
        kind = type(value)
        if value is None or kind is bool or kind is float:
            return value
        known = _BY_TYPE.get(kind)
        if known is not None:
            return self._nested(known, value)
        return self._derived(value, kind)

    def each(self, values: Iterable[Any]) -> list[Any]:
        """Encode several values."""
        return [self.encode(value) for value in values]

    def _nested(self, known: Callable[[Encoder, Any], Any], value: Any) -> Any:
        self._depth += 1
        if self._depth > DEPTH:
            raise TooLarge(f"containers nested deeper than {DEPTH} levels")
        try:
            return known(self, value)
        finally:
            self._depth -= 1

    def _derived(self, value: Any, kind: type) -> Any:
        """Encode by what the type derives from; by reference where that says nothing."""
        module: Any = kind.__module__  # which a class may set to anything
        package = module.partition(".")[0] if type(module) is str else ""
        if package in {"numpy", "pandas"} and package in sys.modules:
            from courseware.grading.examining.plain import tables  # noqa: PLC0415

            found = self._nested(tables.encoded, value)
            if found is not None:
                return found
        if isinstance(value, type) or package in {"numpy", "pandas"}:
            return self._reference(value)
        for base in kind.__mro__[1:-1]:
            known = _BY_TYPE.get(base)
            if known is not None:
                if base is tuple and isinstance(getattr(kind, "_fields", None), tuple):
                    return self._nested(_named_tuple, value)
                return self._nested(known, value)
        return self._reference(value)


def _integer(_: Encoder, value: int) -> Any:
    value = int.__add__(value, 0)
    if -_SMALL <= value < _SMALL:
        return value
    return ["i", value.to_bytes(value.bit_length() // 8 + 1, "little", signed=True)]


def _text(_: Encoder, value: str) -> Any:
    value = str.__str__(value)
    try:
        value.encode()
    except UnicodeEncodeError:  # half a surrogate pair is no UTF-8
        return ["u", value.encode("utf-8", "surrogatepass")]
    return value if type(value) is str else str.__add__("", value)


def _pairs(encoder: Encoder, value: dict[Any, Any]) -> list[Any]:
    return [[encoder.encode(key), encoder.encode(item)] for key, item in dict.items(value)]


def _sequence(tag: str, base: type) -> Callable[[Encoder, Any], Any]:
    walk: Callable[[Any], Iterable[Any]] = base.__iter__  # type: ignore[attr-defined]
    return lambda encoder, value: [tag, encoder.each(walk(value))]


def _named_tuple(encoder: Encoder, value: Any) -> Any:
    kind = type(value)
    names = [str(name) for name in kind._fields]
    return ["nt", kind.__name__, names, encoder.each(tuple.__iter__(value))]


def _default(encoder: Encoder, value: collections.defaultdict[Any, Any]) -> Any:
    factory = value.default_factory
    known = {int: "int", float: "float", list: "list", dict: "dict", set: "set", str: "str"}
    return [
        "dd",
        known.get(factory, "") if isinstance(factory, type) else "",
        _pairs(encoder, value),
    ]


def _offset(value: dt.datetime | dt.time) -> float | None:
    delta = value.utcoffset()
    return None if delta is None else delta.total_seconds()


def _datetime(_: Encoder, value: dt.datetime) -> Any:
    plain = dt.datetime.replace(value, tzinfo=None)
    return ["dt", dt.datetime.isoformat(plain), _offset(value), value.fold]


def _time(_: Encoder, value: dt.time) -> Any:
    plain = dt.time.replace(value, tzinfo=None)
    return ["ti", dt.time.isoformat(plain), _offset(value)]


_BY_TYPE: dict[type, Callable[[Encoder, Any], Any]] = {
    int: _integer,
    str: _text,
    # A float of a type of its own; the plain ones were sent before.
    float: lambda _, value: float.__add__(value, 0.0),
    bytes: lambda _, value: ["b", bytes.__add__(b"", value)],
    bytearray: lambda _, value: ["ba", bytes(value)],
    complex: lambda _, value: ["c", value.real, value.imag],
    list: _sequence("l", list),
    tuple: _sequence("t", tuple),
    set: _sequence("s", set),
    frozenset: _sequence("z", frozenset),
    collections.deque: lambda encoder, value: ["dq", encoder.each(value), value.maxlen],
    dict: lambda encoder, value: ["d", _pairs(encoder, value)],
    collections.OrderedDict: lambda encoder, value: ["od", _pairs(encoder, value)],
    collections.Counter: lambda encoder, value: ["ct", _pairs(encoder, value)],
    collections.defaultdict: _default,
    type({}.keys()): lambda encoder, value: ["dk", encoder.each(value)],
    type({}.values()): lambda encoder, value: ["dv", encoder.each(value)],
    type({}.items()): lambda encoder, value: ["di", [encoder.each(pair) for pair in value]],
    range: lambda encoder, value: ["r", *encoder.each((value.start, value.stop, value.step))],
    slice: lambda encoder, value: ["sl", *encoder.each((value.start, value.stop, value.step))],
    fractions.Fraction: lambda encoder, value: [
        "f",
        *encoder.each((value.numerator, value.denominator)),
    ],
    decimal.Decimal: lambda _, value: ["D", decimal.Decimal.__str__(value)],
    dt.datetime: _datetime,
    dt.date: lambda _, value: ["da", dt.date.isoformat(value)],
    dt.time: _time,
    dt.timedelta: lambda _, value: ["td", value.days, value.seconds, value.microseconds],
    type(...): lambda _, __: ["el"],
    type(NotImplemented): lambda _, __: ["ni"],
}
