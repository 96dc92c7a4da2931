"""From archives to hand-ins: the whole way, one archive after the other."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, tzinfo
from pathlib import Path

import msgspec

from courseware.errors import CourseNotFound
from courseware.grading.archives import placing, senders, sorting
from courseware.grading.archives.budget import Limits
from courseware.grading.archives.paths import shown
from courseware.grading.archives.people import People
from courseware.grading.archives.report import Report, Row, Status, Why
from courseware.grading.archives.senders import Lms
from courseware.grading.archives.sorting import Parcel
from courseware.grading.archives.staging import Left, Stage, Staged, Stopped, files_below
from courseware.grading.archives.unpack import is_archive
from courseware.grading.course import Course
from courseware.grading.places import Places
from courseware.session import FOLDER

LINES = 30
"""Members of one hand-in or archive that are told of one by one."""
Progress = Callable[[int, int, str], None]
"""Told how many archives are done, of how many, and the name of the last."""


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How to collect.

    Attributes:
        lms: who named the files; found out where None.
        roster: a CSV file that says who is who, for systems that give numbers.
        id_column: the roster's column of the gradebook's ids; found out where "".
        clock: the time zone of the system's clock.
        force: put what is there in place of any earlier hand-in.
        dry: change nothing, only tell.
    """

    lms: Lms | None = None
    roster: Path | None = None
    id_column: str = ""
    clock: tzinfo = UTC
    force: bool = False
    dry: bool = False
    limits: Limits = Limits()


def collect(
    graders: Path,
    assignment: str,
    sources: Sequence[Path],
    options: Options | None = None,
    on_progress: Progress | None = None,
) -> Report:
    """Take hand-ins out of archives, folders and files into the course.

    Args:
        graders: the root of the course as nbgrader knows it.
        assignment: whose hand-ins these are.
        sources: archives of a whole class, folders, or files that a system has named.
        options: how to; the defaults by default.
        on_progress: called after each source.

    Raises:
        CourseNotFound: there is no such course or assignment.
        RosterUnusable, TableUnreadable, OSError: the roster cannot be used.
    """
    options = options or Options()
    course = Course(graders)
    places = course.places(assignment)
    expected = _expected(places)
    people = People.load(course, places, options.roster, options.id_column)
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix=".collecting-", dir=_room(places, options)) as room:
        collecting = _Collecting(course, places, people, options, expected)
        listed = list(_listed(sources, options.lms))
        for done, (name, things) in enumerate(listed, 1):
            rows += collecting.source(name, things, Path(room, str(done)))
            if on_progress:
                on_progress(done, len(listed), name)
    return Report(assignment=assignment, rows=tuple(rows), dry=options.dry)


def _expected(places: Places) -> frozenset[str]:
    """Return the names of the assignment's notebooks."""
    found = {path.name for each in (places.release, places.source) for path in each.glob("*.ipynb")}
    if not found:
        raise CourseNotFound(f"The assignment {places.assignment!r} has no notebook.")
    return frozenset(found)


def _room(places: Places, options: Options) -> Path | None:
    """Return a folder on the disk of the hand-ins, so that they can be moved into place."""
    if options.dry:
        return None
    top = places.submitted("*").parent.parent
    top.mkdir(parents=True, exist_ok=True)
    return top


Things = Callable[[Stage], Iterator[Staged | Left]]


def _listed(sources: Sequence[Path], lms: Lms | None) -> Iterator[tuple[str, Things]]:
    """Yield the sources; files that a system has named go together, whoever they are of."""
    loose = [path for path in sources if path.is_file() and senders.is_named(path.name, lms)]
    if loose:
        folder = Path(os.path.commonpath([path.parent.absolute() for path in loose]))
        name = shown(folder.name)
        yield name, lambda stage: _each(stage, loose)
    for path in sources:
        if path.is_dir():
            yield shown(path.name or os.fspath(path)), _folder(path)
        elif path not in loose:
            yield shown(path.name), _archive(path)


def _each(stage: Stage, files: Sequence[Path]) -> Iterator[Staged | Left]:
    for path in files:
        yield from stage.loose(path.parent, iter([path]))


def _folder(path: Path) -> Things:
    return lambda stage: stage.loose(path, files_below(path))


def _archive(path: Path) -> Things:
    return lambda stage: stage.archive(path)


