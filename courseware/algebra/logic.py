"""Equations, inequalities, intervals, and what `and`, `or` and `not` make of them.

An equation is the same as another where both sides' differences are proportional, or have
proportional numerators: multiplying by a number changes nothing, multiplying by x does. Statements
about inequalities are compared as statements, and with one variable as sets on the real line.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Final, NamedTuple

from courseware.algebra import values as v
from courseware.algebra.equal import Opinion, Setting, tried
from courseware.algebra.points import Effort, Evaluator, point
from courseware.algebra.polynomials import along_line, variable_of
from courseware.algebra.realline import same_on_line
from courseware.algebra.residues import PRIME, Field, Pole
from courseware.algebra.tree import RELATIONS, WORDS, Node, names, number, walk
from courseware.algebra.values import Unclear, Undefined, Value

MOST_ATOMS: Final = 7
"""Comparisons in a statement."""
MEMBER: Final = Node("name", "∈")
"""The name of a member of a set of numbers; nothing that is typed is read as this name."""


REALS: Final = Node("name", "R")


def is_logic(node: Node) -> bool:
    """Whether a tree is a statement."""
    return node.head in RELATIONS or node.head in WORDS


def same_statement(first: Node, second: Node, setting: Setting) -> Opinion:
    """Compare two statements."""
    if _is_equation(first) and _is_equation(second):
        return same_equation(_product(first), _product(second), setting)
    one, other = membership(first, _member(second)), membership(second, _member(first))
    if _reached(one) != _reached(other):
        return "different"
    atoms = _Atoms(setting)
    left, right = atoms.numbered(one), atoms.numbered(other)
    if len(atoms.known) <= MOST_ATOMS and _same_truth(left, right, atoms):
        return "same"
    found = same_on_line(one, other)
    return _by_sampling(one, other, setting) if found == "undecided" else found


def _reached(node: Node) -> frozenset[int]:
    """Return the infinities that a statement takes for numbers: x ≤ ∞ is not x < ∞."""
    return frozenset(
        _infinite(side)
        for each in walk(node)
        if each.head in {"≤", "≥"}
        for side in each.branches
        if _infinite(side)
    )


def _member(other: Node) -> Node:
    """Return the name of a set's members: the one name of a statement that it is compared with."""
    name = variable_of(other) if is_logic(other) else None
    return MEMBER if name is None else Node("name", name)


def _is_equation(node: Node) -> bool:
    if node.head == "or":
        return all(_is_equation(branch) for branch in node.branches)
    return node.head == "="


def _product(node: Node) -> Node:
    """Return what is zero where an equation holds; `or` multiplies."""
    if node.head == "or":
        return Node("*", branches=tuple(_product(branch) for branch in node.branches))
    left, right = node.branches
    if left.head == "call:abs" and (right.head in {"call:abs", "number"}):
        left, right = (Node("^", branches=(_inside(side), number(2))) for side in (left, right))
    return Node("-", branches=(left, right))


def _inside(node: Node) -> Node:
    return node.branches[0] if node.head == "call:abs" else node


def same_equation(first: Node, second: Node, setting: Setting) -> Opinion:
    """Compare two equations, given what is zero where they hold."""
    states = [_state(each, setting) for each in (first, second)]
    if None not in states:
        return "same" if (states[0] == "zero") == (states[1] == "zero") else "different"
    if "zero" in states:
        return "different"
    if "constant" in states:
        return "different" if _is_solvable(first, second) else "undecided"
    found = proportional(first, second, setting)
    if found != "different":
        return found
    lines = [along_line(each) for each in (first, second)]
    if lines[0] and lines[1] and lines[0][0] == lines[1][0]:
        return "same"
    return "different"


def _is_solvable(*formulas: Node) -> bool:
    return all(along_line(formula) is not None for formula in formulas)


def _state(node: Node, setting: Setting) -> str | None:
    """Return "zero" or "constant" for what is no equation in anything, else None."""
    from courseware.algebra.equal import equal  # noqa: PLC0415

    if equal(node, number(0), setting) == "same":
        return "zero"
    return None if names(node) else "constant"


