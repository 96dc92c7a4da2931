"""Which form of a noun goes with a number: the rules of Unicode CLDR 46 for our languages."""

from __future__ import annotations

from fractions import Fraction
from typing import Final, Literal

Plural = Literal["one", "few", "many", "other"]

FORMS: Final[dict[str, tuple[Plural, ...]]] = {
    "uz": ("one", "other"),
    "uz-Cyrl": ("one", "other"),
    "ru": ("one", "few", "many", "other"),
    "en": ("one", "other"),
}
"""The forms that each language tells apart."""


def plural(language: str, count: Fraction | float) -> Plural:
    """Return the form that `language` uses with `count`: ru 1 балл, 2 балла, 5 баллов, 1,5 балла.

    A number with decimal places is "other" in Russian and English, even 1.0 once
    written; whole numbers given as 1.0 count as 1.
    """
    if count != int(count):
        return "other"
    whole = abs(int(count))
    if language != "ru":
        return "one" if whole == 1 else "other"
    units, tens = whole % 10, whole // 10 % 10
    if tens == 1 or units == 0 or units > 4:
        return "many"
    return "one" if units == 1 else "few"
