"""How a total grows in a loop: a bar for every step, and each step in words.

`loop_steps("uz")` shows two boxes, the picture and the steps. The picture is an
`<img>` with a text of its own; the steps below say the same in words.
"""

# ruff: noqa: INP001 - stands beside its notebook, not in a package

from __future__ import annotations

import base64
import io
from html import escape

import ipywidgets as widgets
from matplotlib import rc_context
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

TEXTS = {
    "uz": {
        "times": "Takrorlar soni",
        "step": "Har safar qoʻshiladi",
        "alt": "Har bir takrordan keyingi total; qadamlar quyida soʻz bilan yozilgan.",
        "axis": "takror",
        "start": "Boshida: total = 0.",
        "line": "{number}-takror (i = {i}): total = {before} + {step} = {after}.",
        "end": "Oxirida dastur {total} sonini chiqaradi.",
    },
    "ru": {
        "times": "Число повторений",
        "step": "Каждый раз прибавляем",
        "alt": "Значение total после каждого повторения; шаги описаны словами ниже.",
        "axis": "повторение",
        "start": "Сначала: total = 0.",
        "line": "Повторение {number} (i = {i}): total = {before} + {step} = {after}.",
        "end": "В конце программа напечатает {total}.",
    },
    "en": {
        "times": "Number of repetitions",
        "step": "Added each time",
        "alt": "The value of total after each repetition; the steps are told in words below.",
        "axis": "repetition",
        "start": "At first: total = 0.",
        "line": "Repetition {number} (i = {i}): total = {before} + {step} = {after}.",
        "end": "At the end the program prints {total}.",
    },
}


def loop_steps(language: str) -> widgets.VBox:
    """Show the controls, the picture and the steps in the given language."""
    said = TEXTS[language]
    # Number boxes, not sliders: an ipywidgets slider has no name for a screen reader.
    controls = [
        widgets.BoundedIntText(value=4, min=0, max=12, description=said["times"]),
        widgets.BoundedIntText(value=3, min=-9, max=9, description=said["step"]),
    ]
    for control in controls:
        control.style.description_width = "initial"
        control.layout = widgets.Layout(width="auto", max_width="36rem")
    picture, steps = widgets.HTML(), widgets.HTML()

    def show(_change: object = None) -> None:
        times, step = (control.value for control in controls)
        picture.value = image(draw(times, step, said["axis"]), said["alt"])
        items = "".join(f"<li>{escape(line)}</li>" for line in describe(times, step, language))
        steps.value = f'<ol role="status" style="list-style:none;padding:0">{items}</ol>'

    for control in controls:
        control.observe(show, names="value")
    show()
    return widgets.VBox([*controls, picture, steps])


def describe(times: int, step: int, language: str) -> list[str]:
    """Say in words what the loop does, a sentence for every step."""
    said = TEXTS[language]
    lines = [
        said["line"].format(number=i + 1, i=i, before=i * step, step=step, after=(i + 1) * step)
        for i in range(times)
    ]
    return [said["start"], *lines, said["end"].format(total=times * step)]


def draw(times: int, step: int, axis: str) -> Figure:
    """Return a bar for the total after each repetition, the last one hatched."""
    figure = Figure(figsize=(4.8, 2.6), layout="constrained")
    axes = figure.subplots()
    totals = [number * step for number in range(times + 1)]
    hatches = [""] * times + ["//"]
    axes.bar(range(times + 1), totals, color="#7fb2dd", edgecolor="#12385c", hatch=hatches)
    axes.axhline(0, color="black", linewidth=0.8)
    axes.set_xlabel(axis)
    axes.set_ylabel("total")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
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
