"""The role of a process that tries a learner's program, contained; see `trying`."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from courseware.sandbox import Limits, enter
from courseware.trial import program


def role(arguments: Mapping[str, Any], fds: Sequence[int]) -> None:
    """Go into the cage, then read what is asked and try every case.

    `fds` are the request, as JSON, and where the answers go.
    """
    limits = msgspec.convert(arguments["limits"], Limits)
    enter(home=Path(arguments["home"]), limits=limits)
    asked, answers = fds
    with os.fdopen(asked, "rb") as file, os.fdopen(answers, "w") as out:
        program.answer(msgspec.json.decode(file.read()), out)
