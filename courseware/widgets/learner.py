"""Who is at work in this kernel."""

from __future__ import annotations

import getpass
import os

VARIABLE = "COURSEWARE_LEARNER"
UNKNOWN = "learner"
LONGEST = 200


def learner() -> str:
    """Return the learner's name; never raises and is never empty.

    `COURSEWARE_LEARNER` first. Else as nbgrader's `get_username`, so that the
    variant drawn here is the one that the marker redraws: the system's user,
    but `JUPYTERHUB_USER` where that is "jovyan", the user of every container.
    """
    given = os.environ.get(VARIABLE, "").strip()
    name = given or _of_the_system()
    if not given and name == "jovyan":
        name = os.environ.get("JUPYTERHUB_USER", "").strip() or name
    return (name or UNKNOWN)[:LONGEST]


def _of_the_system() -> str:
    try:
        return getpass.getuser()
    except Exception:  # noqa: BLE001 - a container may have a uid without a name
        return ""
