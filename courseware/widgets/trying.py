"""Programs are tried in the background; the page hears of it when it is done."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable

from courseware.kinds.code.spec import CodeExercise, CodeKey
from courseware.spec import Exercise
from courseware.widgets.status import hand_over, running_loop

log = logging.getLogger(__name__)
log.addHandler(logging.NullHandler())

Report = dict[str, object]


def try_answer(
    exercise: Exercise, key: object, value: object, then: Callable[[Report], None]
) -> None:
    """Try an answer where its kind is one that must be tried; `then` is called in this loop.

    Nothing is tried while nbgrader marks: it has its own way, away from the gradebook.
    """
    if not isinstance(exercise, CodeExercise) or os.environ.get("NBGRADER_EXECUTION"):
        return
    loop = running_loop()
    known = key if isinstance(key, CodeKey) else None

    def work() -> None:
        from courseware.trial import report  # noqa: PLC0415 - few lessons have programs in them

        try:
            found = report(exercise, known, value)
        except Exception:
            log.exception("an answer to %s could not be tried", exercise.id)
            return
        if isinstance(found, dict):
            hand_over(loop, lambda: then(found))

    threading.Thread(target=work, name="courseware-trial", daemon=True).start()
