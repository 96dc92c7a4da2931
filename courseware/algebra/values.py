"""Arithmetic on complex doubles that keeps account of its own rounding.

A value is (real part, imaginary part, bound of the error). Two formulas differ for certain where
their values differ by more than both bounds; where a bound is as large as the value, a point tells
nothing. `widgets/src/kinds/formula/values.ts` computes the same, operation by operation.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

Value = tuple[float, float, float]

UNIT: Final = 2.0**-52


class Undefined(Exception):
    """There is no value here: a pole, a root of a negative number among the reals."""


class Unclear(Exception):
    """Doubles cannot tell: a step or a branch cut is too near, a value too large or too small."""


ZERO: Final[Value] = (0.0, 0.0, 0.0)
ONE: Final[Value] = (1.0, 0.0, 0.0)
IMAGINARY: Final[Value] = (0.0, 1.0, 0.0)
HALF_PI: Final[Value] = (math.pi / 2, 0.0, UNIT)
_LARGEST = 1e290


def size(value: Value) -> float:
    """Return the absolute value."""
    return math.hypot(value[0], value[1])


def rounded(real: float, imaginary: float, error: float) -> Value:
    """Return a value with one more rounding; raises `Unclear` where it overflows.

    Short binary fractions, as the points are, are sums and products without rounding.
    """
    if not error and not imaginary and abs(real) < 2**20 and (real * 2**20).is_integer():
        return real + 0.0, 0.0, 0.0
    magnitude = math.hypot(real, imaginary)
    if not magnitude < _LARGEST or not error < _LARGEST:
        raise Unclear
    return real + 0.0, imaginary + 0.0, error + UNIT * magnitude


def of_float(value: float, error: float = 0.0) -> Value:
    """Return a real value."""
    return rounded(value, 0.0, error) if error else (value, 0.0, 0.0)


def add(a: Value, b: Value) -> Value:
    """Return a + b."""
    return rounded(a[0] + b[0], a[1] + b[1], a[2] + b[2])


def negate(a: Value) -> Value:
    """Return -a."""
    return 0.0 - a[0], 0.0 - a[1], a[2]


def subtract(a: Value, b: Value) -> Value:
    """Return a - b."""
    return add(a, negate(b))


def multiply(a: Value, b: Value) -> Value:
    """Return a b."""
    error = size(a) * b[2] + size(b) * a[2] + a[2] * b[2]
    if not a[1] and not b[1]:
        found = a[0] * b[0]
        if not found and a[0] and b[0]:
            raise Unclear
        return rounded(found, 0.0, error)
    product = UNIT * size(a) * size(b)
    return rounded(a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0], error + product)


def divide(a: Value, b: Value) -> Value:
    """Return a / b; raises `Undefined` for b = 0, `Unclear` where b may be zero."""
    below = size(b)
    if not below:
        raise Unclear if b[2] else Undefined
    if below <= 8 * b[2]:
        raise Unclear
    if not a[1] and not b[1]:
        quotient = a[0] / b[0]
        if not quotient and a[0]:
            raise Unclear
        return rounded(quotient, 0.0, (a[2] + abs(quotient) * b[2]) / below)
    real, imaginary = b[0] / below, -b[1] / below
    top = (a[0] * real - a[1] * imaginary) / below, (a[0] * imaginary + a[1] * real) / below
    quotient = math.hypot(*top)
    return rounded(*top, (a[2] + quotient * b[2]) / below + 4 * UNIT * quotient)


def to_whole(a: Value, exponent: int) -> Value:
    """Return a to a whole power."""
    if exponent < 0:
        return divide(ONE, to_whole(a, -exponent))
    found, square = ONE, a
    while exponent:
        if exponent & 1:
            found = multiply(found, square)
        exponent >>= 1
        if exponent:
            square = multiply(square, square)
    return found


def exp(a: Value) -> Value:
    """Return e to the power a."""
    if abs(a[0]) > 650:
        raise Unclear
    grown = math.exp(a[0])
    error = grown * (a[2] + UNIT * (1 + abs(a[0]) + abs(a[1])))
    if not a[1]:
        return rounded(grown, 0.0, error)
    return rounded(grown * math.cos(a[1]), grown * math.sin(a[1]), error)


def log(a: Value) -> Value:
    """Return the principal logarithm; `Unclear` near 0 and near the negative axis."""
    magnitude = size(a)
    if not magnitude:
        raise Unclear if a[2] else Undefined
    if magnitude <= 8 * a[2] or (a[0] < 0 and a[1] and abs(a[1]) <= 8 * a[2]):
        raise Unclear
    return rounded(math.log(magnitude), math.atan2(a[1], a[0]), a[2] / magnitude + UNIT)


def power(a: Value, b: Value) -> Value:
    """Return the principal value of a to the power b."""
    if not a[0] and not a[1]:
        if a[2]:
            raise Unclear
        if b[0] > 0:
            return ZERO
        raise Undefined
    if not b[1] and not b[2] and b[0] == math.floor(b[0]) and abs(b[0]) <= 1000:
        return to_whole(a, int(b[0]))
    return exp(multiply(b, log(a)))


def real_power(a: Value, b: Value, *, odd: bool, root: bool) -> Value:
    """Return a real number to a broken power; a negative one where the `root` is an odd one.

    `odd` tells of the numerator, which decides on the sign.
    """
    if a[0] >= 0:
        return power(a, b)
    if not root:
        raise Undefined
    if -a[0] <= 8 * a[2]:
        raise Unclear
    found = power(negate(a), b)
    return negate(found) if odd else found


def sqrt(a: Value) -> Value:
    """Return the principal square root."""
    if not a[1] and a[0] >= 0 and a[0] > 8 * a[2]:
        root = math.sqrt(a[0])
        return rounded(root, 0.0, a[2] / root)
    if not a[0] and not a[1] and not a[2]:
        return ZERO
    if size(a) <= 8 * a[2]:  # the root of what may be zero: small, and not known better
        return 0.0, 0.0, math.sqrt(9 * a[2])
    return exp(multiply((0.5, 0.0, 0.0), log(a)))


def _wave(a: Value, real: float, imaginary: float) -> Value:
    steep = math.cosh(min(abs(a[1]), 700.0))
    return rounded(real, imaginary, steep * (a[2] + UNIT * (1 + abs(a[0]) + abs(a[1]))))


def sin(a: Value) -> Value:
    """Return the sine."""
    if abs(a[1]) > 600:
        raise Unclear
    if not a[1]:
        return _wave(a, math.sin(a[0]), 0.0)
    return _wave(a, math.sin(a[0]) * math.cosh(a[1]), math.cos(a[0]) * math.sinh(a[1]))


def cos(a: Value) -> Value:
    """Return the cosine."""
    if abs(a[1]) > 600:
        raise Unclear
    if not a[1]:
        return _wave(a, math.cos(a[0]), 0.0)
    return _wave(a, math.cos(a[0]) * math.cosh(a[1]), -math.sin(a[0]) * math.sinh(a[1]))


def sinh(a: Value) -> Value:
    """Return the hyperbolic sine: -i sin(i a)."""
    turned = sin((0.0 - a[1], a[0], a[2]))
    return turned[1], 0.0 - turned[0], turned[2]


def cosh(a: Value) -> Value:
    """Return the hyperbolic cosine: cos(i a)."""
    return cos((0.0 - a[1], a[0], a[2]))


def asin(a: Value) -> Value:
    """Return the principal arc sine."""
    if not a[1] and abs(a[0]) <= 1:
        steep = math.sqrt(max(0.0, (1 - a[0]) * (1 + a[0])))
        error = a[2] / steep if steep > math.sqrt(a[2]) else 2 * math.sqrt(a[2])
        return rounded(math.asin(a[0]), 0.0, error)
    root = sqrt(subtract(ONE, multiply(a, a)))
    return negate(multiply(IMAGINARY, log(add(multiply(IMAGINARY, a), root))))


def acos(a: Value) -> Value:
    """Return the principal arc cosine."""
    return subtract(HALF_PI, asin(a))


def atan(a: Value) -> Value:
    """Return the principal arc tangent."""
    if not a[1]:
        return rounded(math.atan(a[0]), 0.0, a[2])
    turned = multiply(IMAGINARY, a)
    both = subtract(log(add(ONE, turned)), log(subtract(ONE, turned)))
    return multiply((0.0, -0.5, 0.0), both)


def asinh(a: Value) -> Value:
    """Return the principal inverse of sinh."""
    if not a[1]:
        return rounded(math.asinh(a[0]), 0.0, a[2] + UNIT)
    return log(add(a, sqrt(add(multiply(a, a), ONE))))


def acosh(a: Value) -> Value:
    """Return the principal inverse of cosh."""
    return log(add(a, multiply(sqrt(add(a, ONE)), sqrt(subtract(a, ONE)))))


def atanh(a: Value) -> Value:
    """Return the principal inverse of tanh."""
    return multiply((0.5, 0.0, 0.0), subtract(log(add(ONE, a)), log(subtract(ONE, a))))


_LANCZOS = (
    0.99999999999980993,
    676.5203681218851,
    -1259.1392167224028,
    771.32342877765313,
    -176.61502916214059,
    12.507343278686905,
    -0.13857109526572012,
    9.9843695780195716e-6,
    1.5056327351493116e-7,
)


def factorial(a: Value) -> Value:
    """Return a! by Lanczos' approximation of the gamma function (g = 7, n = 9)."""
    if a[1]:
        raise Unclear
    x = a[0]
    if x == math.floor(x) and not a[2]:
        if x < 0:
            raise Undefined
        if x > 170:
            raise Unclear
        whole = 1.0
        for each in range(2, int(x) + 1):
            whole *= each
        return of_float(whole, 0.0 if whole < 2**53 else UNIT * whole * x)
    if x < -0.5:  # reflection
        wave = math.sin(math.pi * x)
        if abs(wave) < 1e-3:
            raise Unclear
        mirrored = factorial((-x - 1, 0.0, a[2]))
        return divide((math.pi * -1 / wave, 0.0, 1e-12 / wave**2), mirrored)
    if x > 140:
        raise Unclear
    series = _LANCZOS[0]
    for place, weight in enumerate(_LANCZOS[1:], 1):
        series += weight / (x + place)
    base = x + 7.5
    found = math.sqrt(2 * math.pi) * base ** (x + 0.5) * math.exp(-base) * series
    return of_float(found, found * (1e-12 + a[2] * (1 + math.log(base))))


def real_only(function: Callable[[float], float]) -> Callable[[Value], Value]:
    """Return a function with steps on the real line, `Unclear` near one."""

    def stepped(a: Value) -> Value:
        if a[1]:
            raise Unclear
        if a[2] and function(a[0] - 8 * a[2]) != function(a[0] + 8 * a[2]):
            raise Unclear
        return float(function(a[0])), 0.0, 0.0

    return stepped