def proportional(first: Node, second: Node, setting: Setting) -> Opinion:
    """Return whether one formula is the other times a number that is not zero."""
    exactly = _proportional_exactly(first, second)
    if exactly is not None:
        return exactly
    anchor: list[tuple[Value, Value]] = []

    def compare(at: Evaluator) -> str:
        a, b = at.value(first), at.value(second)
        if not anchor:
            if min(v.size(a), v.size(b)) > 1e-6:
                anchor.append((a, b))
            return "silent"
        crossed = v.multiply(a, anchor[0][1]), v.multiply(b, anchor[0][0])
        return compared_values(*crossed)

    return tried([first, second], setting.domains, compare)  # type: ignore[arg-type]


def compared_values(first: Value, second: Value) -> str:
    """Compare two values with their errors."""
    from courseware.algebra.equal import same_value  # noqa: PLC0415

    return same_value(first, second)


def _proportional_exactly(first: Node, second: Node) -> Opinion | None:
    """Compare the ratios at points of the field; None where that proves nothing."""
    ratio, rational = None, True
    seen = 0
    for place in range(12):
        field = Field(place)
        try:
            above, below = field.value(first), field.value(second)
        except Pole:
            continue
        rational = rational and field.rational
        if not above or not below:
            if above or below:
                return "different" if field.rational else None
            continue
        found = above * pow(below, PRIME - 2, PRIME) % PRIME
        if ratio is not None and found != ratio:
            return "different" if rational else None
        ratio, seen = found, seen + 1
        if seen == 3:
            return "same"
    return None


# Statements


def membership(node: Node, member: Node) -> Node:
    """Return a statement, or a set of real numbers as the statement that a number is in it."""
    if node.head == "∈":
        return _within(node.branches[0], node.branches[1])
    if node.head in WORDS:
        return node._replace(branches=tuple(membership(branch, member) for branch in node.branches))
    return node if is_logic(node) else _within(member, node)


def _within(member: Node, region: Node) -> Node:
    """Return the statement that something is in a set of real numbers."""
    if region.head in {"call:union", "call:intersection"}:
        word = "or" if region.head == "call:union" else "and"
        return _joined(word, [_within(member, branch) for branch in region.branches])
    if region.head == "set":
        return _joined("or", [Node("=", "", (member, each)) for each in region.branches])
    if region.head in {"tuple", "list", "[)", "(]"} and len(region.branches) == 2:
        low, high = region.branches
        above = "≤" if region.head in {"list", "[)"} else "<"
        below = "≤" if region.head in {"list", "(]"} else "<"
        return _joined("and", [Node(above, "", (low, member)), Node(below, "", (member, high))])
    if region == REALS:
        return Node("true")
    return region


def _joined(word: str, parts: list[Node]) -> Node:
    if not parts:
        return Node("false" if word == "or" else "true")
    found = parts[0]
    for part in parts[1:]:
        found = Node(word, branches=(found, part))
    return found


class Atom(NamedTuple):
    """A difference whose sign a statement is about."""

    difference: Node


