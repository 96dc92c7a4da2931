"""Formulas: read, shown, compared. What learners type is never handed to a computer algebra."""

from courseware.algebra.decide import decide, shape
from courseware.algebra.equal import Opinion, Setting, is_nowhere
from courseware.algebra.points import Domain
from courseware.algebra.reader import read
from courseware.algebra.residues import Pole
from courseware.algebra.tokens import Lexicon
from courseware.algebra.tree import Node, names

__all__ = [
    "Domain",
    "Lexicon",
    "Node",
    "Opinion",
    "Pole",
    "Setting",
    "decide",
    "is_nowhere",
    "names",
    "read",
    "shape",
]
