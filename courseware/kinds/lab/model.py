"""What a simulation is: controls, instruments, and numbers that both sides compute alike.

Every quantity is a whole number of the last place that its control or instrument
shows (0.50 m is 50): the models compute on integers alone, so that Python and
`widgets/src/kinds/lab/` agree in every digit. A reading is a pure function of the
variant's seed, the prediction, the settings and its number among the readings at
these settings: the marker takes every recorded row again, and what the learner
made up does not count.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

import msgspec

from courseware.variants import Generator

Settings = Mapping[str, int]
"""By control: its value in units of its last place, or the place of a choice."""

PI_SQUARED = 98_696_044_010_894
"""π² in units of 10⁻¹³."""

_DECIMAL = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,6})?", re.ASCII)


class Scale(msgspec.Struct, frozen=True):
    """How a control or an instrument writes its whole numbers: places, unit, or words."""

    name: str
    decimals: int = 0
    unit: str = ""
    choices: tuple[str, ...] = ()

    def write(self, value: int) -> str:
        """Return a value as a row of measurements holds it: "0.50", "level"."""
        if self.choices:
            return self.choices[value]
        if not self.decimals:
            return str(value)
        digits = str(abs(value)).rjust(self.decimals + 1, "0")
        sign = "-" if value < 0 else ""
        return f"{sign}{digits[: -self.decimals]}.{digits[-self.decimals :]}"

    def read(self, text: object) -> int | None:
        """Return the value that `write` writes so, None for anything else."""
        if not isinstance(text, str):
            return None
        if self.choices:
            return self.choices.index(text) if text in self.choices else None
        if not _DECIMAL.fullmatch(text):
            return None
        value = Fraction(text) * 10**self.decimals
        found = value.numerator if value.denominator == 1 else None
        return found if found is not None and self.write(found) == text else None

    def exact(self, value: int) -> Fraction:
        """Return a value in its unit."""
        return Fraction(value, 10**self.decimals)


class Control(Scale, frozen=True, kw_only=True):
    """Something that can be set, from `low` to `high` in steps; `usual` where nobody sets it."""

    low: int = 0
    high: int = 0
    step: int = 1
    usual: int = 0

    def allows(self, value: int) -> bool:
        """Tell whether a value can be set."""
        if self.choices:
            return 0 <= value < len(self.choices)
        return self.low <= value <= self.high and (value - self.low) % self.step == 0

    def values(self) -> range:
        """Return all that can be set, from the lowest up."""
        if self.choices:
            return range(len(self.choices))
        return range(self.low, self.high + 1, self.step)


class Row(msgspec.Struct, frozen=True):
    """A measurement that was taken again and found true."""

    settings: dict[str, int]
    number: int
    readings: tuple[int, ...]


Fit = Callable[["Sequence[Row]"], Fraction | None]
"""From rows to the constant that they give, None where they give none."""


class Model(msgspec.Struct, frozen=True, kw_only=True):
    """A virtual laboratory. `truth` are the constants' true values at some settings."""

    name: str
    controls: tuple[Control, ...]
    instruments: tuple[Scale, ...]
    measure: Callable[[Settings, Generator], tuple[int, ...]]
    constants: Mapping[str, Fit]
    truth: Callable[[Settings], Mapping[str, Fraction]]
    noisy: bool = True
    solve: Callable[[Settings, Sequence[str]], Sequence[Settings]] | None = None
    """Settings of the free controls at which the first instrument says its middle word."""

    def control(self, name: str) -> Control | None:
        """Return a control by its name."""
        return next((each for each in self.controls if each.name == name), None)

    def instrument(self, name: str) -> int | None:
        """Return the place of an instrument."""
        names = [each.name for each in self.instruments]
        return names.index(name) if name in names else None

    def take(self, seed: str, prediction: str, settings: Settings, number: int) -> tuple[int, ...]:
        """Return the reading of that number at some settings, the same whoever takes it."""
        return self.measure(settings, self.noise(seed, prediction, settings, number))

    def noise(self, seed: str, prediction: str, settings: Settings, number: int) -> Generator:
        """Return the chance that goes into one reading."""
        written = [f"{each.name}={each.write(settings[each.name])}" for each in self.controls]
        parts = ("", "courseware lab 1", self.name, prediction, *written, str(number), "")
        return Generator(seed + "\x1f".join(parts).encode().hex())


def root(value: Fraction) -> Fraction:
    """Return the square root to nine places, rounded down; the same in every language."""
    scaled = value.numerator * 10**18 // value.denominator
    return Fraction(math.isqrt(scaled), 10**9)
