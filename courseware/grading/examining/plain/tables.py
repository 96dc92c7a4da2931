"""numpy's arrays and scalars and pandas' tables as plain tagged data.

Imported where numpy or pandas already are; neither is imported for a learner's sake.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from courseware.grading.examining.plain.decode import Decoder
    from courseware.grading.examining.plain.encode import Encoder

_DTYPE = re.compile(r"[<>|=]?[?biufcSUMm]\d{0,9}(\[\d{0,6}[A-Za-z]{1,4}\])?")
_EXTENSION = re.compile(
    r"U?Int(8|16|32|64)|Float(32|64)|boolean|str|string|category"
    r"|datetime64\[(s|ms|us|ns), [A-Za-z0-9_/+:-]{1,64}\]"
)
DIMENSIONS = 32


def _module(name: str) -> Any:
    """Return numpy or pandas, which are no dependency of ours."""
    return importlib.import_module(name)


def encoded(encoder: Encoder, value: Any) -> Any:
    """Return `value` as plain tagged data, None where it is none of ours."""
    found = _numpy(encoder, value)
    return found if found is not None or "pandas" not in sys.modules else _pandas(encoder, value)


def decoded(decoder: Decoder, tag: str, rest: list[Any]) -> Any:
    """Build the value of a tag that begins with `np.` or `pd.`; raises `LookupError` and alike."""
    return _TAGS[tag](decoder, *rest)


def _numpy(encoder: Encoder, value: Any) -> Any:
    numpy = _module("numpy")
    if type(value) is numpy.ndarray:
        if value.dtype.kind == "O":
            items = value.ravel().tolist()
            return ["np.o", list(value.shape), encoder.each(items)]
        if _DTYPE.fullmatch(value.dtype.str):
            return ["np.a", value.dtype.str, list(value.shape), value.tobytes()]
        return None
    if isinstance(value, numpy.generic) and _DTYPE.fullmatch(value.dtype.str):
        return ["np.s", value.dtype.str, value.tobytes()]
    if isinstance(value, numpy.dtype) and _DTYPE.fullmatch(value.str):
        return ["np.d", value.str]
    return None


def _pandas(encoder: Encoder, value: Any) -> Any:
    pandas = _module("pandas")
    if type(value) is pandas.DataFrame:
        columns = [_column(encoder, value.iloc[:, at]) for at in range(value.shape[1])]
        return ["pd.f", _index(encoder, value.index), _index(encoder, value.columns), columns]
    if type(value) is pandas.Series:
        name = encoder.encode(value.name)
        return ["pd.s", _index(encoder, value.index), _column(encoder, value), name]
    if isinstance(value, pandas.Index):
        return ["pd.i", _index(encoder, value)]
    if value is pandas.NaT:
        return ["pd.t", None, None]
    if type(value) is pandas.Timestamp:
        return ["pd.t", value.tz_localize(None).isoformat(), str(value.tz) if value.tz else None]
    if type(value) is pandas.Timedelta:
        return ["pd.d", int(value.value)]
    if value is pandas.NA:
        return ["pd.n"]
    return None


def _column(encoder: Encoder, series: Any) -> Any:
    """Return a column's values: [dtype or "", an array or a list]."""
    numpy = _module("numpy")
    dtype = series.dtype
    if isinstance(dtype, numpy.dtype):
        return ["", encoder.encode(series.to_numpy())]
    if dtype.name == "category":
        categories = [encoder.encode(series.cat.categories), bool(series.cat.ordered)]
        return ["category", encoder.each(series.tolist()), *categories]
    return [str(dtype), encoder.each(series.tolist())]


def _index(encoder: Encoder, index: Any) -> Any:
    pandas = _module("pandas")
    names = encoder.each(index.names)
    if type(index) is pandas.RangeIndex:
        return ["range", names, index.start, index.stop, index.step]
    if isinstance(index, pandas.MultiIndex):
        levels = [
            _column(encoder, index.get_level_values(at).to_series()) for at in range(index.nlevels)
        ]
        return ["multi", names, levels]
    freq = getattr(index, "freqstr", None) if isinstance(index, pandas.DatetimeIndex) else None
    return ["plain", names, _column(encoder, index.to_series()), freq]


