"""A pendulum timed by hand: period against length, amplitude and mass.

The period at an amplitude is that of the mathematical pendulum with the first
three terms of its series (Nelson and Olsson 1986, eq. 3, good to 0.1 % up to 60°).
The stopwatch shows hundredths; starting and stopping it by hand is off by up to
0.2 s altogether, 0.06 s as a rule.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from courseware.kinds.lab.model import PI_SQUARED, Control, Model, Row, Scale, Settings
from courseware.variants import Generator

LENGTH = Control("length", 2, "m", low=10, high=200, step=5, usual=50)
AMPLITUDE = Control("amplitude", 0, "degrees", low=5, high=60, step=5, usual=10)
MASS = Control("mass", 0, "g", low=50, high=500, step=50, usual=100)
SWINGS = Control("swings", 0, "", low=1, high=20, step=1, usual=10)
GRAVITY = Control("gravity", 2, "m_s2", low=100, high=2500, step=1, usual=981)
TIME = Scale("time", 2, "s")

_ONE = 10**13
_SLIPS = 4
_WIDEST_SLIP = 101  # milliseconds, from -50 to 50


def period(settings: Settings) -> int:
    """Return the time of one full swing in microseconds, rounded down."""
    small = math.isqrt(4 * PI_SQUARED * settings["length"] // (10 * settings["gravity"]))
    angle = settings["amplitude"] ** 2 * PI_SQUARED // 180**2
    factor = _ONE + angle // 16
    factor += 11 * angle**2 // (3072 * _ONE)
    factor += 173 * angle**3 // (737_280 * _ONE**2)
    return small * factor // _ONE


def measure(settings: Settings, noise: Generator) -> tuple[int, ...]:
    """Time some swings by hand, in hundredths of a second."""
    slip = sum(noise.below(_WIDEST_SLIP) for _ in range(_SLIPS)) - _SLIPS * (_WIDEST_SLIP // 2)
    milliseconds = settings["swings"] * period(settings) // 1000 + slip
    return ((milliseconds + 5) // 10,)


def gravity(rows: Sequence[Row]) -> Fraction | None:
    """Return g from the line through the origin that fits T² = (4π²/g) · l best."""
    above = below = Fraction(0)
    for row in rows:
        length = LENGTH.exact(row.settings["length"])
        time = TIME.exact(row.readings[0]) / row.settings["swings"]
        above += length * time**2
        below += length**2
    return None if not above else 4 * Fraction(PI_SQUARED, _ONE) * below / above


def truth(settings: Settings) -> Mapping[str, Fraction]:
    """Return what an experiment without slips would find."""
    return {"gravity": GRAVITY.exact(settings["gravity"])}


def motion(settings: Settings, step: float) -> Iterator[tuple[float, float]]:
    """Yield angle and angular velocity every `step` seconds (leapfrog), in radians."""
    pull = settings["gravity"] / settings["length"]
    angle, speed = math.radians(settings["amplitude"]), 0.0
    while True:
        yield angle, speed
        speed -= pull * math.sin(angle) * step / 2
        angle += speed * step
        speed -= pull * math.sin(angle) * step / 2


def energy(settings: Settings, angle: float, speed: float) -> float:
    """Return the energy in joules above the lowest point: the invariant of the swing."""
    mass, length = settings["mass"] / 1000, settings["length"] / 100
    height = length * (1 - math.cos(angle))
    return mass * (settings["gravity"] / 100 * height + (length * speed) ** 2 / 2)


MODEL = Model(
    name="pendulum",
    controls=(LENGTH, AMPLITUDE, MASS, SWINGS, GRAVITY),
    instruments=(TIME,),
    measure=measure,
    constants={"gravity": gravity},
    truth=truth,
)
