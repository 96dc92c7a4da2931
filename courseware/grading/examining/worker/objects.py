"""Answering the examiner: names, calls, looks into objects."""

from __future__ import annotations

import importlib
import operator
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, ClassVar

from courseware.grading.examining import failures
from courseware.grading.examining.channel import Channel, TooLong
from courseware.grading.examining.plain import Broken, Decoder, Encoder, TooLarge

MOST_OBJECTS = 100_000
"""That one notebook's tests may hold at a time."""
_PLAIN = (int, float, complex, bool, str, bytes, bytearray, list, tuple, set, frozenset, dict)
_TYPES = {*_PLAIN, range, slice, object, type, enumerate, zip, map, filter}

Aside = Callable[[float], AbstractContextManager[Any]]
"""Lets a block be heard and interrupted as a cell is; its result has a `status`."""


class Objects:
    """What the examiner knows by number, and the answers to its requests.

    `listen` is called before the first request of each test.
    """

    def __init__(
        self,
        channel: Channel,
        namespace: dict[str, Any],
        aside: Aside,
        listen: Callable[[], None],
    ) -> None:
        self._channel, self._namespace, self._aside = channel, namespace, aside
        self._listen = listen
        self._objects: list[Any] = []
        self._numbers: dict[int, int] = {}
        self._printed: list[list[str]] = []
        self._shown = False

    def serve(self) -> None:
        """Answer one request; raises `Gone` when the examiner has ended."""
        self._answer(self._channel.receive())

    def _answer(self, message: dict[str, Any]) -> None:
        if message.get("first"):
            self._listen()
        try:
            answer = self._done(message)
        except TooLarge as error:
            answer = _too_large(error)
        except Broken as error:
            answer = _own_error(TypeError(f"An argument did not arrive: {error}"))
        if self._printed:
            answer["printed"], self._printed = self._printed, []
        if self._shown:
            answer["shown"], self._shown = True, False
        try:
            self._channel.send(answer)
        except TooLong as error:
            self._channel.send(_too_large(error))
        except UnicodeEncodeError as error:
            self._channel.send(_own_error(ValueError(str(error))))

    def _done(self, message: dict[str, Any]) -> dict[str, Any]:
        operation, seconds = message["op"], message["seconds"]
        if operation == "get":
            (name,) = message["values"]
            if name not in self._namespace:
                return {"error": {"unbound": True, "message": name}}
            return {"value": self._encoded(self._namespace[name])}
        decoder = Decoder(self._local)
        values = decoder.each(message["values"])
        if operation == "call":
            return self._called(values[0], message, decoder, seconds)
        value, error = self._guarded(lambda: self._operations[operation](self, *values), seconds)
        return error or {"value": self._encoded(value)}

    def _called(
        self, function: Any, message: dict[str, Any], decoder: Decoder, seconds: float
    ) -> dict[str, Any]:
        arguments = decoder.each(message["arguments"])
        named = {name: decoder.decode(data) for name, data in message["named"].items()}
        value, error = self._guarded(lambda: function(*arguments, **named), seconds)
        answer = error or self._value(value, arguments)
        if message["writes"]:
            answer["written"] = self._written(message["arguments"], arguments)
        return answer

    def _value(self, value: Any, arguments: list[Any]) -> dict[str, Any]:
        for at, argument in enumerate(arguments):
            if value is argument and isinstance(value, list | dict | set):
                return {"same": at}
        return {"value": self._encoded(value)}

    def _written(self, sent: list[Any], arguments: list[Any]) -> list[list[Any]]:
        """Return the arguments that are no longer what was sent."""
        written: list[list[Any]] = []
        for at, (before, argument) in enumerate(zip(sent, arguments, strict=True)):
            if type(before) is list and before[0] in {"l", "d", "s", "ba", "np.a", "np.o", "pd.f"}:
                now = self._encoded(argument)
                if now != before:
                    written.append([at, now])
        return written

    def _guarded(
        self, work: Callable[[], Any], seconds: float
    ) -> tuple[Any, dict[str, Any] | None]:
        """Run the learner's code; return what came of it and, if it raised, the answer."""
        value, error = None, None
        with self._aside(seconds) as outcome:
            try:
                value = work()
            except BaseException as raised:  # noqa: BLE001 - whatever it is, the test hears of it
                error = raised
        self._take(outcome.outputs)
        if outcome.status == "timeout":
            return None, {"error": {"late": True}}
        if error is None:
            return value, None
        return None, {"error": failures.described(error, self._own(type(error)))}

    def _take(self, outputs: list[dict[str, Any]]) -> None:
        """Take what was printed away from the outputs: it is told with the answer."""
        printed = [each for each in outputs if each["output_type"] == "stream"]
        if printed:
            outputs[:] = [each for each in outputs if each["output_type"] != "stream"]
            self._printed += [[each["name"], each["text"]] for each in printed]
        self._shown = self._shown or bool(outputs)

    def _encoded(self, value: Any) -> Any:
        return Encoder(self._reference).encode(value)

    def _reference(self, value: Any) -> list[Any]:
        """Return what is sent for something that is no plain data."""
        if isinstance(value, type):
            if value in _TYPES:
                return ["type", value.__name__]
            if issubclass(value, BaseException):
                return ["err", self._own(value), failures.built_in(value)]
            return ["ref", self._number(value), "class", _name(value)]
        if type(value).__name__ == "module":
            return ["mod", _name(value)]
        kind = "object"
        if hasattr(type(value), "__next__"):
            kind = "iterator"
        elif callable(value):
            kind = "function"
        shown = _name(value) if kind == "function" else type(value).__name__
        return ["ref", self._number(value), kind, shown]

    def _number(self, value: Any) -> int:
        known = self._numbers.get(id(value))
        if known is not None:
            return known
        if len(self._objects) >= MOST_OBJECTS:
            raise TooLarge(f"more than {MOST_OBJECTS:,} objects")
        self._objects.append(value)  # kept, so that its id stays its own
        self._numbers[id(value)] = len(self._objects) - 1
        return len(self._objects) - 1

    def _own(self, kind: type) -> list[list[Any]]:
        """Return numbers and names of the types that are not built in, most derived first."""
        found: list[list[Any]] = []
        for base in kind.__mro__:
            if base.__module__ == "builtins":
                break
            found.append([self._number(base), _name(base)])
        return found

    def _local(self, data: list[Any]) -> Any:
        """Return what a reference of the examiner's stands for."""
        match data:
            case ["ref", int(number)]:
                return self._objects[number]
            case ["lib", str(module), str(name)]:
                return operator.attrgetter(name)(importlib.import_module(module))
            case ["cb", int(number)]:
                return self._callback(number)
            case _:
                raise Broken("no reference")

    def _callback(self, number: int) -> Callable[..., Any]:
        """Return a function that asks the examiner to call one of the test's."""

        def function(*arguments: Any) -> Any:
            encoded = Encoder(self._reference).each(arguments)
            try:
                self._channel.send({"callback": number, "arguments": encoded})
            except TooLong as error:
                raise ValueError(f"An argument is too large: {error}") from None
            while True:
                answer = self._channel.receive()
                if "op" not in answer:
                    break
                self._answer(answer)  # the test's function calls one of the learner's
            if "error" in answer:
                kind = failures.built_in_type(answer["error"]["base"])
                raise failures.rebuilt(kind, answer["error"])
            return Decoder(self._local).decode(answer["value"])

        return function

    def _set(self, name: str, value: Any) -> None:
        self._namespace[name] = value

    def _delete(self, name: str) -> None:
        del self._namespace[name]

    _operations: ClassVar[dict[str, Callable[..., Any]]] = {
        "set": _set,
        "delete": _delete,
        "attr": lambda _, value, name: getattr(value, name),
        "setattr": lambda _, value, name, new: setattr(value, name, new),
        "delattr": lambda _, value, name: delattr(value, name),
        "item": lambda _, value, key: value[key],
        "setitem": lambda _, value, key, new: operator.setitem(value, key, new),
        "delitem": lambda _, value, key: operator.delitem(value, key),
        "contains": lambda _, value, item: item in value,
        "len": lambda _, value: len(value),
        "bool": lambda _, value: bool(value),
        "iter": lambda _, value: iter(value),
        "next": lambda _, value: next(value),
        "str": lambda _, value: str(value),
        "repr": lambda _, value: repr(value),
        "isinstance": lambda _, kind, value: isinstance(value, kind),
        "issubclass": lambda _, kind, other: issubclass(other, kind),
        "operate": lambda _, value, name, *others: getattr(operator, name)(value, *others),
    }


def _too_large(error: Exception) -> dict[str, Any]:
    return _own_error(ValueError(f"The result is too large: {error}"))


def _own_error(error: Exception) -> dict[str, Any]:
    return {"error": failures.described(error, [])}


def _name(value: Any) -> str:
    name = getattr(value, "__name__", None)
    return name[: failures.NAME] if type(name) is str else type(value).__name__
