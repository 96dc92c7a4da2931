"""`exercise("name")`: from a name in a cell to an exercise that knows what was answered."""

from __future__ import annotations

import difflib
import logging
import os
from collections.abc import Callable

import ipywidgets

from courseware.errors import (
    CourseNotFound,
    DrawError,
    ExpressionError,
    InvalidDocument,
)
from courseware.library import Entry, Lesson
from courseware.session import Session
from courseware.widgets import languages, module, places
from courseware.widgets.notice import Line, Notice, notice
from courseware.widgets.widget import ExerciseWidget

log = logging.getLogger(__name__)
log.addHandler(logging.NullHandler())

EVERYBODY = ("uz", "ru", "en")
"""Where the course cannot be read, nobody knows its languages."""

Place = str | os.PathLike[str]


def exercise(
    name: str,
    *,
    language: str | None = None,
    figure: ipywidgets.Widget | None = None,
    lesson: Place | None = None,
) -> ExerciseWidget | Notice:
    """Show an exercise of this lesson, with what was answered before.

    Args:
        name: the file `exercises/<name>.toml` beside the notebook.
        language: "uz", "uz-Cyrl", "ru" or "en"; the learner can change it at any time.
        figure: a widget that is shown inside the prompt, such as `interactive(...)`.
        lesson: another lesson of the course by its name, or a lesson's folder.

    Returns:
        The exercise, a widget like any other. Where it cannot be shown, a message that says
        what is wrong and what to do; nothing is raised, so that the cells below still run.
    """

    def opened(where: Lesson) -> Entry:
        known = where.names()
        if name not in known:
            raise Missing(name, known)
        return where.entry(name)

    return guarded(lambda: _open(opened, language, figure, lesson), language)


class Missing(CourseNotFound):
    """There is no exercise of the name; `near` is one that may have been meant."""

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(name)
        self.name, self.known = name, known
        self.near = next(iter(difflib.get_close_matches(name, known, n=1)), "")


def _open(
    load: Callable[[Lesson], Entry],
    language: str | None,
    figure: ipywidgets.Widget | None,
    lesson: Place | None,
) -> ExerciseWidget | Notice:
    place = places.here()
    where = places.find_lesson(place, lesson)
    spoken = EVERYBODY if language is None else (language,)
    if not module.is_built():
        return notice([("notebook.not_built", {})], spoken)
    session = places.session_for(where, place)
    return show(session, load(where), language, figure)


def show(
    session: Session, entry: Entry, language: str | None, figure: ipywidgets.Widget | None
) -> ExerciseWidget:
    """Return the widget of a loaded exercise; raises what drawing raises."""
    work = places.work_for(session, entry)
    spoken = languages.preferred(session, language)
    offered = languages.offered(session.lesson.course)
    return ExerciseWidget(work, language=spoken, languages=offered, figure=figure)


def guarded(
    make: Callable[[], ExerciseWidget | Notice], language: str | None
) -> ExerciseWidget | Notice:
    """Return what `make` makes, or a message in its place."""
    spoken = EVERYBODY if language not in EVERYBODY else (language,)
    try:
        return make()
    except InvalidDocument as error:
        return notice([("notebook.broken", {})], spoken, error.violations)
    except Missing as error:
        return notice(_missing(error), spoken)
    except CourseNotFound as error:
        return notice([("notebook.no_lesson", {"detail": str(error)})], spoken)
    except (DrawError, ExpressionError) as error:
        return notice([("notebook.no_draw", {"detail": str(error)})], spoken)
    except Exception as error:
        log.exception("an exercise could not be shown")
        return notice([("notebook.failed", {"detail": f"{type(error).__name__}: {error}"})], spoken)


def _missing(error: Missing) -> list[Line]:
    lines: list[Line] = [("notebook.missing", {"name": error.name})]
    if error.near:
        lines.append(("notebook.missing_near", {"near": error.near}))
    elif error.known:
        lines.append(("notebook.missing_known", {"known": ", ".join(error.known)}))
    else:
        lines.append(("notebook.missing_all", {}))
    return lines
