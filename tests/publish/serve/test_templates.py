"""Page templates that are compiled once: the page stays the same, and a changed one is noticed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2
import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from traitlets.config import Config
from voila.exporter import VoilaExporter

from courseware.publish.serve import configure, templates


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The templates that were compiled, by file, with nothing kept from before."""
    names: list[str] = []
    compile_one = jinja2.Environment.compile

    def noted(self: Any, source: Any, name: Any = None, filename: Any = None, **more: Any) -> Any:
        names.append(Path(filename).name)
        return compile_one(self, source, name, filename, **more)

    monkeypatch.setattr(templates, "_COMPILED", templates.Compiled())
    with monkeypatch.context() as patch:
        patch.setattr(jinja2.Environment, "compile", noted)
        yield names


@pytest.fixture
def book() -> NotebookNode:
    made: NotebookNode = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_markdown_cell("# Kasrlar")]
    )
    return made


def test_the_second_page_compiles_nothing(compiled: list[str], book: NotebookNode) -> None:
    config = Config({"HTMLExporter": {"preprocessors": [templates.KeepCompiled]}})
    first, _ = HTMLExporter(config=config).from_notebook_node(book)
    assert "index.html.j2" in compiled
    compiled.clear()

    second, _ = HTMLExporter(config=config).from_notebook_node(book)

    assert compiled == []
    assert second == first == HTMLExporter().from_notebook_node(book)[0]


def test_a_changed_template_is_compiled_anew(compiled: list[str], tmp_path: Path) -> None:
    def shown(*, wait: bool = False) -> str:
        environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(tmp_path),
            bytecode_cache=templates._COMPILED,
            enable_async=wait,
            autoescape=True,
        )
        return environment.get_template("page.j2").render(word="suv")

    page = tmp_path / "page.j2"
    page.write_text("one {{ word }}")
    assert (shown(), shown(), compiled) == ("one suv", "one suv", ["page.j2"])
    page.write_text("two {{ word }}")
    assert (shown(), len(compiled)) == ("two suv", 2)
    # The code of a template that may wait is another.
    assert (shown(wait=True), shown(wait=True), len(compiled)) == ("two suv", "two suv", 3)


def test_voilas_pages_use_it_beside_other_preprocessors() -> None:
    config = Config(
        {"VoilaExporter": {"preprocessors": ["nbconvert.preprocessors.ClearOutputPreprocessor"]}}
    )
    configure(config)
    exporter = VoilaExporter(template_name="lab", config=config)

    every = {type(each).__name__: each for each in exporter._preprocessors}
    every["KeepCompiled"](nbformat.v4.new_notebook(), {})

    assert exporter.environment.bytecode_cache is templates._COMPILED
    assert every["ClearOutputPreprocessor"].enabled
