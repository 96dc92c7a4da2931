"""What a cloze finds in a text, what it tells authors, and that nothing makes it hang."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware import kinds, library, marking
from courseware.decoding import Document
from courseware.kinds.cloze import body
from courseware.library import Entry
from courseware.text import prose
from courseware.text.languages import derive_cyrillic
from courseware.toml_places import Places

# What stands in a tag or a slot is passed over whole.
TEXTS = st.text("ab oʻ'’-[]:&;*_`$#1.\nшқ", max_size=40) | st.text(
    st.characters(exclude_characters="<{"), max_size=60
)
MARKS = st.lists(TEXTS | st.sampled_from(["[[a]]", "[[b:soʻz]]", "[[c1]]", "{{x}}"])).map("".join)


def entry(**fields: Any) -> Entry:
    document = Document("x.toml", {"kind": "cloze", **fields}, Places(""))
    return library.read_exercise(document, "x", "l/x")


def found(**fields: Any) -> set[str]:
    read = entry(**fields)
    return {each.code for each in kinds.of(read.exercise).check(read.exercise, read.key)}


def ids(text: str) -> list[str]:
    return [piece.id for piece in body.pieces(text, every_word=True) if piece.id]


@pytest.mark.parametrize("words", ["all", "marked"])
@given(text=MARKS)
def test_the_pieces_of_a_text_lose_nothing_but_marks(text: str, words: str) -> None:
    every_word = words == "all"
    read = body.pieces(text, every_word=every_word)
    assert "".join(piece.text for piece in read) == body.MARK.sub(lambda m: m[2] or m[0], text)
    named = [piece.id for piece in read if piece.id]
    computed = [name for name in named if text.count(f"[[{name}:") == 0]
    assert len(set(computed)) == len(computed)


@given(
    st.lists(st.sampled_from(["kitob", "**va**", "[[v:oʻqidi]]", "- ", "\n\n", "Anvar’s", "_u_"]))
)
def test_the_page_finds_the_words_of_the_markdown(parts: list[str]) -> None:
    markdown = " ".join(parts)
    html = prose.render(markdown).with_expressions()
    assert ids(html) == ids(markdown)


def test_words_have_the_ids_of_their_letters() -> None:
    assert ids("Oʻqituvchi va bola, va it") == ["oqituvchi", "va", "bola", "va-2", "it"]
    assert ids("Ученик и учитель") == ["uchenik", "i", "uchitel"]
    assert ids("[[va:and]] va [[x]] 12 2-sinf {{va}} <b>&amp;") == ["va", "va-2", "w2sinf"]


def test_both_scripts_of_uzbek_have_the_same_ids() -> None:
    latin = "Anvar erta [[rise:turdi]], soʻng maʼno, obyekt va sirk haqida oʻyladi."
    texts = {"uz": latin, "uz-Cyrl": derive_cyrillic(latin)}
    by_language = body.word_ids(texts, every_word=True)
    assert by_language["uz"] == by_language["uz-Cyrl"]
    assert "[[rise:турди]]" in texts["uz-Cyrl"]


NUMBER = {"body": "[[a]]", "gaps": {"a": {"kind": "number"}}}
SAID = {"gaps": {"a": {"wrong": "no"}}}
GAPS = {"gaps": {"a": {"kind": "text"}}, "body": {"uz": "[[a]]", "ru": "[[a]]", "en": "[[a]]"}}


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({"body": "no gaps"}, {"cloze_gaps_or_words"}),
        ({**GAPS, "words": "all"}, {"cloze_gaps_or_words"}),
        (
            {**GAPS, "body": {"uz": "[[a]]", "en": "[[b]]"}},
            {"cloze_gap_missing", "cloze_gap_unknown"},
        ),
        ({**GAPS, "body": "[[a]] [[a]]"}, {"cloze_gap_twice"}),
        ({**GAPS, "body": "`[[a]]` $[[a]]$"}, {"cloze_markup", "cloze_gap_twice"}),
        ({**GAPS, "key": {"answers": {}}}, {"cloze_no_answer", "cloze_no_feedback"}),
        (
            {**GAPS, "key": {"answers": {"b": "x"}}},
            {"cloze_no_answer", "cloze_no_feedback", "cloze_key_unknown"},
        ),
        (
            {**GAPS, "key": {"answers": {"a": " "}, "wrong": "no"}},
            {"text_empty_answer", "cloze_no_feedback"},
        ),
        ({"body": "[[a]]", "gaps": {"a": {"kind": "dropdown"}}}, {"choice_too_few_options"}),
        ({"body": "[[a]]", "gaps": {"a": {"kind": "bank"}}}, {"cloze_bank_short"}),
        ({**NUMBER, "key": {"answers": {"a": "x + 1"}, **SAID}}, {"expression_unknown_name"}),
        ({**NUMBER, "key": {"answers": {"a": {"en": "one"}}, **SAID}}, {"number_needed"}),
        ({"words": "marked", "body": "no words"}, {"cloze_no_words"}),
        (
            {
                "words": "marked",
                "body": "[[a:one]] [[b:two]]",
                "key": {"answers": ["a", "b"], "wrong": "no"},
            },
            {"cloze_all_right"},
        ),
        (
            {"words": "all", "body": {"uz": "bir", "en": "one"}, "key": {"answers": ["bir"]}},
            {"cloze_word_missing", "cloze_no_word_feedback", "cloze_all_right"},
        ),
        ({"words": "all", "body": "one [two](http://x.uz)"}, {"cloze_markup"}),
        ({"words": "all", "body": "one", "key": {"answers": {"a": "one"}}}, {"cloze_words_needed"}),
        ({**GAPS, "key": {"answers": {"a": "x"}, "gaps": {"a": {"wrong": "no"}}}}, set()),
    ],
)
def test_authors_are_told(fields: dict[str, Any], codes: set[str]) -> None:
    assert found(**fields) == codes


def test_an_order_that_tells_the_key_of_a_graded_text_is_found() -> None:
    words = [{"id": name, "text": name} for name in ("one", "three", "two")]
    fields: dict[str, Any] = {
        "body": "[[a]] [[b]] [[c]]",
        "gaps": {name: {"kind": "bank"} for name in "abc"},
        "bank": words,
    }
    exercise = entry(**fields, graded=True).exercise
    told = entry(**fields, key={"answers": {"a": "one", "b": "three", "c": "two"}})
    check = kinds.of(exercise).check
    assert "cloze_order_tells" in {each.code for each in check(exercise, told.key)}
    hidden = entry(**fields, key={"answers": {"a": "two", "b": "one", "c": "three"}})
    assert "cloze_order_tells" not in {each.code for each in check(exercise, hidden.key)}


def test_the_text_without_widgets_has_numbered_lines_and_what_to_choose_from() -> None:
    read = entry(
        body={"en": "**A** [[x]] & {{1 + 1}} [[y]]."},
        gaps={
            "x": {
                "kind": "dropdown",
                "options": [{"id": "p", "text": "$1$"}, {"id": "q", "text": "<q>"}],
            },
            "y": {"kind": "bank"},
        },
        bank=[{"id": "w", "text": "*word*"}],
        shuffle=False,
    )
    variant = marking.redraw(read.exercise, "00")
    told = kinds.of(read.exercise).describe(read.exercise, variant, "en")
    assert told.plain == "A ______ (1) & 2 ______ (2).\n\n(1) 1 / <q>\n\nWords: word"
    assert "<strong>A</strong> ______ (1) &amp; 2 ______ (2)." in told.html
    assert "&lt;q&gt;" in told.html
    shown = kinds.of(read.exercise).shown
    assert shown(read.exercise, variant, {"x": "q", "y": None}, "en").texts == ("(1) <q>", "(2) —")
    assert shown(read.exercise, variant, "x\x00y", "en").texts == ("xy",)


def test_marked_words_are_shown_in_the_order_of_the_text() -> None:
    read = entry(words="all", body={"en": "One two three", "ru": "[[one:Раз]] два"})
    shown = kinds.of(read.exercise).shown
    variant = marking.redraw(read.exercise, "00")
    assert shown(read.exercise, variant, ["three", "one"], "en").texts == ("One", "three")
    assert shown(read.exercise, variant, ["three", "one"], "ru").texts == ("Раз",)


HOSTILE = [
    "[[a]]" * 300,
    "[" * 500,
    "(" * 500,
    "\u202e" * 500,
    "e\u0301" * 250,
    "\x00" * 500,
    "9" * 500,
    "10^10^10^10",
    "𝟙" * 500,
    "аa" * 250,
    "'" * 500,
    "{{" * 250,
    "<b>" * 160,
    "__import__('os').system('id')",
    "\ud800",
    "oʻ" * 250,
    "1/" * 250,
    "\n" * 500,
    "ﷺ" * 500,
]


@pytest.mark.parametrize("given_", HOSTILE, ids=[str(n) for n in range(len(HOSTILE))])
def test_nothing_makes_it_hang(given_: str) -> None:
    key = {
        "answers": {"a": "oʻqituvchi", "n": 5},
        "spelling": "lenient",
        "gaps": {"a": {"patterns": ["*a*b*"]}},
    }
    read = entry(body="[[a]] [[n]]", gaps={"a": {}, "n": {"kind": "number"}}, key=key)
    assert read.key is not None
    variant = marking.redraw(read.exercise, "00")
    for value in ({"a": given_}, {"n": given_}, {given_: given_}, [given_], given_):
        mark = marking.mark(read.exercise, read.key, variant, value)
        assert mark.state in ("wrong", "unmarked")
        assert len(json.dumps(mark.feedback)) < 3000
