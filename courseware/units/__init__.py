"""Quantities: units in Uzbek, Russian and English, and what is read beside them.

The base install knows pint's factors, not pint: `table.txt` was generated from it
(`courseware.units._generate`), and the tests compare.
"""

from courseware.units.quantities import (
    Problem,
    Quantity,
    convert,
    quantity_text,
    read_quantity,
    unit_text,
)
from courseware.units.reading import Unit, UnitProblem, read_unit
from courseware.units.reals import HAIR, Real, read_real

__all__ = [
    "HAIR",
    "Problem",
    "Quantity",
    "Real",
    "Unit",
    "UnitProblem",
    "convert",
    "quantity_text",
    "read_quantity",
    "read_real",
    "read_unit",
    "unit_text",
]
