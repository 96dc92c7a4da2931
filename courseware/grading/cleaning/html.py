"""HTML that a cell has put out, with nothing left but text, tables, lists and pictures of its own.

bleach does it, which nbconvert needs anyway (see `bleaching`). It takes a hundredth of
a second for a table, so that HTML which is plain already, as pandas writes it, is only
looked through.
"""

from __future__ import annotations

import re

from courseware.grading.cleaning.marks import inert_tex, printable

HTML_CHARACTERS = 1_000_000
"""What is longer is left out; its plain text stays."""
ODD_CHARACTERS = 100_000
ODD_TAGS = 3_000
"""Likewise for HTML that is more than text and tables: bleach's time grows with their square."""
ALL_ODD_CHARACTERS = 300_000
ALL_ODD_TAGS = 10_000
"""Of one notebook: some seconds."""

TAGS = frozenset(
    {
        *("a", "abbr", "b", "blockquote", "br", "caption", "code", "col", "colgroup", "dd", "del"),
        *("div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp"),
        *("small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th"),
        *("thead", "tr", "u", "ul", "var"),
    }
)

_PANDAS_STYLE = re.compile(r"<style scoped>[^<]*</style>")
_VOID = frozenset({"br", "hr", "img", "col"})
_PLAIN = re.compile(
    r"(?P<text>[^<>&\\]++|&(?:lt|gt|amp|quot|nbsp|#\d{1,6}|#x[0-9A-Fa-f]{1,6});|>)"
    r"|<(?P<end>/?)(?P<tag>[a-z][a-z0-9]{0,9}+)"
    r"(?:\ (?:border|colspan|rowspan)=\"\d{1,4}\"|\ class=\"dataframe\""
    r"|\ style=\"(?:text-align:\ ?(?:left|right|center);?)\")*+>"
)


class Allowance:
    """How much odd HTML of one notebook may still be gone through."""

    def __init__(self) -> None:
        self.characters, self.tags = ALL_ODD_CHARACTERS, ALL_ODD_TAGS

    def takes(self, html: str) -> bool:
        """Tell whether a piece of HTML is small enough; count it if so."""
        tags = html.count("<")
        if len(html) > min(ODD_CHARACTERS, self.characters) or tags > min(ODD_TAGS, self.tags):
            return False
        self.characters -= len(html)
        self.tags -= tags
        return True


def clean_html(html: str, allowance: Allowance) -> str:
    """Return harmless HTML that shows the same text; "" for what is too much."""
    if len(html) > HTML_CHARACTERS:
        return ""
    plain = _PANDAS_STYLE.sub("", printable(html))
    if _is_plain(plain):
        return plain
    if not allowance.takes(plain):
        return ""
    from courseware.grading.cleaning.bleaching import cleaner  # noqa: PLC0415 - seldom needed

    return inert_tex(cleaner().clean(plain))


def _is_plain(html: str) -> bool:
    """Tell whether HTML is nothing but well-formed text and tables."""
    at = 0
    opened: list[str] = []
    while at < len(html):
        found = _PLAIN.match(html, at)
        if found is None:
            return False
        at = found.end()
        tag = found["tag"]
        if tag is None:
            continue
        if tag not in TAGS or tag in {"a", "img"}:
            return False
        if found["end"]:
            if not opened or opened.pop() != tag:
                return False
        elif tag not in _VOID:
            opened.append(tag)
    return not opened
