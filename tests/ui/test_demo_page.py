"""Every kind in every language and every state, in a plain page with no kernel (widgets/demo)."""

from __future__ import annotations

import http.server
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.ui.conftest import OpenPage
from tests.ui.support.answering import Exercise
from tests.ui.support.browsing import DESKTOP, PHONE, Watch
from tests.ui.support.checking import assert_accessible, picture

ROOT = Path(__file__).resolve().parents[2]
NARROW = (320, 640)
ZOOMED = (640, 450)
"""What is left of a page 1280 wide at 200 % zoom."""

SHOWN = """() => window.coursewareDemo && [...document.querySelectorAll("#stage > *")].every(
  place => place.querySelector(".cw-exercise"))"""

PHASES = {
    "choice-one": "empty",
    "one-right": "marked",
    "one-wrong": "marked",
    "many-partly": "marked",
    "no-attempts": "marked",
    "graded-one": "empty",
    "graded-saved": "saved",
    "read-only": "marked",
}


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name upstream
        pass


@cache
def built() -> Path:
    """Build the demo page, once for all modules that open it."""
    npm = [sys.executable, str(ROOT / ".ci" / "setup.py"), "npm", "--"]
    done = subprocess.run(
        [*npm, "run", "build", "--", "--demo"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return ROOT / "widgets" / "dist" / "demo"


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The demo page, served by a server that knows nothing but files."""
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(Quiet, directory=str(built()))
    )
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/index.html"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def demo(site: str, open_page: OpenPage) -> OpenPage:
    """Open the demo page, or some of it: `page, watch = demo("ru", size=PHONE, only="order")`.

    The whole page has some sixty exercises, and takes seconds to be laid out and gone through.
    """

    def opened(
        language: str = "en",
        theme: str = "light",
        size: tuple[int, int] = DESKTOP,
        only: str = "",
        **options: object,
    ) -> tuple[Page, Watch]:
        page, watch = open_page(size=size, **options)
        page.goto(f"{site}?language={language}&theme={theme}&only={only}")
        page.wait_for_function(SHOWN)
        return page, watch

    return opened


def at(page: Page, name: str) -> Exercise:
    return Exercise(page.locator(f"#{name} .cw-exercise"))


def let_kernels_fail(page: Page) -> None:
    """Answer where the kernel saves for ever, cannot save, and is gone."""
    for name, phase in (
        ("saving", "saving"),
        ("unsaved", "refused"),
        ("disconnected", "disconnected"),
    ):
        at(page, name).type("maxraj")
        at(page, name).expect_phase(phase)


def overflow(page: Page) -> list[str]:
    """Return what is wider than the page, which then scrolls sideways."""
    wide: list[str] = page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] :
        [...document.querySelectorAll("body *")]
          .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
          .map(element => element.outerHTML.slice(0, 120))"""
    )
    return wide


@pytest.mark.parametrize(
    ("language", "theme"),
    [
        ("uz", "light"),
        ("ru", "dark"),
        pytest.param("uz", "dark", marks=pytest.mark.thorough),
        pytest.param("uz-Cyrl", "light", marks=pytest.mark.thorough),
        pytest.param("en", "light", marks=pytest.mark.thorough),
    ],
)
def test_accessible_in_every_state(demo: OpenPage, language: str, theme: str) -> None:
    page, watch = demo(language, theme, PHONE)
    let_kernels_fail(page)
    at(page, "number").type("3½ km")
    expect(at(page, "number").field).to_have_attribute("aria-invalid", "true")
    for phase in PHASES.items():
        at(page, phase[0]).expect_phase(phase[1])
    assert_accessible(page)
    picture(page, f"demo-{language}-{theme}")
    watch.assert_clean()


def test_accessible_in_the_system_s_dark_theme(demo: OpenPage) -> None:
    page, _ = demo(theme="system", color_scheme="dark", only="choice,number,text")
    assert_accessible(page)
    ground = page.locator(".cw-exercise").first.evaluate("e => getComputedStyle(e).backgroundColor")
    assert sum(map(int, ground.removeprefix("rgb(").removesuffix(")").split(","))) < 150


@pytest.mark.parametrize(
    "language",
    ["uz", "ru", *(pytest.param(name, marks=pytest.mark.thorough) for name in ("uz-Cyrl", "en"))],
)
def test_nothing_scrolls_sideways(demo: OpenPage, language: str) -> None:
    page, _ = demo(language, size=DESKTOP)
    let_kernels_fail(page)
    for width, height in (DESKTOP, ZOOMED, PHONE, NARROW):
        page.set_viewport_size({"width": width, "height": height})
        assert overflow(page) == [], width


def test_text_can_be_twice_as_large(demo: OpenPage) -> None:
    page, _ = demo("ru", size=(640, 900))
    page.add_style_tag(content="html { font-size: 200% }")
    assert overflow(page) == []


def test_targets_are_large_enough(demo: OpenPage) -> None:
    page, _ = demo("uz", size=NARROW)
    targets = page.locator(".cw-option, .cw-level, .cw-button, .cw-field, .cw-select")
    heights = targets.evaluate_all(
        """all => all.filter(one => one.checkVisibility()).map(one => [
          one.className, one.innerText, one.getBoundingClientRect().height])"""
    )
    assert len(heights) > 100
    for name, text, height in heights:
        assert height >= (36 if "cw-select" in name else 44), (name, text)


ANSWERED = "choice-one,choice-many,choice-true-false,number,text,graded-number,graded-text"


def test_every_kind_by_keyboard_alone(demo: OpenPage) -> None:
    page, watch = demo(only=ANSWERED)
    one, many, true_false = (at(page, f"choice-{kind}") for kind in ("one", "many", "true-false"))
    one.choose_by_keyboard("fewer")
    one.expect_verdict("right")
    many.choose_by_keyboard("two_fourths", "five_tenths")
    many.expect_verdict("right")
    true_false.tab_to(true_false.option("true"))
    page.keyboard.press("Space")
    true_false.tab_to(true_false.root.locator(".cw-certainty input").first)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    true_false.expect_verdict("right")
    at(page, "number").type_by_keyboard("3.5")
    at(page, "number").expect_verdict("wrong")
    at(page, "text").type_by_keyboard("Знаменатель")
    at(page, "text").expect_verdict("right")
    at(page, "graded-number").type_by_keyboard("60")
    at(page, "graded-number").expect_phase("saved")
    at(page, "graded-text").type_by_keyboard("the distance")
    at(page, "graded-text").expect_phase("saved")
    watch.assert_clean()


def test_hints_another_one_and_language_by_keyboard(demo: OpenPage) -> None:
    page, _ = demo(only="choice-one")
    one = at(page, "choice-one")
    hint = one.root.get_by_role("button", name="hint")
    one.tab_to(hint)
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(one.root.locator(".cw-hint")).to_have_count(2)
    expect(one.root.locator(".cw-hint").last).to_be_focused()
    one.choose_by_keyboard("fewer")
    before = one.root.locator(".cw-prompt").inner_text()
    one.tab_to(one.root.get_by_role("button", name="Another"))
    page.keyboard.press("Enter")
    expect(one.root.locator(".cw-prompt")).not_to_have_text(before)
    expect(one.root.locator("input.cw-input-option").first).to_be_focused()
    one.expect_phase("empty")
    one.tab_to(one.root.locator(".cw-select"), key="Shift+Tab")
    page.keyboard.press("ArrowUp")
    expect(one.root).to_have_attribute("lang", "ru")


def test_what_is_typed_here_stays_here(demo: OpenPage) -> None:
    page, _ = demo(only="number")
    page.evaluate(
        """() => {
          window.heard = 0;
          addEventListener("keydown", event => event.key !== "Control" && heard++);
        }"""
    )
    number = at(page, "number")
    number.field.focus()
    page.keyboard.type("dd1")
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Control+Enter")
    number.expect_phase("unsaved")
    expect(number.root.locator(".cw-complaint")).to_be_visible()
    assert page.evaluate("heard") == 0
    page.keyboard.press("Control+s")  # saves the notebook, so it goes on
    assert page.evaluate("heard") == 1
    marked = page.locator("#number [data-lm-suppress-shortcuts]")
    expect(marked).to_have_count(2)  # the exercise, and its field


def test_the_first_click_on_check_counts(demo: OpenPage) -> None:
    page, _ = demo("ru", size=PHONE, only="number")
    number = at(page, "number")
    number.field.click()
    page.keyboard.type("999.5")
    number.button.click()
    expect(number.root.locator(".cw-help")).to_contain_text("999,5")
    number.expect_verdict("wrong")


def test_an_unreadable_answer_spends_no_attempt(demo: OpenPage) -> None:
    page, _ = demo(only="graded-number")
    number = at(page, "graded-number")
    number.type("sixty")
    expect(number.root.locator(".cw-complaint")).to_contain_text("sixty")
    expect(number.root.locator(".cw-attempts")).to_have_text("3 attempts left")
    number.type("60")
    expect(number.root.locator(".cw-attempts")).to_have_text("2 attempts left")


def test_what_counts_shows_no_verdict(demo: OpenPage) -> None:
    page, _ = demo(only="graded-one")
    one = at(page, "graded-one")
    one.option("fewer").click()
    one.expect_phase("saved")
    one.be_certain(3)
    one.expect_phase("saved")
    expect(one.root.locator(".cw-result")).to_be_hidden()
    expect(one.root.locator("[data-verdict]:not([data-verdict=''])")).to_have_count(0)
    expect(one.root.locator(".cw-state")).to_contain_text("after the work is handed in")


def test_a_page_switches_all_its_exercises(demo: OpenPage) -> None:
    page, _ = demo("uz")
    titles = page.locator(".cw-title")
    expect(titles.first).to_have_text("Qaysi boʻlak katta?")
    page.locator('nav select[name="language"]').select_option("ru")
    for exercise in page.locator(".cw-exercise").all():
        expect(exercise).to_have_attribute("lang", "ru")
    expect(titles.first).to_have_text("Какой кусок больше?")


def test_one_exercise_switches_alone_and_marks_in_its_language(demo: OpenPage) -> None:
    page, _ = demo("uz", only="text")
    text = at(page, "text-wrong")
    expect(text.root.locator(".cw-result")).to_contain_text("Surat")
    text.switch("en")
    expect(text.root.locator(".cw-result")).to_contain_text("The numerator")
    expect(page.locator("#text .cw-exercise")).to_have_attribute("lang", "uz")


def test_no_sign_by_colour_alone(demo: OpenPage) -> None:
    page, _ = demo(only="choice")
    for name, word in (("one-right", "Right"), ("one-wrong", "Not right")):
        chosen = at(page, name).root.locator(".cw-option:has(:checked)")
        expect(chosen).to_contain_text(word)
        expect(chosen.locator(".cw-option-verdict svg")).to_be_visible()


HOSTILE = (
    '<math><mtext></mtext><mglyph><style></math><img src=x onerror="caught=1">',
    "<math><mtext><table><mglyph><style><!--</style><img src onerror=caught=1>--></mglyph></table>",
    '<math href="javascript:caught=1"><mi xlink:href="javascript:caught=1">a</mi></math>',
    '<math><annotation-xml encoding="text/html"><script>caught=1</script></annotation-xml></math>',
    "<math><semantics><mi>x</mi><annotation>&lt;script></annotation></semantics></math>",
    "<svg onload=caught=1><animate onbegin=caught=1 attributeName=x dur=1s></svg>",
    "<svg><foreignObject><img src=x onerror=caught=1></foreignObject></svg>",
    "<script>caught=1</script><img src=x onerror=caught=1><video><source onerror=caught=1></video>",
    "<img src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='caught=1'/>\">",
    '<iframe src="javascript:parent.caught=1"></iframe><embed src="javascript:caught=1">',
    '<p style="position:fixed;inset:0" onclick="caught=1" class="cw-state" id="x">b</p>',
    '<a href="javascript:caught=1">c</a><a href=" java\nscript:caught=1">d</a>',
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=caught=1>",
    '<noscript><p title="</noscript><img src onerror=caught=1>"></noscript>',
    "<style>*{display:none}</style><link rel=stylesheet href=https://example.org/x.css>",
    "<custom-element onclick=caught=1>e</custom-element>",
    "<template><img src onerror=caught=1></template>",
)


def test_hostile_prompts_are_harmless(demo: OpenPage) -> None:
    page, watch = demo(only="text")
    for number, html in enumerate(HOSTILE):
        page.evaluate(
            """([name, prompt]) => {
              const {exercise} = coursewareDemo.DEFINITIONS.text;
              const traits = {exercise: {...exercise, prompt}};
              coursewareDemo.show({name, exercise: "text", traits});
            }""",
            [f"case-{number}", f"<p>case {number}</p>{html}"],
        )
        prompt: Locator = page.locator(f"#case-{number} .cw-prompt")
        expect(prompt).to_contain_text(f"case {number}")
        found: list[list[str]] = prompt.evaluate(
            """prompt => [...prompt.querySelectorAll("*:not(.cw-scroll)")].map(element =>
                 [element.localName, ...[...element.attributes].map(a => a.name)])"""
        )
        elements = {names[0] for names in found}
        attributes = {name for names in found for name in names[1:]}
        assert elements <= {"p", "a", "img", "table", "math", "mtext", "mi", "semantics"}, number
        assert attributes <= {"src", "rel"}, (html, attributes)
        for link in prompt.locator("a").all():
            link.click()
    assert page.evaluate("window.caught") is None
    watch.assert_clean()


def test_what_is_typed_is_never_markup(demo: OpenPage) -> None:
    page, watch = demo(only="number,text")
    typed = "<img src=x onerror=window.caught=1>"
    at(page, "number").type(typed)
    expect(at(page, "number").root.locator(".cw-complaint")).to_contain_text("<img")
    at(page, "text").type(typed)
    at(page, "text").expect_verdict("wrong")
    assert page.evaluate("window.caught") is None
    watch.assert_clean()


def test_print_shows_the_exercise_and_none_of_its_buttons(demo: OpenPage) -> None:
    page, _ = demo(only="choice-one")
    page.emulate_media(media="print")
    expect(page.locator("#choice-one .cw-option").first).to_be_visible()
    for hidden in (".cw-button", ".cw-select", ".cw-state"):
        expect(page.locator(f"#choice-one {hidden}").first).to_be_hidden()


def test_no_style_sheet_stands_twice(demo: OpenPage) -> None:
    page, _ = demo()
    sheets = page.locator("style.courseware-style").all_text_contents()
    assert sheets
    assert len(sheets) == len(set(sheets))


def drag(page: Page, dragged: Locator, onto: Locator, share: float = 0.5) -> None:
    """Drag by mouse, to a share of the height of something else."""
    dragged.scroll_into_view_if_needed()
    start, end = dragged.bounding_box(), onto.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] * share, steps=6)
    page.mouse.up()


