"""Filling in a file of marks: a new one, or one that the system has exported."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from courseware.errors import CoursewareError
from courseware.grading.archives.roster import key_of
from courseware.grading.exporting import forms
from courseware.grading.exporting.cells import number, written
from courseware.grading.exporting.forms import DECIMALS, System
from courseware.grading.exporting.marks import Mark, Marks, Person
from courseware.grading.tables import Encoding, Table, column

Missing = Literal["empty", "zero", "skip"]
Waiting = Literal["empty", "points"]

Code = Literal[
    "waiting",
    "missing",
    "not_in_template",
    "not_in_gradebook",
    "above_maximum",
    "other_points",
]
"""What a teacher should know of an export; said by the catalogue, `export.note_<code>`."""


class ExportRefused(CoursewareError):
    """The marks cannot be written; `key` and `parameters` say why, from the catalogue."""

    def __init__(self, key: str, /, **parameters: str) -> None:
        self.key, self.parameters = key, parameters
        super().__init__(key, parameters)


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """Something to know, and whom or what it is about."""

    code: Code
    about: tuple[str, ...]
    detail: str = ""


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How to write marks.

    Attributes:
        missing: students without a hand-in get an empty cell, 0, or no row at all. In a
            template `skip` and `empty` leave what stands there.
        waiting: a mark that is not final is left empty, or written as far as it goes.
        columns: the system's column of an assignment, by the assignment; found without.
        scale: turn points into those that the template's column is worth.
        tabs: part cells by tabs, in UTF-16, as Blackboard's `.xls`.
    """

    system: System | None = None
    missing: Missing = "empty"
    waiting: Waiting = "empty"
    columns: Mapping[str, str] = {}
    scale: bool = False
    tabs: bool = False


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """The file, of how many students, and what to know of it."""

    system: System
    content: bytes
    students: int
    notes: tuple[Note, ...]


def export(marks: Marks, options: Options, template: Table | None = None) -> Exported:
    """Return a file of marks that a system imports.

    Raises:
        ExportRefused: it is not said for which system, or a template lacks a column.
    """
    if template is not None:
        return _Filling(marks, options, template).done()
    if options.system is None:
        raise ExportRefused("export.which_system", known=", ".join(forms.SYSTEMS))
    return _new(marks, options, options.system)


def _new(marks: Marks, options: Options, system: System) -> Exported:
    titles = [options.columns.get(name, name) for name in marks.points]
    points = [number(value, DECIMALS[system]) for value in marks.points.values()]
    lines = [forms.heads(system, titles), *forms.second_row(system, points)]
    students = [
        person
        for person in marks.students
        if options.missing != "skip"
        or any((person.id, name) in marks.marks for name in marks.points)
    ]
    for person in students:
        cells = [_cell(marks, person, name, options, system) or "" for name in marks.points]
        lines.append([*forms.who(system, person), *cells])
    encoding: Encoding = "utf-16" if options.tabs else "utf-8-sig"
    if system == "canvas":  # its reader would take the mark before the text for a part of `Student`
        encoding = "utf-8"
    content = written(lines, "\t" if options.tabs else ",", encoding)
    notes = tuple(_of_students(marks, marks.students, marks.points))
    return Exported(system=system, content=content, students=len(students), notes=notes)


def _cell(
    marks: Marks, person: Person, name: str, options: Options, system: System, factor: float = 1.0
) -> str | None:
    """Return a mark as it is written, None where nothing is to be written."""
    mark = marks.marks.get((person.id, name))
    if mark is None:
        return "0" if options.missing == "zero" else None
    if mark.waiting and options.waiting == "empty":
        return None
    return number(mark.score * factor, DECIMALS[system])


def _of_students(marks: Marks, students: Iterable[Person], names: Iterable[str]) -> Iterable[Note]:
    """Yield who waits for a human, and who handed nothing in."""
    listed = list(students)
    for name in names:
        found: dict[str, Mark | None] = {
            each.id: marks.marks.get((each.id, name)) for each in listed
        }
        waiting = tuple(id_ for id_, mark in found.items() if mark and mark.waiting)
        missing = tuple(id_ for id_, mark in found.items() if mark is None)
        if waiting:
            yield Note(code="waiting", about=waiting, detail=name)
        if missing:
            yield Note(code="missing", about=missing, detail=name)


