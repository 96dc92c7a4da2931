"""A small released lesson: every kind, for practice and graded, and what must survive with each.

The graded exercises have no key here, as after `courseware release`.
"""

from __future__ import annotations

from pathlib import Path

COURSE = """
id = "school"
title.uz = "Kichik kurs"
title.ru = "Маленький курс"
title.en = "A small course"
seed = "small course"
lessons = ["small"]
"""

EXERCISES = {
    "half": """
kind = "choice"
options = [
  { id = "third", text = "$\\\\frac{1}{3}$" },
  { id = "half", text = "$\\\\frac{1}{2}$" },
  { id = "quarter", text = "$\\\\frac{1}{4}$" },
]
[title]
uz = "Yarim"
ru = "Половина"
en = "A half"
[prompt]
uz = "Qaysi kasr **yarim**?"
ru = "Какая дробь — **половина**?"
en = "Which fraction is **a half**?"
[[hints]]
uz = "Ikkita teng boʻlakni tasavvur qiling."
ru = "Представьте две равные части."
en = "Think of two equal parts."
[key]
answer = "half"
feedback.third = { uz = "Bu uchdan bir.", ru = "Это треть.", en = "That is a third." }
feedback.quarter = { uz = "Bu chorak.", ru = "Это четверть.", en = "That is a quarter." }
""",
    "primes": """
kind = "choice"
select = "many"
graded = true
points = 2
options = [{ id = "two", text = "2" }, { id = "three", text = "3" }, { id = "four", text = "4" }]
[prompt]
uz = "Qaysilari tub son?"
ru = "Какие числа простые?"
en = "Which numbers are prime?"
""",
    "flat": """
kind = "choice"
select = "true_false"
graded = true
attempts = 2
[prompt]
uz = "Yer yassi."
ru = "Земля плоская."
en = "The Earth is flat."
""",
    "speed": """
kind = "number"
suffix = "km/h"
attempts = 3
[prompt]
uz = "Poyezd {{t}} soatda {{v * t}} km yurdi. Tezligi qancha?"
ru = "Поезд прошёл {{v * t}} км за {{t}} ч. Какова скорость?"
en = "A train went {{v * t}} km in {{t}} h. How fast was it?"
[variables]
v = { integer = [40, 90], step = 10 }
t = { integer = [2, 5] }
[key]
answer = "v"
[key.explanation]
uz = "{{v * t}} : {{t}} = {{v}}"
ru = "{{v * t}} : {{t}} = {{v}}"
en = "{{v * t}} : {{t}} = {{v}}"
""",
    "area": """
kind = "number"
graded = true
confidence = true
[prompt]
uz = "Tomoni {{a}} cm boʻlgan kvadratning yuzi necha cm²?"
ru = "Чему равна площадь квадрата со стороной {{a}} см в см²?"
en = "What is the area of a square with a side of {{a}} cm, in cm²?"
[variables]
a = { integer = [3, 9] }
""",
    "capital": """
kind = "text"
[prompt]
uz = "Oʻzbekiston poytaxti qaysi shahar?"
ru = "Какой город — столица Узбекистана?"
en = "Which city is the capital of Uzbekistan?"
[key]
answer = { uz = "Toshkent", ru = "Ташкент", en = "Tashkent" }
[[key.mistakes]]
answer = "Samarqand"
[key.mistakes.feedback]
uz = "Samarqand — qadimiy poytaxt."
ru = "Самарканд — древняя столица."
en = "Samarkand was the capital long ago."
""",
    "teacher": """
kind = "text"
graded = true
lines = 2
[prompt]
uz = "Maktabda kim dars beradi?"
ru = "Кто ведёт уроки в школе?"
en = "Who teaches at a school?"
""",
}

NAMES = tuple(EXERCISES)
SETUP = "from courseware import exercise"


def write_lesson(folder: Path) -> Path:
    """Write the lesson into a folder and return it; the folder's name is the lesson's."""
    (folder / "exercises").mkdir(parents=True, exist_ok=True)
    (folder / "course.toml").write_text(COURSE, "utf-8")
    for name, text in EXERCISES.items():
        (folder / "exercises" / f"{name}.toml").write_text(text.lstrip(), "utf-8")
    return folder


def cells(names: tuple[str, ...] = NAMES) -> list[str]:
    """Return the cells of a notebook that shows exercises, one in each cell."""
    return [SETUP, *(f'exercise("{name}")' for name in names)]
