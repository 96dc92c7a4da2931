"""How far apart two spellings are, counted in letters of the alphabet.

A slip is one letter too many, too few, wrong, or changed over with its neighbour
(optimal string alignment, the restricted Damerau-Levenshtein distance). The
letters oʻ, gʻ, sh, ch and ng of Uzbek are one letter each, нг too, though they
are written with two signs: choy for soy is one slip. Signs that are no letters,
digits above all, must be the same: 1991 is not 1992 misspelt.

Both texts must be folded and in the same script (`courseware.text.folding`).
"""

from __future__ import annotations

import re
from typing import Final

from courseware.text.letters import is_letter

_LETTERS: Final = re.compile("(?i:[og]ʻ|[sc]h|ng|нг)|.", re.DOTALL)
_LOOSE: Final = frozenset(" -'")
"""Signs between letters that may be forgotten like a letter."""

_SHORT, _LONG = 4, 8
"""Letters from which one slip is forgiven, and two."""


def letters(text: str) -> list[str]:
    """Cut a text into the letters of the alphabet and single signs."""
    return _LETTERS.findall(text)


def forgiven(text: str) -> int:
    """Return how many slips a form of this length bears: 0, 1 from 4 letters, 2 from 8."""
    count = sum(1 for letter in letters(text) if is_letter(letter[0]))
    return (count >= _SHORT) + (count >= _LONG)


def slips(given: str, wanted: str) -> int | None:
    """Return how many slips lie between two spellings, None where they are too many."""
    most = forgiven(wanted)
    if given == wanted:
        return 0
    if not most or abs(len(given) - len(wanted)) > 2 * most or _fixed(given) != _fixed(wanted):
        return None
    # A slip may fall between the two signs of a letter as well: sign for sing.
    found = min(
        _distance(letters(given), letters(wanted), most), _distance([*given], [*wanted], most)
    )
    return found if found <= most else None


def _fixed(text: str) -> list[str]:
    return [sign for sign in text if not is_letter(sign) and sign not in _LOOSE]


def _distance(given: list[str], wanted: list[str], most: int) -> int:
    """Return the distance, or a number above `most`; only a band of the table is computed."""
    far = most + 1
    width = len(wanted)
    if abs(len(given) - width) > most:
        return far
    before: list[int] = []
    above = [place if place <= most else far for place in range(width + 1)]
    for row, letter in enumerate(given, start=1):
        here = [far] * (width + 1)
        if row <= most:
            here[0] = row
        for place in range(max(1, row - most), min(width, row + most) + 1):
            is_same = letter == wanted[place - 1]
            best = min(above[place] + 1, here[place - 1] + 1, above[place - 1] + (not is_same))
            is_swapped = (
                row > 1
                and place > 1
                and letter == wanted[place - 2]
                and given[row - 2] == wanted[place - 1]
            )
            here[place] = min(best, before[place - 2] + 1) if is_swapped else best
        if min(here) > most and min(above) > most:
            return far
        before, above = above, here
    return above[width]
