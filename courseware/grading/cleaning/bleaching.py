"""What bleach is told to leave of HTML: see `courseware.grading.cleaning.html`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from bleach.css_sanitizer import CSSSanitizer
from bleach.html5lib_shim import Filter
from bleach.sanitizer import Cleaner

from courseware.grading.cleaning.html import TAGS

PROPERTIES = (
    *("color", "background-color", "font-weight", "font-style", "text-align", "vertical-align"),
    *("white-space", "padding-right"),
)
"""Of CSS; none can cover anything up or fetch anything."""

_DROPPED = frozenset({"script", "style"})
"""Elements that go with what stands in them."""
_ATTRIBUTES = frozenset({"colspan", "rowspan", "lang", "dir", "title", "alt", "border"})
_SIZES = frozenset({"width", "height"})
_LINK = re.compile(r"(?:https?://|mailto:|#)", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif);base64,[A-Za-z0-9+/=\s]*")
_SIZE = re.compile(r"\d{1,4}%?")
_WORDS = re.compile(r"[^<>&\"'`\\]*")


@cache
def cleaner() -> Cleaner:
    """Return what cleans HTML that is not plain."""
    return Cleaner(
        tags=TAGS | _DROPPED,
        attributes=_allowed,
        protocols={"http", "https", "mailto", "data"},
        strip=True,
        strip_comments=True,
        css_sanitizer=CSSSanitizer(allowed_css_properties=PROPERTIES, allowed_svg_properties=()),
        filters=[_Dropping],
    )


def _allowed(tag: str, name: str, value: str) -> bool:
    """Tell whether an attribute stays; `class`, `id` and `data-` mean something to formgrader."""
    if name == "href":
        return tag == "a" and bool(_LINK.match(value))
    if name == "src":
        return tag == "img" and bool(_PICTURE.fullmatch(value))
    if name in _SIZES:
        return tag in {"img", "col", "table", "td", "th"} and bool(_SIZE.fullmatch(value))
    return name == "style" or (name in _ATTRIBUTES and bool(_WORDS.fullmatch(value)))


class _Dropping(Filter):
    """Leaves out script and style together with their text."""

    def __iter__(self) -> Iterator[dict[str, Any]]:
        tokens: Iterable[dict[str, Any]] = super().__iter__()
        within = ""
        for token in tokens:
            name = token.get("name")
            if within:
                if token["type"] == "EndTag" and name == within:
                    within = ""
            elif token["type"] == "StartTag" and name in _DROPPED:
                within = str(name)
            elif name not in _DROPPED:
                yield token
