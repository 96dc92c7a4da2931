"""Markdown for readers of plain text: a terminal, a screen reader, a hand-in file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from courseware.text.prose import parse
from courseware.text.slots import extract, fill

if TYPE_CHECKING:
    from markdown_it.token import Token

_ENDS: Final = {
    "paragraph_close": "\n\n",
    "heading_close": "\n\n",
    "th_close": "\t",
    "td_close": "\t",
    "tr_close": "\n",
    "table_close": "\n",
    "bullet_list_close": "\n",
    "ordered_list_close": "\n",
}

_READABLE: Final = (
    (re.compile(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}"), r"\1/\2"),
    (re.compile(r"\\sqrt\s*\{([^{}]*)\}"), r"√(\1)"),
    (re.compile(r"\\(?:text\w*|mathrm)\s*\{([^{}]*)\}"), r"\1"),
    (re.compile(r"\\(?:cdot|times)\b\s*"), "·"),
    (re.compile(r"\\(?:left|right)\b"), ""),
    (re.compile(r"\\[,;! ]"), " "),
    (re.compile(r"\\leq?\b"), "≤"),
    (re.compile(r"\\geq?\b"), "≥"),
    (re.compile(r"\\neq?\b"), "≠"),
    (re.compile(r"\^\\circ\b|\\degree\b"), "°"),
    (re.compile(r"\\pi\b"), "π"),
    (re.compile(r"\{,\}"), ","),
)


def plain(markdown: str) -> str:
    """Return the text of an author's Markdown; slots stay as they were written."""
    text, slots = extract(markdown)
    return fill(_lines(parse(text)), [str(slot) for slot in slots], is_html=False).strip()


def _lines(tokens: Sequence[Token]) -> str:
    """Write block tokens one below the other."""
    written: list[str] = []
    numbers: list[int | None] = []
    for token in tokens:
        if token.type in ("ordered_list_open", "bullet_list_open"):
            is_numbered = token.type == "ordered_list_open"
            numbers.append(int(token.attrGet("start") or 1) if is_numbered else None)
        elif token.type == "list_item_open":
            number = numbers[-1]
            written.append("• " if number is None else f"{number}. ")
            numbers[-1] = None if number is None else number + 1
        elif token.type == "inline":
            written.append("".join(map(_words, token.children or ())))
        elif token.type in _ENDS:
            written.append("\n" if token.hidden else _ENDS[token.type])
            if token.type.endswith("list_close"):
                numbers.pop()
        elif token.content:
            written.append(f"{_words(token).rstrip()}\n\n")
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"\t\n", "\n", "".join(written)))


def _words(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    if token.type == "image":
        return "".join(child.content for child in token.children or ())
    return _readable(token.content) if token.type.startswith("math") else token.content


def _readable(latex: str) -> str:
    """Write the commonest LaTeX as it is read aloud; the rest stays LaTeX."""
    for pattern, plainly in _READABLE:
        latex = pattern.sub(plainly, latex)
    return " ".join(latex.split())
