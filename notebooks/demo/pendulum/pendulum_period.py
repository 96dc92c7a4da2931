"""A pendulum and its period: the string drawn to scale, the period over the length.

`pendulum_period("uz")` shows two boxes, the picture and a sentence. The picture is
an `<img>` with a text of its own; the sentence below says the same in words.
"""

# ruff: noqa: INP001 - stands beside its notebook, not in a package

from __future__ import annotations

import base64
import io
import math
from html import escape

import ipywidgets as widgets
from matplotlib import rc_context
from matplotlib.figure import Figure

TEXTS = {
    "uz": {
        "length": "Uzunlik l, m",
        "gravity": "g, m/s²",
        "period": "Davr T, s",
        "alt": "Chapda mayatnik, oʻngda davrning uzunlikka bogʻliqligi; quyida aytilgan.",
        "summary": "l = {l} m, g = {g} m/s²: davr T = 2π√(l/g) = {period} s, bir minutda {count} "
        "marta tebranadi. Toʻrt marta qisqa ipda ({short} m) davr ikki marta qisqa: {half} s.",
    },
    "ru": {
        "length": "Длина l, м",
        "gravity": "g, м/с²",
        "period": "Период T, с",
        "alt": "Слева маятник, справа зависимость периода от длины; словами сказано ниже.",
        "summary": "l = {l} м, g = {g} м/с²: период T = 2π√(l/g) = {period} с, за минуту {count} "
        "колебаний. С нитью вчетверо короче ({short} м) период вдвое меньше: {half} с.",
    },
    "en": {
        "length": "Length l, m",
        "gravity": "g, m/s²",
        "period": "Period T, s",
        "alt": "A pendulum on the left, its period over its length on the right; told below.",
        "summary": "l = {l} m, g = {g} m/s²: the period T = 2π√(l/g) = {period} s, {count} swings "
        "in a minute. With a quarter of the length ({short} m) it is half: {half} s.",
    },
}
LONGEST = 2.0
_ANGLE = math.radians(20)
"""How far the pendulum in the picture is pulled aside; more than in an experiment, to be seen."""


def pendulum_period(language: str) -> widgets.VBox:
    """Show the controls, the picture and the sentence in the given language."""
    said = TEXTS[language]
    # Number boxes, not sliders: an ipywidgets slider has no name for a screen reader.
    controls = [
        widgets.BoundedFloatText(
            value=1.0, min=0.1, max=LONGEST, step=0.1, description=said["length"]
        ),
        widgets.BoundedFloatText(
            value=9.81, min=1.0, max=25.0, step=0.01, description=said["gravity"]
        ),
    ]
    for control in controls:
        control.style.description_width = "initial"
        control.layout = widgets.Layout(width="auto", max_width="36rem")
    picture, summary = widgets.HTML(), widgets.HTML()

    def show(_change: object = None) -> None:
        length, gravity = (control.value for control in controls)
        picture.value = image(draw(length, gravity, language), said["alt"])
        summary.value = f'<p role="status">{escape(describe(length, gravity, language))}</p>'

    for control in controls:
        control.observe(show, names="value")
    show()
    return widgets.VBox([*controls, picture, summary])


def period(length: float, gravity: float) -> float:
    """Return the time of one full swing at a small angle, in seconds; length in metres."""
    return 2 * math.pi * math.sqrt(length / gravity)


def describe(length: float, gravity: float, language: str) -> str:
    """Say in words what the picture shows."""
    time = period(length, gravity)
    written = {
        "l": f"{length:.2f}",
        "g": f"{gravity:.2f}",
        "period": f"{time:.2f}",
        "count": f"{60 / time:.1f}",
        "short": f"{length / 4:.3f}",
        "half": f"{time / 2:.2f}",
    }
    mark = "." if language == "en" else ","
    numbers = {name: number.replace(".", mark) for name, number in written.items()}
    return TEXTS[language]["summary"].format(**numbers)


def draw(length: float, gravity: float, language: str) -> Figure:
    """Return the pendulum pulled aside, and beside it the curve of its period."""
    figure = Figure(figsize=(5.2, 2.8), layout="constrained")
    swing, curve = figure.subplots(1, 2, width_ratios=[1, 2])
    side, depth = length * math.sin(_ANGLE), -length * math.cos(_ANGLE)
    swing.plot([-0.3, 0.3], [0, 0], color="black", linewidth=3)
    swing.plot([0, side], [0, depth], color="#12385c")
    swing.plot([0, 0], [0, -length], color="#777777", linestyle=":")
    swing.plot([side], [depth], "o", color="#b34a00", markersize=10)
    swing.set(xlim=(-0.6, 0.9), ylim=(-LONGEST - 0.2, 0.15), aspect="equal")
    swing.axis("off")
    lengths = [LONGEST * step / 60 for step in range(61)]
    curve.plot(lengths, [period(each, gravity) for each in lengths], color="#12385c")
    time = period(length, gravity)
    curve.plot([length, length, 0], [0, time, time], color="#777777", linestyle=":")
    curve.plot([length], [time], "o", color="#b34a00")
    said = TEXTS[language]
    curve.set(xlabel=said["length"], ylabel=said["period"], xlim=(0, LONGEST * 1.05))
    curve.set_ylim(0, 1.1 * period(LONGEST, gravity))
    return figure


def image(figure: Figure, alt: str) -> str:
    """Return an `<img>` that holds the figure as SVG."""
    file = io.BytesIO()
    # Letters stay letters: a third of the bytes, and they can be enlarged.
    with rc_context({"svg.fonttype": "none", "font.sans-serif": ["DejaVu Sans"]}):
        figure.savefig(file, format="svg", metadata={"Date": None})
    data = base64.b64encode(file.getvalue()).decode()
    style = "width:100%;max-width:36rem;height:auto;background:white"
    return f'<img alt="{alt}" style="{style}" src="data:image/svg+xml;base64,{data}">'
