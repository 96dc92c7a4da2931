"""What leaves no trace in the process that uses it: functions by name, modules by name.

A list of what is known to remember nothing of how it was used and to write nothing. What is
not on it may be as harmless, and is not looked at.
"""

from __future__ import annotations

import builtins
import sys
from typing import Final

from courseware.grading.examining.examiner.names import CHECKERS, USUAL

MODULES: Final = frozenset(
    {"cmath", "collections", "fractions", "itertools", "math", "numbers", "operator"}
    | {"statistics", "string"}
)
"""Modules that are pure as a whole."""

_BUILTINS = """
    abs all any ascii bin bool bytearray bytes callable chr complex dict divmod enumerate filter
    float format frozenset hash hex id int isinstance issubclass iter len list map max min next
    object oct ord pow print range repr reversed round set slice sorted str sum tuple zip
    NotImplemented Ellipsis
"""
_ERRORS = {
    name
    for name, value in vars(builtins).items()
    if isinstance(value, type) and issubclass(value, BaseException)
}
BUILTINS: Final = frozenset({*_BUILTINS.split(), *_ERRORS})
"""Built-in functions, types and exceptions."""

_NUMPY = """
    abs absolute add all allclose amax amin any arange arccos arcsin arctan arctan2 argmax
    argmin argsort around array array_equal asarray atleast_1d atleast_2d average bincount bool_
    broadcast_to ceil clip column_stack concatenate corrcoef cos cosh count_nonzero cov cross
    cumprod cumsum deg2rad degrees diag diff digitize divide dot dtype e equal exp expand_dims
    expm1 eye finfo flatnonzero flip float32 float64 floating floor full full_like gradient
    greater histogram hstack identity iinfo inf inner int32 int64 integer interp intersect1d
    isclose isfinite isin isinf isnan issubdtype less linspace log log10 log1p log2 logical_and
    logical_not logical_or logspace matmul max maximum mean median meshgrid min minimum mod
    multiply nan nanmax nanmean nanmin nanstd nansum ndarray ndim newaxis nonzero not_equal
    number ones ones_like outer percentile pi power prod ptp quantile rad2deg radians ravel
    repeat reshape roll round searchsorted setdiff1d shape sign sin sinh size sort split sqrt
    square squeeze stack std subtract sum swapaxes take tan tanh tile trace transpose trapezoid
    tril triu trunc union1d unique unravel_index var vdot vstack where zeros zeros_like
"""
_LINALG = "cond det eig eigh eigvals inv lstsq matrix_rank norm solve"
_PANDAS = """
    concat cut DataFrame date_range Index isna isnull melt merge MultiIndex NA NaT notna notnull
    pivot_table qcut read_csv Series Timedelta Timestamp to_datetime to_numeric unique
"""
_FUNCTIONS: Final = {
    "numpy": frozenset(_NUMPY.split()),
    "numpy.linalg": frozenset(_LINALG.split()),
    "numpy.random": frozenset({"default_rng"}),
    "pandas": frozenset(_PANDAS.split()),
}

_LIBRARIES = {name.partition(".")[0] for name in USUAL.values()}
_LOUD = {"antigravity", "idlelib", "this", "turtle", "turtledemo"}
IMPORTED: Final = frozenset((sys.stdlib_module_names | _LIBRARIES) - _LOUD)
"""What may be imported without a trace, though perhaps not used: it says nothing meanwhile."""

_CONVERSIONS = """
    to_datetime to_dict to_flat_index to_frame to_list to_numeric to_numpy to_period to_records
    to_series to_timedelta to_timestamp
"""
_LASTING = frozenset({"boxplot", "dump", "hist", "plot", "savefig", "tofile"})


def is_pure(module: str, name: str) -> bool:
    """Tell whether a name in a module is pure; "" is the module itself, for any use."""
    if module in MODULES or f"{module}.{name}" in MODULES:
        return True
    checks = module in CHECKERS and name.startswith("assert_")
    return checks or name in _FUNCTIONS.get(module, ())


def lasts(attribute: str) -> bool:
    """Tell whether a method of that name may leave a file (`to_csv`) or a figure that is open."""
    to_file = attribute.startswith("to_") and attribute not in _CONVERSIONS.split()
    return to_file or attribute in _LASTING
