"""Write the table of units: `python -m courseware.units._generate`.

Of `names.toml` and pint's exact factors it makes `table.txt` here and
`widgets/src/units/table.generated.ts`, which hold the same lines. pint is needed
for this alone, and in the tests that compare.
"""

from __future__ import annotations

import re
import tomllib
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from courseware.text import to_cyrillic

HERE: Final = Path(__file__).parent
BROWSER: Final = HERE.parents[1] / "widgets" / "src" / "units" / "table.generated.ts"

_LETTERS: Final = {
    "[length]": "L",
    "[mass]": "M",
    "[time]": "T",
    "[current]": "I",
    "[temperature]": "K",
    "[substance]": "N",
    "[luminosity]": "J",
}
_LARGEST_DENOMINATOR: Final = 10**40


def table() -> str:
    """Return the table: prefixes, a blank line, units; fields parted by tabs.

    A prefix: power of ten, Latin symbols, Cyrillic symbols, words. A unit: name,
    factor to the SI, power of π in it, dimension, offset in kelvins, whether it
    takes prefixes, the symbols shown in uz, uz-Cyrl, ru and en, further symbols,
    words, words for "per", the unit that may be meant instead.
    """
    import pint  # noqa: PLC0415 - nothing but this function needs it

    registry: Any = pint.UnitRegistry(non_int_type=Fraction)
    names = tomllib.loads((HERE / "names.toml").read_text("utf-8"))
    prefixes = [_prefix(row) for row in names["prefix"].values()]
    units = [_unit(name, row, registry) for name, row in names["unit"].items()]
    return "\n".join([*prefixes, "", *units]) + "\n"


def module(lines: str) -> str:
    """Return the table as a module of TypeScript."""
    return (
        "// Generated from courseware/units/names.toml "
        "by `python -m courseware.units._generate`.\n\n"
        f"export const TABLE = `{lines}`;\n"
    )


def _prefix(row: dict[str, Any]) -> str:
    return "\t".join((str(row["power"]), row["latin"], row["cyrillic"], row["words"]))


def _unit(name: str, row: dict[str, Any], registry: Any) -> str:
    factor, dimension, offset = _of_pint(row, registry) if "pint" in row else _own(row)
    shown = (row["uz"], _in_cyrillic(row), row["ru"], row["en"])
    words = row.get("words", {})
    uzbek = words.get("uz", "")
    called = [uzbek, to_cyrillic(uzbek), words.get("ru", ""), words.get("en", "")]
    return "\t".join(
        (
            name,
            str(factor),
            str(row.get("pi", 0)),
            dimension,
            str(offset),
            "1" if row.get("prefixes") else "",
            "|".join(shown),
            row.get("also", ""),
            " ".join(dict.fromkeys(" ".join(called).split())),
            row.get("inverse", ""),
            row.get("instead", ""),
        )
    )


def _in_cyrillic(row: dict[str, Any]) -> str:
    """A symbol of the Uzbeks' own is written in their letters, any other as in Russian."""
    words = row.get("words", {}).get("uz", "").replace("_", " ").split()
    own = row["uz"].replace("ʻ", "'") in words and len(row["uz"]) > 1
    return to_cyrillic(row["uz"]) if own or "soat" in row["uz"] else row["ru"]


def _of_pint(row: dict[str, Any], registry: Any) -> tuple[Fraction, str, Fraction]:
    zero, one = (registry.Quantity(Fraction(n), row["pint"]).to_base_units() for n in (0, 1))
    factor, offset = one.magnitude - zero.magnitude, Fraction(zero.magnitude)
    pi = registry.Quantity(Fraction(1), "pi").to_base_units().magnitude
    factor = Fraction(factor) / Fraction(pi) ** row.get("pi", 0)
    if factor.denominator > _LARGEST_DENOMINATOR:
        raise ValueError(f"{row['pint']}: {factor} is no exact factor")
    powers = registry.get_dimensionality(row["pint"])
    dimension = {_LETTERS[base]: int(power) for base, power in powers.items()}
    return factor, _dimension(dimension), offset


def _own(row: dict[str, Any]) -> tuple[Fraction, str, Fraction]:
    found = re.findall(r"([A-Z])(-?\d*)", row["dimension"])
    return (
        Fraction(row["factor"]),
        _dimension({letter: int(power or 1) for letter, power in found}),
        Fraction(0),
    )


def _dimension(powers: dict[str, int]) -> str:
    return "".join(f"{letter}{powers[letter]}" for letter in "LMTIKNJYS" if powers.get(letter))


if __name__ == "__main__":
    lines = table()
    (HERE / "table.txt").write_text(lines, "utf-8")
    BROWSER.parent.mkdir(exist_ok=True)
    BROWSER.write_text(module(lines), "utf-8")
