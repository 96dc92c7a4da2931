"""Drawings: an SVG with nothing in it but shapes, text and colours."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, ParseError, register_namespace, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

SVG_CHARACTERS = 2_000_000

_SVG = "{http://www.w3.org/2000/svg}"
_HREFS = frozenset({"href", "{http://www.w3.org/1999/xlink}href"})
_ELEMENTS = frozenset(
    {
        *("svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line"),
        *("polyline", "polygon", "text", "tspan", "clipPath", "mask", "marker", "pattern"),
        *("linearGradient", "radialGradient", "stop", "image", "title", "desc", "style"),
    }
)
_NAME = re.compile(r"[a-z][A-Za-z0-9-]*")
_FOREIGN = re.compile(r"url\s*\((?!\s*[\"']?#)|@|expression|\\|javascript:|<", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/(?:png|jpeg);base64,[A-Za-z0-9+/=\s]*")

register_namespace("", "http://www.w3.org/2000/svg")
register_namespace("xlink", "http://www.w3.org/1999/xlink")


def clean_svg(text: str) -> str:
    """Return a drawing that runs nothing and asks for nothing; "" where it is no SVG."""
    if len(text) > SVG_CHARACTERS:
        return ""
    try:
        root = fromstring(text, forbid_dtd=False)
    except (ParseError, DefusedXmlException, ValueError, RecursionError):
        return ""
    if root.tag != f"{_SVG}svg":
        return ""
    try:
        _prune(root)
        return tostring(root, "unicode")
    except RecursionError:
        return ""


def _prune(element: Element) -> None:
    for name, value in list(element.attrib.items()):
        if not _stays(name, value):
            del element.attrib[name]
    for child in list(element):
        if child.tag.removeprefix(_SVG) in _ELEMENTS and not _is_foreign_style(child):
            _prune(child)
        else:
            element.remove(child)


def _stays(name: str, value: str) -> bool:
    if name in _HREFS:
        return value.startswith("#") or bool(_PICTURE.fullmatch(value))
    if not _NAME.fullmatch(name) or name.startswith("on"):
        return False
    return not _FOREIGN.search(value)


def _is_foreign_style(element: Element) -> bool:
    text = "".join(element.itertext())
    return element.tag == f"{_SVG}style" and bool(_FOREIGN.search(text))
