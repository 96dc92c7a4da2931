"""Sampling distributions: means of n draws from a population, and how far they spread.

A population is 256 values, so that a byte draws one of them, with replacement.
One reading takes `samples` samples of `size` draws and tells the mean of their
means and the standard deviation of their means (divided by samples - 1), in
hundredths.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

from courseware.kinds.lab.model import Control, Model, Row, Scale, Settings, root
from courseware.variants import Generator

NAMES = ("even", "bell", "skewed", "two_humps")
POPULATION = Control("population", choices=NAMES)
SIZE = Control("size", low=1, high=100, usual=4)
SAMPLES = Control("samples", low=10, high=100, step=10, usual=50)
MEAN = Scale("mean", 2, "min")
SPREAD = Scale("spread", 2, "min")

POPULATIONS: tuple[tuple[int, ...], ...] = (
    tuple(place * 61 // 256 for place in range(256)),
    tuple(14 + 4 * place.bit_count() for place in range(256)),
    tuple(5 + 55 * place**3 // 255**3 for place in range(256)),
    tuple((8 if place < 128 else 38) + 2 * (place % 128).bit_count() for place in range(256)),
)
"""Minutes on the way to work, by the place of the name."""


def sums(settings: Settings, noise: Generator) -> list[int]:
    """Return the sum of the draws of each sample."""
    population = POPULATIONS[settings["population"]]
    count, size = settings["samples"], settings["size"]
    words = (noise.below(2**32).to_bytes(4, "big") for _ in range(-(-count * size // 4)))
    drawn = b"".join(words)
    return [
        sum(population[byte] for byte in drawn[at : at + size])
        for at in range(0, count * size, size)
    ]


def measure(settings: Settings, noise: Generator) -> tuple[int, ...]:
    """Return mean and standard deviation of the samples' means, in hundredths."""
    found = sums(settings, noise)
    count, size = settings["samples"], settings["size"]
    total, squares = sum(found), sum(each * each for each in found)
    mean = (200 * total + count * size) // (2 * count * size)
    scatter = count * squares - total * total
    spread = math.isqrt(40_000 * scatter // (count * (count - 1) * size * size))
    return mean, (spread + 1) // 2


def moments(settings: Settings) -> tuple[Fraction, Fraction]:
    """Return mean and variance of the population."""
    population = POPULATIONS[settings["population"]]
    mean = Fraction(sum(population), 256)
    return mean, Fraction(sum(each * each for each in population), 256) - mean**2


def deviation(rows: Sequence[Row]) -> Fraction | None:
    """Return σ from the line through the origin that fits s² = σ² · (1/n) best."""
    above = below = Fraction(0)
    for row in rows:
        size = Fraction(1, row.settings["size"])
        above += SPREAD.exact(row.readings[1]) ** 2 * size
        below += size**2
    return root(above / below) if below else None


def middle(rows: Sequence[Row]) -> Fraction | None:
    """Return the mean of all draws: each row's mean counts by its draws."""
    draws = sum(row.settings["size"] * row.settings["samples"] for row in rows)
    weighted = (
        MEAN.exact(row.readings[0]) * row.settings["size"] * row.settings["samples"] for row in rows
    )
    return sum(weighted, Fraction(0)) / draws if draws else None


def truth(settings: Settings) -> Mapping[str, Fraction]:
    """Return mean and standard deviation of the population."""
    mean, variance = moments(settings)
    return {"deviation": root(variance), "mean": mean}


MODEL = Model(
    name="sampling",
    controls=(POPULATION, SIZE, SAMPLES),
    instruments=(MEAN, SPREAD),
    measure=measure,
    constants={"deviation": deviation, "mean": middle},
    truth=truth,
)
