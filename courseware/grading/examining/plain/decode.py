"""Plain tagged data to values: strict, bounded, and building nothing but plain values."""

from __future__ import annotations

import collections
import datetime as dt
import decimal
import fractions
from collections.abc import Callable
from typing import Any

from courseware.grading.examining.plain.encode import DEPTH, ITEMS

MOST_FIELDS = 200
"""Fields of a named tuple."""
_FACTORIES: dict[str, Any] = {
    "": None,
    "int": int,
    "float": float,
    "list": list,
    "dict": dict,
    "set": set,
    "str": str,
}


class Broken(Exception):
    """What arrived is no plain tagged data."""


class Decoder:
    """Decodes one message's values; `reference` builds what stands for a reference."""

    def __init__(self, reference: Callable[[list[Any]], Any]) -> None:
        self._reference = reference
        self._items = 0
        self._depth = 0

    def decode(self, data: Any) -> Any:
        """Return the value.

        Raises:
            Broken: it is not as `Encoder` writes it, or beyond its bounds.
        """
        self._items += 1
        if self._items > 2 * ITEMS:
            raise Broken("too many values")
        if data is None or type(data) in {bool, int, float, str}:
            return data
        if type(data) is not list or not data or type(data[0]) is not str:
            raise Broken("no value")
        self._depth += 1
        if self._depth > DEPTH + 10:
            raise Broken("nested too deep")
        try:
            return self._tagged(data)
        except (TypeError, ValueError, LookupError, ArithmeticError, AttributeError) as error:
            raise Broken(f"{data[0][:8]!r}: {type(error).__name__}") from None
        finally:
            self._depth -= 1

    def each(self, data: Any) -> list[Any]:
        """Decode several values."""
        if type(data) is not list:
            raise Broken("no list")
        return [self.decode(item) for item in data]

    def pairs(self, data: Any) -> list[tuple[Any, Any]]:
        """Decode what a table holds."""
        if type(data) is not list:
            raise Broken("no list")
        found = []
        for pair in data:
            key, value = self.each(pair)
            found.append((key, value))
        return found

    def _tagged(self, data: list[Any]) -> Any:
        tag, *rest = data
        if tag in TAGS:
            return TAGS[tag](self, *rest)
        if tag.startswith(("np.", "pd.")):
            from courseware.grading.examining.plain import tables  # noqa: PLC0415

            return tables.decoded(self, tag, rest)
        return self._reference(data)


def _is(value: Any, *kinds: type) -> Any:
    if type(value) not in kinds:
        raise TypeError(type(value).__name__)
    return value


def _integer(_: Decoder, data: Any) -> int:
    return int.from_bytes(_is(data, bytes), "little", signed=True)


def _named_tuple(decoder: Decoder, name: Any, names: Any, data: Any) -> Any:
    values = decoder.each(data)
    if len(_is(names, list)) > MOST_FIELDS or len(names) != len(values):
        raise ValueError(name)
    fields = [_is(each, str) for each in names]
    return collections.namedtuple(_is(name, str), fields)(*values)  # noqa: PYI024


def _zone(offset: Any) -> dt.timezone | None:
    if offset is None:
        return None
    return dt.timezone(dt.timedelta(seconds=_is(offset, float, int)))


def _datetime(_: Decoder, text: Any, offset: Any, fold: Any) -> dt.datetime:
    found = dt.datetime.fromisoformat(_is(text, str))
    return found.replace(tzinfo=_zone(offset), fold=_is(fold, int))


def _time(_: Decoder, text: Any, offset: Any) -> dt.time:
    return dt.time.fromisoformat(_is(text, str)).replace(tzinfo=_zone(offset))


def _fraction(decoder: Decoder, above: Any, below: Any) -> fractions.Fraction:
    above, below = decoder.decode(above), decoder.decode(below)
    return fractions.Fraction(_is(above, int), _is(below, int))


def _default(decoder: Decoder, factory: Any, data: Any) -> Any:
    return collections.defaultdict(_FACTORIES[_is(factory, str)], decoder.pairs(data))


TAGS: dict[str, Callable[..., Any]] = {
    "i": _integer,
    "u": lambda _, data: _is(data, bytes).decode("utf-8", "surrogatepass"),
    "b": lambda _, data: _is(data, bytes),
    "ba": lambda _, data: bytearray(_is(data, bytes)),
    "c": lambda _, real, imag: complex(_is(real, float), _is(imag, float)),
    "l": Decoder.each,
    "t": lambda decoder, data: tuple(decoder.each(data)),
    "s": lambda decoder, data: set(decoder.each(data)),
    "z": lambda decoder, data: frozenset(decoder.each(data)),
    "dq": lambda decoder, data, most: collections.deque(decoder.each(data), most),
    "d": lambda decoder, data: dict(decoder.pairs(data)),
    "od": lambda decoder, data: collections.OrderedDict(decoder.pairs(data)),
    "ct": lambda decoder, data: collections.Counter(dict(decoder.pairs(data))),
    "dd": _default,
    "dk": lambda decoder, data: dict.fromkeys(decoder.each(data)).keys(),
    "dv": lambda decoder, data: dict(enumerate(decoder.each(data))).values(),
    "di": lambda decoder, data: dict(decoder.pairs(data)).items(),
    "r": lambda decoder, *data: range(*(_is(part, int) for part in decoder.each(list(data)))),
    "sl": lambda decoder, *data: slice(*decoder.each(list(data))),
    "nt": _named_tuple,
    "f": _fraction,
    "D": lambda _, text: decimal.Decimal(_is(text, str)),
    "dt": _datetime,
    "da": lambda _, text: dt.date.fromisoformat(_is(text, str)),
    "ti": _time,
    "td": lambda _, *parts: dt.timedelta(*(_is(part, int) for part in parts)),
    "el": lambda _: ...,
    "ni": lambda _: NotImplemented,
}
