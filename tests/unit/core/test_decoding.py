"""Wrong TOML: everything at once, on its line, with the field's name."""

from __future__ import annotations

import textwrap

import pytest

from courseware import library
from courseware.decoding import document
from courseware.errors import InvalidDocument, Violation
from courseware.toml_places import Places


def violations(text: str) -> list[Violation]:
    """Return what is wrong with an exercise's text."""
    with pytest.raises(InvalidDocument) as refused:
        library.read_exercise(document(textwrap.dedent(text).lstrip(), "x.toml"), "x", "l/x")
    return list(refused.value.violations)


def test_all_violations_come_at_once() -> None:
    found = violations(
        """
        kind = "choice"
        poinst = 2
        bloom = "rember"
        attempts = 0
        select = "some"
        [[options]]
        id = "a b"
        text = "x"
        [[options]]
        txt = "y"
        [key]
        answer = 3.5
        feedback = "none"
        """
    )
    assert [(v.code, v.line, v.field) for v in found] == [
        ("unknown_field_near", 2, "poinst"),
        ("choice_near", 3, "bloom"),
        ("type", 4, "attempts"),
        ("choice", 5, "select"),
        ("type", 7, "options[0].id"),
        ("unknown_field_near", 10, "options[1].txt"),
        ("missing", 9, "options[1].id"),
        ("missing", 9, "options[1].text"),
        ("type", 12, "key.answer"),
        ("type", 13, "key.feedback"),
    ]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("kind = 'choice'\nprompt = ", "toml", 2),
        ("points = 1\n", "missing", 0),
        ("kind = 'chioce'\n", "choice_near", 1),
        ("kind = 'number'\nprompt = 3\n", "type", 2),
        ("kind = 'number'\n[prompt]\nuz = 3\n", "texts", 2),
        ("kind = 'number'\n[variables]\n'1a' = {integer=[1,2]}\n", "type", 3),
        ("kind = 'number'\n[variables]\na = {integer=[1,2,3]}\n", "type", 3),
    ],
)
def test_each_fault_is_found_on_its_line(text: str, code: str, line: int) -> None:
    (found,) = violations(text)
    assert (found.code, found.line) == (code, line)


def test_lines_of_nested_tables_and_long_texts() -> None:
    places = Places(
        textwrap.dedent(
            '''\
            kind = "choice"
            prompt.uz = """
            fake = 1
            [also.fake]
            """
            [[options]]
            id = "a"
            [options.text]
            uz = "bir"
            [[options]]
            id = "b"
            text.en = "two"
            [key.feedback."a"]
            en = "no"
            '''
        )
    )
    assert places.line(("prompt", "uz")) == 2
    assert places.line(("fake",)) == 0
    assert places.line(("options", 0, "text", "uz")) == 9
    assert places.line(("options", 1, "text", "en")) == 12
    assert places.line(("key", "feedback", "a", "en")) == 14
    assert places.line(("options", 1, "nothing")) == 10
