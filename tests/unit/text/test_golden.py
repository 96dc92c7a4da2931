"""The cases shared with the browser, where `widgets/tests/text/golden.test.ts` runs them."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from courseware.text import (
    IGNORED,
    ParsedNumber,
    choose,
    fold,
    format_number,
    like,
    lookalikes,
    parse_number,
    same,
    say,
    to_cyrillic,
    to_latin,
)
from courseware.text.languages import derive_cyrillic
from courseware.text.letters import APOSTROPHES

GOLDEN = Path(__file__).parents[2] / "golden" / "_text"

Case = dict[str, Any]


def cases(name: str) -> list[Any]:
    found: list[Any] = json.loads((GOLDEN / f"{name}.json").read_text("utf-8"))["cases"]
    return found


@pytest.mark.parametrize(("latin", "cyrillic"), cases("pairs"))
def test_a_word_in_one_script_is_the_word_in_the_other(latin: str, cyrillic: str) -> None:
    assert to_latin(cyrillic) == latin
    assert to_cyrillic(latin) == cyrillic
    for sign in sorted(APOSTROPHES):
        typed = latin.replace("ʻ", sign).replace("ʼ", sign)
        assert to_cyrillic(typed) == cyrillic
        assert same(typed, cyrillic)
        assert same(cyrillic, typed)
        assert same(typed, latin)
        assert same(typed.upper(), cyrillic)
        assert same(typed, cyrillic.upper())
        assert same(f"«{typed}, {latin}»", f'"{cyrillic}, {latin}"')


def test_no_two_pairs_are_the_same_answer() -> None:
    words = [(latin.casefold(), cyrillic) for latin, cyrillic in cases("pairs")[:30]]
    for latin, _ in words:
        for other, cyrillic in words:
            assert same(latin, cyrillic) == (latin == other)


@pytest.mark.parametrize(("cyrillic", "latin"), cases("latin_only"))
def test_latin_of_cyrillic(cyrillic: str, latin: str) -> None:
    assert to_latin(cyrillic) == latin


@pytest.mark.parametrize(("latin", "cyrillic"), cases("cyrillic_only"))
def test_cyrillic_of_latin(latin: str, cyrillic: str) -> None:
    assert to_cyrillic(latin) == cyrillic


@pytest.mark.parametrize("case", cases("fold"))
def test_fold(case: Case) -> None:
    assert fold(case["text"], frozenset(case.get("ignore", IGNORED))) == case["folded"]


@pytest.mark.parametrize("case", cases("same"))
def test_same(case: Case) -> None:
    ignore = frozenset(case.get("ignore", IGNORED))
    assert same(case["given"], case["accepted"], ignore) is case["same"]
    assert same(case["accepted"], case["given"], ignore) is case["same"]


@pytest.mark.parametrize("case", cases("like"))
def test_like(case: Case) -> None:
    ignore = frozenset(case.get("ignore", IGNORED))
    assert like(case["given"], case["pattern"], ignore) is case["like"]


@pytest.mark.parametrize("case", cases("lookalikes"))
def test_lookalikes(case: Case) -> None:
    assert [list(found) for found in lookalikes(case["text"])] == case["found"]


@pytest.mark.parametrize("case", cases("parse_number"), ids=lambda case: case["raw"][:20])
def test_parse_number(case: Case) -> None:
    read = parse_number(case["raw"])
    if isinstance(read, ParsedNumber):
        found: Case = {
            "raw": case["raw"],
            "value": str(read.value),
            "form": read.form,
            "figures": list(read.figures),
            "reduced": read.reduced,
            "ambiguous": read.ambiguous,
        }
    else:
        found = {"raw": case["raw"], "code": read.code, "params": read.params}
    assert found == case


@pytest.mark.parametrize("case", cases("format_number"))
def test_format_number(case: Case) -> None:
    given = case["value"]
    value = Fraction(given) if isinstance(given, str) else float(given)
    decimals, figures = case.get("decimals"), case.get("figures", 12)
    assert format_number(value, case["language"], decimals, figures) == case["text"]


@pytest.mark.parametrize("case", cases("say"))
def test_say(case: Case) -> None:
    assert say(case["key"], case["language"], **case["parameters"]) == case["text"]


@pytest.mark.parametrize("case", cases("choose"))
def test_choose(case: Case) -> None:
    assert choose(case["texts"], case["language"]) == case["text"]


@pytest.mark.parametrize(("latin", "cyrillic"), cases("derive"))
def test_derived_markdown(latin: str, cyrillic: str) -> None:
    assert derive_cyrillic(latin) == cyrillic
