"""Whether two formulas have the same value: exactly where that can be, else at points."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, Literal, NamedTuple, Protocol

from courseware.algebra import values as v
from courseware.algebra.points import BINDING, GRID, TRIALS, Domain, Effort, Evaluator, point
from courseware.algebra.residues import Pole, compared, exact
from courseware.algebra.tree import Node, names, replaced, walk
from courseware.algebra.values import Unclear, Undefined, Value

Opinion = Literal["same", "different", "undecided"]

ENOUGH: Final = 6
"""Points that must agree, fewer where a formula has few."""
FIGURES: Final = 10
"""A number with so many figures is beyond what doubles can tell from its neighbours."""

Compare = Callable[[Evaluator], "Point"]
Point = Literal["agrees", "differs", "silent"]


class Adviser(Protocol):
    """Whoever has a second opinion."""

    def prepare(self) -> None:
        """Be ready: a question may come."""

    def __call__(self, first: Node, second: Node, domains: Mapping[str, Domain]) -> Opinion:
        """Return the opinion on two values."""


class Setting(NamedTuple):
    """What is known of the variables, whom to ask where points cannot tell, what is near enough.

    `near` compares values, alone or in lists and sets, where they need not be the same.
    """

    domains: Mapping[str, Domain] = {}
    ask: Adviser | None = None
    near: Callable[[Node, Node], Opinion] | None = None


def equal(first: Node, second: Node, setting: Setting) -> Opinion:
    """Return whether two formulas have the same value wherever both are defined.

    Raises `AlgebraError` for numbers too large, `Pole` for a division by zero everywhere.
    """
    if first == second:
        return "same"
    exactly = compared(first, second)
    if exactly != "open":
        return exactly
    if is_infinite(first, second):
        return "different"
    if setting.ask:
        setting.ask.prepare()
    found = by_points(first, second, setting.domains)
    if found == "same" and is_fine(first, second):
        found = "undecided"
    if found == "undecided" and depends_on_more(first, second, setting.domains):
        return "different"
    if found == "undecided" and setting.ask and not (is_nowhere(first) or is_nowhere(second)):
        return setting.ask(first, second, setting.domains)
    return found


def depends_on_more(first: Node, second: Node, domains: Mapping[str, Domain]) -> bool:
    """Whether one formula changes with a name that the other one does not have."""
    return any(
        by_points(one, _moved(one, name), domains) == "different"
        for one, other in ((first, second), (second, first))
        if all(len(node.branches) > 1 for node in walk(other) if node.head in BINDING)
        for name in sorted(names(one) - names(other))
    )


def _moved(formula: Node, name: str) -> Node:
    other = Node("name", f"{name}*")
    return replaced(formula, lambda each: other if each == Node("name", name) else None)


def is_infinite(*formulas: Node) -> bool:
    """Whether infinity stands in a formula, and nothing that needs more than arithmetic."""
    every = [node for formula in formulas for node in walk(formula)]
    return Node("constant", "inf") in every and not any(node.head in BINDING for node in every)


def is_fine(*formulas: Node) -> bool:
    """Whether some number has more figures than doubles can tell apart."""
    return any(
        node.head == "number" and len(node.leaf.partition("e")[0].strip("0.")) >= FIGURES
        for formula in formulas
        for node in walk(formula)
    )


def by_points(first: Node, second: Node, domains: Mapping[str, Domain]) -> Opinion:
    """Compare two formulas at points."""

    def differ(at: Evaluator) -> Point:
        return same_value(at.value(first), at.value(second))

    return tried([first, second], domains, differ)


def tried(formulas: list[Node], domains: Mapping[str, Domain], compare: Compare) -> Opinion:
    """Try points, among the reals and then among the complex numbers, until something is known."""
    every = frozenset().union(*(names(formula) for formula in formulas))
    known = sorted(name for name in every if not name.startswith("#"))  # a bound one has no value
    domains = {**counting(formulas), **domains}
    is_complex = any(is_imaginary(formula) for formula in formulas) or any(
        domains.get(name) == "complex" for name in known
    )
    effort = Effort()
    for real in (False,) if is_complex else (True, False):
        agreed = 0
        for trial in trials(known, formulas):
            if trial == TRIALS and agreed >= ENOUGH:
                continue
            if TRIALS <= trial < GRID and agreed >= ENOUGH:
                continue
            at = point(known, trial, domains)
            found = _compared(compare, Evaluator(at, real=real, effort=effort))
            if found == "differs":
                return "different"
            agreed += found == "agrees"
        if agreed >= (ENOUGH // 2 if known else 1):
            return "same"
        if agreed:
            return "undecided"
    return "undecided"


def counting(formulas: list[Node]) -> dict[str, Domain]:
    """Return the domains of names up to which, or from which, something is summed."""
    return {
        name: "natural"
        for formula in formulas
        for node in walk(formula)
        if node.head in {"call:sum", "call:product"}
        for end in node.branches[2:]
        for name in names(end)
    }


def trials(known: list[str], formulas: list[Node]) -> Iterator[int]:
    """Yield the numbers of the points to try; one is enough where there are no names."""
    if not known:
        yield 0
        return
    yield from range(GRID)
    if len(known) <= 3 and any(_is_steep(formula) for formula in formulas):
        yield from range(GRID, GRID + 4 ** len(known))


def _is_steep(formula: Node) -> bool:
    """Whether an exponent has names in it below another exponent."""
    return any(
        node.head == "^" and node.branches[0].head == "^" and names(node.branches[0])
        for node in walk(formula)
    )


def _compared(compare: Compare, at: Evaluator) -> Point:
    try:
        return compare(at)
    except (Undefined, Unclear):
        return "silent"


def is_imaginary(formula: Node) -> bool:
    """Whether i stands in a formula."""
    return any(
        (node.head == "constant" and node.leaf == "i")
        or node.head in {"call:re", "call:im", "call:conj", "call:arg"}
        for node in walk(formula)
    )


def same_value(first: Value, second: Value) -> Point:
    """Compare two values with their errors."""
    error = first[2] + second[2]
    apart = v.size((first[0] - second[0], first[1] - second[1], 0.0))
    if apart > 64 * error and apart > 1e-300:
        return "differs"
    if apart > 16 * error and apart > 1e-300:
        return "silent"
    largest = max(v.size(first), v.size(second))
    return "agrees" if error <= 1e-7 * largest or error <= 1e-12 else "silent"


def is_nowhere(formula: Node) -> bool:
    """Whether a formula divides by zero wherever it is computed, as 1/0 and x/(x-x) do."""
    try:
        exact(formula)
    except Pole:
        return True
    return compared(formula, formula) == "open"
