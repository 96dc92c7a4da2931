r"""LaTeX to MathML, safely: no formula can bring markup of its own into a page.

latex2mathml reads the LaTeX. Its tree is written out here, because its own
writer undoes the escaping of text (`\text{<script>}` comes out as a tag) and
lets `\href`, `\class` and `\style` through.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_CHILDREN: Final = {
    "mfrac": 2,
    "mroot": 2,
    "msub": 2,
    "msup": 2,
    "msubsup": 3,
    "munder": 2,
    "mover": 2,
    "munderover": 3,
}
_ELEMENTS: Final = {
    *("math", "mrow", "mstyle", "mpadded", "mphantom", "menclose", "mspace"),
    *("mi", "mn", "mo", "ms", "mtext", "msqrt", "mtable", "mtr", "mtd"),
    *_CHILDREN,
}
_ATTRIBUTES: Final = {
    *("display", "displaystyle", "scriptlevel", "mathsize", "mathvariant"),
    *("accent", "accentunder", "fence", "form", "largeop", "movablelimits", "separator"),
    *("stretchy", "symmetric", "lspace", "rspace", "maxsize", "minsize", "linethickness"),
    *("columnalign", "columnlines", "columnspacing", "columnspan"),
    *("rowalign", "rowlines", "rowspacing", "rowspan"),
    *("height", "depth", "width", "voffset", "notation"),
}
_COMMAND = re.compile(r"\\[A-Za-z]+")
_REFERENCE = re.compile(r"&#x(?:0x)?([0-9A-Fa-f]{1,6});")
# 3{,}5 is the decimal comma of LaTeX: one number, not a number, a sign and a number.
_DECIMAL_COMMA = re.compile(r"<mn>([^<]*)</mn><mrow><mo>,</mo></mrow><mn>([^<]*)</mn>")


class FormulaError(ValueError):
    """A formula that cannot be shown: what it stumbled over, in English, for the author."""


def to_mathml(latex: str, *, is_display: bool = False) -> str:
    """Return presentation MathML for HTML, without a namespace.

    Raises:
        FormulaError: unknown command, missing argument or bracket.
    """
    from latex2mathml.converter import Converter  # noqa: PLC0415 - a quarter of a second

    try:
        converter = Converter(display="block" if is_display else "inline")
        tree = converter.convert_to_element(latex)
    except (Exception, StopIteration) as error:  # noqa: BLE001 - it raises whatever it met
        raise FormulaError(type(error).__name__) from None
    try:
        return _DECIMAL_COMMA.sub(r"<mn>\1,\2</mn>", _written(tree))
    except RecursionError:
        raise FormulaError("nested too deeply") from None


def _written(element: Element) -> str:
    inside = _text(element.text) + "".join(_written(child) + _text(child.tail) for child in element)
    tag = element.tag
    if tag not in _ELEMENTS:
        return f"<mrow>{inside}</mrow>"
    if tag == "mrow" and len(element) == 1 and not element.text and element[0].tag != "mo":
        return inside
    if len(element) != _CHILDREN.get(tag, len(element)):
        raise FormulaError(f"{tag} lacks an argument")
    attributes = "".join(
        f' {name}="{escape(_resolved(value))}"'
        for name, value in element.items()
        if name in _ATTRIBUTES
    )
    return f"<{tag}{attributes}>{inside}</{tag}>"


def _text(text: str | None) -> str:
    found = _COMMAND.search(text or "")
    if found:
        raise FormulaError(f"unknown command {found[0]}")
    return escape(_resolved(text or ""), quote=False)


def _resolved(text: str) -> str:
    """Read the character references that latex2mathml writes as text."""
    return _REFERENCE.sub(lambda reference: unescape(f"&#x{reference[1]};"), text)
