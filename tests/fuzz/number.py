"""Answers to a number: near the right one and far from it, written in every way."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from courseware.errors import ExpressionError
from courseware.kinds.number import NumberExercise, NumberKey, samples, tolerance
from courseware.kinds.number.structs import Measured
from courseware.rules.numbers import quantity
from courseware.text import LANGUAGES, format_number
from courseware.variants import Variant
from tests.unit.text.test_differential import numeral

_UNITS = """
m km sm cm mm m² m^2 kv._m м км см м² кв.м sotix ga ha соток л l ml dm³ g kg кг т t ц s с ms min
мин soat ч h kun сут hafta oy yil год Hz Гц rad ° ′ '' gradus K К °C °С C °F gradus_Selsiy km/h
км/ч km/soat m/s м/с m/s^2 м/с² km·h^-1 km_soatiga километров_в_час metres_per_second N Н Nm kgk
Pa кПа MPa MPA mPa atm мм_рт._ст. mmHg J кДж kJ kal kVt·soat кВт·ч kWh Vt W л.с. A mA В V Om kΩ C
Kl μF mkF Tl lk mol моль mol/l M мМ % ‰ ta шт ming млн so'm soʻm сум tiyin J/kg·K J/(kg·K)
Дж/(кг·°C) m/s/s kg*m/s^2 kg_m2 1/s s-1 /s m^9 m^10 m^^2 (m (m) ((((m)))) m//s m*-s xyz kmx Km KM
кm kм m' ° М Мм 5 ·m m· м.с kg.m m_2 e е E x х pi metr_kvadrat m^2^2 sq_km^9 MMOL
"""
UNITS = tuple(_UNITS.split())
"""A space inside a unit is written _."""

ODD = "0123456789.,;:{}[]()<>=≤≥≠±∞∅∪√π^*/·+-−'\"°%RUuxх mkscμ \u202e\u200b²³⁻½"

Write = Callable[[random.Random], str]


def answers(
    rng: random.Random, exercise: NumberExercise, key: NumberKey, variant: Variant
) -> Iterator[Any]:
    """Yield one answer of every sort."""
    if exercise.parts:
        yield from _of_parts(rng, exercise, key, variant)
    elif exercise.shape in {"vector", "matrix"}:
        yield from _of_grid(rng, exercise, key, variant)
    else:
        yield from _typed(rng, exercise, key, variant)
        yield "".join(rng.choices(ODD, k=rng.randrange(1, 30)))
    for sample in samples(exercise, key, variant):
        yield sample.value


def _typed(
    rng: random.Random, exercise: NumberExercise, key: NumberKey, variant: Variant
) -> Iterator[Any]:
    if exercise.shape == "interval":
        yield _interval(rng)
        yield _relation(rng)
    elif exercise.shape == "set":
        yield _list(rng)
    elif exercise.units != "none":
        target = _target(key, variant)
        for _ in range(3):
            yield f"{_near(rng, key, target)}{rng.choice(('', ' '))}{_unit(rng)}"
        yield f"{_near(rng, key, target)} {_unit(rng)} {_near(rng, key, target)} {_unit(rng)}"
        yield f"{numeral(rng)} {_unit(rng)}"
    else:
        yield from _plain(rng, key, quantity(key.answer, variant))  # type: ignore[arg-type]


def _plain(rng: random.Random, key: NumberKey, target: Fraction) -> Iterator[Any]:
    near = target + tolerance(key, target) * Fraction(rng.randrange(-40, 41), 20)
    yield f"{near.numerator}/{near.denominator}"
    yield format_number(near, rng.choice(LANGUAGES), rng.choice((None, *range(6))))
    yield format_number(near * 10 ** rng.randrange(-3, 4), "en", figures=rng.randrange(1, 15))
    yield str(-target)
    yield numeral(rng)
    if abs(near) < 10**15:
        yield round(near)


def _target(key: Measured, variant: Variant) -> Fraction:
    try:
        return quantity(key.answer, variant)  # type: ignore[arg-type]
    except ExpressionError:
        return Fraction(5)


def _near(rng: random.Random, key: Measured, target: Fraction) -> str:
    factor = rng.choice(
        (1, 1, 1, -1, 1000, Fraction(1, 1000), 60, Fraction(5, 18), Fraction(18, 5))
    )
    near = target * factor + tolerance(key, target) * Fraction(rng.randrange(-40, 41), 20)
    if rng.randrange(5) == 0:
        return f"{near.numerator}/{near.denominator}"
    return format_number(near, rng.choice(LANGUAGES), rng.choice((None, None, *range(6))))


def _unit(rng: random.Random) -> str:
    unit = rng.choice(UNITS)
    if rng.randrange(4) == 0:
        unit += rng.choice(("*", "/", " ", "·", "")) + rng.choice(UNITS)
    return unit.replace("_", " ")


def _end(rng: random.Random) -> str:
    few = ("-∞", "+∞", "∞", "inf", "√2", "-√2", "2,5", "1/2", "π", "sqrt(3)", "x", "")
    return rng.choice(few) if rng.randrange(4) == 0 else str(rng.randrange(-6, 7))


def _interval(rng: random.Random) -> str:
    pieces = []
    for _ in range(rng.choice((1, 1, 2, 3))):
        if rng.randrange(5) == 0:
            pieces.append(rng.choice(("{0}", "{1; 2}", "R", "∅", "{1,5}", "{}", "3", "(1")))
            continue
        ends = rng.choice(("; ", ";", ", ", ",")).join((_end(rng), _end(rng)))
        pieces.append(f"{rng.choice('([]')}{ends}{rng.choice(')][')}")
    return rng.choice(("∪", " U ", " yoki ", "\\", ";", " ")).join(pieces)


def _relation(rng: random.Random) -> str:
    signs = ("<", "<=", "≤", ">", ">=", "≥", "=", "≠", "!=", "=<", "<=>")
    ways = [f"x {rng.choice(signs)} {_end(rng)}", f"{_end(rng)}{rng.choice(signs)}x"]
    ways.append(f"{_end(rng)}{rng.choice(signs)}x{rng.choice(signs)}{_end(rng)}")
    joined = rng.choice((" yoki ", " или ", " or ", " va ", " and ", "; ", ", "))
    return joined.join(rng.sample(ways, rng.choice((1, 1, 2))))


def _list(rng: random.Random) -> str:
    entries = [_end(rng) for _ in range(rng.randrange(0, 5))]
    if rng.randrange(6) == 0:
        entries.append(rng.choice(("±2", "x1 = 3", "1,5", "1.5", "abc")))
    body = rng.choice(("; ", ";", ", ", ",", " va ")).join(entries)
    return rng.choice(("{%s}", "%s", "(%s)", "{%s")) % body


def _of_parts(
    rng: random.Random, exercise: NumberExercise, key: NumberKey, variant: Variant
) -> Iterator[Any]:
    for _ in range(4):
        value: dict[str, Any] = {}
        for part in exercise.parts:
            text = rng.choice((numeral(rng), str(rng.randrange(200)), "", _end(rng)))
            if part.units != "none" and rng.randrange(3):
                text += f" {_unit(rng)}"
            if rng.randrange(12):
                value[part.id] = text
        yield value
    good = next(iter(samples(exercise, key, variant))).value
    assert isinstance(good, dict)
    wrong = rng.choice(list(good))
    yield {**good, wrong: str(rng.randrange(-3, 60))}
    yield {**good, wrong: rng.choice((None, True, ["1"], "", {"a": "1"}, 7))}
    yield rng.choice(("5", ["5"], {"q": "5"}, {}, 5, True, None))


def _of_grid(
    rng: random.Random, exercise: NumberExercise, key: NumberKey, variant: Variant
) -> Iterator[Any]:
    good = next(iter(samples(exercise, key, variant))).value
    assert isinstance(good, dict)
    place = rng.choice(list(good))
    yield {**good, place: rng.choice((numeral(rng), "", _end(rng), "1,234", 3, 2.5))}
    yield {**good, rng.choice(("1,1", "9,9", "10,1", "0,1", "a", "1", "11,1")): "1"}
    yield {name: text for name, text in good.items() if rng.randrange(3)}
    yield {name: str(rng.randrange(-4, 5)) for name in good}
    yield {",".join(reversed(name.split(","))): text for name, text in good.items()}
    yield {**good, place: rng.choice((None, True, ["1"], "∞", "x" * 300))}
    yield rng.choice(("(1; 2)", [1, 2], {}, 5, None, {"1,1": ""}))
