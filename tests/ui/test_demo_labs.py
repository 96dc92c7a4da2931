"""Laboratories and essays in a plain page: by keyboard alone, printed, in little motion."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.ui.conftest import OpenPage
from tests.ui.support.browsing import PHONE
from tests.ui.support.checking import assert_accessible
from tests.ui.test_demo_page import demo, site

__all__ = ["demo", "site"]


def tab_to(page: Page, target: Locator) -> None:
    """Reach an element by Tab alone, from wherever the focus is."""
    for _ in range(60):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    message = f"Tab does not reach {target}"
    raise AssertionError(message)


def test_a_whole_experiment_by_keyboard_alone(demo: OpenPage) -> None:
    page, watch = demo(only="lever")
    lab = page.locator("#lever .cw-exercise")
    radios = lab.locator(".cw-option input")
    radios.first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    tab_to(page, lab.get_by_role("button", name="Fix my prediction"))
    page.keyboard.press("Enter")
    mass, hook = lab.get_by_role("slider").all()
    expect(mass).to_be_focused()
    expect(radios.last).to_be_disabled()
    left = int(lab.locator(".cw-prompt").inner_text().split("hang ")[1].split()[0])
    record = lab.get_by_role("button", name="Record the result")
    pairs = [(weight, 4 * left / weight) for weight in range(1, 11) if 4 * left % weight == 0]
    level = [(weight, int(place)) for weight, place in pairs if place <= 10][:3]
    for weight, place in level:
        for slider, value in ((mass, weight), (hook, place)):
            slider.focus()
            page.keyboard.press("Home")
            for _ in range(value - 1):
                page.keyboard.press("ArrowRight")
        expect(lab.locator("figcaption")).to_contain_text("It is: level")
        tab_to(page, record)
        page.keyboard.press("Enter")
    expect(lab.locator("tbody tr")).to_have_count(3)
    expect(lab.locator(".cw-lab-news")).to_have_text("Reading 3 recorded: Lever – level")
    tab_to(page, lab.get_by_role("textbox").first)
    page.keyboard.type(str(2 * left))
    page.keyboard.press("Enter")
    expect(lab.locator(".cw-result")).to_have_attribute("data-verdict", "right")
    expect(lab.locator(".cw-explanation").last).to_contain_text("law of the lever")
    watch.assert_clean()


def test_by_touch_on_a_phone(demo: OpenPage) -> None:
    page, watch = demo("uz", "dark", PHONE, has_touch=True, only="graded-pendulum")
    lab = page.locator("#graded-pendulum .cw-exercise")
    lab.locator(".cw-option").nth(1).tap()
    lab.get_by_role("button", name="Taxminimni belgilab").tap()
    for _ in range(3):
        lab.get_by_role("button", name="Ip uzunligi: +0.05").tap()
        lab.get_by_role("button", name="Vaqtni oʻlchab").tap()
    expect(lab.locator("tbody tr")).to_have_count(3)
    lab.get_by_role("button", name="2-oʻlchovni oʻchirish").tap()
    expect(lab.locator("tbody tr")).to_have_count(2)
    expect(lab.locator(".cw-state")).to_have_attribute("data-phase", "saved")
    expect(lab.locator(".cw-result")).to_be_hidden()
    assert_accessible(page, "#graded-pendulum")
    watch.assert_clean()


def test_the_swing_stands_still_unless_asked(demo: OpenPage) -> None:
    page, _ = demo(reduced_motion="reduce", only="pendulum")
    lab = page.locator("#pendulum .cw-exercise")
    arm = lab.locator("svg.cw-lab-picture g").first
    before = arm.get_attribute("transform")
    expect(lab.get_by_role("button", name="Show the motion")).to_be_hidden()
    lab.get_by_role("button", name="One step").click()
    assert arm.get_attribute("transform") != before


def test_a_table_is_saved_without_a_network(demo: OpenPage) -> None:
    page, watch = demo("ru", only="sampling")
    lab = page.locator("#sampling .cw-exercise")
    lab.get_by_role("button", name="Взять выборки").click()
    with page.expect_download() as saved:
        lab.get_by_role("button", name="CSV").click()
    assert saved.value.suggested_filename == "sampling.csv"
    head, line = saved.value.path().read_text("utf-8-sig").splitlines()
    assert head.startswith('"Генеральная совокупность";"Объём выборки"')
    assert line.startswith('"скошенная";"4";"1";"')
    watch.assert_clean()


def test_print_shows_the_picture_and_the_table(demo: OpenPage) -> None:
    page, _ = demo(only="sampling")
    lab = page.locator("#sampling .cw-exercise")
    lab.get_by_role("button", name="Draw the samples").click()
    page.emulate_media(media="print")
    expect(lab.locator("figure svg")).to_be_visible()
    expect(lab.locator("tbody tr td").first).to_be_visible()
    for hidden in (".cw-lab-board", ".cw-lab-tools", ".cw-lab-delete"):
        expect(lab.locator(hidden).first).to_be_hidden()


def test_an_essay_grows_and_its_drafts_come_back(demo: OpenPage) -> None:
    page, watch = demo(size=PHONE, only="graded-essay")
    essay = page.locator("#graded-essay .cw-exercise")
    field = essay.locator("textarea")
    height = field.evaluate("element => element.offsetHeight")
    field.fill("First draft.")
    field.press("Tab")
    field.fill("A line.\n" * 30)
    field.press("Tab")
    assert field.evaluate("element => element.offsetHeight") > 2 * height
    assert field.evaluate("element => element.scrollHeight - element.clientHeight") <= 1
    expect(essay.locator(".cw-essay-count")).to_have_text("60 words")
    tab_to(page, essay.locator(".cw-essay-earlier summary"))
    page.keyboard.press("Enter")
    tab_to(page, essay.get_by_role("button", name="Go back to draft 1"))
    page.keyboard.press("Enter")
    expect(field).to_have_value("First draft.")
    expect(field).to_be_focused()
    assert_accessible(page, "#graded-essay")
    watch.assert_clean()
