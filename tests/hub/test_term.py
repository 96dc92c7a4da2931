"""A term on a real Hub, in small: separate users, answers in a browser, marks worked by hand."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.hub.support.gradebook import scores
from tests.hub.support.hub import LESSON, Hub
from tests.hub.support.steps import FIRST, MARKS, OUT_OF, SECOND, TOTALS
from tests.hub.support.visiting import formgrader, visit
from tests.ui.support.notebooks import SLOW


def test_the_marks_are_those_worked_by_hand(marked: Hub) -> None:
    assert scores(marked) == MARKS
    assert {name: sum(each.values()) for name, each in MARKS.items()} == TOTALS


def test_the_instructor_sees_the_marks_in_formgrader(marked: Hub, browser: Browser) -> None:
    with visit(browser, marked, marked.teacher) as teacher:
        page = formgrader(teacher, f"manage_submissions/{LESSON}")
        for name, score in ((FIRST, "8 / 10"), (SECOND, "5 / 10")):
            row = page.locator("tbody tr").filter(has_text=name)
            expect(row.locator("td.score")).to_have_text(score, timeout=SLOW)
            expect(row.locator("td.status")).to_have_text("graded")


@pytest.mark.parametrize(
    ("name", "total", "told"),
    [
        (FIRST, "Jami: 8 / 10 ball", r"yarimdan kichik, holbuki"),
        (SECOND, "Jami: 5 / 10 ball", r"imlosiga eʼtibor bering"),
    ],
)
def test_students_see_their_marks(
    returned: Hub, browser: Browser, name: str, total: str, told: str
) -> None:
    student = returned.people[name]
    with visit(browser, returned, student) as at_home:
        page = at_home.open_assignments()
        at_home.press("submitted", "Fetch Feedback")
        page.get_by_text("(view feedback)").click(timeout=SLOW)
        page.locator(f'.jp-DirListing-item:has-text("{LESSON}.html")').dblclick(timeout=SLOW)
        feedback = page.frame_locator(".jp-HTMLViewer iframe")
        expect(feedback.get_by_text(total)).to_be_visible(timeout=SLOW)
        expect(feedback.get_by_text(re.compile(told)).first).to_be_visible()
        points = feedback.locator(".points:visible")
        expect(points).to_have_count(len(MARKS[name]))
    assert OUT_OF == 10
