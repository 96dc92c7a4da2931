"""What learners get back: their answers and marks, and nothing that is not theirs to see."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from courseware.grading.commands import feedback
from tests.grading.course import HIDDEN, LESSON, MIXED, Learner, hand_in
from tests.grading.support import grade
from tests.grading.test_release import keys_of

MakeLearner = Callable[..., Learner]

NARROW_SPACE = "\u202f"
"""Stands between thousands."""


def page_of(graders: Path, student: str, lesson: str = LESSON) -> str:
    feedback(graders, lesson)
    return (graders / "feedback" / student / lesson / f"{lesson}.html").read_text("utf-8")


def in_language(page: str, language: str) -> str:
    """Return what a reader of one language sees."""
    found = re.search(rf'<section class="page" lang="{language}">(.*?)</section>', page, re.DOTALL)
    assert found
    plain = re.sub(r"<[^>]+>", " ", found[1].replace(NARROW_SPACE, ""))
    return re.sub(r"\s+", " ", plain)


@pytest.fixture
def page(graders: Path, learner: MakeLearner) -> str:
    """The page of somebody who was partly right."""
    ada = learner("ada")
    ada.answer_all()
    hand_in(ada, graders)
    grade(graders)
    return page_of(graders, "ada")


def test_the_page_tells_answer_verdict_score_and_feedback(page: str) -> None:
    english = in_language(page, "en")
    assert "Total: 4 / 12 points" in english
    assert "Which are planets?" in english
    assert "The Moon is a satellite." in english
    assert "2 / 4" in english
    assert "Close-909." in english
    assert "Osmos" in english
    assert "−2 / 3" in english
    assert "✗ Wrong" in english
    assert "✓ Right" in english
    assert "◐ Partly right" in english


def test_every_language_of_the_course_is_there_the_policys_first(
    graders: Path, learner: MakeLearner
) -> None:
    ada = learner("ada")
    ada.answer_all()
    hand_in(ada, graders)
    grade(graders)
    page = page_of(graders, "ada")
    assert re.findall(r'<section class="page" lang="([^"]+)"', page) == ["ru", "uz", "en"]
    assert "Луна спутник" in in_language(page, "ru")
    assert "Oy yoʻldosh." in in_language(page, "uz")
    (graders / "policy.toml").write_text('[feedback]\nlanguage = "uz-Cyrl"\n')
    grade(graders, force=True)
    page = page_of(graders, "ada")
    assert '<html lang="uz-Cyrl">' in page
    assert "Ой йўлдош." in in_language(page, "uz-Cyrl")


def test_the_question_is_the_one_this_learner_met(graders: Path, learner: MakeLearner) -> None:
    ada = learner("ada")
    ada.answer("speed", "1")
    values = ada.variant("speed").values
    hand_in(ada, graders)
    grade(graders)
    english = in_language(page_of(graders, "ada"), "en")
    assert f"What is {values['s']} / {values['t']}?" in english


def test_no_key_is_told_to_those_who_were_wrong(graders: Path, learner: MakeLearner) -> None:
    ada, bek = learner("ada"), learner("bek")
    ada.answer("planets", ("sun",))
    ada.answer("speed", "1")
    ada.answer("plant", "no idea")
    ada.answer("sure", "false")
    hand_in(ada, graders)
    hand_in(bek, graders)
    grade(graders)
    told = ("Divide the way", "Разделите путь", "Yoʻlni boʻling.")  # said to a wrong answer
    secrets = [value for value in keys_of(graders) if not value.startswith(told)]
    assert len(secrets) >= 12
    for name, own in (("ada", ada), ("bek", bek)):
        page = page_of(graders, name)
        english = in_language(page, "en")
        assert [secret for secret in secrets if secret in page] == []
        assert [word for word in ("Mars", "Venus", own.speed()) if word in english.split()] == []


def test_right_answers_are_told_where_the_policy_says_so(
    graders: Path, learner: MakeLearner
) -> None:
    ada = learner("ada")
    ada.answer("planets", ("sun",))
    ada.answer("speed", "1")
    (graders / "policy.toml").write_text("[feedback]\nshow_right_answers = true\n")
    hand_in(ada, graders)
    grade(graders)
    english = in_language(page_of(graders, "ada"), "en")
    assert "The right answer" in english
    assert "Explanation-planets-71" in english
    assert ada.speed() in english
    assert "photosynthesising" in english


def test_the_explanation_goes_to_those_who_were_right(graders: Path, learner: MakeLearner) -> None:
    ada = learner("ada")
    ada.answer("planets", ("mars", "venus"))
    hand_in(ada, graders)
    grade(graders)
    assert "Explanation-planets-71" in in_language(page_of(graders, "ada"), "en")


class _Requests(HTMLParser):
    """Collects whatever could make a browser ask or run something."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str]] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name in {"src", "href", "data", "action", "poster", "srcset"} or name[:2] == "on":
                self.found.append((tag, name, value or ""))


