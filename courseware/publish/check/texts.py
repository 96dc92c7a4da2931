"""What is wrong with texts: languages that lack, values that differ, formulas, pictures."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator
from types import NoneType, UnionType

import msgspec

from courseware import expressions
from courseware.decoding import Path
from courseware.errors import ExpressionError, Violation
from courseware.publish.check.source import ExerciseSource
from courseware.rules.texts import Accepted, Keywords
from courseware.scheme import Key, Mistake
from courseware.text import LANGUAGES, Texts
from courseware.text.slots import TOKEN
from courseware.variants import SLOT

_FORMULA = re.compile(r"\$\$.*?\$\$|\$[^$\n]+\$", re.DOTALL)
_BRACES = re.compile(r"\{\{[^\n]{0,30}|[^\n]{0,30}\}\}")
_ACCEPTED = {"all", "any", "answer", "answers", "none"}
_COMPARED = Key | Mistake | Accepted | Keywords


class Written(msgspec.Struct, frozen=True):
    """One of an author's texts, and where it stands.

    `shown` is False for the accepted forms of an answer: they are compared with
    what learners type, in whatever language.
    """

    path: Path
    texts: Texts
    shown: bool = True

    def by_language(self) -> dict[str, str]:
        """Return the texts that are not empty; "" stands for every language."""
        texts = {"": self.texts} if isinstance(self.texts, str) else self.texts
        return {language: text for language, text in texts.items() if text.strip()}

    def at(self, language: str) -> Path:
        """Return the path of one language's text."""
        return (*self.path, language) if language else self.path


def written(value: object, path: Path = ()) -> Iterator[Written]:
    """Yield every text of an exercise, a key or a course, found by the fields' types."""
    if not isinstance(value, msgspec.Struct):
        return
    hints = typing.get_type_hints(type(value))
    for name in value.__struct_fields__:
        answers = isinstance(value, _COMPARED) and name in _ACCEPTED
        for found in _in_field(getattr(value, name), hints[name], (*path, name)):
            yield msgspec.structs.replace(found, shown=False) if answers else found


def _in_field(value: object, hint: object, path: Path) -> Iterator[Written]:
    if isinstance(value, msgspec.Struct):
        yield from written(value, path)
    elif _is_texts(hint) and isinstance(value, str | dict):
        yield Written(path, value)
    elif isinstance(value, tuple):
        inner = _inner(hint, tuple)
        for index, item in enumerate(value):
            yield from _in_field(item, inner, (*path, index))
    elif isinstance(value, dict):
        inner = _inner(hint, dict)
        for key, item in value.items():
            yield from _in_field(item, inner, (*path, key))


def _is_texts(hint: object) -> bool:
    if typing.get_origin(hint) not in {typing.Union, UnionType}:
        return False
    members = {typing.get_origin(member) or member for member in _members(hint)}
    return {str, dict} <= members


def _members(hint: object) -> tuple[object, ...]:
    return tuple(member for member in typing.get_args(hint) if member is not NoneType)


def _inner(hint: object, container: type) -> object:
    """Return the type of what a tuple or a table holds."""
    for member in (hint, *_members(hint)):
        if typing.get_origin(member) is container:
            arguments = typing.get_args(member)
            return arguments[0] if container is tuple else arguments[1]
    return None


def check_languages(
    document_at: typing.Callable[..., Violation], text: Written, languages: tuple[str, ...]
) -> Iterator[Violation]:
    """Yield the languages that a text lacks and those that nobody knows.

    `document_at(code, path, **parameters)` makes the violation.
    """
    if isinstance(text.texts, str):
        return
    for language in text.texts:
        if language not in LANGUAGES:
            path = (*text.path, language)
            known = ", ".join(LANGUAGES)
            yield document_at("language_unknown", path, language=language, known=known)
    given = set(text.by_language())
    missing = [language for language in languages if language not in given]
    if "uz" in given:
        missing = [language for language in missing if language != "uz-Cyrl"]
    if text.shown and missing and text.texts:
        yield document_at(
            "language_missing",
            text.path,
            missing=", ".join(missing),
            example=missing[0],
            known=", ".join(languages),
        )


def slots(text: str) -> list[tuple[str, str | None]]:
    """Return the `{{expression | decimals}}` of a text, in order."""
    return [(slot[1], slot[2]) for slot in SLOT.finditer(text)]


def check_slots(exercise: ExerciseSource, text: Written) -> Iterator[Violation]:
    """Yield values that cannot be read, that nobody draws, or that differ between languages."""
    known = set(exercise.exercise.variables) if exercise.exercise else set()
    by_language = text.by_language()
    for language, said in by_language.items():
        path = text.at(language)
        rest = _FORMULA.sub("", SLOT.sub("", said))
        if stray := _BRACES.search(rest):
            yield exercise.at("slot_unreadable", path, detail=stray[0].strip())
        for expression, _ in slots(said):
            yield from check_expression(exercise, expression, path, known)
    if text.shown:
        yield from _check_same_slots(exercise, text, by_language)


def _check_same_slots(
    exercise: ExerciseSource, text: Written, by_language: dict[str, str]
) -> Iterator[Violation]:
    sets = {language: _normal(slots(said)) for language, said in by_language.items()}
    first, *others = sets or {"": frozenset()}
    for language in others:
        if sets[language] != sets[first]:
            yield exercise.at(
                "slots_differ",
                text.at(language),
                language=language,
                found=_listed(sets[language]),
                other=first,
                wanted=_listed(sets[first]),
            )


def _normal(found: list[tuple[str, str | None]]) -> frozenset[str]:
    return frozenset(
        re.sub(r"\s+", "", expression) + (f"|{decimals}" if decimals else "")
        for expression, decimals in found
    )


def _listed(values: frozenset[str]) -> str:
    return ", ".join(f"{{{{{value}}}}}" for value in sorted(values)) or "-"


def check_formulas(exercise: ExerciseSource, text: Written) -> Iterator[Violation]:
    """Yield the formulas that cannot be converted for the browser."""
    from courseware.text import prose  # noqa: PLC0415 - the Markdown and LaTeX parsers are heavy

    for language, said in text.by_language().items():
        if "$" not in said:
            continue
        template = prose.render(said, resolve=lambda _: "data:image/png;base64,")
        for problem in template.problems:
            detail = TOKEN.sub(lambda token: str(template.slots[int(token[1])]), problem)  # noqa: B023
            yield exercise.at("formula", text.at(language), detail=detail)


def check_expression(
    exercise: ExerciseSource, expression: str, path: Path, known: set[str]
) -> Iterator[Violation]:
    """Yield why an expression cannot be read, and the names that nobody draws."""
    try:
        missing = expressions.names(expressions.parse(expression)) - known - {"pi", "e"}
    except ExpressionError as error:
        yield exercise.at(f"expression_{error.code}", path, detail=error.detail)
        return
    for name in sorted(missing):
        yield exercise.at("expression_unknown_name", path, detail=name)
