"""Numbers as people write them, read exactly.

Reading takes every way of writing that schools in Uzbekistan, Russia and the
English-speaking world use, and says what is wrong with the rest. It works on at
most `LONGEST` characters with linear patterns, and never raises.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from fractions import Fraction
from math import gcd
from typing import Final, Literal

Form = Literal["integer", "decimal", "fraction", "mixed", "scientific"]
Problem = Literal[
    "empty",
    "not_a_number",
    "expression",
    "two_numbers",
    "unit",
    "grouping",
    "zero_denominator",
    "too_long",
    "too_large",
]

LONGEST: Final = 200
"""Characters of a number."""

LARGEST: Final = 300
"""Decimal exponent, upwards and downwards."""


@dataclass(frozen=True, slots=True)
class ParsedNumber:
    """A number and how it was written.

    `figures` is the least and the greatest number of significant figures that the
    writing can mean: (2, 4) for 1500, (4, 4) for 1500 with a decimal point and
    for 0.01500; (0, 0) for a fraction, which has none. `reduced` tells of a
    fraction in lowest terms, proper beside a whole part, and of scientific notation
    with one digit before the mark; an integer is reduced, a decimal is not.
    `ambiguous`: "1,234" was read as 1.234, and "1 125/250" as a whole part and a
    fraction, but may be meant otherwise.
    """

    value: Fraction
    form: Form
    figures: tuple[int, int]
    reduced: bool = False
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class NumberProblem:
    """Why a text is no number: the catalogue says it as `number.<code>` with `params`."""

    code: Problem
    params: dict[str, str | int] = field(default_factory=dict)


_SPACES: Final = "\t\n\v\f\r\x85\u2028\u2029"
_SUPERSCRIPTS: Final = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-", strict=True))
_SIGNS: Final = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | dict.fromkeys("\u2044\u2215\u00f7", "/")
    | dict.fromkeys("\u00b7\u00d7\u2022\u2217\u2219\u22c5\u2715\u2716", "*")
    | {"\u066b": ".", "\u066c": ",", "\u066a": "%", "\u201a": ","}
)

_NUMERAL = re.compile(r"[.,]?[0-9](?:[0-9., ]*[0-9])?\.?")
_WITH_E = re.compile(r" ?[eEеЕ] ?([+-]?) ?([0-9]+)(.*)")
_WITH_TEN = re.compile(r" ?[*xXхХ] ?10 ?(?:\^|\*\*) ?[({]? ?([+-]?) ?([0-9]+) ?[)}]?(.*)")
_POWER = re.compile(r" ?(?:\^|\*\*) ?[({]? ?([+-]?) ?([0-9]+) ?[)}]?(.*)")
_DENOMINATOR = re.compile(r" ?/ ?([0-9](?:[0-9 ]*[0-9])?)(.*)")
_SPACED = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+")
_RANGE = re.compile(r" ?(?:;|-|\.\.+|±) ?[.,]?([0-9][0-9., ]*)")
_ANOTHER = re.compile(r" ([0-9][0-9.,]*)")


def parse_number(raw: str) -> ParsedNumber | NumberProblem:
    """Read one number: 5, −3,5, 1 234.5, 3/4, 1 1/2, ½, 1,5·10³, 2e-5.

    A single comma or point is the decimal mark. Groups of three digits stand
    apart by spaces, or by the comma or point that is not the decimal mark.
    """
    if len(raw) > LONGEST:
        return NumberProblem("too_long", {"count": LONGEST})
    text = plain(raw)
    if not text:
        return NumberProblem("empty")
    if len(text) > 2 * LONGEST:
        return NumberProblem("too_long", {"count": LONGEST})
    sign = -1 if text[0] == "-" else 1
    body = text[1:].lstrip() if text[0] in "+-" else text
    numeral = _NUMERAL.match(body)
    if not numeral:
        return _no_number(text, body)
    head, rest = numeral[0], body[numeral.end() :]
    read = _read(head, rest)
    if isinstance(read, NumberProblem) or sign > 0:
        return read
    return ParsedNumber(-read.value, read.form, read.figures, read.reduced, read.ambiguous)


def plain(raw: str) -> str:
    """Write a text with ASCII digits and signs, one space at a time, nothing invisible."""
    if raw.isascii() and raw.isprintable():
        return " ".join(raw.split())
    written: list[str] = []
    was_raised = False
    for character in raw:
        raised = _SUPERSCRIPTS.get(character)
        if raised is not None:
            written.append(raised if was_raised else f"^{raised}")
        elif character in _SPACES:
            written.append(" ")
        elif "\u2080" <= character <= "\u209c":
            written.append(character)  # a subscript says something else than its digit
        elif unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co"}:
            normal = unicodedata.normalize("NFKC", character)
            written.append(f" {normal}" if "\u2044" in normal and len(normal) > 1 else normal)
        was_raised = raised is not None
    text = "".join(_digit(character) for character in "".join(written))
    return " ".join(text.translate(_SIGNS).split())


def _digit(character: str) -> str:
    return str(unicodedata.decimal(character, character))


def _read(head: str, rest: str) -> ParsedNumber | NumberProblem:
    if not rest:
        return _numeral(head)
    for pattern in (_WITH_E, _WITH_TEN, *((_POWER,) if head == "10" else ())):
        power = pattern.fullmatch(rest)
        if power:
            if power[3]:
                return _leftover(head + rest.removesuffix(power[3]), power[3])
            return _scientific("1" if pattern is _POWER else head, power[1] + power[2])
    fraction = _DENOMINATOR.fullmatch(rest)
    if fraction:
        if fraction[2]:
            return _leftover(head + rest.removesuffix(fraction[2]), fraction[2])
        return _fraction(head, fraction[1])
    return _leftover(head, rest)


def _no_number(text: str, body: str) -> NumberProblem:
    """Say what a text is that does not begin with a number."""
    if text[0] == "±":
        return _two(body[1:].strip(), f"-{body[1:].strip()}")
    currency = re.fullmatch(r"(\D) ?([0-9][0-9., ]*)", body)
    if currency and unicodedata.category(currency[1]) == "Sc":
        return NumberProblem("unit", {"unit": currency[1], "number": currency[2]})
    has_digit = any("0" <= character <= "9" for character in text)
    code: Problem = "expression" if has_digit or re.search("[π√]", text) else "not_a_number"
    return NumberProblem(code, {"text": text[:40]})


def _leftover(number: str, rest: str) -> NumberProblem:
    """Say what stands after a number that should not."""
    text = rest.strip()
    if re.match("['_’][0-9]", rest):
        return NumberProblem("grouping", {"text": (number + rest)[:40]})
    spread = _RANGE.match(rest)
    if spread:
        return _two(number, spread[1])
    is_word = text[0].isalpha() or text[0] in "%‰°'\"′″" or unicodedata.category(text[0]) == "Sc"
    if not is_word or re.match(r"[xXхХ](?: ?[0-9]|$)", text) or re.search("[=+(!√π]", text):
        return NumberProblem("expression", {"text": (number + rest)[:40]})
    another = _ANOTHER.search(text)
    if another:
        return _two(number, another[1])
    return NumberProblem("unit", {"unit": text[:20], "number": number})


def _two(first: str, second: str) -> NumberProblem:
    return NumberProblem(
        "two_numbers", {"first": first[:20].strip(), "second": second[:20].strip()}
    )


def _numeral(text: str) -> ParsedNumber | NumberProblem:
    """Read digits with marks and spaces between them."""
    text = text.removesuffix(".")  # the full stop of a sentence
    cut = _cut(text)
    if isinstance(cut, NumberProblem):
        return cut
    whole, decimals, ambiguous = cut
    digits = whole + (decimals or "")
    value = Fraction(int(digits), 10 ** len(decimals or ""))
    form: Form = "integer" if decimals is None else "decimal"
    return ParsedNumber(value, form, _figures(whole, decimals), decimals is None, ambiguous)


def _cut(text: str) -> tuple[str, str | None, bool] | NumberProblem:
    """Return the digits before and after the decimal mark, and whether that was a guess."""
    marks = [character for character in text if character in ".,"]
    if re.search("[.,] | [.,]", text):
        return _several(text)
    if not marks:
        whole = _whole(text)
        return whole if isinstance(whole, NumberProblem) else (whole, None, False)
    last = marks[-1]
    if len(set(marks)) == 1 and len(marks) > 1:
        if re.fullmatch(rf"[1-9][0-9]{{0,2}}(?:\{last}[0-9]{{3}})+", text):
            return text.replace(last, ""), None, False
        return _several(text)
    before, after = text.rsplit(last, 1)
    if len(marks) > 1:
        other = marks[0]
        if not re.fullmatch(rf"[1-9][0-9]{{0,2}}(?:\{other}[0-9]{{3}})+", before):
            return _several(text)
        before = before.replace(other, "")
    whole = _whole(before) if before else ""
    if isinstance(whole, NumberProblem):
        return whole
    if not re.fullmatch(r"[0-9]+|(?:[0-9]{3} )+[0-9]{1,3}", after):
        return _several(text)
    is_guess = len(marks) == 1 and re.fullmatch(r"[1-9][0-9]{0,2}[.,][0-9]{3}", text) is not None
    return whole, after.replace(" ", ""), is_guess


def _whole(text: str) -> str | NumberProblem:
    if " " not in text or _SPACED.fullmatch(text):
        return text.replace(" ", "")
    return _several(text)


def _several(text: str) -> NumberProblem:
    """Tell digits grouped wrongly from several numbers."""
    first, *others = re.split("[., ]+", text.strip("., "))
    if any(len(part) == 3 for part in others) or len(set(text) & set(".,")) > 1:
        return NumberProblem("grouping", {"text": text[:40]})
    parts = re.split(" |(?:, ?)", text) if " " in text else [first, *others]
    parts = [part.strip(".,") for part in parts if part.strip(".,")]
    return _two(parts[0], parts[1] if len(parts) > 1 else "")


def _figures(whole: str, decimals: str | None) -> tuple[int, int]:
    digits = (whole + (decimals or "")).lstrip("0")
    if not digits:
        return (1, max(1, len(decimals or "")))
    if decimals is None:
        return (len(digits.rstrip("0")), len(digits))
    return (len(digits), len(digits))


def _scientific(head: str, exponent: str) -> ParsedNumber | NumberProblem:
    mantissa = _numeral(head)
    if isinstance(mantissa, NumberProblem):
        return mantissa
    if abs(int(exponent)) > LARGEST:
        return NumberProblem("too_large", {"count": LARGEST})
    value = mantissa.value * Fraction(10) ** int(exponent)
    is_normal = 1 <= mantissa.value < 10
    return ParsedNumber(value, "scientific", mantissa.figures, is_normal, mantissa.ambiguous)


def _fraction(head: str, below: str) -> ParsedNumber | NumberProblem:
    """Read `3/4`, and `1 1/2` where the whole part and the numerator share the head."""
    if re.search("[.,]", head):
        return NumberProblem("expression", {"text": f"{head}/{below}"[:40]})
    denominator = _whole(below)
    if isinstance(denominator, NumberProblem):
        return denominator
    if int(denominator) == 0:
        return NumberProblem("zero_denominator", {"numerator": head[:20]})
    bottom = int(denominator)
    before, _, last = head.rpartition(" ")
    is_grouped = bool(_SPACED.fullmatch(head))
    if not before or (is_grouped and (last[0] == "0" or int(last) >= bottom)):
        top = int(head.replace(" ", ""))
        reduced = gcd(top, bottom) == 1 and bottom > 1
        return ParsedNumber(Fraction(top, bottom), "fraction", (0, 0), reduced)
    whole = _whole(before)
    if isinstance(whole, NumberProblem):
        return whole
    top = int(last)
    reduced = 0 < top < bottom and gcd(top, bottom) == 1
    value = int(whole) + Fraction(top, bottom)
    return ParsedNumber(value, "mixed", (0, 0), reduced, is_grouped)