class _Filling:
    """A template, and where in it each assignment and each student stands."""

    def __init__(self, marks: Marks, options: Options, table: Table) -> None:
        self.marks, self.options, self.table = marks, options, table
        system = options.system or forms.system_of(table)
        if system is None:
            raise ExportRefused("export.which_system", known=", ".join(forms.SYSTEMS))
        self.system: System = system
        self.worksheet = system == "moodle" and forms.is_worksheet(table)
        self.columns = {name: self._column(name) for name in marks.points}
        self.notes: list[Note] = []

    def done(self) -> Exported:
        """Return the template, filled in."""
        factors = {name: self._factor(name, at) for name, at in self.columns.items()}
        people = _matcher(self.table, self.marks.students)
        rows: list[list[str]] = [list(self.table.heads)]
        found: list[Person] = []
        strangers: list[str] = []
        for row in self.table.rows:
            person = people(row)
            rows.append(list(row) if person is None else self._filled(row, person, factors))
            if person is not None:
                found.append(person)
            elif not self._is_no_student(row):
                strangers.append(_called(row))
        self._tell(found, strangers, factors)
        kept = self._kept()
        lines = [[row[at] for at in kept] for row in rows]
        content = written(lines, self.table.delimiter, self.table.encoding)
        notes = tuple(self.notes)
        return Exported(system=self.system, content=content, students=len(found), notes=notes)

    def _column(self, name: str) -> int:
        """Return the column of an assignment."""
        wanted = self.options.columns.get(name)
        if wanted is not None:
            at = column(self.table, (wanted,))
            if at is None:
                raise ExportRefused("export.no_column", name=wanted, known=self._titles())
            return at
        if self.worksheet:
            at = column(self.table, forms.GRADE)
            if at is not None and len(self.marks.points) == 1:
                return at
            raise ExportRefused("export.one_assignment")
        heads = [forms.title_of(head, self.system).casefold() for head in self.table.heads]
        if heads.count(name.casefold()) != 1:
            raise ExportRefused("export.no_column", name=name, known=self._titles())
        return heads.index(name.casefold())

    def _titles(self) -> str:
        own = (head for head in self.table.heads if head.strip().casefold() not in forms.NAMES)
        return ", ".join(own) or "-"

    def _factor(self, name: str, at: int) -> float:
        """Return what to multiply marks by; note where the system counts in other points."""
        ours, theirs = self.marks.points[name], forms.points_of(self.table, at, self.system)
        if theirs is None or not ours or theirs == ours:
            return 1.0
        if self.options.scale and theirs > 0:
            return theirs / ours
        detail = f"{number(ours, 2)} / {number(theirs, 2)}"
        self.notes.append(Note(code="other_points", about=(name,), detail=detail))
        return 1.0

    def _filled(
        self, row: Sequence[str], person: Person, factors: Mapping[str, float]
    ) -> list[str]:
        cells = list(row)
        for name, at in self.columns.items():
            factor = factors[name]
            cell = _cell(self.marks, person, name, self.options, self.system, factor)
            if cell is not None:
                cells[at] = cell
        return cells

    def _is_no_student(self, row: Sequence[str]) -> bool:
        """Tell whether a row is one of Canvas' own: points, or who sees the marks when."""
        own = forms.POINTS_POSSIBLE in row[0] or not row[0].strip()
        return self.system == "canvas" and own

    def _tell(
        self, found: Sequence[Person], strangers: Sequence[str], factors: Mapping[str, float]
    ) -> None:
        self.notes += _of_students(self.marks, found, self.marks.points)
        there = {person.id for person in found}
        absent = tuple(sorted({id_ for id_, _ in self.marks.marks} - there))
        if absent:
            self.notes.append(Note(code="not_in_template", about=absent))
        if strangers:
            self.notes.append(Note(code="not_in_gradebook", about=tuple(strangers)))
        for name, at in self.columns.items():
            most = forms.points_of(self.table, at, self.system)
            above = tuple(
                person.id
                for person in found
                if most is not None
                and (mark := self.marks.marks.get((person.id, name))) is not None
                and mark.score * factors[name] > most + 1e-9
            )
            if above:
                self.notes.append(Note(code="above_maximum", about=above, detail=name))

    def _kept(self) -> list[int]:
        """Return the columns to write: of a gradebook those of other assignments stay out.

        What a colleague changed there since would otherwise be set back.
        """
        if self.worksheet:
            return list(range(len(self.table.heads)))
        own = set(self.columns.values())
        return [
            at
            for at, head in enumerate(self.table.heads)
            if at in own or head.strip().casefold() in forms.NAMES
        ]


def _matcher(table: Table, students: Sequence[Person]) -> Callable[[Sequence[str]], Person | None]:
    """Return what finds the student of a row: by user name, number or e-mail, never by name."""
    by_id = {person.id: person for person in students}
    by_number = _only(students, lambda person: person.number)
    by_email = _only(students, lambda person: person.email.casefold())
    names = column(table, forms.USERNAME)
    numbers = [column(table, (*forms.IDENTIFIER, "id")), column(table, forms.ID_NUMBER)]
    emails = column(table, forms.EMAIL)

    def find(row: Sequence[str]) -> Person | None:
        found = [by_id.get(row[names].strip())] if names is not None else []
        for at in numbers:
            if at is not None:
                found += [by_number.get(key_of(row[at])), by_id.get(row[at].strip())]
        if emails is not None:
            email = row[emails].strip()
            found += [by_email.get(email.casefold()), by_id.get(email)]
        people = {person.id: person for person in found if person is not None}
        return next(iter(people.values())) if len(people) == 1 else None

    return find


def _only(students: Sequence[Person], key: Callable[[Person], str]) -> dict[str, Person]:
    """Return the students by something that must tell them apart; what does not is left out."""
    found: dict[str, list[Person]] = {}
    for person in students:
        found.setdefault(key(person), []).append(person)
    return {name: people[0] for name, people in found.items() if name and len(people) == 1}


def _called(row: Sequence[str]) -> str:
    return " ".join(cell.strip() for cell in row[:2] if cell.strip())


def save(content: bytes, path: Path, template: Path | None) -> None:
    """Write a file whole or not at all; raises `ExportRefused` for the template itself."""
    if template is not None and path.exists() and path.samefile(template):
        raise ExportRefused("export.over_template", path=str(path))
    aside = path.with_name(f".{path.name}.writing")
    try:
        aside.write_bytes(content)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
