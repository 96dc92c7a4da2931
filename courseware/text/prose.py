r"""Markdown with formulas and drawn values, as safe HTML.

    template = render("Find $\frac{{{a}}}{2}$ of **{{a * b | 1}}** m.")
    fill(template.html, ["3", "7,5"])

CommonMark with tables and ~~strikethrough~~, `$inline$` and `$$display$$` LaTeX,
no raw HTML. Slots may stand anywhere, in formulas and code too; each is within
one text or one attribute of the HTML, so that filling is the replacement of
tokens by escaped text, in Python and in the browser alike. What cannot be shown
is never an exception: a formula that fails stands as its source, and
`Template.problems` tells the author.

The parsers are imported when they are first used: together they cost about a
third of a second.
"""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any, Final

from courseware.text.formulas import FormulaError, to_mathml
from courseware.text.slots import TOKEN, Slot, extract, fill

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

__all__ = ["Resolve", "Slot", "Template", "fill", "parse", "render"]

Resolve = Callable[[str], str | None]
"""From an image's source to a data URI, None where the image must not be shown."""

Env = MutableMapping[str, Any]
"""What markdown-it hands to every rule; ours holds the `_Page` under "page"."""

_PICTURE: Final = re.compile(r"data:image/(?:gif|jpeg|png|svg\+xml|webp)[;,]")
_LINK: Final = re.compile(r"(?:https?:|mailto:|(?!//)[^:]*(?:[/?#]|$))", re.IGNORECASE)
_VERBATIM: Final = re.compile(r"\\(?:text\w*|mbox|mathrm|operatorname)\s*\{[^{}]*\}")
_TOP_HEADING: Final = 3


@dataclass(frozen=True, slots=True)
class Template:
    """Safe HTML with tokens where the values of `slots` belong, by number."""

    html: str
    slots: tuple[Slot, ...] = ()
    problems: tuple[str, ...] = ()

    def with_expressions(self) -> str:
        """Return the HTML with each slot written as the author wrote it, `{{expression}}`."""
        return fill(self.html, [str(slot) for slot in self.slots])


@dataclass(slots=True)
class _Page:
    """What one rendering knows and finds out."""

    resolve: Resolve
    problems: list[str] = field(default_factory=list)


def _no_images(_source: str) -> str | None:
    return None


def render(markdown: str, *, inline: bool = False, resolve: Resolve = _no_images) -> Template:
    """Render an author's Markdown; `inline` for a line that stands within another element.

    An image is shown only where `resolve` gives a `data:image/...` URI for its
    source; otherwise its alternative text is. Links may lead to http, https,
    mailto and places of the same site. Headings begin at h3.
    """
    text, slots = extract(markdown)
    page = _Page(resolve)
    parser = _parser()
    html = (parser.renderInline if inline else parser.render)(text, {"page": page})
    return Template(html.strip(), slots, tuple(page.problems))


def parse(text: str) -> Sequence[Token]:
    """Return the tokens of a text whose slots are extracted."""
    return _parser().parse(text)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - a tenth of a second

    from courseware.text import markdown_math  # noqa: PLC0415 - it needs markdown_it's states

    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    markdown_math.add_to(parser)
    parser.core.ruler.push("suit_the_page", _suit_the_page)
    parser.validateLink = _is_safe_link  # type: ignore[method-assign]
    for name, rule in (
        ("math_inline", _math),
        ("math_block", _math),
        ("image", _image),
        ("link_open", _link),
    ):
        parser.add_render_rule(name, rule)
    return parser


def _suit_the_page(state: StateCore) -> None:
    """Put headings below those of the lesson, and columns right without a style attribute."""
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + _TOP_HEADING - 1)}"
        style = token.attrs.pop("style", None)
        if style is not None:
            token.attrSet("align", str(style).removeprefix("text-align:"))


def _is_safe_link(url: str) -> bool:
    return _LINK.match(url.strip()) is not None


def _math(_self: object, tokens: Sequence[Token], place: int, _options: object, env: Env) -> str:
    token = tokens[place]
    try:
        html = _formula(token.content, is_display=token.markup == "$$")
    except FormulaError as error:
        env["page"].problems.append(f"{token.content}: {error}")
        html = f"<code>{escape(token.content)}</code>"
    return f"<p>{html}</p>\n" if token.block else html


def _formula(latex: str, *, is_display: bool) -> str:
    """Convert a formula; digits that do not occur in it stand in for its slots."""
    stand_in = "9517530"
    while stand_in in latex:
        stand_in += "7"

    def digits(token: re.Match[str]) -> str:
        return f"{stand_in}{int(token[1]):04}"

    # In \text{...} braces would be shown; elsewhere they keep x^{{n}} in one piece.
    written = _VERBATIM.sub(lambda text: TOKEN.sub(digits, text[0]), latex)
    written = TOKEN.sub(lambda token: f"{{{digits(token)}}}", written)
    mathml = to_mathml(written, is_display=is_display)
    return re.sub(f"{stand_in}([0-9]{{4}})", lambda n: f"\ue000{int(n[1])}\ue001", mathml)


def _image(_self: object, tokens: Sequence[Token], place: int, _options: object, env: Env) -> str:
    token = tokens[place]
    alternative = escape("".join(child.content for child in token.children or ()))
    source = str(token.attrGet("src") or "")
    data = env["page"].resolve(source)
    if data is not None and _PICTURE.match(data):
        return f'<img src="{escape(data)}" alt="{alternative}">'
    env["page"].problems.append(f"{source}: no such picture")
    return alternative


def _link(_self: object, tokens: Sequence[Token], place: int, _options: object, _env: Env) -> str:
    address = escape(str(tokens[place].attrGet("href") or ""))
    return f'<a href="{address}" target="_blank" rel="noopener noreferrer">'
