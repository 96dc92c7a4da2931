"""What cleaning promises of any notebook at all."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.grading.cleaning import clean
from courseware.grading.cleaning.bleaching import PROPERTIES
from courseware.grading.cleaning.html import ODD_TAGS, TAGS, Allowance, clean_html
from courseware.grading.cleaning.markdown import PLAIN_TAGS, clean_markdown
from courseware.grading.cleaning.marks import JOINER, without_joiners
from courseware.grading.cleaning.svg import clean_svg
from tests.grading.cleaning import vectors


def html(text: str) -> str:
    return clean_html(text, Allowance())


class Tags(HTMLParser):
    """Collects tags and attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, attrs))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4)
    ),
    max_leaves=12,
)
PIECES = st.sampled_from(
    [
        *("<", ">", "</", "/>", "!", "[", "](", "]:", ")", "\n", "\n\n", "`", "```", "&lt;"),
        *("script", "img src=x onerror=", "javascript:", "JAVA&#115;CRIPT:", "'", '"', "x", " "),
        *("\\", "\\href{", "<b>", "</b>", "<style>", "<svg ", "<!--", "-->", "\x00", "\t", JOINER),
        *("http://beacon.test/", "attachment:", "data:", "<p style='", "url(", "<a href='", "|"),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=3), max_size=25).map("".join)


@given(JSON)
def test_any_json_becomes_a_notebook(value: Any) -> None:
    output = {"output_type": "display_data", "data": value, "metadata": value}
    cells = [
        value,
        {"cell_type": "code", "source": value, "metadata": value, "outputs": value},
        {"cell_type": value, "source": value, "attachments": value, "id": value},
        {"cell_type": "code", "source": "x", "outputs": [value, output], "execution_count": value},
    ]
    for notebook in ({"cells": value, "metadata": value}, {"cells": cells, "metadata": value}, {}):
        done = clean(notebook)
        nbformat.validate(json.loads(json.dumps(done)))
        assert clean(done) == done


def test_cleaning_twice_is_cleaning_once_and_changes_nothing_given() -> None:
    notebook = vectors.notebook()
    before = json.dumps(notebook)
    done = clean(notebook)
    assert json.dumps(notebook) == before
    assert clean(done) == done
    nbformat.validate(json.loads(json.dumps(done)))


@given(TEXTS)
def test_html_comes_out_as_known_tags_and_attributes(text: str) -> None:
    done = html(text)
    assert html(done) == done
    for tag, attributes in Tags(done).found:
        assert tag in TAGS
        for name, value in attributes:
            assert not name.startswith(("on", "data-", "id", "name", "form", "srcdoc"))
            assert name != "class" or value == "dataframe"
            assert name != "href" or (value or "").lower().startswith(("http", "mailto:", "#"))
            assert name != "src" or (value or "").startswith("data:image/")
            assert name != "style" or "url" not in (value or "")


@given(TEXTS)
def test_markdown_begins_no_tag_but_plain_ones(text: str) -> None:
    done = clean_markdown(text)
    assert clean_markdown(done) == done
    for at, letter in enumerate(done):
        if letter == "<":
            rest = done[at + 1 : at + 12].lstrip("/")
            assert not rest[:1].isascii() or not rest[:1].isalpha() or rest.startswith(PLAIN_TAGS)
            assert rest[:1] not in {"!", "?"}
    assert "](javascript:" not in done
    assert "](http://beacon.test/" not in done or "![](http" not in done


@pytest.mark.parametrize(
    "text",
    [
        "a < b and c<3, x -> y, 5 > 4",
        "**bold** [a](https://x.org/y?z=1) [b](notes.md) [c](#there) <https://x.org>".replace(
            "<https://x.org>", ""
        ),
        '![mine](plot.png) and ![deep](pictures/plot-1.png "A plot")',
        "H<sub>2</sub>O<br/>m<sup>2</sup>",
        "$\\frac{a}{b} \\begin{pmatrix}1\\end{pmatrix}$",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "Oʻzbekcha, русский, ✓",
    ],
)
def test_honest_markdown_stays_letter_by_letter(text: str) -> None:
    assert clean_markdown(text) == text


