"""What a human opens, opened: no script of a learner's runs, nothing is fetched."""

from __future__ import annotations

import base64
import io
from typing import Any

import nbformat
import pytest

from courseware.grading.cleaning import clean
from tests.grading.cleaning import vectors
from tests.grading.cleaning.conftest import Show


def test_uncleaned_the_vectors_are_live(show: Show) -> None:
    """Otherwise the next test would show nothing."""
    shown = show(vectors.live())
    shown.provoke()
    assert len(shown.hits()) >= 12, sorted(shown.hits())
    assert len(shown.elsewhere()) >= 4, shown.elsewhere()


def test_cleaned_nothing_runs_and_nothing_is_fetched(show: Show) -> None:
    shown = show(clean(vectors.notebook()))
    assert shown.page.title() == "ps1"
    framed = [cell for cell in vectors.notebook()["cells"] if cell["cell_type"] != "raw"]
    assert shown.page.locator("#notebook-container .cell").count() == len(framed)
    shown.provoke()
    assert shown.hits() == set()
    assert shown.elsewhere() == set()
    assert len(shown.page.frames) == 1
    for live in ("script", "svg", "object", "embed", "form", "link", "style", "base", "input"):
        assert shown.page.locator(f"#notebook-container {live}").count() == 0, live
    handlers = """[...document.querySelectorAll('#notebook-container *')].flatMap(element =>
        [...element.attributes].map(each => each.name).filter(
            name => /^on|^data-|^srcdoc$/.test(name)))"""
    assert shown.page.evaluate(handlers) == []


@pytest.mark.parametrize("at", range(0, len(vectors.HTML), 16))
def test_cleaning_alone_each_vector_is_as_harmless(show: Show, at: int) -> None:
    """A vector may open something that another one before it has closed."""
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": source, "id": f"m{number}"}
        for number, source in enumerate(vectors.HTML[at : at + 16])
    ]
    shown = show(clean({"cells": cells, "metadata": {}}))
    shown.provoke()
    assert shown.hits() == set()
    assert shown.elsewhere() == set()


def test_figures_tables_and_text_are_still_there(show: Show) -> None:
    figure = _figure()
    table = (
        "<div>\n<style scoped>\n  .dataframe tbody tr th { vertical-align: top; }\n</style>\n"
        '<table border="1" class="dataframe">\n  <thead>\n    <tr style="text-align: right;">\n'
        "      <th></th>\n      <th>mass</th>\n    </tr>\n  </thead>\n  <tbody>\n    <tr>\n"
        "      <th>Mars</th>\n      <td>0.107 &lt; 1</td>\n    </tr>\n  </tbody>\n</table>\n</div>"
    )
    outputs: list[dict[str, Any]] = [
        _display(
            {"image/png": figure, "text/plain": "<Figure size>"}, {"image/png": {"width": 77}}
        ),
        _display({"text/html": table, "text/plain": "mass"}),
        _display({"text/html": "<b>bold</b> <span style='color: red'>red</span><ul><li>one</ul>"}),
        _display({"image/svg+xml": _drawing()}),
        {"output_type": "stream", "name": "stdout", "text": "a < b & \x1b[31mred\x1b[0m"},
        {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["E: <module> v"]},
    ]
    code = {"cell_type": "code", "metadata": {}, "source": "if a < b:\n    f(x)", "id": "a"}
    cells: list[dict[str, Any]] = [
        {**code, "execution_count": 1, "outputs": outputs},
        {
            "cell_type": "markdown",
            "metadata": {},
            "id": "b",
            "source": "# Why\n\nBecause **x** < y, see [here](https://example.org/a?b=1) and\n\n"
            "`List<int> a` and\n\n```\nif a <b> c\n```\n\n"
            "| t | u |\n|---|---|\n| 1 | H<sub>2</sub>O |\n\n"
            "![mine](attachment:mine.png)",
            "attachments": {"mine.png": {"image/png": vectors.PIXEL}},
        },
    ]
    done = clean({"cells": cells, "metadata": {}})
    nbformat.validate(done)
    assert done["cells"][0]["source"] == code["source"]
    shown = show(done)
    page = shown.page
    assert page.locator(".output_png img").evaluate("i => i.complete && i.naturalWidth > 50")
    assert page.locator(".output_png img").get_attribute("width") == "77"
    assert page.locator(".output_svg img").evaluate("i => i.complete && i.naturalWidth > 50")
    assert page.locator("table.dataframe td").inner_text() == "0.107 < 1"
    assert "vertical-align: top" not in page.locator(".output_html").first.inner_text()
    assert page.locator(".output_html span").get_attribute("style") == "color: red;"
    assert "a < b & red" in page.locator(".output_stdout").inner_text()
    assert "<module>" in page.locator(".output_error").inner_text()
    text = page.locator(".text_cell_render").inner_text().replace("\u2060", "")
    for words in ("Because x < y", "List<int> a", "if a <b> c", "H2O"):
        assert words in text
    assert page.locator(".text_cell_render a[href='https://example.org/a?b=1']").count() == 1
    assert page.locator(".text_cell_render img").evaluate("i => i.naturalWidth") == 1
    assert page.locator(".text_cell_render sub").count() == 1


def _display(data: dict[str, Any], metadata: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"output_type": "display_data", "data": data, "metadata": metadata or {}}


def _figure() -> str:
    figure, buffer = _drawn(), io.BytesIO()
    figure.savefig(buffer, format="png")
    return base64.b64encode(buffer.getvalue()).decode()


def _drawing() -> str:
    figure, buffer = _drawn(), io.StringIO()
    figure.savefig(buffer, format="svg")
    return buffer.getvalue()


def _drawn() -> Any:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(2, 2))
    figure.subplots().plot([1, 3, 2], label="a")
    return figure
