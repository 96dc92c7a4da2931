"""What every operation and function means to complex doubles: heads of trees and how to compute."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from courseware.algebra import values as v
from courseware.algebra.values import Undefined, Value


def _over(function: Callable[[Value], Value]) -> Callable[[Value], Value]:
    return lambda a: v.divide(v.ONE, function(a))


def _of_inverse(function: Callable[[Value], Value]) -> Callable[[Value], Value]:
    return lambda a: function(v.divide(v.ONE, a))


def _quotient(
    above: Callable[[Value], Value], below: Callable[[Value], Value]
) -> Callable[[Value], Value]:
    return lambda a: v.divide(above(a), below(a))


def _log_base(a: Value, base: Value) -> Value:
    return v.divide(v.log(a), v.log(base))


def _binomial(n: Value, k: Value) -> Value:
    below = v.multiply(v.factorial(k), v.factorial(v.subtract(n, k)))
    return v.divide(v.factorial(n), below)


def _extreme(sign: float) -> Callable[..., Value]:
    def found(*numbers: Value) -> Value:
        best = numbers[0]
        for each in numbers[1:]:
            if each[1] or best[1]:
                raise Undefined
            best = each if (each[0] - best[0]) * sign > 0 else best
        return best

    return found


def _mod(a: Value, b: Value) -> Value:
    return v.subtract(a, v.multiply(b, v.real_only(math.floor)(v.divide(a, b))))


def _gcd(*numbers: Value) -> Value:
    found = 0
    for real, imaginary, error in numbers:
        if imaginary or error or real != math.floor(real) or abs(real) > 2**50:
            raise Undefined
        found = math.gcd(found, int(real))
    return float(found), 0.0, 0.0


def _lcm(a: Value, b: Value) -> Value:
    product = v.multiply(a, b)
    return v.divide((abs(product[0]), 0.0, 0.0), _gcd(a, b))


def _abs(a: Value) -> Value:
    return (abs(a[0]), 0.0, a[2]) if not a[1] else v.rounded(v.size(a), 0.0, a[2])


def _sign(a: Value) -> Value:
    return v.real_only(lambda x: float((x > 0) - (x < 0)))(a)


def _round(x: float) -> float:
    """Round a half to the even neighbour, as Python and computer algebra do (IEEE 754)."""
    return float(round(x))


def _arg(a: Value) -> Value:
    found = v.log(a)
    return found[1], 0.0, found[2]


def _atan2(y: Value, x: Value) -> Value:
    if y[1] or x[1]:
        raise Undefined
    return _arg((x[0], y[0], x[2] + y[2]))


def _degrees(a: Value) -> Value:
    return v.multiply(a, (math.pi / 180, 0.0, v.UNIT / 32))


_TEN: Final[Value] = (10.0, 0.0, 0.0)
_TWO: Final[Value] = (2.0, 0.0, 0.0)
_MANY = 100

OPERATIONS: Final[dict[str, tuple[int, int, Callable[..., Value]]]] = {
    "+": (2, 2, v.add),
    "-": (2, 2, v.subtract),
    "*": (2, 2, v.multiply),
    "/": (2, 2, v.divide),
    "negate": (1, 1, v.negate),
    "°": (1, 1, _degrees),
    "call:sqrt": (1, 1, v.sqrt),
    "call:abs": (1, 1, _abs),
    "call:ln": (1, 1, v.log),
    "call:log": (2, 2, _log_base),
    "call:lg": (1, 1, lambda a: _log_base(a, _TEN)),
    "call:lb": (1, 1, lambda a: _log_base(a, _TWO)),
    "call:sin": (1, 1, v.sin),
    "call:cos": (1, 1, v.cos),
    "call:tan": (1, 1, _quotient(v.sin, v.cos)),
    "call:cot": (1, 1, _quotient(v.cos, v.sin)),
    "call:sec": (1, 1, _over(v.cos)),
    "call:csc": (1, 1, _over(v.sin)),
    "call:asin": (1, 1, v.asin),
    "call:acos": (1, 1, v.acos),
    "call:atan": (1, 1, v.atan),
    "call:acot": (1, 1, lambda a: v.subtract(v.HALF_PI, v.atan(a))),
    "call:asec": (1, 1, _of_inverse(v.acos)),
    "call:acsc": (1, 1, _of_inverse(v.asin)),
    "call:sinh": (1, 1, v.sinh),
    "call:cosh": (1, 1, v.cosh),
    "call:tanh": (1, 1, _quotient(v.sinh, v.cosh)),
    "call:coth": (1, 1, _quotient(v.cosh, v.sinh)),
    "call:sech": (1, 1, _over(v.cosh)),
    "call:csch": (1, 1, _over(v.sinh)),
    "call:asinh": (1, 1, v.asinh),
    "call:acosh": (1, 1, v.acosh),
    "call:atanh": (1, 1, v.atanh),
    "call:acoth": (1, 1, _of_inverse(v.atanh)),
    "call:atan2": (2, 2, _atan2),
    "call:factorial": (1, 1, v.factorial),
    "call:gamma": (1, 1, lambda a: v.factorial(v.subtract(a, v.ONE))),
    "call:binomial": (2, 2, _binomial),
    "call:max": (1, _MANY, _extreme(1.0)),
    "call:min": (1, _MANY, _extreme(-1.0)),
    "call:floor": (1, 1, v.real_only(math.floor)),
    "call:ceil": (1, 1, v.real_only(math.ceil)),
    "call:round": (1, 1, v.real_only(_round)),
    "call:sign": (1, 1, _sign),
    "call:re": (1, 1, lambda a: (a[0], 0.0, a[2])),
    "call:im": (1, 1, lambda a: (a[1], 0.0, a[2])),
    "call:conj": (1, 1, lambda a: (a[0], 0.0 - a[1], a[2])),
    "call:arg": (1, 1, _arg),
    "call:mod": (2, 2, _mod),
    "call:gcd": (1, _MANY, _gcd),
    "call:lcm": (2, 2, _lcm),
}
"""Head: the least and the most arguments, and the function."""
