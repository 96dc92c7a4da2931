"""Which student of the gradebook a sender is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import msgspec
from nbgrader.api import Gradebook, Student

from courseware.grading.archives import roster
from courseware.grading.archives.roster import Person
from courseware.grading.archives.senders import Sender
from courseware.grading.course import Course
from courseware.grading.places import Places


class People(msgspec.Struct, frozen=True, kw_only=True):
    """A roster where there is one, what the gradebook knows, and who handed in before.

    `numbers` are the gradebook's ids by `lms_user_id`, `ids` all that are known.
    """

    roster: Mapping[str, Person] | None
    numbers: Mapping[str, str]
    ids: frozenset[str]

    @classmethod
    def load(cls, course: Course, places: Places, file: Path | None, id_column: str) -> People:
        """Read the gradebook and the roster."""
        numbers, ids = _gradebook(course)
        ids |= {path.parent.name for path in places.submitted("*").parent.parent.glob("*/*")}
        people = None if file is None else roster.load(file, ids.__contains__, id_column)
        return cls(roster=people, numbers=numbers, ids=frozenset(ids))

    def is_known(self, key: str) -> bool:
        """Tell whether somebody is called so."""
        return key in self.ids or key in self.numbers or key in (self.roster or {})

    def student(self, sender: Sender) -> str | None:
        """Return the id in the gradebook, None where nobody knows it.

        A number says nothing by itself; a user name is taken for the id where no
        roster says otherwise.
        """
        if self.roster is not None:
            person = self.roster.get(sender.key)
            if person:
                return person.student
            listed = {each.student for each in self.roster.values()}
            return sender.key if sender.key in listed and not sender.key.isdigit() else None
        if sender.key in self.numbers:
            return self.numbers[sender.key]
        return sender.key if sender.key in self.ids or not sender.key.isdigit() else None

    def time(self, sender: Sender) -> datetime | None:
        """Return when the roster says that somebody handed in."""
        person = (self.roster or {}).get(sender.key)
        return person.time if person else None


def _gradebook(course: Course) -> tuple[dict[str, str], set[str]]:
    """Return the gradebook's students; it is not made where there is none."""
    address = course.coursedir.db_url
    if address.startswith("sqlite:///") and not Path(address[len("sqlite:///") :]).exists():
        return {}, set()
    with Gradebook(address, course.coursedir.course_id) as gradebook:
        students = gradebook.db.query(Student.id, Student.lms_user_id).all()
    return {str(number): str(id_) for id_, number in students if number}, {
        str(id_) for id_, _ in students
    }