def test_things_are_put_in_order_by_mouse(demo: OpenPage) -> None:
    page, watch = demo(only="order")
    tale = at(page, "order")
    row = '.cw-order-chosen [data-id="{}"]'.format
    last = tale.root.locator(".cw-order-chosen .cw-order-item").last
    for id_ in ("plant", "grow", "granny", "cat", "mouse"):
        card = tale.root.locator(f"{row(id_)} .cw-order-card")
        if last.get_attribute("data-id") != id_:
            drag(page, card, last, 0.9)
        expect(last).to_have_attribute("data-id", id_)
    tale.submit()
    tale.expect_verdict("right")
    program = at(page, "order-lines")
    chosen = program.root.locator(".cw-order-chosen")
    for id_ in ("start", "loop", "even", "add", "print"):
        drag(page, program.root.locator(f'[data-id="{id_}"] .cw-order-card'), chosen, 0.98)
        expect(chosen.locator(".cw-order-item").last).to_have_attribute("data-id", id_)
    for id_, steps in (("even", 1), ("add", 2)):
        program.root.locator(f"{row(id_)} .cw-order-card").click()
        for _ in range(steps):
            program.root.locator(f"{row(id_)} [data-tool=indent]").click()
    program.submit()
    program.expect_verdict("right")
    watch.assert_clean()


