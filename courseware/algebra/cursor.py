"""The place in the tokens of a formula: what comes next, what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from courseware.algebra.tokens import Lexicon, Token
from courseware.algebra.tree import Node
from courseware.algebra.words import MANY
from courseware.errors import AlgebraError

DEEPEST: Final = 40
"""Levels of nesting."""
_NEAR: Final = 12


def _parts(token: Token) -> bool:
    """Whether a token stands between things rather than computes with them."""
    return token.sort == "relation" or token.text in {
        *(";", ",", "{", "}", "[", "]", "\\{", "\\}"),
        *("union", "intersection"),
    }


class Cursor:
    """A place in tokens. `bars` are |…| that are open, `decimal` what a comma between digits is."""

    def __init__(self, read_tokens: list[Token], lexicon: Lexicon, *, is_latex: bool) -> None:
        self.tokens = read_tokens
        self.lexicon = lexicon
        self.is_latex = is_latex
        self.at = 0
        self.depth = 0
        self.bars = 0
        self.decimal = self.decimal_comma(0)

    @property
    def next(self) -> Token:
        """Return the token that comes next."""
        return self.tokens[self.at]

    def sees(self, *signs: str) -> bool:
        """Whether the next token is one of these signs."""
        return self.next.sort == "sign" and self.next.text in signs

    def take(self, *signs: str) -> str:
        """Step over the next sign if it is one of these, and return it, else ""."""
        if not self.sees(*signs):
            return ""
        self.at += 1
        return self.tokens[self.at - 1].text

    def before(self) -> str:
        """Return a few signs before here, as a place to name."""
        return " ".join(token.text for token in self.tokens[max(0, self.at - 4) : self.at])[-_NEAR:]

    def fail(self) -> AlgebraError:
        """Return what is wrong where nothing else fits."""
        token = self.next
        if token.sort == "end":
            return AlgebraError("incomplete", text=self.before())
        if token.text in {")", "]", "}", "\\}"}:
            return AlgebraError("unopened", text=token.text[-1])
        before = self.before()
        if not before:
            return AlgebraError("unexpected_first", text=token.text[:20])
        return AlgebraError("unexpected", text=token.text[:20], before=before)

    def decimal_comma(self, start: int, function: str | None = None, bracket: str = "") -> bool:
        """Whether a comma between two digits from here to the closing bracket is a decimal mark."""
        if bracket in {"[", "{", "\\{"} or function in MANY:
            return self.has_semicolon(start)
        if bracket != "(" or function:
            return True
        depth, content = 0, []
        for token in self.tokens[start:]:
            depth += (token.text in {"(", "[", "{"}) - (token.text in {")", "]", "}"})
            if depth < 0 or token.sort == "end":
                break
            content.append(token)
        signs = {",", "-", "/"} if self.is_alone(start, len(content)) else {",", "-"}
        return not all(
            token.sort == "number" or token.text in signs for token in content
        ) or self.has_semicolon(start)

    def is_alone(self, start: int, count: int) -> bool:
        """Whether nothing is computed with the bracket that opened here: it is no grouping."""
        before = self.tokens[start - 2] if start > 1 else None
        after = self.tokens[min(start + count + 1, len(self.tokens) - 1)]
        return (before is None or _parts(before)) and (after.sort == "end" or _parts(after))

    def has_semicolon(self, start: int) -> bool:
        """Whether a semicolon stands before the closing bracket."""
        depth = 0
        for token in self.tokens[start:]:
            depth += (token.text in {"(", "[", "{"}) - (token.text in {")", "]", "}"})
            if depth < 0 or token.sort == "end":
                return False
            if depth == 0 and token.text == ";":
                return True
        return False

    def deeper(self, read_next: Callable[[], Node]) -> Node:
        """Read one level deeper."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise AlgebraError("too_deep", count=DEEPEST)
        node = read_next()
        self.depth -= 1
        return node
