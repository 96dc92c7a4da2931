"""How each system lays out a file of marks.

Sources, of the systems' own code and help:

- Moodle, assignment: *Download/Upload grading worksheet*
  (mod/assign/feedback/offline/importgradeslib.php). Students are found by the
  number in `Identifier`; an empty `Grade`, or one above the maximum, is passed over.
- Moodle, gradebook: *Import, CSV file* (grade/import/csv). The teacher says which
  column finds the student: user name, ID number or e-mail address.
- Canvas: *Gradebook, Import* (lib/gradebook_importer.rb, lib/gradebook_exporter.rb).
  `Student, ID, SIS User ID, SIS Login ID, Section` in this order, then columns named
  `Title (id)`; a row `Points Possible`. A column that it does not know becomes a new
  assignment.
- Blackboard: *Upload grades* of the Grade Center. Students are found by `Username`;
  columns are named `Title [Total Pts: 10 Score] |id`, and without the id a new one
  is made. Comma or, in a file `.xls`, tab.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from courseware.grading.exporting.marks import Person
from courseware.grading.tables import Table, column

System = Literal["moodle", "canvas", "blackboard"]

SYSTEMS: tuple[System, ...] = ("moodle", "canvas", "blackboard")

DECIMALS: dict[System, int] = {"moodle": 5, "canvas": 2, "blackboard": 2}
"""Digits behind the point that a system keeps."""

POINTS_POSSIBLE = "Points Possible"

IDENTIFIER = ("identifier", "идентификатор")
GRADE = ("grade", "оценка")
MAXIMUM = ("maximum grade", "максимальная оценка")
USERNAME = ("username", "sis login id", "login", "логин", "имя пользователя")
ID_NUMBER = ("id number", "sis user id", "student id", "student_id", "индивидуальный номер")
EMAIL = ("email address", "email", "адрес электронной почты")

NAMES = frozenset(
    {
        *("student", "lastname", "firstname", "last name", "first name", "surname", "full name"),
        *("section", "integration id", "root account", "id", "имя", "фамилия"),
        *(IDENTIFIER + USERNAME + ID_NUMBER + EMAIL),
    }
)
"""Columns that say who somebody is; all that stays of a gradebook beside its marks."""

_CANVAS_ID = re.compile(r"\s*\(\d+\)$")
_BLACKBOARD_ID = re.compile(r"\s*(\[[^\[\]]*\])?\s*\|\s*\d+$|\s*\[[^\[\]]*\]$")
_BLACKBOARD_POINTS = re.compile(r"\[[^\[\]]*?(\d+(?:[.,]\d+)?)[^\[\]]*\]\s*(?:\|\s*\d+)?$")
_MOODLE_TITLE = re.compile(r"^[^:]{1,30}:\s*|\s*\([^()]*\)$")


def system_of(table: Table) -> System | None:
    """Tell which system wrote a table."""
    heads = [head.strip().casefold() for head in table.heads]
    if column(table, IDENTIFIER) is not None and column(table, GRADE) is not None:
        return "moodle"
    if "section" in heads and "id" in heads and heads[0] in {"student", "lastname"}:
        return "canvas"
    if column(table, ("username", "имя пользователя")) is not None and any(
        _BLACKBOARD_ID.search(head) for head in heads
    ):
        return "blackboard"
    found = (column(table, names) for names in (EMAIL, ID_NUMBER, USERNAME))
    return "moodle" if any(at is not None for at in found) else None


def is_worksheet(table: Table) -> bool:
    """Tell whether a table is Moodle's grading worksheet of one assignment."""
    return column(table, IDENTIFIER) is not None and column(table, GRADE) is not None


def title_of(head: str, system: System) -> str:
    """Return the title of an assignment without what a system adds to it."""
    if system == "canvas":
        return _CANVAS_ID.sub("", head).strip()
    if system == "blackboard":
        return _BLACKBOARD_ID.sub("", head).strip()
    return _MOODLE_TITLE.sub("", head).strip()


def points_of(table: Table, at: int, system: System) -> float | None:
    """Return what the system says that an assignment is worth."""
    if system == "canvas":
        rows = (row for row in table.rows if POINTS_POSSIBLE in row[0])
        return _number(next((row[at] for row in rows), ""))
    if system == "blackboard":
        found = _BLACKBOARD_POINTS.search(table.heads[at])
        return _number(found[1]) if found else None
    maximum = column(table, MAXIMUM) if is_worksheet(table) else None
    return _number(table.rows[0][maximum]) if maximum is not None and table.rows else None


def _number(text: str) -> float | None:
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        return None


def heads(system: System, titles: Sequence[str]) -> list[str]:
    """Return the first line of a file that no template was given for."""
    own = {
        "moodle": ("Username", "First name", "Last name", "ID number", "Email address"),
        "canvas": ("Student", "ID", "SIS User ID", "SIS Login ID", "Section"),
        "blackboard": ("Last Name", "First Name", "Username", "Student ID"),
    }
    return [*own[system], *titles]


def second_row(system: System, points: Sequence[str]) -> list[list[str]]:
    """Return the row of points that Canvas has; no row for the others."""
    return [[f"    {POINTS_POSSIBLE}", "", "", "", "", *points]] if system == "canvas" else []


def who(system: System, person: Person) -> list[str]:
    """Return the cells that say who a student is."""
    if system == "canvas":
        name = ", ".join(part for part in (person.last_name, person.first_name) if part)
        number = person.number if person.number.isdigit() else ""
        return [name or person.id, number, "", person.id, ""]
    if system == "blackboard":
        return [person.last_name, person.first_name, person.id, person.number]
    return [person.id, person.first_name, person.last_name, person.number, person.email]
