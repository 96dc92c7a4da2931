"""Cloze: gaps in running text, and words to be marked in it.

A gap is typed (a text or a number), chosen from a list of its own, or filled
from a bank of words; each is marked by the rules of its kind. In the other form
of the exercise the words of the text are marked: verbs, mistakes, key words.
Gaps and words have ids that are the same in every language, though what is right
in them may differ: it is a tool of mother-tongue teaching too.
"""

from __future__ import annotations

from courseware.kinds.cloze.answers import draw, echo, parse
from courseware.kinds.cloze.checking import check
from courseware.kinds.cloze.describing import describe, shown
from courseware.kinds.cloze.marking import mark
from courseware.kinds.cloze.model import ClozeExercise, ClozeKey
from courseware.kinds.cloze.samples import samples

EXERCISE = ClozeExercise
KEY = ClozeKey

__all__ = [
    "EXERCISE",
    "KEY",
    "ClozeExercise",
    "ClozeKey",
    "check",
    "describe",
    "draw",
    "echo",
    "mark",
    "parse",
    "samples",
    "shown",
]