def test_the_page_asks_for_nothing_and_runs_nothing(page: str) -> None:
    reader = _Requests()
    reader.feed(page)
    assert reader.found == []
    assert not reader.tags & {"script", "iframe", "object", "embed", "link", "base", "form"}
    assert "default-src 'none'" in page
    assert not re.search(r"url\(|@import", page)


def test_nbgraders_own_cells_are_told_without_their_tests(
    graders: Path, learner: MakeLearner, gradebook: Callable[[], Gradebook]
) -> None:
    ada = learner("ada", MIXED)
    ada.answer("plant", "osmos")
    nb = ada.read()
    for cell in nb.cells:
        id_ = cell.metadata.get("nbgrader", {}).get("grade_id")
        if id_ == "double":
            cell.source = "def double(x):\n    return 2 * x if x < 9 else 0  # <b>nearly</b>"
        elif id_ == "essay":
            cell.source = "Because <i>I</i> think so."
    ada.write(nb)
    hand_in(ada, graders)
    row = grade(graders, MIXED)["ada"]
    assert (row.score, row.max_score, row.needs_human) == (1.0, 13.0, True)
    with gradebook() as book:
        essay = book.find_grade("essay", MIXED, MIXED, "ada")
        essay.manual_score, essay.needs_manual_grade = 4.0, False
        said = book.find_comment("essay", MIXED, MIXED, "ada")
        said.manual_comment = "A **good** thought."
        book.db.commit()
    page = page_of(graders, "ada", MIXED)
    english = in_language(page, "en")
    assert "Task test_double 0 / 5 ✗ Wrong" in english
    assert "Task essay 4 / 6" in english
    assert "<strong>good</strong>" in page
    assert "# &lt;b&gt;nearly&lt;/b&gt;" in page
    assert "Because &lt;i&gt;I&lt;/i&gt; think so." in page
    for secret in (HIDDEN, "assert", "Traceback", "AssertionError"):
        assert secret not in page


def test_a_score_that_is_not_final_says_so(graders: Path, learner: MakeLearner) -> None:
    ada = learner("ada")
    ada.answer("speed", "I do not know")
    hand_in(ada, graders)
    grade(graders)
    english = in_language(page_of(graders, "ada"), "en")
    assert "This is not final yet" in english
    assert "– / 3" in english
    assert "Your teacher will look at this answer" in english


def test_formgrader_shows_mark_and_feedback_under_the_exercise(
    graders: Path, learner: MakeLearner, gradebook: Callable[[], Gradebook]
) -> None:
    ada = learner("ada")
    ada.answer_all()
    nb = ada.read()
    nb.cells = [cell for cell in nb.cells if "exercise(" not in cell.source]
    ada.write(nb)
    hand_in(ada, graders)
    grade(graders)
    path = graders / "autograded" / "ada" / LESSON / f"{LESSON}.ipynb"
    outputs = {
        cell.metadata.nbgrader.grade_id: cell.outputs[0].data
        for cell in nbformat.read(path, as_version=4).cells
        if "nbgrader" in cell.metadata
    }
    assert set(outputs) == {"planets", "speed", "plant", "sure"}
    assert "Близко-909." in outputs["plant"]["text/plain"]
    assert "Близко-909." in outputs["plant"]["text/html"]
    assert "Osmos" in outputs["plant"]["text/html"]
    with gradebook() as book:
        submission = book.find_submission_notebook(LESSON, LESSON, "ada")
        comments = {comment.name: comment.to_dict() for comment in submission.comments}
    assert "Близко-909." in comments["plant"]["auto_comment"]
