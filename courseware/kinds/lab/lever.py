"""A lever with weights on hooks: where must they hang so that it stays level?

Weights are counted in equal pieces, places in hooks from the axis. The side
with the greater moment goes down; with equal moments the lever is level.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from fractions import Fraction

from courseware.kinds.lab.model import Control, Model, Row, Scale, Settings
from courseware.variants import Generator

CONTROLS = (
    Control("left_mass", low=1, high=10, usual=4),
    Control("left_place", low=1, high=10, usual=3),
    Control("right_mass", low=1, high=10, usual=2),
    Control("right_place", low=1, high=10, usual=3),
    Control("second_mass", low=0, high=10, usual=0),
    Control("second_place", low=1, high=10, usual=1),
)
BALANCE = Scale("balance", choices=("left", "level", "right"))
LEVEL = 1


def moments(settings: Settings) -> tuple[int, int]:
    """Return what turns the lever to the left and to the right: pieces times hooks."""
    left = settings["left_mass"] * settings["left_place"]
    right = settings["right_mass"] * settings["right_place"]
    return left, right + settings["second_mass"] * settings["second_place"]


def measure(settings: Settings, noise: Generator) -> tuple[int, ...]:
    """Tell which side goes down; no chance is in it."""
    left, right = moments(settings)
    return (LEVEL + (right > left) - (left > right),)


def unknown(rows: Sequence[Row]) -> Fraction | None:
    """Return the weight on the left, from the mean over the rows in which the lever is level."""
    level = [row.settings for row in rows if row.readings[0] == LEVEL]
    found = [Fraction(moments(settings)[1], settings["left_place"]) for settings in level]
    return sum(found, Fraction(0)) / len(found) if found else None


def truth(settings: Settings) -> Mapping[str, Fraction]:
    """Return what the level lever tells."""
    return {"left_mass": Fraction(settings["left_mass"])}


def solve(settings: Settings, free: Sequence[str]) -> Sequence[Settings]:
    """Return the settings of the free controls at which the lever is level."""
    ranges = [each.values() for each in CONTROLS if each.name in free]
    names = [each.name for each in CONTROLS if each.name in free]
    tried = ({**settings, **dict(zip(names, each, strict=True))} for each in _few(ranges))
    level = (each for each in tried if len(set(moments(each))) == 1)
    return list(itertools.islice(level, 40))


def _few(ranges: Sequence[range]) -> itertools.islice[tuple[int, ...]]:
    return itertools.islice(itertools.product(*ranges), 20_000)


MODEL = Model(
    name="lever",
    controls=CONTROLS,
    instruments=(BALANCE,),
    measure=measure,
    constants={"left_mass": unknown},
    truth=truth,
    noisy=False,
    solve=solve,
)
