"""The namespace of the tests: the teacher's own names here, the learner's by proxy."""

from __future__ import annotations

import builtins
import importlib
import operator
from typing import TYPE_CHECKING, Any

import msgspec

from courseware.grading.examining.examiner.link import Link, Module
from courseware.grading.examining.examiner.remote import Remote

if TYPE_CHECKING:
    from courseware.grading.examining.statements import Import

USUAL = {
    "np": "numpy",
    "pd": "pandas",
    "plt": "matplotlib.pyplot",
    "mpl": "matplotlib",
    "sp": "scipy",
    "sns": "seaborn",
    "sym": "sympy",
    "nx": "networkx",
    "dt": "datetime",
}
"""Names under which everybody imports some modules."""

CHECKERS = ("numpy.testing", "pandas.testing")
"""Modules whose functions judge: one of their names is never the learner's."""


class Known(msgspec.Struct, kw_only=True):
    """What the teacher's notebook says of names where a test stands.

    Attributes:
        imports: by name, the module and the name in it ("" for the module).
        own: names that the learner's own cells bind in the teacher's solution; they
            go before imports and built-in names.
        theirs: names of the teacher's data that the learner's cells change.
        shared: names that the test may tell the learner's code when it binds them.
    """

    imports: dict[str, tuple[str, str]] = {}
    own: frozenset[str] = frozenset()
    theirs: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()


class Names(dict[str, Any]):
    """Looks up what the teacher's cells did not bind in the learner's process."""

    def __init__(self, link: Link, start: dict[str, Any]) -> None:
        super().__init__(start)
        self._link = link
        self._known = Known()
        self._functions: dict[str, Remote] = {}
        self._watching = False

    def begin(self, known: Known) -> None:
        """Begin a cell: forget what may have changed in the learner's process."""
        self._known = known
        self._functions.clear()
        for name in [name for name, value in self.items() if isinstance(value, Remote)]:
            super().__delitem__(name)
        for name in known.theirs & self.keys():
            super().__delitem__(name)
        self._watching = True

    def end(self) -> None:
        """End a cell: from now on nothing is told to the learner's process."""
        self._watching = False

    def __missing__(self, name: str) -> Any:
        if not self._watching or name.startswith("__"):
            raise KeyError(name)
        if name in self._functions:
            return self._functions[name]
        if name not in self._known.own:
            if name in self._known.imports:
                return self._kept(name, _imported(self._known.imports[name]))
            if hasattr(builtins, name):
                raise KeyError(name)
            checker = _checker(name)
            if checker is not None:
                return self._kept(name, checker)
        return self._asked(name)

    def __setitem__(self, name: str, value: Any) -> None:
        super().__setitem__(name, value)
        if self._watching and (isinstance(value, Remote) or name in self._known.shared):
            self._functions.pop(name, None)
            self._link.ask("set", name, value)

    def __delitem__(self, name: str) -> None:
        here = name in self
        if here:
            remote = isinstance(super().__getitem__(name), Remote)
            super().__delitem__(name)
            if not remote:
                return
        elif not self._watching:
            raise KeyError(name)
        self._functions.pop(name, None)
        self._link.ask("delete", name)

    def _kept(self, name: str, value: Any) -> Any:
        super().__setitem__(name, value)
        return value

    def _asked(self, name: str) -> Any:
        value = self._link.name(name)
        if isinstance(value, Module):
            return self._kept(name, self._module(name, value.name))
        if isinstance(value, Remote):
            self._functions[name] = value
        return value

    def _module(self, name: str, module: str) -> Any:
        """Return our own module of that name, where the name says which one is meant."""
        if module == name or USUAL.get(name) == module:
            return _imported((module, ""))
        return self._link.refuse(f"the module under the name {name}")


def _imported(what: Import) -> Any:
    module, name = what
    found = importlib.import_module(module)
    if not name:
        return found
    try:
        return operator.attrgetter(name)(found)
    except AttributeError:
        return importlib.import_module(f"{module}.{name}")


def _checker(name: str) -> Any:
    if not name.startswith("assert_"):
        return None
    for module in CHECKERS:
        try:
            found = getattr(importlib.import_module(module), name, None)
        except ImportError:
            continue
        if found is not None:
            return found
    return None
