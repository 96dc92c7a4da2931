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
from courseware.widgets import languages, module, places
from courseware.widgets.notice import Line, Notice, notice
from courseware.widgets.widget import ExerciseWidget

log = logging.getLogger(__name__)
log.addHandler(logging.NullHandler())

EVERYBODY: tuple[str, ...] = ("uz", "ru", "en")
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

    def loaded(where: Lesson) -> Entry:
        known = where.names()
        if name not in known:
            raise Missing(name, known)
        return where.entry(name)

    return show(loaded, language, figure, lesson)


class Missing(CourseNotFound):
    """There is no exercise of the name; `near` is one that may have been meant."""

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(name)
        self.name, self.known = name, known
        self.near = next(iter(difflib.get_close_matches(name, known, n=1)), "")


def show(
    load: Callable[[Lesson], Entry],
    language: str | None,
    figure: ipywidgets.Widget | None,
    lesson: Place | None = None,
) -> ExerciseWidget | Notice:
    """Return the exercise that `load` finds in its lesson, or a message in its place."""
    spoken = EVERYBODY
    try:
        place = places.here()
        where = places.find_lesson(place, lesson)
        session = places.session_for(where, place)
        spoken = (languages.preferred(session, language),)
        if not module.is_built():
            return notice([("notebook.not_built", {})], spoken)
        work = places.work_for(session, load(where))
        offered = languages.offered(where.course)
        return ExerciseWidget(work, language=spoken[0], languages=offered, figure=figure)
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
        detail = f"{type(error).__name__}: {error}"
        return notice([("notebook.failed", {"detail": detail})], spoken)


def _missing(error: Missing) -> list[Line]:
    lines: list[Line] = [("notebook.missing", {"name": error.name})]
    if error.near:
        lines.append(("notebook.missing_near", {"near": error.near}))
    elif error.known:
        lines.append(("notebook.missing_known", {"known": ", ".join(error.known)}))
    else:
        lines.append(("notebook.missing_all", {}))
    return lines
