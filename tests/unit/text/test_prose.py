"""Markdown, formulas and values: what is shown, and what never gets through."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.text.formulas import FormulaError, to_mathml
from courseware.text.plain_prose import plain
from courseware.text.prose import Slot, fill, render

PICTURE = "data:image/png;base64,AA=="


class Elements(HTMLParser):
    """Collects the elements and attributes of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]


def math(inside: str, display: str = "inline") -> str:
    return f'<math display="{display}">{inside}</math>'


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("Salom, *dunyo*!", "<p>Salom, <em>dunyo</em>!</p>"),
        ("~~a~~", "<p><s>a</s></p>"),
        ("# Sarlavha", "<h3>Sarlavha</h3>"),
        ("##### Kichik", "<h6>Kichik</h6>"),
        ("`$x$`", "<p><code>$x$</code></p>"),
        ("$x$", f"<p>{math('<mi>x</mi>')}</p>"),
        ("$$x$$", f"<p>{math('<mi>x</mi>', 'block')}</p>"),
        ("a $$x$$ b", f"<p>a {math('<mi>x</mi>', 'block')} b</p>"),
        (r"$\frac{1}{2}$", f"<p>{math('<mfrac><mn>1</mn><mn>2</mn></mfrac>')}</p>"),
        ("$3{,}5$", f"<p>{math('<mrow><mn>3,5</mn></mrow>')}</p>"),
        (r"$a<b$", f"<p>{math('<mrow><mi>a</mi><mo>&lt;</mo><mi>b</mi></mrow>')}</p>"),
        ("5 $ va 10 $", "<p>5 $ va 10 $</p>"),
        ("$5 or $10", "<p>$5 or $10</p>"),
        (r"\$x\$", "<p>$x$</p>"),
        ("$$", "<p>$$</p>"),
        ("$ $", "<p>$ $</p>"),
        ("$x", "<p>$x</p>"),
    ],
)
def test_html(markdown: str, html: str) -> None:
    assert re.sub(r">\n<", "><", render(markdown).html) == html


def test_a_formula_over_lines_is_no_list() -> None:
    html = render("Hisob:\n$$\nx\n- 3\n= 5\n$$\nTamom").html
    assert Elements(html).names.count("math") == 1
    assert not {"li", "h1", "h2", "h3"} & set(Elements(html).names)
    assert html.endswith("<p>Tamom</p>")


def test_tables_align_without_styles() -> None:
    html = render("| a | b |\n|---|--:|\n| $x$ | {{n}} |").html
    assert '<td align="right">\ue0000\ue001</td>' in html
    assert "style" not in html


def test_a_line_stands_within_another_element() -> None:
    assert render("a *b* $x$", inline=True).html == f"a <em>b</em> {math('<mi>x</mi>')}"


@pytest.mark.parametrize(
    ("markdown", "slots", "filled"),
    [
        ("{{a}} + {{ b }}", ["a", "b"], "<p>[0] + [1]</p>"),
        ("{{a}} {{a}} {{a | 2}}", ["a", "a | 2"], "<p>[0] [0] [1]</p>"),
        ("**{{a * b_1 | 2}}**", ["a * b_1 | 2"], "<p><strong>[0]</strong></p>"),
        ("`{{a}}`", ["a"], "<p><code>[0]</code></p>"),
        ("$x^{{n}}$", ["n"], f"<p>{math('<msup><mi>x</mi><mn>[0]</mn></msup>')}</p>"),
        (
            r"$\frac{{{a}}}{{{b}}}$",
            ["a", "b"],
            f"<p>{math('<mfrac><mn>[0]</mn><mn>[1]</mn></mfrac>')}</p>",
        ),
        (
            r"$\frac{{a}}{{b}}$",
            ["a", "b"],
            f"<p>{math('<mfrac><mn>[0]</mn><mn>[1]</mn></mfrac>')}</p>",
        ),
        (r"$\text{{{v}} km}$", ["v"], "<p>" + math("<mtext>[0]\u00a0km</mtext>") + "</p>"),
        ("$9517530{{a}}$", ["a"], f"<p>{math('<mrow><mn>9517530</mn><mn>[0]</mn></mrow>')}</p>"),
        ("{{}} { {a} } {{a|b}}", [], "<p>{{}} { {a} } {{a|b}}</p>"),
        ("{{ a < b }}", ["a < b"], "<p>[0]</p>"),
        ("\ue0005\ue001{{a}}", ["a"], "<p>5[0]</p>"),
    ],
)
def test_slots(markdown: str, slots: list[str], filled: str) -> None:
    template = render(markdown)
    assert [str(slot) for slot in template.slots] == [f"{{{{{slot}}}}}" for slot in slots]
    assert fill(template.html, [f"[{n}]" for n in range(len(slots))]) == filled


def test_a_slot_knows_its_decimals() -> None:
    assert render("{{a}} {{b | 2}}").slots == (Slot("a"), Slot("b", 2))


def test_slots_can_stay_as_they_were_written() -> None:
    template = render(r"{{a < 1}} $\frac{{a}}{{b|2}}$ `{{a}}`")
    assert template.with_expressions() == (
        "<p>{{a &lt; 1}} "
        + math("<mfrac><mn>{{a}}</mn><mn>{{b | 2}}</mn></mfrac>")
        + " <code>{{a}}</code></p>"
    )


