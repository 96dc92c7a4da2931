"""A learner's Markdown, still Markdown, in which nothing is left that could run.

Markdown is read differently by every program, so nothing here depends on how it
is read: a `<` that could begin a tag begins none anywhere, code blocks included,
and what follows `](` or `]:` is an address known to be harmless or none at all.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from courseware.grading.cleaning.marks import JOINER, inert_tex, printable

PLAIN_TAGS = (
    *("b", "i", "u", "s", "em", "strong", "sub", "sup", "br", "hr", "kbd", "code", "del"),
    *("ins", "mark", "small"),
)
"""Tags that stay, without any attribute."""

_TAG = re.compile(rf"<(?!/?(?:{'|'.join(PLAIN_TAGS)})\s{{0,3}}/?>)(?=[A-Za-z/!?])")
_FILE = r"[\w-][\w-]*(?:[./][\w-]+)*"
"""A file beside the notebook or below it."""
_SAFE_LINK = rf"(?:https?://|mailto:|#|attachment:|{_FILE}[\s)#?])"
_TARGET = re.compile(rf"(\]\(|\]:)(?!{JOINER}|\s{{0,3}}{_SAFE_LINK})")
_PICTURE = re.compile(r"!(?=\[)")
_GOOD_PICTURE = re.compile(
    rf"!\[[^\[\]()\\<>`]*\]\((?:attachment:(?P<attached>[^\s()<>\\\"']+)|{_FILE})"
    rf"(?:\s\"[^\"()\[\]<>\\]*\")?\)"
)


def clean_markdown(text: str, attached: Collection[str] = ()) -> str:
    """Return a Markdown text that is harmless wherever it is rendered.

    Args:
        text: the source of a cell, or an output of type text/markdown.
        attached: the names of the cell's pictures; one that is missing is an error to nbconvert.
    """
    plain = inert_tex(printable(text))
    plain = _TAG.sub(f"<{JOINER}", plain)
    plain = _PICTURE.sub(lambda found: _picture(plain, found, attached), plain)
    return _TARGET.sub(rf"\1{JOINER}", plain)


def _picture(text: str, found: re.Match[str], attached: Collection[str]) -> str:
    """Return the `!` of a picture that lies beside the notebook; any other becomes a link."""
    good = _GOOD_PICTURE.match(text, found.start())
    if good and (good["attached"] is None or good["attached"] in attached):
        return "!"
    return f"!{JOINER}"