class _Atoms:
    """The differences that statements compare with zero, each but once."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.known: list[Node] = []

    def numbered(self, node: Node) -> Node:
        """Replace comparisons by `sign` nodes: the number of the difference, the sign it needs."""
        if node.head not in RELATIONS:
            if node.head == "name":
                return Node("letter", node.leaf)
            return node._replace(branches=tuple(self.numbered(each) for each in node.branches))
        left, right = node.branches
        infinite = _beyond(node.head, left, right)
        if infinite is not None:
            return Node("true" if infinite else "false")
        place, turned = self.place(Node("-", branches=(left, right)))
        signs = {"=": "0", "≠": "-+", "<": "-", "≤": "-0", ">": "+", "≥": "+0"}[node.head]
        if turned:
            signs = signs.translate({43: 45, 45: 43})
        return Node("sign", signs, (Node("number", str(place)),))

    def place(self, difference: Node) -> tuple[int, bool]:
        """Return the number of a difference, and whether it is the negative of what is known."""
        for place, known in enumerate(self.known[:MOST_ATOMS]):
            if proportional(known, difference, self.setting) == "same":
                return place, self._is_turned(known, difference)
        self.known.append(difference)
        return len(self.known) - 1, False

    def _is_turned(self, first: Node, second: Node) -> bool:
        known = sorted(names(first) | names(second))
        effort = Effort()
        for trial in range(40):
            drawn = point(known, trial, self.setting.domains)
            at = Evaluator(drawn, real=True, effort=effort)
            try:
                a, b = at.value(first), at.value(second)
            except (Undefined, Unclear):
                continue
            if abs(a[0]) > 2 * a[2] and abs(b[0]) > 2 * b[2]:
                return (a[0] > 0) != (b[0] > 0)
        return False

    def states(self) -> Iterator[tuple[str, ...]]:
        """Yield every combination of signs."""
        choices = []
        for difference in self.known:
            state = "-0+" if names(difference) else _fixed(difference)
            choices.append(state)
        return itertools.product(*choices)


def _fixed(difference: Node) -> str:
    """Return the sign of a difference of numbers."""
    try:
        value = Evaluator({}, real=True).value(difference)
    except (Undefined, Unclear):
        return "-0+"
    if abs(value[0]) <= 16 * value[2] or not value[0]:
        return "0"
    return "-" if value[0] < 0 else "+"


def _beyond(head: str, left: Node, right: Node) -> bool | None:
    """Return the truth of a comparison with infinity, None where there is none."""
    sides = [_infinite(left), _infinite(right)]
    if not any(sides) or sides[0] == sides[1]:
        return None
    return {
        "<": sides[0] < sides[1],
        "≤": sides[0] < sides[1],
        ">": sides[0] > sides[1],
        "≥": sides[0] > sides[1],
        "=": False,
    }.get(head, True)


def _infinite(node: Node) -> int:
    if node.head == "negate":
        return -_infinite(node.branches[0])
    return int(node == Node("constant", "inf"))


def truth(node: Node, state: tuple[str, ...], letters: dict[str, bool]) -> bool:
    """Return the truth of a numbered statement."""
    if node.head == "sign":
        return state[int(node.branches[0].leaf)] in node.leaf
    if node.head == "letter":
        return letters[node.leaf]
    parts = [truth(branch, state, letters) for branch in node.branches]
    match node.head:
        case "true" | "false":
            return node.head == "true"
        case "and":
            return all(parts)
        case "or":
            return any(parts)
        case "not":
            return not parts[0]
        case "implies":
            return not parts[0] or parts[1]
        case "xor":
            return parts[0] != parts[1]
        case "xnor":
            return parts[0] == parts[1]
    raise Unclear


def _same_truth(left: Node, right: Node, atoms: _Atoms) -> bool:
    letters = sorted({n.leaf for each in (left, right) for n in walk(each) if n.head == "letter"})
    if len(letters) + len(atoms.known) > MOST_ATOMS:
        return False
    try:
        return all(
            truth(left, state, known) == truth(right, state, known)
            for state in atoms.states()
            for values in itertools.product((False, True), repeat=len(letters))
            for known in [dict(zip(letters, values, strict=True))]
        )
    except Unclear:
        return False


def _by_sampling(first: Node, second: Node, setting: Setting) -> Opinion:
    """Look for a point where one statement holds and the other does not."""
    atoms = _Atoms(setting)
    left, right = atoms.numbered(first), atoms.numbered(second)
    if any(node.head == "letter" for each in (left, right) for node in walk(each)):
        return "undecided" if atoms.known else "different"
    known = sorted(names(first) | names(second))
    effort = Effort()
    for trial in range(96):
        at = Evaluator(point(known, trial, setting.domains), real=True, effort=effort)
        try:
            state = tuple(_sign(at.value(difference)) for difference in atoms.known)
            if truth(left, state, {}) != truth(right, state, {}):
                return "different"
        except (Undefined, Unclear):
            continue
    return "undecided"


def _sign(value: Value) -> str:
    if abs(value[0]) <= 8 * value[2]:
        if value[0] or value[2]:
            raise Unclear
        return "0"
    return "-" if value[0] < 0 else "+"
