"""What a reader makes of pieces that it has read: groups, matrices, numbers."""

from __future__ import annotations

from courseware.algebra.tokens import Token
from courseware.algebra.tree import Node
from courseware.errors import AlgebraError


def grouped(node: Node) -> Node:
    """Take brackets of any shape around one thing for grouping, where it is computed with."""
    while node.head in {"list", "set"} and len(node.branches) == 1:
        node = node.branches[0]
    return node


def matrix(rows: tuple[Node, ...]) -> Node:
    """Return a matrix of rows that are lists of one length."""
    widths = {len(row.branches) for row in rows if row.head == "list"}
    if len(widths) != 1 or any(row.head != "list" for row in rows):
        raise AlgebraError("matrix")
    return Node("matrix", branches=rows)


def decimal(text: str) -> str:
    """Write a number as 0.5: no leading point, none at the end."""
    text = f"0{text}" if text.startswith(".") else text
    return text.replace("E", "e").replace(".e", "e").removesuffix(".")


def is_pair(node: Node) -> bool:
    """Whether two things stand in round brackets."""
    return node.head == "tuple" and len(node.branches) == 2


def is_mixed_number(ahead: list[Token], whole: Node, above: Node) -> bool:
    """Whether 1 1/2 stands here: a whole number, a space, a fraction of whole numbers."""
    return (
        len(ahead) > 2
        and ahead[1].text == "/"
        and ahead[2].sort == "number"
        and whole.head == above.head == "number"
        and whole.leaf.isdigit()
        and above.leaf.isdigit()
    )
