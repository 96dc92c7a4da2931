"""What a learner gets back: one page, in every language of the course, from results alone.

Nothing is taken from the executed notebook: no test, no traceback, no output.
What a learner typed is escaped; prompts and feedback are the author's Markdown.
"""

from __future__ import annotations

from functools import cache

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from courseware import marking
from courseware.errors import CoursewareError
from courseware.grading.cleaning.marks import without_joiners
from courseware.grading.record import Marked, Said
from courseware.grading.rich import rich, rich_prompt
from courseware.grading.summary import points, reason, verdict
from courseware.library import Lesson
from courseware.mark import State
from courseware.text import choose, format_number, say

LANGUAGE_NAMES = {"uz": "Oʻzbekcha", "uz-Cyrl": "Ўзбекча", "ru": "Русский", "en": "English"}
SIGNS: dict[str, str] = {"right": "✓", "partly": "◐", "wrong": "✗"}
"""Beside the words, so that no verdict is told by its colour alone."""
WAITING = "…"


class Grading(msgspec.Struct, frozen=True, kw_only=True):
    """What the gradebook says of one cell; `by_teacher` when a human gave the score."""

    score: float
    max_score: float
    waiting: bool
    by_teacher: bool = False


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """A cell of nbgrader's own; without a grading it is only commented on.

    `source` is what the learner wrote.
    """

    cell: str
    grading: Grading | None = None
    source: str = ""
    comment: str = ""


class Exercised(msgspec.Struct, frozen=True, kw_only=True):
    """A graded exercise and its mark."""

    grading: Grading
    marked: Marked
    comment: str = ""


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """All that a page tells, in no language; a course of nbgrader's alone has no `lesson`."""

    lesson: Lesson | None
    name: str
    languages: tuple[str, ...]
    items: tuple[Task | Exercised, ...]
    score: float
    max_score: float
    late_penalty: float = 0.0


class Item(msgspec.Struct, kw_only=True):
    """One box of a page, in one language; what is Markup is HTML, all else gets escaped."""

    title: str
    points: str = ""
    state: State = "unmarked"
    verdict: str = ""
    sign: str = ""
    prompt: Markup | str = ""
    answer: tuple[Markup | str, ...] = ()
    authored: bool = False
    source: str = ""
    wait: str = ""
    feedback: tuple[Markup, ...] = ()
    right: tuple[Markup | str, ...] = ()
    explanation: Markup | str = ""
    comment: Markup | str = ""


class Page:
    """One language of a sheet, as the template reads it."""

    def __init__(self, sheet: Sheet, language: str) -> None:
        self.language = language
        self.language_name = LANGUAGE_NAMES.get(language, language)
        self.course = choose(sheet.lesson.course.title, language) if sheet.lesson else ""
        self.title = self.say("page_title", lesson=sheet.name)
        self.total = self.say(
            "page_total",
            score=format_number(round(sheet.score, 2), language),
            out_of=format_number(round(sheet.max_score, 2), language),
        )
        late = format_number(round(sheet.late_penalty, 2), language)
        self.late = self.say("page_late", points=late) if sheet.late_penalty else ""
        self.waiting = any(item.grading and item.grading.waiting for item in sheet.items)
        self.items = [_item(item, sheet.lesson, language) for item in sheet.items]

    def say(self, name: str, **parameters: str) -> str:
        """Return a sentence of the page."""
        return say(f"grading.{name}", self.language, **parameters)


def render(sheet: Sheet) -> str:
    """Return the page as HTML that asks for nothing and runs nothing."""
    pages = [Page(sheet, language) for language in sheet.languages]
    return _environment().get_template("feedback.html.j2").render(pages=pages)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("courseware.grading"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _item(item: Task | Exercised, lesson: Lesson | None, language: str) -> Item:
    if isinstance(item, Task):
        return _task(item, language)
    marked = item.marked
    said = marked.said.get(language, Said())
    page = Item(
        title=marked.exercise.rpartition("/")[2],
        points=_points(item.grading, marked.score, language),
        state=marked.state,
        verdict=verdict(marked, language),
        sign=SIGNS.get(marked.state, WAITING),
        answer=tuple(_authored(said.answer)) if said.authored else said.answer,
        authored=said.authored,
        feedback=tuple(rich(text) for text in said.feedback),
        right=tuple(_authored(said.right)) if said.authored else said.right,
        explanation=rich(said.explanation) if said.explanation else "",
        wait=_wait(item, language),
        comment=rich(item.comment) if item.comment else "",
    )
    if lesson is not None:
        _prompt(page, marked, lesson, language)
    return page


def _prompt(page: Item, marked: Marked, lesson: Lesson, language: str) -> None:
    """Add the question as this learner met it, where the exercise still says it."""
    try:
        exercise = lesson.entry(page.title).exercise
        variant = marking.redraw(exercise, marked.seed, marked.number)
        page.prompt = rich_prompt(choose(exercise.prompt, language), variant.values, language)
    except (CoursewareError, ValueError):
        return
    page.title = choose(exercise.title, language) or page.title


def _task(task: Task, language: str) -> Item:
    page = Item(
        title=say("grading.page_task", language, name=task.cell),
        source=without_joiners(task.source),
        comment=rich(task.comment) if task.comment else "",
    )
    grading = task.grading
    if grading is None:
        return page
    if not grading.waiting:
        full = grading.score >= grading.max_score
        page.state = "right" if full else "partly" if grading.score > 0 else "wrong"
    known = grading.by_teacher or not grading.waiting
    page.points = points(grading.score if known else None, grading.max_score, language)
    page.verdict = say(f"grading.state_{page.state}", language)
    page.sign = SIGNS.get(page.state, WAITING)
    return page


def _points(grading: Grading, score: float | None, language: str) -> str:
    known = grading.score if grading.by_teacher else score
    return points(known, grading.max_score, language)


def _wait(item: Exercised, language: str) -> str:
    if item.grading.by_teacher:
        return say("grading.page_by_teacher", language)
    if not item.marked.reason:
        return ""
    return f"{reason(item.marked, language)} {say('grading.page_wait', language)}"


def _authored(texts: tuple[str, ...]) -> list[Markup]:
    return [rich(text) for text in texts]
