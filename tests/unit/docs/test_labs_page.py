"""The page of laboratories: its example can be done, its notebook cell draws what was measured."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from courseware import kinds, library, marking
from courseware.decoding import document
from courseware.library import Entry

KINDS = Path(__file__).resolve().parents[3] / "docs" / "kinds"


def example(page: str) -> Entry:
    text = (KINDS / page).read_text("utf-8")
    block = re.search(r"```toml\n(.*?)```", text, re.DOTALL)
    assert block
    return library.read_exercise(document(block[1], page), "x", "l/x")


@pytest.mark.parametrize("page", ["lab.md", "essay.md"])
def test_the_example_is_a_good_one(page: str) -> None:
    entry = example(page)
    assert entry.key is not None
    assert list(kinds.of(entry.exercise).check(entry.exercise, entry.key)) == []
    for number in range(1, 30):
        variant = marking.draw(entry.exercise, "salt", "learner", number)
        for sample in kinds.of(entry.exercise).samples(entry.exercise, entry.key, variant):
            mark = marking.mark(entry.exercise, entry.key, variant, sample.value)
            assert mark.state == sample.state, mark


def test_the_cell_finds_g_in_the_learners_table(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("numpy")
    monkeypatch.setenv("MPLBACKEND", "agg")
    plt = pytest.importorskip("matplotlib.pyplot")
    entry = example("lab.md")
    variant = marking.draw(entry.exercise, "salt", "learner")
    samples = kinds.of(entry.exercise).samples(entry.exercise, entry.key, variant)
    swing = SimpleNamespace(value=next(iter(samples)).value)
    first, second = re.findall(
        r"```python\n(.*?)```", (KINDS / "lab.md").read_text("utf-8"), re.DOTALL
    )
    names: dict[str, Any] = {"exercise": lambda _: swing}
    exec(first, names)  # noqa: S102 - our own page
    exec(second, names)  # noqa: S102 - ditto
    ((points, line),) = ([*axes.lines] for axes in plt.gcf().axes)
    assert len(points.get_xdata()) == len(swing.value["rows"])
    assert line is not None
    found = re.search(r"g = ([\d.]+)", plt.gca().get_title())
    assert found
    assert abs(float(found[1]) / 9.81 - 1) < 0.03
    plt.close("all")