def _array(_: Decoder, dtype: Any, shape: Any, data: Any) -> Any:
    np = _module("numpy")
    if not _DTYPE.fullmatch(dtype) or len(shape) > DIMENSIONS or type(data) is not bytes:
        raise ValueError("array")
    if not all(type(size) is int and size >= 0 for size in shape):
        raise ValueError("shape")
    kind = np.dtype(dtype)
    if kind.itemsize == 0:
        return np.zeros(_bounded(shape), kind)
    return np.frombuffer(data, kind).reshape(shape).copy()


def _bounded(shape: list[int]) -> list[int]:
    count = 1
    for size in shape:
        count *= size
    if count > 1_000_000:
        raise ValueError("shape")
    return shape


def _objects(decoder: Decoder, shape: Any, data: Any) -> Any:
    np = _module("numpy")
    items = decoder.each(data)
    found = np.empty(len(items), dtype=object)
    for at, item in enumerate(items):
        found[at] = item
    return found.reshape([int(size) for size in shape])


def _scalar(_: Decoder, dtype: Any, data: Any) -> Any:
    np = _module("numpy")
    if not _DTYPE.fullmatch(dtype) or type(data) is not bytes:
        raise ValueError("scalar")
    kind = np.dtype(dtype)
    if kind.itemsize == 0:
        return kind.type()
    if len(data) != kind.itemsize:
        raise ValueError("scalar")
    return np.frombuffer(data, kind)[0]


def _dtype(_: Decoder, dtype: Any) -> Any:
    np = _module("numpy")
    if not _DTYPE.fullmatch(dtype):
        raise ValueError("dtype")
    return np.dtype(dtype)


def _values(decoder: Decoder, data: Any) -> Any:
    """Build what goes into a column or an index."""
    pd = _module("pandas")
    dtype, values, *more = data
    if dtype == "":
        return decoder.decode(values)
    if not _EXTENSION.fullmatch(dtype):
        raise ValueError("dtype")
    items = decoder.each(values)
    if dtype == "category":
        categories, ordered = more
        return pd.Categorical(items, decoder.decode(categories), ordered=bool(ordered))
    return pd.array(items, dtype=dtype)


def _built_index(decoder: Decoder, data: Any) -> Any:
    pd = _module("pandas")
    sort, names, *rest = data
    names = decoder.each(names)
    if sort == "range":
        start, stop, step = (int(part) for part in rest)
        return pd.RangeIndex(start, stop, step, name=names[0])
    if sort == "multi":
        return pd.MultiIndex.from_arrays(
            [_values(decoder, level) for level in rest[0]], names=names
        )
    values, freq = rest
    index = pd.Index(_values(decoder, values), name=names[0])
    if freq is not None and isinstance(index, pd.DatetimeIndex):
        index.freq = str(freq)[:20]
    return index


def _frame(decoder: Decoder, rows: Any, columns: Any, data: Any) -> Any:
    pd = _module("pandas")
    index = _built_index(decoder, rows)
    series = {
        at: pd.Series(_values(decoder, column), index=index) for at, column in enumerate(data)
    }
    frame = pd.DataFrame(series, index=index)
    frame.columns = _built_index(decoder, columns)
    return frame


def _series(decoder: Decoder, rows: Any, column: Any, name: Any) -> Any:
    pd = _module("pandas")
    index = _built_index(decoder, rows)
    return pd.Series(_values(decoder, column), index=index, name=decoder.decode(name))


def _timestamp(_: Decoder, text: Any, zone: Any) -> Any:
    pd = _module("pandas")
    return pd.NaT if text is None else pd.Timestamp(str(text), tz=zone)


def _timedelta(_: Decoder, nanoseconds: Any) -> Any:
    pd = _module("pandas")
    return pd.Timedelta(int(nanoseconds), "ns")


def _missing(_: Decoder) -> Any:
    pd = _module("pandas")
    return pd.NA


_TAGS: dict[str, Callable[..., Any]] = {
    "np.a": _array,
    "np.o": _objects,
    "np.s": _scalar,
    "np.d": _dtype,
    "pd.f": _frame,
    "pd.s": _series,
    "pd.i": _built_index,
    "pd.t": _timestamp,
    "pd.d": _timedelta,
    "pd.n": _missing,
}
