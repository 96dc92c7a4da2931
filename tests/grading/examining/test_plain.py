"""Plain tagged data: what arrives is what was sent, and nothing else arrives."""

from __future__ import annotations

import collections
import datetime as dt
import decimal
import fractions
import random
from typing import Any

import msgspec
import numpy as np
import pandas as pd
import pytest

from courseware.grading.examining.plain import Broken, Decoder, Encoder, TooLarge, encode
from courseware.grading.examining.plain.decode import TAGS

Point = collections.namedtuple("Point", "x y")  # noqa: PYI024 - as learners write them

VALUES: list[Any] = [
    None,
    True,
    -(2**70),
    2.5,
    float("inf"),
    1 + 2j,
    "oʻ\ud800",
    b"x",
    bytearray(b"y"),
    [1, [2, ()]],
    {1, 2},
    frozenset({3}),
    {"a": {1: 2}, (1, 2): None},
    collections.OrderedDict(b=1, a=2),
    collections.Counter("aab"),
    collections.deque([1], 3),
    range(3, 9, 2),
    slice(1, None),
    {1: 2}.keys(),
    fractions.Fraction(1, 3),
    decimal.Decimal("1.10"),
    dt.datetime(2026, 1, 2, 3, tzinfo=dt.timezone(dt.timedelta(hours=5))),
    dt.date(2026, 1, 2),
    dt.time(1, 2, 3),
    dt.timedelta(1, 2, 3),
    ...,
    np.float64(1.5),
    np.bool_(True),  # noqa: FBT003
    np.int8(3),
    np.str_("abc"),
    np.datetime64("2026-01-01"),
    pd.Timestamp("2026-01-01", tz="Asia/Tashkent"),
    pd.Timedelta("1D"),
]

ARRAYS = [
    np.arange(6).reshape(2, 3),
    np.array(["a", "bb"]),
    np.array([1, None, "x"], dtype=object),
    np.zeros((0, 3)),
    np.array(3.0),
    np.asfortranarray(np.ones((2, 3), dtype="complex64")),
]

_TABLE = pd.DataFrame(
    {
        "a": [1, 2, 3],
        "b": ["x", "y", None],
        "c": pd.to_datetime(["2026-01-01", "2026-01-02", None]),
        "d": pd.Categorical(["u", "v", "u"]),
        "e": pd.array([1, None, 3], dtype="Int64"),
        "f": [1.5, np.nan, 2],
    }
)
TABLES = [
    _TABLE,
    _TABLE.set_index("b"),
    _TABLE.set_index(["a", "b"]),
    _TABLE.groupby("d", observed=True).mean(numeric_only=True),
    _TABLE.describe(),
    _TABLE.T,
    pd.DataFrame(),
    pd.DataFrame({"x": [1, 2]}, index=pd.date_range("2026-01-01", periods=2, tz="UTC")),
]


def through(value: Any) -> Any:
    """Send a value over the wire."""
    sent = msgspec.msgpack.encode(Encoder(lambda each: ["ref", repr(each)]).encode(value))
    return Decoder(tuple).decode(msgspec.msgpack.decode(sent))


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_values_arrive(value: Any) -> None:
    arrived = through(value)

    assert type(arrived) is type(value)
    assert arrived == value


@pytest.mark.parametrize("array", ARRAYS, ids=repr)
def test_arrays_arrive(array: Any) -> None:
    arrived = through(array)

    assert (arrived.dtype, arrived.shape) == (array.dtype, array.shape)
    np.testing.assert_array_equal(arrived, array)
    arrived[...] = arrived  # it can be written to


@pytest.mark.parametrize("table", TABLES, ids=range(len(TABLES)))
def test_tables_arrive(table: Any) -> None:
    pd.testing.assert_frame_equal(through(table), table)
    pd.testing.assert_index_equal(through(table.columns), table.columns)
    for name in table.columns[:6]:
        pd.testing.assert_series_equal(through(table[name]), table[name])


def test_named_tuples_keep_their_names() -> None:
    arrived = through(Point(1, 2))

    assert (arrived, arrived.y, type(arrived).__name__) == ((1, 2), 2, "Point")


@pytest.mark.parametrize("base", [int, float, str, list, dict, tuple, set, fractions.Fraction])
def test_own_comparison_stays_behind(base: type) -> None:
    kind = type("Sly", (base,), {"__eq__": lambda *_: True, "__hash__": base.__hash__})
    arrived = through(kind())

    assert type(arrived) is base
    assert arrived == base()
    assert arrived != 42


def test_objects_are_references() -> None:
    assert through([object])[0][0] == "ref"
    assert through(object())[0] == "ref"
    assert through({"f": len})["f"][0] == "ref"
    assert through(np.ma.masked_array([1], [True]))[0] == "ref"


def test_bounds_of_what_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encode, "ITEMS", 1_000)
    values: list[list[Any]] = [[[]] * 1_000, _nested(60), _looped()]
    for value in values:
        with pytest.raises(TooLarge):
            through(value)


def _nested(levels: int) -> list[Any]:
    found: list[Any] = []
    for _ in range(levels):
        found = [found]
    return found


def _looped() -> list[Any]:
    found: list[Any] = []
    found.append(found)
    return found


def _thing(draw: random.Random, depth: int) -> Any:
    """Draw what a broken or sly sender might send."""
    plain: list[Any] = [
        None,
        True,
        5,
        -1.5,
        "x",
        "int",
        b"\x00\xff",
        2**63 - 1,
        "<i8",
        "=M8[ns]",
        [],
        {},
    ]
    tags = [*TAGS, "np.a", "np.o", "np.s", "np.d", "pd.f", "pd.s", "pd.i", "pd.t", "pd.d", "pd.n"]
    if depth > 4 or draw.random() < 0.4:
        return draw.choice(plain)
    parts = [_thing(draw, depth + 1) for _ in range(draw.randrange(4))]
    return [draw.choice([*tags, "ref", "zz"]), *parts] if draw.random() < 0.9 else parts


def test_only_plain_values_or_broken() -> None:
    draw = random.Random(4)
    broken = 0
    for _ in range(20_000):
        try:
            Decoder(lambda data: data[0]).decode(_thing(draw, 0))
        except Broken:
            broken += 1
    assert 5_000 < broken < 20_000


def test_bytes_do_not_grow() -> None:
    """A short message makes no large value."""
    for data in (
        ["np.a", "|V0", [10**12], b""],
        ["np.a", "<U0", [10**12], b""],
        ["np.a", "<i8", [10**6], b"12345678"],
        ["dq", [], -1],
        ["nt", "x", ["a"] * 10**5, []],
    ):
        with pytest.raises(Broken):
            Decoder(tuple).decode(data)
