"""A key's answer with its numbers rounded to the figures or places that it asks for."""

from __future__ import annotations

from fractions import Fraction

from courseware import algebra
from courseware.algebra import Node
from courseware.kinds.formula.fields import FormulaKey


def rounded_answer(key: FormulaKey, target: Node) -> Node:
    """Return the answer as learners write it: 12.6 for 4π, 0.33·x for x/3."""
    kind = algebra.shape(target)
    if kind in {"list", "set", "tuple", "seq"}:
        return target._replace(branches=tuple(rounded_answer(key, m) for m in target.branches))
    if kind != "value":
        return target

    def change(node: Node) -> Node | None:
        if node.head == "^":  # an exponent is not measured
            return node
        if node.head == "/" and (below := algebra.number_of(node.branches[1])):
            above = algebra.number_of(node.branches[0])
            if above is None:
                return Node("*", "", (_written(key, 1 / below), node.branches[0]))
        value = algebra.number_of(node)
        if value is None or (value.denominator == 1 and node is not target):
            return None
        return _written(key, value)

    return algebra.replaced(target, change)


def _written(key: FormulaKey, value: Fraction) -> Node:
    """Return a number with the digits that the key asks for."""
    unit = Fraction(1, 10 ** (key.decimals or 0))
    if key.significant_figures is not None and value:
        unit = algebra.unit_of(value, key.significant_figures)
        unit = algebra.unit_of(algebra.rounded(value, unit), key.significant_figures)
    near = algebra.rounded(abs(value), unit)
    places = len(str(unit.denominator)) - 1
    whole, part = divmod(int(near * 10**places), 10**places)
    number = Node("number", f"{whole}.{part:0{places}}" if places else str(whole))
    return Node("negate", branches=(number,)) if value < 0 else number
