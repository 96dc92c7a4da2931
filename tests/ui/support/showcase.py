"""The lesson that shows every kind: how each exercise is answered, and what it is then worth.

An answer here is what a learner does, in the words of the exercise: options, texts, an order. The
same answer can be given by every hand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from playwright.sync_api import Locator, expect

from tests.ui.support.hands import Hands

STATES = ("wrong", "partly", "right")

Answers = Mapping[str, tuple[Any, float | None]]
"""By state, what is answered and the score worked out by hand; None waits for a human."""

WORKED: dict[str, Answers] = {
    "pictures": {"wrong": ("circle", 0), "right": ("triangle", 1)},
    "formulas": {
        "wrong": (["root"], 0),
        "partly": (["half_power"], 1),
        "right": (["half_power", "two_fourths"], 2),
    },
    "dropdown": {"wrong": ("samarkand", 0), "right": ("tashkent", 1)},
    "matrix": {
        "wrong": (["odd", "even", "odd", "odd"], 0),
        "partly": (["even", "odd", "even", "odd"], 3),
        "right": (["even", "odd", "even", "even"], 4),
    },
    "sequence": {
        "wrong": (["friday", "thursday", "tuesday", "monday"], 0),
        "partly": (["tuesday", "monday", "thursday", "friday"], 2),
        "right": (["monday", "tuesday", "thursday", "friday"], 3),
    },
    "parsons": {
        "wrong": ([("short", 0)], 0),
        "partly": ([("loop", 0), ("print", 0)], 1.5),
        "right": ([("loop", 0), ("print", 1)], 2),
    },
    "pairs": {
        "wrong": ({"uz": "astana", "kz": "dushanbe", "tj": "tashkent"}, 0),
        "partly": ({"uz": "tashkent", "kz": "dushanbe", "tj": "astana"}, 1),
        "right": ({"uz": "tashkent", "kz": "astana", "tj": "dushanbe"}, 3),
    },
    "groups": {
        "wrong": (
            {"apple": "vegetable", "carrot": "fruit", "grape": "vegetable", "onion": "fruit"},
            0,
        ),
        "partly": (
            {"apple": "fruit", "carrot": "fruit", "grape": "fruit", "onion": "vegetable"},
            3,
        ),
        "right": (
            {"apple": "fruit", "carrot": "vegetable", "grape": "fruit", "onion": "vegetable"},
            4,
        ),
    },
    "gaps": {
        "wrong": (["10", "qish", "january", "shorter"], 0),
        "partly": (["12", "qish", "january", "longer"], 2),
        "right": (["12", "bahor", "february", "longer"], 4),
    },
    "words": {"wrong": (["dog"], 0), "partly": (["red"], 1), "right": (["red", "yellow"], 2)},
    "units": {"wrong": ("500 m/s", 0), "partly": ("5", 1), "right": ("18 km/h", 2)},
    "scientific": {"wrong": ("2,00e8", 0), "partly": ("300000000", 1), "right": ("3,00e8", 2)},
    "interval": {
        "wrong": ("[5; 6]", 0),
        "partly": ("(-∞; -1]", 1),
        "right": ("(-∞; -1] ∪ (2; ∞)", 2),
    },
    "set": {"wrong": ("{9}", 0), "partly": ("{3}", 1), "right": ("{3; -3}", 2)},
    "vector": {
        "wrong": (["1", "1", "1", "1"], 0),
        "partly": (["2", "4", "6", "1"], 3),
        "right": (["2", "4", "6", "8"], 4),
    },
    "parts": {"wrong": (["180", "5"], 0), "partly": (["45", "5"], 1), "right": (["45", "135"], 2)},
    "formula": {"wrong": ("x^2 + 9", 0), "partly": ("x^2 - 9", 1), "right": ("(x+3)(x-3)", 2)},
    "short_text": {
        "wrong": ("nafas olish", 0),
        "partly": ("fotosintes", 1),
        "right": ("Фотосинтез", 2),
    },
    "code": {
        "wrong": ("def square(x): return x", 0),
        "partly": ("def square(x): return 3 * x", 1),
        "right": ("def square(x): return x ** 2", 2),
    },
    "essay": {"unmarked": ("Suvsiz hayot boʻlmaydi, uni asraylik.", None)},
    # Steps of the controls, each followed by a reading; then what is concluded.
    "pendulum": {
        "wrong": (([[]], "5"), 0),
        "partly": (([[], *[[("length", 4)]] * 3], "5"), 3),
        "right": (([[], *[[("length", 4)]] * 3], "9.8"), 4),
    },
    "lever": {
        "wrong": (([[]], ""), 0),
        "partly": (([[], []], ""), 1),
        "right": (([[("right_place", 3)], [("right_mass", 1), ("right_place", -2)]], ""), 2),
    },
    "sampling": {
        "wrong": (([[]], ""), 0),
        "partly": (([[], [("size", 1)], [("size", 1)]], ""), 1),
        "right": (([[], [("size", 1)], [("size", None)]], ""), 2),
    },
}


def tick(hands: Hands, exercise: Locator, answer: str | list[str]) -> None:
    """Tick options; what is ticked and should not be is cleared."""
    wanted = [answer] if isinstance(answer, str) else answer
    for box in exercise.locator("input.cw-input-option").all():
        is_wanted = box.get_attribute("value") in wanted
        if is_wanted != box.is_checked() and (is_wanted or isinstance(answer, list)):
            hands.press(box)


def list_choice(hands: Hands, exercise: Locator, answer: str) -> None:
    """Choose from a dropdown."""
    hands.choose(exercise.locator("select.cw-field"), answer)


def matrix(hands: Hands, exercise: Locator, answer: list[str]) -> None:
    """Tick a column in each row, in the author's order."""
    for row, column in enumerate(answer):
        box = exercise.locator(f'input[name$="row-{row}"][value="{column}"]')
        if not box.is_checked():
            hands.press(box)


