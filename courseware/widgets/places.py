"""Where this kernel works: its notebook, its lesson, the folder of its answers."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from courseware import library
from courseware.errors import CourseNotFound
from courseware.library import Entry, Lesson
from courseware.session import FOLDER, Session
from courseware.widgets import carried
from courseware.widgets.learner import learner
from courseware.widgets.work import Work

NOTEBOOK = "JPY_SESSION_NAME"
"""Jupyter Server 2 tells the kernel its notebook by this; Voilà and others do not."""
RESPONSES = "COURSEWARE_RESPONSES"
"""Voilà gives all visitors one folder; whoever serves them gives each a journal by this."""
GRADING = "NBGRADER_EXECUTION"


class Place(msgspec.Struct, frozen=True):
    """The notebook's folder, and the notebook where the front end told which it is."""

    folder: Path
    notebook: Path | None = None

    @property
    def responses(self) -> Path:
        """The folder of the journal."""
        given = os.environ.get(RESPONSES, "")
        return Path(given).expanduser() if given else self.folder / FOLDER


def here() -> Place:
    """Return where the kernel's notebook lies: by its name, else the working directory."""
    name = os.environ.get(NOTEBOOK, "")
    if name:
        for notebook in (Path(name), Path.cwd() / Path(name).name):
            if notebook.suffix == ".ipynb" and notebook.is_file():
                return Place(notebook.parent.absolute(), notebook.absolute())
    return Place(Path.cwd())


def is_graded_now() -> bool:
    """Tell whether nbgrader runs this kernel to mark a hand-in: then nothing is written."""
    return os.environ.get(GRADING, "") == "autograde"


def find_lesson(place: Place, lesson: str | os.PathLike[str] | None = None) -> Lesson:
    """Return the lesson of the notebook, or the one named: a folder, or a sibling's name.

    Raises `CourseNotFound` where nothing of that name is there, `InvalidDocument` where
    `course.toml` is wrong.
    """
    if lesson is None:
        return _lesson(place.folder)
    for folder in (place.folder / lesson, place.folder.parent / lesson):
        if folder.is_dir():
            return _lesson(folder)
    raise CourseNotFound(f"There is no lesson {os.fspath(lesson)!r} beside {place.folder}.")


_lessons: dict[Path, tuple[object, Lesson]] = {}


def _lesson(folder: Path) -> Lesson:
    """Return the lesson of a folder; `course.toml` is read again only when it changed."""
    folder = folder.resolve()
    signature = [_stamp(where / library.COURSE_FILE) for where in (folder, folder.parent)]
    known = _lessons.get(folder)
    if known is None or known[0] != signature:
        known = _lessons[folder] = (signature, library.find_lesson(folder))
    return known[1]


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


_sessions: dict[tuple[Path, Path, str], Session] = {}


def session_for(lesson: Lesson, place: Place) -> Session:
    """Return the kernel's one session of a lesson.

    When it begins it takes in what the notebook's own outputs carry, so that a hand-in of
    the .ipynb alone, opened elsewhere, still has its answers.
    """
    who = (lesson.folder, place.responses, learner())
    if who not in _sessions:
        session = Session(lesson, who[2], place.responses)
        if place.notebook:
            session.carry(carried.read(place.notebook))
        _sessions[who] = session
    return _sessions[who]


_works: dict[tuple[Session, str], Work] = {}


def work_for(session: Session, entry: Entry) -> Work:
    """Return the kernel's one work on an exercise, restored; a new one where its file changed."""
    exercise, key = entry.exercise, None if entry.exercise.graded else entry.key
    work = _works.get((session, exercise.id))
    if work is None or (work.exercise, work.key) != (exercise, key):
        work = Work(session, exercise, key, read_only=is_graded_now())
        _works[session, exercise.id] = work
    else:
        work.restore()
    return work