def test_things_are_matched_by_mouse_and_by_keyboard(demo: OpenPage) -> None:
    page, watch = demo("ru", only="match")
    young = at(page, "match")
    pairs = {"cow": "buzoq", "sheep": "qozi", "horse": "toy", "hen": "joja"}
    for item, target in pairs.items():
        card = young.root.locator(f'[data-card="{target}"]')
        drag(page, card, young.root.locator(f'[data-place="{item}"]'))
        expect(card).to_have_count(0)
    young.submit()
    young.expect_verdict("right")
    classes = at(page, "match-groups")
    for item, group in (("carp", 0), ("pike", 0), ("bat", 2), ("dolphin", 2)):
        classes.tab_to(classes.root.locator(f'[data-card="{item}"]'))
        page.keyboard.press("Space")
        for _ in range(group):
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    expect(classes.root.locator('[data-place="mammals"] .cw-match-card')).to_have_count(2)
    classes.submit_by_keyboard()
    classes.expect_verdict("partly")
    watch.assert_clean()


def test_a_finger_drags_by_the_grip_and_scrolls_elsewhere(demo: OpenPage) -> None:
    page, watch = demo(size=PHONE, has_touch=True, is_mobile=True, only="order")
    rows = page.locator("#order .cw-order-chosen .cw-order-item")
    rows.first.scroll_into_view_if_needed()
    fingers = page.context.new_cdp_session(page)

    def swipe(start: Locator, end: Locator, share: float) -> None:
        box, goal = start.bounding_box(), end.bounding_box()
        assert box is not None
        assert goal is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        down = goal["y"] + goal["height"] * share - y
        points = [{"x": x, "y": y + down * step / 6} for step in range(7)]
        for step, point in enumerate(points):
            kind = "touchMove" if step else "touchStart"
            fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
        fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    first, second, third = (row.get_attribute("data-id") for row in rows.all()[:3])
    swipe(rows.first.locator(".cw-grip"), rows.nth(1), 0.9)
    expect(rows.first).to_have_attribute("data-id", str(second))
    before = page.evaluate("scrollY")
    swipe(rows.nth(2).locator(".cw-order-text"), rows.first, 0.1)
    page.wait_for_function("before => scrollY > before", arg=before)
    for row, id_ in zip(rows.all()[:3], (second, first, third), strict=True):
        expect(row).to_have_attribute("data-id", str(id_))
    watch.assert_clean()