def typed(hands: Hands, exercise: Locator, answer: str) -> None:
    """Type into the one field."""
    hands.type(exercise.locator(".cw-field"), answer)


def several(hands: Hands, exercise: Locator, answer: list[str]) -> None:
    """Type into several fields."""
    fields = exercise.locator("input.cw-field")
    for number, text in enumerate(answer):
        hands.type(fields.nth(number), text)


def item(exercise: Locator, id_: str) -> Locator:
    """Return an item of an order."""
    return exercise.locator(f'.cw-order-item[data-id="{id_}"]')


def sequence(hands: Hands, exercise: Locator, answer: list[str]) -> None:
    """Bring the items into an order: drag them, tap their arrows, or carry them by the keys.

    One draw in 24 is in that order already: then there is a button that leaves it so.
    """
    items = exercise.locator(".cw-order-chosen .cw-order-item")
    leave = exercise.locator(".cw-order > .cw-button")
    if [each.get_attribute("data-id") for each in items.all()] == answer and leave.is_visible():
        hands.press(leave)
    for place, id_ in enumerate(answer):
        at = [each.get_attribute("data-id") for each in items.all()].index(id_)
        if at == place:
            continue
        if hands.way == "mouse":
            hands.drag(item(exercise, id_).locator(".cw-order-card"), items.nth(place))
        elif hands.way == "touch":
            for _ in range(at - place):
                hands.press(item(exercise, id_).locator('[data-tool="up"]'))
        else:
            item(exercise, id_).locator(".cw-order-card").focus()
            for key in ["Space", *["ArrowUp"] * (at - place), "Space"]:
                hands.page.keyboard.press(key)
        expect(items.nth(place)).to_have_attribute("data-id", id_)


def program(hands: Hands, exercise: Locator, answer: list[tuple[str, int]]) -> None:
    """Take lines from the pool and move them as deep as they belong."""
    chosen = exercise.locator(".cw-order-chosen .cw-order-item")
    for left in range(chosen.count(), 0, -1):
        line = chosen.first
        if hands.way == "keyboard":
            line.locator(".cw-order-card").focus()
            hands.page.keyboard.press("Delete")
        else:
            hands.press(line.locator(".cw-order-card"))
            hands.press(line.locator('[data-tool="remove"]'))
        expect(chosen).to_have_count(left - 1)
    for place, (id_, depth) in enumerate(answer):
        hands.press(exercise.locator(f'.cw-order-pool [data-id="{id_}"] .cw-order-card'))
        expect(chosen.nth(place)).to_have_attribute("data-id", id_)
        line = item(exercise, id_)
        if depth and hands.way == "keyboard":
            line.locator(".cw-order-card").focus()
            for _ in range(depth):
                hands.page.keyboard.press("ArrowRight")
        elif depth:
            tool = line.locator('[data-tool="indent"]')
            if not tool.is_visible():
                hands.press(line.locator(".cw-order-card"))
            for _ in range(depth):
                hands.press(tool)