class _Collecting:
    """One run: what it needs to know; while it works on one source, who has been seen there."""

    stage: Stage
    seen: dict[str, str]

    def __init__(
        self,
        course: Course,
        places: Places,
        people: People,
        options: Options,
        expected: frozenset[str],
    ) -> None:
        self.course, self.places, self.people = course, places, people
        self.options, self.expected = options, expected

    def source(self, name: str, things: Things, room: Path) -> Iterator[Row]:
        """Take one archive, folder or set of files; whatever is wrong with it is a row."""
        room.mkdir()
        self.stage, self.seen = Stage(room, self.options.limits), {}
        try:
            yield from self._source(name, things)
        finally:
            shutil.rmtree(room, ignore_errors=True)

    def _source(self, name: str, things: Things) -> Iterator[Row]:
        try:
            listed = list(things(self.stage))
            lms = self._lms(listed)
        except Stopped as error:
            yield Row(source=name, status="refused", why=error.why, detail=error.detail)
            return
        except OSError as error:
            yield Row(source=name, status="refused", why="unreadable", detail=_said(error))
            return
        found = sorting.sort(listed, lms, self.places.assignment, self.people.is_known)
        yield from _left(name, found.nobody)
        for parcel in found.older:
            yield self._row(name, parcel, "older")
        for parcel in found.parcels:
            yield from self._parcel(name, parcel)

    def _lms(self, things: Sequence[Staged | Left]) -> Lms:
        if self.options.lms:
            return self.options.lms
        found = senders.sort_of(thing.parts[0] for thing in things if thing.parts)
        if len(found) > 1:
            raise Stopped("which_lms", ", ".join(found))
        return found[0]

    def _parcel(self, name: str, parcel: Parcel) -> Iterator[Row]:
        """Take one hand-in."""
        self._unpack(parcel)
        files, left = sorting.fit(sorting.renamed(sorting.unwrapped(parcel.files), self.expected))
        parcel.files = files
        yield from _left(name, [*parcel.left, *left], parcel)
        why = self._fault(parcel)
        student = self.people.student(parcel.sender) if parcel.sender.key else None
        if why:
            yield self._row(name, parcel, "refused", why, parcel.detail, shown(student or ""))
        elif student is None:
            yield self._row(name, parcel, "unmapped")
        else:
            yield self._placed(name, parcel, student)

    def _unpack(self, parcel: Parcel) -> None:
        """Unpack what learners have packed, one level deep, within the budget of the hand-in."""
        budget = self.stage.budget()
        own = [each for each in parcel.files if is_archive(each.parts[-1])]
        parcel.files = [each for each in parcel.files if each not in own]
        budget.files, budget.bytes = len(parcel.files), sum(each.size for each in parcel.files)
        for each in own:
            try:
                inner = list(self.stage.archive(each.blob, budget))
            except Stopped as error:
                parcel.refused, parcel.detail = error.why, "/".join(each.parts)
                return
            self._take_inner(parcel, inner)

    @staticmethod
    def _take_inner(parcel: Parcel, inner: list[Staged | Left]) -> None:
        files = [thing for thing in inner if isinstance(thing, Staged)]
        packed = [each for each in files if is_archive(each.parts[-1])]
        parcel.left += [thing for thing in inner if isinstance(thing, Left)]
        parcel.left += [Left("/".join(each.parts), "nested") for each in packed]
        parcel.files += sorting.unwrapped([each for each in files if each not in packed])
        broken = next((thing for thing in inner if isinstance(thing, Left) and thing.whole), None)
        if broken:
            parcel.refused, parcel.detail = broken.why, broken.path

    def _fault(self, parcel: Parcel) -> Why:
        """Return why a hand-in cannot be taken."""
        limits = self.options.limits
        if parcel.refused:
            return parcel.refused
        if not parcel.sender.key:
            return "ambiguous"
        if len(parcel.files) > limits.files:
            return "too_many"
        if sum(each.size for each in parcel.files) > limits.bytes:
            return "too_large"
        tops = {each.parts[0] for each in parcel.files}
        if FOLDER in tops or any(top.endswith(".ipynb") for top in tops):
            return ""
        return "nothing"

    def _placed(self, name: str, parcel: Parcel, student: str) -> Row:
        if not is_id(student):
            return self._row(name, parcel, "refused", "bad_id", shown(student))
        other = self.seen.setdefault(student.casefold(), parcel.sender.key)
        if other != parcel.sender.key:
            return self._row(name, parcel, "refused", "two_senders", other, student)
        place, time = self.places.submitted(student), self._time(parcel)
        try:
            placing.mend(place)
            status = placing.standing(place, time, parcel.files, force=self.options.force)
            if status in {"new", "newer"} and not self.options.dry:
                shared = self.course.coursedir.groupshared
                placing.put(place, time, parcel.files, shared=shared)
        except OSError as error:
            return self._row(name, parcel, "refused", "unwritable", _said(error), student)
        return self._row(name, parcel, status, student=student)

    def _time(self, parcel: Parcel) -> datetime | None:
        """Return when the system took the hand-in, in UTC."""
        time = parcel.sender.time or self.people.time(parcel.sender)
        if time is None:
            return None
        return (time if time.tzinfo else time.replace(tzinfo=self.options.clock)).astimezone(UTC)

    def _row(
        self,
        name: str,
        parcel: Parcel,
        status: Status,
        why: Why = "",
        detail: str = "",
        student: str = "",
    ) -> Row:
        return Row(
            source=name,
            status=status,
            sender=_sender(parcel),
            student=student,
            why=why,
            files=len(parcel.files),
            size=sum(each.size for each in parcel.files),
            time=self._time(parcel),
            late=parcel.sender.late,
            detail=detail,
        )


def is_id(student: str) -> bool:
    """Tell whether an id can name a folder, and be no pattern of several."""
    return bool(re.fullmatch(r"[^\W_][^\x00-\x1f/\\*?\[\]{}<>|:\"]{0,127}", student)) and (
        student.isprintable() and len(student.encode()) < 200 and student == student.rstrip(". ")
    )


def _left(name: str, left: Sequence[Left], parcel: Parcel | None = None) -> Iterator[Row]:
    """Yield a row for each member that was left out, and one for those too many to name."""
    sender = _sender(parcel) if parcel else ""
    for each in left[:LINES]:
        yield Row(
            source=name,
            status="left_out",
            sender=sender,
            path=each.path,
            why=each.why,
            detail=each.detail,
        )
    if len(left) > LINES:
        more = len(left) - LINES
        yield Row(source=name, status="left_out", sender=sender, why="more", files=more)


def _sender(parcel: Parcel) -> str:
    sender = parcel.sender
    parts = [part for part in (sender.name, sender.key) if part]
    return shown(" ".join(dict.fromkeys(parts)) or "?")


def _said(error: OSError) -> str:
    return shown(error.strerror or str(error))
