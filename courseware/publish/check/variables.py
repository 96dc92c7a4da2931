"""What is wrong with the variables of an exercise and the conditions on them."""

from __future__ import annotations

from collections.abc import Iterator

from courseware import expressions
from courseware.errors import ExpressionError, Violation
from courseware.publish.check.source import ExerciseSource
from courseware.publish.check.texts import check_expression
from courseware.spec import Variable
from courseware.variants import bounds

_WAYS = ("integer", "decimal", "choices", "expression")
_WORDS = {"and", "or", "not"}
MOST_VALUES = 2**32
"""Values of one range: what the generator draws from."""


def check(exercise: ExerciseSource) -> Iterator[Violation]:
    """Yield what can be seen without drawing."""
    if exercise.exercise is None:
        return
    variables = exercise.exercise.variables
    for name, variable in variables.items():
        yield from _check_one(exercise, name, variable)
    yield from _check_order(exercise, variables)
    for index, condition in enumerate(exercise.exercise.reject):
        yield from check_expression(exercise, condition, ("reject", index), set(variables))


def _check_one(exercise: ExerciseSource, name: str, variable: Variable) -> Iterator[Violation]:
    path = ("variables", name)
    given = [way for way in _WAYS if getattr(variable, way) is not None]
    if name in _WORDS:
        yield exercise.at("variable_word", path, name=name)
    if len(given) != 1:
        yield exercise.at("variable_ways", path, name=name, found=", ".join(given) or "-")
    elif given[0] in {"integer", "decimal"}:
        yield from _check_range(exercise, name, variable)
    elif variable.step is not None:
        yield exercise.at("variable_step", path, name=name)
    if variable.choices == ():
        yield exercise.at("variable_empty", path, name=name)


def _check_range(exercise: ExerciseSource, name: str, variable: Variable) -> Iterator[Violation]:
    low, high, step = bounds(variable)
    ends = variable.integer or variable.decimal or (0, 0)
    shown = {"name": name, "low": str(ends[0]), "high": str(ends[1])}
    if low > high:
        yield exercise.at("variable_range", ("variables", name), **shown)
    elif (high - low) / step >= MOST_VALUES:
        yield exercise.at("variable_wide", ("variables", name), **shown)


def _check_order(exercise: ExerciseSource, variables: dict[str, Variable]) -> Iterator[Violation]:
    above: set[str] = set()
    for name, variable in variables.items():
        if variable.expression is not None:
            path = ("variables", name)
            needed = _names(variable.expression)
            for later in sorted(needed & (set(variables) - above)):
                yield exercise.at("variable_order", path, name=name, detail=later)
            yield from check_expression(exercise, variable.expression, path, set(variables))
        above.add(name)


def _names(expression: str) -> frozenset[str]:
    try:
        return expressions.names(expressions.parse(expression))
    except ExpressionError:
        return frozenset()
