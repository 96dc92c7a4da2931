"""The graphs of a body that moves with constant acceleration, for the values the learner sets.

`motion_graph("uz")` shows three boxes, the two graphs and a sentence that says
what they show. The picture is an `<img>` with a text of its own instead of a
Matplotlib output: a learner who cannot see it reads the sentence, and it can
be enlarged without blurring.
"""

# ruff: noqa: INP001 - stands beside its notebook, not in a package

from __future__ import annotations

import base64
import io
import itertools
from typing import NamedTuple

import ipywidgets as widgets
import numpy as np
from matplotlib import rc_context
from matplotlib.figure import Figure

DURATION = 10.0
"""Seconds that the graphs show."""

TEXTS = {
    "uz": {
        "x0": "Boshlangʻich koordinata x₀, m",
        "v0": "Boshlangʻich tezlik v₀, m/s",
        "a": "Tezlanish a, m/s²",
        "time": "vaqt t, s",
        "position": "koordinata x, m",
        "velocity": "tezlik v, m/s",
        "alt": "Koordinata va tezlik grafiklari. Ularning mazmuni quyida soʻz bilan aytilgan.",
        "end": "10 s oxirida koordinata {x} m, tezlik {v} m/s.",
        "area": "Koʻchish {moved} m: bu tezlik grafigi ostidagi boʻyalgan yuza "
        "(vaqt oʻqidan pastdagi yuza manfiy).",
        "turn": "Jism t = {turn} s da orqaga burilgan, shuning uchun bosib oʻtilgan yoʻl {path} m.",
        "ahead": "Jism orqaga burilmagan, bosib oʻtilgan yoʻl {path} m.",
    },
    "ru": {
        "x0": "Начальная координата x₀, м",
        "v0": "Начальная скорость v₀, м/с",
        "a": "Ускорение a, м/с²",
        "time": "время t, с",
        "position": "координата x, м",
        "velocity": "скорость v, м/с",
        "alt": "Графики координаты и скорости. Что на них видно, сказано словами ниже.",
        "end": "В конце 10-й секунды координата {x} м, скорость {v} м/с.",
        "area": "Перемещение {moved} м: это закрашенная площадь под графиком скорости "
        "(площадь ниже оси времени отрицательна).",
        "turn": "Тело повернуло назад при t = {turn} с, поэтому пройденный путь равен {path} м.",
        "ahead": "Тело не поворачивало назад, пройденный путь {path} м.",
    },
    "en": {
        "x0": "Initial position x₀, m",
        "v0": "Initial velocity v₀, m/s",
        "a": "Acceleration a, m/s²",
        "time": "time t, s",
        "position": "position x, m",
        "velocity": "velocity v, m/s",
        "alt": "Graphs of position and velocity. What they show is told in words below.",
        "end": "After 10 s the position is {x} m and the velocity {v} m/s.",
        "area": "The displacement is {moved} m: the shaded area under the velocity graph "
        "(area below the time axis counts as negative).",
        "turn": "The body turned back at t = {turn} s, so the distance covered is {path} m.",
        "ahead": "The body did not turn back, and the distance covered is {path} m.",
    },
}


class Motion(NamedTuple):
    """Start `x0` in m, velocity `v0` in m/s, acceleration `a` in m/s²."""

    x0: float
    v0: float
    a: float

    def position(self, t: float) -> float:
        """Return the position after t seconds, in metres."""
        return self.x0 + self.v0 * t + self.a * t**2 / 2

    def velocity(self, t: float) -> float:
        """Return the velocity after t seconds, in m/s."""
        return self.v0 + self.a * t

    def turn(self) -> float | None:
        """Return when the body turns back, in seconds, None if it does not while we look."""
        time = -self.v0 / self.a if self.a else 0.0
        return time if 0 < time < DURATION else None

    def path(self) -> float:
        """Return the distance covered, in metres; there and back both count."""
        stops = [0.0, self.turn() or 0.0, DURATION]
        places = [self.position(time) for time in stops]
        return sum(abs(b - a) for a, b in itertools.pairwise(places))


def motion_graph(language: str) -> widgets.VBox:
    """Show the controls, the graphs and their summary in the given language."""
    said = TEXTS[language]
    # Number boxes, not sliders: an ipywidgets slider has no name for a screen reader.
    controls = {
        "x0": widgets.BoundedFloatText(value=0, min=-50, max=50, step=5),
        "v0": widgets.BoundedFloatText(value=6, min=-15, max=15, step=1),
        "a": widgets.BoundedFloatText(value=-1, min=-5, max=5, step=0.5),
    }
    for name, control in controls.items():
        control.description = said[name]
        control.style.description_width = "initial"
        control.layout = widgets.Layout(width="auto", max_width="36rem")
    picture, summary = widgets.HTML(), widgets.HTML()

    def show(_change: object = None) -> None:
        motion = Motion(**{name: control.value for name, control in controls.items()})
        picture.value = image(draw(motion, said), said["alt"])
        summary.value = f'<p role="status" style="line-height:1.5">{describe(motion, language)}</p>'

    for control in controls.values():
        control.observe(show, names="value")
    show()
    return widgets.VBox([*controls.values(), picture, summary])


def draw(motion: Motion, said: dict[str, str]) -> Figure:
    """Return position over velocity, on one time axis."""
    time = np.linspace(0, DURATION, 41)
    figure = Figure(figsize=(4.8, 5.4), layout="constrained")
    above, below = figure.subplots(2, sharex=True)
    above.plot(time, [motion.position(t) for t in time], color="#0b5394", linewidth=2)
    below.plot(time, [motion.velocity(t) for t in time], color="#a61c00", linewidth=2)
    below.fill_between(time, [motion.velocity(t) for t in time], color="#a61c00", alpha=0.2)
    turn = motion.turn()
    for axes, name, at in (
        (above, "position", motion.position),
        (below, "velocity", motion.velocity),
    ):
        axes.set_ylabel(said[name])
        axes.locator_params(axis="y", integer=True)
        axes.grid(visible=True, alpha=0.3)
        axes.axhline(0, color="black", linewidth=0.8)
        if turn is not None:
            axes.plot(turn, at(turn), "ko")
    below.set_xlabel(said["time"])
    return figure


def describe(motion: Motion, language: str) -> str:
    """Say in words what the graphs show."""
    said = TEXTS[language]
    turn = motion.turn()
    values = {
        "x": motion.position(DURATION),
        "v": motion.velocity(DURATION),
        "moved": motion.position(DURATION) - motion.x0,
        "turn": turn or 0.0,
        "path": motion.path(),
    }
    shown = {name: number(value, language) for name, value in values.items()}
    last = "ahead" if turn is None else "turn"
    return " ".join(said[name].format(**shown) for name in ("end", "area", last))


def number(value: float, language: str) -> str:
    """Write a number as the language does, with two decimals at most."""
    text = f"{value:.2f}".rstrip("0").rstrip(".").replace("-", "−")
    text = "0" if text == "−0" else text
    return text if language == "en" else text.replace(".", ",")


def image(figure: Figure, alt: str) -> str:
    """Return an `<img>` that holds the figure as SVG."""
    file = io.BytesIO()
    # Letters stay letters: a third of the bytes, and they can be enlarged.
    with rc_context({"svg.fonttype": "none", "font.sans-serif": ["DejaVu Sans"]}):
        figure.savefig(file, format="svg", metadata={"Date": None})
    data = base64.b64encode(file.getvalue()).decode()
    style = "width:100%;max-width:36rem;height:auto;background:white"
    return f'<img alt="{alt}" style="{style}" src="data:image/svg+xml;base64,{data}">'
