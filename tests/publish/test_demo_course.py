"""The demo course: complete in three languages, right in every draw, its figures alive."""

from __future__ import annotations

import importlib.util
import re
import shutil
import sys
import tomllib
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import combinations
from pathlib import Path
from types import ModuleType

import msgspec
import nbformat
import pytest
from nbclient import NotebookClient

from courseware import keys, kinds, library, marking, trial
from courseware.kinds import choice, code, lab, number, text
from courseware.kinds.lab import pendulum
from courseware.kinds.number import plain
from courseware.mark import State
from courseware.response import Confidence
from courseware.rules.numbers import quantity
from courseware.scheme import Key
from courseware.variants import Value, Variant, fill

ROOT = Path(__file__).resolve().parents[2]
COURSE = ROOT / "notebooks" / "demo"
GRADERS = ROOT / "graders" / "demo"
BASIC = ("fractions", "motion", "sampling")
PRIMARY = ("words",)
LESSONS = (*BASIC, "loops", "pendulum", "words")
"""The first three are of choices, numbers and words; each further one is at home in its kinds."""
KINDS = {
    "loops": {"choice", "code", "number", "order", "text"},
    "pendulum": {"choice", "formula", "lab", "number", "order"},
    "words": {"cloze", "match", "order", "text"},
}
LANGUAGES = ("uz", "ru", "en")
LEARNERS = [f"learner-{number}" for number in range(60)]

# Texts that a learner reads, and that a plain string would give in one language only.
READ = {"title", "prompt", "hints", "suffix", "placeholder", "feedback", "explanation", "right"}
READ |= {"wrong"}

EXERCISES = [
    f"{lesson.name}/{name}" for lesson in library.lessons(COURSE) for name in lesson.names()
]


@cache
def entry(id_: str) -> library.Entry:
    lesson, name = id_.split("/")
    return library.find_lesson(COURSE / lesson).entry(name)


@cache
def key_of(id_: str) -> Key:
    found = entry(id_)
    return found.key or keys.load_key(GRADERS / "keys", found.exercise)


def key_file(id_: str) -> Path:
    return keys.key_path(GRADERS / "keys", id_)


def notebook(lesson: str) -> nbformat.NotebookNode:
    found: nbformat.NotebookNode = nbformat.read(COURSE / lesson / f"{lesson}.ipynb", as_version=4)
    return found


def drawn(id_: str) -> Iterator[Variant]:
    """Yield what sixty learners meet, first and second draw; a fixed exercise is met once."""
    found = entry(id_).exercise
    seed = library.load_course(COURSE).seed
    for learner in LEARNERS if found.variables else LEARNERS[:1]:
        yield marking.draw(found, seed, learner, 1)
        yield marking.draw(found, seed, learner, 2)


# The course as a whole


def test_the_course_has_its_lessons_in_order() -> None:
    course = library.load_course(COURSE)
    assert course.id == COURSE.name
    assert course.lessons == LESSONS
    assert course.languages == LANGUAGES


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_has_enough_exercises_of_every_kind(lesson: str) -> None:
    entries = list(library.find_lesson(COURSE / lesson).entries())
    assert len(entries) >= 8
    wanted = KINDS.get(lesson, {"choice", "number", "text"})
    assert {kinds.name_of(found.exercise) for found in entries} == wanted
    assert sum(found.exercise.graded for found in entries) >= 4
    assert sum(bool(found.exercise.reject) for found in entries) >= (2 if lesson in BASIC else 0)
    assert any(found.exercise.attempts for found in entries)
    if lesson not in PRIMARY:  # points taken away for being sure are no game for small children
        assert any(found.exercise.confidence for found in entries)


def test_the_choices_are_of_one_of_many_and_of_true_or_false() -> None:
    for lesson in BASIC:
        chosen = {
            found.exercise.select
            for found in library.find_lesson(COURSE / lesson).entries()
            if isinstance(found.exercise, choice.EXERCISE)
        }
        assert chosen == {"one", "many", "true_false"}


@pytest.mark.parametrize("id_", EXERCISES)
def test_keys_stand_on_the_right_side(id_: str) -> None:
    found = entry(id_)
    if found.exercise.graded:
        assert "key" not in found.source.data
        assert key_file(id_).is_file()
    else:
        assert found.key is not None
        assert not key_file(id_).exists()


def test_every_key_belongs_to_an_exercise() -> None:
    found = {path.relative_to(GRADERS / "keys") for path in (GRADERS / "keys").rglob("*.toml")}
    assert found == {Path(f"{id_}.toml") for id_ in EXERCISES if entry(id_).exercise.graded}


@pytest.mark.parametrize("id_", EXERCISES)
def test_an_exercise_is_described(id_: str) -> None:
    found = entry(id_).exercise
    skills = library.load_course(COURSE).skills
    assert found.bloom
    assert found.level
    assert found.skills
    assert set(found.skills) <= set(skills)


