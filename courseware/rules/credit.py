"""Partial credit for a set of choices."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

Rule = Literal["right_minus_wrong", "per_option", "all_or_nothing"]


def partial(rule: Rule, right: frozenset[str], chosen: frozenset[str], options: int) -> Fraction:
    """Return the share that a choice among so many options earns.

    `right_minus_wrong`: chosen right ones less chosen wrong ones, over the right
    ones, not below zero. `per_option`: every option rightly chosen or left counts.
    Nothing chosen earns nothing, unless nothing is right.
    """
    if chosen == right:
        return Fraction(1)
    if rule == "all_or_nothing" or not right or not chosen:
        return Fraction(0)
    if rule == "per_option":
        return Fraction(options - len(right ^ chosen), options)
    return max(Fraction(0), Fraction(len(chosen & right) - len(chosen - right), len(right)))
