"""The examiner's end of the talk with the worker."""

from __future__ import annotations

import builtins
import importlib
import sys
import time
import types
from collections.abc import Callable
from typing import Any, NoReturn

from courseware.grading.examining import failures
from courseware.grading.examining.channel import Channel, Garbled, Gone, Late
from courseware.grading.examining.examiner.remote import (
    NeedsLiveObject,
    Remote,
    RemoteClass,
    RemoteFunction,
    RemoteIterator,
)
from courseware.grading.examining.plain import Broken, Decoder, Encoder, TooLarge

GRACE = 1.0
"""Seconds that the worker has to say that a call took too long."""
CALLBACKS = 100_000
"""Calls of a test's own functions by a learner's, in one test."""
ASKED = 1_000_000
"""Requests in one test."""
_KINDS: dict[str, type[Remote]] = {
    "function": RemoteFunction,
    "class": RemoteClass,
    "iterator": RemoteIterator,
    "object": Remote,
}
_PLAIN_TYPES = {"int", "float", "complex", "bool", "str", "bytes", "bytearray", "list", "tuple"} | {
    "set",
    "frozenset",
    "dict",
    "range",
    "slice",
    "object",
    "type",
    "enumerate",
    "zip",
    "map",
    "filter",
}


class WorkerLost(BaseException):
    """The worker ended, does not answer, or does not speak plain data.

    No `Exception`, so that no `except Exception` of a test takes it for an answer.
    """


