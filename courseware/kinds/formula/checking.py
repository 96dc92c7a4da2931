"""What is wrong with a formula's key, beyond its form."""

from __future__ import annotations

from collections.abc import Generator, Iterator

from courseware import algebra
from courseware.algebra import Lexicon, Node, Setting
from courseware.decoding import Path
from courseware.errors import AlgebraError
from courseware.kinds.base import Finding
from courseware.kinds.formula.fields import FormulaExercise, FormulaKey
from courseware.kinds.formula.judging import lexicon_of
from courseware.variants import SLOT


def check(exercise: FormulaExercise, key: FormulaKey | None) -> Iterator[Finding]:
    """Find keys that cannot be read or met, and mistakes that nobody explains or meets."""
    yield from _check_domains(exercise)
    if key is None:
        return
    target = yield from _read(exercise, key.answer, ("key", "answer"))
    if target is not None:
        yield from _check_target(exercise, key, target)
    for index, mistake in enumerate(key.mistakes):
        path: Path = ("key", "mistakes", index, "answer")
        if isinstance(mistake.answer, dict):
            yield Finding("number_needed", path)
            continue
        wrong = yield from _read(exercise, mistake.answer, path)
        if wrong is not None and target is not None and wrong == target:
            yield Finding("formula_mistake_right", path)
    if not key.mistakes:
        yield Finding("no_mistakes", ("key", "mistakes"), warning=True)


def _check_domains(exercise: FormulaExercise) -> Iterator[Finding]:
    for name, domain in exercise.domain.items():
        if exercise.names and name not in exercise.names:
            yield Finding("formula_unknown_name", ("domain", name), {"detail": name})
        if isinstance(domain, tuple) and domain[0] >= domain[1]:
            yield Finding("formula_domain", ("domain", name), {"detail": name})


def _read(
    exercise: FormulaExercise, text: object, path: Path
) -> Generator[Finding, None, Node | None]:
    """Return the formula of a key, having yielded why it cannot be read."""
    lexicon = author_lexicon(exercise)
    try:
        return algebra.read(SLOT.sub("(1)", str(text)), lexicon)
    except AlgebraError as error:
        detail = str(next(iter(error.parameters.values()), "-"))
        yield Finding(
            f"formula_{'unknown_name' if error.code in _NAMES else 'unreadable'}",
            path,
            {"detail": detail or str(text)[:40]},
        )
    return None


_NAMES = {"unknown_name", "unknown_word"}


def author_lexicon(exercise: FormulaExercise) -> Lexicon:
    """Return the names that a key may use: the exercise's and the drawn variables."""
    own = lexicon_of(exercise)
    return own._replace(names=own.names | frozenset(exercise.variables))


def _check_target(exercise: FormulaExercise, key: FormulaKey, target: Node) -> Iterator[Finding]:
    if algebra.is_nowhere(target) and algebra.shape(target) == "value":
        yield Finding("formula_unreadable", ("key", "answer"), {"detail": "1/0"})
    drawn = exercise.variables.keys() & algebra.names(target)
    if not drawn and algebra.fault(key.form, target, target):
        yield Finding("formula_key_form", ("key", "form"), {"detail": key.form}, warning=True)
    long = [name for name in algebra.names(target) - set(exercise.variables) if len(name) > 1]
    if long and not exercise.names:
        yield Finding("formula_undeclared", ("names",), {"detail": min(long)}, warning=True)
    twice = Node("*", branches=(target, algebra.number(2)))
    opinion = algebra.decide_up_to(twice, target, None, frozenset(), Setting()).opinion
    if opinion == "undecided" and algebra.shape(target) == "value":
        yield Finding("formula_undecided", ("key", "answer"), warning=True)
