"""From a formula that was read to the verdict: first the value, then the form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from courseware import algebra, expressions
from courseware.algebra import Lexicon, Node, Setting
from courseware.errors import AlgebraError
from courseware.kinds.formula.fields import FormulaExercise, FormulaKey
from courseware.mark import Misread, Note, Verdict
from courseware.text import choose
from courseware.variants import SLOT, Variant, computable

_MANY = frozenset({"list", "set", "tuple", "seq"})
_SIGNS = {"°": "*", "call:factorial": "!", "call:abs": "|"}


def lexicon_of(exercise: FormulaExercise) -> Lexicon:
    """Return the names that an answer may use."""
    return Lexicon(
        names=frozenset(exercise.names),
        functions=frozenset(exercise.functions),
        closed=bool(exercise.names),
        log=exercise.log,
    )


def target_of(exercise: FormulaExercise, text: object, variant: Variant) -> Node:
    """Return the formula of a key, its drawn variables replaced by their values.

    Raises `AlgebraError`, and `ExpressionError` for a slot that cannot be computed.
    """
    own = lexicon_of(exercise)
    drawn = frozenset(variant.values)
    names = own.names | drawn if own.names else drawn
    node = algebra.read(_filled(text, variant), own._replace(names=names))

    def change(each: Node) -> Node | None:
        if each.head != "name" or each.leaf not in drawn:
            return None
        value = variant.values[each.leaf]
        if isinstance(value, Fraction):
            return algebra.number(value)
        return algebra.read(choose(value, "en"), own)

    return algebra.replaced(node, change)


def _filled(text: object, variant: Variant) -> str:
    if not isinstance(text, str):
        return str(expressions.exact(text))  # type: ignore[arg-type]

    def value(slot: re.Match[str]) -> str:
        return f"({expressions.evaluate(slot[1], computable(variant.values))})"

    return SLOT.sub(value, text)


def judge(
    exercise: FormulaExercise, key: FormulaKey, variant: Variant, answer: Node
) -> Verdict | Misread:
    """Judge the value, then the form; then look for a mistake the author foresaw."""
    if algebra.is_nowhere(answer) and algebra.shape(answer) == "value":
        return Misread(Note("formula.division_by_zero"))
    target = target_of(exercise, key.answer, variant)
    setting = Setting(exercise.domain, algebra.SecondOpinion())
    found = value_of(exercise, key, target, answer, setting)
    if found.opinion == "undecided":
        return Misread(Note("formula.undecided"))
    if found.opinion == "same":
        notes = [] if found.complete else [Note("formula.constant_missing")]
        notes += [] if found.absolute else [Note("formula.absolute_missing")]
        notes += [*form_notes(key, target, answer)]
        return Verdict(expressions.exact(key.form_credit) if notes else Fraction(1), tuple(notes))
    for mistake in key.mistakes:
        foreseen = target_of(exercise, mistake.answer, variant)
        if value_of(exercise, key, foreseen, answer, setting).opinion == "same":
            return Verdict(expressions.exact(mistake.credit), (Note(text=mistake.feedback),))
    return Verdict(Fraction(0), tuple(near_misses(key, target, answer, setting)))


def value_of(
    exercise: FormulaExercise, key: FormulaKey, target: Node, answer: Node, setting: Setting
) -> algebra.Family:
    """Compare the value of an answer with that of a key, as near as the key asks."""
    if key.significant_figures is not None or key.decimals is not None:
        setting = setting._replace(near=lambda one, other: _rounded_value(key, other, one, setting))
    elif key.tolerance or key.relative_tolerance:
        amount, share = float(key.tolerance), float(key.relative_tolerance)
        setting = setting._replace(
            near=lambda one, other: algebra.near(
                one, other, setting, absolute=amount, relative=share
            )
        )
    variables = frozenset(exercise.names)
    return algebra.decide_up_to(answer, target, key.up_to, variables, setting)


def _rounded_value(
    key: FormulaKey, target: Node, answer: Node, setting: Setting
) -> algebra.Opinion:
    wanted, given = algebra.number_of(target), algebra.number_of(answer)
    figures, places = key.significant_figures, key.decimals or 0
    if wanted is not None and given is not None:
        is_near = algebra.near_rounded(given, wanted, figures, places)
        return "same" if is_near else "different"
    if figures is not None:
        share = 0.5 * 10.0 ** (1 - figures)
        return algebra.near(answer, target, setting, relative=share)
    return algebra.near(answer, target, setting, absolute=0.5 * 10.0**-places)


def form_notes(key: FormulaKey, target: Node, answer: Node) -> Iterator[Note]:
    """Yield what is not as it was asked in the form of an answer."""
    fault = algebra.fault(key.form, answer, target)
    if fault:
        yield Note(f"formula.form_{fault}")
    used = set(things_used(answer))
    for thing in key.forbidden:
        if thing in used:
            yield Note("formula.forbidden", {"text": thing})
    for thing in key.required:
        if thing not in used:
            yield Note("formula.required", {"text": thing})
    yield from _digit_notes(key, answer)


def _digit_notes(key: FormulaKey, answer: Node) -> Iterator[Note]:
    figures, places = key.significant_figures, key.decimals
    members = answer.branches if algebra.shape(answer) in _MANY else (answer,)
    digits = [algebra.decimals(member) for member in members]
    every = [each for some in digits for each in some]
    if figures is not None:
        ranges = [algebra.figures_of(each) for each in every]
        if not all(digits) or not all(least <= figures <= most for least, most in ranges):
            yield Note("marking.figures", {"count": figures})
    if places is not None and not (
        all(digits) and all(algebra.places_of(each) == places for each in every)
    ):
        yield Note("formula.decimals", {"count": places})


def things_used(answer: Node) -> Iterator[str]:
    """Yield the functions and signs that stand in an answer, as keys name them."""
    for node in algebra.walk(answer):
        yield _SIGNS.get(node.head, node.head)
        yield node.head.removeprefix("call:")
        if node.head == "negate":
            yield "-"
        elif node.head == "call:abs":
            yield "abs"
        elif node.head == "number" and "." in node.leaf:
            yield "."


def near_misses(key: FormulaKey, target: Node, answer: Node, setting: Setting) -> Iterator[Note]:
    """Say what a teacher would see at a glance: the shape, the sign, a letter too many."""
    target, answer = algebra.spread(target), algebra.spread(answer)
    wanted, given = algebra.shape(target), algebra.shape(answer)
    if wanted != given:
        is_interval = wanted == "realset" and given in _BRACKETED
        if wanted in _BRACKETED and given in {"inequality", "logic"}:
            wanted = "realset"  # [2; 5] may be either; an inequality tells which was meant
        if wanted in SHAPES and not is_interval:
            yield Note(f"formula.expected_{wanted}")
        return
    if given != "value":
        return
    quick = setting._replace(ask=None)
    if algebra.decide_up_to(answer, target, "sign", frozenset(), quick).opinion == "same":
        yield Note("formula.opposite")
        return
    expected = algebra.CONSTANTS if key.up_to == "constant" else frozenset[str]()
    strange = sorted(
        name
        for name in algebra.names(answer) - algebra.names(target) - expected
        if not name.startswith("#")
    )
    if strange and algebra.names(target):
        yield Note("formula.other_name", {"name": strange[0][:20]})


_BRACKETED = {"tuple", "list"}
"""What an interval looks like."""

SHAPES = ("value", "equation", "inequality", "realset", "set", "list", "matrix")
"""What a sentence can ask for."""


def problem(error: AlgebraError) -> Note:
    """Return why a formula cannot be read, as a note."""
    return Note(f"formula.{error.code}", dict(error.parameters))
