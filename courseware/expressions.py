"""The arithmetic that authors may use: `a * b`, `round(v / t, 1)`, `a == b or a > 9`.

A grammar of our own, read by recursive descent and computed on exact rational
numbers; nothing is ever handed to Python's `eval`. Only the roots, powers with
a broken exponent and transcendental functions go through IEEE doubles, whose
shortest decimal form is taken as the exact value, so that Python and
TypeScript (`widgets/src/expressions.ts`) agree.

    or      := and ("or" and)*
    and     := not ("and" not)*
    not     := "not" not | compare
    compare := sum (("==" | "!=" | "<=" | ">=" | "<" | ">") sum)?
    sum     := product (("+" | "-") product)*
    product := unary (("*" | "/") unary)*
    unary   := ("-" | "+") unary | power
    power   := atom (("^" | "**") unary)?
    atom    := number | text | name | name "(" or ("," or)* ")" | "(" or ")"
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from courseware.errors import ExpressionError

Value = Fraction | bool | str

LONGEST = 500
"""Characters of an expression."""
DEEPEST = 50
"""Levels of nesting."""
WIDEST = 4096
"""Bits of a numerator or denominator."""

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?)|(?P<name>[A-Za-z_][A-Za-z_0-9]*)"
    r"|(?P<text>'[^']*'|\"[^\"]*\")|(?P<sign>\*\*|==|!=|<=|>=|[-+*/^()<>,]))"
)
_WORDS = {"and", "or", "not"}
_COMPARISONS = {"==", "!=", "<", "<=", ">", ">="}


class Node(NamedTuple):
    """One operation: `head` is an operator, `call:<name>`, `name`, `number` or `text`."""

    head: str
    leaf: str = ""
    branches: tuple[Node, ...] = ()


def exact(number: float | str | Fraction) -> Fraction:
    """Return the number that was written: 0.1 is one tenth, not the nearest double."""
    return Fraction(repr(number)) if isinstance(number, float) else Fraction(number)


@lru_cache(maxsize=512)
def parse(text: str) -> Node:
    """Read an expression; raise `ExpressionError` where it cannot be read."""
    if len(text) > LONGEST:
        raise ExpressionError("too_long", str(LONGEST))
    return _Reader(text).whole()


def names(node: Node) -> frozenset[str]:
    """Return the variables that an expression needs."""
    own = {node.leaf} if node.head == "name" else set()
    return frozenset(own).union(*(names(branch) for branch in node.branches))


def evaluate(expression: str | Node, values: Mapping[str, Value]) -> Value:
    """Compute an expression; raise `ExpressionError` where it cannot be computed."""
    node = parse(expression) if isinstance(expression, str) else expression
    match node.head:
        case "number":
            return exact(node.leaf)
        case "text":
            return node.leaf
        case "name":
            return _look_up(node.leaf, values)
        case "and":
            return all(_truth(evaluate(branch, values)) for branch in node.branches)
        case "or":
            return any(_truth(evaluate(branch, values)) for branch in node.branches)
    arguments = [evaluate(branch, values) for branch in node.branches]
    return _apply(node.head, arguments)


def number_of(expression: str | Node, values: Mapping[str, Value]) -> Fraction:
    """Compute an expression that must give a number."""
    return _number(evaluate(expression, values))


def _look_up(name: str, values: Mapping[str, Value]) -> Value:
    if name in values:
        return values[name]
    if name in _CONSTANTS:
        return _CONSTANTS[name]
    raise ExpressionError("unknown_name", name)


def _apply(head: str, arguments: list[Value]) -> Value:
    if head == "not":
        return not _truth(arguments[0])
    if head in {"==", "!="}:
        return (arguments[0] == arguments[1]) == (head == "==")
    numbers = [_number(argument) for argument in arguments]
    if head in _COMPARISONS:
        return _compare(head, *numbers)
    try:
        result = _OPERATIONS[head](*numbers)
    except ZeroDivisionError:
        raise ExpressionError("division_by_zero") from None
    except (ValueError, OverflowError):
        raise ExpressionError("outside_domain", head.removeprefix("call:")) from None
    except TypeError:
        raise ExpressionError("arguments", head.removeprefix("call:")) from None
    return _bounded(result)


def _compare(head: str, left: Fraction, right: Fraction) -> bool:
    return {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[head]


def _truth(value: Value) -> bool:
    if isinstance(value, bool):
        return value
    raise ExpressionError("not_a_condition", str(value))


def _number(value: Value) -> Fraction:
    if isinstance(value, Fraction):
        return value
    raise ExpressionError("not_a_number", str(value))


def _bounded(value: Fraction) -> Fraction:
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > WIDEST:
        raise ExpressionError("too_large")
    return value


def _power(base: Fraction, exponent: Fraction) -> Fraction:
    if exponent.denominator != 1:
        return _through_double(math.pow)(base, exponent)
    size = max(base.numerator.bit_length(), base.denominator.bit_length())
    if size * abs(exponent.numerator) > WIDEST:
        raise ExpressionError("too_large")
    return Fraction(base**exponent.numerator)


def _round(value: Fraction, places: Fraction = Fraction(0)) -> Fraction:
    """Round half away from zero, as schools do."""
    if places.denominator != 1 or not -30 <= places <= 30:
        raise ValueError
    scale = Fraction(10) ** places.numerator
    whole = math.floor(abs(value) * scale + Fraction(1, 2))
    return Fraction(whole if value >= 0 else -whole) / scale


def _through_double(function: Callable[..., float]) -> Callable[..., Fraction]:
    def computed(*arguments: Fraction) -> Fraction:
        result = function(*(float(argument) for argument in arguments))
        if not math.isfinite(result):
            raise OverflowError
        return exact(result)

    return computed


def _gcd(first: Fraction, second: Fraction) -> Fraction:
    if first.denominator != 1 or second.denominator != 1:
        raise ValueError
    return Fraction(math.gcd(first.numerator, second.numerator))


def _least(first: Fraction, *others: Fraction) -> Fraction:
    return min((first, *others))


def _greatest(first: Fraction, *others: Fraction) -> Fraction:
    return max((first, *others))


_CONSTANTS = {"pi": exact(math.pi), "e": exact(math.e)}

_OPERATIONS: dict[str, Callable[..., Fraction]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": lambda left, right: left / right,
    "^": _power,
    "negate": lambda value: -value,
    "call:abs": abs,
    "call:min": _least,
    "call:max": _greatest,
    "call:round": _round,
    "call:floor": lambda value: Fraction(math.floor(value)),
    "call:ceil": lambda value: Fraction(math.ceil(value)),
    "call:mod": lambda left, right: left % right,
    "call:gcd": _gcd,
    **{
        f"call:{name}": _through_double(getattr(math, name))
        for name in ("sqrt", "sin", "cos", "tan", "asin", "acos", "atan", "exp", "log", "log10")
    },
}

FUNCTIONS = tuple(sorted(name.removeprefix("call:") for name in _OPERATIONS if ":" in name))
"""The names that may be called."""


class _Reader:
    """Recursive descent over the tokens of one expression."""

    def __init__(self, text: str) -> None:
        self.tokens = list(_tokens(text))
        self.at = 0
        self.depth = 0

    def whole(self) -> Node:
        node = self.either()
        if self.at < len(self.tokens):
            raise ExpressionError("unexpected", self.tokens[self.at][1])
        return node

    def take(self, *wanted: str) -> str:
        """Return the next token and step over it if it is one of `wanted`, else ''."""
        if self.at < len(self.tokens):
            sort, token = self.tokens[self.at]
            if sort in {"sign", "word"} and token in wanted:
                self.at += 1
                return token
        return ""

    def either(self) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise ExpressionError("too_deep", str(DEEPEST))
        node = self.both()
        while self.take("or"):
            node = Node("or", branches=(node, self.both()))
        self.depth -= 1
        return node

    def both(self) -> Node:
        node = self.negation()
        while self.take("and"):
            node = Node("and", branches=(node, self.negation()))
        return node

    def negation(self) -> Node:
        inverted = False
        while self.take("not"):
            inverted = not inverted
        node = self.comparison()
        return Node("not", branches=(node,)) if inverted else node

    def comparison(self) -> Node:
        left = self.sum()
        sign = self.take(*_COMPARISONS)
        return Node(sign, branches=(left, self.sum())) if sign else left

    def sum(self) -> Node:
        node = self.product()
        while sign := self.take("+", "-"):
            node = Node(sign, branches=(node, self.product()))
        return node

    def product(self) -> Node:
        node = self.unary()
        while sign := self.take("*", "/"):
            node = Node(sign, branches=(node, self.unary()))
        return node

    def unary(self) -> Node:
        negative = False
        while sign := self.take("-", "+"):
            negative ^= sign == "-"
        node = self.power()
        return Node("negate", branches=(node,)) if negative else node

    def power(self) -> Node:
        base = self.atom()
        if not self.take("^", "**"):
            return base
        self.depth += 1
        if self.depth > DEEPEST:
            raise ExpressionError("too_deep", str(DEEPEST))
        node = Node("^", branches=(base, self.unary()))
        self.depth -= 1
        return node

    def atom(self) -> Node:
        if self.take("("):
            return self.closed(self.either())
        if self.at >= len(self.tokens):
            raise ExpressionError("incomplete")
        sort, token = self.tokens[self.at]
        if sort in {"sign", "word"}:
            raise ExpressionError("unexpected", token)
        self.at += 1
        if sort == "name" and self.take("("):
            return self.call(token)
        return Node(sort, leaf=token)

    def call(self, name: str) -> Node:
        if f"call:{name}" not in _OPERATIONS:
            raise ExpressionError("unknown_function", name)
        arguments = [self.either()]
        while self.take(","):
            arguments.append(self.either())
        return self.closed(Node(f"call:{name}", branches=tuple(arguments)))

    def closed(self, node: Node) -> Node:
        if not self.take(")"):
            raise ExpressionError("unclosed")
        return node


def _tokens(text: str) -> list[tuple[str, str]]:
    found, at, end = [], 0, len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if not match:
            raise ExpressionError("unexpected", text[at:].strip()[:1])
        sort = match.lastgroup or ""
        token = match.group(sort)
        at = match.end()
        if sort == "name" and token in _WORDS:
            sort = "word"
        found.append((sort, token[1:-1] if sort == "text" else token))
    return found
