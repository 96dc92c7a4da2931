"""The language of a lesson in this kernel: the author's, until the learner chooses another."""

from __future__ import annotations

import os
import weakref
from datetime import UTC, datetime

from courseware.journal import read
from courseware.session import Session
from courseware.spec import Course

VARIABLE = "COURSEWARE_LANGUAGE"
RECORD = "language"
"""The kind of the journal's record that keeps the learner's choice."""

_chosen: weakref.WeakKeyDictionary[Session, str] = weakref.WeakKeyDictionary()


def offered(course: Course) -> tuple[str, ...]:
    """Return the languages a learner can choose; Cyrillic Uzbek can always be derived."""
    given = tuple(course.languages)
    if "uz" not in given or "uz-Cyrl" in given:
        return given
    after = given.index("uz") + 1
    return (*given[:after], "uz-Cyrl", *given[after:])


def preferred(session: Session, asked: str | None = None) -> str:
    """Return the first on offer: asked for, chosen, `COURSEWARE_LANGUAGE`, the course's own."""
    course = session.lesson.course
    wishes = (asked, chosen(session), os.environ.get(VARIABLE), course.language)
    languages = offered(course)
    return next((wish for wish in wishes if wish in languages), languages[0])


def chosen(session: Session) -> str:
    """Return what the learner chose last, "" where they did not; read once from the journal."""
    if session not in _chosen:
        records = [record for record in read(session.folder).records if record.kind == RECORD]
        last = max(records, key=lambda record: record.at, default=None)
        _chosen[session] = str(last.data.get("language", "")) if last else ""
    return _chosen[session]


def remember(session: Session, language: str, *, write: bool = True) -> None:
    """Keep the learner's choice for the lesson, over restarts too."""
    if chosen(session) != language:
        _chosen[session] = language
        if write:
            at = datetime.now(UTC).isoformat()
            session.journal.append(RECORD, {"language": language, "at": at})
