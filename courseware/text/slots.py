"""Places for drawn values in an author's text: `{{expression}}`, `{{expression | decimals}}`.

While a text is worked on, value number n is held by a token that no rule of
Markdown, LaTeX or HTML touches: U+E000, n in ASCII digits, U+E001.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

SLOT: Final = re.compile(r"\{\{\s*([^{}|]+?)\s*(?:\|\s*(\d{1,2})\s*)?\}\}")
"""A slot as an author writes it."""

TOKEN: Final = re.compile("\ue000([0-9]+)\ue001")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a value: the author's expression, and how many decimals if they said so."""

    expression: str
    decimals: int | None = None

    def __str__(self) -> str:
        places = "" if self.decimals is None else f" | {self.decimals}"
        return f"{{{{{self.expression}{places}}}}}"


def extract(text: str) -> tuple[str, tuple[Slot, ...]]:
    """Replace each slot by its token; equal slots share a number."""
    numbers: dict[Slot, int] = {}

    def token(match: re.Match[str]) -> str:
        slot = Slot(match[1], int(match[2]) if match[2] else None)
        return f"\ue000{numbers.setdefault(slot, len(numbers))}\ue001"

    clean = text.replace("\ue000", "").replace("\ue001", "")
    return SLOT.sub(token, clean), tuple(numbers)


def fill(template: str, values: Sequence[str], *, is_html: bool = True) -> str:
    """Put values in the places of a template's tokens, escaped where it is HTML.

    Raises:
        IndexError: the template has more slots than there are values.
    """
    write = escape if is_html else str
    return TOKEN.sub(lambda token: write(values[int(token[1])]), template)
