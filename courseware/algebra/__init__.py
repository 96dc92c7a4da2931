"""Formulas: read, shown, compared. What learners type is never handed to a computer algebra."""

from courseware.algebra.approximate import (
    decimals,
    figures_of,
    near,
    near_rounded,
    number_of,
    places_of,
    rounded,
    unit_of,
)
from courseware.algebra.decide import shape
from courseware.algebra.equal import Opinion, Setting, is_nowhere
from courseware.algebra.families import CONSTANTS, Family, UpTo, decide_up_to
from courseware.algebra.forms import Form, fault
from courseware.algebra.points import Domain
from courseware.algebra.reader import read
from courseware.algebra.residues import Pole
from courseware.algebra.second import SecondOpinion
from courseware.algebra.spread import spread
from courseware.algebra.tokens import LONGEST, Lexicon, fold
from courseware.algebra.tree import Node, names, number, replaced, walk
from courseware.algebra.written import written

__all__ = [
    "CONSTANTS",
    "LONGEST",
    "Domain",
    "Family",
    "Form",
    "Lexicon",
    "Node",
    "Opinion",
    "Pole",
    "SecondOpinion",
    "Setting",
    "UpTo",
    "decide_up_to",
    "decimals",
    "fault",
    "figures_of",
    "fold",
    "is_nowhere",
    "names",
    "near",
    "near_rounded",
    "number",
    "number_of",
    "places_of",
    "read",
    "replaced",
    "rounded",
    "shape",
    "spread",
    "unit_of",
    "walk",
    "written",
]
