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
    """Go into the cage, then try every case; the answers go to the one descriptor."""
    limits = msgspec.convert(arguments["limits"], Limits)
    enter(home=Path(arguments["home"]), limits=limits)
    with os.fdopen(fds[0], "w") as out:
        program.answer(arguments["request"], out)
