"""Exceptions between the two sides: a built-in type, a bounded message, plain arguments."""

from __future__ import annotations

import builtins
from typing import Any

NAME = 100
"""Characters of an exception's name."""
MESSAGE = 2_000
"""Characters of its message."""
ARGUMENTS = 8
"""Of an exception; more are told by the message alone."""
OWN_TYPES = 8
"""Types of a learner's own that stand above one exception's."""

_NEVER = {"ExceptionGroup", "BaseExceptionGroup"}


def described(error: BaseException, own: list[list[Any]]) -> dict[str, Any]:
    """Return an exception as plain data. `own` are the learner's types, most derived first."""
    given: Any = error.args  # which a learner's class may set to anything
    arguments = given if type(given) is tuple else ()
    plain = len(arguments) <= ARGUMENTS and all(_is_plain(each) for each in arguments)
    return {
        "base": built_in(type(error)),
        "own": own[:OWN_TYPES],
        "name": _clean(type(error).__name__, NAME),
        "message": _clean(_message(error), MESSAGE),
        "arguments": list(arguments) if plain else None,
    }


def built_in(kind: type) -> str:
    """Return the name of the built-in exception that a type is or derives from."""
    for base in kind.__mro__:
        if base.__module__ == "builtins" and base.__name__ not in _NEVER:
            return base.__name__
    return "Exception"


def built_in_type(name: Any) -> type[BaseException]:
    """Return the built-in exception of that name, `Exception` where there is none."""
    found = getattr(builtins, name, None) if isinstance(name, str) else None
    if isinstance(found, type) and issubclass(found, BaseException) and name not in _NEVER:
        return found
    return Exception


def rebuilt(kind: type[BaseException], told: dict[str, Any]) -> BaseException:
    """Return an exception of that type with what was told of it."""
    message = str(told.get("message", ""))[:MESSAGE]
    arguments = told.get("arguments")
    if not isinstance(arguments, list) or not all(_is_plain(each) for each in arguments):
        arguments = [message] if message else []
    for attempt in (arguments[:ARGUMENTS], [message]):
        try:
            return kind(*attempt)
        except Exception:  # noqa: BLE001, S112 - UnicodeDecodeError and its like want more
            continue
    return Exception(message)


def _is_plain(value: Any) -> bool:
    if type(value) is str:
        return len(value) <= MESSAGE and value.isprintable()
    if type(value) is int:
        return -(2**63) <= value < 2**63
    return value is None or type(value) in {bool, float}


def _message(error: BaseException) -> str:
    try:
        return str(error)
    except BaseException as worse:  # noqa: BLE001 - a learner's own __str__
        return f"<{type(worse).__name__} in the message>"


def _clean(text: Any, most: int) -> str:
    shown: str = text if type(text) is str else "?"
    return shown[:most].encode("utf-8", "replace").decode()
