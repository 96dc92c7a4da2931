"""A learner's hands: the mouse, a finger, or the keyboard alone, doing the same things."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Locator, Page, expect

Way = Literal["mouse", "touch", "keyboard"]
WAYS: tuple[Way, ...] = ("mouse", "touch", "keyboard")


@dataclass(frozen=True)
class Hands:
    """One way of doing things on a page; touch needs a context with `has_touch`."""

    page: Page
    way: Way

    def press(self, target: Locator) -> None:
        """Press a button or tick a box."""
        if self.way == "mouse":
            target.click()
        elif self.way == "touch":
            target.tap()
        else:
            target.focus()
            self.page.keyboard.press("Space")

    def type(self, field: Locator, text: str) -> None:
        """Write into a field, over what stands in it."""
        if self.way == "mouse":
            field.click()
        elif self.way == "touch":
            field.tap()
        else:
            field.focus()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.press("Delete")
        if "\n" in text:
            self.page.keyboard.insert_text(text)
        else:
            self.page.keyboard.type(text)

    def choose(self, field: Locator, value: str) -> None:
        """Choose in a list; what a mouse or a finger opens is drawn by the system."""
        if self.way != "keyboard":
            field.select_option(value)
            return
        field.focus()
        self.page.keyboard.press("Home")
        for _ in range(field.locator("option").count()):
            if field.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        expect(field).to_have_value(value)

    def turn(self, knob: Locator, steps: int | None) -> None:
        """Turn a control by so many steps, None to its end."""
        slider = knob.locator("input[type=range]")
        if steps is None:
            self._to_the_end(slider)
        elif self.way == "keyboard":
            slider.focus()
            for _ in range(abs(steps)):
                self.page.keyboard.press("ArrowRight" if steps > 0 else "ArrowLeft")
        else:
            button = knob.locator(".cw-lab-step").nth(1 if steps > 0 else 0)
            for _ in range(abs(steps)):
                self.press(button)

    def drag(self, source: Locator, target: Locator, *, below: bool = False) -> None:
        """Drag with the mouse onto the upper or the lower half of a target."""
        source.scroll_into_view_if_needed()
        start, end = source.bounding_box(), target.bounding_box()
        assert start is not None
        assert end is not None
        mouse = self.page.mouse
        mouse.move(start["x"] + 20, start["y"] + start["height"] / 2)
        mouse.down()
        x, y = end["x"] + 24, end["y"] + end["height"] * (0.8 if below else 0.2)
        mouse.move(x, (start["y"] + y) / 2, steps=4)
        mouse.move(x, y, steps=6)
        mouse.up()

    def submit(self, exercise: Locator) -> None:
        """Hand in."""
        button = exercise.locator("button[type=submit]")
        if self.way == "keyboard":
            button.focus()
            self.page.keyboard.press("Enter")
        else:
            self.press(button)

    def _to_the_end(self, slider: Locator) -> None:
        if self.way == "keyboard":
            slider.focus()
            self.page.keyboard.press("End")
            return
        box = slider.bounding_box()
        assert box is not None
        place = {"x": box["width"] - 1, "y": box["height"] / 2}
        if self.way == "mouse":
            slider.click(position=place)  # type: ignore[arg-type]
        else:
            slider.tap(position=place)  # type: ignore[arg-type]