class Link:
    """Asks the worker for names and calls; answers its calls of a test's functions.

    Attributes:
        objects: whether this test may look into a learner's objects.
        writes: whether what a learner's function does to its arguments is seen here.
        needs_live: what this test looked at that is no plain data, "" where nothing was.
        shown: whether the learner's code has shown anything but text.
        lost: why the worker cannot be asked any more, "" while it can.
    """

    def __init__(self, channel: Channel | None) -> None:
        self._channel = channel
        self.objects = self.writes = False
        self.needs_live = self.lost = ""
        self.shown = False
        self._until = 0.0
        self._first = True
        self._asked = self._called = 0
        self._callbacks: list[Callable[..., Any]] = []
        self._errors: dict[int, type[BaseException]] = {}

    def begin(self, seconds: float, *, objects: bool, writes: bool) -> None:
        """Begin a test, which has that many seconds."""
        self.objects, self.writes = objects, writes
        self.needs_live = ""
        self.shown = False
        self._until = time.monotonic() + seconds
        self._asked = self._called = 0
        self._first = True
        self._callbacks.clear()

    def close(self) -> None:
        """Let go of the worker. May be called again."""
        if self._channel is not None:
            self._channel.close()

    def refuse(self, what: str) -> NoReturn:
        """Refuse to look at something that is no plain data.

        Raises:
            NeedsLiveObject: always.
        """
        self.needs_live = self.needs_live or what
        raise NeedsLiveObject(f"{what} is no plain data: a test cannot compare it or look into it")

    def ask(self, operation: str, *values: Any) -> Any:
        """Have the worker do something and return what came of it.

        Raises:
            WorkerLost: there is no answer.
            BaseException: what the learner's code raised, as its built-in type.
        """
        encoder = Encoder(self._reference)
        try:
            message = {"op": operation, "values": encoder.each(values)}
        except TooLarge as error:
            raise ValueError(f"An argument is too large: {error}") from None
        return self._result(message)

    def call(self, function: Remote, arguments: tuple[Any, ...], named: dict[str, Any]) -> Any:
        """Call a learner's function; raises as `ask`."""
        encoder = Encoder(self._reference)
        try:
            message = {
                "op": "call",
                "values": [encoder.encode(function)],
                "arguments": encoder.each(arguments),
                "named": {name: encoder.encode(value) for name, value in named.items()},
                "writes": self.writes,
            }
        except TooLarge as error:
            raise ValueError(f"An argument is too large: {error}") from None
        return self._result(message, arguments)

    def name(self, name: str) -> Any:
        """Return what the learner's name stands for; raises `KeyError` where it is not bound."""
        return self._result({"op": "get", "values": [name]})

    def _result(self, message: dict[str, Any], arguments: tuple[Any, ...] = ()) -> Any:
        self._asked += 1
        if self._asked > ASKED:
            self._lose("protocol")
        answer = self._answer(message)
        self.shown = self.shown or bool(answer.get("shown"))
        if "printed" in answer:
            self._print(answer["printed"])
        if "error" in answer:
            raise self._error(answer["error"])
        try:
            decoder = Decoder(self._local)
            if message.get("writes"):
                for at, data in answer.get("written", []):
                    _write_back(arguments[at], decoder.decode(data))
            if "same" in answer:
                return arguments[answer["same"]]
            return decoder.decode(answer.get("value"))
        except (Broken, TypeError, ValueError, LookupError):
            self._lose("protocol")

    def _print(self, printed: Any) -> None:
        """Print what the learner's code has printed, where the test may be listening."""
        for each in printed if type(printed) is list else ():
            match each:
                case ["stdout", str(text)]:
                    sys.stdout.write(text)
                case ["stderr", str(text)]:
                    sys.stderr.write(text)
                case _:
                    self._lose("protocol")

    def _answer(self, message: dict[str, Any]) -> dict[str, Any]:
        """Send a request; serve the worker's calls until its answer is here."""
        if self.lost or self._channel is None:
            raise WorkerLost(self.lost)
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError("the test took too long")
        message["seconds"] = left
        if self._first:
            message["first"], self._first = True, False
        try:
            self._channel.send(message, self._until + GRACE)
            while True:
                answer = self._channel.receive(self._until + GRACE)
                if type(answer) is not dict:
                    self._lose("protocol")
                if "callback" not in answer:
                    return answer
                self._channel.send(self._called_back(answer), self._until + GRACE)
        except Late:
            self._lose("cell_time")
        except Gone:
            self._lose("worker_ended")
        except (Garbled, UnicodeEncodeError):
            self._lose("protocol")

    def _lose(self, why: str) -> NoReturn:
        self.lost = self.lost or why
        self.close()
        raise WorkerLost(self.lost)

    def _called_back(self, request: dict[str, Any]) -> dict[str, Any]:
        """Run one of the test's own functions for the learner's code."""
        self._called += 1
        number: Any = request.get("callback")
        known = type(number) is int and 0 <= number < len(self._callbacks)
        if self._called > CALLBACKS or not known:
            self._lose("protocol")
        decoder, encoder = Decoder(self._local), Encoder(self._reference)
        try:
            arguments = decoder.each(request.get("arguments"))
        except Broken:
            self._lose("protocol")
        try:
            return {"value": encoder.encode(self._callbacks[number](*arguments))}
        except Exception as error:  # noqa: BLE001 - the learner's code gets to see it
            return {"error": failures.described(error, [])}

    def _reference(self, value: Any) -> Any:
        """Return what to send for a value of the tests that is no plain data."""
        if isinstance(value, Remote):
            return ["ref", value._courseware_id]  # noqa: SLF001
        named = _importable(value)
        if named is not None:
            return ["lib", *named]
        if isinstance(value, types.FunctionType | types.MethodType | types.BuiltinFunctionType):
            self._callbacks.append(value)
            return ["cb", len(self._callbacks) - 1]
        return self.refuse(f"the test's {type(value).__name__}")

    def _local(self, data: list[Any]) -> Any:
        """Build what stands here for a reference of the worker's."""
        match data:
            case ["ref", int(number), str(kind), str(name)] if kind in _KINDS:
                return _KINDS[kind](self, number, name[: failures.NAME])
            case ["err", list(own), base]:
                return self._error_type(own, base)
            case ["type", str(name)] if name in _PLAIN_TYPES:
                return getattr(builtins, name)
            case ["same", int(number)] if 0 <= number < len(self._callbacks):
                return self._callbacks[number]
            case ["mod", str(name)]:
                return Module(name[: failures.NAME])
            case _:
                raise Broken("no reference")

    def _error(self, told: Any) -> BaseException:
        if type(told) is not dict:
            self._lose("protocol")
        if told.get("late"):
            return TimeoutError("the learner's code took too long")
        if told.get("unbound"):
            return KeyError(told.get("message", ""))
        kind = self._error_type(told.get("own"), told.get("base"))
        if kind.__module__ == "builtins" and type(told.get("name")) is str and told.get("own"):
            self._lose("protocol")
        return failures.rebuilt(kind, told)

    def _error_type(self, own: Any, base: Any) -> type[BaseException]:
        """Return a type of our own for each of the learner's, most derived first in `own`."""
        kind = failures.built_in_type(base)
        if type(own) is not list or len(own) > failures.OWN_TYPES:
            return kind
        for each in reversed(own):
            match each:
                case [int(number), str(name)]:
                    if number not in self._errors:
                        shown = name[: failures.NAME] if name.isidentifier() else "Error"
                        self._errors[number] = type(shown, (kind,), {"__module__": "__main__"})
                    kind = self._errors[number]
                case _:
                    self._lose("protocol")
        return kind


class Module:
    """A module that a learner's name stands for; only its name is known."""

    def __init__(self, name: str) -> None:
        self.name = name


def _importable(value: Any) -> tuple[str, str] | None:
    """Return where a library's function or class can be imported from, None for anything else."""
    module, name = getattr(value, "__module__", None), getattr(value, "__qualname__", None)
    if name is None:
        name = getattr(value, "__name__", None)
        module = "numpy" if type(value).__name__ == "ufunc" else module
    if not isinstance(module, str) or not isinstance(name, str) or module == "__main__":
        return None
    try:
        found: Any = importlib.import_module(module)
        for part in name.split("."):
            found = getattr(found, part)
    except (ImportError, AttributeError, ValueError):
        return None
    return (module, name) if found is value else None


def _write_back(argument: Any, new: Any) -> None:
    """Let an argument hold what the learner's function has put into it."""
    if type(argument) is not type(new):
        raise TypeError
    if isinstance(argument, list | bytearray):
        argument[:] = new
    elif isinstance(argument, dict | set):
        argument.clear()
        argument.update(new)
    elif type(argument).__name__ == "ndarray" and argument.shape == new.shape:
        argument[...] = new
    elif type(argument).__name__ == "DataFrame":
        argument._update_inplace(new)  # noqa: SLF001 - what pandas' own inplace=True calls
    else:
        raise TypeError
