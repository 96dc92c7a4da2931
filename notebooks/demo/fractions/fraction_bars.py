"""Two strips of equal length, each shaded by a fraction that the learner sets.

`fraction_bars("uz")` shows four boxes, the two strips and a sentence that
compares them. The picture is an `<img>` with a text of its own instead of a
Matplotlib output: a learner who cannot see it reads the sentence, and it can
be enlarged without blurring.
"""

# ruff: noqa: INP001 - stands beside its notebook, not in a package

from __future__ import annotations

import base64
import io
import math

import ipywidgets as widgets
from matplotlib import rc_context
from matplotlib.figure import Figure

Parts = tuple[int, int]
"""How many parts are shaded, and into how many the strip is divided."""

TEXTS = {
    "uz": {
        "shaded": "{strip}-lenta: surat",
        "parts": "{strip}-lenta: maxraj",
        "alt": "Ikkita lenta. Ular quyida soʻz bilan tasvirlangan.",
        "strip": "{strip}-lenta {parts} ta teng qismga boʻlingan, {shaded} tasi boʻyalgan: "
        "{shaded}/{parts}.",
        "finer": "Har bir lentani {common} ta mayda qismga boʻlsak, birinchisida {first} ta, "
        "ikkinchisida {second} ta qism boʻyalgan boʻladi.",
        "more": "Demak, birinchi kasr katta: {left} > {right}.",
        "less": "Demak, ikkinchi kasr katta: {left} < {right}.",
        "equal": "Demak, kasrlar teng: {left} = {right}.",
    },
    "ru": {
        "shaded": "Полоска {strip}: числитель",
        "parts": "Полоска {strip}: знаменатель",
        "alt": "Две полоски. Они описаны словами ниже.",
        "strip": "Полоска {strip}: всего равных частей {parts}, закрашено {shaded}, это "
        "{shaded}/{parts}.",
        "finer": "Если разделить каждую полоску на мелкие части, по {common}, закрашенных "
        "окажется {first} и {second}.",
        "more": "Значит, первая дробь больше: {left} > {right}.",
        "less": "Значит, вторая дробь больше: {left} < {right}.",
        "equal": "Значит, дроби равны: {left} = {right}.",
    },
    "en": {
        "shaded": "Strip {strip}: numerator",
        "parts": "Strip {strip}: denominator",
        "alt": "Two strips. They are described in words below.",
        "strip": "Strip {strip}: equal parts {parts}, shaded {shaded}, that is {shaded}/{parts}.",
        "finer": "If each strip is divided into {common} small parts, {first} and {second} of "
        "them are shaded.",
        "more": "So the first fraction is greater: {left} > {right}.",
        "less": "So the second fraction is greater: {left} < {right}.",
        "equal": "So the fractions are equal: {left} = {right}.",
    },
}


def fraction_bars(language: str) -> widgets.VBox:
    """Show the controls, the two strips and their comparison in the given language."""
    said = TEXTS[language]
    # Number boxes, not sliders: an ipywidgets slider has no name for a screen reader.
    controls = [
        widgets.BoundedIntText(value=1, min=0, max=3, description=said["shaded"].format(strip=1)),
        widgets.BoundedIntText(value=3, min=1, max=12, description=said["parts"].format(strip=1)),
        widgets.BoundedIntText(value=1, min=0, max=4, description=said["shaded"].format(strip=2)),
        widgets.BoundedIntText(value=4, min=1, max=12, description=said["parts"].format(strip=2)),
    ]
    for control in controls:
        control.style.description_width = "initial"
        control.layout = widgets.Layout(width="auto", max_width="36rem")
    picture, summary = widgets.HTML(), widgets.HTML()

    def show(_change: object = None) -> None:
        # No more can be shaded than there are parts.
        controls[0].max, controls[2].max = controls[1].value, controls[3].value
        first = controls[0].value, controls[1].value
        second = controls[2].value, controls[3].value
        picture.value = image(draw([first, second]), said["alt"])
        summary.value = (
            f'<p role="status" style="line-height:1.5">{describe(first, second, language)}</p>'
        )

    for control in controls:
        control.observe(show, names="value")
    show()
    return widgets.VBox([*controls, picture, summary])


def draw(strips: list[Parts]) -> Figure:
    """Return the strips one under another, the shaded parts dark and hatched."""
    figure = Figure(figsize=(4.8, 2.2), layout="constrained")
    for axes, (shaded, parts) in zip(figure.subplots(len(strips)), strips, strict=True):
        for part in range(parts):
            dark = part < shaded
            colour, hatch = ("#e69138", "//") if dark else ("white", None)
            axes.barh(
                0, 1 / parts, left=part / parts, color=colour, hatch=hatch, edgecolor="#4a2a00"
            )
        axes.set_xlim(-0.01, 1.01)
        axes.set_axis_off()
        axes.set_title(f"{shaded}/{parts}", loc="left", fontsize=12)
    return figure


def describe(first: Parts, second: Parts, language: str) -> str:
    """Say in words what the strips show and which fraction is greater."""
    said = TEXTS[language]
    common = math.lcm(first[1], second[1])
    counts = [shaded * common // parts for shaded, parts in (first, second)]
    sign = "more" if counts[0] > counts[1] else "less" if counts[0] < counts[1] else "equal"
    left, right = (f"{shaded}/{parts}" for shaded, parts in (first, second))
    sentences = [
        said["strip"].format(strip=place, shaded=shaded, parts=parts)
        for place, (shaded, parts) in enumerate((first, second), start=1)
    ]
    if first[1] != second[1]:
        sentences.append(said["finer"].format(common=common, first=counts[0], second=counts[1]))
    return " ".join([*sentences, said[sign].format(left=left, right=right)])


def image(figure: Figure, alt: str) -> str:
    """Return an `<img>` that holds the figure as SVG."""
    file = io.BytesIO()
    # Letters stay letters: a third of the bytes, and they can be enlarged.
    with rc_context({"svg.fonttype": "none", "font.sans-serif": ["DejaVu Sans"]}):
        figure.savefig(file, format="svg", metadata={"Date": None})
    data = base64.b64encode(file.getvalue()).decode()
    style = "width:100%;max-width:36rem;height:auto;background:white"
    return f'<img alt="{alt}" style="{style}" src="data:image/svg+xml;base64,{data}">'
