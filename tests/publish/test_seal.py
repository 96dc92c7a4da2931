"""Sealing: keys of graded exercises move, everything else stays as the teacher wrote it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.errors import InvalidDocument
from courseware.publish.seal import seal
from courseware.publish.split import CannotSplitError, split

COURSE = 'id = "small"\ntitle = "Small"\nlessons = ["one"]\n'

GRADED = """\
# About plants.
kind = "text"
graded = true
points = 2   # two of ten

[prompt]
uz = "Nima?"
ru = "Что?"
en = "What?"

# Never tell.
[key]
answer = "leaf"  # or a blade

[[key.mistakes]]
answer = "root"
feedback.en = "That is below."

[key.explanation]
en = \"\"\"
Leaves

[key] are green.
\"\"\"
"""

PRACTICE = 'kind = "number"\nprompt = "2 + 2"\n\n[key]\nanswer = 4\n'


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course of one graded and one practice exercise."""
    folder = tmp_path / "notebooks" / "small"
    (folder / "one" / "exercises").mkdir(parents=True)
    (folder / "course.toml").write_text(COURSE, "utf-8")
    (folder / "one" / "exercises" / "graded.toml").write_text(GRADED, "utf-8")
    (folder / "one" / "exercises" / "practice.toml").write_text(PRACTICE, "utf-8")
    return folder


def public(course: Path, name: str = "graded") -> Path:
    return course / "one" / "exercises" / f"{name}.toml"


def private(course: Path) -> Path:
    return course.parents[1] / "graders" / "small" / "keys" / "one" / "graded.toml"


def test_the_key_moves_with_its_comments_and_layout(course: Path) -> None:
    assert seal(course).moved == ("one/graded",)
    assert public(course).read_text("utf-8") == (
        '# About plants.\nkind = "text"\ngraded = true\npoints = 2   # two of ten\n\n'
        '[prompt]\nuz = "Nima?"\nru = "Что?"\nen = "What?"\n'
    )
    assert private(course).read_text("utf-8") == (
        '# Never tell.\nanswer = "leaf"  # or a blade\n\n'
        '[[mistakes]]\nanswer = "root"\nfeedback.en = "That is below."\n\n'
        '[explanation]\nen = """\nLeaves\n\n[key] are green.\n"""\n'
    )


def test_practice_keeps_its_key(course: Path) -> None:
    seal(course)
    assert public(course, "practice").read_text("utf-8") == PRACTICE


def test_sealing_again_changes_nothing(course: Path) -> None:
    seal(course)
    before = {path: path.stat().st_mtime_ns for path in (public(course), private(course))}
    again = seal(course)
    assert (again.moved, again.sealed, again.replaced) == ((), ("one/graded",), ())
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_a_crash_between_the_two_files_is_mended_by_sealing_again(course: Path) -> None:
    seal(course)
    public(course).write_text(GRADED, "utf-8")  # as if the public file had not been written
    assert seal(course).moved == ("one/graded",)
    assert "[key]" not in public(course).read_text("utf-8")


def test_another_key_is_not_overwritten_unless_asked(course: Path) -> None:
    private(course).parent.mkdir(parents=True)
    private(course).write_text('answer = "stalk"\n', "utf-8")
    with pytest.raises(InvalidDocument, match=r"graded\.toml:12 key") as refused:
        seal(course)
    (violation,) = refused.value.violations
    assert violation.code == "seal_other_key"
    assert public(course).read_text("utf-8") == GRADED
    assert private(course).read_text("utf-8") == 'answer = "stalk"\n'
    assert seal(course, force=True).replaced == ("one/graded",)
    assert tomllib.loads(private(course).read_text("utf-8"))["answer"] == "leaf"


def test_nothing_moves_while_anything_is_wrong(course: Path) -> None:
    public(course, "broken").write_text('kind = "text"\nponits = 2\n', "utf-8")
    public(course, "inline").write_text(
        'kind = "text"\ngraded = true\nkey = { answer = "x" }\n', "utf-8"
    )
    with pytest.raises(InvalidDocument) as refused:
        seal(course)
    codes = [violation.code for violation in refused.value.violations]
    assert codes == ["unknown_field_near", "seal_no_table"]
    for violation in refused.value.violations:
        assert all(violation.cure(language) for language in ("uz", "ru", "en"))
    assert public(course).read_text("utf-8") == GRADED
    assert not private(course).exists()


def test_the_private_half_may_lie_elsewhere(course: Path, tmp_path: Path) -> None:
    seal(course, tmp_path / "locked")
    assert (tmp_path / "locked" / "keys" / "one" / "graded.toml").is_file()


def test_no_half_written_file_is_left(course: Path) -> None:
    seal(course)
    left = {path.name for path in course.parents[1].rglob("*") if path.is_file()}
    assert left == {"course.toml", "graded.toml", "practice.toml"}


DOTTED = {
    "dotted": 'kind = "text"\nkey.answer = "x"\nkey.right.en = "Yes"\npoints = 2\n',
    "in the middle": 'a = 1\n[key]\nb = 2\n[prompt]\nen = "c"\n[key.right]\nen = "d"\n',
    "quoted": 'a = 1\n["key"]\nb = 2\n["key".right]\nen = "d"\n',
    "windows lines": "a = 1\r\n\r\n[key]\r\nb = 2\r\n",
    "key alone": "[key]\nb = 2\n",
    "a list over lines": "a = 1\n[key]\nb = [\n  1, # one\n  [2],\n]\n",
    "key in a text": 'a = """\n[key]\nb = 1\n"""\n[key]\nb = 2\n',
}


@pytest.mark.parametrize("text", DOTTED.values(), ids=DOTTED.keys())
def test_the_halves_say_together_what_the_whole_said(text: str) -> None:
    whole = tomllib.loads(text)
    halves = split(text)
    assert tomllib.loads(halves.public) | {"key": tomllib.loads(halves.key)} == whole
    assert "key" not in tomllib.loads(halves.public)


@pytest.mark.parametrize("text", ['key = {answer = "x"}\n', '[[key]]\nanswer = "x"\n', "a = 1\n"])
def test_what_cannot_be_split_is_refused(text: str) -> None:
    with pytest.raises(CannotSplitError):
        split(text)


WORDS = st.text(
    st.characters(codec="utf-8", exclude_characters="\r\x7f", min_codepoint=9), max_size=40
)


@given(WORDS, WORDS)
def test_any_text_survives(public_text: str, key_text: str) -> None:
    quoted = [
        '"' + "".join(f"\\U{ord(letter):08x}" for letter in text) + '"'
        for text in (public_text, key_text)
    ]
    lines = "'''" + key_text.replace("'", "") + "'''"
    if any(ord(letter) < 32 and letter not in "\t\n" for letter in lines):
        lines = '""'
    text = f"a = {quoted[0]}\n# note\n[key]\nb = {quoted[1]}\nc = {lines}\n"
    halves = split(text)
    assert tomllib.loads(halves.public) == {"a": public_text}
    assert tomllib.loads(halves.key) == tomllib.loads(text)["key"]
