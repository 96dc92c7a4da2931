"""Python and the browser give the same answers on thousands of texts that nobody thought of."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from courseware.text import (
    LANGUAGES,
    ParsedNumber,
    fold,
    format_number,
    keys,
    like,
    lookalikes,
    parse_number,
    same,
    say,
    to_cyrillic,
    to_latin,
)
from courseware.text.catalogue import SECTIONS_OF_BROWSER
from courseware.text.folding import words
from courseware.text.languages import derive_cyrillic
from courseware.text.letters import APOSTROPHES
from courseware.text.spelling import slips
from courseware.text.transliteration import _LOANS

WIDGETS = Path(__file__).parents[3] / "widgets"
ESBUILD = WIDGETS / "node_modules" / ".bin" / "esbuild"
OPTIONS = ("--bundle", "--format=esm", "--platform=node", "--loader:.css=text")

pytestmark = pytest.mark.skipif(
    not (shutil.which("node") and ESBUILD.exists()), reason="needs node and `make setup`"
)

ASPECTS = ("case", "space", "apostrophes", "script", "punctuation", "yo")
SYLLABLES = [
    *("oʻ", "gʻ", "sʼh", "ʼ", "sh", "ch", "ya", "yo", "yu", "ye", "yoʻ", "ts", "iya"),
    *"stknpeaiuobdvmlrqxhzjfgcw",
    *"аеёиоуўэюяцъьщыкнбвгджзлмпрстфхчшқғҳй",
    *("сҳ", "октябр", "сентябр"),
]
SIGNS = [
    *sorted(APOSTROPHES),
    *" \u00a0\t\n.,;-–—*«»“”\u200b\u202e\u0301\u0306\u0308²½ﬁﬀΣςßİ9\ue000",
]
NUMERIC = [*"0123456789" * 3, *".,.,  //\u00a0\u202f\u2009+-−–eEеxх*·×^½¾⁰³⁻⁺%°$;:±()_'٣५５₂π"]
NUMERIC += ["10", "·10^", "×10³", "000", " 000", " km", " 1/2", "1 234", "e5", "**", "\u200b", "…"]


def word(rng: random.Random) -> str:
    text = "".join(rng.choice(SYLLABLES) for _ in range(rng.randrange(6)))
    return rng.choice((text, text, text.upper(), text.capitalize()))


def text(rng: random.Random) -> str:
    parts = [
        word(rng) if rng.random() < 0.6 else rng.choice(SIGNS) for _ in range(rng.randrange(7))
    ]
    if rng.random() < 0.1:
        parts.append(chr(rng.choice((rng.randrange(0x250), rng.randrange(0x3000)))))
    # The browser's Unicode may be newer than Python's: leave out what only one of them knows.
    return "".join(part for part in parts if unicodedata.category(part[:1] or " ") != "Cn")


def numeral(rng: random.Random) -> str:
    if rng.random() < 0.5:
        return "".join(rng.choice(NUMERIC) for _ in range(rng.randrange(12)))
    digits = [str(rng.randrange(10 ** rng.randrange(1, 7))) for _ in range(4)]
    space = rng.choice(("", "", " ", "\u00a0"))
    body = rng.choice(
        (
            digits[0],
            f"{digits[0]}{rng.choice('.,')}{digits[1]}",
            f"{digits[0]}{rng.choice('., ')}{rng.randrange(1000):03}{rng.choice('.,')}{digits[1]}",
            f"{digits[0]}{space}{rng.choice('/⁄÷')}{space}{digits[1]}",
            f"{digits[0]} {digits[1]}/{digits[2]}",
            f"{digits[0]}{rng.choice('½¼⅔')}",
            f"{digits[0]},{digits[1]}{space}{rng.choice('·×x*')}10{rng.choice('^⁻')}{space}3",
            f"{digits[0]}e{rng.choice(('', '-', '+'))}{rng.randrange(400)}",
        )
    )
    return (
        rng.choice(("", "", "-", "−", "+")) + body + rng.choice(("",) * 9 + (" km", "%", ".", ","))
    )


def ignored(rng: random.Random) -> list[str]:
    return [aspect for aspect in ASPECTS if rng.random() < 0.7]


def quantity(rng: random.Random) -> str | float:
    if rng.random() < 0.3:
        return rng.choice((rng.uniform(-1e6, 1e6), rng.gauss(0, 1) * 10 ** rng.randrange(-30, 30)))
    return str(
        Fraction(rng.randrange(-(10**9), 10**9), rng.randrange(1, 10 ** rng.randrange(1, 9)))
    )


def number_case(rng: random.Random) -> list[Any]:
    decimals = rng.choice((None, None, *range(6)))
    return [quantity(rng), rng.choice(LANGUAGES), decimals, rng.randrange(1, 16)]


def read(raw: str) -> list[Any]:
    found = parse_number(raw)
    if isinstance(found, ParsedNumber):
        value = f"{found.value.numerator}/{found.value.denominator}"
        return [value, found.form, list(found.figures), found.reduced, found.ambiguous]
    return [found.code, found.params]


def written(value: str | float, language: str, decimals: int | None, figures: int) -> str:
    exact = Fraction(value) if isinstance(value, str) else value
    return format_number(exact, language, decimals, figures)


def related(rng: random.Random) -> list[Any]:
    """Make two texts that have a chance to be the same."""
    one = text(rng)
    other = rng.choice((to_latin(one), to_cyrillic(one), one.swapcase(), fold(one), text(rng)))
    return [one, other, ignored(rng)]


def said(key: str, language: str, count: float) -> str:
    filled = dict.fromkeys(("text", "first", "second", "unit", "number", "numerator", "word"), "ab")
    filled |= dict.fromkeys(("option", "score", "total"), "12")
    return say(key, language, count=count, **filled)


BROWSER_KEYS = sorted(key for key in keys() if key.split(".")[0] in SECTIONS_OF_BROWSER)

LOANS_AS_WRITTEN = sorted(_LOANS)

Maker = Callable[[random.Random], list[Any]]
FUNCTIONS: dict[str, tuple[Maker, Callable[..., Any]]] = {
    "fold": (lambda r: [text(r), ignored(r)], lambda t, i: fold(t, frozenset(i))),
    "same": (related, lambda a, b, i: same(a, b, frozenset(i))),
    "like": (
        lambda r: [(t := text(r)), rng_pattern(r, t), ignored(r)],
        lambda a, b, i: like(a, b, frozenset(i)),
    ),
    "slips": (lambda r: [(t := fold(text(r) + word(r))), misspelt(r, t)], slips),
    "words": (
        lambda r: [text(r), ignored(r)],
        lambda t, i: [list(found) for found in words(t, frozenset(i))],
    ),
    "lookalikes": (lambda r: [text(r)], lambda t: [list(found) for found in lookalikes(t)]),
    "toLatin": (lambda r: [text(r)], to_latin),
    "toCyrillic": (lambda r: [rng_loan(r) + text(r)], to_cyrillic),
    "deriveCyrillic": (lambda r: [prose(r)], derive_cyrillic),
    "parseNumber": (lambda r: [numeral(r)], read),
    "formatNumber": (number_case, written),
    "say": (
        lambda r: [
            r.choice(BROWSER_KEYS),
            r.choice(LANGUAGES),
            r.choice((0, 1, 2, 5, 21, 1.5, 12345)),
        ],
        said,
    ),
}


def misspelt(rng: random.Random, wanted: str) -> str:
    """Make a slip or two, or three."""
    written = list(wanted)
    for _ in range(rng.randrange(4)):
        place = rng.randrange(len(written) + 1)
        written[place : place + rng.randrange(2)] = rng.choice((*SYLLABLES, "", "1", " "))
        if rng.random() < 0.3:
            written[place : place + 2] = reversed(written[place : place + 2])
    return "".join(written)


def rng_loan(rng: random.Random) -> str:
    loan = rng.choice(LOANS_AS_WRITTEN)
    return rng.choice(("", loan, loan.capitalize(), loan.upper()))


def prose(rng: random.Random) -> str:
    """Make a sentence that reads the same as Markdown, as HTML and as plain text."""
    kept = ("{{a*b}}", "{n}", "https://a.uz/yo", "data.csv", "&nbsp;", "JupyterLab", "XXI")
    lone = ("u", "U", "x", "A", "B-C", "5m", "m/s", "oʻ")
    parts = [rng.choice((word(rng), rng_loan(rng), rng.choice(kept + lone))) for _ in range(6)]
    return rng.choice((" ", ", ", " - ")).join(parts)


def rng_pattern(rng: random.Random, given: str) -> str:
    start, end = sorted((rng.randrange(len(given) + 1), rng.randrange(len(given) + 1)))
    return rng.choice((given[:start] + "*" + given[end:], "*" + given[start:end] + "*", text(rng)))


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, list[Any]], list[Any]]:
    """Return a function that runs cases through the TypeScript half in node."""
    bundle = tmp_path_factory.mktemp("bundle") / "text.mjs"
    entry = Path(__file__).parent / "differential.ts"
    subprocess.run(
        [ESBUILD, entry, *OPTIONS, f"--outfile={bundle}"],
        check=True,
        capture_output=True,
        cwd=WIDGETS,
    )

    def run(function: str, cases: list[Any]) -> list[Any]:
        done = subprocess.run(
            ["node", bundle, function],
            input=json.dumps(cases),
            check=True,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        answers: list[Any] = json.loads(done.stdout)
        return answers

    return run


@pytest.mark.parametrize("function", FUNCTIONS)
def test_both_halves_agree(function: str, browser: Callable[[str, list[Any]], list[Any]]) -> None:
    make, python = FUNCTIONS[function]
    rng = random.Random(f"courseware {function}")
    cases = [make(rng) for _ in range(2000)]
    answers = browser(function, cases)
    assert len(answers) == len(cases)
    differing = [
        (case, ours, theirs)
        for case, theirs in zip(cases, answers, strict=True)
        if (ours := python(*case)) != theirs
    ]
    assert differing[:5] == []
