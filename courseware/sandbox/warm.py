"""What a warm parent does once, before its first fork."""

from __future__ import annotations

import os

from courseware.sandbox import cage, namespaces, system
from courseware.sandbox.plan import VARIABLE, current


def prepare() -> None:
    """Ready this process for forking children that call `enter`.

    Without a launch around it this does nothing, so that a warm parent may be
    told to call it in any case.
    """
    plan = current()
    if plan is None:
        return
    os.environ.pop(VARIABLE)
    # What escapes its parents comes to us, who reap it, and not to a stranger.
    system.prctl(system.PR_SET_CHILD_SUBREAPER, 1)
    cage.ready(plan)
    if plan.inner:
        namespaces.for_each_child()
