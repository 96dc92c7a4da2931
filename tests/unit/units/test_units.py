"""Units as people write them, and their factors against pint's."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courseware.text.numbers import plain
from courseware.units import Problem, Quantity, Unit, convert, read_quantity, read_unit, unit_text
from courseware.units import _generate as generate
from courseware.units.quantities import PI
from courseware.units.table import collisions

EXACT = Fraction(1, 10**40)

SAME = {
    "km/h": "kilometer / hour",
    "км/ч": "kilometer / hour",
    "m/s^2": "meter / second ** 2",
    "кг·м/с²": "newton",
    "kVt·soat": "kilowatt_hour",
    "Дж/(кг·К)": "joule / kilogram / kelvin",
    "mol/l": "molar",
    "sotix": "are",
    "ga": "hectare",
    "мм рт. ст.": "millimeter_Hg",
    "kv. sm": "centimeter ** 2",
    "кубических метров в час": "meter ** 3 / hour",
    "g/sm3": "gram / centimeter ** 3",
    "μF": "microfarad",
    "МОм": "megaohm",
    "keV": "kiloelectron_volt",
    "л. с.": "metric_horsepower",
    "miles per hour": "mile / hour",
    "ft": "foot",
    "mg/kg": "milligram / kilogram",
}


@cache
def registry() -> Any:
    import pint

    made: Any = pint.UnitRegistry(non_int_type=Fraction)
    return made


def unit(text: str) -> Unit:
    read = read_unit(plain(text))
    assert isinstance(read, tuple), read
    return read[0]


def test_the_table_is_as_generated() -> None:
    lines = generate.table()
    assert (generate.HERE / "table.txt").read_text("utf-8") == lines
    assert generate.BROWSER.read_text("utf-8") == generate.module(lines)


def test_no_name_belongs_to_two_units() -> None:
    assert collisions() == []


@pytest.mark.parametrize("text", SAME)
def test_a_unit_is_as_large_as_pint_says(text: str) -> None:
    ours = unit(text)
    theirs = registry().Quantity(Fraction(1), SAME[text]).to_base_units().magnitude
    assert abs(ours.factor * PI**ours.pi - theirs) <= EXACT


@settings(max_examples=120, deadline=None)
@given(
    st.fractions(-(10**6), 10**6, max_denominator=1000),
    st.sampled_from(
        [
            ("km/h", "m/s", "kilometer/hour", "meter/second"),
            ("°C", "°F", "degC", "degF"),
            ("°F", "K", "degF", "kelvin"),
            ("atm", "mmHg", "atm", "mmHg"),
            ("°", "rad", "degree", "radian"),
            ("kWh", "MJ", "kilowatt_hour", "megajoule"),
            ("ha", "km^2", "hectare", "kilometer**2"),
        ]
    ),
)
def test_converting_agrees_with_pint_and_back(
    value: Fraction, names: tuple[str, str, str, str]
) -> None:
    one, other = unit(names[0]), unit(names[1])
    there = convert(value, one, other)
    theirs = registry().Quantity(value, names[2]).to(names[3]).magnitude
    assert abs(there - theirs) <= EXACT * (1 + abs(value))
    assert abs(convert(there, other, one) - value) <= EXACT * (1 + abs(value))


def test_a_difference_of_temperatures_has_no_zero() -> None:
    assert convert(Fraction(20), unit("°C"), unit("K"), difference=True) == 20
    assert convert(Fraction(20), unit("°C"), unit("K")) == Fraction("293.15")
    assert unit("J/(kg*°C)").offset == 0


@pytest.mark.parametrize(
    ("text", "value", "written"),
    [
        ("1 soat 30 daqiqa", "3/2", "soat"),
        ("3 m 5 sm", "61/20", "m"),
        ("-1 h 30 min", "-3/2", "soat"),
        ("5 1/s", "5", "1/s"),
        ("1,5·10³ kg", "1500", "kg"),
        ("3/4 soat", "3/4", "soat"),
        ("1 234,5 km", "2469/2", "km"),
        ("9,8 метров на секунду в квадрате", "49/5", "m/s²"),
        ("5 km soatiga", "5", "km/soat"),
        ("5000 soʻm/kg", "5000", "soʻm/kg"),
        ("5 кm", "5", "km"),
        ("5 MPa", "5", "MPa"),
        ("10^3 m", "1000", "m"),
    ],
)
def test_a_quantity_is_read(text: str, value: str, written: str) -> None:
    read = read_quantity(text)
    assert isinstance(read, Quantity), read
    assert read.real.number.value == Fraction(value)
    assert unit_text(read.units[0], "uz") == written


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("km/h", "quantities.no_number"),
        ("5 xyz", "quantities.unit_unknown"),
        ("5 m 2", "quantities.unit_syntax"),
        ("5 m//s", "quantities.unit_syntax"),
        ("5 m^9^9", "quantities.unit_syntax"),
        ("9**9**9 m", "quantities.unit_syntax"),
        ("10^10^10 m", "quantities.unit_syntax"),
        ("5 ((((m))))", "quantities.unit_syntax"),
        ("5 " + "m" * 150, "quantities.unit_too_long"),
        ("5 m" + "*m" * 12, "quantities.unit_syntax"),
        ("5 (m^9)^9", "quantities.unit_syntax"),
        ("5 __import__('os')", "quantities.unit_syntax"),
        ("x" * 300, "number.too_long"),
        ("\u202e5 xm", "quantities.unit_unknown"),
        ("two metres", "number.not_a_number"),
    ],
)
def test_what_is_no_quantity_is_refused_kindly(text: str, key: str) -> None:
    read = read_quantity(text)
    assert isinstance(read, Problem), read
    assert read.key == key


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60) | st.text("0123456789 mskg/·^*()-.,°'CКмсчв²³π√", max_size=40))
def test_reading_never_raises(text: str) -> None:
    read = read_quantity(text)
    if isinstance(read, Quantity):
        for each in read.units:
            assert unit_text(each, "ru")
