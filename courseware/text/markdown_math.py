"""`$...$` and `$$...$$` for markdown-it-py, as pandoc reads them.

A dollar opens a formula where no space follows it, and closes one where no space
stands before it and no digit after: "5 $ va 10 $" and "$5 or $10" are prices.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

LONGEST: Final = 2000
"""Characters of a formula; the search for its end stops there."""


def add_to(parser: MarkdownIt) -> None:
    """Teach a parser both rules; tokens `math_inline` and `math_block`, markup `$` or `$$`."""
    parser.inline.ruler.before("escape", "math_inline", _inline)
    interrupts = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("fence", "math_block", _block, interrupts)  # type: ignore[arg-type]


def _inline(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    text, start = state.src, state.pos
    if text[start] != "$":
        return False
    mark = "$$" if text.startswith("$$", start) else "$"
    first = start + len(mark)
    end = _end(text, mark, first, min(state.posMax, first + LONGEST))
    if end < 0:
        return False
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.markup = mark
        token.content = text[first:end].strip()
    state.pos = end + len(mark)
    return True


def _end(text: str, mark: str, first: int, last: int) -> int:
    """Return where the closing mark stands, -1 where there is none."""
    if mark == "$" and text[first : first + 1].isspace():
        return -1
    end = text.find(mark, first, last)
    while end >= 0:
        after = text[end + len(mark) : end + len(mark) + 1]
        is_closing = mark == "$$" or not (text[end - 1].isspace() or after.isdigit())
        if is_closing and text[end - 1] != "\\" and text[first:end].strip():
            return end
        end = text.find(mark, end + 1, last)
    return -1


def _block(state: StateBlock, start: int, last: int, silent: bool) -> bool:  # noqa: FBT001 - ditto
    """Read a formula between `$$` at the beginning of a line and `$$` at the end of one.

    Without this rule a line of the formula that begins with - or = would be a
    list or a heading.
    """
    if not _line(state, start).startswith("$$") or state.is_code_block(start):
        return False
    for line in range(start, last):
        text = _line(state, line)
        is_alone = text == "$$" and line == start
        if text.endswith("$$") and not is_alone and (line > start or len(text) > len("$$$$")):
            break
        if not text:
            return False
    else:
        return False
    if not silent:
        content = "\n".join(_line(state, each) for each in range(start, line + 1))
        token = state.push("math_block", "math", 0)
        token.block, token.markup = True, "$$"
        token.content = content.removeprefix("$$").removesuffix("$$").strip()
        token.map = [start, line + 1]
        state.line = line + 1
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()
