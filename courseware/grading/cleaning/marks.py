"""Making text harmless without changing how it looks: an invisible letter in the right place.

`<script` with a word joiner (U+2060) behind the `<` is no tag to any parser, in
Markdown, in HTML, in a code block or out of one, and is read as before.
"""

from __future__ import annotations

import re

JOINER = "\u2060"
"""WORD JOINER: has no width, no meaning in Markdown, HTML, URLs or TeX."""

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f]|\x1b(?!\[[0-9;]*m)")
_ACTIVE_TEX = re.compile(
    r"\\(?=(?:href|style|class|cssId|require|bbox|mmlToken|data|html|url|includegraphics)"
    r"(?![A-Za-z]))"
)
"""TeX that MathJax turns into links, styles, classes or code of its own."""


def printable(text: str) -> str:
    """Return a text without control characters or lone surrogates; colours (ANSI, SGR) stay."""
    if text.replace("\n", "").replace("\t", "").isprintable():
        return text  # as nearly all is, and to tell so takes a tenth of the time
    plain = text.encode("utf-8", "replace").decode() if not text.isascii() else text
    return _CONTROLS.sub("", plain)


def inert_tex(text: str) -> str:
    """Return a text in which TeX can do no more than typeset."""
    return _ACTIVE_TEX.sub(rf"\\{JOINER}", text)


def without_joiners(text: str) -> str:
    """Return a text as it was written, for where all of it is escaped."""
    return text.replace(JOINER, "")
