"""`practice(...)`: a practice exercise written in the cell itself. Its key is in plain sight."""

from __future__ import annotations

import difflib
import hashlib
import json

import ipywidgets
import msgspec

from courseware import kinds, library
from courseware.decoding import Document
from courseware.errors import InvalidDocument
from courseware.library import Entry
from courseware.toml_places import Places
from courseware.widgets import opening
from courseware.widgets.notice import Notice, notice
from courseware.widgets.widget import ExerciseWidget

FILE = "practice(...)"
REFUSED = {"graded", "id"}
"""What counts has a file of its own, whose key learners never get."""

LISTED = {"items", "options", "targets"}
"""Lists of parts that may be written as tables of texts by id."""

Fields = dict[str, object]


class Practice:
    """Build a practice exercise from keyword arguments, named as in an exercise's TOML file.

    `practice("choice", prompt="...", options={"a": "...", "b": "..."}, answer="a")`, or with the
    kind as a method: `practice.number(prompt="...", answer=12)`. Fields of the exercise and of
    its key stand side by side. Texts are one string or a table by language.
    """

    def __call__(
        self,
        kind: str,
        *,
        name: str | None = None,
        language: str | None = None,
        figure: ipywidgets.Widget | None = None,
        **fields: object,
    ) -> ExerciseWidget | Notice:
        """Show a practice exercise.

        Args:
            kind: one of `courseware.kinds.NAMES`.
            name: under which its answers are kept. Without one they are kept as long as the
                exercise stays as it is, wherever in the notebook it moves.
            language: as in `exercise`.
            figure: as in `exercise`.
            fields: the exercise's and the key's; `options`, `items` and `targets` may be tables of
                texts by id.
        """
        for field in sorted(REFUSED & fields.keys()):
            return notice([("notebook.practice_only", {"field": field})], opening.EVERYBODY)
        return opening.show(
            lambda lesson: entry_of(kind, fields, lesson.name, name), language, figure
        )

    def __getattr__(self, kind: str) -> _Kind:
        if kind not in kinds.NAMES:
            raise AttributeError(f"there is no kind {kind!r}; there are {', '.join(kinds.NAMES)}")
        return _Kind(self, kind)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *kinds.NAMES]


class _Kind:
    """`practice` with its kind chosen."""

    def __init__(self, practice: Practice, kind: str) -> None:
        self._practice, self._kind = practice, kind

    def __call__(
        self,
        *,
        name: str | None = None,
        language: str | None = None,
        figure: ipywidgets.Widget | None = None,
        **fields: object,
    ) -> ExerciseWidget | Notice:
        """Show a practice exercise of this kind; see `Practice.__call__`."""
        return self._practice(self._kind, name=name, language=language, figure=figure, **fields)


def entry_of(kind: str, fields: Fields, lesson: str, name: str | None) -> Entry:
    """Return the exercise and key that keyword arguments say; raises `InvalidDocument`."""
    of_exercise, of_key = _names(kind)
    given = {field: _plain(value) for field, value in fields.items()}
    for field in LISTED & given.keys():
        if isinstance(parts := given[field], dict):
            given[field] = [{"id": id_, "text": text} for id_, text in parts.items()]
    data: Fields = {"kind": kind}
    data |= {field: value for field, value in given.items() if field in of_exercise}
    data["key"] = {field: value for field, value in given.items() if field in of_key}
    source = Document(FILE, data, Places(""))
    _refuse_unknown(source, given.keys() - of_exercise - of_key, of_exercise | of_key)
    own = f"practice-{name or _fingerprint(data)}"
    return library.read_exercise(source, own, f"{lesson}/{own}")


def _names(kind: str) -> tuple[set[str], set[str]]:
    """Return the fields of a kind's exercise and of its key; none for a kind there is not."""
    if kind not in kinds.NAMES:
        return set(), set()
    structs = (kinds.kind(kind).EXERCISE, kinds.kind(kind).KEY)
    exercise, key = ({field.name for field in msgspec.structs.fields(each)} for each in structs)
    return exercise - REFUSED, key


def _refuse_unknown(source: Document, unknown: set[str], known: set[str]) -> None:
    """Raise `InvalidDocument` with every argument that is no field, and what may be meant."""
    if unknown and known:
        near = {name: difflib.get_close_matches(name, known, n=1) for name in unknown}
        raise InvalidDocument(
            source.violation(
                "unknown_field_near" if near[name] else "unknown_field",
                (name,),
                name=name,
                near="".join(near[name]),
                known=", ".join(sorted(known)),
            )
            for name in sorted(unknown)
        )


def _plain(value: object) -> object:
    """Return tuples as the lists that TOML would have."""
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value


def _fingerprint(data: Fields) -> str:
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


practice = Practice()
