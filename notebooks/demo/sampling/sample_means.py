"""Many samples from a skewed population, and what becomes of their means.

`sample_means("uz")` shows three boxes, the population over the histogram of
the sample means, and a sentence with the numbers. The picture is an `<img>`
with a text of its own instead of a Matplotlib output: a learner who cannot see
it reads the sentence, and it can be enlarged without blurring.
"""

# ruff: noqa: INP001 - stands beside its notebook, not in a package

from __future__ import annotations

import base64
import io
import math

import ipywidgets as widgets
import numpy as np
from matplotlib import rc_context
from matplotlib.figure import Figure
from numpy.typing import NDArray

MEAN = 10.0
"""Mean of the population and, for an exponential one, its standard deviation, in minutes."""

SHOWN = 40.0
"""Minutes that the axes show."""

TEXTS = {
    "uz": {
        "size": "Tanlanma hajmi n",
        "samples": "Tanlanmalar soni",
        "seed": "Tasodifiy sonlar urugʻi",
        "time": "kutish vaqti, daqiqa",
        "density": "zichlik",
        "population": "Bosh toʻplam: alohida kutishlar",
        "means": "Tanlanma oʻrtachalari",
        "normal": "normal egri chiziq",
        "alt": "Bosh toʻplam va tanlanma oʻrtachalarining gistogrammasi. "
        "Ularning mazmuni quyida soʻz bilan aytilgan.",
        "summary": "Bosh toʻplamda oʻrtacha 10 daqiqa, standart ogʻish 10 daqiqa. "
        "Hajmi n = {size} boʻlgan {samples} ta tanlanma olindi. Ularning oʻrtachalari {low} dan "
        "{high} daqiqagacha, markazi {centre}, standart ogʻishi {spread} daqiqa. "
        "Nazariya aytgan standart xato: 10 / √{size} = {error} daqiqa.",
    },
    "ru": {
        "size": "Объём выборки n",
        "samples": "Число выборок",
        "seed": "Зерно случайных чисел",
        "time": "время ожидания, мин",
        "density": "плотность",
        "population": "Совокупность: отдельные ожидания",
        "means": "Выборочные средние",
        "normal": "нормальная кривая",
        "alt": "Совокупность и гистограмма выборочных средних. Что на них видно, "
        "сказано словами ниже.",
        "summary": "В совокупности среднее 10 мин, стандартное отклонение 10 мин. "
        "Объём каждой выборки n = {size}, число выборок {samples}. Их средние лежат от {low} "
        "до {high} мин, центр {centre}, стандартное отклонение {spread} мин. "
        "Стандартная ошибка по теории: 10 / √{size} = {error} мин.",
    },
    "en": {
        "size": "Sample size n",
        "samples": "Number of samples",
        "seed": "Random seed",
        "time": "waiting time, min",
        "density": "density",
        "population": "Population: single waits",
        "means": "Sample means",
        "normal": "normal curve",
        "alt": "The population and the histogram of the sample means. What they show "
        "is told in words below.",
        "summary": "The population has mean 10 min and standard deviation 10 min. "
        "{samples} samples of size n = {size} were drawn. Their means run from {low} to {high} "
        "min, with centre {centre} and standard deviation {spread} min. "
        "The standard error by theory: 10 / √{size} = {error} min.",
    },
}


def sample_means(language: str) -> widgets.VBox:
    """Show the controls, the two distributions and their summary in the given language."""
    said = TEXTS[language]
    # Number boxes, not sliders: an ipywidgets slider has no name for a screen reader.
    controls = {
        "size": widgets.BoundedIntText(value=5, min=1, max=400),
        "samples": widgets.BoundedIntText(value=1000, min=100, max=2000, step=100),
        "seed": widgets.BoundedIntText(value=1, min=0, max=9999),
    }
    for name, control in controls.items():
        control.description = said[name]
        control.style.description_width = "initial"
        control.layout = widgets.Layout(width="auto", max_width="36rem")
    picture, summary = widgets.HTML(), widgets.HTML()

    def show(_change: object = None) -> None:
        size, samples, seed = (control.value for control in controls.values())
        means = draw_means(size, samples, seed)
        picture.value = image(draw(means, size, language), said["alt"])
        summary.value = (
            f'<p role="status" style="line-height:1.5">{describe(means, size, language)}</p>'
        )

    for control in controls.values():
        control.observe(show, names="value")
    show()
    return widgets.VBox([*controls.values(), picture, summary])


def draw_means(size: int, samples: int, seed: int) -> NDArray[np.float64]:
    """Return the means of so many samples of waiting times, in minutes."""
    waits = np.random.default_rng(seed).exponential(MEAN, size=(samples, size))
    means: NDArray[np.float64] = waits.mean(axis=1)
    return means


def draw(means: NDArray[np.float64], size: int, language: str) -> Figure:
    """Return the population over the sample means, on one axis of minutes."""
    said = TEXTS[language]
    figure = Figure(figsize=(4.8, 5.4), layout="constrained")
    above, below = figure.subplots(2, sharex=True)
    time = np.linspace(0, SHOWN, 41)
    above.plot(time, np.exp(-time / MEAN) / MEAN, color="#0b5394", linewidth=2)
    above.fill_between(time, np.exp(-time / MEAN) / MEAN, color="#0b5394", alpha=0.2)
    error = MEAN / math.sqrt(size)
    below.hist(means, bins=30, density=True, color="#e69138", edgecolor="#783f04", linewidth=0.5)
    steps = np.linspace(-4, 4, 41)
    bell = np.exp(-(steps**2) / 2) / (error * math.sqrt(2 * math.pi))
    below.plot(MEAN + error * steps, bell, "k--", linewidth=1.5, label=said["normal"])
    below.legend(loc="upper right", frameon=False)
    for axes, name in ((above, "population"), (below, "means")):
        axes.set_title(said[name], fontsize=11)
        axes.set_ylabel(said["density"])
        axes.yaxis.set_major_formatter(lambda value, _place: number(value, language))
        axes.axvline(MEAN, color="black", linewidth=0.8)
    below.set_xlim(0, SHOWN)
    below.set_xlabel(said["time"])
    return figure


def describe(means: NDArray[np.float64], size: int, language: str) -> str:
    """Say in words what the histogram shows."""
    values = {
        "low": float(means.min()),
        "high": float(means.max()),
        "centre": float(means.mean()),
        "spread": float(means.std(ddof=1)),
        "error": MEAN / math.sqrt(size),
    }
    shown = {name: number(value, language) for name, value in values.items()}
    return TEXTS[language]["summary"].format(size=size, samples=len(means), **shown)


def number(value: float, language: str) -> str:
    """Write a number as the language does, with two decimals."""
    text = f"{value:.2f}"
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
