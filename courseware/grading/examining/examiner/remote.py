"""What stands for a learner's functions and objects among the tests.

Calls ship their arguments and bring back plain data. A comparison with an object
that is no plain data is never answered: its `==` would be the learner's word.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from courseware.grading.examining.examiner.link import Link

_OWN = {"_courseware_link", "_courseware_id", "_courseware_type"}


class NeedsLiveObject(Exception):
    """A test looked at something of the learner's that is no plain data."""


class Remote:
    """An object of the learner's, by its number.

    Its attributes and items can be looked at only where the test may
    (`Link.objects`): most tests never meet an object unless a learner wants
    them to.
    """

    __slots__ = ("_courseware_id", "_courseware_link", "_courseware_type")
    __hash__ = object.__hash__

    def __init__(self, link: Link, number: int, name: str) -> None:
        object.__setattr__(self, "_courseware_link", link)
        object.__setattr__(self, "_courseware_id", number)
        object.__setattr__(self, "_courseware_type", name)

    def __getattr__(self, name: str) -> Any:
        return _ask(self, "attr", name, look=True)

    def __setattr__(self, name: str, value: Any) -> None:
        _ask(self, "setattr", name, value, look=True)

    def __delattr__(self, name: str) -> None:
        _ask(self, "delattr", name, look=True)

    def __getitem__(self, key: Any) -> Any:
        return _ask(self, "item", key, look=True)

    def __setitem__(self, key: Any, value: Any) -> None:
        _ask(self, "setitem", key, value, look=True)

    def __delitem__(self, key: Any) -> None:
        _ask(self, "delitem", key, look=True)

    def __contains__(self, item: Any) -> bool:
        return bool(_ask(self, "contains", item, look=True))

    def __len__(self) -> int:
        return int(_ask(self, "len", look=True))

    def __bool__(self) -> bool:
        return bool(_ask(self, "bool", look=True))

    def __iter__(self) -> Iterator[Any]:
        """Go through it on the learner's side."""
        found: Iterator[Any] = iter(_ask(self, "iter", look=True))
        return found

    def __str__(self) -> str:
        return str(_ask(self, "str", look=True))

    def __repr__(self) -> str:
        if not self._courseware_link.objects:
            return f"<{self._courseware_type} of the learner's>"
        return str(_ask(self, "repr", look=True))

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """Call it on the learner's side."""
        _look(self)
        return self._courseware_link.call(self, arguments, named)

    def __enter__(self) -> Any:
        return self.__getattr__("__enter__")()

    def __exit__(self, *_: object) -> None:
        self.__getattr__("__exit__")(None, None, None)


class RemoteFunction(Remote):
    """A function of the learner's, or anything else that can be called and is no object."""

    __slots__ = ()
    _SHOWN = frozenset({"__name__", "__doc__", "__qualname__"})
    # Found on a class before `__getattr__` is asked.
    __doc__ = property(lambda remote: _ask(remote, "attr", "__doc__", look=False))

    @property  # type: ignore[misc]
    def __class__(self) -> Any:
        """Pass for a function where a test asks `isinstance(f, FunctionType)`."""
        return types.FunctionType

    def __getattr__(self, name: str) -> Any:
        return _ask(self, "attr", name, look=name not in self._SHOWN)

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """Call it on the learner's side; arguments and result are plain data."""
        return self._courseware_link.call(self, arguments, named)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return f"<function {self._courseware_type}>"

    __str__ = __repr__


class RemoteClass(Remote):
    """A class of the learner's; calling it makes an object there."""

    __slots__ = ()

    def __instancecheck__(self, value: object) -> bool:
        if type(value) not in {Remote, RemoteFunction, RemoteIterator}:
            return False
        return bool(_ask(self, "isinstance", value, look=True))

    def __subclasscheck__(self, kind: object) -> bool:
        return isinstance(kind, RemoteClass) and bool(_ask(self, "issubclass", kind, look=True))

    def __bool__(self) -> bool:
        return True


class RemoteIterator(Remote):
    """A generator or another iterator: what it yields comes one by one."""

    __slots__ = ()

    def __iter__(self) -> Iterator[Any]:
        """Return itself, as iterators do."""
        return self

    def __len__(self) -> int:
        """Refuse as iterators do: `list()` asks.

        Raises:
            TypeError: always.
        """
        raise TypeError(f"object of type {self._courseware_type!r} has no len()")

    def __next__(self) -> Any:
        """Return the next of what it yields; raises what the learner's code does."""
        return _ask(self, "next", look=False)

    def __bool__(self) -> bool:
        return True


def _look(remote: Remote) -> None:
    link = remote._courseware_link  # noqa: SLF001
    if not link.objects:
        link.refuse(remote._courseware_type)  # noqa: SLF001


def _ask(remote: Remote, operation: str, *values: Any, look: bool) -> Any:
    if look:
        _look(remote)
    return remote._courseware_link.ask(operation, remote, *values)  # noqa: SLF001


def _refused(remote: Remote, *_: object) -> NoReturn:
    """Refuse what would put the learner's word in the place of a comparison."""
    remote._courseware_link.refuse(remote._courseware_type)  # noqa: SLF001
    raise AssertionError


def _same_or_refused(remote: Remote, other: object) -> bool:
    """Answer `==` where it is about the very same thing, or about None."""
    if isinstance(other, Remote) and remote._courseware_id == other._courseware_id:  # noqa: SLF001
        return True
    if other is None:
        return False
    return _refused(remote)


def _other_or_refused(remote: Remote, other: object) -> bool:
    return not _same_or_refused(remote, other)


def _arithmetic(name: str) -> Any:
    def operate(remote: Remote, *others: Any) -> Any:
        """Let the learner's objects be added up, but tell them no number of the tests'."""
        if not all(isinstance(other, Remote) for other in others):
            _refused(remote)
        return _ask(remote, "operate", name, *others, look=True)

    return operate


for _name in ("__lt__", "__le__", "__gt__", "__ge__", "__index__", "__int__", "__float__"):
    setattr(Remote, _name, _refused)
for _name in ("__complex__", "__round__", "__trunc__", "__floor__", "__ceil__"):
    setattr(Remote, _name, _refused)
for _name in (
    "add",
    "sub",
    "mul",
    "truediv",
    "floordiv",
    "mod",
    "pow",
    "matmul",
    "and",
    "or",
    "xor",
):
    setattr(Remote, f"__{_name}__", _arithmetic(f"__{_name}__"))
    setattr(Remote, f"__r{_name}__", _refused)
for _name in ("__neg__", "__pos__", "__abs__", "__invert__"):
    setattr(Remote, _name, _arithmetic(_name))
setattr(Remote, "__eq__", _same_or_refused)  # noqa: B010 - mypy would have it take any object
setattr(Remote, "__ne__", _other_or_refused)  # noqa: B010