def test_what_is_changed_is_read_as_before() -> None:
    text = 'x<y, <div class="a">b</div> ![far](http://x.org/a.png) [c](javascript:x) \\href{a}{b}'
    done = clean_markdown(text)
    assert done != text
    assert without_joiners(done) == text


def test_nbgraders_metadata_and_code_stay_as_they_are() -> None:
    grading = {
        "cell_type": "code",
        "checksum": "0a1b",
        "grade": True,
        "grade_id": "test_a-1",
        "locked": True,
        "points": 2.5,
        "schema_version": 3,
        "solution": False,
        "task": False,
    }
    cell = {
        "cell_type": "code",
        "execution_count": 3,
        "id": "abc",
        "metadata": {"nbgrader": grading, "deletable": False, "tags": ["lang:uz"]},
        "outputs": [],
        "source": "assert f('<script>') == \"<b>\"",
    }
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    notebook = {
        "cells": [cell],
        "metadata": {"kernelspec": kernel, "courseware": {"version": 1}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    assert clean(notebook) == notebook
    assert clean(nbformat.from_dict(notebook)) == notebook


def test_the_teachers_own_text_is_kept_where_that_is_said() -> None:
    source = "<div style='color: red'>Read this</div>"
    cell = {
        "cell_type": "markdown",
        "id": "a",
        "metadata": {"nbgrader": {"grade_id": "intro", "locked": True}},
        "source": source,
    }
    assert clean({"cells": [cell]}, kept={"intro"})["cells"][0]["source"] == source
    assert clean({"cells": [cell]})["cells"][0]["source"] != source


def test_ids_are_made_unique_and_fit() -> None:
    cells = [
        {"cell_type": "raw", "source": "", "id": id_}
        for id_ in ("same", "same", "<b>", "cell-3", 7)
    ]
    ids = [cell["id"] for cell in clean({"cells": cells})["cells"]]
    assert ids[0] == "same"
    assert len(set(ids)) == 5


def test_too_much_html_is_left_out_and_its_text_stays() -> None:
    odd = '<i title="a">x</i>'
    data = {"text/html": odd * ODD_TAGS, "text/plain": "x"}
    large = {"text/html": "y" * 1_000_001, "text/plain": "y"}
    fine = {"text/html": odd, "text/plain": "z"}
    outputs = [
        {"output_type": "display_data", "data": each, "metadata": {}} for each in (data, large)
    ]
    cell = {"cell_type": "code", "source": "", "outputs": outputs}
    first = clean({"cells": [cell]})["cells"][0]["outputs"]
    assert [each["data"] for each in first] == [{"text/plain": "x"}, {"text/plain": "y"}]
    many = [{"output_type": "display_data", "data": fine, "metadata": {}}] * 6_000
    done = clean({"cells": [{**cell, "outputs": many}]})["cells"][0]["outputs"]
    assert done[0]["data"] == fine
    assert done[-1]["data"] == {"text/plain": "z"}


def test_styles_that_stay_are_few() -> None:
    text = "<p style='text-align: right; position: fixed; background: url(x); color: red'>x</p>"
    assert html(text) == '<p style="text-align: right; color: red;">x</p>'
    assert "position" not in PROPERTIES


def test_drawings() -> None:
    start = '<svg xmlns="http://www.w3.org/2000/svg"'
    text = f'{start} viewBox="0 0 9 9"><path d="M0 0" fill="url(#a)" style="fill: none" /></svg>'
    assert clean_svg(text) == text
    assert clean_svg("<svg><path/></svg>") == ""
    assert (
        clean_svg(f"{start}><g onclick='x'><a href='y'><path/></a></g></svg>")
        == f"{start}><g /></svg>"
    )
    assert clean_svg(f"{start}>" + "<g>" * 50_000) == ""
    assert clean_svg(f"{start}>{'<g>' * 5_000}{'</g>' * 5_000}</svg>") == ""
    bomb = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 9}'>" for n in range(1, 9))
    assert clean_svg(f"<!DOCTYPE svg [<!ENTITY e0 'a'>{bomb}]>{start}>&e8;</svg>") == ""