def pairs(hands: Hands, exercise: Locator, answer: dict[str, str]) -> None:
    """Empty the places, then take each answer and press its place."""
    filled = exercise.locator('.cw-match-pair[data-filled="true"] .cw-match-slot')
    for left in range(filled.count(), 0, -1):
        hands.press(filled.first)
        hands.press(exercise.locator(".cw-match-back"))
        expect(filled).to_have_count(left - 1)
    for place, card in answer.items():
        slot = exercise.locator(f'.cw-match-pair[data-place="{place}"] .cw-match-slot')
        hands.press(exercise.locator(f'[data-card="{card}"]'))
        hands.press(slot)


def groups(hands: Hands, exercise: Locator, answer: dict[str, str]) -> None:
    """Take a card, then its group; a mouse drags it there."""
    for card, place in answer.items():
        group = exercise.locator(f'.cw-match-group[data-place="{place}"]')
        if group.locator(f'[data-card="{card}"]').count():
            continue
        taken = exercise.locator(f'[data-card="{card}"]')
        if hands.way == "mouse":
            hands.drag(taken, group)
        else:
            hands.press(taken)
            hands.press(group.locator(".cw-match-head"))
        expect(group.locator(f'[data-card="{card}"]')).to_be_visible()


def gaps(hands: Hands, exercise: Locator, answer: list[str]) -> None:
    """Type twice, choose from a list, and put a word from the bank into its gap."""
    fields = exercise.locator("input.cw-cloze-field")
    hands.type(fields.nth(0), answer[0])
    hands.type(fields.nth(1), answer[1])
    hands.choose(exercise.locator("select.cw-cloze-list"), answer[2])
    slot, chip = (
        exercise.locator(each)
        for each in (".cw-cloze-slot", f'[value="{answer[3]}"].cw-cloze-chip')
    )
    if chip.get_attribute("data-used") == "true":
        return
    if slot.get_attribute("data-filled") == "true":
        hands.press(slot)
    hands.press(chip)
    hands.press(slot)


def words(hands: Hands, exercise: Locator, answer: list[str]) -> None:
    """Mark words."""
    for word in exercise.locator(".cw-cloze-word").all():
        is_marked = word.get_attribute("aria-pressed") == "true"
        if is_marked != (word.get_attribute("value") in answer):
            hands.press(word)


Reading = list[tuple[str, int | None]]


def laboratory(hands: Hands, exercise: Locator, answer: tuple[list[Reading], str]) -> None:
    """Start over, take the readings, write what follows from them."""
    readings, conclusion = answer
    restart = exercise.locator(".cw-lab-plain .cw-button").nth(1)
    if restart.is_visible():
        hands.press(restart)
        hands.press(exercise.locator(".cw-lab-sure .cw-button").first)
    rows = exercise.locator(".cw-lab-table tbody tr")
    expect(rows).to_have_count(0)
    for number, turns in enumerate(readings, 1):
        for control, steps in turns:
            knob = exercise.locator(".cw-lab-knob").filter(
                has=hands.page.locator(f'input[id$="-{control}"]')
            )
            hands.turn(knob, steps)
        hands.press(exercise.locator(".cw-lab-board > .cw-primary"))
        expect(rows).to_have_count(number)
    if conclusion:
        hands.type(exercise.locator(".cw-lab-field input.cw-field"), conclusion)


GIVE: dict[str, Callable[[Hands, Locator, Any], None]] = {
    "pictures": tick,
    "formulas": tick,
    "dropdown": list_choice,
    "matrix": matrix,
    "sequence": sequence,
    "parsons": program,
    "pairs": pairs,
    "groups": groups,
    "gaps": gaps,
    "words": words,
    "vector": several,
    "parts": several,
    "pendulum": laboratory,
    "lever": laboratory,
    "sampling": laboratory,
}


def answer(hands: Hands, exercise: Locator, name: str, state: str) -> None:
    """Give an answer and hand it in."""
    given, _ = WORKED[name][state]
    GIVE.get(name, typed)(hands, exercise, given)
    hands.submit(exercise)
    verdict = exercise.locator(f'.cw-result[data-verdict="{state}"]')
    expect(verdict, f"{name}, {state}, by {hands.way}").to_be_visible(timeout=30_000)
