"""What learners and authors type, read by recursive descent into a tree.

    sequence    := logic ((";" | ",") logic)*
    logic       := both (("or" | "xor" | "implies") both)*
    both        := negation ("and" negation)*
    negation    := "not" negation | relation
    relation    := sum (("=" | "≠" | "<" | "≤" | ">" | "≥" | "∈") sum)*
    sum         := product (("+" | "-" | "±") product)*
    product     := sign* power (("*" | "/" | "") sign* power)*
    power       := postfix ("^" sign* power)?
    postfix     := atom ("!" | "°" | "%")*
    atom        := number | name | constant | function argument | bracket | "|" sequence "|"

A sign that was left out binds as one that was written: 1/2x is x/2, and the preview shows it.
The argument of a function without brackets runs to the next sign, bracket or function: sin 2x.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Final

from courseware.algebra.cursor import Cursor
from courseware.algebra.pieces import decimal, grouped, is_mixed_number, is_pair, matrix
from courseware.algebra.tokens import Lexicon, Token, tokens
from courseware.algebra.tree import BRACKETS, Node, call, is_higher
from courseware.algebra.words import FUNCTIONS
from courseware.errors import AlgebraError

HIGHEST: Final = 120
"""Levels of a tree: a long sum is as high as it has terms."""

_CLOSING = {"(": ")", "[": "]", "{": "}", "\\{": "\\}"}


@functools.lru_cache(maxsize=512)
def read(text: str, lexicon: Lexicon = Lexicon()) -> Node:  # noqa: B008 - a frozen default
    """Return the tree of a formula; raises `AlgebraError`."""
    node = _Reader(tokens(text, lexicon), lexicon, is_latex="\\" in text).whole()
    if is_higher(node, HIGHEST):
        raise AlgebraError("too_deep", count=HIGHEST)
    return node


class _Reader(Cursor):
    """Recursive descent over the tokens of one formula."""

    # Logic

    def whole(self) -> Node:
        if self.next.sort == "end":
            raise AlgebraError("nothing")
        node = self.sequence("seq")
        if self.next.sort != "end":
            raise self.fail()
        return node.branches[0] if len(node.branches) == 1 else node

    def sequence(self, head: str) -> Node:
        """Read what stands between commas or semicolons; at least one thing."""
        parts = [self.logic()]
        while self.take(";", ","):
            if self.next.sort == "end":
                break
            parts.append(self.logic())
        return Node(head, branches=tuple(parts))

    def logic(self) -> Node:
        node = self.both()
        while self.next.sort == "word" and self.next.text in {"or", "xor", "xnor", "implies"}:
            head = self.next.text
            self.at += 1
            node = Node(head, branches=(node, self.both()))
        return node

    def both(self) -> Node:
        node = self.negation()
        while self.next.sort == "word" and self.next.text == "and":
            self.at += 1
            node = Node("and", branches=(node, self.negation()))
        return node

    def negation(self) -> Node:
        if self.next.sort == "word" and self.next.text == "not":
            self.at += 1
            return Node("not", branches=(self.deeper(self.negation),))
        return self.relation()

    def relation(self) -> Node:
        """Read a comparison; a chain 1 < x < 3 says both."""
        left = self.sum()
        found: Node | None = None
        while self.next.sort == "relation":
            head = self.next.text
            self.at += 1
            right = self.sum()
            one = Node(head, branches=(left, right))
            found = one if found is None else Node("and", branches=(found, one))
            left = right
        return left if found is None else found

    # Arithmetic

    def sum(self) -> Node:
        node = self.product()
        while sign := self.take("+", "-", "±", "∓"):
            right = grouped(self.product())
            if sign == "∓":
                sign, right = "±", Node("negate", branches=(right,))
            node = Node(sign, branches=(grouped(node), right))
        return node

    def product(self) -> Node:
        node = self.signed(self.power)
        while True:
            if sign := self.take("*", "/"):
                node = Node(sign, branches=(grouped(node), grouped(self.signed(self.power))))
            elif joining := self.joining(node):
                self.at += 1
                node = call(joining, node, self.signed(self.power))
            elif self.opens_operand():
                self.mind_two_numbers(node)
                following = self.power()
                if node == CHOICES and "C" not in self.lexicon.names and is_pair(following):
                    node = call("binomial", *following.branches)
                elif is_mixed_number(self.tokens[self.at - 1 : self.at + 3], node, following):
                    node = self.mixed(node, following)
                else:
                    node = Node("*", "implicit", (grouped(node), grouped(following)))
            else:
                return node

    def joining(self, node: Node) -> str:
        """Return the function that joins sets here: ∪ and ∩, and U between brackets."""
        token = self.next
        if token.sort == "function" and token.text in {"union", "intersection"}:
            return token.text
        is_union = token.sort == "name" and token.text == "U" and node.head in BRACKETS
        return "union" if is_union else ""

    def mixed(self, whole: Node, above: Node) -> Node:
        """Read the rest of 1 1/2: a whole part and a fraction."""
        self.take("/")
        part = Node("/", "frac", (above, self.power()))
        return Node("+", "mixed", (whole, part))

    def mind_two_numbers(self, node: Node) -> None:
        """Refuse 2 3, which is no product; 1 1/2 is a number."""
        first, second = self.tokens[self.at - 1], self.next
        if first.sort == second.sort == "number":
            ahead = self.tokens[self.at + 1 : self.at + 3]
            is_whole = node.head == "number" and node.leaf.isdigit()
            if is_whole and len(ahead) == 2 and ahead[0].text == "/" and ahead[1].sort == "number":
                return
            raise AlgebraError("two_numbers", first=first.text[:20], second=second.text[:20])

    def opens_operand(self) -> bool:
        token = self.next
        if token.sort in {"number", "name", "constant", "function", "command"}:
            return True
        if token.sort != "sign":
            return False
        return token.text in {"(", "[", "{", "√", "\\{"} or (token.text == "|" and not self.bars)

    def signed(self, read_next: Callable[[], Node]) -> Node:
        sign = self.take("-", "+", "±")
        if not sign:
            return read_next()
        node = grouped(self.deeper(lambda: self.signed(read_next)))
        if sign == "±":
            return Node("±", branches=(node,))
        return node if sign == "+" else Node("negate", branches=(node,))

    def power(self) -> Node:
        base = self.postfix()
        if not self.take("^"):
            return base
        return Node("^", branches=(grouped(base), self.exponent()))

    def exponent(self) -> Node:
        return grouped(self.deeper(lambda: self.signed(self.power)))

    def postfix(self) -> Node:
        node = self.deeper(self.atom)
        while sign := self.take("!", "°", "%"):
            if sign == "%":
                node = Node("/", "frac", (grouped(node), HUNDRED))
            else:
                node = call("factorial", grouped(node)) if sign == "!" else Node("°", "", (node,))
        return node

    def atom(self) -> Node:
        token = self.next
        if token.sort in {"number", "name", "constant", "function", "command"}:
            self.at += 1
            return getattr(self, f"after_{token.sort}")(token)  # type: ignore[no-any-return]
        if token.sort == "word" and token.text in {"true", "false"}:
            self.at += 1
            return Node(token.text)
        if self.take("√"):
            return call("sqrt", grouped(self.deeper(lambda: self.signed(self.power))))
        if self.take("|"):
            return self.absolute()
        if bracket := self.take("(", "[", "{", "\\{"):
            return self.bracketed(bracket)
        raise self.fail()

    def after_number(self, token: Token) -> Node:
        text = token.text
        following = self.tokens[self.at : self.at + 2]
        if (
            self.decimal
            and text.isdigit()
            and self.sees(",")
            and following[1].sort == "number"
            and not following[0].spaced
            and not following[1].spaced
            and "." not in following[1].text
            and not self.is_chain()
        ):
            self.at += 2
            text = f"{text}.{following[1].text}"
        return Node("number", decimal(text))

    def is_chain(self) -> bool:
        """Whether the comma here stands between more than two numbers: 1,2,3."""
        around = self.tokens[max(0, self.at - 2) : self.at + 3]
        commas = [token for token in around if token.text == ","]
        return len(commas) > 1

    def after_name(self, token: Token) -> Node:
        name = token.text
        if self.lexicon.closed and name not in self.lexicon.names:
            known = ", ".join(sorted(self.lexicon.names)) or "-"
            raise AlgebraError("unknown_name", name=name[:20], known=known[:100])
        return Node("name", name)

    def after_constant(self, token: Token) -> Node:
        if token.text == "minf":
            return Node("negate", branches=(Node("constant", "inf"),))
        if token.text in {"all", "none"}:
            return Node("true" if token.text == "all" else "false")
        return Node("constant", token.text)

    def after_command(self, token: Token) -> Node:
        if token.text == "sqrt":
            if self.take("["):
                index = self.inner("]", "[")
                return call("root", self.braced(), index)
            return call("sqrt", self.braced())
        above = self.braced()
        below = self.braced()
        return (
            call("binomial", above, below)
            if token.text == "binom"
            else Node("/", "frac", (above, below))
        )

    def braced(self) -> Node:
        """Read the argument of a LaTeX command."""
        return grouped(self.inner("}", "{") if self.take("{") else self.deeper(self.atom))

    def inner(self, closing: str, opening: str) -> Node:
        outer, self.bars, before = self.bars, 0, self.decimal
        self.decimal = True
        node = self.logic()
        self.bars, self.decimal = outer, before
        if not self.take(closing):
            raise self.unclosed(opening)
        return node

    def unclosed(self, opening: str) -> AlgebraError:
        return (
            AlgebraError("unclosed", text=opening[-1]) if self.next.sort == "end" else self.fail()
        )

    def absolute(self) -> Node:
        self.bars += 1
        node = self.logic()
        self.bars -= 1
        if not self.take("|"):
            raise self.unclosed("|")
        return call("abs", grouped(node))

    # Functions

    def after_function(self, token: Token) -> Node:
        name = token.text
        power = self.exponent() if self.take("^") else None
        base = self.base(name)
        if power is None and base is not None and self.take("^"):
            power = self.exponent()
        node = self.applied(name, base, self.arguments(name))
        if power is None:
            return node
        if power == MINUS_ONE_TYPED and name in INVERSES:
            return node._replace(head=f"call:a{name}")
        return Node("^", branches=(node, power))

    def base(self, name: str) -> Node | None:
        """Read the base of log_2, the index of a root."""
        if name not in {"log", "root"} or not self.take("_"):
            return None
        if self.take("{"):
            return grouped(self.inner("}", "{"))
        if self.take("("):
            return grouped(self.inner(")", "("))
        return self.deeper(self.atom)

    def applied(self, name: str, base: Node | None, arguments: tuple[Node, ...]) -> Node:
        if name == "log" and base is None and len(arguments) == 1:
            return call("ln" if self.lexicon.log == "e" else "lg", *arguments)
        if name == "lg" and len(arguments) == 2:
            return call("log", *arguments)
        if name == "root" and len(arguments) == 1 and base is None:
            return call("sqrt", *arguments)
        if name == "exp":
            return Node("^", branches=(Node("constant", "e"), *arguments[:1]))
        if name in INTERVALS and len(arguments) == 2:
            return Node(INTERVALS[name], branches=arguments)
        if name == "ntuple":
            return Node("tuple", branches=arguments)
        if name == "matrix":
            return matrix(arguments)
        return call(name, *arguments, *(() if base is None else (base,)))

    def arguments(self, name: str) -> tuple[Node, ...]:
        bracket = self.take("(", "[") or (self.take("{") if self.is_latex else "")
        if not bracket:
            if self.take("|"):
                return (self.absolute(),)
            return (self.bare(name),)
        outer, self.bars, before = self.bars, 0, self.decimal
        self.decimal = self.decimal_comma(self.at, name, bracket)
        parts = self.sequence("seq").branches
        self.bars, self.decimal = outer, before
        if not self.take(_CLOSING[bracket]):
            raise self.unclosed(bracket)
        return parts if name in CONTAINERS else tuple(grouped(part) for part in parts)

    def bare(self, name: str) -> Node:
        """Read an argument that has no brackets."""
        if not (self.opens_operand() or self.sees("-", "+")):
            raise AlgebraError("argument", name=name)
        if name in {"sqrt", "cbrt"}:
            return grouped(self.signed(self.power))
        node = grouped(self.signed(self.power))
        while self.next.sort in {"number", "name", "constant"} or self.sees("√"):
            self.mind_two_numbers(node)
            node = Node("*", "implicit", (node, grouped(self.power())))
        return node

    # Brackets

    def bracketed(self, bracket: str) -> Node:
        is_group = bracket == "(" or (bracket == "{" and self.is_latex)
        if self.take("}" if bracket == "{" else _CLOSING[bracket]):
            if is_group:
                raise AlgebraError("incomplete", text="()")
            return Node("list" if bracket == "[" else "set")
        outer, self.bars, before = self.bars, 0, self.decimal
        self.decimal = self.decimal_comma(self.at, None, bracket)
        parts = self.sequence("seq").branches
        self.bars, self.decimal = outer, before
        closing = self.take(")", "]") if bracket in "([" else self.take(_CLOSING[bracket])
        if not closing or (closing != _CLOSING[bracket] and len(parts) != 2):
            raise self.unclosed(bracket)
        if len(parts) == 1 and is_group:
            return parts[0]
        head = {"()": "tuple", "[]": "list"}.get(bracket + closing, bracket + closing)
        return Node("set" if "}" in closing else head, branches=parts)


INTERVALS: Final = {"oo": "tuple", "cc": "list", "co": "[)", "oc": "(]"}
INVERSES: Final = frozenset(name for name in FUNCTIONS if f"a{name}" in FUNCTIONS)
CONTAINERS: Final = frozenset({"matrix", "ntuple", "union", "intersection", "max", "min"})
HUNDRED: Final = Node("number", "100")
CHOICES: Final = Node("name", "C")
MINUS_ONE_TYPED: Final = Node("negate", branches=(Node("number", "1"),))
