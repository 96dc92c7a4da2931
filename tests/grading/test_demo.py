"""The demo course: released without a key, graded as its answers deserve, told without a key."""

from __future__ import annotations

import html
import re
import shutil
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from courseware.grading import Run, generate, run
from courseware.grading.commands import feedback
from courseware.library import load_course
from courseware.publish.cohort import make_cohort
from courseware.publish.release import release

LESSON = "fractions"
MADE = shutil.ignore_patterns(
    "responses",
    "release",
    "submitted",
    "autograded",
    "results",
    "feedback",
    "gradebook.db*",
    "__pycache__",
)


def copy_of_the_demo(root: Path, top: Path, lessons: Iterable[str]) -> Path:
    """Copy both halves, release some lessons, each with its proof; return the private half."""
    for half in ("notebooks", "graders"):
        shutil.copytree(root / half / "demo", top / half / "demo", ignore=MADE)
    for lesson in lessons:
        release(top / "notebooks" / "demo", lesson, generate=generate)
    return top / "graders" / "demo"


@pytest.fixture(scope="module")
def graders(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The private half of a copy in which one lesson was released and handed in."""
    graders = copy_of_the_demo(root, tmp_path_factory.mktemp("demo"), [LESSON])
    make_cohort(graders.parents[1] / "notebooks" / "demo", graders)
    return graders


@pytest.fixture(scope="module")
def graded(graders: Path) -> Run:
    """The marks of the sample cohort, their feedback written."""
    done = run(graders, LESSON)
    feedback(graders, LESSON)
    return done


def _sentences(key: Path) -> Iterator[str]:
    """Yield the beginnings of a key's explanations, as far as they are plain words."""
    for text in tomllib.loads(key.read_text("utf-8")).get("explanation", {}).values():
        plain = re.split(r"[*$\\{`]", text)[0].strip()
        if len(plain) >= 16:
            yield plain


def test_no_sentence_of_a_key_is_in_any_release(root: Path, tmp_path: Path) -> None:
    lessons = load_course(root / "notebooks" / "demo").lessons
    graders = copy_of_the_demo(root, tmp_path, lessons)
    keys = list((graders / "keys").rglob("*.toml"))
    sentences = [sentence for key in keys for sentence in _sentences(key)]
    assert len(sentences) >= 20
    released = "\n".join(
        path.read_bytes().decode("utf-8", "replace")
        for path in (graders / "release").rglob("*")
        if path.is_file()
    )
    assert [sentence for sentence in sentences if sentence in released] == []


def test_everybody_of_the_cohort_is_graded(graded: Run) -> None:
    assert len(graded.rows) >= 12
    assert graded.failed == ()
    for row in graded.rows:
        known = [marked.score for marked in row.marks if marked.score is not None]
        assert row.score == pytest.approx(sum(known))
        assert row.needs_human == (len(known) < len(row.marks))


def test_explanations_are_told_only_to_those_who_were_right(graders: Path, graded: Run) -> None:
    told = kept = 0
    for row in graded.rows:
        path = graders / "feedback" / row.student / LESSON / f"{LESSON}.html"
        page = html.unescape(path.read_text("utf-8"))
        for marked in row.marks:
            name = marked.exercise.rpartition("/")[2]
            for sentence in _sentences(graders / "keys" / LESSON / f"{name}.toml"):
                assert (sentence in page) == (marked.state == "right"), (row.student, name)
                told += marked.state == "right"
                kept += marked.state != "right"
    assert told > 50
    assert kept > 50