def test_values_are_text() -> None:
    template = render("{{a}} ![{{a}}](a.png)", resolve=lambda _source: PICTURE)
    html = fill(template.html, ["\"'<script>&{{b}}\ue0000\ue001"])
    assert Elements(html).names == ["p", "img"]
    with pytest.raises(IndexError):
        fill(template.html, [])


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JAVASCRIPT:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](vbscript:x)",
        "[x](data:text/html,x)",
        "[x](file:///etc/passwd)",
        "[x](//elsewhere.example/x)",
        "<javascript:alert(1)>",
        "![x](javascript:alert(1))",
        "![x](https://elsewhere.example/x.png)",
        r"$\text{<script>alert(1)</script>}$",
        r"$\href{javascript:alert(1)}{x}$",
        r"$\style{background:url(x)}{x}$",
        r"$\class{cw-right}{x}$",
        r"$\unicode{0x3c}script\unicode{0x3e}$",
        r"$\text{&lt;script&gt;}$",
        r"$\color{red;background:url(x)}{x}$",
        "$<script>alert(1)</script>$",
        '```"><script>\nx\n```',
        "| <script> |\n|---|\n| <b> |",
    ],
)
def test_nothing_hostile_gets_through(hostile: str) -> None:
    found = Elements(render(hostile, resolve=lambda source: source).html)
    assert not {"script", "img", "a", "b", "iframe", "style"} & set(found.names)
    assert not {"style", "href", "src", "onerror"} & {name for _, name, _ in found.attributes}
    assert not any("cw-" in (value or "") for _, _, value in found.attributes)


def test_links_open_beside_the_lesson() -> None:
    html = render('[a](https://a.uz/?x=1&y="2") [b](../b.html#c) [d](#d) <https://e.uz>').html
    found = Elements(html)
    assert [value for _, name, value in found.attributes if name == "href"] == [
        "https://a.uz/?x=1&y=%222%22",
        "../b.html#c",
        "#d",
        "https://e.uz",
    ]
    assert html.count('target="_blank" rel="noopener noreferrer"') == 4


def test_images_come_as_data() -> None:
    asked: list[str] = []

    def resolve(source: str) -> str | None:
        asked.append(source)
        return PICTURE if source == "images/a.png" else None

    template = render('![Bir *kasr*](images/a.png "t") ![yoʻq](images/b.png)', resolve=resolve)
    assert template.html == f'<p><img src="{PICTURE}" alt="Bir kasr"> yoʻq</p>'
    assert template.problems == ("images/b.png: no such picture",)
    assert asked == ["images/a.png", "images/b.png"]


@pytest.mark.parametrize(
    "latex",
    [r"\foo", r"\frac{1}", r"\sqrt", r"\left(", "x^", "x^1^2", r"\begin{matrix}", "{" * 3000],
    ids=lambda text: text[:14],
)
def test_a_broken_formula_stands_as_its_source(latex: str) -> None:
    with pytest.raises(FormulaError):
        to_mathml(latex)
    template = render(f"a ${latex}$ b" if len(latex) < 100 else f"$$\n{latex}\n$$")
    assert Elements(template.html).names == ["p", "code"]
    assert latex in template.html
    assert template.problems[0].startswith(latex)


@given(st.text() | st.text("$\\{}^_&frac12<>|-# \n*`[]()!~\ue000\ue001:/a", max_size=60))
def test_any_text_is_rendered_safely(markdown: str) -> None:
    template = render(markdown, resolve=lambda _source: PICTURE)
    found = Elements(template.html)
    assert not {"script", "style", "iframe", "object"} & set(found.names)
    assert not any(name.startswith("on") for _, name, _ in found.attributes)
    fill(template.html, ["1"] * len(template.slots))
    plain(markdown)


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("Salom, **dunyo**!\nYana.\n\nIkkinchi.", "Salom, dunyo!\nYana.\n\nIkkinchi."),
        (r"$\frac{{{a}}}{2}$ va $2 \cdot \sqrt{x} \le 3{,}5$", "{{a}}/2 va 2 ·√(x) ≤ 3,5"),
        ("- a\n- b\n\n3. x\n4. y\n\nz", "• a\n• b\n\n3. x\n4. y\n\nz"),
        ("| a | b |\n|---|---|\n| 1 | {{x|2}} |", "a\tb\n1\t{{x | 2}}"),
        ("![rasm](a.png) [havola](https://a.uz)", "rasm havola"),
        ("```python\nprint(1)\n```\nTamom", "print(1)\n\nTamom"),
        ("# Bir\n\n> Ikki\n\n$$\nx\n$$", "Bir\n\nIkki\n\nx"),
        ("<b>&amp;</b>", "<b>&</b>"),
        ("", ""),
    ],
)
def test_plain_text(markdown: str, text: str) -> None:
    assert plain(markdown) == text


def test_the_parsers_are_not_loaded_before_they_are_used() -> None:
    code = (
        "import sys, courseware.text, courseware.text.prose;"
        "sys.exit(bool({'markdown_it', 'latex2mathml', 'tomllib'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
