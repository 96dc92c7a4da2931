"""Clozes and matrices in a plain page: dragged, tapped, by keyboard alone, on a narrow phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.ui.conftest import OpenPage
from tests.ui.support.browsing import DESKTOP, PHONE
from tests.ui.support.hands import Hands, Way
from tests.ui.test_demo_page import at, demo, site

__all__ = ["demo", "site"]

SPRING = {1: "melt", 2: "bloom", 3: "return", 4: "plant"}


def gap(page: Page, name: str, number: int) -> Locator:
    return page.locator(f"#{name}").get_by_label(f"Gap {number}:")


def chip(page: Page, word: str) -> Locator:
    return page.locator(f'#cloze-bank .cw-cloze-chip[value="{word}"]')


@pytest.mark.parametrize("way", ["mouse", "touch", "keyboard"])
def test_words_of_a_bank_find_their_gaps(demo: OpenPage, way: Way) -> None:
    page, watch = demo(size=PHONE, has_touch=way == "touch", only="cloze-bank")
    hands = Hands(page, way)
    for number, word in SPRING.items():
        hands.press(chip(page, word))
        if way == "keyboard":  # it led on to the first empty gap
            expect(gap(page, "cloze-bank", number)).to_be_focused()
            page.keyboard.press("Space")
        else:
            hands.press(gap(page, "cloze-bank", number))
        expect(chip(page, word)).to_be_disabled()
    hands.press(at(page, "cloze-bank").button)
    at(page, "cloze-bank").expect_verdict("right")
    watch.assert_clean()


def test_words_are_dragged_and_dragged_out_again(demo: OpenPage) -> None:
    page, _ = demo(only="cloze-bank")
    slots = page.locator("#cloze-bank .cw-cloze-slot")
    chip(page, "freeze").drag_to(slots.nth(0))
    expect(slots.nth(0)).to_have_text("freezes")
    slots.nth(0).drag_to(slots.nth(1))
    expect(slots.nth(1)).to_have_text("freezes")
    expect(slots.nth(0)).to_have_attribute("data-filled", "false")
    slots.nth(1).drag_to(page.locator("#cloze-bank .cw-prompt"))
    expect(chip(page, "freeze")).to_be_enabled()


def test_gaps_keep_what_is_in_them_in_another_language(demo: OpenPage) -> None:
    page, _ = demo(only="cloze")
    field = gap(page, "cloze", 1)
    field.fill("forse")
    gap(page, "cloze", 2).select_option("inversely")
    page.locator("nav select[name=language]").select_option("ru")
    expect(page.locator("#cloze").get_by_label("Пропуск 1:")).to_have_value("forse")
    expect(page.locator("#cloze").get_by_label("Пропуск 2:")).to_have_value("inversely")
    at(page, "cloze").button.click()
    at(page, "cloze").expect_verdict("partly")
    expect(page.locator("#cloze .cw-result")).to_contain_text("правильно так: force")


def test_words_are_marked_by_keyboard_alone(demo: OpenPage) -> None:
    page, _ = demo(only="cloze-words")
    verbs = at(page, "cloze-words")
    words = verbs.root.locator(".cw-cloze-word")
    verbs.tab_to(words.first)
    for key in ("ArrowRight", "Space", "End", "ArrowLeft", "ArrowLeft", "Space", "Space"):
        page.keyboard.press(key)
    expect(words.nth(1)).to_have_attribute("aria-pressed", "true")
    expect(verbs.root.locator("[aria-pressed=true]")).to_have_count(1)
    page.keyboard.press("Tab")  # the whole text is one stop
    page.keyboard.press("Enter")
    verbs.expect_verdict("partly")
    expect(words.nth(1)).to_have_accessible_name("rose, Right")


def test_a_matrix_is_a_table_where_there_is_room_and_groups_where_there_is_not(
    demo: OpenPage,
) -> None:
    page, _ = demo(size=DESKTOP, only="choice-matrix")
    grid = page.locator("#choice-matrix")
    whale = grid.get_by_role("radiogroup", name="whale")
    mammal, fish = (whale.get_by_role("radio", name=name) for name in ("mammal", "fish"))
    expect(grid.locator(".cw-matrix-heads")).to_be_visible()
    assert mammal.bounding_box()["y"] == fish.bounding_box()["y"]  # type: ignore[index]
    page.set_viewport_size({"width": 360, "height": 640})
    expect(grid.locator(".cw-matrix-heads")).to_be_hidden()
    assert mammal.bounding_box()["y"] > fish.bounding_box()["y"]  # type: ignore[index]
    for animal, group in (
        ("bat", "mammal"),
        ("hen", "bird"),
        ("shark", "fish"),
        ("whale", "mammal"),
    ):
        row = grid.get_by_role("radiogroup", name=animal)
        row.get_by_role("radio", name=group).check()
    at(page, "choice-matrix").button.click()
    at(page, "choice-matrix").expect_verdict("right")
