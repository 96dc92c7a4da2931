"""The way of a lesson through the Hub, each step taken in a browser by the one whose step it is.

The students' numbers are drawn from their names, and so are always the same. Worked by hand:

| exercise, points   | cw-student-1                | cw-student-2                          |
|--------------------|-----------------------------|---------------------------------------|
| denominator_word 1 | maxraj: right, 1            | mahraj: a known misspelling, half, 0.5|
| missing_numerator 2| 3/4 = ?/8, 6: right, 2      | 2/5 = ?/20, 4: only the factor, a     |
|                    |                             | quarter of the points, 0.5            |
| greater_than_half 3| all three: right, 3         | two of three right, one wrong one:    |
|                    |                             | (2 - 1) / 3 of the points, 1          |
| zarina_sum 2       | only_reduce: wrong, 0       | keep_quarters: right, 2               |
| watermelon_left 2  | 1 - 2/15 - 3/15 = 10/15:    | 1 - 4/12 - 6/12 = 2/12, not reduced:  |
|                    | 2/3 is right, 2             | half, 1                               |
| together 10        | 8                           | 5                                     |
"""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.hub.support.hub import LESSON, Hub
from tests.hub.support.people import STUDENTS, Person
from tests.hub.support.visiting import Visit, formgrader, press_in_formgrader, visit
from tests.ui.support.answering import Exercise
from tests.ui.support.notebooks import SLOW

FIRST, SECOND = STUDENTS
MARKS: dict[str, dict[str, float]] = {
    FIRST: {
        "denominator_word": 1,
        "missing_numerator": 2,
        "greater_than_half": 3,
        "zarina_sum": 0,
        "watermelon_left": 2,
    },
    SECOND: {
        "denominator_word": 0.5,
        "missing_numerator": 0.5,
        "greater_than_half": 1,
        "zarina_sum": 2,
        "watermelon_left": 1,
    },
}
TOTALS = {FIRST: 8.0, SECOND: 5.0}
OUT_OF = 10.0


def release(hub: Hub, browser: Browser) -> None:
    """The instructor makes the students' version and releases it, in Formgrader."""
    with visit(browser, hub, hub.teacher) as teacher:
        page = formgrader(teacher, "manage_assignments")
        press_in_formgrader(page, LESSON, "assign")
        press_in_formgrader(page, LESSON, "release")


def work(hub: Hub, browser: Browser, student: Person) -> None:
    """A student fetches the lesson, answers it and hands it in."""
    with visit(browser, hub, student) as at_work:
        at_work.open_assignments()
        at_work.press("released", "Fetch")
        expect(at_work.assignment("fetched")).to_be_visible(timeout=SLOW)
        if student.name == SECOND:
            under_voila(at_work)
        notebook = at_work.open_lesson()
        practise(at_work)
        {FIRST: answer_first, SECOND: answer_second}[student.name](at_work)
        notebook.save()
        at_work.open_assignments()
        at_work.press("fetched", "Submit")
        expect(at_work.assignment("submitted")).to_be_visible(timeout=SLOW)


def under_voila(student: Visit) -> None:
    """One answer is given where no code is shown: it counts like any other."""
    student.page.goto(f"{student.url}/voila/render/{LESSON}/{LESSON}.ipynb", timeout=SLOW)
    sections = student.page.locator(".cw-exercise")
    root = sections.filter(has=student.page.locator('input[value="keep_quarters"]'))
    root.wait_for(timeout=SLOW)
    expect(student.page.get_by_text("from courseware import")).to_have_count(0)
    exercise = Exercise(root)
    exercise.choose("keep_quarters")
    exercise.expect_phase("saved")


def practise(student: Visit) -> None:
    """Practice exercises are marked at once, in the browser."""
    exercise = student.exercise("unequal_parts")
    exercise.choose("false")
    exercise.expect_verdict("right")
    exercise = student.exercise("half_word")
    exercise.type("1/2")
    exercise.expect_verdict("partly")


def answer_first(student: Visit) -> None:
    """Answer mostly right."""
    student.exercise("denominator_word").type("maxraj")
    student.exercise("missing_numerator").type("6")
    student.exercise("greater_than_half").choose("three_quarters", "four_sevenths", "five_eighths")
    student.exercise("zarina_sum").choose("only_reduce")
    student.exercise("watermelon_left").type("2/3")
    saved(student)


def answer_second(student: Visit) -> None:
    """Answer half right; what was answered under Voilà is there already."""
    student.exercise("zarina_sum").expect_chosen("keep_quarters")
    student.exercise("denominator_word").type("mahraj")
    student.exercise("missing_numerator").type("4")
    student.exercise("greater_than_half").choose("three_quarters", "four_sevenths", "four_eighths")
    student.exercise("watermelon_left").type("2/12")
    saved(student)


def saved(student: Visit) -> None:
    """Every answer that counts is said to be saved, and none is marked yet."""
    for name in MARKS[student.person.name]:
        exercise = student.exercise(name)
        exercise.expect_phase("saved")
        expect(exercise.root.locator(".cw-result")).to_be_hidden()


def mark(hub: Hub, browser: Browser) -> None:
    """The instructor collects and autogrades, in Formgrader."""
    with visit(browser, hub, hub.teacher) as teacher:
        page = formgrader(teacher, "manage_assignments")
        press_in_formgrader(page, LESSON, "collect")
        page = formgrader(teacher, f"manage_submissions/{LESSON}")
        for student in hub.students:
            press_in_formgrader(page, student.name, "autograde")


def give_back(hub: Hub, browser: Browser) -> None:
    """The instructor writes the feedback and releases it, in Formgrader."""
    with visit(browser, hub, hub.teacher) as teacher:
        page = formgrader(teacher, "manage_assignments")
        press_in_formgrader(page, LESSON, "generate-feedback")
        press_in_formgrader(page, LESSON, "release-feedback")
