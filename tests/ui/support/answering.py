"""Answering exercises by mouse or by keyboard alone, as learners do, and seeing what they see."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

SECONDS = 20_000
"""Milliseconds within which an answer is saved and said to be."""
MOST_STOPS = 1000
"""Tab stops that a keyboard passes at most on its way."""


@dataclass(frozen=True)
class Exercise:
    """One exercise on a page."""

    root: Locator

    @property
    def page(self) -> Page:
        """The page it stands on."""
        return self.root.page

    @property
    def field(self) -> Locator:
        """Where a number or a text is typed."""
        return self.root.locator(".cw-field")

    @property
    def button(self) -> Locator:
        """The button that hands an answer in, where there is one."""
        return self.root.locator("button[type=submit]")

    def option(self, id_: str) -> Locator:
        """The input of an option."""
        return self.root.locator(f'input.cw-input-option[value="{id_}"]')

    def expect_phase(self, *phases: str) -> None:
        """Wait for one of the phases that the line at the bottom can be in."""
        selector = ", ".join(f'.cw-state[data-phase="{phase}"]' for phase in phases)
        expect(self.root.locator(selector)).to_be_visible(timeout=SECONDS)

    def expect_kept(self) -> None:
        """Wait until the answer is said to be saved."""
        self.expect_phase("saved", "marked")

    def expect_verdict(self, verdict: str) -> None:
        """Wait for the mark of a practice answer."""
        result = self.root.locator(f'.cw-result[data-verdict="{verdict}"]')
        expect(result).to_be_visible(timeout=SECONDS)

    def expect_chosen(self, *ids: str) -> None:
        """These options are chosen, and no others."""
        for option in self.root.locator("input.cw-input-option").all():
            expect(option).to_be_checked(checked=option.get_attribute("value") in ids)

    def choose(self, *ids: str) -> None:
        """Click options, and the button where there is one."""
        for id_ in ids:
            self.option(id_).click()
        self.submit()

    def type(self, text: str) -> None:
        """Write into the field with the mouse at hand: click, type, click the button."""
        self.field.click()
        self.field.fill("")
        self.page.keyboard.type(text)
        self.submit()

    def submit(self) -> None:
        """Click the button; where every change is saved by itself, leave the field."""
        if self.button.is_visible():
            self.button.click()
        elif self.field.count():
            self.field.blur()

    def tab_to(self, target: Locator, key: str = "Tab") -> None:
        """Press Tab until the target has the focus; AssertionError when it is never reached."""
        for _ in range(MOST_STOPS):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"the keyboard does not reach {target}")

    def choose_by_keyboard(self, *ids: str) -> None:
        """Tick options with Tab, arrows and Space, then hand in with Enter."""
        inputs = self.root.locator("input.cw-input-option")
        if inputs.first.get_attribute("type") == "radio":
            self._to_radio(inputs)
            for _ in range(inputs.count()):
                if self.option(ids[0]).is_checked():
                    break
                self.page.keyboard.press("ArrowDown")
            if not self.option(ids[0]).is_checked():
                self.page.keyboard.press("Space")
            expect(self.option(ids[0])).to_be_checked()
        else:
            for option in [i for i in inputs.all() if i.get_attribute("value") in ids]:
                self.tab_to(option)
                self.page.keyboard.press("Space")
        self.submit_by_keyboard()

    def type_by_keyboard(self, text: str) -> None:
        """Tab to the field, type, hand in with Enter or Tab."""
        self.tab_to(self.field)
        self.page.keyboard.type(text)
        self.submit_by_keyboard()

    def submit_by_keyboard(self) -> None:
        """Tab to the button and press Enter; where there is none, leave by Tab."""
        if self.button.is_visible():
            self.tab_to(self.button)
            self.page.keyboard.press("Enter")
        else:
            self.page.keyboard.press("Tab")

    def be_certain(self, level: int) -> None:
        """Say how sure one is, 1 to 3."""
        self.root.locator(f'.cw-certainty input[value="{level}"]').click()

    def switch(self, language: str) -> None:
        """Choose another language in the exercise's own list."""
        self.root.locator(".cw-select").select_option(language)
        expect(self.root).to_have_attribute("lang", language)

    def _to_radio(self, inputs: Locator) -> None:
        for _ in range(MOST_STOPS):
            if inputs.evaluate_all("all => all.includes(document.activeElement)"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError("the keyboard does not reach the options")