def test_skills_need_only_skills_that_there_are_and_are_all_practised() -> None:
    skills = library.load_course(COURSE).skills
    for skill in skills.values():
        assert set(skill.needs) <= set(skills)
    assert set(skills) == {skill for id_ in EXERCISES for skill in entry(id_).exercise.skills}


# Languages


def texts(data: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    """Yield every text of a TOML document: tables by language, and plain strings."""
    if isinstance(data, dict):
        if data and set(data) <= {"uz", "uz-Cyrl", "ru", "en"}:
            yield path, data
            return
        for name, value in data.items():
            yield from texts(value, (*path, name))
    elif isinstance(data, list):
        for value in data:
            yield from texts(value, path)
    else:
        yield path, data


def documents() -> list[Path]:
    return [
        COURSE / "course.toml",
        *sorted(COURSE.glob("*/exercises/*.toml")),
        *sorted((GRADERS / "keys").rglob("*.toml")),
    ]


@pytest.mark.parametrize("path", documents(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_text_is_in_every_language(path: Path) -> None:
    for place, found in texts(tomllib.loads(path.read_text("utf-8"))):
        if isinstance(found, dict):
            assert tuple(found) == LANGUAGES, place
            assert all(found.values()), place
        else:
            assert not READ & set(place), f"{place} is in one language only"


@pytest.mark.parametrize("lesson", LESSONS)
def test_cells_by_language_stand_together(lesson: str) -> None:
    tags = [cell.metadata.get("tags", []) for cell in notebook(lesson).cells]
    groups = [(cell, tag) for cell, tag in zip(notebook(lesson).cells, tags, strict=True) if tag]
    assert len(groups) % 3 == 0
    for at in range(0, len(groups), 3):
        assert [tag for _, tag in groups[at : at + 3]] == [[f"lang:{code}"] for code in LANGUAGES]
        stems = {cell.id.rsplit("-", 1)[0] for cell, _ in groups[at : at + 3]}
        assert len(stems) == 1
    markdown = [cell for cell in notebook(lesson).cells if cell.cell_type == "markdown"]
    assert all(cell.metadata.get("tags") for cell in markdown)


def everything_written() -> Iterator[tuple[str, str]]:
    for path in [*documents(), *sorted(COURSE.glob("*/*.ipynb")), *sorted(COURSE.glob("*/*.py"))]:
        yield path.name, path.read_text("utf-8")


def test_uzbek_letters_are_the_right_ones() -> None:
    for name, written in everything_written():
        wrong = re.findall(r"\b\w*[oOgG][‘’'`ʼ](?!s\b)\w+", written)
        assert not wrong, f"{name}: oʻ and gʻ are written with U+02BB"


# The notebooks


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_notebook_shows_each_exercise_once(lesson: str) -> None:
    code = [cell for cell in notebook(lesson).cells if cell.cell_type == "code"]
    assert code[0].source == "from courseware import exercise"
    shown = [re.fullmatch(r'exercise\("(\w+)"\)', cell.source) for cell in code]
    names = [match[1] for match in shown if match]
    assert sorted(names) == library.find_lesson(COURSE / lesson).names()


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_notebook_is_clean(lesson: str) -> None:
    found = notebook(lesson)
    nbformat.validate(found)
    assert found.metadata.kernelspec.name == "python3"
    for cell in found.cells:
        assert set(cell.metadata) <= {"tags"}
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None


@pytest.mark.parametrize("lesson", LESSONS)
def test_pictures_are_there_and_described(lesson: str) -> None:
    written = "\n".join(cell.source for cell in notebook(lesson).cells)
    pictures = re.findall(r"!\[([^]]*)\]\(([^)]+)\)", written)
    for described, place in pictures:
        assert described
        assert (COURSE / lesson / place).stat().st_size < 2000
    folder = COURSE / lesson / "images"
    files = {f"images/{path.name}" for path in folder.iterdir()} if folder.exists() else set()
    assert files == {place for _, place in pictures}


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_figure_cells_run(lesson: str, tmp_path: Path) -> None:
    folder = shutil.copytree(COURSE / lesson, tmp_path / lesson)
    found = notebook(lesson)
    found.cells = [cell for cell in found.cells if cell.id.startswith("figure-")]
    assert len(found.cells) == 3
    NotebookClient(found, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    for cell in found.cells:
        [output] = cell.outputs
        assert "application/vnd.jupyter.widget-view+json" in output.data


# The exercises

Values = dict[str, int | float]

# Worked by hand: exercise, drawn values, answer, the state it must get.
PLOT = """
import matplotlib.pyplot as plt
plt.plot(range(1, 8), [31, 33, 36, 38, 37, 35, 34])
plt.xlabel("день")
plt.ylabel("°C")
"""


def timed(values: Values, g: str, predict: str = "", **fields: str) -> dict[str, object]:
    """Return a learner's table, ten swings at four lengths, and what they conclude from it."""
    found = entry("pendulum/planet_lab" if values else "pendulum/swing_lab").exercise
    assert isinstance(found, lab.EXERCISE)
    pull = int(100 * values.get("pull", 9.81))
    rows = []
    for length, mass in ((50, 100), (100, 100), (150, 100), (200, 100), (50, 300), (50, 500)):
        settings = {"length": length, "amplitude": 10, "mass": mass, "swings": 10, "gravity": pull}
        (time,) = pendulum.MODEL.take("", predict, settings, 1)
        free = [f"{length / 100:.2f}", str(mass)][: len(found.free)]
        rows.append([*free, "1", f"{time / 100:.2f}"])
    rows = rows[:4] if values else rows
    answer: dict[str, object] = {"rows": rows, "fields": [["g", g], *map(list, fields.items())]}
    return answer | ({"predict": predict} if predict else {})


LETTERS = {"apricot": "oorik", "bird": "qush", "hill": "adirga", "tea": "choy"}
SPRING = {"sun": "quyosh", "birds": "qushlar", "open": "yozdi", "go": "chiqdi"}
ENDINGS = {"school": "ga", "book": "ni", "market": "dan", "yard": "da", "lola": "ning"}
OPPOSITES = {
    "katta": "kichik",
    "issiq": "sovuq",
    "uzoq": "yaqin",
    "baland": "past",
    "oson": "qiyin",
}
PROVERBS = {"strong": "knowledge", "measure": "cut", "today": "tomorrow", "work": "comfort"}
GROUPS = {
    **dict.fromkeys(("notebook", "cloud", "pupil"), "noun"),
    **dict.fromkeys(("green", "sweet", "cheerful"), "adjective"),
    **dict.fromkeys(("ran", "wrote", "laughed"), "verb"),
}
TALE = ["brook", "leaf", "saved", "net", "bite", "free"]
WORKED: list[tuple[str, Values, object, State]] = [
    ("fractions/add_slices", {"n": 8, "a": 2, "b": 3}, "5/8", "right"),
    ("fractions/add_slices", {"n": 10, "a": 1, "b": 3}, "2/5", "right"),
    ("fractions/add_slices", {"n": 8, "a": 2, "b": 3}, "0,625", "partly"),
    ("fractions/add_slices", {"n": 8, "a": 2, "b": 3}, "5/16", "wrong"),
    ("fractions/apples_sold", {"n": 5, "a": 2, "k": 6}, "12", "right"),
    ("fractions/apples_sold", {"n": 5, "a": 2, "k": 6}, "6", "wrong"),
    ("fractions/apples_sold", {"n": 5, "a": 2, "k": 6}, "18", "wrong"),
    ("fractions/compare_unit", {"a": 3, "b": 7}, "fewer_parts", "right"),
    ("fractions/compare_unit", {"a": 3, "b": 7}, "more_parts", "wrong"),
    ("fractions/denominator_word", {}, "Maxraj", "right"),
    ("fractions/denominator_word", {}, "махраж", "right"),
    ("fractions/denominator_word", {}, "Знаменатель", "right"),
    ("fractions/denominator_word", {}, "denominator", "right"),
    ("fractions/denominator_word", {}, "mahraj", "partly"),
    ("fractions/denominator_word", {}, "surat", "wrong"),
    ("fractions/eaten_share", {"n": 8, "a": 3}, "eaten", "right"),
    ("fractions/eaten_share", {"n": 8, "a": 3}, "left", "wrong"),
    (
        "fractions/equal_to_half",
        {},
        ["two_quarters", "three_sixths", "five_tenths"],
        "right",
    ),
    ("fractions/equal_to_half", {}, ["two_quarters", "three_sixths"], "partly"),
    ("fractions/equal_to_half", {}, ["two_thirds"], "wrong"),
    (
        "fractions/greater_than_half",
        {},
        ["three_quarters", "four_sevenths", "five_eighths"],
        "right",
    ),
    ("fractions/greater_than_half", {}, ["three_quarters", "four_eighths"], "wrong"),
    ("fractions/half_word", {}, "Yarim", "right"),
    ("fractions/half_word", {}, "половина", "right"),
    ("fractions/half_word", {}, "a half", "right"),
    ("fractions/half_word", {}, "1/2", "partly"),
    ("fractions/half_word", {}, "chorak", "wrong"),
    ("fractions/missing_numerator", {"a": 3, "b": 4, "k": 5}, "15", "right"),
    ("fractions/missing_numerator", {"a": 3, "b": 4, "k": 5}, "19", "wrong"),
    ("fractions/missing_numerator", {"a": 3, "b": 4, "k": 5}, "5", "partly"),
    ("fractions/unequal_parts", {}, "false", "right"),
    ("fractions/unequal_parts", {}, "true", "wrong"),
    ("fractions/watermelon_left", {"n": 12, "a": 2, "b": 1}, "3/4", "right"),
    ("fractions/watermelon_left", {"n": 12, "a": 2, "b": 1}, "9/12", "partly"),
    ("fractions/watermelon_left", {"n": 12, "a": 2, "b": 1}, "1/4", "wrong"),
    ("fractions/zarina_sum", {}, "keep_quarters", "right"),
    ("fractions/zarina_sum", {}, "no_mistake", "wrong"),
    ("motion/area_word", {}, "koʻchish", "right"),
    ("motion/area_word", {}, "bosib o'tilgan yo'l", "right"),
    ("motion/area_word", {}, "Путь", "right"),
    ("motion/area_word", {}, "displacement", "right"),
    ("motion/area_word", {}, "tezlanish", "wrong"),
    ("motion/average_speed", {"v1": 40, "v2": 90}, "55,4", "right"),
    ("motion/average_speed", {"v1": 40, "v2": 90}, "55.38", "partly"),
    ("motion/average_speed", {"v1": 40, "v2": 90}, "65", "wrong"),
    ("motion/brake_distance", {"v": 10, "t1": 12, "t2": 6}, "150", "right"),
    ("motion/brake_distance", {"v": 10, "t1": 12, "t2": 6}, "180", "partly"),
    ("motion/brake_distance", {"v": 10, "t1": 12, "t2": 6}, "90", "wrong"),
    ("motion/braking", {"v1": 15, "v2": 6, "t": 4}, "-2,25", "right"),
    ("motion/braking", {"v1": 15, "v2": 6, "t": 4}, "−2.25", "right"),
    ("motion/braking", {"v1": 15, "v2": 6, "t": 4}, "2.25", "partly"),
    ("motion/braking", {"v1": 15, "v2": 6, "t": 4}, "-3.75", "wrong"),
    ("motion/downhill", {}, "false", "right"),
    ("motion/downhill", {}, "true", "wrong"),
    ("motion/metro_distance", {}, "675", "right"),
    ("motion/metro_distance", {}, "900", "wrong"),
    ("motion/metro_statements", {}, ["steady", "harder_start", "longer_braking"], "right"),
    ("motion/metro_statements", {}, ["steady", "harder_start"], "partly"),
    ("motion/metro_statements", {}, ["steady", "standing"], "wrong"),
    ("motion/return_speed", {}, "15", "right"),
    ("motion/return_speed", {}, "0,25", "partly"),
    ("motion/return_speed", {}, "6", "wrong"),
    (
        "motion/slope_speed",
        {"v": 2.5, "t1": 4, "dt": 6, "s1": 10, "t2": 10, "s2": 25},
        "2,5",
        "right",
    ),
    (
        "motion/slope_speed",
        {"v": 2.5, "t1": 4, "dt": 6, "s1": 10, "t2": 10, "s2": 25},
        "0.4",
        "wrong",
    ),
    ("motion/slope_word", {}, "Tezlanish", "right"),
    ("motion/slope_word", {}, "ускорение", "right"),
    ("motion/slope_word", {}, "acceleration", "right"),
    ("motion/slope_word", {}, "скорость", "wrong"),
    ("motion/standing_still", {}, "ab", "right"),
    ("motion/standing_still", {}, "only_d", "wrong"),
    ("motion/turning_point", {"v0": 6, "a": 1.5}, "4", "right"),
    ("motion/turning_point", {"v0": 6, "a": 1.5}, "8", "wrong"),
    ("motion/two_trains", {}, "same_place", "right"),
    ("motion/two_trains", {}, "same_speed", "wrong"),
    ("sampling/growing_sample", {}, "error_ten", "right"),
    ("sampling/growing_sample", {}, "both_ten", "wrong"),
    ("sampling/interval_lower", {"n": 36, "x": 25, "s": 9}, "22", "right"),
    ("sampling/interval_lower", {"n": 36, "x": 25, "s": 9}, "23,5", "partly"),
    ("sampling/interval_lower", {"n": 36, "x": 25, "s": 9}, "7", "wrong"),
    ("sampling/interval_meaning", {}, "method", "right"),
    ("sampling/interval_meaning", {}, "individuals", "wrong"),
    ("sampling/mean_time", {"x1": 10, "x2": 14, "x3": 18, "x4": 23, "x5": 65}, "26", "right"),
    ("sampling/mean_time", {"x1": 10, "x2": 14, "x3": 18, "x4": 23, "x5": 65}, "18", "wrong"),
    ("sampling/means_statements", {}, ["centred", "narrower", "bell"], "right"),
    ("sampling/means_statements", {}, ["centred", "narrower", "data_normal"], "partly"),
    ("sampling/means_statements", {}, ["all_equal"], "wrong"),
    ("sampling/outlier", {}, "mean_only", "right"),
    ("sampling/outlier", {}, "both", "wrong"),
    ("sampling/random_word", {}, "tasodifiy", "right"),
    ("sampling/random_word", {}, "Случайная выборка", "right"),
    ("sampling/random_word", {}, "random", "right"),
    ("sampling/random_word", {}, "reprezentativ", "wrong"),
    ("sampling/sample_size", {"n": 40, "k": 3}, "360", "right"),
    ("sampling/sample_size", {"n": 40, "k": 3}, "320", "partly"),
    ("sampling/sample_size", {"n": 40, "k": 3}, "120", "wrong"),
    ("sampling/sd_by_hand", {"m": 20, "p": 7, "q": 1}, "5.77", "right"),
    ("sampling/sd_by_hand", {"m": 20, "p": 7, "q": 1}, "5,8", "wrong"),
    ("sampling/sd_by_hand", {"m": 20, "p": 7, "q": 1}, "5,00", "partly"),
    ("sampling/standard_error", {"n": 25, "s": 4}, "0,8", "right"),
    ("sampling/standard_error", {"n": 25, "s": 4}, "0.64", "partly"),
    ("sampling/standard_error", {"n": 25, "s": 4}, "0.16", "wrong"),
    ("sampling/standard_error_word", {}, "standart xato", "right"),
    ("sampling/standard_error_word", {}, "Стандартная ошибка", "right"),
    ("sampling/standard_error_word", {}, "standard error", "right"),
    ("sampling/standard_error_word", {}, "standart ogʻish", "wrong"),
    ("sampling/zero_spread", {}, "false", "right"),
    ("sampling/zero_spread", {}, "true", "wrong"),
    ("loops/trace_total", {"n": 5, "step": 3}, "15", "right"),
    ("loops/trace_total", {"n": 5, "step": 3}, "12", "wrong"),
    ("loops/loop_word", {}, "for", "right"),
    ("loops/loop_word", {}, "while", "wrong"),
    ("loops/loop_word", {}, "For", "partly"),
    ("loops/sum_lines", {}, ["start:0", "loop:0", "add:1", "print:0"], "right"),
    ("loops/sum_lines", {}, ["start:0", "loop:0", "add:0", "print:0"], "partly"),
    ("loops/sum_lines", {}, ["short:0"], "wrong"),
    ("loops/average", {}, "def average(x): return sum(x) / len(x) if x else 0", "right"),
    ("loops/average", {}, "def average(x): return sum(x) / len(x)", "partly"),
    ("loops/average", {}, "def average(x): return None", "wrong"),
    (
        "loops/temperatures",
        {},
        PLOT,
        "right",
    ),
    ("loops/temperatures", {}, "x = 1", "wrong"),
    ("loops/count_even", {}, "def count_even(x): return sum(n % 2 == 0 for n in x)", "right"),
    ("loops/count_even", {}, "def count_even(x): return sum(n % 2 == 0 < n for n in x)", "partly"),
    ("loops/count_even", {}, "def count_even(x): return -1", "wrong"),
    (
        "loops/largest_lines",
        {},
        ["name:0", "first:1", "loop:1", "if_larger:2", "take:3", "give:1"],
        "right",
    ),
    (
        "loops/largest_lines",
        {},
        ["name:0", "zero:1", "loop:1", "if_larger:2", "take:3", "give:1"],
        "partly",
    ),
    ("loops/largest_lines", {}, ["zero:3"], "wrong"),
    (
        "loops/greeting",
        {},
        "name = input()\nfor i in range(int(input())): print(f'Salom, {name}!')\n",
        "right",
    ),
    ("loops/greeting", {}, "print(f'Salom, {input()}!\\n' * int(input()))", "partly"),
    ("loops/greeting", {}, "x = 1 / 0", "wrong"),
    ("loops/true_of_range", {}, ["three", "from_two"], "right"),
    ("loops/true_of_range", {}, ["three"], "partly"),
    ("loops/true_of_range", {}, ["has_eight"], "wrong"),
    ("loops/endless", {}, "false", "right"),
    ("loops/endless", {}, "true", "wrong"),
    ("pendulum/period_of_swings", {"n": 20, "T": 1.4, "t": 28}, "1,4 s", "right"),
    ("pendulum/period_of_swings", {"n": 20, "T": 1.4, "t": 28}, "1400 ms", "right"),
    ("pendulum/period_of_swings", {"n": 20, "T": 1.4, "t": 28}, "1.4 с", "right"),
    ("pendulum/period_of_swings", {"n": 20, "T": 1.4, "t": 28}, "1,4", "partly"),
    ("pendulum/period_of_swings", {"n": 20, "T": 1.4, "t": 28}, "0,714 s", "wrong"),
    (
        "pendulum/what_matters",
        {},
        {
            "bob": "same",
            "moon": "longer",
            "string": "shorter",
            "angle": "same",
            "stretched": "longer",
        },
        "right",
    ),
    ("pendulum/what_matters", {}, {"bob": "same", "moon": "shorter"}, "partly"),
    ("pendulum/what_matters", {}, {"bob": "longer", "moon": "shorter"}, "wrong"),
    (
        "pendulum/experiment_steps",
        {},
        ["measure", "pull", "start", "count", "stop", "divide"],
        "right",
    ),
    (
        "pendulum/experiment_steps",
        {},
        ["pull", "measure", "start", "count", "stop", "divide"],
        "partly",
    ),
    (
        "pendulum/experiment_steps",
        {},
        ["divide", "stop", "count", "start", "pull", "measure"],
        "wrong",
    ),
    ("pendulum/swing_lab", {}, timed({}, "9,8", "twice", mass="no"), "right"),
    ("pendulum/swing_lab", {}, timed({}, "9.8", "same", mass="yes"), "partly"),
    ("pendulum/swing_lab", {}, {"rows": [["0.50", "100", "1", "1.00"]]}, "wrong"),
    ("pendulum/length_formula", {}, "gT²/(4π²)", "right"),
    ("pendulum/length_formula", {}, "g (T / (2 pi))^2", "right"),
    ("pendulum/length_formula", {}, "g*T^2/(2*pi)", "wrong"),
    ("pendulum/four_times", {}, "twice", "right"),
    ("pendulum/four_times", {}, "four", "wrong"),
    (
        "pendulum/period_and_frequency",
        {"n": 30, "T": 1.25, "t": 37.5},
        {"period": "1,25 s", "frequency": "0,8 Hz", "minute": "48"},
        "right",
    ),
    (
        "pendulum/period_and_frequency",
        {"n": 30, "T": 1.25, "t": 37.5},
        {"period": "2,5 s", "frequency": "0,4 Гц", "minute": "24"},
        "partly",
    ),
    (
        "pendulum/period_and_frequency",
        {"n": 30, "T": 1.25, "t": 37.5},
        {"period": "0,8 s", "frequency": "4 Hz", "minute": "7"},
        "wrong",
    ),
    ("pendulum/clock_length", {"T": 1.6}, "0,636 m", "right"),
    ("pendulum/clock_length", {"T": 1.6}, "63.6 sm", "right"),
    ("pendulum/clock_length", {"T": 1.6}, "0,398 m", "partly"),
    ("pendulum/clock_length", {"T": 1.6}, "25,1 m", "wrong"),
    ("pendulum/g_formula", {}, "4π²l/T²", "right"),
    ("pendulum/g_formula", {}, "l/(T/(2π))^2", "right"),
    ("pendulum/g_formula", {}, "2*pi^2*l/T^2", "partly"),
    ("pendulum/g_formula", {}, "4π²T²/l", "wrong"),
    ("pendulum/summer_clock", {}, "slow", "right"),
    ("pendulum/summer_clock", {}, "fast", "wrong"),
    ("pendulum/planet_lab", {"pull": 3.71}, timed({"pull": 3.71}, "3.7"), "right"),
    ("pendulum/planet_lab", {"pull": 3.71}, timed({"pull": 3.71}, "9.8"), "partly"),
    ("pendulum/planet_lab", {"pull": 3.71}, {"rows": [], "fields": [["g", "9.8"]]}, "wrong"),
    ("words/letters", {}, LETTERS | {"teach": "taʼlim", "notice": "eʼlon"}, "right"),
    ("words/letters", {}, LETTERS | {"teach": "Ta'lim", "notice": "e’lon"}, "right"),
    ("words/letters", {}, LETTERS | {"teach": "таълим", "notice": "эълон"}, "right"),
    ("words/letters", {}, LETTERS | {"teach": "talim", "notice": "elon"}, "partly"),
    ("words/letters", {}, {"apricot": "orik", "bird": "kush", "teach": "tilim"}, "wrong"),
    ("words/endings", {}, ENDINGS, "right"),
    ("words/endings", {}, ENDINGS | {"lola": "ni"}, "partly"),
    ("words/endings", {}, dict.fromkeys(("school", "book", "lola"), "da"), "wrong"),
    ("words/spring", {}, SPRING, "right"),
    ("words/spring", {}, SPRING | {"sun": "qor"}, "partly"),
    ("words/spring", {}, {"sun": "qor", "birds": "quyosh"}, "wrong"),
    ("words/find_verbs", {}, ["turdi", "yuvdi", "ichdi", "bordi"], "right"),
    ("words/find_verbs", {}, ["turdi", "yuvdi", "ichdi"], "partly"),
    ("words/find_verbs", {}, ["anvar", "choy", "turdi"], "wrong"),
    ("words/sentence", {}, ["mening", "kichik", "ukam", "maktabga", "boradi"], "right"),
    ("words/sentence", {}, ["mening", "kichik", "ukam", "boradi", "maktabga"], "partly"),
    ("words/sentence", {}, ["boradi", "maktabga", "ukam", "kichik", "mening"], "wrong"),
    ("words/antonyms", {}, OPPOSITES, "right"),
    ("words/antonyms", {}, OPPOSITES | {"oson": "chiroyli"}, "partly"),
    ("words/antonyms", {}, {"katta": "yaqin", "issiq": "chiroyli"}, "wrong"),
    ("words/find_nouns", {}, ["shamol", "barglar", "dehqon", "uzum"], "right"),
    ("words/find_nouns", {}, ["shamol", "barglar", "dehqon", "uzum", "tez"], "partly"),
    ("words/find_nouns", {}, ["kuchli", "sariq", "shamol"], "wrong"),
    ("words/word_groups", {}, GROUPS, "right"),
    ("words/word_groups", {}, GROUPS | {"sweet": "noun"}, "partly"),
    ("words/word_groups", {}, {"sweet": "noun", "ran": "adjective"}, "wrong"),
    ("words/ant_and_dove", {}, TALE, "right"),
    ("words/ant_and_dove", {}, [*TALE[:3], "bite", "net", "free"], "partly"),
    ("words/ant_and_dove", {}, TALE[::-1], "wrong"),
    ("words/proverbs", {}, PROVERBS, "right"),
    ("words/proverbs", {}, PROVERBS | {"work": "happiness"}, "partly"),
    ("words/proverbs", {}, {"work": "happiness", "today": "cut"}, "wrong"),
    ("words/library_word", {}, "Kutubxona", "right"),
    ("words/library_word", {}, "кутубхона", "right"),
    ("words/library_word", {}, "kutupxona", "partly"),
    ("words/library_word", {}, "maktab", "wrong"),
]


@pytest.mark.parametrize(("id_", "values", "answer", "state"), WORKED)
def test_answers_worked_by_hand(id_: str, values: Values, answer: object, state: State) -> None:
    found = entry(id_).exercise
    exact: dict[str, Value] = {name: Fraction(str(value)) for name, value in values.items()}
    certain: Confidence | None = 3 if found.confidence else None
    key = key_of(id_)
    if isinstance(found, code.CodeExercise) and isinstance(key, code.CodeKey):
        answer = trial.report(found, key, answer)
    got = marking.mark(found, key, Variant(values=exact), answer, "uz", certain)
    assert got.state == state, got
    if state == "right":
        assert got.score == got.out_of
    if state == "wrong" and not found.confidence:
        assert got.score == 0
    assert all(got.feedback)


def test_every_exercise_was_worked_by_hand() -> None:
    worked = {(id_, state) for id_, _, _, state in WORKED}
    assert worked >= {(id_, state) for id_ in EXERCISES for state in ("right", "wrong")}


@pytest.mark.parametrize("id_", EXERCISES)
def test_nothing_is_to_be_said_against_an_exercise(id_: str) -> None:
    found = entry(id_).exercise
    assert list(kinds.of(found).check(found, key_of(id_))) == []


@pytest.mark.parametrize("id_", EXERCISES)
def test_the_right_answer_is_right_for_every_learner(id_: str) -> None:
    found, key = entry(id_).exercise, key_of(id_)
    certain: Confidence | None = 3 if found.confidence else None
    for variant in drawn(id_):
        for sample in kinds.of(found).samples(found, key, variant):
            if sample.state == "right":
                got = marking.mark(found, key, variant, sample.value, "uz", certain)
                assert (got.state, got.score) == ("right", got.out_of), variant.values


NUMBERS = [id_ for id_ in EXERCISES if isinstance(entry(id_).exercise, number.EXERCISE)]


@pytest.mark.parametrize("id_", NUMBERS)
def test_likely_mistakes_are_apart_from_the_answer_and_from_one_another(id_: str) -> None:
    key = key_of(id_)
    assert isinstance(key, number.KEY)
    for variant in drawn(id_):
        values = dict(variant.values)
        for name, asked in key.parts.items() or [("", key)]:
            given = msgspec.structs.replace(variant, values=values)
            assert isinstance(asked.answer, int | float | str)
            answer = quantity(asked.answer, given)
            margin = plain.tolerance(asked, answer)
            found = [answer, *(quantity(mistake.answer, given) for mistake in asked.mistakes)]
            for one, other in combinations(found, 2):
                assert abs(one - other) > margin, values
            values[name] = answer


@pytest.mark.parametrize("id_", [id_ for id_ in EXERCISES if entry(id_).exercise.variables])
def test_variants_differ_and_fill_every_text(id_: str) -> None:
    documents = [entry(id_).source.data]
    if key_file(id_).is_file():
        documents.append(tomllib.loads(key_file(id_).read_text("utf-8")))
    variants = list(drawn(id_))
    assert len({tuple(variant.values.values()) for variant in variants}) > 5
    for variant in variants:
        for place, found in (pair for data in documents for pair in texts(data)):
            for language, written in found.items() if isinstance(found, dict) else ():
                assert "{{" not in fill(written, variant.values, language), place


@pytest.mark.parametrize(
    "id_", [id_ for id_ in EXERCISES if isinstance(entry(id_).exercise, choice.EXERCISE)]
)
def test_options_look_different(id_: str) -> None:
    found = entry(id_).exercise
    assert isinstance(found, choice.EXERCISE)
    for variant in drawn(id_):
        shown = choice.describe(found, variant, "uz").plain.splitlines()
        assert len(set(shown)) == len(shown), variant.values


@pytest.mark.parametrize(
    "id_", [id_ for id_ in EXERCISES if isinstance(entry(id_).exercise, text.EXERCISE)]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_is_accepted_in_the_learners_language(id_: str, language: str) -> None:
    key = key_of(id_)
    assert isinstance(key, text.KEY)
    word = key.answer[language] if isinstance(key.answer, dict) else str(key.answer)
    typed = word.upper() if "case" in key.ignore else word
    got = marking.mark(entry(id_).exercise, key, Variant(), typed, language)
    assert got.state == "right"


# The figures


def figure(lesson: str, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, COURSE / lesson / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        # Nothing compiled may be left in the lesson's folder: it is released as it stands.
        patch.setattr(sys, "dont_write_bytecode", True)
        spec.loader.exec_module(module)
    return module


def test_the_motion_graph_says_what_it_shows() -> None:
    graph = figure("motion", "motion_graph")
    there_and_back = graph.Motion(0.0, 6.0, -1.0)
    assert there_and_back.turn() == 6.0
    assert there_and_back.path() == 18.0 + 8.0
    assert "t = 6 s da orqaga burilgan" in graph.describe(there_and_back, "uz")
    assert "−4 м/с" in graph.describe(there_and_back, "ru")
    assert graph.Motion(5.0, 0.0, 0.0).turn() is None
    assert graph.Motion(5.0, -2.0, 0.0).path() == 20.0
    assert "displacement is −20 m" in graph.describe(graph.Motion(5.0, -2.0, 0.0), "en")
    assert "12,5" in graph.describe(graph.Motion(0.0, 0.0, 0.25), "uz")


def test_the_strips_say_which_fraction_is_greater() -> None:
    strips = figure("fractions", "fraction_bars")
    assert "2/3 < 3/4" in strips.describe((2, 3), (3, 4), "uz")
    assert "8 и 9" in strips.describe((2, 3), (3, 4), "ru")
    assert "1/2 = 3/6" in strips.describe((1, 2), (3, 6), "en")
    assert "3/5 > 2/5" in strips.describe((3, 5), (2, 5), "en")


def test_the_pendulum_says_its_period() -> None:
    swing = figure("pendulum", "pendulum_period")
    assert "T = 2π√(l/g) = 2,01 s" in swing.describe(1.0, 9.81, "uz")
    assert "период вдвое меньше: 1,00 с" in swing.describe(1.0, 9.81, "ru")
    assert "4.94 s, 12.2 swings in a minute" in swing.describe(1.0, 1.62, "en")


def test_a_word_is_cut_into_sounds_and_syllables() -> None:
    parts = figure("words", "word_parts")

    def cut(word: str) -> str:
        return "-".join("".join(part) for part in parts.syllables(parts.cleaned(word)))

    assert cut("kitob") == "ki-tob"
    assert cut("o'qituvchi") == "oʻ-qi-tuv-chi"
    assert cut("dengiz") == "de-ngiz"
    assert cut("ma’no san`at") == "maʼ-no-sanʼ-at"
    assert cut("Saodat") == "Sa-o-dat"
    assert cut("<b>12") == "b"
    assert cut("") == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_syllables_follow_the_word_that_is_typed(language: str) -> None:
    parts = figure("words", "word_parts")
    field, picture, summary = parts.word_parts(language).children
    assert field.description
    assert "oʻ-qi-tuv-chi" in summary.value
    shown = picture.value
    assert re.match(r'<img alt="[^"<>]+"', shown)
    field.value = "daftar" * 1000
    assert "daf-tar-daf-tar" in summary.value
    assert picture.value != shown
    assert len(picture.value) < 20_000
    field.value = "<img src=x onerror=alert(1)>"
    assert "onerror=" not in summary.value
    field.value = "12"
    assert picture.value == ""
    assert "kitob" in summary.value


def test_no_more_parts_are_shaded_than_there_are() -> None:
    box = figure("fractions", "fraction_bars").fraction_bars("uz")
    shaded, parts = box.children[:2]
    parts.value = 5
    shaded.value = 5
    parts.value = 2
    assert shaded.value == 2


def test_sample_means_gather_around_the_mean_with_the_standard_error() -> None:
    sampling = figure("sampling", "sample_means")
    means = sampling.draw_means(100, 2000, 1)
    assert abs(means.mean() - 10) < 0.1
    assert abs(means.std(ddof=1) - 1) < 0.05
    assert "10 / √100 = 1,00" in sampling.describe(means, 100, "uz")
    assert (sampling.draw_means(100, 2000, 1) == means).all()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("lesson", "name"),
    [
        ("fractions", "fraction_bars"),
        ("motion", "motion_graph"),
        ("sampling", "sample_means"),
        ("pendulum", "pendulum_period"),
    ],
)
def test_a_figure_follows_its_controls(lesson: str, name: str, language: str) -> None:
    box = getattr(figure(lesson, name), name)(language)
    *controls, picture, summary = box.children
    for control in controls:
        assert control.description
        shown = picture.value, summary.value
        control.value = control.max if control.value != control.max else control.min
        assert (picture.value, summary.value) != shown
    assert re.match(r'<img alt="[^"<>]+"', picture.value)
    assert len(picture.value) < 60_000
